#include "base/std.h"

#include "domain/keyset.h"

#include "base/id.h"
#include "base/work.h"

enum { REFILL_REACH = 256 /* entries read at once by a refill, where a page does not ask for more */ };

struct walk {
    const struct keyset_list *list;
    struct page page; /* what is still to be read */
    bool upwards;     /* from min_id on: oldest first */
    int shown;
    bool more;             /* in the direction of the walk */
    int64_t newest, oldest; /* examined; 0: nothing yet */
};

struct read {
    size_t size; /* that may be examined of it */
    struct keyset_entry *entries;
    size_t count;
};

static void note_examined(struct walk *walk, int64_t cursor)
{
    if (walk->newest == 0 || cursor > walk->newest)
        walk->newest = cursor;
    if (walk->oldest == 0 || cursor < walk->oldest)
        walk->oldest = cursor;
}

/* Takes subjects until `missing` are there, and entries without one behind them. At most `size` entries: one more
 * was read, which tells whether there is more. */
static size_t walk_take(struct walk *walk, const struct read *got, size_t missing, int64_t *subjects)
{
    size_t used = 0, taken = 0;
    for (; used < got->count && used < got->size; used++) {
        const struct keyset_entry *entry = &got->entries[walk->upwards ? got->count - 1 - used : used];
        if (entry->subject != 0 && taken == missing)
            break;
        if (entry->subject != 0)
            subjects[taken++] = entry->subject;
        note_examined(walk, entry->cursor);
    }
    walk->more = got->count > used;
    return taken;
}

static size_t walk_reach(const struct walk *walk, size_t missing)
{
    size_t reach = (size_t)walk->list->reach;
    if (walk->oldest != 0 && reach < REFILL_REACH)
        reach = reach * 4 < REFILL_REACH ? reach * 4 : REFILL_REACH;
    return missing > reach ? missing : reach;
}

static MUST_USE enum err walk_round(struct work *w, struct walk *walk)
{
    struct page page = walk->page;
    size_t shown, missing = (size_t)(walk->page.limit - walk->shown);
    struct read got = {.size = walk_reach(walk, missing)};
    page.limit = (int)got.size + 1;
    TRY(walk->list->read(w, walk->list->what, &page, &got.entries, &got.count));
    int64_t *subjects = ARENA_ARRAY(w->arena, int64_t, missing + 1);
    size_t taken = walk_take(walk, &got, missing, subjects);
    TRY(walk->list->show(w, walk->list->into, subjects, taken, &shown));
    walk->shown += (int)shown;
    if (walk->upwards)
        walk->page.min_id = walk->newest;
    else
        walk->page.max_id = walk->oldest;
    return OK;
}

/* Going down without since_id the last read told it; else it is asked. */
static MUST_USE enum err older_remain(struct work *w, const struct walk *walk, bool *out)
{
    struct page page = {.max_id = walk->oldest, .limit = (int)walk_reach(walk, 1)};
    struct keyset_entry *entries;
    size_t count, empty = 0;
    if (walk->oldest == 0 || (!walk->upwards && (walk->more || walk->page.since_id == 0))) {
        *out = walk->more;
        return OK;
    }
    TRY(walk->list->read(w, walk->list->what, &page, &entries, &count));
    while (empty < count && entries[empty].subject == 0)
        empty++;
    *out = empty < count || (count > 0 && count == (size_t)page.limit);
    return OK;
}

enum err keyset_walk(struct work *w, const struct keyset_list *list, const struct page *page, struct page_ends *ends)
{
    struct walk walk = {.list = list, .page = *page, .upwards = page->min_id > 0};
    int64_t settled = id_settled();
    bool older;
    if (page->since_id > 0 || page->min_id > 0) /* who keeps a copy goes on behind the newest of it */
        walk.page.max_id = page->max_id > 0 && page->max_id < settled ? page->max_id : settled;
    if (page->limit < 1 || page->limit > PAGE_MAX)
        BUG("page limit %d", page->limit);
    for (int refills = 0; refills <= KEYSET_REFILLS; refills++) {
        TRY(walk_round(w, &walk));
        if (!walk.more || walk.shown >= page->limit)
            break;
    }
    TRY(older_remain(w, &walk, &older));
    *ends = (struct page_ends){.next_max_id = older ? walk.oldest : 0,
                               .prev_min_id = walk.newest < settled ? walk.newest : settled - 1,
                               .newest = walk.upwards ? walk.newest != 0 && !walk.more : page->max_id == 0};
    return OK;
}
