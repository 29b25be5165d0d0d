-- Why: what a tweet may be besides a text: a reply, a retweet (a row of its own without text), edited, in a language,
-- at a place. conversation_id 0 means "its own id". Coordinates are millionths of a degree. The counts
-- are derived from the rows of tweet_ref and liked_by. Programs of before neither read nor write these columns.
-- Cost: columns at the end; instant, no row is written anew.
ALTER TABLE tweet
    ADD COLUMN edited_ms BIGINT NOT NULL DEFAULT 0,
    ADD COLUMN version INT NOT NULL DEFAULT 1,
    ADD COLUMN reply_to_id BIGINT NOT NULL DEFAULT 0,
    ADD COLUMN reply_to_author_id BIGINT NOT NULL DEFAULT 0,
    ADD COLUMN conversation_id BIGINT NOT NULL DEFAULT 0,
    ADD COLUMN retweet_of_id BIGINT NOT NULL DEFAULT 0,
    ADD COLUMN lang VARCHAR(12) NOT NULL DEFAULT '',
    ADD COLUMN place_name VARCHAR(400) NOT NULL DEFAULT '',
    ADD COLUMN place_lat INT NULL,
    ADD COLUMN place_lon INT NULL,
    ADD COLUMN likes_count BIGINT NOT NULL DEFAULT 0,
    ADD COLUMN retweets_count BIGINT NOT NULL DEFAULT 0,
    ADD COLUMN replies_count BIGINT NOT NULL DEFAULT 0;
