-- Why: what a tweet said before. The row of tweet holds the newest version; here is each that was replaced, with
-- the time from which it stood.
-- Cost: a new table; nothing is locked.
CREATE TABLE IF NOT EXISTS tweet_edit (
    tweet_id BIGINT NOT NULL,
    version INT NOT NULL,
    text VARCHAR(8192) NOT NULL,
    since_ms BIGINT NOT NULL,
    PRIMARY KEY (tweet_id, version)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
