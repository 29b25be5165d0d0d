/* An event: that something happened, to be acted on after its transaction. Numbers only: who handles it reads
 * the noun anew, and passes over what is gone.
 *
 * author_id is the person whose followers or counters are concerned. It alone chooses the part, and within a
 * part events keep their order: those of one author come as they were committed. */
#ifndef MODEL_EVENT_H
#define MODEL_EVENT_H

#include "base/std.h"

enum { EVENT_PARTS = 64 }; /* for ever: the part of an author must not change */

/* What author_id, subject_id and other_id are. */
enum event_kind {
    EVENT_UNKNOWN,         /* written by a newer program, or broken */
    EVENT_TWEET_CREATED,   /* its author, the tweet, the one it replies to or retweets or 0 */
    EVENT_TWEET_DELETED,   /* the same */
    EVENT_TWEET_EDITED,    /* its author, the tweet, the new version */
    EVENT_FOLLOW_STARTED,  /* who is followed, the follower, 0 */
    EVENT_FOLLOW_ENDED,    /* the same */
    EVENT_LIKE_ADDED,      /* the tweet's author, the tweet, who likes it */
    EVENT_LIKE_REMOVED,    /* the same */
    EVENT_RETWEET_ADDED,   /* the original's author, the original, who retweeted it */
    EVENT_RETWEET_REMOVED, /* the same */
    EVENT_KINDS,
};

struct event {
    int64_t id; /* time-ordered: when it was written */
    enum event_kind kind;
    int64_t author_id, subject_id, other_id;
    int part;       /* 0 .. EVENT_PARTS-1 */
    int64_t offset; /* in its part of the log; 0 in the outbox */
};

#endif
