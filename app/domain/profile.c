#include "base/std.h"

#include "domain/profile.h"

#include "base/work.h"
#include "base/zone.h"
#include "domain/profile_rules.h"
#include "domain/user_rules.h"
#include "io/db_transaction.h"
#include "model/viewer.h"
#include "store/user_store.h"

struct edit {
    const struct profile_change *change;
    struct user user; /* as it will be */
};

static const char *const name_fields[USER_FIELDS] = {"field_1_name", "field_2_name", "field_3_name", "field_4_name"};
static const char *const value_fields[USER_FIELDS] = {"field_1_value", "field_2_value", "field_3_value",
                                                      "field_4_value"};

static void judge(struct work *w, const char *field, const char *wrong)
{
    if (wrong)
        complain(w, field, wrong);
}

static void display_name_take(struct work *w, struct user *u, const struct profile_wish *wish)
{
    if (!wish->given)
        return;
    u->display_name = wish->text.len > 0 ? wish->text : u->username;
    judge(w, "display_name", user_rules_official(u->display_name) ? "user.display_name_reserved"
                                                                    : user_rules_display_name(u->display_name));
}

static void texts_take(struct work *w, struct user *u, const struct profile_change *c)
{
    if (c->bio.given)
        judge(w, "bio", profile_rules_bio(u->bio = c->bio.text));
    if (c->location.given)
        judge(w, "location", profile_rules_location(u->location = c->location.text));
    if (c->url.given)
        judge(w, "url", profile_rules_url(u->url = profile_rules_url_whole(w->arena, c->url.text)));
    if (c->birthday.given)
        judge(w, "birthday", profile_rules_birthday(u->birthday = c->birthday.text, w->now_ms));
}

/* A zone is what the tz database of this host knows, aliases too. */
static void zone_take(struct work *w, struct user *u, struct str name)
{
    struct zone_time t;
    if (name.len > 0 && !zones_look(w->zones, name, 0, &t))
        complain(w, "time_zone", "profile.time_zone_unknown");
    u->time_zone = name;
}

static void locale_take(struct work *w, struct user *u, const struct profile_change *c)
{
    if (c->language.given)
        judge(w, "language", profile_rules_language(c->language.text, &u->language));
    if (c->time_zone.given)
        zone_take(w, u, c->time_zone.text);
}

/* Those with neither name nor value are left out, and the rest moves up. */
static void fields_take(struct work *w, struct user *u, const struct profile_change *c)
{
    size_t count = 0;
    for (size_t i = 0; i < USER_FIELDS; i++) {
        struct user_field f = i < u->field_count ? u->fields[i] : (struct user_field){STR(""), STR("")};
        bool given = c->fields[i].name.given || c->fields[i].value.given;
        if (c->fields[i].name.given)
            f.name = c->fields[i].name.text;
        if (c->fields[i].value.given)
            f.value = c->fields[i].value.text;
        if (f.name.len == 0 && f.value.len == 0)
            continue;
        if (given) {
            judge(w, name_fields[i], profile_rules_field_name(f.name));
            judge(w, value_fields[i], profile_rules_field_value(f.value));
        }
        u->fields[count++] = f;
    }
    u->field_count = count;
}

static MUST_USE enum err edit_store(struct work *w, void *arg)
{
    struct edit *e = arg;
    TRY(user_store_lock(w, w->viewer->user.id));
    TRY(user_store_by_id(w, w->viewer->user.id, &e->user));
    display_name_take(w, &e->user, &e->change->display_name);
    texts_take(w, &e->user, e->change);
    locale_take(w, &e->user, e->change);
    fields_take(w, &e->user, e->change);
    TRY(complained(w));
    return user_store_set_profile(w, &e->user);
}

enum err profile_edit(struct work *w, const struct profile_change *change, struct user_card *out)
{
    struct edit e = {.change = change};
    TRY(db_transaction(w, edit_store, &e));
    *out = (struct user_card){.user = e.user, .viewer = {.self = true}};
    return OK;
}
