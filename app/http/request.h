/* A request as the application sees it: read once, strictly, from the gateway's variables and body.
 *
 * Pure: bytes in, struct out, so that it can be fuzzed. Everything is a slice of the work's arena.
 * What cannot be read is ERR_MALFORMED with a key that says what (http.bad_path, http.bad_query,
 * http.repeated_header ...); a bearer token that cannot be one is ERR_UNAUTHENTICATED. Routing uses DOCUMENT_URI
 * (decoded by nginx) after a strict check: valid UTF-8, no NUL, no control byte, no backslash, no "//", no dot
 * segment. The body's length is what was read, never what was said. */
#ifndef HTTP_REQUEST_H
#define HTTP_REQUEST_H

#include "base/bucket.h"
#include "base/fault.h"
#include "base/str.h"
#include "http/params.h"

enum http_method { HTTP_GET, HTTP_HEAD, HTTP_POST, HTTP_PUT, HTTP_PATCH, HTTP_DELETE, HTTP_OPTIONS, HTTP_OTHER };

struct gateway_var { /* one FastCGI parameter, in the order it came */
    struct str name, value;
};

struct gateway { /* what the bridge read: the input of request_read */
    const struct gateway_var *vars;
    size_t count;
    struct str body;
    bool body_cut;      /* the body ended before CONTENT_LENGTH, or a read failed */
    bool body_too_large; /* longer than limits.body; `body` is empty then */
};

enum proof { PROOF_NONE, PROOF_COOKIE, PROOF_BEARER }; /* how the caller showed who it is */

struct request {
    enum http_method method;
    struct str method_name;
    struct str path;         /* decoded, checked, begins with '/' */
    struct str query;        /* raw, without '?' */
    struct str content_type; /* lower case, without parameters; boundary apart */
    struct str boundary;     /* of multipart/form-data */
    struct str charset;      /* of the content type, lower case; empty: not given */
    struct str body;
    bool body_cut, body_too_large; /* as in struct gateway; judged by params_read */
    struct str accept, origin, fetch_site, user_agent, remote_addr, referer;
    struct str if_match, if_none_match; /* http/condition.h; several headers joined; .at NULL: not given */
    struct str idempotency_key; /* as it came, by header or as a form's hidden field; .at NULL: not given */
    struct str bearer;       /* of Authorization: Bearer */
    struct str cookies;      /* the Cookie header, several joined by "; " */
    int64_t arrival_ms;      /* nginx's $msec; 0: not given */
    const struct route *route;
    bool by_preference;      /* the path answers pages and JSON: Accept or the content type chose the route */
    struct params params;    /* path, query and body parameters the route takes: http/params.h */
    struct str csrf_token;   /* of the body: known to every row */
    enum proof proof;        /* set by the door's identify */
    struct str token;        /* the session token shown, by cookie or bearer; empty: none */
    struct bucket_view rate; /* set by the door: what is left to this caller; limit 0: not limited */
    const struct kept *kept; /* the door's (http/serve.h) */
    int64_t viewer_id;       /* set by the door's identify, for the log line; 0: nobody known */
};

/* Reads everything but parameters (they need the route). Sets w->request_id: the trace id of a valid
 * traceparent, else nginx's REQUEST_ID, else a random one; it is set, as are method and path where they
 * could be read, even when it fails. */
MUST_USE enum err request_read(struct work *w, const struct gateway *g, struct request *out);
/* The cookie of that name: false when there is none, it is empty or not made of cookie octets, or there
 * are two. Other people's cookies, of whatever shape and number, do no harm. */
bool request_cookie(const struct request *rq, const char *name, struct str *out);
/* ERR_MALFORMED "http.two_sessions" when two cookies of that name came: somebody planted one. */
MUST_USE enum err request_cookie_once(struct work *w, const struct request *rq, const char *name);
/* Does the caller prefer application/json to text/html? */
bool request_wants_json(const struct request *rq);

#endif
