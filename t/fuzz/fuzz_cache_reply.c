/* Answers of memcached: whatever comes is read line by line as io/cache_pipe.c does. Oracles: a part is only what
 * has no end yet; what was read is written again and reads the same; a longer input changes nothing. */
#include "base/std.h"

#include "base/buf.h"
#include "io/cache_reply.h"

#include "fuzz/fuzz.h"

static void check_line(struct work *w, enum cache_reply_kind kind, const struct cache_reply *r, struct str in)
{
    static const char *const WORDS[] = {[CACHE_REPLY_DONE] = "HD", [CACHE_REPLY_UNSTORED] = "NS",
                                        [CACHE_REPLY_UNFOUND] = "NF", [CACHE_REPLY_VALUE] = "VA"};
    struct cache_reply again;
    struct buf b;
    FUZZ_MUST(r->line <= in.len && r->line <= CACHE_REPLY_LINE_MAX && in.at[r->line - 1] == '\n');
    FUZZ_MUST(r->size <= CACHE_REPLY_VALUE_MAX);
    buf_init(&b, w->arena, 256);
    buf_put_z(&b, WORDS[kind]);
    if (kind == CACHE_REPLY_VALUE) {
        FUZZ_MUST(r->key.at >= in.at && r->key.at + r->key.len < in.at + r->line && r->key.len > 0);
        buf_printf(&b, " %zu k", r->size);
        buf_put(&b, r->key);
    }
    buf_printf(&b, " O%" PRIu64 "\r\n", r->opaque);
    FUZZ_MUST(b.len > CACHE_REPLY_LINE_MAX || cache_reply_read(buf_str(&b), &again) == kind);
    FUZZ_MUST(b.len > CACHE_REPLY_LINE_MAX || (again.opaque == r->opaque && again.size == r->size && str_eq(again.key, r->key)));
    FUZZ_MUST(cache_reply_read(str_slice(in, 0, r->line), &again) == kind && again.line == r->line);
    FUZZ_MUST(cache_reply_read(str_slice(in, 0, r->line - 1), &again) == CACHE_REPLY_PART);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct work w;
    struct str in = fuzz_str(data, size);
    fuzz_begin(&w);
    while (in.len) {
        struct cache_reply r;
        enum cache_reply_kind kind = cache_reply_read(in, &r);
        if (kind == CACHE_REPLY_PART)
            FUZZ_MUST(in.len < CACHE_REPLY_LINE_MAX && !memchr(in.at, '\n', in.len));
        if (kind == CACHE_REPLY_PART || kind == CACHE_REPLY_BAD)
            break;
        check_line(&w, kind, &r, in);
        in = str_slice(in, r.line + (kind == CACHE_REPLY_VALUE ? r.size + 2 : 0), in.len);
    }
    work_end(&w);
    return 0;
}
