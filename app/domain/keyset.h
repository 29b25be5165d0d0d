/* Walking a keyset list page by page to its end, though some of its entries may not be shown.
 *
 * A list is read as entries (cursor, subject). Those that do not belong to it come with subject 0; subjects that
 * the viewer may not see fall out when they are made into cards. The walk reads on where it stood, at most
 * KEYSET_REFILLS times, so that a page is full when it can be; cursors are those of the last entry examined, shown
 * or not, so that no page has a gap or a double. Behind since_id and min_id come only ids that are
 * settled (base/id.h): what is being written at this moment comes with the next look, in its place, and prev_min_id
 * leaves room for it. */
#ifndef DOMAIN_KEYSET_H
#define DOMAIN_KEYSET_H

#include "base/fault.h"
#include "model/page.h"

enum { KEYSET_REFILLS = 3 };

struct keyset_entry {
    int64_t cursor;  /* what pages go by */
    int64_t subject; /* whose card is shown; 0: nothing is */
};

struct keyset_list {
    const void *what;
    /* Entries within the page, newest first; page->limit is taken as it is. */
    enum err (*read)(struct work *w, const void *what, const struct page *page, struct keyset_entry **out, size_t *count);
    /* Appends the cards of at most `count` subjects to `into`; *shown gets how many there were. */
    enum err (*show)(struct work *w, void *into, const int64_t *subjects, size_t count, size_t *shown);
    void *into;
    int reach; /* for a list with many entries of subject 0: reads so many at once, and up to four times as
                  many at each refill. 0: reads what is missing */
};

/* Subjects come newest first, but with page->min_id oldest first: the caller turns its cards round
 * then. ends->next_max_id is given when the list holds anything older than what was examined; entries of subject 0
 * count as such only where they reach further than was read. */
MUST_USE enum err keyset_walk(struct work *w, const struct keyset_list *list, const struct page *page,
                              struct page_ends *ends);

#endif
