/* The house itself: texts of the operator, and the paths that machines ask. */
#ifndef WEB_SITE_ACTIONS_H
#define WEB_SITE_ACTIONS_H

#include "http/route.h"

enum err about_read(struct work *w, struct request *rq, struct reply *out);   /* text_page */
enum err rules_read(struct work *w, struct request *rq, struct reply *out);   /* text_page, of site.rules_file */
enum err privacy_read(struct work *w, struct request *rq, struct reply *out); /* text_page, of site.privacy_file */
enum err api_docs_read(struct work *w, struct request *rq, struct reply *out); /* nothing, as the next */
enum err keyboard_read(struct work *w, struct request *rq, struct reply *out); /* nothing: its page says all */

enum err health_read(struct work *w, struct request *rq, struct reply *out); /* "OK": this process answers */
enum err ready_read(struct work *w, struct request *rq, struct reply *out);  /* "OK": and its database does; else 503 */
enum err noop_read(struct work *w, struct request *rq, struct reply *out);   /* bench.noop_bytes bytes; 404 when 0 */

#endif
