#include "base/std.h"

#include "base/zone.h"

#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/zone_file.h"

enum { FILE_MAX = 64 * 1024, WORDS_MAX = 3 }; /* the largest file there is has 4 KB */

struct zone {
    char name[ZONE_NAME_MAX + 1];
    char *bytes;
    struct zone_file file;
};

struct zones {
    const char *folder;
    struct zone at[ZONES_KEPT];
    size_t count, oldest;
};

static bool word_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '+' || c == '-';
}

static bool word_ok(struct str word)
{
    if (word.len == 0 || word.at[0] < 'A' || word.at[0] > 'Z')
        return false;
    for (size_t i = 0; i < word.len; i++)
        if (!word_char(word.at[i]))
            return false;
    return true;
}

bool zone_name_ok(struct str name)
{
    int words = 0;
    if (name.len == 0 || name.len > ZONE_NAME_MAX || str_ends(name, STR("/")))
        return false;
    for (struct str word; str_next(&name, '/', &word); words++)
        if (!word_ok(word))
            return false;
    return words <= WORDS_MAX;
}

struct zones *zones_open(const char *folder)
{
    struct zones *z = calloc(1, sizeof *z);
    if (z != NULL)
        z->folder = folder;
    return z;
}

void zones_close(struct zones *z)
{
    for (size_t i = 0; z != NULL && i < z->count; i++)
        free(z->at[i].bytes);
    free(z);
}

static bool read_whole(int fd, char *at, size_t size)
{
    for (size_t had = 0; had < size;) {
        ssize_t n = read(fd, at + had, size - had);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        had += (size_t)n;
    }
    return true;
}

/* The file's bytes, to be freed; NULL when there is none fit to be read. */
static char *bytes_of(int fd, size_t *size)
{
    struct stat st;
    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || st.st_size <= 0 || st.st_size > FILE_MAX)
        return NULL;
    char *at = malloc((size_t)st.st_size);
    if (at != NULL && !read_whole(fd, at, (size_t)st.st_size)) {
        free(at);
        return NULL;
    }
    *size = (size_t)st.st_size;
    return at;
}

static bool zone_load(const struct zones *z, const char *name, struct zone *out)
{
    char path[PATH_MAX];
    size_t size = 0;
    int length = snprintf(path, sizeof path, "%s/%s", z->folder, name);
    int fd = length > 0 && (size_t)length < sizeof path ? open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK) : -1;
    if (fd < 0)
        return false;
    char *bytes = bytes_of(fd, &size);
    close(fd);
    if (bytes == NULL || !zone_file_read((struct str){bytes, size}, &out->file)) {
        free(bytes);
        return false;
    }
    out->bytes = bytes;
    snprintf(out->name, sizeof out->name, "%s", name);
    return true;
}

/* A place for one more: a free one, else that of whoever has been here longest. */
static struct zone *zone_place(struct zones *z)
{
    if (z->count < ZONES_KEPT)
        return &z->at[z->count++];
    struct zone *place = &z->at[z->oldest];
    z->oldest = (z->oldest + 1) % ZONES_KEPT;
    free(place->bytes);
    return place;
}

static const struct zone *zone_find(struct zones *z, struct str name)
{
    char text[ZONE_NAME_MAX + 1];
    struct zone loaded;
    for (size_t i = 0; i < z->count; i++)
        if (str_eq(str_from(z->at[i].name), name))
            return &z->at[i];
    if (!zone_name_ok(name))
        return NULL;
    memcpy(text, name.at, name.len);
    text[name.len] = '\0';
    if (!zone_load(z, text, &loaded))
        return NULL;
    struct zone *place = zone_place(z);
    *place = loaded;
    return place;
}

bool zones_look(struct zones *z, struct str name, int64_t unix_s, struct zone_time *out)
{
    const struct zone *zone = z != NULL ? zone_find(z, name) : NULL;
    if (zone == NULL)
        return false;
    *out = zone_file_look(&zone->file, unix_s);
    return true;
}
