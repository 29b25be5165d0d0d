#include "base/std.h"

#include "base/utf8.h"
#include "domain/richtext.h"
#include "domain/richtext_class.h"
#include "domain/richtext_find.h"
#include "domain/user_rules.h"
#include "model/user.h"

enum { MARKS_MAX = 6 /* on one letter: no script needs more */, POINTS_PER_GRAPHEME = 16 };

static const int32_t JOINER = 0x200d, NON_JOINER = 0x200c;

/* --- what may stand in a line --- */

/* Between emoji U+200D makes one of several; behind letters of real scripts both choose their form. */
static bool may_join(int32_t before, int32_t behind)
{
    enum { EMOJI = CLASS_EMOJI | CLASS_EMOJI_TEXT, SCRIPTS_THAT_JOIN = 0x600 /* from Arabic on */ };
    bool emoji = (class_of(before) & EMOJI) || before == 0xfe0f || (before >= 0x1f3fb && before <= 0x1f3ff);
    if (emoji && (class_of(behind) & EMOJI))
        return true;
    return before >= SCRIPTS_THAT_JOIN && (class_of(before) & CLASS_SPACED) && (class_of(behind) & CLASS_LETTER);
}

/* Letters and signs drawn as nothing, which make two names look alike. */
static bool is_empty_sign(int32_t c)
{
    return c == 0x34f || c == 0x115f || c == 0x1160 || c == 0x17b4 || c == 0x17b5 || c == 0x2800 || c == 0x3164 || c == 0xffa0;
}

static bool may_stand(int32_t before, int32_t c, int32_t behind)
{
    if (c == JOINER || c == NON_JOINER)
        return may_join(before, behind);
    if (c == 0xfe0f || c == 0xfe0e)
        return class_of(before) & (CLASS_EMOJI | CLASS_EMOJI_TEXT);
    if (c >= 0xe0020 && c <= 0xe007f) /* the tags of a flag: a black one, then more of them */
        return before == 0x1f3f4 || (before >= 0xe0020 && before < 0xe007f);
    return c != '\t' && !utf8_is_control(c) && !utf8_is_invisible(c) && !is_empty_sign(c);
}

bool user_rules_showable(struct str text, bool lines)
{
    size_t len, ignored, marks = 0;
    for (size_t i = 0; i < text.len; i += len) {
        int32_t before = point_before(text, i, &ignored), c = point_at(text, i, &len), behind = point_at(text, i + len, &ignored);
        if (c == '\n' ? !lines : !may_stand(before, c, behind))
            return false;
        marks = utf8_is_mark(c) ? marks + 1 : 0;
        if (marks > MARKS_MAX)
            return false;
    }
    return true;
}

static bool too_long(struct str text, size_t graphemes)
{
    return text.len > graphemes * POINTS_PER_GRAPHEME || utf8_graphemes(text) > graphemes;
}

/* --- names that say they are another's --- */

/* As a hasty reader sees ASCII: without case, 1 and i as l, digits as the letters they stand for, no _. */
static size_t seen_as(struct str name, char *out, size_t room)
{
    static const char letters[] = "olzeasgtbg"; /* of 0 to 9 */
    size_t len = 0;
    for (size_t i = 0; i < name.len && len < room; i++) {
        char c = name.at[i];
        if (is_ascii_letter(c))
            out[len++] = (c | 0x20) == 'i' ? 'l' : (char)(c | 0x20);
        else if (is_ascii_digit(c))
            out[len++] = letters[c - '0'];
    }
    return len;
}

bool user_rules_official(struct str name)
{
    static const char *const voices[] = {
        "admin",      "administrator", "linnet", "linnetteam", "linnetsupport", "linnetofficial", "moderator", "official",
        "postmaster", "root",          "security", "staff",    "support",       "system",         "webmaster"};
    char seen[32], voice[32];
    size_t len = seen_as(name, seen, sizeof seen);
    for (size_t i = 0; i < COUNT_OF(voices); i++)
        if (len == seen_as(str_from(voices[i]), voice, sizeof voice) && memcmp(seen, voice, len) == 0)
            return true;
    return false;
}

/* A check mark says that somebody has checked; nobody has. */
static bool is_badge(int32_t c)
{
    return c == 0x2705 || c == 0x2611 || c == 0x2713 || c == 0x2714 || c == 0x1f5f8 || c == 0x1f5f9;
}

static bool has_badge_or_name(struct str name)
{
    size_t len, ignored;
    for (size_t i = 0; i < name.len; i += len) {
        int32_t c = point_at(name, i, &len);
        if (is_badge(c) || (is_at_sign(c) && is_ascii_word(point_at(name, i + len, &ignored))))
            return true;
    }
    return false;
}

static bool name_deceives(struct str name)
{
    struct str rest = name, word;
    while (str_next(&rest, ' ', &word))
        if (richtext_label_deceives(word, false))
            return true;
    return has_badge_or_name(name);
}

const char *user_rules_display_name(struct str name)
{
    if (utf8_is_blank(name))
        return "user.display_name_missing";
    if (too_long(name, DISPLAY_NAME_MAX))
        return "user.display_name_too_long";
    if (!user_rules_showable(name, false))
        return "user.display_name_control";
    return name_deceives(name) ? "user.display_name_deceiving" : NULL;
}
