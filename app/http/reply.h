/* An answer: built whole, then sent. Nothing reaches the client before the action returned. */
#ifndef HTTP_REPLY_H
#define HTTP_REPLY_H

#include "base/buf.h"
#include "base/fault.h"

enum { REPLY_HEADERS_MAX = 16 };

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
    const void *data;  /* what the action found; the row's renderer knows its type */
};

void reply_begin(struct reply *r, struct arena *a);
void reply_header(struct reply *r, const char *name, struct str value);
/* 303 to a path of this site ("/..."), for a form; 201 rows set Location by reply_header. */
void reply_see_other(struct work *w, struct reply *r, struct str path);
/* Set-Cookie with Path=/, HttpOnly, SameSite=Lax, Secure on https. max_age_s 0: session, -1: delete. */
void reply_cookie(struct work *w, struct reply *r, const char *name, struct str value, int max_age_s);
/* The bytes of status line ("Status: 200 OK"), headers and blank line, as CGI wants them. */
void reply_head(const struct reply *r, struct buf *out);

#endif
