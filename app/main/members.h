/* The processes of a pool: started, reaped, watched, told to leave. No policy of the pool itself.
 *
 * Places 0..count-1 are the workers of this generation, each with a slot of the scoreboard; behind
 * them stand the workers that a generation before left, which only wait for their end. */
#ifndef MAIN_MEMBERS_H
#define MAIN_MEMBERS_H

#include <sys/types.h>

#include "main/scoreboard.h"

enum { MEMBERS_OLD_MAX = 1024 };

struct arena;

struct member {
    pid_t pid;              /* 0: the place is empty */
    int64_t started_us;
    int64_t start_after_us; /* an empty place is filled then */
    int64_t stopped_us;     /* since when it is stopped (SIGSTOP); 0: it runs */
    int64_t kill_at_us;     /* told to leave, killed then; 0: not told */
};

struct members {
    struct member *at; /* count + MEMBERS_OLD_MAX places */
    size_t count, old;
    struct scoreboard *board;
};

bool members_open(struct members *m, struct arena *a, size_t count); /* false with errno */
/* A worker of the generation before. Strangers (not children of this process) are left alone. */
void members_adopt(struct members *m, pid_t pid);

/* Starts what is missing: begin(index, arg) runs in the child and does not return. A worker that died
 * within a second is replaced a second after its start; others, and who left well, at once. */
void members_fill(struct members *m, void (*begin)(size_t index, void *arg), void *arg);
/* Takes note of what waitpid told; false when pid is none of ours. */
bool members_note(struct members *m, pid_t pid, int status);
/* Kills who is busy with one request, or stopped, for longer than watchdog_us, and who was told to
 * leave and did not. */
void members_watch(struct members *m, int64_t watchdog_us);

bool members_up(const struct members *m);         /* every worker has reached its loop */
size_t members_alive(const struct members *m);    /* old ones too */
size_t members_old_alive(const struct members *m);
void members_leave(struct members *m, int64_t grace_us);     /* SIGTERM to all, SIGKILL after grace */
void members_old_leave(struct members *m, int64_t grace_us); /* the old ones only */

#endif
