/* A fault as JSON: {"error":{"kind","message","field","request_id"}}, every complaint under "errors". */
#ifndef VIEW_FAULT_VIEW_H
#define VIEW_FAULT_VIEW_H

#include "base/json.h"

struct work;

void fault_view_json(struct work *w, struct json *j); /* w->fault */

#endif
