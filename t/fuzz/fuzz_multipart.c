/* Multipart bodies: the first line is the boundary. Oracle: written again and read again, the parts are
 * the same, and no value holds the delimiter. */
#include "base/std.h"

#include "base/buf.h"
#include "http/multipart.h"

#include "fuzz/fuzz.h"

static struct str body_of(struct work *w, const struct form *form, struct str boundary)
{
    struct buf b;
    buf_init(&b, w->arena, 256);
    for (size_t i = 0; i < form->count; i++) {
        buf_printf(&b, "--%.*s\r\nContent-Disposition: form-data; name=\"%.*s\"\r\n\r\n", STR_ARG(boundary),
                   STR_ARG(form->at[i].name));
        buf_put(&b, form->at[i].value);
        BUF_LIT(&b, "\r\n");
    }
    buf_printf(&b, "--%.*s--\r\n", STR_ARG(boundary));
    return buf_str(&b);
}

static void check_again(struct work *w, const struct form *form, struct str boundary)
{
    struct form again;
    FUZZ_MUST(multipart_read(w, body_of(w, form, boundary), boundary, &again) == OK);
    FUZZ_MUST(again.count == form->count);
    for (size_t i = 0; i < form->count; i++) {
        size_t at;
        FUZZ_MUST(str_eq(again.at[i].name, form->at[i].name));
        FUZZ_MUST(str_eq(again.at[i].value, form->at[i].value));
        FUZZ_MUST(!str_find(form->at[i].value, (struct str){"", 1}, &at));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct work w;
    struct form form;
    struct str boundary, body = fuzz_str(data, size);
    fuzz_begin(&w);
    bool plain = str_next(&body, '\n', &boundary) && memchr(boundary.at, '\0', boundary.len) == NULL;
    if (plain && multipart_read(&w, body, boundary, &form) == OK)
        check_again(&w, &form, boundary);
    work_end(&w);
    return 0;
}
