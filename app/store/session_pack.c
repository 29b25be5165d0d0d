#include "base/std.h"

#include "store/session_pack.h"

#include "base/buf.h"

/* Raised whenever the list of fields below changes: old copies are then misses. */
enum { PACK_VERSION = 3 };

static void put_number(struct buf *b, int64_t n)
{
    char bytes[sizeof(n)];
    memcpy(bytes, &n, sizeof(n));
    buf_put(b, (struct str){bytes, sizeof(bytes)});
}

static void put_text(struct buf *b, struct str s)
{
    put_number(b, (int64_t)s.len);
    buf_put(b, s);
}

struct str session_pack(struct arena *a, const struct viewer *v)
{
    struct buf b;
    buf_init(&b, a, 512);
    put_number(&b, PACK_VERSION);
    buf_put(&b, (struct str){(const char *)v->session.hash, sizeof(v->session.hash)});
    put_number(&b, v->session.created_ms);
    put_number(&b, v->session.last_used_ms);
    put_number(&b, v->session.expires_ms);
    put_text(&b, v->session.device);
    put_text(&b, v->session.address);
    put_number(&b, v->session.kind);
    put_number(&b, v->session.scopes);
    put_text(&b, v->session.name);
    put_number(&b, v->user.id);
    put_number(&b, v->user.state);
    put_number(&b, v->user.created_ms);
    put_text(&b, v->user.username);
    put_text(&b, v->user.display_name);
    put_text(&b, v->user.bio);
    put_text(&b, v->user.location);
    put_text(&b, v->user.url);
    put_text(&b, v->user.language);
    put_text(&b, v->user.time_zone);
    return buf_str(&b);
}

struct reader {
    struct str rest;
    bool bad; /* something was missing: what was read counts for nothing */
};

static struct str take(struct reader *r, size_t size)
{
    if (r->bad || size > r->rest.len) {
        r->bad = true;
        return STR("");
    }
    struct str taken = str_slice(r->rest, 0, size);
    r->rest = str_slice(r->rest, size, r->rest.len);
    return taken;
}

static int64_t take_number(struct reader *r)
{
    int64_t n = 0;
    struct str bytes = take(r, sizeof(n));
    if (!r->bad)
        memcpy(&n, bytes.at, sizeof(n));
    return n;
}

static struct str take_text(struct reader *r)
{
    return take(r, (size_t)take_number(r)); /* a negative length is a huge one */
}

bool session_unpack(struct str packed, struct viewer *out)
{
    struct reader r = {packed, false};
    struct viewer v = {.user = {.email = STR(""), .birthday = STR("")}};
    if (take_number(&r) != PACK_VERSION)
        return false;
    struct str hash = take(&r, sizeof(v.session.hash));
    if (!r.bad)
        memcpy(v.session.hash, hash.at, hash.len);
    v.session.created_ms = take_number(&r);
    v.session.last_used_ms = take_number(&r);
    v.session.expires_ms = take_number(&r);
    v.session.device = take_text(&r);
    v.session.address = take_text(&r);
    v.session.kind = (enum session_kind)take_number(&r);
    v.session.scopes = (unsigned)take_number(&r);
    v.session.name = take_text(&r);
    v.user.id = v.session.user_id = take_number(&r);
    v.user.state = (enum user_state)take_number(&r);
    v.user.created_ms = take_number(&r);
    v.user.username = take_text(&r);
    v.user.display_name = take_text(&r);
    v.user.bio = take_text(&r);
    v.user.location = take_text(&r);
    v.user.url = take_text(&r);
    v.user.language = take_text(&r);
    v.user.time_zone = take_text(&r);
    if (r.bad || r.rest.len)
        return false;
    *out = v;
    return true;
}
