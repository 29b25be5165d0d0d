/* What somebody typed into a form, and what was wrong with it: for showing the form again.
 *
 * Works on every row, whether its parameters were read or not: what is not there is empty. A secret
 * is never given back. */
#ifndef WEB_TYPED_H
#define WEB_TYPED_H

#include "http/request.h"
#include "view/pages.h"

struct work;

/* The value typed and the complaint about it. */
struct field typed_field(const struct work *w, const struct request *rq, const char *name);
/* The complaint that belongs to none of the fields shown (a list that NULL ends): of the whole form; with
 * the wait, when one must wait. */
struct str typed_trouble(struct work *w, const char *const *shown);
/* The way typed (web/way.h), empty when it is none. */
struct str typed_way(const struct request *rq, const char *name);
/* What was written, so that an error page can give it back: one text as it is, several as lines "name: text". */
struct str typed_text(struct work *w, const struct request *rq);

#endif
