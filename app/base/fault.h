/* How things fail: a kind, a field, a public key, a private detail.
 *
 * A function that can fail returns enum err and leaves its out-parameters untouched on failure.
 * fail() and complain() are the only makers; TRY() passes a failure on unchanged. The fault rests in
 * the unit of work and is answered and logged once, at the door. `key` names a message of the
 * catalogue (base/message.h), shown to the person beside the field; `detail` goes to the log only. */
#ifndef BASE_FAULT_H
#define BASE_FAULT_H

#include "base/std.h"

struct work;

enum err { /* with the HTTP status that the one table in http/status.c gives each */
    OK = 0,
    ERR_MALFORMED,       /* 400 cannot be read, or unknown to the row */
    ERR_INVALID,         /* 422 breaks a rule; names its field */
    ERR_UNAUTHENTICATED, /* 401 nobody known */
    ERR_FORBIDDEN,       /* 403 known, without the right */
    ERR_NOT_FOUND,       /* 404 not there, deleted or not visible: one answer */
    ERR_METHOD,          /* 405 */
    ERR_CONFLICT,        /* 409 */
    ERR_PRECONDITION,    /* 412 it is no more what the caller said it was */
    ERR_TOO_LARGE,       /* 413 */
    ERR_UNSUPPORTED,     /* 415 */
    ERR_TOO_MANY,        /* 429 */
    ERR_BUSY,            /* 503 try again: deadline, database away, memory */
    ERR_INTERNAL,        /* 500 a defect of ours */
};

enum { FAULT_COMPLAINTS = 16, FAULT_DETAIL = 200 };

struct complaint {
    const char *field; /* parameter name; static or arena */
    const char *key;   /* message key */
};

struct fault {
    enum err kind;
    struct complaint complaints[FAULT_COMPLAINTS]; /* [0] is the fault's own field and key */
    size_t count;
    int retry_after_s;         /* for ERR_BUSY and ERR_TOO_MANY; 0: the door chooses */
    char detail[FAULT_DETAIL]; /* for the log; never a secret */
};

/* Records a fault and returns its kind. `field` may be NULL. A second fail() keeps the first. */
MUST_USE enum err fail(struct work *w, enum err kind, const char *field, const char *key,
                       const char *detail, ...) PRINTF_LIKE(5, 6);

/* Collects one more wrong field (a form shows them all at once); check with complained(). */
void complain(struct work *w, const char *field, const char *key);
/* OK when nothing was complained of, else the ERR_INVALID that carries all complaints. */
MUST_USE enum err complained(struct work *w);

/* Forgets a fault that its caller has dealt with. */
void fault_clear(struct work *w);
const char *err_name(enum err kind); /* "not_found"; the `kind` of JSON errors and log lines */

#define TRY(call)                          \
    do {                                   \
        enum err try_kind_ = (call);       \
        if (try_kind_ != OK)               \
            return try_kind_;              \
    } while (0)

/* A broken invariant: logged, then abort(); the pool starts a new worker. */
#define BUG(...) bug_at(__FILE__, __LINE__, __VA_ARGS__)
NORETURN void bug_at(const char *file, int line, const char *format, ...) PRINTF_LIKE(3, 4);

#endif
