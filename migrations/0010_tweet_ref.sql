-- Why: which tweets reply to a tweet (kind 1) and which retweet it (2), stored with the tweet they point at, so that
-- its lists ask one shard. id is that of the reply or the retweet: newest first by the key itself.
-- Cost: a new table; nothing is locked.
CREATE TABLE IF NOT EXISTS tweet_ref (
    target_id BIGINT NOT NULL,
    kind TINYINT NOT NULL,
    id BIGINT NOT NULL,
    author_id BIGINT NOT NULL,
    PRIMARY KEY (target_id, kind, id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
