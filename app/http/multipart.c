#include "base/std.h"

#include "http/multipart.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "base/work.h"
#include "http/header_value.h"

static MUST_USE enum err malformed(struct work *w, const char *what)
{
    return fail(w, ERR_MALFORMED, NULL, "multipart.malformed", "%s", what);
}

static bool take_prefix(struct str *rest, struct str prefix)
{
    if (!str_starts(*rest, prefix))
        return false;
    *rest = str_slice(*rest, prefix.len, rest->len);
    return true;
}

/* Takes everything before `end`, and `end` itself, off *rest. */
static bool take_until(struct str *rest, struct str end, struct str *out)
{
    size_t at;
    if (!str_find(*rest, end, &at))
        return false;
    *out = str_slice(*rest, 0, at);
    *rest = str_slice(*rest, at + end.len, rest->len);
    return true;
}

static bool printable(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.at[i] < ' ' || s.at[i] > '~')
            return false;
    return true;
}

/* Takes `; name="value"` off *rest. Browsers write quotes and line ends in values as %22 and %0D%0A,
 * so that a quote always ends one; a backslash would mean different things to different senders. */
static bool take_disposition_part(struct str *rest, struct str *name, struct str *value)
{
    if (!take_prefix(rest, STR(";")))
        return false;
    *rest = str_trim(*rest);
    if (!take_until(rest, STR("="), name) || !take_prefix(rest, STR("\"")) || !take_until(rest, STR("\""), value))
        return false;
    *rest = str_trim(*rest);
    size_t at;
    return printable(*name) && !str_find(*value, STR("\\"), &at);
}

static MUST_USE enum err disposition_read(struct work *w, struct str value, struct str *field)
{
    struct str part_name, part_value;
    if (field->at != NULL)
        return malformed(w, "two dispositions in a part");
    if (!take_prefix(&value, STR("form-data")))
        return malformed(w, "a disposition other than form-data");
    value = str_trim(value);
    while (value.len > 0) {
        if (!take_disposition_part(&value, &part_name, &part_value))
            return malformed(w, "a disposition that cannot be read");
        if (str_starts(part_name, STR("filename")))
            return fail(w, ERR_UNSUPPORTED, NULL, "multipart.file", "a file part");
        if (!str_eq_fold(part_name, STR("name")))
            continue;
        if (field->at != NULL || !printable(part_value))
            return malformed(w, "a bad name of a part");
        *field = part_value;
    }
    return OK;
}

static MUST_USE enum err header_read(struct work *w, struct str line, struct str *field)
{
    struct str name, value = line;
    if (!take_until(&value, STR(":"), &name) || !header_is_token(name))
        return malformed(w, "a part's header without a name, or a folded one");
    value = str_trim(value);
    if (str_eq_fold(name, STR("content-disposition")))
        return disposition_read(w, value, field);
    if (str_eq_fold(name, STR("content-transfer-encoding")) && !str_eq_fold(value, STR("binary")) &&
        !str_eq_fold(value, STR("8bit")) && !str_eq_fold(value, STR("7bit")))
        return malformed(w, "a transfer encoding");
    return OK;
}

/* Takes the headers of a part, up to and with the empty line, off *rest. */
static MUST_USE enum err headers_read(struct work *w, struct str *rest, struct str *field)
{
    struct str line, near = str_slice(*rest, 0, MULTIPART_HEADERS_MAX);
    *field = (struct str){NULL, 0};
    for (;;) {
        if (!take_until(&near, STR("\r\n"), &line))
            return malformed(w, "headers of a part without an end, or too long");
        if (line.len == 0)
            break;
        TRY(header_read(w, line, field));
    }
    if (field->at == NULL)
        return malformed(w, "a part without a name");
    *rest = str_slice(*rest, (size_t)(near.at - rest->at), rest->len);
    return OK;
}

static MUST_USE enum err part_read(struct work *w, struct str *rest, struct str delimiter, struct form *form)
{
    size_t nul;
    struct form_pair pair;
    TRY(headers_read(w, rest, &pair.name));
    if (!take_until(rest, delimiter, &pair.value))
        return malformed(w, "no boundary behind a part");
    if (str_find(pair.value, (struct str){"", 1}, &nul) || !utf8_valid(pair.value))
        return malformed(w, "a part that is not text");
    if (form->count == MULTIPART_PARTS_MAX)
        return fail(w, ERR_MALFORMED, NULL, "form.too_many", "more than %d parts", (int)MULTIPART_PARTS_MAX);
    form->at[form->count++] = pair;
    return OK;
}

enum err multipart_read(struct work *w, struct str body, struct str boundary, struct form *out)
{
    struct buf b;
    struct form form = {NULL, 0};
    if (boundary.len == 0 || boundary.len > MULTIPART_BOUNDARY_MAX)
        return malformed(w, "no boundary, or one that is too long");
    buf_init(&b, w->arena, boundary.len + 4);
    BUF_LIT(&b, "\r\n--");
    buf_put(&b, boundary);
    struct str delimiter = buf_str(&b);
    if (!take_prefix(&body, str_slice(delimiter, 2, delimiter.len)))
        return malformed(w, "does not begin with its boundary");
    form.at = ARENA_ARRAY(w->arena, struct form_pair, MULTIPART_PARTS_MAX);
    while (take_prefix(&body, STR("\r\n")))
        TRY(part_read(w, &body, delimiter, &form));
    if (!take_prefix(&body, STR("--")) || (body.len > 0 && !str_eq(body, STR("\r\n"))))
        return malformed(w, "does not end with its boundary");
    *out = form;
    return OK;
}
