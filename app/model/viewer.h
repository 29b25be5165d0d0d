/* Who is asking: the person known by this request's session. */
#ifndef MODEL_VIEWER_H
#define MODEL_VIEWER_H

#include "model/session.h"
#include "model/user.h"

struct viewer {
    struct user user;
    struct session session;
};

#endif
