-- Why: what people say about themselves beyond the first columns: a birthday ("1990-12-31", shown to nobody but
-- them) and up to four labelled fields, a line each, name and value with a tab between them (user_row.h).
-- Programs of before neither read nor write them.
-- Cost: two columns at the end; instant, no row is written anew.
ALTER TABLE user
    ADD COLUMN birthday VARCHAR(10) NOT NULL DEFAULT '',
    ADD COLUMN fields VARCHAR(2000) NOT NULL DEFAULT '';
