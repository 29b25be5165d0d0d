-- Why: the processes that move cursors. One row each, renewed every second or two, is the lease of all parts that
-- it owns: idle processes renew one row instead of 64 a group. An id is drawn at random and used once.
-- Cost: a new table; nothing is locked. A handful of rows.
CREATE TABLE IF NOT EXISTS event_member (
    id BIGINT NOT NULL,
    until_ms BIGINT NOT NULL,
    groups_run VARCHAR(1000) NOT NULL,
    name VARCHAR(200) NOT NULL,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
