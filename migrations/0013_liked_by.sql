-- Why: the same relations stored with the tweet that is liked. Written in the transaction of like_, with the same id.
-- Cost: a new table; nothing is locked.
CREATE TABLE IF NOT EXISTS liked_by (
    tweet_id BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    PRIMARY KEY (tweet_id, user_id),
    KEY tweet_id (tweet_id, id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
