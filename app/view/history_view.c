#include "base/std.h"

#include "view/history_view.h"

static void put_changes(struct json *j, const struct text_pieces *pieces)
{
    static const char *const kinds[] = {[TEXT_KEPT] = "kept", [TEXT_REMOVED] = "removed", [TEXT_ADDED] = "added"};
    json_key(j, "changes");
    json_open(j, '[');
    for (size_t i = 0; i < pieces->count; i++) {
        json_open(j, '{');
        json_key(j, "kind");
        json_text(j, str_from(kinds[pieces->at[i].kind]));
        json_key(j, "text");
        json_text(j, pieces->at[i].text);
        json_close(j, '}');
    }
    json_close(j, ']');
}

void history_view_json(struct json *j, const struct tweet_history *h)
{
    json_open(j, '{');
    json_key(j, "data");
    json_open(j, '[');
    for (size_t i = 0; i < h->count; i++) {
        json_open(j, '{');
        json_key(j, "version");
        json_int(j, h->at[i].version);
        json_key(j, "created_at");
        json_time(j, h->at[i].since_ms);
        json_key(j, "text");
        json_text(j, h->at[i].text);
        put_changes(j, &h->at[i].changes);
        json_close(j, '}');
    }
    json_close(j, ']');
    json_close(j, '}');
}
