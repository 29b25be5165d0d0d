#include "base/std.h"

#include "web/params.h"

#include "http/route.h"
#include "web/appearance.h"

static int limit_usual(const struct request *rq)
{
    bool program = (rq->route->flags & ROUTE_JSON) != 0;
    return !program && appearance_of(rq).saver ? (int)APPEARANCE_SAVED : (int)PAGE_DEFAULT;
}

struct page params_page(const struct request *rq)
{
    return (struct page){
        .max_id = take_id(rq, "max_id"),
        .since_id = take_id(rq, "since_id"),
        .min_id = take_id(rq, "min_id"),
        .limit = (int)take_count(rq, "limit", limit_usual(rq)),
    };
}
