#include "base/std.h"

#include "base/bell.h"

#include <fcntl.h>
#include <linux/futex.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

struct bell {
    _Atomic uint32_t count;
};

static struct bell own_bell;
static struct bell *bell = &own_bell;

static struct bell *bell_map(int fd)
{
    struct stat st;
    if (fstat(fd, &st) != 0)
        return NULL;
    if (st.st_size < (off_t)sizeof(struct bell) && ftruncate(fd, sizeof(struct bell)) != 0)
        return NULL;
    struct bell *b = mmap(NULL, sizeof *b, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    return b == MAP_FAILED ? NULL : b;
}

bool bell_open(const char *path)
{
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        return false;
    struct bell *b = bell_map(fd);
    int error = errno;
    close(fd);
    errno = error;
    if (!b)
        return false;
    if (bell != &own_bell)
        munmap(bell, sizeof *bell);
    bell = b;
    return true;
}

static long bell_futex(int operation, uint32_t value, const struct timespec *wait)
{
    return syscall(SYS_futex, &bell->count, operation, value, wait, NULL, 0);
}

void bell_ring(void)
{
    int error = errno;
    atomic_fetch_add(&bell->count, 1);
    (void)bell_futex(FUTEX_WAKE, INT_MAX, NULL);
    errno = error;
}

uint32_t bell_count(void)
{
    return atomic_load(&bell->count);
}

void bell_wait(uint32_t seen, int64_t us)
{
    struct timespec wait = {.tv_sec = us / 1000000, .tv_nsec = us % 1000000 * 1000};
    if (us > 0)
        (void)bell_futex(FUTEX_WAIT, seen, &wait);
}
