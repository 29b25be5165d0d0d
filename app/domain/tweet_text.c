#include "base/std.h"

#include "domain/tweet_text.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "base/work.h"
#include "domain/richtext.h"
#include "domain/username.h"

/* Browsers send the line breaks of a textarea as CR LF. */
static struct str line_ends(struct arena *a, struct str s)
{
    if (s.len == 0 || !memchr(s.at, '\r', s.len))
        return s;
    struct buf b;
    buf_init(&b, a, s.len);
    for (size_t i = 0; i < s.len; i++) {
        if (s.at[i] != '\r')
            buf_put_char(&b, s.at[i]);
        else if (i + 1 == s.len || s.at[i + 1] != '\n')
            buf_put_char(&b, '\n');
    }
    return buf_str(&b);
}

struct str tweet_text_clean(struct arena *a, struct str typed)
{
    return utf8_nfc(a, str_trim(line_ends(a, typed)));
}

const char *tweet_text_judge(struct arena *a, struct str cleaned)
{
    if (utf8_is_blank(cleaned))
        return "tweet.empty";
    if (richtext_weight(a, cleaned) > RICHTEXT_LIMIT)
        return "tweet.too_long";
    for (struct str rest = cleaned; rest.len > 0;) {
        int32_t c = utf8_next(&rest);
        if (c == '\t' || utf8_is_control(c))
            return "tweet.control";
    }
    return NULL;
}

struct tweet_room tweet_text_room(struct arena *a, struct str typed)
{
    struct str text = tweet_text_clean(a, typed);
    struct rich parts = richtext_scan(a, text);
    struct richtext_length length = richtext_measure(text, &parts, &RICHTEXT_SCALE);
    return (struct tweet_room){.left = RICHTEXT_LIMIT - (int64_t)length.weight,
                               .fits = str_slice(text, 0, length.fits.byte),
                               .excess = str_slice(text, length.fits.byte, text.len)};
}

/* --- showing --- */

struct mentioned { /* the names of a list of tweets, folded, each once, and whose they are */
    struct str names[TWEET_TEXT_NAMES];
    int64_t ids[TWEET_TEXT_NAMES];
    size_t count;
};

/* Where it stands, or count. At most TWEET_TEXT_NAMES, so that looking through them beats sorting them. */
static size_t mentioned_find(const struct mentioned *m, struct str folded)
{
    size_t i = 0;
    while (i < m->count && !str_eq(m->names[i], folded))
        i++;
    return i;
}

static void mentioned_gather(struct arena *a, struct mentioned *m, const struct rich *parts)
{
    for (size_t i = 0; i < parts->count && m->count < TWEET_TEXT_NAMES; i++) {
        const struct rich_entity *e = &parts->at[i];
        if (e->kind != RICH_MENTION || e->name.len > USERNAME_MAX)
            continue;
        struct str folded = str_lower(a, e->name);
        if (mentioned_find(m, folded) == m->count)
            m->names[m->count++] = folded;
    }
}

static void mentioned_tell(struct arena *a, const struct mentioned *m, struct rich *parts)
{
    for (size_t i = 0; i < parts->count; i++) {
        struct rich_entity *e = &parts->at[i];
        if (e->kind != RICH_MENTION)
            continue;
        size_t at = mentioned_find(m, str_lower(a, e->name));
        e->user_id = at < m->count ? m->ids[at] : 0;
    }
}

enum err tweet_text_show(struct work *w, struct tweet_card *cards, size_t count)
{
    struct mentioned *m = ARENA_NEW(w->arena, struct mentioned);
    for (size_t i = 0; i < count; i++) {
        cards[i].parts = richtext_scan(w->arena, cards[i].tweet.text);
        mentioned_gather(w->arena, m, &cards[i].parts);
    }
    if (m->count > 0)
        TRY(username_ids(w, m->names, m->count, m->ids));
    for (size_t i = 0; i < count; i++) {
        mentioned_tell(w->arena, m, &cards[i].parts);
        cards[i].html = richtext_html(w->arena, cards[i].tweet.text, &cards[i].parts);
    }
    return OK;
}
