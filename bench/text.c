/* text: how fast the text engine reads, beside the bare decoding loop of utf8proc. One core, no I/O.
 *
 *   text MILLISECONDS
 *
 * A line a measurement: what, which text, bytes of a text, MB/s. Each runs for MILLISECONDS at least. */
#include "base/std.h"

#include <time.h>
#include <utf8proc.h>

#include "base/arena.h"
#include "base/buf.h"
#include "domain/richtext.h"

static const struct str ASCII = {
    "The linnets sat in the gorse this morning, rust-coloured and unconcerned. Bread is in the oven; that is all. "
    "Does anyone have a recipe for quince jelly that sets without an argument? I have tried three (3) so far, e.g. the "
    "one from the back of the jar. ", 254};
static const struct str MIXED = {
    "Guten Morgen @ada_byron, 今日はパンが焼けました #パン https://example.org/a_(b)?c=d&e=f привет из сада 👩🏽\u200d🔬 $BIRD "
    "صباح الخير #صباح example.com/garten und @bo_larsen: naïve café über http://例え.みんな/x 🇺🇦 ", 0};

/* Of this process's own CPU time: neighbours on the machine do not count as ours. */
static uint64_t now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static size_t read_bare(struct arena *a UNUSED, struct str text)
{
    size_t sum = 0;
    utf8proc_int32_t c;
    for (size_t i = 0; i < text.len;) {
        i += (size_t)utf8proc_iterate((const utf8proc_uint8_t *)text.at + i, (utf8proc_ssize_t)(text.len - i), &c);
        sum += (size_t)c;
    }
    return sum;
}

/* What publishing does: parts, offsets, weight. */
static size_t read_scan(struct arena *a, struct str text)
{
    struct rich parts = richtext_scan(a, text);
    return richtext_measure(text, &parts, &RICHTEXT_SCALE).weight;
}

/* What showing does: parts, offsets, HTML. */
static size_t read_html(struct arena *a, struct str text)
{
    return richtext_linked(a, text).html.len;
}

static double megabytes_per_second(size_t (*read)(struct arena *, struct str), struct arena *a, struct str text, uint64_t least_ns)
{
    volatile size_t kept = 0;
    uint64_t began = now_ns(), took = 0, bytes = 0;
    while (took < least_ns) {
        for (int i = 0; i < 16; i++) {
            kept += read(a, text);
            arena_reset(a);
        }
        bytes += 16 * text.len;
        took = now_ns() - began;
    }
    return (double)bytes * 1000.0 / (double)took;
}

static struct str grown(struct arena *a, struct str piece, size_t size)
{
    struct buf b;
    buf_init(&b, a, size + piece.len);
    do
        buf_put(&b, piece);
    while (b.len < size);
    return buf_str(&b);
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        size_t (*read)(struct arena *, struct str);
    } readers[] = {{"decode", read_bare}, {"scan", read_scan}, {"html", read_html}};
    static const size_t sizes[] = {250, 16 << 10, 1 << 20};
    uint64_t ms;
    if (argc != 2 || !str_to_u64(str_from(argv[1]), &ms)) {
        fprintf(stderr, "usage: text MILLISECONDS\n");
        return 2;
    }
    struct arena *texts = arena_new(1 << 20, 64 << 20), *a = arena_new(8 << 20, 1 << 30);
    const struct str pieces[] = {ASCII, str_from(MIXED.at)};
    for (size_t p = 0; p < COUNT_OF(pieces); p++)
        for (size_t s = 0; s < COUNT_OF(sizes); s++)
            for (size_t r = 0; r < COUNT_OF(readers); r++) {
                struct str text = grown(texts, pieces[p], sizes[s]);
                printf("%s %s %zu %.1f\n", readers[r].name, p ? "mixed" : "ascii", text.len,
                       megabytes_per_second(readers[r].read, a, text, ms * 1000000u));
            }
    arena_free(a);
    arena_free(texts);
    return 0;
}
