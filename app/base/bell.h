/* A bell that all processes of a host hear: "something was written, look now instead of in a while".
 *
 * A counter in a shared file with a futex on it: ringing costs under a microsecond, waiting costs nothing, and a
 * process that dies leaves nothing behind. It carries no message and nothing depends on it: who waits also
 * looks by himself now and then (other hosts ring bells of their own). */
#ifndef BASE_BELL_H
#define BASE_BELL_H

#include "base/std.h"

/* Shares the bell by a file (mapped by every process of the host). False with errno: a bell of this
 * process alone is used. Call once, before forking. */
bool bell_open(const char *path);

void bell_ring(void);         /* safe in a signal handler */
uint32_t bell_count(void);    /* how often it rang, modulo 2^32: take it before looking */
/* Until it rang since `seen` was taken (then at once), a signal came, or the time is over. */
void bell_wait(uint32_t seen, int64_t us);

#endif
