-- Why: codes that let people register on a site that is by invitation; only their hash is kept.
-- Cost: a new table; nothing is locked.
CREATE TABLE IF NOT EXISTS invitation (
    code_hash BINARY(32) NOT NULL,
    uses_left INT NOT NULL,
    expires_ms BIGINT NOT NULL,
    PRIMARY KEY (code_hash)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
