#include "base/std.h"

#include "store/page_span.h"

struct page_span page_span(const struct page *page)
{
    return (struct page_span){
        .below = page->max_id > 0 ? page->max_id : INT64_MAX,
        .above = page->min_id > page->since_id ? page->min_id : page->since_id,
        .oldest = page->min_id > 0,
        .limit = page->limit,
    };
}
