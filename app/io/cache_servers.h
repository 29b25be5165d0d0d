/* The nodes of memcached as the settings name them: "/path", "host", "host:port" or "[address]:port", parted
 * by commas. Both clients (io/cache.h, io/cache_stream.h) read them here, so that both have the same nodes in
 * the same order. Pure. */
#ifndef IO_CACHE_SERVERS_H
#define IO_CACHE_SERVERS_H

#include "base/str.h"

enum { CACHE_SERVERS_MAX = 64, CACHE_HOST_SIZE = 256 };

struct cache_server {
    char host[CACHE_HOST_SIZE]; /* name or address without brackets, or the path of a unix socket */
    uint16_t port;              /* 0: a unix socket */
};

/* How many were read into out. What cannot be used, and what is too much, is logged and left out. */
size_t cache_servers_read(struct str servers, struct cache_server out[CACHE_SERVERS_MAX]);

#endif
