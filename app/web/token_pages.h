/* The pages of personal tokens: the list with its form, and the one that shows a secret, once. */
#ifndef WEB_TOKEN_PAGES_H
#define WEB_TOKEN_PAGES_H

#include "http/route.h"

enum err page_settings_tokens(struct work *w, struct request *rq, struct reply *out); /* session_list; a fault: the form alone */
enum err page_token_made(struct work *w, struct request *rq, struct reply *out);      /* token_made; 201, not kept anywhere */
enum err page_token_revoked(struct work *w, struct request *rq, struct reply *out);

#endif
