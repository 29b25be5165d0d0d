-- Why: tweets. The id is ordered by time, so the primary key is the public timeline and (author_id, id) a
-- person's own. text takes 280 characters that may count several code points each.
-- Cost: a new table; nothing is locked.
CREATE TABLE IF NOT EXISTS tweet (
    id BIGINT NOT NULL,
    author_id BIGINT NOT NULL,
    text VARCHAR(2000) NOT NULL,
    created_ms BIGINT NOT NULL,
    PRIMARY KEY (id),
    KEY author_id (author_id, id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
