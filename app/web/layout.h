/* The frame of every page, and the headers that come with a page. */
#ifndef WEB_LAYOUT_H
#define WEB_LAYOUT_H

#include "http/serve.h"
#include "model/user.h"
#include "view/pages.h"

/* Who may keep the page: anonymous pages a shared cache for a second, a viewer's pages nobody
 * (private, yet fit for the back button), pages with a form for visitors nobody either. */
enum layout_kind { LAYOUT_SHOWN /* anonymous: cached, no token */, LAYOUT_FORM /* carries a token for whoever it is */,
                   LAYOUT_ONCE /* the same, and holds what is shown once: no-store */ };

/* Sets content type and caching of *out and gives the layout. `current`: entry of the navigation.
 * For LAYOUT_FORM and known viewers this makes the form's token (and maybe its cookie). */
struct layout layout_page(struct work *w, struct request *rq, struct reply *out, enum layout_kind kind, struct str title);
/* The same for an error: not cached, no notice used up. */
struct layout layout_error(struct work *w, struct request *rq, struct reply *out, struct str title);

/* "Ada (@ada)", or "Ada (@ada): Followers" with the key of what is shown of her; NULL: just her. */
struct str layout_title_of(struct work *w, const struct user *user, const char *what);
/* The action answered already (a redirect): nothing is left to show. */
bool layout_done(const struct reply *out);
/* The status of a page that may be a form shown again: the fault's, else 200. */
int layout_status(const struct work *w);

#endif
