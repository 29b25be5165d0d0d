#include "base/std.h"

#include "domain/richtext.h"

#include "base/buf.h"

/* Walks the HTML once: tags pass, visible characters are counted. A mark opens before the first character of a hit
 * and closes behind its last one; at a link it is closed and opened again unless the whole link lies within it. */
struct marking {
    struct buf out;
    struct str html;
    const struct richtext_hit *hits;
    size_t count;   /* of hits not yet done */
    size_t point;   /* visible characters before here */
    size_t closing; /* the byte of the end tag of a link that the mark encloses; 0: none */
    bool open;
};

/* The byte behind the tag or the character (an entity is one) at byte i. */
static size_t step_end(struct str html, size_t i)
{
    char first = html.at[i++];
    if (first == '<' || first == '&') {
        const char *end = memchr(html.at + i, first == '<' ? '>' : ';', html.len - i);
        return end ? (size_t)(end - html.at) + 1 : html.len;
    }
    while (i < html.len && ((unsigned char)html.at[i] & 0xc0) == 0x80)
        i++;
    return i;
}

static void mark_open(struct marking *m)
{
    BUF_LIT(&m->out, "<mark>");
    m->open = true;
}

static void mark_close(struct marking *m)
{
    if (m->open)
        BUF_LIT(&m->out, "</mark>");
    m->open = false;
}

/* Where the element that begins with the tag at byte i ends, if the hit covers it whole; else 0. Elements of ours
 * stand in no other, so that each is looked at once ahead and once in passing. */
static size_t enclosed_end(const struct marking *m, size_t i)
{
    size_t point = m->point, at = step_end(m->html, i);
    for (; at < m->html.len && m->html.at[at] != '<'; at = step_end(m->html, at))
        if (++point > m->hits->to)
            return 0;
    return at < m->html.len ? at : 0;
}

static bool in_hit(const struct marking *m)
{
    return m->count > 0 && m->point >= m->hits->from && m->point < m->hits->to;
}

static void pass_tag(struct marking *m, size_t i, size_t end)
{
    bool is_end = str_starts(str_slice(m->html, i, end), STR("</"));
    if (is_end && m->closing != i)
        mark_close(m);
    if (!is_end && (m->open || in_hit(m))) {
        /* Only a mark that began before the element goes around it: one that begins with it goes inside. */
        m->closing = m->open ? enclosed_end(m, i) : 0;
        if (!m->closing)
            mark_close(m);
    }
    buf_put(&m->out, str_slice(m->html, i, end));
}

static void pass_character(struct marking *m, size_t i, size_t end)
{
    if (in_hit(m) && !m->open)
        mark_open(m);
    buf_put(&m->out, str_slice(m->html, i, end));
    m->point++;
    for (; m->count > 0 && m->point >= m->hits->to; m->hits++, m->count--)
        if (m->closing <= i) /* the element that the mark encloses ends with it: close behind that */
            mark_close(m);
}

struct safe_html richtext_mark(struct arena *a, struct safe_html html, const struct richtext_hit *hits, size_t count)
{
    struct marking m = {.html = html.html, .hits = hits, .count = count};
    buf_init(&m.out, a, html.html.len + count * 13 + 16);
    for (size_t i = 0, end; i < m.html.len; i = end) {
        end = step_end(m.html, i);
        if (m.html.at[i] == '<')
            pass_tag(&m, i, end);
        else
            pass_character(&m, i, end);
        if (m.closing == i && m.closing > 0) {
            m.closing = 0;
            if (!in_hit(&m))
                mark_close(&m);
        }
    }
    mark_close(&m);
    return (struct safe_html){buf_str(&m.out)};
}
