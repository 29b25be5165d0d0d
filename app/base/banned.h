/* Calls that this project does not make, refused by the compiler.
 *
 * Unbounded or locale-bound string functions, shells, and stack allocation. What to use instead:
 * struct str and struct buf (base/str.h, base/buf.h), arenas (base/arena.h), posix_spawn. */
#ifndef BASE_BANNED_H
#define BASE_BANNED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#undef strcpy
#undef strcat
#undef strncpy
#undef strncat
#undef alloca
#pragma GCC poison strcpy stpcpy strcat strncpy strncat sprintf vsprintf
#pragma GCC poison gets strtok strtok_r atoi atol atoll
#pragma GCC poison system popen tmpnam tempnam mktemp
#pragma GCC poison alloca asctime ctime gmtime localtime

#endif
