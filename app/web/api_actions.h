/* The API tells of itself. */
#ifndef WEB_API_ACTIONS_H
#define WEB_API_ACTIONS_H

#include "http/route.h"

enum err description_read(struct work *w, struct request *rq, struct reply *out); /* kept */
enum err json_description(struct work *w, struct request *rq, struct reply *out); /* kept */

#endif
