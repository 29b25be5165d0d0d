#include "base/std.h"

#include "view/user_view.h"

#include "base/work.h"

static void text_or_null(struct json *j, const char *name, struct str text)
{
    json_key(j, name);
    if (text.len > 0)
        json_text(j, text);
    else
        json_null(j);
}

static void user_null(struct json *j, const char *name)
{
    json_key(j, name);
    json_null(j);
}

static void user_flag(struct json *j, const char *name, bool set)
{
    json_key(j, name);
    json_bool(j, set);
}

static void user_count(struct json *j, const char *name, int64_t n)
{
    json_key(j, name);
    json_int(j, n < 0 ? 0 : n); /* a count that is being repaired may lag below zero */
}

static void user_fields(struct json *j, const struct user *u)
{
    json_key(j, "fields");
    json_open(j, '[');
    for (size_t i = 0; i < u->field_count; i++) {
        json_open(j, '{');
        json_key(j, "name");
        json_text(j, u->fields[i].name);
        json_key(j, "value");
        json_text(j, u->fields[i].value);
        json_close(j, '}');
    }
    json_close(j, ']');
}

static void user_profile(struct json *j, const struct user *u)
{
    json_key(j, "id");
    json_id(j, u->id);
    json_key(j, "username");
    json_text(j, u->username);
    json_key(j, "display_name");
    json_text(j, u->display_name);
    text_or_null(j, "bio", u->bio);
    text_or_null(j, "location", u->location);
    text_or_null(j, "url", u->url);
    user_fields(j, u);
    user_null(j, "avatar_url");
    user_null(j, "header_url");
    user_flag(j, "protected", false);
    json_key(j, "created_at");
    json_time(j, u->created_ms);
    user_count(j, "followers_count", u->followers_count);
    user_count(j, "following_count", u->following_count);
    user_count(j, "tweets_count", u->tweets_count);
}

static void user_marks(struct work *w, struct json *j, const struct user_marks *marks)
{
    if (!w->viewer) {
        user_null(j, "viewer");
        return;
    }
    json_key(j, "viewer");
    json_open(j, '{');
    user_flag(j, "following", marks->following);
    user_flag(j, "followed_by", marks->followed_by);
    user_flag(j, "requested", false);
    user_flag(j, "blocking", false);
    user_flag(j, "muting", false);
    json_close(j, '}');
}

void user_view_author_json(struct work *w, struct json *j, const struct user_card *card)
{
    json_open(j, '{');
    user_profile(j, &card->user);
    user_marks(w, j, &card->viewer);
    json_close(j, '}');
}

void user_view_json(struct work *w, struct json *j, const struct user_card *card)
{
    json_open(j, '{');
    user_profile(j, &card->user);
    if (card->viewer.self) {
        text_or_null(j, "email", card->user.email);
        text_or_null(j, "birthday", card->user.birthday);
        text_or_null(j, "language", card->user.language);
        text_or_null(j, "time_zone", card->user.time_zone);
    }
    user_marks(w, j, &card->viewer);
    json_close(j, '}');
}

void user_view_list_json(struct work *w, struct json *j, const struct user_list *list)
{
    json_open(j, '{');
    json_key(j, "data");
    json_open(j, '[');
    for (size_t i = 0; i < list->count; i++)
        user_view_author_json(w, j, &list->at[i]);
    json_close(j, ']');
    json_close(j, '}');
}

void user_view_session_json(struct work *w, struct json *j, struct str token, const struct user_card *card)
{
    json_open(j, '{');
    json_key(j, "token");
    json_text(j, token);
    json_key(j, "user");
    user_view_json(w, j, card);
    json_close(j, '}');
}
