-- Why: personal tokens, which people make for programs, are sessions of another kind (1): with a name and scopes
-- (1 read, 2 write), known, held and ended by the same statements, but not ended by idleness. The key of the job
-- that removes idle log-ins begins with the kind now, so that tokens never used are not in its way.
-- Cost: the columns are instant; the key is built anew without keeping writers out. A program of before takes a token for
-- a log-in: upgrade all hosts before the first one is made.
ALTER TABLE session
    ADD COLUMN kind TINYINT NOT NULL DEFAULT 0,
    ADD COLUMN scopes TINYINT NOT NULL DEFAULT 0,
    ADD COLUMN name VARCHAR(50) NOT NULL DEFAULT '',
    ADD KEY kind_used (kind, last_used_ms),
    DROP KEY last_used_ms;
