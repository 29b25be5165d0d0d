/* What people do about what they say of themselves. The same for pages and JSON. */
#ifndef WEB_PROFILE_ACTIONS_H
#define WEB_PROFILE_ACTIONS_H

#include "http/route.h"

enum err profile_change_typed(struct work *w, struct request *rq, struct reply *out); /* user_card, the viewer's */

#endif
