/* Pages of people: a profile, and the lists of who follows whom. */
#ifndef WEB_PROFILE_PAGES_H
#define WEB_PROFILE_PAGES_H

#include "http/route.h"

enum err page_profile(struct work *w, struct request *rq, struct reply *out); /* found_profile */
enum err page_people(struct work *w, struct request *rq, struct reply *out);  /* found_people */

/* After the act (user_card): back to where it was done, with a notice. */
enum err page_followed(struct work *w, struct request *rq, struct reply *out);
enum err page_unfollowed(struct work *w, struct request *rq, struct reply *out);

#endif
