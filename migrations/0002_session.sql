-- Why: log-ins. The key is the owner and the hash of the token, never the token. Device and address are
-- bytes, for headers may hold anything. The two other keys serve the job that removes what has expired.
-- Cost: a new table; nothing is locked.
CREATE TABLE IF NOT EXISTS session (
    user_id BIGINT NOT NULL,
    token_hash BINARY(32) NOT NULL,
    created_ms BIGINT NOT NULL,
    last_used_ms BIGINT NOT NULL,
    expires_ms BIGINT NOT NULL,
    device VARBINARY(200) NOT NULL DEFAULT '',
    address VARBINARY(64) NOT NULL DEFAULT '',
    PRIMARY KEY (user_id, token_hash),
    KEY expires_ms (expires_ms),
    KEY last_used_ms (last_used_ms)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
