/* Text of any bytes: UTF-8, NFC, ids, tokens, and that a log line stays one line. */
#include "base/std.h"

#include "base/arena.h"
#include "base/crypto.h"
#include "base/fault.h"
#include "base/id.h"
#include "base/log.h"
#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_utf8(struct arena *a, struct str s)
{
    if (!utf8_valid(s))
        return;
    struct str rest = s;
    size_t count = 0;
    while (utf8_next(&rest) >= 0)
        count++;
    if (rest.len || count != utf8_count(s) || utf8_graphemes(s) > count)
        BUG("characters are counted wrong");
    struct str normal = utf8_nfc(a, s);
    if (!utf8_valid(normal) || !str_eq(utf8_nfc(a, normal), normal))
        BUG("NFC is not stable");
    if (utf8_is_blank(s) != utf8_is_blank(normal))
        BUG("normalising made text of nothing, or nothing of text");
}

static void check_id(struct arena *a, struct str s)
{
    int64_t id;
    char digits[24];
    if (id_read(s, &id) && snprintf(digits, sizeof digits, "%" PRId64, id) > 0 && !str_eq(s, str_from(digits)))
        BUG("an id with two spellings");
    unsigned char bytes[40];
    if (crypto_base64url_read(s, bytes, sizeof bytes) && !str_eq(crypto_base64url(a, bytes, sizeof bytes), s))
        BUG("a token with two spellings");
}

static void check_log(struct str s)
{
    struct log_line l;
    log_open(&l, LOG_ERROR, "fuzz");
    log_str(&l, "value", s);
    log_int(&l, "behind", 1);
    struct str line = {l.text, l.len};
    if (l.len >= LOG_LINE || !utf8_valid(line))
        BUG("a line too long or not UTF-8");
    for (int32_t c; (c = utf8_next(&line)) >= 0;)
        if (c == '\n' || c == '\t' || utf8_is_control(c) || utf8_is_invisible(c))
            BUG("a character that breaks a log line");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str s = {(const char *)data, size};
    struct arena *arena = arena_new(65536, 64 << 20);
    check_utf8(arena, s);
    check_id(arena, s);
    check_log(s);
    arena_free(arena);
    return 0;
}
