#include "base/std.h"

#include "domain/gate.h"

#include <fcntl.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/settings.h"
#include "base/work.h"

enum { GATE_NAP_MS = 5 };

static MUST_USE enum err slot_try(struct work *w, const struct gate *gate, int64_t number, int *out)
{
    struct buf path;
    buf_init(&path, w->arena, 128);
    buf_printf(&path, "%s/%s-%" PRId64 ".lock", w->settings->web.run_dir, gate->name, number);
    int fd = open(buf_z(&path), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0660);
    if (fd < 0)
        return fail(w, ERR_INTERNAL, NULL, "error.internal", "%s: %s", buf_z(&path), strerror(errno));
    if (flock(fd, LOCK_EX | LOCK_NB) == 0) {
        *out = fd;
        return OK;
    }
    close(fd);
    *out = -1;
    return OK;
}

static MUST_USE enum err slots_try(struct work *w, const struct gate *gate, int *out)
{
    *out = -1;
    for (int64_t i = 0; i < gate->slots && *out < 0; i++)
        TRY(slot_try(w, gate, i, out));
    return OK;
}

enum err gate_enter(struct work *w, const struct gate *gate, int *slot)
{
    int64_t give_up_us = clock_mono_us() + gate->wait_ms * 1000;
    int fd = -1;
    for (;;) {
        TRY(slots_try(w, gate, &fd));
        if (fd >= 0)
            break;
        if (clock_mono_us() >= give_up_us || work_remaining_ms(w) <= 0) {
            enum err busy = fail(w, ERR_BUSY, NULL, "error.busy", "gate %s: all %" PRId64 " slots are taken",
                                 gate->name, gate->slots);
            w->fault.retry_after_s = 1;
            return busy;
        }
        nanosleep(&(struct timespec){.tv_nsec = GATE_NAP_MS * 1000000L}, NULL);
    }
    *slot = fd;
    return OK;
}

void gate_leave(int slot)
{
    close(slot); /* the lock goes with the descriptor */
}
