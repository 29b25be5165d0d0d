-- Why: which language people write in ("de", of the table app/base/locale.h; the one their tweets have unless they say
-- otherwise) and in which time zone they read ("Europe/Berlin"). Empty: not said. Shown to nobody but them.
-- Programs of before neither read nor write them.
-- Cost: two columns at the end; instant, no row is written anew.
ALTER TABLE user
    ADD COLUMN language VARCHAR(8) NOT NULL DEFAULT '',
    ADD COLUMN time_zone VARCHAR(64) NOT NULL DEFAULT '';
