/* What visitors do about people: sign up, look somebody up. */
#ifndef WEB_USER_ACTIONS_H
#define WEB_USER_ACTIONS_H

#include "http/route.h"

enum err signup_form(struct work *w, struct request *rq, struct reply *out);  /* the empty form; a viewer goes home */
enum err user_sign_up(struct work *w, struct request *rq, struct reply *out); /* registers and logs in at once */
enum err user_register_alone(struct work *w, struct request *rq, struct reply *out); /* without a session; user_card */

enum err user_read(struct work *w, struct request *rq, struct reply *out);         /* user_card */
enum err user_read_by_name(struct work *w, struct request *rq, struct reply *out); /* user_card */
enum err user_read_me(struct work *w, struct request *rq, struct reply *out);      /* user_card */
enum err users_read(struct work *w, struct request *rq, struct reply *out);        /* user_list */

#endif
