#include "base/std.h"

#include "store/user_row.h"

#include "base/buf.h"

static size_t fields_read(struct str text, struct user_field out[USER_FIELDS])
{
    size_t count = 0;
    for (struct str line, name; count < USER_FIELDS && str_next(&text, '\n', &line);)
        if (str_next(&line, '\t', &name) && line.len > 0)
            out[count++] = (struct user_field){name, line};
    return count;
}

struct str user_row_fields(struct arena *a, const struct user *u)
{
    struct buf b;
    buf_init(&b, a, 256);
    for (size_t i = 0; i < u->field_count; i++) {
        buf_put_z(&b, i > 0 ? "\n" : "");
        buf_put(&b, u->fields[i].name);
        buf_put_char(&b, '\t');
        buf_put(&b, u->fields[i].value);
    }
    return buf_str(&b);
}

struct user user_row_read(const struct db_rows *rows, size_t r, size_t first)
{
    struct user u = {
        .id = db_int(rows, r, first),
        .username = db_str(rows, r, first + 1),
        .email = db_str(rows, r, first + 2),
        .display_name = db_str(rows, r, first + 3),
        .bio = db_str(rows, r, first + 4),
        .location = db_str(rows, r, first + 5),
        .url = db_str(rows, r, first + 6),
        .state = (enum user_state)db_int(rows, r, first + 7),
        .created_ms = db_int(rows, r, first + 8),
        .last_login_ms = db_int(rows, r, first + 9),
        .followers_count = db_int(rows, r, first + 10),
        .following_count = db_int(rows, r, first + 11),
        .tweets_count = db_int(rows, r, first + 12),
        .birthday = db_str(rows, r, first + 13),
        .language = db_str(rows, r, first + 15),
        .time_zone = db_str(rows, r, first + 16),
    };
    u.field_count = fields_read(db_str(rows, r, first + 14), u.fields);
    return u;
}
