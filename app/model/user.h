/* A person with an account. */
#ifndef MODEL_USER_H
#define MODEL_USER_H

#include "model/safe_html.h"

enum { USERNAME_MAX = 15, EMAIL_MAX = 254, DISPLAY_NAME_MAX = 50 /* graphemes */, PASSWORD_MIN = 8 /* code points */,
       PASSWORD_BYTES_MAX = 1024 };

enum user_state { USER_ACTIVE = 0, USER_PENDING = 1 /* waits for approval */, USER_SUSPENDED = 2 };

struct user {
    int64_t id;
    struct str username;     /* as typed; unique without case */
    struct str email;        /* as typed; shown to oneself only */
    struct str display_name; /* NFC, 1..50 graphemes; the username when none was given */
    struct str bio, location, url;
    enum user_state state;
    int64_t created_ms, last_login_ms; /* last_login 0: never */
    int64_t followers_count, following_count, tweets_count;
};

struct user_marks { /* what the viewer has to do with this user; all false for nobody known */
    bool self, following, followed_by;
};

struct user_card { /* complete for showing; made in batches by domain/ */
    struct user user;
    struct user_marks viewer;
    struct safe_html bio; /* with its links */
};

#endif
