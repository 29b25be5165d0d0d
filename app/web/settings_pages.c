#include "base/std.h"

#include "web/settings_pages.h"

#include "base/locale.h"
#include "base/message.h"
#include "base/utf8.h"
#include "base/work.h"
#include "domain/session.h"
#include "model/viewer.h"
#include "view/present.h"
#include "view/present_time.h"
#include "view/templates.h"
#include "web/found.h"
#include "web/layout.h"
#include "web/notice.h"
#include "web/typed.h"
#include "web/way.h"

static struct layout settings_layout(struct work *w, struct request *rq, struct reply *out, const char *title)
{
    struct layout l = layout_page(w, rq, out, LAYOUT_FORM, message(title));
    l.current = STR("settings");
    out->status = layout_status(w);
    return l;
}

enum err page_settings(struct work *w, struct request *rq, struct reply *out)
{
    const struct user_card *me = out->data;
    struct settings_page page = {.person = present_person(w, me)};
    if (me->user.last_login_ms != 0) {
        page.last_login = present_time_full(w, me->user.last_login_ms);
        page.last_login_iso = present_time_iso(w, me->user.last_login_ms);
    }
    const struct layout l = settings_layout(w, rq, out, "settings.title");
    template_settings(&out->body, &l, &page);
    return OK;
}

/* --- profile --- */

/* What was typed when the form comes again, else what is stored. */
static struct field shown(const struct work *w, const struct request *rq, const char *name, struct str stored)
{
    struct field f = typed_field(w, rq, name);
    if (w->fault.kind == OK)
        f.value = stored;
    return f;
}

static struct str field_id(struct work *w, size_t i, const char *part)
{
    struct buf b;
    buf_init(&b, w->arena, 24);
    buf_printf(&b, "field_%zu_%s", i + 1, part);
    return str_from(buf_z(&b));
}

static struct field_parts fields_shown(struct work *w, const struct request *rq, const struct user *u)
{
    struct field_part *parts = ARENA_ARRAY(w->arena, struct field_part, USER_FIELDS);
    for (size_t i = 0; i < USER_FIELDS; i++) {
        struct field_part *p = &parts[i];
        p->number = present_count(w, (int64_t)i + 1);
        p->name_id = field_id(w, i, "name");
        p->value_id = field_id(w, i, "value");
        p->name = shown(w, rq, p->name_id.at, u->fields[i].name);
        p->value = shown(w, rq, p->value_id.at, u->fields[i].value);
    }
    return (struct field_parts){.at = parts, .count = USER_FIELDS};
}

/* What is in no table (an alias, or what somebody sent by hand) stands at the end. */
static struct option_parts options_with(struct option_part *parts, size_t count, struct str value)
{
    bool found = value.len == 0;
    for (size_t i = 0; i < count; i++) {
        parts[i].chosen = str_eq(parts[i].value, value);
        found = found || parts[i].chosen;
    }
    if (!found)
        parts[count++] = (struct option_part){value, value, true};
    return (struct option_parts){parts, count};
}

static struct option_parts languages_shown(struct work *w, struct str value)
{
    struct option_part *parts = ARENA_ARRAY(w->arena, struct option_part, LANGUAGE_COUNT + 1);
    for (size_t i = 0; i < LANGUAGE_COUNT; i++) {
        const struct language *l = &LANGUAGES[i];
        struct buf name;
        buf_init(&name, w->arena, 48);
        buf_put_z(&name, l->name);
        if (l->own[0] != '\0')
            buf_printf(&name, " (%s)", l->own);
        parts[i] = (struct option_part){.value = str_from(l->tag), .name = buf_str(&name)};
    }
    return options_with(parts, LANGUAGE_COUNT, value);
}

static struct option_parts zones_shown(struct work *w, struct str value)
{
    struct option_part *parts = ARENA_ARRAY(w->arena, struct option_part, ZONE_NAME_COUNT + 1);
    for (size_t i = 0; i < ZONE_NAME_COUNT; i++)
        parts[i] = (struct option_part){.value = str_from(ZONE_NAMES[i]), .name = str_from(ZONE_NAMES[i])};
    return options_with(parts, ZONE_NAME_COUNT, value);
}

enum err page_settings_profile(struct work *w, struct request *rq, struct reply *out)
{
    static const char *const fields[] = {"display_name", "bio", "location", "url", "birthday", "language", "time_zone",
        "field_1_name", "field_1_value", "field_2_name", "field_2_value",
        "field_3_name", "field_3_value", "field_4_name", "field_4_value", NULL};
    static const struct user_card nobody;
    const struct user *u = w->fault.kind == OK ? &((const struct user_card *)out->data)->user : &nobody.user;
    struct settings_profile_page page = {
        .display_name = shown(w, rq, "display_name", u->display_name),
        .bio = shown(w, rq, "bio", u->bio),
        .location = shown(w, rq, "location", u->location),
        .url = shown(w, rq, "url", u->url),
        .birthday = shown(w, rq, "birthday", u->birthday),
        .language = shown(w, rq, "language", u->language),
        .time_zone = shown(w, rq, "time_zone", u->time_zone),
        .fields = fields_shown(w, rq, u),
        .error = typed_trouble(w, fields),
    };
    page.languages = languages_shown(w, page.language.value);
    page.zones = zones_shown(w, page.time_zone.value);
    const struct layout l = settings_layout(w, rq, out, "settings.profile");
    template_settings_profile(&out->body, &l, &page);
    return OK;
}

enum err page_profile_saved(struct work *w, struct request *rq UNUSED, struct reply *out)
{
    const struct user_card *card = out->data;
    notice_leave(w, out, NOTICE_PROFILE_SAVED);
    reply_see_other(w, out, way_user(w, card->user.username, STR("")));
    return OK;
}

/* --- account --- */

static struct hold_parts holds_shown(struct work *w, const struct username_holds *holds)
{
    struct hold_part *parts = ARENA_ARRAY(w->arena, struct hold_part, USERNAME_HOLDS_MAX);
    for (size_t i = 0; i < holds->count; i++)
        parts[i] = (struct hold_part){holds->at[i].name, present_time_full(w, holds->at[i].until_ms)};
    return (struct hold_parts){parts, holds->count};
}

enum err page_settings_account(struct work *w, struct request *rq, struct reply *out)
{
    static const char *const fields[] = {"username", "email", "password", NULL};
    static const struct found_account nothing;
    const struct found_account *found = w->fault.kind == OK ? out->data : &nothing;
    const struct settings_account_page page = {
        .username = shown(w, rq, "username", found->user.user.username),
        .email = shown(w, rq, "email", found->user.user.email),
        .password = typed_field(w, rq, "password"),
        .holds = holds_shown(w, &found->holds),
        .error = typed_trouble(w, fields),
    };
    const struct layout l = settings_layout(w, rq, out, "settings.account");
    template_settings_account(&out->body, &l, &page);
    return OK;
}

enum err page_account_saved(struct work *w, struct request *rq UNUSED, struct reply *out)
{
    notice_leave(w, out, NOTICE_ACCOUNT_SAVED);
    reply_see_other(w, out, STR("/settings/account"));
    return OK;
}

/* --- password --- */

enum err page_settings_password(struct work *w, struct request *rq, struct reply *out)
{
    static const char *const fields[] = {"password", "new_password", NULL};
    const struct settings_password_page page = {
        .password = typed_field(w, rq, "password"),
        .new_password = typed_field(w, rq, "new_password"),
        .error = typed_trouble(w, fields),
    };
    const struct layout l = settings_layout(w, rq, out, "settings.password");
    template_settings_password(&out->body, &l, &page);
    return OK;
}

static enum err on_to(struct work *w, struct reply *out, struct str path, enum notice what)
{
    notice_leave(w, out, what);
    reply_see_other(w, out, path);
    return OK;
}

enum err page_password_saved(struct work *w, struct request *rq UNUSED, struct reply *out)
{
    return on_to(w, out, STR("/settings"), NOTICE_PASSWORD_SAVED);
}

/* --- sessions --- */

static struct str end_action(struct work *w, const struct session *s)
{
    struct buf b;
    buf_init(&b, w->arena, 64);
    buf_printf(&b, "/settings/sessions/%" PRId64 "/end", session_number(s));
    return buf_str(&b);
}

static struct session_part session_shown(struct work *w, const struct session *s)
{
    bool known = s->device.len > 0 && utf8_valid(s->device);
    return (struct session_part){
        .device = known ? s->device : message("settings.session_unknown"),
        .address = utf8_valid(s->address) ? s->address : STR(""),
        .used = present_time_full(w, s->last_used_ms),
        .used_iso = present_time_iso(w, s->last_used_ms),
        .since = present_time_full(w, s->created_ms),
        .end_action = end_action(w, s),
        .current = session_number(s) == session_number(&w->viewer->session),
    };
}

enum err page_settings_sessions(struct work *w, struct request *rq, struct reply *out)
{
    const struct session_list *list = out->data;
    struct session_part *parts = ARENA_ARRAY(w->arena, struct session_part, list->count + 1);
    for (size_t i = 0; i < list->count; i++)
        parts[i] = session_shown(w, &list->at[i]);
    const struct settings_sessions_page page = {.sessions = {parts, list->count}, .others = list->count > 1};
    const struct layout l = settings_layout(w, rq, out, "settings.sessions");
    template_settings_sessions(&out->body, &l, &page);
    return OK;
}

enum err page_session_ended(struct work *w, struct request *rq UNUSED, struct reply *out)
{
    return on_to(w, out, STR("/settings/sessions"), NOTICE_SESSION_ENDED);
}

enum err page_others_ended(struct work *w, struct request *rq UNUSED, struct reply *out)
{
    return on_to(w, out, STR("/settings/sessions"), NOTICE_OTHERS_ENDED);
}
