/* Pages of arriving: sign-up and log-in, empty or shown again with what was typed. */
#ifndef WEB_ACCOUNT_PAGES_H
#define WEB_ACCOUNT_PAGES_H

#include "http/route.h"

enum err page_signup(struct work *w, struct request *rq, struct reply *out);
enum err page_login(struct work *w, struct request *rq, struct reply *out);
/* The action answered with a redirect; there is nothing to show. */
enum err page_done(struct work *w, struct request *rq, struct reply *out);

#endif
