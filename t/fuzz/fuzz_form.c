/* Forms and queries. Oracle: written again and read again, the pairs are the same. */
#include "base/std.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "http/form.h"

#include "fuzz/fuzz.h"

static void check_again(struct work *w, const struct form *form)
{
    struct buf b;
    struct form again;
    buf_init(&b, w->arena, 256);
    for (size_t i = 0; i < form->count; i++) {
        form_escape(&b, form->at[i].name);
        buf_put_char(&b, '=');
        form_escape(&b, form->at[i].value);
        buf_put_char(&b, '&');
    }
    FUZZ_MUST(form_read(w, buf_str(&b), &again) == OK);
    FUZZ_MUST(again.count == form->count);
    for (size_t i = 0; i < form->count; i++) {
        FUZZ_MUST(str_eq(again.at[i].name, form->at[i].name));
        FUZZ_MUST(str_eq(again.at[i].value, form->at[i].value));
        FUZZ_MUST(utf8_valid(form->at[i].value) && memchr(form->at[i].value.at, 0, form->at[i].value.len) == NULL);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct work w;
    struct form form;
    fuzz_begin(&w);
    if (form_read(&w, fuzz_str(data, size), &form) == OK)
        check_again(&w, &form);
    work_end(&w);
    return 0;
}
