/* The columns of a user and their reader, for every statement that answers users. */
#ifndef STORE_USER_ROW_H
#define STORE_USER_ROW_H

#include "io/db.h"
#include "model/user.h"

/* Written with the table's name, so that they may stand beside another table's. */
#define USER_COLUMNS                                                                               \
    "user.id, user.username, user.email, user.display_name, user.bio, user.location, user.url, "   \
    "user.state, user.created_ms, user.last_login_ms, "                                            \
    "user.followers_count, user.following_count, user.tweets_count, user.birthday, user.fields, "   \
    "user.language, user.time_zone"
enum { USER_COLUMN_COUNT = 17 };

/* Row r; USER_COLUMNS begin with column `first`. Texts lie where the rows do. */
struct user user_row_read(const struct db_rows *rows, size_t r, size_t first);

/* The labelled fields as their column holds them: "name TAB value" each, a line feed between them. */
struct str user_row_fields(struct arena *a, const struct user *u);

#endif
