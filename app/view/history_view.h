/* The history of a tweet as JSON: {"data":[version...]}, newest first. */
#ifndef VIEW_HISTORY_VIEW_H
#define VIEW_HISTORY_VIEW_H

#include "base/json.h"
#include "model/history.h"

void history_view_json(struct json *j, const struct tweet_history *h);

#endif
