/* What a caller wants done once: the request under a key of the caller's own making, and the answer it got. */
#ifndef MODEL_IDEMPOTENCY_H
#define MODEL_IDEMPOTENCY_H

#include "base/str.h"

enum { IDEMPOTENCY_KEY_MAX = 255, IDEMPOTENCY_HOURS = 24, IDEMPOTENCY_HEADERS_MAX = 8000,
       IDEMPOTENCY_BODY_MAX = 256 * 1024 /* bytes */ };

struct idempotent_request {
    int64_t user_id;
    unsigned char key_hash[32];     /* of the key: each user has keys of his own */
    unsigned char request_hash[32]; /* of all that was asked under it */
};

struct idempotent_answer {
    int status;
    struct str headers, body; /* as their maker packed them */
};

#endif
