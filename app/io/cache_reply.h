/* Reads the answers of memcached's meta commands (its doc/protocol.txt), as far as io/cache_pipe.c asks for them:
 * each carries the opaque number of its command, values the key they were stored under.
 *
 *   HD O7                   done
 *   NS O7                   not stored
 *   NF O7                   not found
 *   VA 5 k<key> O7          a value of 5 bytes follows, then CR LF
 *
 * Anything else is wrong, and so are ERROR and its like, which do not say whom they answer. Pure. */
#ifndef IO_CACHE_REPLY_H
#define IO_CACHE_REPLY_H

#include "base/str.h"

/* LINE: bytes with its end. VALUE: what memcached takes at most unless told otherwise. */
enum { CACHE_REPLY_LINE_MAX = 256, CACHE_REPLY_VALUE_MAX = 1024 * 1024 };

enum cache_reply_kind {
    CACHE_REPLY_PART, /* the line is not whole yet */
    CACHE_REPLY_BAD,  /* nothing behind it on this connection can be believed */
    CACHE_REPLY_DONE,
    CACHE_REPLY_UNSTORED,
    CACHE_REPLY_UNFOUND,
    CACHE_REPLY_VALUE,
};

struct cache_reply {
    size_t line; /* bytes of it, with its end */
    uint64_t opaque;
    struct str key; /* of a value; points into the line */
    size_t size;    /* of a value */
};

/* The line at the start of `in`. *out is filled unless the answer is PART or BAD. */
enum cache_reply_kind cache_reply_read(struct str in, struct cache_reply *out);

#endif
