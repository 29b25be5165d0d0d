/* A log-in: on a browser (cookie) or with a program (bearer token). */
#ifndef MODEL_SESSION_H
#define MODEL_SESSION_H

#include "base/str.h"

enum { SESSION_SECRET = 32, SESSION_TOKEN_TEXT = 54 /* base64url of 8 + 32 bytes */,
       SESSION_IDLE_DAYS = 14, SESSION_MAX_DAYS = 90 };

struct session {
    int64_t user_id;
    unsigned char hash[32]; /* SHA-256 of the token's bytes; the token itself is never stored */
    int64_t created_ms, last_used_ms, expires_ms;
    struct str device;  /* User-Agent, cut to 200 bytes */
    struct str address; /* remote address as text */
};

struct session_list { /* of one user, last used first */
    struct session *at;
    size_t count;
};

#endif
