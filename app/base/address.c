#include "base/std.h"

#include "base/address.h"

#include <arpa/inet.h>

enum { V4 = 4, V6 = 16, V6_NET = 8 };

/* The bytes that count, moved to the front of ip; 0 when z is no address. */
static size_t group_read(const char *z, unsigned char ip[V6])
{
    static const unsigned char mapped[V6 - V4] = {[10] = 0xff, [11] = 0xff};
    if (inet_pton(AF_INET, z, ip) == 1)
        return V4;
    if (inet_pton(AF_INET6, z, ip) != 1)
        return 0;
    if (memcmp(ip, mapped, sizeof mapped) != 0)
        return V6_NET;
    memmove(ip, ip + sizeof mapped, V4);
    return V4;
}

struct str address_group(struct str text, char out[ADDRESS_GROUP_MAX])
{
    unsigned char ip[V6];
    size_t len = text.len < ADDRESS_GROUP_MAX ? text.len : ADDRESS_GROUP_MAX - 1;
    memcpy(out, len > 0 ? text.at : "", len);
    out[len] = '\0';
    size_t group = group_read(out, ip);
    if (group > 0)
        memcpy(out, ip, group);
    return (struct str){out, group > 0 ? group : len};
}
