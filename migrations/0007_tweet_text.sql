-- Why: the length of a text is weighed: a URL counts 23 and an emoji 2, however many code points they have. What
-- is typed is bounded at 8192 bytes, so that is what must fit.
-- Cost: only the column's bound changes, not its form: in place, no row is written, writes go on.
ALTER TABLE tweet MODIFY text VARCHAR(8192) NOT NULL;
