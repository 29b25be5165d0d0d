#include "base/std.h"

#include "web/settings_pages.h"

#include "base/message.h"
#include "base/work.h"
#include "view/present.h"
#include "view/templates.h"
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
    const struct settings_page page = {.person = present_person(w, out->data)};
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

enum err page_settings_profile(struct work *w, struct request *rq, struct reply *out)
{
    static const char *const fields[] = {"display_name", "bio", "location", "url", "birthday",
        "field_1_name", "field_1_value", "field_2_name", "field_2_value",
        "field_3_name", "field_3_value", "field_4_name", "field_4_value", NULL};
    static const struct user_card nobody;
    const struct user *u = w->fault.kind == OK ? &((const struct user_card *)out->data)->user : &nobody.user;
    const struct settings_profile_page page = {
        .display_name = shown(w, rq, "display_name", u->display_name),
        .bio = shown(w, rq, "bio", u->bio),
        .location = shown(w, rq, "location", u->location),
        .url = shown(w, rq, "url", u->url),
        .birthday = shown(w, rq, "birthday", u->birthday),
        .fields = fields_shown(w, rq, u),
        .error = typed_trouble(w, fields),
    };
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
