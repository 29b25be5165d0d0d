#include "base/std.h"

#include "web/api_actions.h"

#include "web/kept.h"

enum err description_read(struct work *w UNUSED, struct request *rq, struct reply *out)
{
    out->data = rq->kept;
    return OK;
}

enum err json_description(struct work *w UNUSED, struct request *rq UNUSED, struct reply *out)
{
    const struct kept *kept = out->data;
    reply_header(out, "Cache-Control", STR("no-cache"));
    out->content_type = "application/json";
    buf_put(&out->body, kept->description);
    return OK;
}
