#include "base/std.h"

#include "web/way.h"

#include "base/buf.h"
#include "base/settings.h"
#include "base/work.h"
#include "http/form.h"
#include "http/reply.h"
#include "http/request.h"
#include "view/present.h"

enum { WAY_MAX = 2048 };

bool way_is_own(struct str way)
{
    if (way.len == 0 || way.len > WAY_MAX || way.at[0] != '/')
        return false;
    if (way.len > 1 && (way.at[1] == '/' || way.at[1] == '\\'))
        return false;
    for (size_t i = 0; i < way.len; i++)
        if (way.at[i] <= ' ' || way.at[i] > '~' || way.at[i] == '\\')
            return false;
    return true;
}

struct str way_taken(const struct request *rq, const char *name, struct str otherwise)
{
    struct str way = take_text(rq, name);
    return way_is_own(way) ? way : otherwise;
}

struct str way_back(const struct work *w, const struct request *rq, struct str otherwise)
{
    struct str site = str_from(w->settings->site.url);
    struct str back = take_text(rq, "back");
    if (way_is_own(back))
        return back;
    if (!str_starts(rq->referer, site))
        return otherwise;
    struct str way = str_slice(rq->referer, site.len, rq->referer.len);
    return way_is_own(way) ? way : otherwise;
}

struct str way_here(const struct work *w, const struct request *rq)
{
    struct buf b;
    if (rq->method != HTTP_GET && rq->method != HTTP_HEAD)
        return STR("/");
    buf_init(&b, w->arena, rq->path.len + rq->query.len + 1);
    buf_put(&b, rq->path);
    if (rq->query.len > 0) {
        buf_put_char(&b, '?');
        buf_put(&b, rq->query);
    }
    return way_is_own(buf_str(&b)) ? buf_str(&b) : STR("/");
}

struct str way_with(const struct work *w, struct str path, const char *name, struct str way)
{
    if (way.len == 0 || str_eq(way, STR("/")))
        return path;
    struct buf b;
    buf_init(&b, w->arena, path.len + way.len + 16);
    buf_put(&b, path);
    buf_put_char(&b, '?');
    buf_put_z(&b, name);
    buf_put_char(&b, '=');
    form_escape(&b, way);
    return buf_str(&b);
}

struct str way_user(const struct work *w, struct str username, struct str rest)
{
    return present_user_href(w, username, rest);
}

struct str way_tweet(const struct work *w, struct str username, int64_t id)
{
    return present_tweet_href(w, username, id);
}

struct str way_below(const struct work *w, struct str path, struct str rest)
{
    struct buf b;
    buf_init(&b, w->arena, path.len + rest.len);
    buf_put(&b, path);
    buf_put(&b, rest);
    return buf_str(&b);
}

static struct str way_at(const struct work *w, struct str way, const char *mark, int64_t id)
{
    struct str page = way;
    struct buf b;
    str_next(&way, '#', &page);
    buf_init(&b, w->arena, page.len + 24);
    buf_put(&b, page);
    buf_put_z(&b, mark);
    buf_put_i64(&b, id);
    return buf_str(&b);
}

struct str way_at_tweet(const struct work *w, struct str way, int64_t id)
{
    return way_at(w, way, "#t-", id);
}

struct str way_at_person(const struct work *w, struct str way, int64_t id)
{
    return way_at(w, way, "#u-", id);
}

void way_moved(struct reply *out, struct str path)
{
    out->status = 301;
    reply_header(out, "Location", path);
    reply_header(out, "Cache-Control", STR("private, no-cache"));
}

struct str way_absolute(const struct work *w, struct str path)
{
    return way_below(w, str_from(w->settings->site.url), path);
}
