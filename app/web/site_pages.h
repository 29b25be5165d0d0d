/* Pages of the house: texts, and errors. */
#ifndef WEB_SITE_PAGES_H
#define WEB_SITE_PAGES_H

#include "http/route.h"

enum err page_text(struct work *w, struct request *rq, struct reply *out); /* text_page */
enum err page_keyboard(struct work *w, struct request *rq, struct reply *out); /* nothing */
enum err page_api(struct work *w, struct request *rq, struct reply *out); /* nothing: docs/api.md, made into HTML */
/* w->fault as a page, with what was typed and the request's id. Cannot fail. */
void page_error(struct work *w, struct request *rq, struct reply *out);

#endif
