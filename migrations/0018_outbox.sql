-- Why: what has happened, written in the transaction that made it happen. The relay of linnet-job moves rows
-- from here to event_log; those that commit late are simply moved later. part is splitmix64(author_id) % 64.
-- Cost: a new table; nothing is locked. It is nearly empty at all times.
CREATE TABLE IF NOT EXISTS outbox (
    id BIGINT NOT NULL,
    part SMALLINT NOT NULL,
    kind VARCHAR(32) NOT NULL,
    author_id BIGINT NOT NULL,
    subject_id BIGINT NOT NULL,
    other_id BIGINT NOT NULL,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
