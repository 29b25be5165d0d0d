-- Why: whom somebody follows, stored with the follower. The relation has a time-ordered id for pages, newest
-- first. That key is not unique: makers of ids on one host never give one twice, and a tie between hosts
-- costs at most a name at the seam of two pages.
-- Cost: a new table; nothing is locked.
CREATE TABLE IF NOT EXISTS follow (
    follower_id BIGINT NOT NULL,
    followee_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    PRIMARY KEY (follower_id, followee_id),
    KEY follower_id (follower_id, id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
