/* Following people, and the lists of who follows whom: by id for programs, by name on pages. */
#ifndef WEB_FOLLOW_ACTIONS_H
#define WEB_FOLLOW_ACTIONS_H

#include "http/route.h"

enum err user_follow(struct work *w, struct request *rq, struct reply *out);   /* user_card */
enum err user_unfollow(struct work *w, struct request *rq, struct reply *out); /* user_card */

enum err followers_of_id(struct work *w, struct request *rq, struct reply *out);   /* found_people */
enum err following_of_id(struct work *w, struct request *rq, struct reply *out);   /* found_people */
enum err followers_of_name(struct work *w, struct request *rq, struct reply *out); /* found_people */
enum err following_of_name(struct work *w, struct request *rq, struct reply *out); /* found_people */

#endif
