-- Why: what was answered to a request under an Idempotency-Key, so that the same request sent again gets the same
-- answer and is not done twice. The key is the owner and a hash of what he chose; the row is written in the
-- transaction of what was asked. Headers and body are bytes as they were sent. The other key serves the job that
-- removes what is older than a day.
-- Cost: a new table; nothing is locked.
CREATE TABLE IF NOT EXISTS idempotency (
    user_id BIGINT NOT NULL,
    key_hash BINARY(32) NOT NULL,
    request_hash BINARY(32) NOT NULL,
    expires_ms BIGINT NOT NULL,
    status SMALLINT NOT NULL DEFAULT 0,
    headers VARBINARY(8000) NOT NULL,
    body MEDIUMBLOB NOT NULL,
    PRIMARY KEY (user_id, key_hash),
    KEY expires_ms (expires_ms)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
