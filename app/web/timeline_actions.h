/* Reading timelines, newest first, a page at a time. */
#ifndef WEB_TIMELINE_ACTIONS_H
#define WEB_TIMELINE_ACTIONS_H

#include "http/route.h"

enum err front_read(struct work *w, struct request *rq, struct reply *out); /* tweet_list: a viewer's home, else the public one */
enum err timeline_home_read(struct work *w, struct request *rq, struct reply *out);   /* tweet_list */
enum err timeline_public_read(struct work *w, struct request *rq, struct reply *out); /* tweet_list */
enum err timeline_user_read(struct work *w, struct request *rq, struct reply *out);   /* tweet_list, by id */
enum err profile_read(struct work *w, struct request *rq, struct reply *out);         /* found_profile, by name */
enum err profile_read_replies(struct work *w, struct request *rq, struct reply *out); /* the same with replies to others */

#endif
