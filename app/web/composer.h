/* The box in which one writes a tweet, as the pages that hold it show it. */
#ifndef WEB_COMPOSER_H
#define WEB_COMPOSER_H

#include "model/tweet.h"
#include "view/pages.h"

struct request;
struct work;

/* Empty. parent: what is replied to, or NULL. */
struct composer_part composer_empty(struct work *w, const struct tweet_card *parent);
/* With what was typed, and the complaints about it. */
struct composer_part composer_typed(struct work *w, const struct request *rq, const struct tweet_card *parent);
/* With all that an old tweet says, to be written anew. */
struct composer_part composer_redraft(struct work *w, const struct tweet_card *old, const struct tweet_card *parent);
/* The tweet that a refused form replies to, so that it is shown again with it; NULL when there is none, or it is
 * not there any more. w->fault stays as it is. */
const struct tweet_card *composer_parent(struct work *w, const struct request *rq);

#endif
