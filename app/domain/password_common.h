/* Passwords that everybody tries first: a generated table (tools/common_passwords.py), sorted by
 * bytes, in lower case, 8 characters or more each. */
#ifndef DOMAIN_PASSWORD_COMMON_H
#define DOMAIN_PASSWORD_COMMON_H

#include "base/std.h"

extern const char *const PASSWORD_COMMON[];
extern const size_t PASSWORD_COMMON_COUNT;

#endif
