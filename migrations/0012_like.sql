-- Why: what somebody likes, stored with them. The relation has a time-ordered id for pages, newest first.
-- Cost: a new table; nothing is locked.
CREATE TABLE IF NOT EXISTS like_ (
    user_id BIGINT NOT NULL,
    tweet_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    PRIMARY KEY (user_id, tweet_id),
    KEY user_id (user_id, id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
