/* One parameter's value: from bytes or a JSON member to what the row says it takes.
 *
 * The half of http/params.c that knows kinds. Malformed values fail, broken rules are complained of
 * (http/params.h says which); p->text is set in any case that is shown again. */
#ifndef HTTP_PARAM_VALUE_H
#define HTTP_PARAM_VALUE_H

#include "base/json_read.h"
#include "http/params.h"

/* Text that is valid UTF-8 without NUL: of a path, a query, a form. empty_is_absent: what a form's empty
 * field means for numbers and switches. */
MUST_USE enum err param_from_text(struct work *w, struct param *p, struct str value, bool empty_is_absent);
MUST_USE enum err param_from_json(struct work *w, struct param *p, const struct json_member *m);

#endif
