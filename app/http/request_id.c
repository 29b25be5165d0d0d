#include "base/std.h"

#include "http/request_id.h"

#include "base/crypto.h"
#include "base/random.h"

enum { ID_MAX = 64, TRACE_ID_AT = 3, TRACE_ID_LEN = 32, PARENT_AT = 36, PARENT_LEN = 16, TRACEPARENT_LEN = 55 };

static bool all_hex(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!((s.at[i] >= '0' && s.at[i] <= '9') || (s.at[i] >= 'a' && s.at[i] <= 'f')))
            return false;
    return true;
}

static bool all_zero(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.at[i] != '0')
            return false;
    return true;
}

/* https://www.w3.org/TR/trace-context/: version-trace-parent-flags, lower-case hex; later versions
 * may be longer, ff is forbidden, ids of zeros mean nothing. */
static bool trace_id_read(struct str t, struct str *out)
{
    if (t.len < TRACEPARENT_LEN || t.at[2] != '-' || t.at[35] != '-' || t.at[52] != '-')
        return false;
    struct str version = str_slice(t, 0, 2), flags = str_slice(t, 53, TRACEPARENT_LEN);
    struct str trace = str_slice(t, TRACE_ID_AT, TRACE_ID_AT + TRACE_ID_LEN);
    struct str parent = str_slice(t, PARENT_AT, PARENT_AT + PARENT_LEN);
    if (!all_hex(version) || !all_hex(flags) || !all_hex(trace) || !all_hex(parent))
        return false;
    if (str_eq(version, STR("ff")) || all_zero(trace) || all_zero(parent))
        return false;
    if (t.len > TRACEPARENT_LEN && (str_eq(version, STR("00")) || t.at[TRACEPARENT_LEN] != '-'))
        return false;
    *out = trace;
    return true;
}

static bool id_fine(struct str s)
{
    if (s.len == 0 || s.len > ID_MAX)
        return false;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.at[i];
        if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-'))
            return false;
    }
    return true;
}

struct str request_id_choose(struct arena *a, struct str traceparent, struct str given)
{
    unsigned char bytes[16];
    struct str trace;
    if (trace_id_read(traceparent, &trace))
        return trace;
    if (id_fine(given))
        return given;
    random_bytes(bytes, sizeof bytes);
    return crypto_hex(a, bytes, sizeof bytes);
}
