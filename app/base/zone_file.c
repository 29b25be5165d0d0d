#include "base/std.h"

#include "base/zone_file.h"

enum { HEADER = 44, TYPE = 6, OFFSET_MAX_S = 26 * 3600 };

struct header { /* counts, in the file's order */
    uint32_t utc_marks, standard_marks, leaps, changes, types, name_bytes;
};

static uint32_t u32_at(const unsigned char *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static int64_t i64_at(const unsigned char *p)
{
    return (int64_t)((uint64_t)u32_at(p) << 32 | u32_at(p + 4));
}

static struct str take(struct str *rest, size_t size)
{
    struct str taken = str_slice(*rest, 0, size);
    *rest = str_slice(*rest, size, rest->len);
    return taken;
}

static bool take_header(struct str *rest, struct header *out)
{
    struct str h = take(rest, HEADER);
    if (h.len < HEADER || !str_starts(h, STR("TZif")) || h.at[4] < '2')
        return false;
    const unsigned char *p = (const unsigned char *)h.at + 20;
    *out = (struct header){u32_at(p), u32_at(p + 4), u32_at(p + 8), u32_at(p + 12), u32_at(p + 16), u32_at(p + 20)};
    /* No sum of the sizes below can overflow, nor reach beyond what a file may have. */
    return out->changes <= 4096 && out->types >= 1 && out->types <= 256 && out->name_bytes >= 1 && out->name_bytes <= 4096 &&
           out->leaps <= 4096 && out->utc_marks <= out->types && out->standard_marks <= out->types;
}

/* time_size: 4 in the first half of a file, 8 in the second. */
static size_t body_size(const struct header *h, size_t time_size)
{
    return h->changes * (time_size + 1) + h->types * (size_t)TYPE + h->name_bytes + h->leaps * (time_size + 4) +
           h->standard_marks + h->utc_marks;
}

static const unsigned char *type_at(const struct zone_file *f, size_t i)
{
    return f->types + i * TYPE;
}

static bool names_fit(const struct zone_file *f)
{
    if (f->names[f->name_bytes - 1] != '\0')
        return false;
    for (size_t i = 0; i < f->type_count; i++) {
        int32_t offset = (int32_t)u32_at(type_at(f, i));
        size_t name = type_at(f, i)[5];
        if (name >= f->name_bytes || offset < -OFFSET_MAX_S || offset > OFFSET_MAX_S)
            return false;
    }
    return true;
}

static bool changes_fit(const struct zone_file *f)
{
    for (size_t i = 0; i < f->change_count; i++) {
        if (f->kinds[i] >= f->type_count)
            return false;
        if (i > 0 && i64_at(f->changes + 8 * i) <= i64_at(f->changes + 8 * (i - 1)))
            return false;
    }
    return true;
}

/* A line feed, the rule or nothing, a line feed. */
static bool footer_read(struct str rest, struct zone_file *f)
{
    struct str rule;
    if (rest.len < 2 || rest.at[0] != '\n' || !str_ends(rest, STR("\n")))
        return false;
    rule = str_slice(rest, 1, rest.len - 1);
    f->ruled = rule.len > 0;
    return !f->ruled || zone_rule_read(rule, &f->rule);
}

bool zone_file_read(struct str bytes, struct zone_file *out)
{
    struct header h;
    struct zone_file f = {.ruled = false};
    if (!take_header(&bytes, &h) || bytes.len < body_size(&h, 4))
        return false;
    (void)take(&bytes, body_size(&h, 4));
    if (!take_header(&bytes, &h) || h.leaps > 0 || bytes.len < body_size(&h, 8))
        return false;
    f.change_count = h.changes;
    f.type_count = h.types;
    f.name_bytes = h.name_bytes;
    f.changes = (const unsigned char *)bytes.at;
    f.kinds = f.changes + 8 * f.change_count;
    f.types = f.kinds + f.change_count;
    f.names = f.types + TYPE * f.type_count;
    (void)take(&bytes, body_size(&h, 8));
    if (!names_fit(&f) || !changes_fit(&f) || !footer_read(bytes, &f))
        return false;
    *out = f;
    return true;
}

static struct zone_time type_time(const struct zone_file *f, size_t type)
{
    struct zone_time t = {.offset_s = (int32_t)u32_at(type_at(f, type))};
    const char *name = (const char *)f->names + type_at(f, type)[5]; /* ends within names: names_fit */
    snprintf(t.short_name, sizeof t.short_name, "%s", name);
    return t;
}

/* How many changes have been at unix_s. */
static size_t changes_before(const struct zone_file *f, int64_t unix_s)
{
    size_t low = 0, high = f->change_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (i64_at(f->changes + 8 * middle) <= unix_s)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct zone_time zone_file_look(const struct zone_file *f, int64_t unix_s)
{
    size_t before = changes_before(f, unix_s);
    if (before == f->change_count && f->ruled)
        return zone_rule_look(&f->rule, unix_s);
    return type_time(f, before == 0 ? 0 : f->kinds[before - 1]);
}
