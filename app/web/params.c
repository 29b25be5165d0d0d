#include "base/std.h"

#include "web/params.h"

#include "http/request.h"

struct page params_page(const struct request *rq)
{
    return (struct page){
        .max_id = take_id(rq, "max_id"),
        .since_id = take_id(rq, "since_id"),
        .min_id = take_id(rq, "min_id"),
        .limit = (int)take_count(rq, "limit", PAGE_DEFAULT),
    };
}
