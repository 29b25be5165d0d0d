/* From nouns to what templates show: dates, counts, initials, hrefs. Pure but for the work's arena. */
#ifndef VIEW_PRESENT_H
#define VIEW_PRESENT_H

#include "model/lists.h"
#include "view/pages.h"

struct work;

struct person_part present_person(struct work *w, const struct user_card *u);
struct str present_degrees(struct work *w, int64_t micro); /* "52.52": without zeros at its end */
struct tweet_part present_tweet(struct work *w, const struct tweet_card *t);
/* path: of this list without query; links carry ?max_id= and ?min_id=. */
struct tweet_parts present_tweets(struct work *w, const struct tweet_list *list, struct str path);
struct person_parts present_people(struct work *w, const struct user_list *list, struct str path);
struct str present_count(struct work *w, int64_t n);                 /* 12,345 */
struct str present_number(const struct work *w, int64_t n);           /* 12345: ids and the like */
struct str present_user_href(const struct work *w, struct str username, struct str below); /* "/@ada", "/@ada/followers" */
struct str present_tweet_href(const struct work *w, struct str username, int64_t id);        /* "/@ada/12" */
struct avatar present_avatar(struct work *w, int64_t id, struct str display_name);

#endif
