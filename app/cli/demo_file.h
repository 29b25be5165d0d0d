/* The demo cast's file: people, what they wrote how long ago, and who follows whom.
 *
 *   password one for all of them
 *   person ada            then: name, bio, location, url (a line each, in any order but behind person)
 *   follows bo cy         the person above follows these
 *   tweet ada 3d 4h 20m   so long ago; then the text, a line each behind "| "
 *
 *   reply bo 3d 2h        the same, to the last "tweet" above
 *   liked ada bo          by these; retweeted likewise: the tweet above, some time after it
 *
 * # begins a comment, empty lines are nothing. Slices point into the text. */
#ifndef CLI_DEMO_FILE_H
#define CLI_DEMO_FILE_H

#include "base/str.h"

enum { DEMO_PEOPLE_MAX = 64, DEMO_TWEETS_MAX = 1000, DEMO_FOLLOWS_MAX = 1000, DEMO_MARKS_MAX = 4000 };

struct demo_person {
    struct str username, name, bio, location, url;
};

struct demo_tweet {
    struct str author, text;
    int64_t ago_ms;
    size_t replies_to; /* which of the tweets, counted from 1; 0: no reply */
};

struct demo_follow {
    struct str follower, followee;
};

struct demo_mark {
    size_t tweet; /* which of the tweets */
    struct str by;
    bool retweet; /* else: like */
};

struct demo {
    struct str password;
    struct demo_person people[DEMO_PEOPLE_MAX];
    struct demo_tweet tweets[DEMO_TWEETS_MAX];
    struct demo_follow follows[DEMO_FOLLOWS_MAX];
    struct demo_mark marks[DEMO_MARKS_MAX];
    size_t people_count, tweets_count, follows_count, marks_count;
};

/* False: *line is the one that was not understood, *why in words. */
MUST_USE bool demo_file_read(struct arena *a, struct str text, struct demo *out, size_t *line, const char **why);
/* "3d 4h 20m", each part at most once, in this order; false: something else. */
MUST_USE bool demo_file_ago(struct str text, int64_t *ms);

#endif
