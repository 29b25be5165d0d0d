/* FastCGI records of an answer, made by hand: STDOUT in pieces of at most 65,535 bytes, its end, END_REQUEST.
 *
 * Pure: fills an iovec over the caller's bytes and headers kept beside it. */
#ifndef HTTP_FCGI_RECORD_H
#define HTTP_FCGI_RECORD_H

#include <sys/uio.h>

#include "base/str.h"

enum { FCGI_HEADER = 8, FCGI_CONTENT_MAX = 65535, FCGI_RECORDS_MAX = 16 };

struct fcgi_records {
    struct iovec iov[FCGI_RECORDS_MAX * 3 + 1];
    size_t count;
    unsigned char headers[FCGI_RECORDS_MAX][FCGI_HEADER];
    unsigned char end[FCGI_HEADER * 3]; /* empty STDOUT, END_REQUEST and its body */
};

/* Takes as much off parts[0] and then parts[1] as FCGI_RECORDS_MAX records hold; true when that was all and
 * the end stands behind it. */
bool fcgi_records_fill(struct fcgi_records *out, struct str parts[2], int request_id);
/* Moves past `sent` bytes; true when nothing is left. */
bool fcgi_records_skip(struct iovec **iov, size_t *count, size_t sent);

#endif
