/* Fast, keyless mixing of numbers and bytes. Not for secrets (base/crypto.h). */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include "base/str.h"

uint64_t hash_mix(uint64_t x);        /* splitmix64's finaliser */
uint64_t hash_bytes(struct str s);    /* FNV-1a, mixed: tables, checksums of cache values */

#endif
