-- Why: the relay's places in the 64 parts. Every other group copies its own from them when it first runs.
-- Cost: 64 rows.
INSERT IGNORE INTO event_cursor (grp, part) VALUES
    ('relay', 0), ('relay', 1), ('relay', 2), ('relay', 3), ('relay', 4), ('relay', 5), ('relay', 6), ('relay', 7),
    ('relay', 8), ('relay', 9), ('relay', 10), ('relay', 11), ('relay', 12), ('relay', 13), ('relay', 14), ('relay', 15),
    ('relay', 16), ('relay', 17), ('relay', 18), ('relay', 19), ('relay', 20), ('relay', 21), ('relay', 22), ('relay', 23),
    ('relay', 24), ('relay', 25), ('relay', 26), ('relay', 27), ('relay', 28), ('relay', 29), ('relay', 30), ('relay', 31),
    ('relay', 32), ('relay', 33), ('relay', 34), ('relay', 35), ('relay', 36), ('relay', 37), ('relay', 38), ('relay', 39),
    ('relay', 40), ('relay', 41), ('relay', 42), ('relay', 43), ('relay', 44), ('relay', 45), ('relay', 46), ('relay', 47),
    ('relay', 48), ('relay', 49), ('relay', 50), ('relay', 51), ('relay', 52), ('relay', 53), ('relay', 54), ('relay', 55),
    ('relay', 56), ('relay', 57), ('relay', 58), ('relay', 59), ('relay', 60), ('relay', 61), ('relay', 62), ('relay', 63);
