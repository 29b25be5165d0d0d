/* A fault as JSON: {"error":{"kind","message","field","request_id"}}, and where more than one field is
 * wrong every complaint as {"field","message"} in "errors" inside it. takes: the names that the address
 * knows, for messages that tell them ({takes}). */
#ifndef VIEW_FAULT_VIEW_H
#define VIEW_FAULT_VIEW_H

#include "base/json.h"

struct work;

/* w->fault as a whole body. */
void fault_view_json(struct work *w, struct json *j, struct str takes);
/* The member "error" of an object being written. */
void fault_view_member_json(struct work *w, struct json *j, struct str takes);

#endif
