#include "base/std.h"

#include "store/keys.h"

struct cache_key key_session(const unsigned char hash[32])
{
    return cache_key("ses", (struct str){(const char *)hash, 32});
}
