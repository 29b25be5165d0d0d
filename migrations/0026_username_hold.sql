-- Why: who changes his user name keeps the old one for 30 days: nobody else can take it, and links to it lead to the
-- new one. A row that is past until_ms counts for nothing; linnet-job removes it.
-- Cost: a new table; nothing is locked.
CREATE TABLE IF NOT EXISTS username_hold (
    name_key VARCHAR(15) NOT NULL,
    user_id BIGINT NOT NULL,
    until_ms BIGINT NOT NULL,
    PRIMARY KEY (name_key),
    KEY user_id (user_id, until_ms),
    KEY until_ms (until_ms)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
