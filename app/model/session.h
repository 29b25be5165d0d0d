/* What lets somebody in: a log-in, on a browser (cookie) or with a program (bearer token), which may all that its
 * user may; and a personal token, which its user made for a program, by name, with scopes. */
#ifndef MODEL_SESSION_H
#define MODEL_SESSION_H

#include "base/str.h"

enum { SESSION_SECRET = 32, SESSION_TOKEN_TEXT = 54 /* base64url of 8 + 32 bytes */,
       SESSION_IDLE_DAYS = 14, SESSION_MAX_DAYS = 90 };
enum { TOKEN_NAME_MAX = 50 /* code points */, TOKENS_MAX = 50 /* of one user */ };
#define SESSION_NEVER INT64_MAX /* expires_ms of what does not expire */

enum session_kind { SESSION_LOGIN = 0, SESSION_TOKEN = 1 /* personal; not ended by idleness */ };
enum session_scope { SCOPE_READ = 1, SCOPE_WRITE = 2 }; /* who may write may read */

struct session {
    int64_t user_id;
    unsigned char hash[32]; /* SHA-256 of the token's bytes; the token itself is never stored */
    int64_t created_ms, last_used_ms, expires_ms; /* last_used_ms of a token not used yet: 0 */
    struct str device;  /* User-Agent, cut to 200 bytes */
    struct str address; /* remote address as text */
    enum session_kind kind;
    unsigned scopes; /* of a token: SCOPE_... together; a log-in has none and may all */
    struct str name; /* of a token, as its user called it */
};

struct session_list { /* of one user and kind, last used first */
    struct session *at;
    size_t count;
};

#endif
