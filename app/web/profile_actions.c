#include "base/std.h"

#include "web/profile_actions.h"

#include "base/work.h"
#include "domain/profile.h"
#include "web/params.h"

static struct profile_wish wish(const struct request *rq, const char *name)
{
    return (struct profile_wish){.given = take_given(rq, name), .text = take_text(rq, name)};
}

static struct profile_wish field_wish(struct work *w, const struct request *rq, size_t i, const char *part)
{
    struct buf name;
    buf_init(&name, w->arena, 24);
    buf_printf(&name, "field_%zu_%s", i + 1, part);
    return wish(rq, buf_z(&name));
}

enum err profile_change_typed(struct work *w, struct request *rq, struct reply *out)
{
    struct user_card *card = ARENA_NEW(w->arena, struct user_card);
    struct profile_change change = {
        .display_name = wish(rq, "display_name"),
        .bio = wish(rq, "bio"),
        .location = wish(rq, "location"),
        .url = wish(rq, "url"),
        .birthday = wish(rq, "birthday"),
        .language = wish(rq, "language"),
        .time_zone = wish(rq, "time_zone"),
    };
    change.bio.text = str_trim(change.bio.text);
    for (size_t i = 0; i < USER_FIELDS; i++) {
        change.fields[i].name = field_wish(w, rq, i, "name");
        change.fields[i].value = field_wish(w, rq, i, "value");
    }
    TRY(profile_edit(w, &change, card));
    out->data = card;
    return OK;
}
