-- Why: the same relations stored with the one who is followed, so that neither list asks another's shard.
-- Written in the transaction of follow, with the same id.
-- Cost: a new table; nothing is locked.
CREATE TABLE IF NOT EXISTS follower (
    followee_id BIGINT NOT NULL,
    follower_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    PRIMARY KEY (followee_id, follower_id),
    KEY followee_id (followee_id, id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
