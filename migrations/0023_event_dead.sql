-- Why: events that a group could not handle and set aside, whole, for the log forgets. retry is set by
-- linnet-admin queue retry.
-- Cost: a new table; nothing is locked. Empty when all is well.
CREATE TABLE IF NOT EXISTS event_dead (
    grp VARCHAR(32) NOT NULL,
    part SMALLINT NOT NULL,
    log_offset BIGINT NOT NULL,
    id BIGINT NOT NULL,
    kind VARCHAR(32) NOT NULL,
    author_id BIGINT NOT NULL,
    subject_id BIGINT NOT NULL,
    other_id BIGINT NOT NULL,
    tries INT NOT NULL,
    failed_ms BIGINT NOT NULL,
    error VARBINARY(250) NOT NULL,
    retry TINYINT NOT NULL DEFAULT 0,
    PRIMARY KEY (grp, part, log_offset),
    KEY retry (retry)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
