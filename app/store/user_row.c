#include "base/std.h"

#include "store/user_row.h"

struct user user_row_read(const struct db_rows *rows, size_t r, size_t first)
{
    return (struct user){
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
    };
}
