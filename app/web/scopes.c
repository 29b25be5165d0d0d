#include "base/std.h"

#include "web/scopes.h"

#include "base/work.h"
#include "model/viewer.h"
#include "web/rates.h"

enum err scopes_admit(struct work *w, const struct request *rq)
{
    if (w->viewer == NULL || w->viewer->session.kind != SESSION_TOKEN)
        return OK;
    if ((rq->route->flags & RATED(SESSION_ONLY)) != 0)
        return fail(w, ERR_FORBIDDEN, NULL, "token.may_not", "a personal token");
    unsigned needed = strcmp(rq->route->method, "GET") == 0 ? SCOPE_READ : SCOPE_WRITE;
    if ((w->viewer->session.scopes & needed) == 0)
        return fail(w, ERR_FORBIDDEN, NULL, "token.may_not_write", "a token without the scope");
    return OK;
}
