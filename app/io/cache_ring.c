#include "base/std.h"

#include "io/cache_ring.h"

enum { PORT_PLAIN = 11211 /* libmemcached leaves it out of the name */, NAME_SIZE = CACHE_HOST_SIZE + 24 };

/* Bytes count as signed, as libmemcached's do: a path may hold any. */
static uint32_t hash_one_at_a_time(struct str s)
{
    uint32_t hash = 0;
    for (size_t i = 0; i < s.len; i++) {
        int byte = (signed char)s.at[i];
        hash += (uint32_t)byte;
        hash += hash << 10;
        hash ^= hash >> 6;
    }
    hash += hash << 3;
    hash ^= hash >> 11;
    return hash + (hash << 15);
}

static uint32_t point_hash(const struct cache_server *server, unsigned number)
{
    char name[NAME_SIZE];
    int len = server->port == PORT_PLAIN ? snprintf(name, sizeof(name), "%s-%u", server->host, number)
                                         : snprintf(name, sizeof(name), "%s:%u-%u", server->host, server->port, number);
    return hash_one_at_a_time((struct str){name, (size_t)len});
}

/* By hash alone, like libmemcached's: equal ones keep the order that qsort leaves them in. */
static int point_compare(const void *a, const void *b)
{
    const struct cache_ring_point *one = a, *two = b;
    return one->hash < two->hash ? -1 : one->hash > two->hash;
}

void cache_ring_make(struct cache_ring *ring, const struct cache_server *servers, size_t count)
{
    ring->count = 0;
    for (size_t i = 0; i < count && count > 1; i++)
        for (unsigned number = 0; number < CACHE_RING_POINTS; number++)
            ring->points[ring->count++] = (struct cache_ring_point){point_hash(&servers[i], number), (uint32_t)i};
    qsort(ring->points, ring->count, sizeof(ring->points[0]), point_compare);
}

size_t cache_ring_node(const struct cache_ring *ring, struct str key)
{
    if (!ring->count)
        return 0;
    uint32_t hash = hash_one_at_a_time(key);
    size_t low = 0, high = ring->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (ring->points[middle].hash < hash)
            low = middle + 1;
        else
            high = middle;
    }
    return ring->points[low == ring->count ? 0 : low].node;
}
