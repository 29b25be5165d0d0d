/* Which node a key lives on: the ring that libmemcached makes for its behaviour KETAMA (not weighted).
 *
 * Each node has 100 points on a ring of 2^32, the hashes of its name with a number; a key belongs to the first
 * point at or behind its own hash. So one node more or less moves only that node's share of the keys. Hash:
 * Bob Jenkins's one-at-a-time, libmemcached's default. The names are the very texts of the setting: every
 * process and host must spell the servers alike, in the same order. Pure. */
#ifndef IO_CACHE_RING_H
#define IO_CACHE_RING_H

#include "base/str.h"
#include "io/cache_servers.h"

enum { CACHE_RING_POINTS = 100 };

struct cache_ring_point {
    uint32_t hash, node;
};

struct cache_ring {
    size_t count; /* of points; 0 for one node, which has all keys */
    struct cache_ring_point points[CACHE_RING_POINTS * CACHE_SERVERS_MAX];
};

void cache_ring_make(struct cache_ring *ring, const struct cache_server *servers, size_t count);
/* Index of the key's server. */
size_t cache_ring_node(const struct cache_ring *ring, struct str key);

#endif
