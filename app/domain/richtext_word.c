#include "base/std.h"

#include "domain/richtext_find.h"

#include "domain/richtext.h"
#include "domain/richtext_class.h"

static bool starts_protocol(struct str text, size_t at)
{
    return str_starts(str_slice(text, at, text.len), STR("://"));
}

static struct rich_entity entity(struct str text, enum rich_kind kind, size_t from, size_t name, size_t to)
{
    return (struct rich_entity){.kind = kind, .from.byte = from, .to.byte = to, .name = str_slice(text, name, to)};
}

/* --- mentions --- */

/* "RT" or "RT:", whatever its case, ends at byte `at`, and is no end of a longer word. */
static bool is_retweet_sign(struct str text, size_t at)
{
    if (at > 0 && text.at[at - 1] == ':')
        at--;
    if (at < 2 || !str_eq_fold(str_slice(text, at - 2, at), STR("rt")))
        return false;
    return at == 2 || (!is_ascii_word(text.at[at - 3]) && !memchr("+~.-", text.at[at - 3], 4));
}

static bool may_precede_mention(struct str text, size_t at)
{
    size_t len;
    int32_t before = point_before(text, at, &len);
    bool part = is_ascii_word(before) || is_at_sign(before) || is_accented(before)
                || (before > 0 && before < 128 && memchr("!#$%&*", (int)before, 6));
    return !part || is_retweet_sign(text, at);
}

static size_t word_end(struct str text, size_t at, size_t most)
{
    size_t i = at;
    while (i < text.len && i - at < most && is_ascii_word(text.at[i]))
        i++;
    return i;
}

/* The end of "/garden", or `at`. */
static size_t list_end(struct str text, size_t at)
{
    if (at + 1 >= text.len || text.at[at] != '/' || !is_ascii_letter(text.at[at + 1]))
        return at;
    size_t i = at + 1;
    while (i < text.len && i - at <= RICHTEXT_LIST_MAX && (is_ascii_word(text.at[i]) || text.at[i] == '-'))
        i++;
    return i;
}

bool richtext_find_mention(struct str text, size_t at, struct rich_entity *out)
{
    size_t len;
    (void)point_at(text, at, &len);
    size_t name = at + len, to = word_end(text, name, RICHTEXT_MENTION_MAX);
    if (to == name || !may_precede_mention(text, at))
        return false;
    size_t end = list_end(text, to);
    int32_t behind = point_at(text, end, &len);
    if (is_at_sign(behind) || is_accented(behind) || starts_protocol(text, end))
        return false;
    *out = entity(text, RICH_MENTION, at, name, to);
    if (end > to)
        out->list = str_slice(text, to + 1, end);
    return true;
}

/* --- hashtags --- */

/* Neither letters nor digits, but part of words: joiners, points and repeat marks of several scripts. */
static bool joins_words(int32_t c)
{
    switch (c) {
    case '_':
    case 0xb7:   /* middle dot: Catalan */
    case 0x5be:  /* maqaf */
    case 0x5f3:  /* geresh */
    case 0x5f4:  /* gershayim */
    case 0xf0b:  /* tsheg */
    case 0xf0c:
    case 0x200c: /* zero-width non-joiner: Persian */
    case 0x200d: /* zero-width joiner */
    case 0x3003: /* ditto */
    case 0x301c: /* wave dash */
    case 0x309b: /* voiced sound marks */
    case 0x309c:
    case 0x30a0: /* double hyphen */
    case 0x30fb: /* middle dot: Japanese */
    case 0xa67e: /* kavyka */
    case 0xff5e: /* full-width tilde, written for the wave dash */
        return true;
    default:
        return false;
    }
}

static bool in_hashtag(int32_t c)
{
    return (class_of(c) & (CLASS_LETTER | CLASS_DIGIT)) || joins_words(c);
}

static bool may_precede_hashtag(int32_t c)
{
    return c == 0xfe0e || c == 0xfe0f /* the end of an emoji, though a mark */ || (c != '&' && !in_hashtag(c));
}

bool richtext_find_hashtag(struct str text, size_t at, struct rich_entity *out)
{
    size_t len;
    bool letter = false;
    if (!may_precede_hashtag(point_before(text, at, &len)))
        return false;
    (void)point_at(text, at, &len);
    size_t name = at + len, to = name;
    int32_t c = point_at(text, name, &len);
    if (c == 0xfe0f || c == 0x20e3)
        return false;
    for (; in_hashtag(c); c = point_at(text, to, &len)) {
        letter = letter || (class_of(c) & CLASS_LETTER);
        to += len;
    }
    if (!letter || is_hash_sign(c) || starts_protocol(text, to))
        return false;
    *out = entity(text, RICH_HASHTAG, at, name, to);
    return true;
}

/* --- cashtags --- */

static size_t letters_end(struct str text, size_t at, size_t most)
{
    size_t i = at;
    while (i < text.len && i - at < most && is_ascii_letter(text.at[i]))
        i++;
    return i;
}

static bool may_follow_cashtag(struct str text, size_t at)
{
    size_t len;
    int32_t c = point_at(text, at, &len);
    return c < 0 || (class_of(c) & CLASS_WHITE) || (c < 128 && c > 0 && memchr("!'#%&()*+,\\-./:;<=>?@[]^_{|}~$", (int)c, 30));
}

bool richtext_find_cashtag(struct str text, size_t at, struct rich_entity *out)
{
    size_t len, name = at + 1, to = letters_end(text, name, 6);
    int32_t before = point_before(text, at, &len);
    if (to == name || (before >= 0 && !(class_of(before) & CLASS_WHITE) && !is_direction(before)))
        return false;
    if (to < text.len && (text.at[to] == '.' || text.at[to] == '_')) {
        size_t end = letters_end(text, to + 1, 2);
        if (end > to + 1 && may_follow_cashtag(text, end))
            to = end;
    }
    if (!may_follow_cashtag(text, to) || starts_protocol(text, to))
        return false;
    *out = entity(text, RICH_CASHTAG, at, name, to);
    return true;
}
