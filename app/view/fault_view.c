#include "base/std.h"

#include "view/fault_view.h"

#include "base/message.h"
#include "base/work.h"

static void fault_complaint(struct json *j, const struct complaint *c)
{
    json_key(j, "message");
    json_text(j, message(c->key));
    json_key(j, "field");
    if (c->field)
        json_text(j, str_from(c->field));
    else
        json_null(j);
}

static void fault_errors(struct json *j, const struct fault *fault)
{
    json_key(j, "errors");
    json_open(j, '[');
    for (size_t i = 0; i < fault->count; i++) {
        json_open(j, '{');
        fault_complaint(j, &fault->complaints[i]);
        json_close(j, '}');
    }
    json_close(j, ']');
}

void fault_view_member_json(struct work *w, struct json *j)
{
    static const struct complaint unsaid = {.field = NULL, .key = "error.internal"};
    const struct fault *fault = &w->fault;
    json_key(j, "error");
    json_open(j, '{');
    json_key(j, "kind");
    json_text(j, str_from(err_name(fault->kind)));
    fault_complaint(j, fault->count > 0 ? &fault->complaints[0] : &unsaid);
    json_key(j, "request_id");
    json_text(j, w->request_id);
    if (fault->count > 1)
        fault_errors(j, fault);
    json_close(j, '}');
}

void fault_view_json(struct work *w, struct json *j)
{
    json_open(j, '{');
    fault_view_member_json(w, j);
    json_close(j, '}');
}
