/* What a page asks of an index, in numbers: the ids between two bounds, from which end, how many.
 *
 * Two statements serve every list: one from the newest down, one from the oldest up (min_id), whose
 * answer is turned round, since lists are newest first everywhere. */
#ifndef STORE_PAGE_SPAN_H
#define STORE_PAGE_SPAN_H

#include "model/page.h"

struct page_span {
    int64_t below, above; /* both exclusive */
    bool oldest;          /* from the oldest up */
    int64_t limit;
};

struct page_span page_span(const struct page *page);

#endif
