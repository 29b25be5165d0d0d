#include "base/std.h"

#include "domain/keyset.h"

#include "base/work.h"

struct walk {
    const struct keyset_list *list;
    struct page page; /* what is still to be read */
    bool upwards;     /* from min_id on: oldest first */
    int shown;
    bool more;             /* in the direction of the walk */
    int64_t newest, oldest; /* examined; 0: nothing yet */
};

static void note_examined(struct walk *walk, int64_t cursor)
{
    if (walk->newest == 0 || cursor > walk->newest)
        walk->newest = cursor;
    if (walk->oldest == 0 || cursor < walk->oldest)
        walk->oldest = cursor;
}

/* One read of what is missing and one more, which tells whether there is more. */
static MUST_USE enum err walk_round(struct work *w, struct walk *walk)
{
    struct page page = walk->page;
    struct keyset_entry *entries;
    size_t count, shown, missing = (size_t)(walk->page.limit - walk->shown);
    page.limit = (int)missing + 1;
    TRY(walk->list->read(w, walk->list->what, &page, &entries, &count));
    walk->more = count > missing;
    size_t take = walk->more ? missing : count;
    int64_t *subjects = ARENA_ARRAY(w->arena, int64_t, take + 1);
    for (size_t i = 0; i < take; i++) {
        const struct keyset_entry *entry = walk->upwards ? &entries[count - 1 - i] : &entries[i];
        subjects[i] = entry->subject;
        note_examined(walk, entry->cursor);
    }
    TRY(walk->list->show(w, walk->list->into, subjects, take, &shown));
    walk->shown += (int)shown;
    if (walk->upwards)
        walk->page.min_id = walk->newest;
    else
        walk->page.max_id = walk->oldest;
    return OK;
}

/* Going down without since_id the last read told it; else one entry is asked for. */
static MUST_USE enum err older_remain(struct work *w, const struct walk *walk, bool *out)
{
    struct page page = {.max_id = walk->oldest, .limit = 1};
    struct keyset_entry *entries;
    size_t count;
    if (walk->oldest == 0 || (!walk->upwards && (walk->more || walk->page.since_id == 0))) {
        *out = walk->more;
        return OK;
    }
    TRY(walk->list->read(w, walk->list->what, &page, &entries, &count));
    *out = count > 0;
    return OK;
}

enum err keyset_walk(struct work *w, const struct keyset_list *list, const struct page *page, struct page_ends *ends)
{
    struct walk walk = {.list = list, .page = *page, .upwards = page->min_id > 0};
    bool older;
    if (page->limit < 1 || page->limit > PAGE_MAX)
        BUG("page limit %d", page->limit);
    for (int refills = 0; refills <= KEYSET_REFILLS; refills++) {
        TRY(walk_round(w, &walk));
        if (!walk.more || walk.shown >= page->limit)
            break;
    }
    TRY(older_remain(w, &walk, &older));
    *ends = (struct page_ends){.next_max_id = older ? walk.oldest : 0, .prev_min_id = walk.newest,
                               .newest = walk.upwards ? walk.newest != 0 && !walk.more : page->max_id == 0};
    return OK;
}
