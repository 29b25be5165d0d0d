/* Pages of tweets: timelines, one alone, the composer, the question before deleting. */
#ifndef WEB_TWEET_PAGES_H
#define WEB_TWEET_PAGES_H

#include "http/route.h"

enum err page_front(struct work *w, struct request *rq, struct reply *out);  /* tweet_list: home, or landing */
enum err page_public(struct work *w, struct request *rq, struct reply *out); /* tweet_list */
enum err page_tweet(struct work *w, struct request *rq, struct reply *out);  /* found_tweet */
/* found_draft; also shown again */
enum err page_compose(struct work *w, struct request *rq, struct reply *out);
enum err page_delete(struct work *w, struct request *rq, struct reply *out);  /* tweet_card */

/* After the act: onward, with a notice. */
enum err page_tweet_created(struct work *w, struct request *rq, struct reply *out);
enum err page_tweet_deleted(struct work *w, struct request *rq, struct reply *out);

#endif
