/* One's own personal tokens: domain/token.h. */
#ifndef WEB_TOKEN_ACTIONS_H
#define WEB_TOKEN_ACTIONS_H

#include "http/route.h"

enum err tokens_read(struct work *w, struct request *rq, struct reply *out);  /* session_list */
enum err token_create(struct work *w, struct request *rq, struct reply *out); /* token_made */
enum err token_revoke(struct work *w, struct request *rq, struct reply *out);

#endif
