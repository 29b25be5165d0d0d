/* Debts (base/bucket.h) of many, shared by all processes of a host, changed by compare-and-swap.
 *
 * A file of fixed size in web.run_dir, mapped by every worker: exact across them, independent of any
 * server, and still there after SIGHUP brought a new generation. Read and taken from without a lock or a
 * system call: one entry is one 64-bit word (22 bits of the key's hash, 42 bits of monotonic time at which the
 * bucket is full), a row of eight is one cache line, and a row belongs to the keys whose hash leads there.
 * The hash is keyed by random bytes of the file: nobody can aim at a row. Two keys of a row meet in one bucket
 * once in half a million; they are then limited together, never less.
 *
 * A new key takes the place of an entry that is full again, which is the same as none: no debt is ever
 * forgotten. Where all eight are in debt, the answer is "no" until one is not (BUCKET_CROWDED). Only
 * making an entry takes a lock, one of 64, robust against a process killed while it holds it. */
#ifndef BASE_BUCKET_TABLE_H
#define BASE_BUCKET_TABLE_H

#include "base/str.h"

/* What fills up one part does not touch the other. */
enum bucket_part { BUCKET_REQUESTS, BUCKET_FAILURES, BUCKET_PARTS };
enum { BUCKET_ROWS = 1 << 15 /* of each part; eight entries each */, BUCKET_DEBT_MAX_S = 2 * 86400 };

struct bucket_table;

struct bucket_key {
    uint64_t hash;
    enum bucket_part part;
};

/* Opens or makes the file. NULL with errno; EINVAL: another file lies there. What a run of the machine before
 * this one left is emptied: its clock is gone. */
struct bucket_table *bucket_table_open(const char *path);
/* `rows` of each part, a power of two: how crowded it gets is a test's to choose. */
struct bucket_table *bucket_table_open_rows(const char *path, uint64_t rows);
void bucket_table_close(struct bucket_table *t);

struct bucket_key bucket_table_key(const struct bucket_table *t, enum bucket_part part, struct str name);

struct bucket_change { /* gives the new debt for one of `debt` ticks; -1: it stays */
    int64_t (*debt)(int64_t debt, void *arg); /* called again when another process was faster */
    void *arg;
};
enum bucket_result { BUCKET_CHANGED, BUCKET_KEPT, BUCKET_CROWDED };

/* Changes the debt of a key at once, or not at all. *debt: what it is now; when BUCKET_CROWDED: ticks until
 * there is room. */
enum bucket_result bucket_table_change(struct bucket_table *t, const struct bucket_key *key,
                                       const struct bucket_change *change, int64_t *debt);
int64_t bucket_table_debt(const struct bucket_table *t, const struct bucket_key *key); /* ticks; 0: full, or never seen */

#endif
