/* Who works on which part of the event log for which group, and how far he has come.
 *
 * A process that runs groups is a member: a row with a random id, used once, that it must renew before it
 * lapses (by the database's clock). A group's parts are shared evenly among its members; a cursor names its owner. That
 * row is a lease: whoever does not renew loses all that he owns to the others, and since every move of a cursor
 * names its owner, one who was only slow and wakes up is refused. The group EVENT_RELAY moves the outbox into the log
 * (store/event_log.h); its cursors are the heads. */
#ifndef STORE_EVENT_CURSOR_H
#define STORE_EVENT_CURSOR_H

#include "base/fault.h"
#include "base/str.h"
#include "model/event.h"

#define EVENT_RELAY "relay"
enum { EVENT_MEMBERS_MAX = 200, EVENT_GROUP_NAME = 32 };

struct event_member {
    int64_t id;
    struct str groups; /* their names, a blank in front of and behind each */
    struct str name;   /* for people: host and process */
};

/* Becomes a member. */
MUST_USE enum err event_member_join(struct work *w, const struct event_member *m, int64_t lease_ms);
/* *still false: it lapsed, and whatever was owned is or will be another's. */
MUST_USE enum err event_member_renew(struct work *w, int64_t id, int64_t lease_ms, bool *still);
/* Gives back all that it owns, and goes. */
MUST_USE enum err event_member_leave(struct work *w, int64_t id);
/* Those whose lease has not lapsed, by id; at most EVENT_MEMBERS_MAX. */
MUST_USE enum err event_member_list(struct work *w, struct event_member **out, size_t *count);

struct event_cursor {
    int64_t next; /* the offset to be handled next */
    int tries;    /* owners that died acting on it, one after the other: event_cursor_attempt */
    bool suspect; /* the owner before died with work before him, maybe of it */
};

struct event_share {
    uint64_t owned; /* parts, a bit each */
    bool complete;  /* false: some that should be owned are still another's */
    struct event_cursor at[EVENT_PARTS]; /* of those owned */
};

/* Takes and gives back until the group's parts are shared as they should be among the members there are now;
 * makes the cursors of a group that is new, from the oldest event on. In a transaction of its own. */
MUST_USE enum err event_cursor_share(struct work *w, const char *group, int64_t owner, struct event_share *out);

struct event_move {
    int part;
    int64_t next; /* everything below has been handled */
};
/* Moves cursors, in one transaction. *lost: a bit for each part that is another's by now, where nothing moved. */
MUST_USE enum err event_cursor_advance(struct work *w, const char *group, int64_t owner,
                                       const struct event_move *moves, size_t count, uint64_t *lost);

/* Notes, before acting on a suspect event, that this is attempt `tries`: stays until the cursor moves or is given
 * back. *lost: the part is another's by now. */
struct event_attempt {
    const char *group;
    int part, tries;
};
MUST_USE enum err event_cursor_attempt(struct work *w, int64_t owner, const struct event_attempt *attempt, bool *lost);

struct event_progress { /* for people */
    struct str group;
    int64_t behind; /* events between the cursors and the heads */
    int64_t parts;  /* that somebody owns */
};
/* Every group that ever ran, by name; the relay is not among them. */
MUST_USE enum err event_cursor_progress(struct work *w, struct event_progress **out, size_t *count);
/* Forgets a group that is run no longer, so that nothing is kept for it. *there: whether it had cursors. */
MUST_USE enum err event_cursor_forget(struct work *w, struct str group, bool *there);

#endif
