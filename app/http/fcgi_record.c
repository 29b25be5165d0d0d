#include "base/std.h"

#include "http/fcgi_record.h"

enum { PROTOCOL = 1, TYPE_END = 3, TYPE_STDOUT = 6, END_BODY = 8 };

static void put_header(unsigned char *to, unsigned char type, int request_id, size_t length)
{
    unsigned id = (unsigned)request_id;
    to[0] = PROTOCOL;
    to[1] = type;
    to[2] = (unsigned char)(id >> 8 & 0xff);
    to[3] = (unsigned char)(id & 0xff);
    to[4] = (unsigned char)(length >> 8 & 0xff);
    to[5] = (unsigned char)(length & 0xff);
    to[6] = 0;
    to[7] = 0;
}

static void put_iov(struct fcgi_records *out, const void *at, size_t len)
{
    union { /* iovec serves readers, too, and so has no const */
        const void *in;
        void *out;
    } bytes = {.in = at};
    if (len > 0)
        out->iov[out->count++] = (struct iovec){bytes.out, len};
}

static size_t put_part(struct fcgi_records *out, struct str *part, size_t room)
{
    size_t take = part->len < room ? part->len : room;
    put_iov(out, part->at, take);
    *part = str_slice(*part, take, part->len);
    return take;
}

static void put_end(struct fcgi_records *out, int request_id)
{
    memset(out->end, 0, sizeof out->end);
    put_header(out->end, TYPE_STDOUT, request_id, 0);
    put_header(out->end + FCGI_HEADER, TYPE_END, request_id, END_BODY);
    put_iov(out, out->end, sizeof out->end);
}

bool fcgi_records_fill(struct fcgi_records *out, struct str parts[2], int request_id)
{
    out->count = 0;
    for (size_t r = 0; r < FCGI_RECORDS_MAX; r++) {
        if (parts[0].len + parts[1].len == 0)
            break;
        unsigned char *header = out->headers[r];
        put_iov(out, header, FCGI_HEADER);
        size_t length = put_part(out, &parts[0], FCGI_CONTENT_MAX);
        length += put_part(out, &parts[1], FCGI_CONTENT_MAX - length);
        put_header(header, TYPE_STDOUT, request_id, length);
    }
    if (parts[0].len + parts[1].len > 0)
        return false;
    put_end(out, request_id);
    return true;
}

bool fcgi_records_skip(struct iovec **iov, size_t *count, size_t sent)
{
    while (*count > 0 && sent >= (*iov)->iov_len) {
        sent -= (*iov)->iov_len;
        (*iov)++;
        (*count)--;
    }
    if (*count == 0)
        return true;
    (*iov)->iov_base = (char *)(*iov)->iov_base + sent;
    (*iov)->iov_len -= sent;
    return false;
}
