/* Keyset pages: which part of a list, newest first.
 *
 * max_id: older than; since_id: newer than, from the newest; min_id: newer than, from the oldest of
 * them (still answered newest first). All exclusive; 0: not given. */
#ifndef MODEL_PAGE_H
#define MODEL_PAGE_H

#include "base/str.h"

enum { PAGE_DEFAULT = 20, PAGE_MAX = 100 };

struct page {
    int64_t max_id, since_id, min_id;
    int limit; /* 1 .. PAGE_MAX */
};

struct page_ends { /* the neighbours of what was answered; 0: there is none */
    int64_t next_max_id;  /* given exactly when older candidates remain */
    int64_t prev_min_id;  /* first id of this page, 0 for an empty one */
    bool newest;          /* the list had nothing newer than this page: no way on in that direction */
};

#endif
