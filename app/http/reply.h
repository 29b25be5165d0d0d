/* An answer: built whole, then sent. Nothing reaches the client before the action returned. */
#ifndef HTTP_REPLY_H
#define HTTP_REPLY_H

#include "base/buf.h"
#include "base/fault.h"

enum { REPLY_HEADERS_MAX = 24 };

struct reply_header {
    const char *name;  /* static */
    struct str value;  /* CR, LF and other controls are a BUG() */
};

struct reply {
    int status; /* 0 until decided; serve makes it 200 */
    struct reply_header headers[REPLY_HEADERS_MAX];
    size_t header_count;
    const char *content_type; /* static; NULL: no body */
    struct buf body;
    bool head_only;    /* the answer to HEAD: Content-Length stands among the headers, the body is gone */
    struct str visit;  /* the pre-session made for this answer (http/csrf.h) */
    struct str etag_prefix; /* what the answer's ETag begins with, as "v3": http/condition.h; empty: nothing */
    struct str nonce;  /* made for this answer alone: one that shows it has no ETag */
    const void *data;  /* what the action found; the row's renderer knows its type */
};

void reply_begin(struct reply *r, struct arena *a);
void reply_header(struct reply *r, const char *name, struct str value);
bool reply_has(const struct reply *r, const char *name);
/* 303 to a path of this site, for a form; what would leave it ("//", "/\\") goes to "/". Bytes that a
 * URL cannot hold are escaped. 201 rows set Location by reply_header. */
void reply_see_other(struct work *w, struct reply *r, struct str path);
/* Set-Cookie with Path=/, HttpOnly, SameSite=Lax, Secure on https. max_age_s 0: session, -1: delete.
 * A name that begins with "__Host-" on a site without https is a BUG(). */
void reply_cookie(struct work *w, struct reply *r, const char *name, struct str value, int max_age_s);
/* The bytes of status line ("Status: 200 OK"), headers, Content-Length and blank line, as CGI wants them. */
void reply_head(const struct reply *r, struct buf *out);

#endif
