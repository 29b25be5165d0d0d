#include "base/std.h"

#include "domain/tweet_language.h"

#include "base/buf.h"
#include "base/guess.h"
#include "base/locale.h"
#include "base/utf8.h"
#include "base/work.h"
#include "domain/richtext.h"

enum { SURE_LETTERS = 50 /* of Latin or Cyrillic: from so many on a guess is hardly ever wrong */, HAN_LETTERS = 12 };

/* --- what is said --- */

static bool all_letters(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!((s.at[i] >= 'a' && s.at[i] <= 'z') || (s.at[i] >= 'A' && s.at[i] <= 'Z')))
            return false;
    return true;
}

static char letter_case(char c, bool upper)
{
    return (char)(upper ? c & ~0x20 : c | 0x20);
}

bool tweet_language_read(struct work *w, struct str said, struct str *out)
{
    struct str tag, rest = said;
    struct buf b;
    const struct language *known = str_next(&rest, '-', &tag) ? locale_language(tag) : NULL;
    if (known == NULL)
        return false;
    buf_init(&b, w->arena, TWEET_LANGUAGE_MAX);
    buf_put_z(&b, known->tag);
    for (size_t longest = 4; str_next(&rest, '-', &tag); longest = tag.len - 1) { /* a script, then a region */
        if ((tag.len != 4 && tag.len != 2) || tag.len > longest || !all_letters(tag))
            return false;
        buf_put_char(&b, '-');
        for (size_t i = 0; i < tag.len; i++)
            buf_put_char(&b, letter_case(tag.at[i], tag.len == 2 || i == 0));
    }
    if (b.len > TWEET_LANGUAGE_MAX || str_ends(said, STR("-")))
        return false;
    *out = buf_str(&b);
    return true;
}

/* --- what is guessed --- */

enum script { LATIN, CYRILLIC, HAN, KANA, OTHER_LETTERS, TOLD /* by the script alone, from here on */ };

/* Scripts of one language each, near enough. Those of several (Arabic, Devanagari ...) tell nothing. */
static const struct {
    int32_t from, to;
    const char *tag; /* NULL: not told by the script alone */
    enum script script;
} scripts[] = {
    {0x41, 0x24f, NULL, LATIN},        {0x370, 0x3ff, "el", TOLD},  {0x400, 0x52f, NULL, CYRILLIC},
    {0x530, 0x58f, "hy", TOLD},        {0x590, 0x5ff, "he", TOLD},  {0xa80, 0xaff, "gu", TOLD},
    {0xa00, 0xa7f, "pa", TOLD},        {0xb00, 0xb7f, "or", TOLD},  {0xb80, 0xbff, "ta", TOLD},
    {0xc00, 0xc7f, "te", TOLD},        {0xc80, 0xcff, "kn", TOLD},  {0xd00, 0xd7f, "ml", TOLD},
    {0xd80, 0xdff, "si", TOLD},        {0xe00, 0xe7f, "th", TOLD},  {0xe80, 0xeff, "lo", TOLD},
    {0x10a0, 0x10ff, "ka", TOLD},      {0x1100, 0x11ff, "ko", TOLD}, {0x1780, 0x17ff, "km", TOLD},
    {0x1e00, 0x1eff, NULL, LATIN},     {0x1f00, 0x1fff, "el", TOLD}, {0x3040, 0x30ff, "ja", KANA},
    {0x4e00, 0x9fff, "zh", HAN},       {0xac00, 0xd7af, "ko", TOLD},
};

struct letters {
    size_t all, by[COUNT_OF(scripts)];
    bool yiddish; /* Hebrew letters that only Yiddish has */
};

static bool is_letter(int32_t c)
{
    if (c < 0x80)
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return c >= 0xc0 && c != 0xd7 && c != 0xf7 && !(c >= 0x2000 && c <= 0x2bff) && !(c >= 0x3000 && c <= 0x303f)
           && !(c >= 0xfe00 && c <= 0xfe0f) && c < 0x1f000;
}

static struct letters letters_count(struct str text)
{
    struct letters l = {0};
    int32_t c;
    while ((c = utf8_next(&text)) >= 0) {
        if (!is_letter(c) || utf8_is_mark(c))
            continue;
        l.all++;
        l.yiddish = l.yiddish || (c >= 0x5f0 && c <= 0x5f2);
        for (size_t i = 0; i < COUNT_OF(scripts); i++)
            if (c >= scripts[i].from && c <= scripts[i].to)
                l.by[i]++;
    }
    return l;
}

static size_t letters_of(const struct letters *l, enum script script)
{
    size_t sum = 0;
    for (size_t i = 0; i < COUNT_OF(scripts); i++)
        sum += scripts[i].script == script ? l->by[i] : 0;
    return sum;
}

/* Nine letters in ten. */
static bool prevails(const struct letters *l, size_t count)
{
    return count >= 3 && count * 10 >= l->all * 9;
}

static struct str by_script(const struct letters *l)
{
    size_t kana = letters_of(l, KANA), han = letters_of(l, HAN);
    if (kana > 0 && prevails(l, kana + han))
        return kana * 5 >= han ? STR("ja") : STR("");
    if (han >= HAN_LETTERS && prevails(l, han))
        return STR("zh");
    for (size_t i = 0; i < COUNT_OF(scripts); i++)
        if (scripts[i].script == TOLD && prevails(l, l->by[i]))
            return l->yiddish ? STR("") : str_from(scripts[i].tag);
    return STR("");
}

/* Languages that a guess may name, and the letters that must be there where a near relative is easily taken for it. */
static const struct {
    const char *tag, *proof;
} sure[] = {
    {"en", NULL}, {"de", NULL}, {"fr", NULL}, {"es", NULL}, {"it", NULL}, {"pt", "ãõçáéíâê"}, {"nl", NULL}, {"sv", "åäö"},
    {"pl", "ąćęłńśźż"}, {"cs", "ěřů"}, {"hu", "áéíóöőúüű"}, {"fi", "äö"}, {"ro", "ăâîșțşţ"}, {"tr", "ğışçöü"},
    {"lv", "āčēģīķļņšūž"}, {"lt", "ėęįųąčšž"}, {"et", "äõöü"}, {"sq", "ëç"}, {"cy", "ŵŷâ"}, {"is", "ðþ"}, {"vi", "đạảấầậệộ"},
    {"ru", "ыэё"}, {"uk", "їєґі"}, {"bg", "ъщ"}, {"be", "ў"}, {"mk", "ѓќѕ"}, {"sr", "ђћ"},
};

static bool has_one_of(struct str text, const char *letters)
{
    int32_t c, p;
    while ((c = utf8_next(&text)) >= 0)
        for (struct str rest = str_from(letters); (p = utf8_next(&rest)) >= 0;)
            if (p == c)
                return true;
    return false;
}

static struct str by_letters(struct work *w, struct str text)
{
    struct str guess = guesser_ask(w->guesser, text);
    for (size_t i = 0; i < COUNT_OF(sure); i++)
        if (str_eq(guess, str_from(sure[i].tag)))
            return sure[i].proof == NULL || has_one_of(text, sure[i].proof) ? str_from(sure[i].tag) : STR("");
    return STR("");
}

/* The text without what is written alike in all languages. */
static struct str words_of(struct work *w, struct str text)
{
    struct rich parts = richtext_scan(w->arena, text);
    struct buf b;
    size_t at = 0;
    if (parts.count == 0)
        return text;
    buf_init(&b, w->arena, text.len);
    for (size_t i = 0; i < parts.count; i++) {
        buf_put(&b, str_slice(text, at, parts.at[i].from.byte));
        at = parts.at[i].to.byte;
    }
    buf_put(&b, str_slice(text, at, text.len));
    return buf_str(&b);
}

struct str tweet_language_guess(struct work *w, struct str text)
{
    struct str words = words_of(w, text);
    const struct letters l = letters_count(words);
    size_t latin = letters_of(&l, LATIN), cyrillic = letters_of(&l, CYRILLIC);
    if ((latin >= SURE_LETTERS && prevails(&l, latin)) || (cyrillic >= SURE_LETTERS && prevails(&l, cyrillic)))
        return by_letters(w, words);
    return by_script(&l);
}
