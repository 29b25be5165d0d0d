/* Editing a tweet and reading what it said before. The same for pages and JSON. */
#ifndef WEB_EDIT_ACTIONS_H
#define WEB_EDIT_ACTIONS_H

#include "http/route.h"

enum err tweet_edit_form(struct work *w, struct request *rq, struct reply *out);  /* tweet_card, one's own */
enum err tweet_edit_typed(struct work *w, struct request *rq, struct reply *out); /* tweet_card, as it is now */
enum err history_read(struct work *w, struct request *rq, struct reply *out);     /* tweet_history */
/* tweet_history; 301 to its one address when the name in the path is not exactly its author's. */
enum err history_read_by(struct work *w, struct request *rq, struct reply *out);

#endif
