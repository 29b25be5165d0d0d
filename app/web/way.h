/* Ways: where a visitor goes on after a form, never off this site.
 *
 * A way is a path of this site with an optional query ("/@ada?max_id=7"): it begins with one '/',
 * followed by neither '/' nor '\', and holds no control, blank, or non-ASCII byte. What is no way is replaced,
 * not refused: a wrong `next` is nobody's typing error. Slices point into the request or the arena. */
#ifndef WEB_WAY_H
#define WEB_WAY_H

#include "base/str.h"

struct reply;
struct request;
struct work;

bool way_is_own(struct str way);
/* The parameter `name` of the row when it is a way, else `otherwise`. */
struct str way_taken(const struct request *rq, const char *name, struct str otherwise);
/* Where to go after an act: the row's `back`, else the page the request came from (Referer), when it
 * is a way; else `otherwise`. The row takes P_BACK. */
struct str way_back(const struct work *w, const struct request *rq, struct str otherwise);
/* This request's own path and query, fit to come back to; "/" for a form shown again: nobody can read that again. */
struct str way_here(const struct work *w, const struct request *rq);
/* path with ?name=way, escaped; just path when the way is empty or "/". */
struct str way_with(const struct work *w, struct str path, const char *name, struct str way);
/* "/@ada", "/@ada/1": pages of people and tweets. `rest` is put behind, as it is. */
struct str way_user(const struct work *w, struct str username, struct str rest);
struct str way_tweet(const struct work *w, struct str username, int64_t id);
struct str way_below(const struct work *w, struct str path, struct str rest); /* one behind the other */
/* The same way, at that tweet of the page ("#t-1"). */
struct str way_at_tweet(const struct work *w, struct str way, int64_t id);
struct str way_at_person(const struct work *w, struct str way, int64_t id); /* at that one of a list ("#u-1") */
/* 301: what is asked for has another, lasting address. */
void way_moved(struct reply *out, struct str path);
/* site.url and path, for Location and Link. */
struct str way_absolute(const struct work *w, struct str path);

#endif
