#include "base/std.h"

#include "base/id.h"

#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/random.h"

enum { SEQUENCE_BITS = 6, TIME_SHIFT = 16, ID_WRITERS = 256 };

/* The floor: the newest tick given out on this host. A tick is (unix_ms << 6) | sequence, so that
 * counting on past a full millisecond borrows the next one, and two processes never share a tick. */
struct id_floor {
    uint64_t magic;
    _Atomic uint64_t tick;
    struct id_writer { /* a process that writes */
        _Atomic int32_t pid;       /* 0: nobody's */
        _Atomic uint64_t since_ms; /* its ids not yet settled are not older; 0: it is not writing */
    } writers[ID_WRITERS];
};

static const uint64_t floor_magic = 0x31646965746e694c; /* "Linteid1", little-endian */
static struct id_floor own_floor;
static struct id_floor *shared_floor = &own_floor;

/* Some other file: a floor read from it could lie in any future. */
static bool is_foreign(int fd)
{
    uint64_t magic = 0;
    return pread(fd, &magic, sizeof magic, 0) > 0 && magic != 0 && magic != floor_magic;
}

static struct id_floor *floor_map(int fd)
{
    struct stat st;
    if (fstat(fd, &st) != 0)
        return NULL;
    if (is_foreign(fd)) {
        errno = EINVAL;
        return NULL;
    }
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
    errno = EINVAL;
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

/* --- what is being written --- */

static bool is_gone(int32_t pid)
{
    return pid != 0 && kill(pid, 0) != 0 && errno == ESRCH;
}

/* The place of this process: looked for from where its number leads, so that it is found at once. NULL: none. */
static struct id_writer *writer_find(int32_t self)
{
    for (size_t i = 0; i < ID_WRITERS; i++) {
        struct id_writer *one = &shared_floor->writers[((size_t)self + i) % ID_WRITERS];
        if (atomic_load(&one->pid) == self)
            return one;
    }
    return NULL;
}

/* A free place, or a dead one's. NULL when all are taken: ids are then settled as soon as they are made. */
static struct id_writer *writer_claim(int32_t self)
{
    for (size_t i = 0; i < ID_WRITERS; i++) {
        struct id_writer *one = &shared_floor->writers[((size_t)self + i) % ID_WRITERS];
        int32_t had = atomic_load(&one->pid);
        if ((had == 0 || is_gone(had)) && atomic_compare_exchange_strong(&one->pid, &had, self))
            return one;
    }
    return NULL;
}

void id_begin(void)
{
    int32_t self = (int32_t)getpid();
    struct id_writer *one = writer_find(self);
    if (!one)
        one = writer_claim(self);
    if (one)
        atomic_store(&one->since_ms, atomic_load(&shared_floor->tick) >> SEQUENCE_BITS);
}

void id_end(void)
{
    struct id_writer *one = writer_find((int32_t)getpid());
    if (one)
        atomic_store(&one->since_ms, 0);
}

/* Lifted to the clock first: whoever begins to write after this look gets ids of this millisecond or later. */
static uint64_t floor_lift(uint64_t now_ms)
{
    uint64_t wanted = now_ms << SEQUENCE_BITS, last = atomic_load(&shared_floor->tick);
    while (last < wanted && !atomic_compare_exchange_weak(&shared_floor->tick, &last, wanted))
        continue;
    return (last > wanted ? last : wanted) >> SEQUENCE_BITS;
}

/* Who was killed in the middle counts for ID_HOLD_MS, which is longer than any transaction of a request. */
int64_t id_settled(void)
{
    uint64_t now_ms = (uint64_t)clock_wall_ms(), settled_ms = floor_lift(now_ms);
    for (size_t i = 0; i < ID_WRITERS; i++) {
        uint64_t since_ms = atomic_load(&shared_floor->writers[i].since_ms);
        if (since_ms != 0 && since_ms < settled_ms && since_ms + ID_HOLD_MS > now_ms)
            settled_ms = since_ms;
    }
    return id_at((int64_t)settled_ms, 0, 0);
}

/* --- ids --- */

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
