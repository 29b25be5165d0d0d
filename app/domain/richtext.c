#include "base/std.h"

#include "domain/richtext.h"

#include "base/arena.h"
#include "base/utf8.h"
#include "domain/richtext_class.h"
#include "domain/richtext_find.h"

/* Bytes that may begin or betray an entity: the signs, the dot of a host, the colon of a protocol, and the first
 * byte of the full-width signs. All else is passed over at the speed of this table. */
static const bool RICHTEXT_SIGNS[256] = {
    ['@'] = true, ['#'] = true, ['$'] = true, ['.'] = true, [':'] = true, [0xef] = true,
};

struct scan {
    struct arena *arena;
    struct str text;
    struct rich found;
    size_t room;
    size_t floor;             /* the end of the newest entity: nothing begins before it */
    struct rich_place counted; /* how far points and units are known */
};

/* Points and units are counted once over the whole text, from place to place. */
static struct rich_place place_on(struct str text, struct rich_place from, size_t byte)
{
    size_t points = 0, astral = 0;
    uint64_t eight;
    for (size_t i = from.byte; i < byte;) {
        if (i + sizeof eight <= byte && (memcpy(&eight, text.at + i, sizeof eight), !(eight & 0x8080808080808080u))) {
            points += sizeof eight; /* plain ASCII, most likely */
            i += sizeof eight;
            continue;
        }
        points += ((unsigned char)text.at[i] & 0xc0) != 0x80;
        astral += (unsigned char)text.at[i] >= 0xf0;
        i++;
    }
    return (struct rich_place){byte, from.point + points, from.unit + points + astral};
}

struct rich_place richtext_place(struct str text, size_t byte)
{
    return place_on(text, (struct rich_place){0, 0, 0}, byte);
}

static void scan_add(struct scan *s, struct rich_entity e)
{
    if (s->found.count == s->room) {
        size_t more = s->room ? s->room * 2 : 8, size = sizeof e;
        s->found.at = arena_grow(s->arena, s->found.at, s->room * size, more * size);
        s->room = more;
    }
    e.from = place_on(s->text, s->counted, e.from.byte);
    e.to = place_on(s->text, e.from, e.to.byte);
    s->counted = e.to;
    s->floor = e.to.byte;
    s->found.at[s->found.count++] = e;
}

/* Looks at the sign at byte i; gives where to go on. */
static size_t scan_sign(struct scan *s, size_t i)
{
    size_t len, on;
    struct rich_entity e;
    int32_t c = point_at(s->text, i, &len);
    bool found = false;
    on = i + len;
    if (is_at_sign(c))
        found = richtext_find_mention(s->text, i, &e);
    else if (is_hash_sign(c))
        found = richtext_find_hashtag(s->text, i, &e);
    else if (c == '$')
        found = richtext_find_cashtag(s->text, i, &e);
    else if (c == '.')
        found = richtext_find_bare_url(s->text, i, s->floor, &e, &on);
    else if (c == ':' && str_starts(str_slice(s->text, i, s->text.len), STR("://")))
        found = richtext_find_url(s->text, i, s->floor, &e);
    if (!found)
        return on;
    scan_add(s, e);
    return s->floor;
}

static size_t next_sign(struct str text, size_t i)
{
    const unsigned char *at = (const unsigned char *)text.at;
    for (; i + 4 <= text.len; i += 4)
        if (RICHTEXT_SIGNS[at[i]] | RICHTEXT_SIGNS[at[i + 1]] | RICHTEXT_SIGNS[at[i + 2]] | RICHTEXT_SIGNS[at[i + 3]])
            break;
    while (i < text.len && !RICHTEXT_SIGNS[at[i]])
        i++;
    return i;
}

struct rich richtext_scan(struct arena *a, struct str text)
{
    struct scan s = {.arena = a, .text = text};
    for (size_t i = next_sign(text, 0); i < text.len; i = next_sign(text, i))
        i = scan_sign(&s, i);
    return s.found;
}
