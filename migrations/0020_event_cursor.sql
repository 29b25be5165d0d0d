-- Why: how far each group of consumers has come in each part, and who may move it there: owner is a row of
-- event_member, 0 for nobody. Of the group "relay" it is the next offset to be given out. tries counts the
-- owners that died with work before them.
-- Cost: a new table; nothing is locked. 64 rows a group.
CREATE TABLE IF NOT EXISTS event_cursor (
    grp VARCHAR(32) NOT NULL,
    part SMALLINT NOT NULL,
    next_offset BIGINT NOT NULL DEFAULT 0,
    owner BIGINT NOT NULL DEFAULT 0,
    tries INT NOT NULL DEFAULT 0,
    PRIMARY KEY (grp, part)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
