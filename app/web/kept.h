/* What this door makes once a process and its actions only hand out: behind request.kept. */
#ifndef WEB_KEPT_H
#define WEB_KEPT_H

#include "base/str.h"

struct kept {
    struct str description; /* /v1/openapi.json */
};

#endif
