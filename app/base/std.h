/* The first include of every file: configuration, libc, attributes, the bans.
 *
 * Nothing here knows of Linnet. Order matters: config.h before any libc header,
 * banned.h after all of them. */
#ifndef BASE_STD_H
#define BASE_STD_H

#include "config.h"

#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MUST_USE __attribute__((warn_unused_result))
#define NORETURN __attribute__((noreturn))
#define PRINTF_LIKE(text, first) __attribute__((format(printf, text, first)))
#define UNUSED __attribute__((unused))
#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

/* A foreign header whose macros name banned calls (mysql.h) must be read before the bans. Its user says
 * `#define STD_FOREIGN <mysql.h>` in front of the include of this file. */
#ifdef STD_FOREIGN
#include STD_FOREIGN
#endif

#include "base/banned.h"

#endif
