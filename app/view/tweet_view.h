/* Tweets as JSON: the shapes of the API, field by field in docs/api.md. */
#ifndef VIEW_TWEET_VIEW_H
#define VIEW_TWEET_VIEW_H

#include "base/json.h"
#include "model/lists.h"

struct work;

void tweet_view_json(struct work *w, struct json *j, const struct tweet_card *t);
void tweet_view_list_json(struct work *w, struct json *j, const struct tweet_list *list); /* {"data":[...]} */

#endif
