#include "base/std.h"

#include "base/fault.h"

#include "base/log.h"
#include "base/work.h"

static const char *const err_names[] = {
    [OK] = "ok",
    [ERR_MALFORMED] = "malformed",
    [ERR_INVALID] = "invalid",
    [ERR_UNAUTHENTICATED] = "unauthenticated",
    [ERR_FORBIDDEN] = "forbidden",
    [ERR_NOT_FOUND] = "not_found",
    [ERR_METHOD] = "method",
    [ERR_CONFLICT] = "conflict",
    [ERR_PRECONDITION] = "precondition",
    [ERR_TOO_LARGE] = "too_large",
    [ERR_UNSUPPORTED] = "unsupported",
    [ERR_TOO_MANY] = "too_many",
    [ERR_BUSY] = "busy",
    [ERR_INTERNAL] = "internal",
};

const char *err_name(enum err kind)
{
    return (size_t)kind < COUNT_OF(err_names) ? err_names[kind] : "internal";
}

/* Complaints collected before stay behind a failed rule (one page shows them all), and mean nothing
 * beside any other failure. */
static void fault_put_first(struct fault *f, const char *field, const char *key)
{
    if (f->kind != ERR_INVALID)
        f->count = 0;
    if (f->count == FAULT_COMPLAINTS)
        f->count--;
    memmove(f->complaints + 1, f->complaints, f->count * sizeof f->complaints[0]);
    f->complaints[0] = (struct complaint){field, key};
    f->count++;
}

enum err fail(struct work *w, enum err kind, const char *field, const char *key, const char *detail, ...)
{
    struct fault *f = &w->fault;
    if (f->kind != OK)
        return f->kind;
    f->kind = kind;
    fault_put_first(f, field, key);
    va_list args;
    va_start(args, detail);
    if (vsnprintf(f->detail, sizeof f->detail, detail, args) < 0)
        f->detail[0] = '\0';
    va_end(args);
    return kind;
}

void complain(struct work *w, const char *field, const char *key)
{
    struct fault *f = &w->fault;
    if (f->kind == OK && f->count < FAULT_COMPLAINTS)
        f->complaints[f->count++] = (struct complaint){field, key};
}

enum err complained(struct work *w)
{
    if (w->fault.kind == OK && w->fault.count > 0)
        w->fault.kind = ERR_INVALID;
    return w->fault.kind;
}

void fault_clear(struct work *w)
{
    w->fault = (struct fault){0};
}

void bug_at(const char *file, int line, const char *format, ...)
{
    char text[FAULT_DETAIL];
    va_list args;
    va_start(args, format);
    if (vsnprintf(text, sizeof text, format, args) < 0)
        text[0] = '\0';
    va_end(args);
    log_say(LOG_ERROR, "bug", "%s:%d: %s", file, line, text);
    abort();
}
