#include "base/std.h"

#include "io/cache_envelope.h"

#include "base/buf.h"
#include "base/hash.h"

enum { ENVELOPE_VERSION = 1, CHECKSUM = 8 };

static uint64_t checksum(struct arena *a, enum cache_kind kind, struct str key, struct str value)
{
    struct buf b;
    buf_init(&b, a, 1 + key.len + 1 + CHECKSUM);
    buf_put_char(&b, (char)kind);
    buf_put(&b, key);
    buf_put_char(&b, '\n');
    buf_put_u64(&b, hash_bytes(value));
    return hash_bytes(buf_str(&b));
}

static void checksum_put(struct buf *b, uint64_t sum)
{
    for (int i = 0; i < CHECKSUM; i++)
        buf_put_char(b, (char)(unsigned char)(sum >> (8 * i)));
}

static uint64_t checksum_get(const char *at)
{
    uint64_t sum = 0;
    for (int i = 0; i < CHECKSUM; i++)
        sum |= (uint64_t)(unsigned char)at[i] << (8 * i);
    return sum;
}

struct str cache_envelope_make(struct arena *a, enum cache_kind kind, const struct cache_key *key,
                               struct str value)
{
    struct str name = str_from(key->text);
    struct buf b;
    buf_init(&b, a, CACHE_ENVELOPE_MAX + value.len);
    buf_put_char(&b, ENVELOPE_VERSION);
    buf_put_char(&b, (char)kind);
    buf_put_char(&b, (char)(unsigned char)name.len);
    buf_put(&b, name);
    checksum_put(&b, checksum(a, kind, name, value));
    buf_put(&b, value);
    return buf_str(&b);
}

enum cache_answer cache_envelope_read(struct arena *a, const struct cache_key *key, struct str raw,
                                      struct str *value)
{
    struct str name = str_from(key->text);
    size_t head = 3 + name.len + CHECKSUM;
    if (raw.len < head || raw.at[0] != ENVELOPE_VERSION || (unsigned char)raw.at[2] != name.len)
        return CACHE_MISS;
    if (!str_eq(str_slice(raw, 3, 3 + name.len), name))
        return CACHE_MISS;
    enum cache_kind kind = (unsigned char)raw.at[1];
    struct str rest = str_slice(raw, head, raw.len);
    if (checksum_get(raw.at + 3 + name.len) != checksum(a, kind, name, rest))
        return CACHE_MISS;
    if (kind == CACHE_HOLDING)
        return CACHE_HOLD;
    if (kind != CACHE_VALUE)
        return CACHE_MISS;
    *value = rest;
    return CACHE_HIT;
}
