#include "base/std.h"

#include "base/id.h"

#include <fcntl.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/random.h"

enum { SEQUENCE_BITS = 6, TIME_SHIFT = 16 };

/* The floor: the newest tick given out on this host. A tick is (unix_ms << 6) | sequence, so that
 * counting on past a full millisecond borrows the next one, and two processes never share a tick. */
struct id_floor {
    uint64_t magic;
    _Atomic uint64_t tick;
};

static const uint64_t floor_magic = 0x31646965746e694c; /* "Linteid1", little-endian */
static struct id_floor own_floor;
static struct id_floor *shared_floor = &own_floor;

static struct id_floor *floor_map(int fd)
{
    struct stat st;
    if (fstat(fd, &st) != 0)
        return NULL;
    if (st.st_size < (off_t)sizeof(struct id_floor) && ftruncate(fd, sizeof(struct id_floor)) != 0)
        return NULL;
    struct id_floor *f = mmap(NULL, sizeof *f, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (f == MAP_FAILED)
        return NULL;
    if (f->magic == 0 && f->tick == 0)
        f->magic = floor_magic;
    if (f->magic == floor_magic)
        return f;
    munmap(f, sizeof *f);
    errno = EINVAL; /* some other file: a floor read from it could lie in any future */
    return NULL;
}

bool id_floor_open(const char *path)
{
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        return false;
    struct id_floor *f = floor_map(fd);
    int error = errno;
    close(fd);
    errno = error;
    if (!f)
        return false;
    if (shared_floor != &own_floor)
        munmap(shared_floor, sizeof *shared_floor);
    shared_floor = f;
    return true;
}

/* A new millisecond starts at a random sequence; within one, or when the clock went back, it counts on. */
static uint64_t next_tick(uint64_t above)
{
    uint64_t now = (uint64_t)clock_wall_ms();
    uint64_t start = now << SEQUENCE_BITS | random_below(ID_SEQUENCES);
    uint64_t last = atomic_load(&shared_floor->tick), tick;
    do {
        uint64_t floor = last > above ? last : above;
        tick = now > floor >> SEQUENCE_BITS ? start : floor + 1;
    } while (!atomic_compare_exchange_weak(&shared_floor->tick, &last, tick));
    return tick;
}

static int64_t id_from_tick(uint64_t tick, unsigned shard)
{
    return id_at((int64_t)(tick >> SEQUENCE_BITS), shard, (unsigned)(tick % ID_SEQUENCES));
}

int64_t id_make(unsigned shard)
{
    return id_from_tick(next_tick(0), shard);
}

int64_t id_after(int64_t taken)
{
    uint64_t tick = (uint64_t)id_time_ms(taken) << SEQUENCE_BITS | ((uint64_t)taken % ID_SEQUENCES);
    return id_from_tick(next_tick(tick), id_shard(taken));
}

unsigned id_shard(int64_t id)
{
    return (unsigned)((uint64_t)id >> SEQUENCE_BITS) % ID_SHARDS;
}

int64_t id_time_ms(int64_t id)
{
    return id >> TIME_SHIFT;
}

int64_t id_at(int64_t wall_ms, unsigned shard, unsigned sequence)
{
    return (int64_t)((uint64_t)wall_ms << TIME_SHIFT | (uint64_t)(shard % ID_SHARDS) << SEQUENCE_BITS
                     | sequence % ID_SEQUENCES);
}

bool id_read(struct str s, int64_t *out)
{
    int64_t id;
    if (s.len == 0 || s.at[0] < '1' || s.at[0] > '9' || !str_to_i64(s, &id))
        return false;
    *out = id;
    return true;
}
