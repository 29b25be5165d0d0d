/* Logging in and out: by cookie on pages, by bearer token for programs. */
#ifndef WEB_SESSION_ACTIONS_H
#define WEB_SESSION_ACTIONS_H

#include "http/route.h"

struct session_opened;

enum err login_form(struct work *w, struct request *rq, struct reply *out); /* the empty form; a viewer goes on */
enum err session_log_in(struct work *w, struct request *rq, struct reply *out);
enum err session_log_out(struct work *w, struct request *rq, struct reply *out);
enum err session_create(struct work *w, struct request *rq, struct reply *out); /* session_opened */
enum err session_end(struct work *w, struct request *rq, struct reply *out);

/* One's own sessions, and the password that opens them. */
enum err password_form(struct work *w, struct request *rq, struct reply *out); /* the empty form */
enum err password_change(struct work *w, struct request *rq, struct reply *out); /* a new cookie for this browser */
enum err sessions_read(struct work *w, struct request *rq, struct reply *out);   /* session_list */
enum err session_end_by_id(struct work *w, struct request *rq, struct reply *out);
enum err sessions_end_others(struct work *w, struct request *rq, struct reply *out);

/* Hands the browser the cookie of a session just opened; ends the one it had, and its pre-session. */
MUST_USE enum err session_enter(struct work *w, const struct request *rq, const struct session_opened *opened,
                                struct reply *out);

#endif
