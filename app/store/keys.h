/* Every cache key, its value and its life, in one table.
 *
 *   what       prefix   id                     value                          life
 *   session    ses      token hash (32 bytes)  session and its user, packed   60 s; HOLD on log-out, note of
 *                                                                             use, change of the user's row
 *
 * More rows come with the caches of tweets and timelines. */
#ifndef STORE_KEYS_H
#define STORE_KEYS_H

#include "io/cache.h"

enum { KEY_SESSION_LIFE_S = 60 };

struct cache_key key_session(const unsigned char hash[32]);

#endif
