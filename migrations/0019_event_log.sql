-- Why: the event log. In each of 64 parts offsets run without a gap and have one writer, so that readers need a
-- number only to know what they have seen.
-- Cost: a new table; nothing is locked. The job event.purge removes what is older than events.keep_days.
CREATE TABLE IF NOT EXISTS event_log (
    part SMALLINT NOT NULL,
    log_offset BIGINT NOT NULL,
    id BIGINT NOT NULL,
    kind VARCHAR(32) NOT NULL,
    author_id BIGINT NOT NULL,
    subject_id BIGINT NOT NULL,
    other_id BIGINT NOT NULL,
    PRIMARY KEY (part, log_offset)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
