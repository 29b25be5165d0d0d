#include "base/std.h"

#include "io/cache_servers.h"

#include <sys/un.h>

#include "base/log.h"

enum { PORT_DEFAULT = 11211, PATH_SIZE = sizeof(((struct sockaddr_un *)NULL)->sun_path) };

static bool host_set(struct cache_server *out, struct str host, uint64_t port, size_t size)
{
    if (!host.len || host.len >= size || port > UINT16_MAX)
        return false;
    memcpy(out->host, host.at, host.len);
    out->host[host.len] = '\0';
    out->port = (uint16_t)port;
    return true;
}

static bool server_read(struct str server, struct cache_server *out)
{
    struct str host = server, port = {0};
    uint64_t number = PORT_DEFAULT;
    size_t end;
    if (str_starts(server, STR("/")))
        return host_set(out, server, 0, PATH_SIZE);
    if (str_starts(server, STR("[")) && str_find(server, STR("]"), &end)) {
        host = str_slice(server, 1, end);
        port = str_slice(server, end + 1, server.len);
    } else if (str_find(server, STR(":"), &end)) {
        host = str_slice(server, 0, end);
        port = str_slice(server, end, server.len);
    }
    if (port.len && (port.at[0] != ':' || !str_to_u64(str_slice(port, 1, port.len), &number) || !number))
        return false;
    return host_set(out, host, number, CACHE_HOST_SIZE);
}

size_t cache_servers_read(struct str servers, struct cache_server out[CACHE_SERVERS_MAX])
{
    size_t count = 0;
    struct str server;
    while (str_next(&servers, ',', &server)) {
        server = str_trim(server);
        if (count < CACHE_SERVERS_MAX && server_read(server, &out[count]))
            count++;
        else
            log_say(LOG_ERROR, "cache.server", "cannot use the cache server \"%.*s\"", STR_ARG(server));
    }
    return count;
}
