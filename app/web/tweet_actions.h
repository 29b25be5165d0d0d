/* What visitors do with tweets: write, read, delete. The same for pages and JSON. */
#ifndef WEB_TWEET_ACTIONS_H
#define WEB_TWEET_ACTIONS_H

#include "http/route.h"

enum err compose_form(struct work *w, struct request *rq, struct reply *out);     /* the empty form */
enum err tweet_create(struct work *w, struct request *rq, struct reply *out);     /* tweet_card */
enum err tweet_read_one(struct work *w, struct request *rq, struct reply *out);   /* tweet_card */
/* tweet_card; 301 to its one address when the name in the path is not exactly its author's,
 * and of a retweet to its original's. */
enum err tweet_read_by(struct work *w, struct request *rq, struct reply *out);
enum err tweets_read(struct work *w, struct request *rq, struct reply *out);      /* tweet_list */
enum err tweet_delete_ask(struct work *w, struct request *rq, struct reply *out); /* tweet_card, one's own */
enum err tweet_remove(struct work *w, struct request *rq, struct reply *out);

#endif
