#include "base/std.h"

#include "domain/richtext.h"

#include "base/arena.h"
#include "domain/richtext_class.h"

const struct richtext_scale RICHTEXT_SCALE = {
    .limit = RICHTEXT_LIMIT, .url = RICHTEXT_URL_WEIGHT, .light = 100, .heavy = 200, .emoji = true};

/* --- emoji (Unicode Technical Standard 51, section 1.4) --- */

static const int32_t JOINER = 0x200d, EMOJI_STYLE = 0xfe0f, TEXT_STYLE = 0xfe0e, KEYCAP = 0x20e3;

static bool is_regional(int32_t c)
{
    return c >= 0x1f1e6 && c <= 0x1f1ff;
}

static bool is_skin_tone(int32_t c)
{
    return c >= 0x1f3fb && c <= 0x1f3ff;
}

static size_t keycap_end(struct str s, size_t at)
{
    size_t len;
    int32_t c = point_at(s, at, &len);
    if (!is_ascii_digit(c) && c != '#' && c != '*')
        return at;
    size_t i = at + len;
    if (point_at(s, i, &len) == EMOJI_STYLE)
        i += len;
    return point_at(s, i, &len) == KEYCAP ? i + len : at;
}

/* A flag of a region is spelt in tags behind a black flag: "gbsct" and an end. */
static size_t tags_end(struct str s, size_t at)
{
    size_t len, i = at;
    int32_t c;
    while ((c = point_at(s, i, &len)) >= 0xe0020 && c <= 0xe007e)
        i += len;
    return c == 0xe007f && i > at ? i + len : at;
}

/* One emoji with its style, skin tone or tags; joined: what stands beside a joiner needs no style. */
static size_t element_end(struct str s, size_t at, bool joined)
{
    size_t len;
    int32_t c = point_at(s, at, &len);
    unsigned class = class_of(c);
    if (!(class & (CLASS_EMOJI | CLASS_EMOJI_TEXT)))
        return at;
    size_t i = at + len;
    int32_t next = point_at(s, i, &len);
    if (next == TEXT_STYLE)
        return at;
    if (is_skin_tone(next) && (class & CLASS_EMOJI_BASE))
        return i + len;
    if (next == EMOJI_STYLE)
        return i + len;
    if (!(class & CLASS_EMOJI) && !joined && next != JOINER)
        return at;
    return tags_end(s, i);
}

static size_t flag_end(struct str s, size_t at)
{
    size_t first, second;
    if (!is_regional(point_at(s, at, &first)))
        return at;
    return is_regional(point_at(s, at + first, &second)) ? at + first + second : at;
}

static size_t sequence_end(struct str s, size_t at)
{
    size_t len, end = element_end(s, at, false);
    if (end == at)
        return at;
    for (size_t next; point_at(s, end, &len) == JOINER; end = next) {
        next = element_end(s, end + len, true);
        if (next == end + len)
            break;
    }
    /* A character that is text by itself was taken for the sake of what it is joined to: nothing was. */
    size_t ignored;
    int32_t first = point_at(s, at, &ignored);
    return end == at + ignored && !(class_of(first) & CLASS_EMOJI) ? at : end;
}

static size_t emoji_end(struct str s, size_t at)
{
    size_t end = keycap_end(s, at);
    if (end == at)
        end = flag_end(s, at);
    return end == at ? sequence_end(s, at) : end;
}

size_t richtext_emoji(struct str s)
{
    return emoji_end(s, 0);
}

/* --- weights --- */

struct measure {
    const struct richtext_scale *scale;
    struct str text;
    uint64_t weight, most; /* in hundredths */
    size_t fits;           /* byte */
};

static void weigh(struct measure *m, uint64_t weight, size_t to)
{
    m->weight += weight;
    if (m->weight <= m->most)
        m->fits = to;
}

static bool is_light(int32_t c)
{
    return c <= 0x10ff || (c >= 0x2000 && c <= 0x200d) || (c >= 0x2010 && c <= 0x201f) || (c >= 0x2032 && c <= 0x2037);
}

/* One character that is not plain ASCII, or an emoji. */
static size_t weigh_one(struct measure *m, size_t at)
{
    size_t len;
    int32_t c = point_at(m->text, at, &len);
    size_t end = m->scale->emoji ? emoji_end(m->text, at) : at;
    if (end > at) {
        weigh(m, m->scale->heavy, end);
        return end;
    }
    weigh(m, is_light(c) ? m->scale->light : m->scale->heavy, at + len);
    return at + len;
}

static size_t ascii_end(struct str text, size_t at, size_t to)
{
    uint64_t eight;
    while (at + sizeof eight <= to) {
        memcpy(&eight, text.at + at, sizeof eight);
        if (eight & 0x8080808080808080u)
            break;
        at += sizeof eight;
    }
    while (at < to && (unsigned char)text.at[at] < 0x80)
        at++;
    return at;
}

/* All of a stretch of ASCII weighs the same, so the place where it becomes too much is computed. */
static void weigh_ascii(struct measure *m, size_t at, size_t to)
{
    uint64_t light = m->scale->light, room = m->weight <= m->most ? (m->most - m->weight) / light : 0;
    if (m->weight <= m->most)
        m->fits = room < to - at ? at + (size_t)room : to;
    m->weight += (to - at) * light;
}

static void weigh_text(struct measure *m, size_t at, size_t to)
{
    while (at < to) {
        size_t end = ascii_end(m->text, at, to);
        if (end > at && end < m->text.len && m->scale->emoji && keycap_end(m->text, end - 1) > end - 1)
            end--; /* the digit belongs to what follows */
        if (end > at)
            weigh_ascii(m, at, end);
        at = end < to ? weigh_one(m, end) : end;
    }
}

struct richtext_length richtext_measure(struct str text, const struct rich *parts, const struct richtext_scale *scale)
{
    struct measure m = {.scale = scale, .text = text, .most = (uint64_t)scale->limit * scale->light};
    size_t at = 0;
    for (size_t i = 0; i < parts->count; i++) {
        const struct rich_entity *e = &parts->at[i];
        if (e->kind != RICH_URL)
            continue;
        weigh_text(&m, at, e->from.byte);
        weigh(&m, (uint64_t)scale->url * scale->light, e->to.byte);
        at = e->to.byte;
    }
    weigh_text(&m, at, text.len);
    return (struct richtext_length){.weight = (size_t)(m.weight / scale->light), .fits = richtext_place(text, m.fits)};
}

size_t richtext_weight(struct arena *a, struct str text)
{
    struct rich parts = richtext_scan(a, text);
    return richtext_measure(text, &parts, &RICHTEXT_SCALE).weight;
}
