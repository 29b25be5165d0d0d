#include "base/std.h"

#include "cli/people.h"

#include "base/buf.h"
#include "base/work.h"
#include "cli/progress.h"
#include "domain/user.h"
#include "io/db_transaction.h"

enum { PREFIX_MAX = 9, BATCH = 100, GAP_MAX = 100 };

struct batch {
    struct people *people;
    size_t from, to;
    size_t made, missing;
    bool make;
};

bool people_prefix_ok(const char *prefix)
{
    size_t letters = strspn(prefix, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
    if (letters > 0 && letters <= PREFIX_MAX && prefix[letters] == '\0')
        return true;
    cli_say("--prefix wants 1 to %d letters, digits or _, not '%s'", PREFIX_MAX, prefix);
    return false;
}

static struct str numbered(struct work *w, const char *prefix, int64_t number, const char *behind)
{
    struct buf name;
    buf_init(&name, w->arena, 64);
    buf_printf(&name, "%s%" PRId64 "%s", prefix, number, behind);
    return buf_str(&name);
}

static MUST_USE enum err person_make(struct work *w, const char *prefix, struct person *person)
{
    struct user user;
    struct registration r = {.username = numbered(w, prefix, person->number, ""),
                             .email = numbered(w, prefix, person->number, "@people.invalid")}; /* RFC 2606 */
    TRY(user_create(w, &r, &user));
    person->id = user.id;
    return OK;
}

static MUST_USE enum err person_find(struct work *w, const char *prefix, struct person *person)
{
    struct user user;
    enum err err = user_find(w, numbered(w, prefix, person->number, ""), &user);
    person->id = err == OK ? user.id : 0;
    if (err == ERR_NOT_FOUND) {
        fault_clear(w);
        return OK;
    }
    return err;
}

static enum err batch_body(struct work *w, void *arg)
{
    struct batch *b = arg;
    b->made = b->missing = 0; /* a transaction may run again */
    for (size_t i = b->from; i < b->to; i++) {
        struct person *person = &b->people->at[i];
        TRY(person_find(w, b->people->prefix, person));
        if (person->id == 0)
            b->missing++;
        if (person->id == 0 && b->make) {
            TRY(person_make(w, b->people->prefix, person));
            b->made++;
        }
    }
    return OK;
}

static enum err batch_unit(struct work *w, void *arg)
{
    const struct batch *b = arg;
    return b->make ? db_transaction(w, batch_body, arg) : batch_body(w, arg);
}

bool people_make(struct cli *c, struct people *p, size_t *made)
{
    struct progress progress;
    size_t all = 0;
    progress_begin(&progress, "people", p->count);
    for (size_t from = 0; from < p->count; from += BATCH) {
        struct batch b = {p, from, from + BATCH < p->count ? from + BATCH : p->count, 0, 0, true};
        if (!cli_unit(c, batch_unit, &b))
            return false;
        all += b.made;
        progress_at(&progress, b.to);
    }
    progress_end(&progress);
    *made = all;
    return true;
}

static void close_gaps(struct people *p)
{
    size_t kept = 0;
    for (size_t i = 0; i < p->count; i++)
        if (p->at[i].id != 0)
            p->at[kept++] = p->at[i];
    p->count = kept;
}

bool people_find(struct cli *c, struct people *p, size_t most)
{
    p->at = ARENA_ARRAY(c->arena, struct person, most);
    for (p->count = 0; p->count < most;) {
        size_t to = p->count + GAP_MAX < most ? p->count + GAP_MAX : most;
        struct batch b = {p, p->count, to, 0, 0, false};
        for (size_t i = b.from; i < to; i++)
            p->at[i].number = (int64_t)i;
        if (!cli_unit(c, batch_unit, &b))
            return false;
        p->count = to;
        if (b.missing == to - b.from)
            break;
    }
    close_gaps(p);
    return true;
}

static int compare(const void *key, const void *entry)
{
    const int64_t *number = key;
    const struct person *person = entry;
    return (*number > person->number) - (*number < person->number);
}

const struct person *people_numbered(const struct people *p, int64_t number)
{
    return bsearch(&number, p->at, p->count, sizeof p->at[0], compare);
}
