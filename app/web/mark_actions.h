/* What visitors do with a tweet besides writing: like, retweet, bookmark, undo it, and see the lists of it.
 * The same for pages and JSON. Of a retweet they mean its original. */
#ifndef WEB_MARK_ACTIONS_H
#define WEB_MARK_ACTIONS_H

#include "http/route.h"

/* tweet_card of the original, with fresh marks and counts. */
enum err tweet_like(struct work *w, struct request *rq, struct reply *out);
enum err tweet_unlike(struct work *w, struct request *rq, struct reply *out);
enum err tweet_retweet(struct work *w, struct request *rq, struct reply *out);
enum err tweet_unretweet(struct work *w, struct request *rq, struct reply *out);
enum err tweet_bookmark(struct work *w, struct request *rq, struct reply *out);
enum err tweet_unbookmark(struct work *w, struct request *rq, struct reply *out);

/* found_fans: who likes, or has retweeted, the tweet `id`; for pages 301 where the path is not the tweet's own. */
enum err likers_read(struct work *w, struct request *rq, struct reply *out);
enum err retweeters_read(struct work *w, struct request *rq, struct reply *out);
enum err likers_read_by(struct work *w, struct request *rq, struct reply *out);
enum err retweeters_read_by(struct work *w, struct request *rq, struct reply *out);

enum err likes_of_id(struct work *w, struct request *rq, struct reply *out);    /* tweet_list, one's own */
enum err likes_of_name(struct work *w, struct request *rq, struct reply *out);  /* found_profile, one's own */
enum err bookmarks_read(struct work *w, struct request *rq, struct reply *out); /* tweet_list */

#endif
