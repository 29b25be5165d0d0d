#include "base/std.h"

#include "io/cache_address.h"

#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/log.h"
#include "io/cache_servers.h"

static void path_find(const char *path, struct cache_address_list *out)
{
    struct sockaddr_un at = {.sun_family = AF_UNIX};
    memcpy(at.sun_path, path, strlen(path)); /* io/cache_servers.c: it fits */
    memcpy(&out->at[0], &at, sizeof(at));
    out->size[0] = sizeof(at);
    out->count = 1;
}

static void name_find(const struct cache_server *server, struct cache_address_list *out)
{
    struct addrinfo hint = {.ai_socktype = SOCK_STREAM}, *found = NULL;
    char port[8];
    snprintf(port, sizeof(port), "%u", server->port);
    int wrong = getaddrinfo(server->host, port, &hint, &found);
    if (wrong) {
        log_say(LOG_ERROR, "cache.name", "%s: %s", server->host, gai_strerror(wrong));
        return;
    }
    for (const struct addrinfo *a = found; a && out->count < CACHE_ADDRESSES_MAX; a = a->ai_next) {
        memcpy(&out->at[out->count], a->ai_addr, a->ai_addrlen);
        out->size[out->count++] = a->ai_addrlen;
    }
    freeaddrinfo(found);
}

void cache_address_find(const struct cache_server *server, struct cache_address_list *out)
{
    memset(out, 0, sizeof(*out));
    if (server->port)
        name_find(server, out);
    else
        path_find(server->host, out);
}

int cache_address_connect(const struct cache_address_list *list)
{
    if (!list->count)
        return -1;
    const struct sockaddr *to = (const struct sockaddr *)&list->at[list->now];
    int fd = socket(to->sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0), on = 1;
    if (fd < 0)
        return -1;
    if (to->sa_family != AF_UNIX) {
        (void)setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
        (void)setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof(on));
    }
    if (connect(fd, to, list->size[list->now]) == 0 || errno == EINPROGRESS)
        return fd;
    close(fd);
    return -1;
}

void cache_address_first(struct cache_address_list *list)
{
    list->tried = 1;
}

bool cache_address_next(struct cache_address_list *list)
{
    if (list->tried >= list->count)
        return false;
    list->tried++;
    list->now = (list->now + 1) % list->count;
    return true;
}
