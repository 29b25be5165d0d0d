-- Why: what somebody has retweeted, stored with them: one row a tweet, so that a second tap makes no second
-- retweet. id is that of the tweet row made for it.
-- Cost: a new table; nothing is locked.
CREATE TABLE IF NOT EXISTS retweet (
    user_id BIGINT NOT NULL,
    tweet_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    PRIMARY KEY (user_id, tweet_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
