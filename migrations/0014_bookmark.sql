-- Why: what somebody keeps for later; nobody else ever sees it, so it is stored with them alone.
-- Cost: a new table; nothing is locked.
CREATE TABLE IF NOT EXISTS bookmark (
    user_id BIGINT NOT NULL,
    tweet_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    PRIMARY KEY (user_id, tweet_id),
    KEY user_id (user_id, id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
