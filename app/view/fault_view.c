#include "base/std.h"

#include "view/fault_view.h"

#include "base/work.h"
#include "view/phrase.h"

static void fault_complaint(struct work *w, struct json *j, const struct complaint *c, struct str takes)
{
    const struct emit_value value = EMIT_VALUE("takes", takes);
    json_key(j, "message");
    json_text(j, phrase(w, c->key, &value, 1));
    json_key(j, "field");
    if (c->field)
        json_text(j, str_from(c->field));
    else
        json_null(j);
}

static void fault_errors(struct work *w, struct json *j, struct str takes)
{
    const struct fault *fault = &w->fault;
    json_key(j, "errors");
    json_open(j, '[');
    for (size_t i = 0; i < fault->count; i++) {
        json_open(j, '{');
        fault_complaint(w, j, &fault->complaints[i], takes);
        json_close(j, '}');
    }
    json_close(j, ']');
}

void fault_view_member_json(struct work *w, struct json *j, struct str takes)
{
    static const struct complaint unsaid = {.field = NULL, .key = "error.internal"};
    const struct fault *fault = &w->fault;
    json_key(j, "error");
    json_open(j, '{');
    json_key(j, "kind");
    json_text(j, str_from(err_name(fault->kind)));
    fault_complaint(w, j, fault->count > 0 ? &fault->complaints[0] : &unsaid, takes);
    json_key(j, "request_id");
    json_text(j, w->request_id);
    if (fault->count > 1)
        fault_errors(w, j, takes);
    json_close(j, '}');
}

void fault_view_json(struct work *w, struct json *j, struct str takes)
{
    json_open(j, '{');
    fault_view_member_json(w, j, takes);
    json_close(j, '}');
}
