/* The Cookie header: the first line is the name looked for. Oracle: a value is made of cookie octets,
 * stands in the header, and a header written with it twice is seen to be so. */
#include "base/std.h"

#include "base/buf.h"
#include "http/cookie.h"
#include "http/header_value.h"

#include "fuzz/fuzz.h"

static void check_value(struct work *w, struct str header, struct str name, struct str value)
{
    struct buf b;
    struct str found;
    FUZZ_MUST(value.at >= header.at && value.at + value.len <= header.at + header.len);
    for (size_t i = 0; i < value.len; i++)
        FUZZ_MUST(value.at[i] > ' ' && value.at[i] < 0x7f && strchr("\",;\\", value.at[i]) == NULL);
    buf_init(&b, w->arena, 256);
    for (unsigned times = 1; times <= 2; times++) {
        buf_put(&b, name);
        BUF_LIT(&b, "=");
        buf_put(&b, value);
        FUZZ_MUST(cookie_find(buf_str(&b), name, &found) == times && str_eq(found, value));
        BUF_LIT(&b, "; other=1; ");
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct work w;
    struct str name, value, header = fuzz_str(data, size);
    fuzz_begin(&w);
    bool usable = str_next(&header, '\n', &name) && header_is_token(name) && !str_eq(name, STR("other"));
    if (usable && cookie_find(header, name, &value) > 0 && value.len > 0)
        check_value(&w, header, name, value);
    work_end(&w);
    return 0;
}
