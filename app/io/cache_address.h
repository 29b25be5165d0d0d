/* Where a node of memcached listens, and a connection to it that does not wait. */
#ifndef IO_CACHE_ADDRESS_H
#define IO_CACHE_ADDRESS_H

#include <sys/socket.h>

#include "base/std.h"

struct cache_server;

enum { CACHE_ADDRESSES_MAX = 4 };

struct cache_address_list { /* a name may have several: localhost is ::1 and 127.0.0.1 */
    size_t count, now, tried;
    struct sockaddr_storage at[CACHE_ADDRESSES_MAX];
    socklen_t size[CACHE_ADDRESSES_MAX];
};

/* Asks the resolver, which may take its time. A name it does not know is logged: no addresses. */
void cache_address_find(const struct cache_server *server, struct cache_address_list *out);
/* A socket that is connected or connecting to the present address, non-blocking; -1: refused. */
int cache_address_connect(const struct cache_address_list *list);
void cache_address_first(struct cache_address_list *list); /* begins a round with the present one */
bool cache_address_next(struct cache_address_list *list);  /* false: all of this round were tried */

#endif
