/* Pages of what people do with tweets: who likes or retweeted one, one's likes, one's bookmarks. */
#ifndef WEB_MARK_PAGES_H
#define WEB_MARK_PAGES_H

#include "http/route.h"

enum err page_fans(struct work *w, struct request *rq, struct reply *out);      /* found_fans */
enum err page_likes(struct work *w, struct request *rq, struct reply *out);     /* found_profile */
enum err page_bookmarks(struct work *w, struct request *rq, struct reply *out); /* tweet_list */
/* tweet_card. Back to the same tweet on the page where one was, not to the page's top. */
enum err page_marked(struct work *w, struct request *rq, struct reply *out);

#endif
