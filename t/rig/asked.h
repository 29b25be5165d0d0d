/* A unit of work and a request as nginx would hand it over, for tests of http/ and above.
 *
 *   struct asked k;
 *   asked_open(&k, "POST", "/tweets?x=1");
 *   asked_header(&k, "HTTP_ORIGIN", "http://t.example");
 *   asked_body(&k, "application/json", "{}");
 *   ... request_read(&k.work, &k.gateway, &k.rq) ...
 *   asked_close(&k); */
#ifndef RIG_ASKED_H
#define RIG_ASKED_H

#include "base/settings.h"
#include "base/std.h"
#include "base/work.h"
#include "http/request.h"

enum { ASKED_VARS = 32, ASKED_ARENA = 1 << 20 };

struct asked {
    struct settings settings;
    struct work work;
    struct gateway_var vars[ASKED_VARS];
    struct gateway gateway;
    struct request rq;
};

static inline void asked_header(struct asked *k, const char *name, const char *value)
{
    k->vars[k->gateway.count++] = (struct gateway_var){str_from(name), str_from(value)};
}

static inline void asked_bytes(struct asked *k, const char *type, struct str body)
{
    if (type != NULL)
        asked_header(k, "CONTENT_TYPE", type);
    k->gateway.body = body;
}

static inline void asked_body(struct asked *k, const char *type, const char *body)
{
    asked_bytes(k, type, str_from(body));
}

/* way: path and, behind a '?', the query. */
static inline void asked_open(struct asked *k, const char *method, const char *way)
{
    struct str path, query = str_from(way);
    *k = (struct asked){.gateway = {.vars = k->vars, .body = STR("")}};
    k->settings.site.url = "http://t.example";
    k->settings.limits.stale_ms = 1000;
    work_begin(&k->work, arena_new(16384, ASKED_ARENA), &k->settings, "test", 1000);
    asked_header(k, "REQUEST_METHOD", method);
    asked_header(k, "SERVER_PROTOCOL", "HTTP/1.1");
    asked_header(k, "REMOTE_ADDR", "192.0.2.7");
    if (!str_next(&query, '?', &path))
        path = STR("");
    k->vars[k->gateway.count++] = (struct gateway_var){STR("DOCUMENT_URI"), path};
    k->vars[k->gateway.count++] = (struct gateway_var){STR("QUERY_STRING"), query};
}

static inline void asked_close(struct asked *k)
{
    work_end(&k->work);
    arena_free(k->work.arena);
}

/* The key of the work's fault; "" for none. */
static inline const char *asked_key(const struct asked *k)
{
    return k->work.fault.count > 0 ? k->work.fault.complaints[0].key : "";
}

static inline const char *asked_field(const struct asked *k)
{
    const char *field = k->work.fault.count > 0 ? k->work.fault.complaints[0].field : NULL;
    return field != NULL ? field : "";
}

#endif
