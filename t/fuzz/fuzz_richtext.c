/* The text engine: any bytes, made valid; what the scanner, the scales, the HTML and the marks must hold. */
#include "base/std.h"

#include <time.h>

#include "../fuzz/fuzz.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "domain/richtext.h"
#include "domain/user_rules.h"

/* What is no UTF-8 is left out, so that every input is a text. */
static struct str valid_part(struct arena *a, struct str s)
{
    struct buf out;
    buf_init(&out, a, s.len);
    while (s.len > 0) {
        size_t len = utf8_sequence(s);
        buf_put(&out, str_slice(s, 0, len));
        s = str_slice(s, len ? len : 1, s.len);
    }
    return buf_str(&out);
}

static void check_place(struct str text, struct rich_place p)
{
    FUZZ_MUST(p.byte <= text.len);
    FUZZ_MUST(p.byte == text.len || ((unsigned char)text.at[p.byte] & 0xc0) != 0x80);
    FUZZ_MUST(p.point == utf8_count(str_slice(text, 0, p.byte)));
    FUZZ_MUST(p.unit >= p.point && p.unit <= 2 * p.point);
}

static void check_entity(struct str text, const struct rich_entity *e)
{
    check_place(text, e->from);
    check_place(text, e->to);
    FUZZ_MUST(e->from.byte < e->to.byte);
    FUZZ_MUST(e->name.len > 0 && e->name.at + e->name.len == text.at + e->to.byte);
    if (e->kind == RICH_URL) {
        bool http = str_eq_fold(str_slice(e->name, 0, 7), STR("http://")) || str_eq_fold(str_slice(e->name, 0, 8), STR("https://"));
        FUZZ_MUST(http != e->bare);
        FUZZ_MUST(e->name.len <= RICH_URL_MAX && !memchr(e->name.at, '"', e->name.len));
        FUZZ_MUST(!memchr(e->name.at, '<', e->name.len) && !memchr(e->name.at, '\\', e->name.len));
    }
}

static struct rich check_scan(struct arena *a, struct str text)
{
    struct rich parts = richtext_scan(a, text);
    size_t floor = 0;
    for (size_t i = 0; i < parts.count; i++) {
        check_entity(text, &parts.at[i]);
        FUZZ_MUST(parts.at[i].from.byte >= floor);
        floor = parts.at[i].to.byte;
    }
    return parts;
}

static void check_length(struct str text, const struct rich *parts)
{
    struct richtext_length length = richtext_measure(text, parts, &RICHTEXT_SCALE);
    check_place(text, length.fits);
    FUZZ_MUST((length.fits.byte == text.len) == (length.weight <= RICHTEXT_LIMIT));
    FUZZ_MUST(length.weight <= 2 * utf8_count(text) + RICHTEXT_URL_WEIGHT * parts->count);
}

static char reference_of(struct str entity)
{
    static const struct {
        const char *name;
        char c;
    } names[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}};
    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (str_starts(entity, str_from(names[i].name)))
            return names[i].c;
    BUG("a reference that is none of ours");
}

/* Reads HTML as a browser does: tags of ours only, well nested; gives what is visible. */
static struct str visible(struct arena *a, struct str html)
{
    static const char *const tags[] = {"<a href=\"", "<a class=\"mention\" href=\"/@", "<span class=\"hashtag\">", "<span class=\"cashtag\">",
                                       "</a>", "</span>", "<mark>", "</mark>"};
    struct buf out;
    buf_init(&out, a, html.len);
    for (size_t i = 0; i < html.len; i++) {
        struct str rest = str_slice(html, i, html.len);
        size_t end, known = 0;
        if (rest.at[0] == '&') {
            buf_put_char(&out, reference_of(rest));
            FUZZ_MUST(str_find(rest, STR(";"), &end));
            i += end;
        } else if (rest.at[0] == '<') {
            while (known < COUNT_OF(tags) && !str_starts(rest, str_from(tags[known])))
                known++;
            FUZZ_MUST(known < COUNT_OF(tags) && str_find(rest, STR(">"), &end));
            FUZZ_MUST(known > 0 || str_eq_fold(str_slice(rest, 9, 13), STR("http")));
            i += end;
        } else {
            FUZZ_MUST(rest.at[0] != '>' && rest.at[0] != '"' && rest.at[0] != '\'');
            buf_put_char(&out, rest.at[0]);
        }
    }
    return buf_str(&out);
}

static void check_html(struct arena *a, struct str text, struct rich *parts)
{
    for (size_t i = 0; i < parts->count; i++)
        parts->at[i].user_id = (int64_t)i % 2;
    struct safe_html html = richtext_html(a, text, parts);
    FUZZ_MUST(str_eq(visible(a, html.html), text));
    size_t points = utf8_count(text);
    const struct richtext_hit hits[] = {{points / 5, points / 3}, {points / 3, points / 2}, {points / 2 + 1, points + 5}};
    FUZZ_MUST(str_eq(visible(a, richtext_mark(a, html, hits, COUNT_OF(hits)).html), text));
}

/* Lines mean the same together and apart. */
static void check_lines(struct arena *a, struct str text, const struct rich *parts)
{
    struct str line;
    size_t count = 0;
    while (str_next(&text, '\n', &line))
        count += richtext_scan(a, line).count;
    FUZZ_MUST(count == parts->count);
}

/* No text is worth more than a millisecond a kilobyte of this process's time; one pause is forgiven. */
static void check_time(struct arena *a, struct str text)
{
    clock_t pause = CLOCKS_PER_SEC / 10, began = clock();
    struct rich parts = richtext_scan(a, text);
    (void)richtext_measure(text, &parts, &RICHTEXT_SCALE);
    (void)richtext_html(a, text, &parts);
    FUZZ_MUST(clock() - began <= pause + (clock_t)(text.len / 1024 + 1) * CLOCKS_PER_SEC / 1000);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct work w;
    fuzz_begin(&w);
    struct str text = valid_part(w.arena, fuzz_str(data, size));
    struct rich parts = check_scan(w.arena, text);
    check_length(text, &parts);
    check_html(w.arena, text, &parts);
    check_lines(w.arena, text, &parts);
    check_time(w.arena, text);
    FUZZ_MUST(richtext_emoji(text) <= text.len);
    FUZZ_MUST(!richtext_is_url(text, false) || richtext_is_url(text, true));
    (void)user_rules_display_name(text);
    work_end(&w);
    return 0;
}
