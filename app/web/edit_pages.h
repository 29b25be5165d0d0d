/* The form of an edit, and the page that shows word by word what a tweet said before. */
#ifndef WEB_EDIT_PAGES_H
#define WEB_EDIT_PAGES_H

#include "http/route.h"

enum err page_edit(struct work *w, struct request *rq, struct reply *out); /* tweet_card; nothing when shown again */
enum err page_tweet_edited(struct work *w, struct request *rq, struct reply *out); /* tweet_card: on to it, with a notice */
enum err page_history(struct work *w, struct request *rq, struct reply *out); /* tweet_history */

#endif
