/* Personal tokens: what people make for a program, so that it needs no password.
 *
 * A token is a session of another kind (model/session.h): found, held and ended in the same way (domain/session.h).
 * Its user gives it a name, scopes and a life; its secret is shown once. A new password ends it. What it may
 * is asked at the door (web/scopes.h). */
#ifndef DOMAIN_TOKEN_H
#define DOMAIN_TOKEN_H

#include "base/fault.h"
#include "model/session.h"

struct token_wish { /* as typed */
    struct str name;   /* 1 .. TOKEN_NAME_MAX code points */
    struct str scopes; /* "read", "write" or "read write"; who may write may read */
    struct str life;   /* "30d", "90d", "1y", "never"; empty: TOKEN_LIFE */
};
#define TOKEN_LIFE "90d"

struct token_made {
    struct session session;
    struct str secret; /* shown once, never stored */
};

/* For the viewer, from now on. ERR_INVALID: fields name, scopes, expires_in; "token.too_many" beyond TOKENS_MAX. */
MUST_USE enum err token_make(struct work *w, const struct token_wish *wish, struct token_made *out);

#endif
