#include "base/std.h"

#include "web/composer.h"

#include "base/buf.h"
#include "base/id.h"
#include "base/locale.h"
#include "base/work.h"
#include "domain/tweet.h"
#include "domain/tweet_language.h"
#include "model/viewer.h"
#include "view/present.h"
#include "web/typed.h"

/* A page has room for the languages most people write; all others are known to the API, and one's own is here. */
static const char *const often[] = {"ar", "bn", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fr", "he", "hi",
                                    "hu", "id", "it", "ja", "ko", "nb", "nl", "pl", "pt", "ro", "ru", "sv", "sw",
                                    "th", "tr", "uk", "ur", "vi", "zh"};

static struct option_part language_option(struct str tag, bool chosen)
{
    const struct language *l = locale_language(tag);
    struct str name = l == NULL ? tag : str_from(l->own[0] != '\0' ? l->own : l->name);
    return (struct option_part){.value = tag, .name = name, .chosen = chosen};
}

/* What was typed, or one's own, comes first when it is none of these. */
static struct option_parts languages(struct work *w, struct str chosen)
{
    struct option_part *parts = ARENA_ARRAY(w->arena, struct option_part, COUNT_OF(often) + 1);
    size_t count = 0;
    bool found = chosen.len == 0;
    for (size_t i = 0; i < COUNT_OF(often); i++)
        found = found || str_eq(chosen, str_from(often[i]));
    if (!found)
        parts[count++] = language_option(chosen, true);
    for (size_t i = 0; i < COUNT_OF(often); i++)
        parts[count++] = language_option(str_from(often[i]), str_eq(chosen, str_from(often[i])));
    return (struct option_parts){parts, count};
}

struct composer_part composer_empty(struct work *w, const struct tweet_card *parent)
{
    struct composer_part part = {.lang.value = w->viewer != NULL ? w->viewer->user.language : STR("")};
    part.langs = languages(w, part.lang.value);
    if (parent == NULL)
        return part;
    part.reply_to = present_number(w, parent->tweet.id);
    part.box.reply = true;
    return part;
}

struct composer_part composer_redraft(struct work *w, const struct tweet_card *old, const struct tweet_card *parent)
{
    struct composer_part part = composer_empty(w, parent);
    const struct tweet_place *place = &old->tweet.place;
    part.redraft_of = present_number(w, old->tweet.id);
    part.box.text.value = old->tweet.text;
    part.lang.value = old->tweet.lang;
    part.langs = languages(w, part.lang.value);
    part.place_name.value = place->name;
    part.place_lat.value = place->located ? present_degrees(w, place->lat) : STR("");
    part.place_lon.value = place->located ? present_degrees(w, place->lon) : STR("");
    part.more = part.lang.value.len + place->name.len > 0;
    return part;
}

struct composer_part composer_typed(struct work *w, const struct request *rq, const struct tweet_card *parent)
{
    struct composer_part part = composer_empty(w, parent);
    struct field reply_to = typed_field(w, rq, "reply_to"), redraft_of = typed_field(w, rq, "redraft_of");
    struct field lang = typed_field(w, rq, "lang");
    struct str known;
    if (rq->method == HTTP_POST || tweet_language_read(w, lang.value, &known)) { /* an address may say anything */
        part.lang = lang;
        part.langs = languages(w, part.lang.value);
    }
    part.place_name = typed_field(w, rq, "place_name");
    part.place_lat = typed_field(w, rq, "place_lat");
    part.place_lon = typed_field(w, rq, "place_lon");
    part.more = part.lang.error.len + part.place_name.error.len + part.place_name.value.len
                    + part.place_lat.value.len + part.place_lon.value.len > 0;
    part.box.text = typed_field(w, rq, "text");
    if (reply_to.error.len == 0) /* also where the other could not be read now: a reply stays one */
        part.reply_to = reply_to.value;
    if (redraft_of.error.len == 0)
        part.redraft_of = redraft_of.value;
    part.box.reply = part.reply_to.len > 0;
    return part;
}

const struct tweet_card *composer_parent(struct work *w, const struct request *rq)
{
    struct fault had = w->fault;
    struct tweet_card *parent = ARENA_NEW(w->arena, struct tweet_card);
    int64_t id;
    if (had.kind == ERR_BUSY || had.kind == ERR_INTERNAL || !id_read(typed_field(w, rq, "reply_to").value, &id))
        return NULL;
    fault_clear(w);
    enum err kind = tweet_read_original(w, id, parent);
    w->fault = had;
    return kind == OK ? parent : NULL;
}
