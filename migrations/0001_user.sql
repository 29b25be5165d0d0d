-- Why: people with accounts. Names and addresses are compared folded (user_store.h), so each has a key of
-- its own beside what was typed; no address is NULL there, for NULL is not unique. Counts are derived
-- from the rows of follow and tweet. display_name takes 50 graphemes of up to ten code points.
-- Cost: a new table; nothing is locked.
CREATE TABLE IF NOT EXISTS user (
    id BIGINT NOT NULL,
    username VARCHAR(15) NOT NULL,
    username_key VARCHAR(15) NOT NULL,
    email VARCHAR(254) NOT NULL DEFAULT '',
    email_key VARCHAR(254) NULL,
    password_hash VARCHAR(128) NOT NULL,
    display_name VARCHAR(500) NOT NULL,
    bio VARCHAR(1000) NOT NULL DEFAULT '',
    location VARCHAR(200) NOT NULL DEFAULT '',
    url VARCHAR(500) NOT NULL DEFAULT '',
    state TINYINT NOT NULL DEFAULT 0,
    created_ms BIGINT NOT NULL,
    last_login_ms BIGINT NOT NULL DEFAULT 0,
    followers_count BIGINT NOT NULL DEFAULT 0,
    following_count BIGINT NOT NULL DEFAULT 0,
    tweets_count BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (id),
    UNIQUE KEY username_key (username_key),
    UNIQUE KEY email_key (email_key)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
