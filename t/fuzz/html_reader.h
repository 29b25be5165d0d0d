/* Reads what the templates make as a browser does, and dies of what they may not make.
 *
 * Two things come of a page: its shape (tags and names of attributes, without a single value) and its words
 * (text and values, references decoded). Who compares shapes sees whether a value became markup. */
#ifndef FUZZ_HTML_READER_H
#define FUZZ_HTML_READER_H

#include <ctype.h>

#include "base/buf.h"

#include "fuzz/fuzz.h"

struct html_reader {
    struct str rest;
    struct buf shape, words;
};

/* What our templates and escapes write: nothing else begins with an ampersand. */
static inline void html_reference(struct html_reader *r)
{
    static const struct {
        const char *name;
        char c;
    } known[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}};
    size_t i = 0;
    while (i < COUNT_OF(known) && !str_starts(r->rest, str_from(known[i].name)))
        i++;
    FUZZ_MUST(i < COUNT_OF(known));
    buf_put_char(&r->words, known[i].c);
    r->rest = str_slice(r->rest, strlen(known[i].name), r->rest.len);
}

/* Up to the first of these ends, which stays; the words between two of them are apart. */
static inline struct str html_words(struct html_reader *r, const char *ends)
{
    size_t from = r->words.len;
    while (r->rest.len > 0 && !strchr(ends, r->rest.at[0])) {
        if (r->rest.at[0] == '&') {
            html_reference(r);
            continue;
        }
        FUZZ_MUST(r->rest.at[0] != '<' && r->rest.at[0] != '\0');
        buf_put_char(&r->words, r->rest.at[0]);
        r->rest = str_slice(r->rest, 1, r->rest.len);
    }
    return str_slice(buf_str(&r->words), from, r->words.len);
}

/* Paths of this site and what only leads; browsers drop blanks and controls and read \ as /. */
static inline bool html_leads_well(struct str url)
{
    static const char *const good[] = {"https://", "http://", "mailto:", "?", "#"};
    bool fine = url.len == 0 || (str_starts(url, STR("/")) && !str_starts(url, STR("//")));
    for (size_t i = 0; i < COUNT_OF(good); i++)
        fine = fine || str_eq_fold(str_slice(url, 0, strlen(good[i])), str_from(good[i]));
    for (size_t i = 0; i < url.len; i++)
        fine = fine && (unsigned char)url.at[i] > ' ' && url.at[i] != 0x7f && url.at[i] != '\\';
    return fine;
}

static inline bool html_is_address(struct str name)
{
    return str_eq(name, STR("href")) || str_eq(name, STR("src")) || str_eq(name, STR("action")) || str_eq(name, STR("formaction"));
}

static inline struct str html_name(struct html_reader *r)
{
    size_t len = 0;
    while (len < r->rest.len && (isalnum((unsigned char)r->rest.at[len]) || r->rest.at[len] == '-' || r->rest.at[len] == ':'))
        len++;
    struct str name = str_slice(r->rest, 0, len);
    FUZZ_MUST(len > 0);
    buf_put(&r->shape, name);
    r->rest = str_slice(r->rest, len, r->rest.len);
    return name;
}

static inline void html_skip(struct html_reader *r, struct str what)
{
    FUZZ_MUST(str_starts(r->rest, what));
    r->rest = str_slice(r->rest, what.len, r->rest.len);
}

static inline void html_attribute(struct html_reader *r)
{
    html_skip(r, STR(" "));
    buf_put_char(&r->shape, ' ');
    struct str name = html_name(r);
    if (!str_starts(r->rest, STR("=")))
        return;
    html_skip(r, STR("=\""));
    struct str value = html_words(r, "\"");
    FUZZ_MUST(!html_is_address(name) || html_leads_well(value));
    html_skip(r, STR("\""));
    buf_put_char(&r->words, '\0');
}

static inline void html_tag(struct html_reader *r)
{
    buf_put_char(&r->shape, '<');
    html_skip(r, STR("<"));
    if (str_starts(r->rest, STR("/"))) {
        html_skip(r, STR("/"));
        buf_put_char(&r->shape, '/');
    }
    bool typed = str_eq(html_name(r), STR("textarea"));
    while (r->rest.len > 0 && r->rest.at[0] == ' ')
        html_attribute(r);
    if (str_starts(r->rest, STR("/")))
        html_skip(r, STR("/")); /* of a drawing */
    html_skip(r, STR(">"));
    if (typed && str_starts(r->rest, STR("\n")))
        html_skip(r, STR("\n"));
    buf_put_char(&r->words, '\0');
}

static inline struct html_reader html_read(struct arena *a, struct str page)
{
    struct html_reader r = {.rest = page};
    buf_init(&r.shape, a, page.len);
    buf_init(&r.words, a, page.len);
    html_skip(&r, STR("<!doctype html>"));
    while (r.rest.len > 0) {
        (void)html_words(&r, "<");
        if (r.rest.len > 0)
            html_tag(&r);
    }
    return r;
}

#endif
