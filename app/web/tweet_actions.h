/* What visitors do with tweets: write, read, delete. The same for pages and JSON. */
#ifndef WEB_TWEET_ACTIONS_H
#define WEB_TWEET_ACTIONS_H

#include "http/route.h"

enum err compose_form(struct work *w, struct request *rq, struct reply *out);     /* found_draft */
enum err tweet_create(struct work *w, struct request *rq, struct reply *out);     /* tweet_card */
enum err tweet_read_one(struct work *w, struct request *rq, struct reply *out);   /* tweet_card */
/* found_tweet; 301 to its one address when the name in the path is not exactly its author's, or it is a retweet. */
enum err tweet_read_by(struct work *w, struct request *rq, struct reply *out);
enum err replies_read(struct work *w, struct request *rq, struct reply *out);     /* tweet_list, of a tweet */
enum err tweets_read(struct work *w, struct request *rq, struct reply *out);      /* tweet_list */
enum err tweet_delete_ask(struct work *w, struct request *rq, struct reply *out); /* tweet_card, one's own */
enum err tweet_remove(struct work *w, struct request *rq, struct reply *out);

#endif
