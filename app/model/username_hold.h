/* A user name that was given up and is kept for who had it. */
#ifndef MODEL_USERNAME_HOLD_H
#define MODEL_USERNAME_HOLD_H

#include "base/str.h"

enum { USERNAME_HOLD_DAYS = 30, USERNAME_HOLDS_MAX = 5 /* at once, of one person */ };

struct username_hold {
    struct str name; /* folded */
    int64_t until_ms;
};

struct username_holds {
    struct username_hold at[USERNAME_HOLDS_MAX];
    size_t count;
};

#endif
