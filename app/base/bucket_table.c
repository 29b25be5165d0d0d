#include "base/std.h"

#include "base/bucket_table.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/bucket.h"
#include "base/clock.h"
#include "base/crypto.h"
#include "base/log.h"
#include "base/random.h"

enum { WAYS = 8, LOCKS = 64, KEY_BYTES = 32, BOOT_BYTES = 36, TIME_BITS = 42, LOCK_MS = 100, LOG_EVERY_US = 10000000 };

static const uint64_t time_mask = (UINT64_C(1) << TIME_BITS) - 1;
static const int64_t debt_max = (int64_t)BUCKET_DEBT_MAX_S * 1000000 / BUCKET_TICK_US;
static const uint64_t table_magic = 0x3174656b63754254; /* "TBucket1", little-endian */

struct row {
    _Alignas(64) _Atomic uint64_t at[WAYS]; /* tag << TIME_BITS | when it is full; 0: nobody */
};

struct shared {
    uint64_t magic, rows;
    char boot[BOOT_BYTES]; /* the machine's run that the times belong to */
    char key[KEY_BYTES];
    _Atomic int64_t logged_us; /* when it was last said that a row is crowded */
    pthread_mutex_t locks[LOCKS];
    struct row row[];
};

struct bucket_table {
    struct shared *shared;
    size_t size;
};

static size_t table_size(uint64_t rows)
{
    return sizeof(struct shared) + BUCKET_PARTS * rows * sizeof(struct row);
}

/* ---- the file ---- */

/* Zeros where it cannot be known: what a run before this one left then limits for BUCKET_DEBT_MAX_S at most. */
static void boot_read(char out[BOOT_BYTES])
{
    memset(out, 0, BOOT_BYTES);
    int fd = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return;
    if (read(fd, out, BOOT_BYTES) != BOOT_BYTES)
        memset(out, 0, BOOT_BYTES);
    close(fd);
}

static bool locks_make(struct shared *s)
{
    pthread_mutexattr_t how;
    bool good = pthread_mutexattr_init(&how) == 0;
    good = good && pthread_mutexattr_setpshared(&how, PTHREAD_PROCESS_SHARED) == 0;
    good = good && pthread_mutexattr_setrobust(&how, PTHREAD_MUTEX_ROBUST) == 0;
    for (int i = 0; good && i < LOCKS; i++)
        good = pthread_mutex_init(&s->locks[i], &how) == 0;
    return good;
}

/* Nobody else has mapped it, or only processes of before the machine's start. */
static bool shared_make(int fd, struct shared *s, uint64_t rows, const char boot[BOOT_BYTES])
{
    memset(s, 0, sizeof *s);
    if (!locks_make(s))
        return false;
    for (uint64_t i = 0; i < BUCKET_PARTS * rows; i++)
        memset(&s->row[i], 0, sizeof s->row[i]);
    random_bytes(s->key, KEY_BYTES);
    memcpy(s->boot, boot, BOOT_BYTES);
    s->rows = rows;
    s->magic = table_magic;
    return fchmod(fd, 0600) == 0;
}

static struct shared *shared_map(int fd, uint64_t rows)
{
    struct stat st;
    char boot[BOOT_BYTES];
    size_t size = table_size(rows);
    if (fstat(fd, &st) != 0 || (st.st_size == 0 && ftruncate(fd, (off_t)size) != 0))
        return NULL;
    errno = EINVAL;
    if (st.st_size != 0 && st.st_size != (off_t)size)
        return NULL;
    struct shared *s = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (s == MAP_FAILED)
        return NULL;
    boot_read(boot);
    bool ours = s->magic == table_magic && s->rows == rows;
    bool good = ours && memcmp(s->boot, boot, BOOT_BYTES) == 0;
    if (!good && (ours || s->magic == 0))
        good = shared_make(fd, s, rows, boot);
    if (good)
        return s;
    munmap(s, size);
    errno = EINVAL;
    return NULL;
}

struct bucket_table *bucket_table_open(const char *path)
{
    return bucket_table_open_rows(path, BUCKET_ROWS);
}

struct bucket_table *bucket_table_open_rows(const char *path, uint64_t rows)
{
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    struct shared *s = NULL;
    if (fd < 0)
        return NULL;
    if (flock(fd, LOCK_EX) == 0) /* two pools that start at once make it once */
        s = shared_map(fd, rows);
    int error = errno;
    (void)flock(fd, LOCK_UN); /* the mapping would keep it */
    close(fd);
    struct bucket_table *t = s ? malloc(sizeof *t) : NULL;
    if (s && !t)
        munmap(s, table_size(rows));
    else if (t)
        *t = (struct bucket_table){s, table_size(rows)};
    errno = s && !t ? ENOMEM : error;
    return t;
}

void bucket_table_close(struct bucket_table *t)
{
    if (!t)
        return;
    munmap(t->shared, t->size);
    free(t);
}

/* ---- a word ---- */

static uint64_t ticks_now(void)
{
    return (uint64_t)clock_mono_us() / BUCKET_TICK_US;
}

/* A time too far ahead is one that lies behind: the 42 bits go round in two years. */
static int64_t word_debt(uint64_t word, uint64_t now)
{
    int64_t ahead = (int64_t)((word - now) & time_mask);
    return word == 0 || ahead > debt_max ? 0 : ahead;
}

static uint64_t word_make(uint64_t tag, uint64_t now, int64_t debt)
{
    return tag << TIME_BITS | ((now + (uint64_t)(debt < debt_max ? debt : debt_max)) & time_mask);
}

static uint64_t tag_of(const struct bucket_key *key)
{
    uint64_t tag = key->hash >> TIME_BITS;
    return tag != 0 ? tag : 1;
}

static struct row *row_of(const struct bucket_table *t, const struct bucket_key *key)
{
    return &t->shared->row[key->part * t->shared->rows + (key->hash & (t->shared->rows - 1))];
}

static _Atomic uint64_t *row_find(struct row *row, uint64_t tag, uint64_t *word)
{
    for (int i = 0; i < WAYS; i++) {
        *word = atomic_load(&row->at[i]);
        if (*word >> TIME_BITS == tag)
            return &row->at[i];
    }
    return NULL;
}

/* ---- one lock of those that make entries ---- */

/* A holder that was stopped delays others a moment, no more: they say no. A dead one is taken over from;
 * what it may have left half done is one word, and words are whole. */
static pthread_mutex_t *row_lock(const struct bucket_table *t, const struct bucket_key *key)
{
    pthread_mutex_t *m = &t->shared->locks[(key->hash & (t->shared->rows - 1)) % LOCKS];
    struct timespec until;
    int got = pthread_mutex_trylock(m);
    if (got == EBUSY) {
        clock_gettime(CLOCK_MONOTONIC, &until);
        until.tv_nsec += LOCK_MS * 1000000L;
        until.tv_sec += until.tv_nsec / 1000000000L;
        until.tv_nsec %= 1000000000L;
        got = pthread_mutex_clocklock(m, CLOCK_MONOTONIC, &until);
    }
    if (got == EOWNERDEAD)
        got = pthread_mutex_consistent(m);
    return got == 0 ? m : NULL;
}

static void crowded_say(struct bucket_table *t)
{
    int64_t now = clock_mono_us(), last = atomic_load(&t->shared->logged_us);
    if (now - last >= LOG_EVERY_US && atomic_compare_exchange_strong(&t->shared->logged_us, &last, now))
        log_say(LOG_WARNING, "rates.crowded", "a row of the table is full of clients that wait; new ones are refused");
}

/* ---- changing ---- */

enum step { STEP_DONE, STEP_KEPT, STEP_AGAIN };

static enum step word_change(_Atomic uint64_t *at, uint64_t word, uint64_t tag, const struct bucket_change *c,
                             int64_t *debt)
{
    uint64_t now = ticks_now();
    int64_t had = word >> TIME_BITS == tag ? word_debt(word, now) : 0;
    int64_t next = c->debt(had, c->arg);
    *debt = next < 0 ? had : next;
    if (next < 0)
        return STEP_KEPT;
    return atomic_compare_exchange_strong(at, &word, word_make(tag, now, next)) ? STEP_DONE : STEP_AGAIN;
}

/* The first place that is full again; else how long until one is. */
static _Atomic uint64_t *row_room(struct row *row, uint64_t *word, int64_t *soonest)
{
    uint64_t now = ticks_now();
    *soonest = debt_max;
    for (int i = 0; i < WAYS; i++) {
        *word = atomic_load(&row->at[i]);
        int64_t debt = word_debt(*word, now);
        if (debt == 0)
            return &row->at[i];
        *soonest = debt < *soonest ? debt : *soonest;
    }
    return NULL;
}

/* Under the row's lock: nobody else makes an entry here, though others take from those there are. */
static enum bucket_result row_enter(struct row *row, uint64_t tag, const struct bucket_change *c, int64_t *debt)
{
    enum step step;
    do {
        uint64_t word;
        _Atomic uint64_t *at = row_find(row, tag, &word);
        if (!at)
            at = row_room(row, &word, debt);
        if (!at)
            return BUCKET_CROWDED;
        step = word_change(at, word, tag, c, debt);
    } while (step == STEP_AGAIN);
    return step == STEP_DONE ? BUCKET_CHANGED : BUCKET_KEPT;
}

enum bucket_result bucket_table_change(struct bucket_table *t, const struct bucket_key *key,
                                       const struct bucket_change *change, int64_t *debt)
{
    struct row *row = row_of(t, key);
    uint64_t tag = tag_of(key), word;
    for (_Atomic uint64_t *at; (at = row_find(row, tag, &word)) != NULL;) {
        enum step step = word_change(at, word, tag, change, debt);
        if (step != STEP_AGAIN)
            return step == STEP_DONE ? BUCKET_CHANGED : BUCKET_KEPT;
    }
    pthread_mutex_t *lock = row_lock(t, key);
    *debt = 1;
    enum bucket_result result = lock ? row_enter(row, tag, change, debt) : BUCKET_CROWDED;
    if (lock)
        pthread_mutex_unlock(lock);
    if (result == BUCKET_CROWDED)
        crowded_say(t);
    return result;
}

int64_t bucket_table_debt(const struct bucket_table *t, const struct bucket_key *key)
{
    uint64_t word;
    return row_find(row_of(t, key), tag_of(key), &word) ? word_debt(word, ticks_now()) : 0;
}

struct bucket_key bucket_table_key(const struct bucket_table *t, enum bucket_part part, struct str name)
{
    unsigned char hash[CRYPTO_SHA256];
    struct bucket_key key = {.part = part};
    crypto_keyed_hash((struct str){t->shared->key, KEY_BYTES}, name, hash);
    memcpy(&key.hash, hash, sizeof key.hash);
    return key;
}
