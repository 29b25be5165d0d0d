#include "base/std.h"

#include "http/serve_log.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/work.h"
#include "http/route.h"

static enum log_level level_of(int status)
{
    return status >= 500 && status != 503 ? LOG_ERROR : status == 503 ? LOG_WARNING : LOG_INFO;
}

static void put_fault(struct log_line *l, const struct fault *f)
{
    if (f->kind == OK)
        return;
    log_text(l, "fault", err_name(f->kind));
    if (f->count > 0) {
        log_text(l, "field", f->complaints[0].field);
        log_text(l, "key", f->complaints[0].key);
    }
    log_text(l, "detail", f->detail[0] != '\0' ? f->detail : NULL);
}

/* The row's pattern, never the path as it came: paths may hold secrets, and are nginx's to log. */
void serve_log(const struct work *w, const struct request *rq, const struct reply *r)
{
    struct log_line l;
    const struct route *row = rq->route;
    if (row != NULL && (row->flags & ROUTE_NO_LOG) != 0 && w->fault.kind == OK)
        return;
    log_open(&l, level_of(r->status), "request");
    log_str(&l, "id", w->request_id);
    log_str(&l, "method", rq->method_name);
    log_text(&l, "route", row != NULL ? row->path : "-");
    log_int(&l, "status", r->status);
    log_int(&l, "us", clock_mono_us() - w->started_us);
    log_int(&l, "queries", w->queries);
    log_int(&l, "trips", w->cache_trips);
    log_str(&l, "addr", rq->remote_addr);
    if (rq->viewer_id != 0)
        log_int(&l, "viewer", rq->viewer_id);
    put_fault(&l, &w->fault);
    log_close(&l);
}
