#include "base/std.h"

#include "store/event_row.h"

static const char *const kind_names[EVENT_KINDS] = {
    [EVENT_UNKNOWN] = "",
    [EVENT_TWEET_CREATED] = "tweet.created",
    [EVENT_TWEET_DELETED] = "tweet.deleted",
    [EVENT_TWEET_EDITED] = "tweet.edited",
    [EVENT_FOLLOW_STARTED] = "follow.started",
    [EVENT_FOLLOW_ENDED] = "follow.ended",
    [EVENT_LIKE_ADDED] = "like.added",
    [EVENT_LIKE_REMOVED] = "like.removed",
    [EVENT_RETWEET_ADDED] = "retweet.added",
    [EVENT_RETWEET_REMOVED] = "retweet.removed",
};

const char *event_row_kind(enum event_kind kind)
{
    return kind_names[kind];
}

enum event_kind event_row_kind_read(struct str name)
{
    for (int k = EVENT_UNKNOWN + 1; k < EVENT_KINDS; k++)
        if (str_eq(name, str_from(kind_names[k])))
            return (enum event_kind)k;
    return EVENT_UNKNOWN;
}

struct event event_row_read(const struct db_rows *rows, size_t r, size_t c)
{
    return (struct event){
        .id = db_int(rows, r, c),
        .kind = event_row_kind_read(db_str(rows, r, c + 1)),
        .author_id = db_int(rows, r, c + 2),
        .subject_id = db_int(rows, r, c + 3),
        .other_id = db_int(rows, r, c + 4),
    };
}

void event_row_params(const struct event *e, struct db_value out[EVENT_ROW_WIDTH])
{
    out[0] = DB_I64(e->id);
    out[1] = DB_STR(str_from(kind_names[e->kind]));
    out[2] = DB_I64(e->author_id);
    out[3] = DB_I64(e->subject_id);
    out[4] = DB_I64(e->other_id);
}
