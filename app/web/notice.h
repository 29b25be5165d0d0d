/* Notices: the one sentence ("Your tweet is out.") that a page shows after a form was done.
 *
 * A form answers with a redirect, so the sentence travels to the next page in a short-lived cookie
 * that holds a word of a fixed list, never text; that page shows it once and takes the cookie away.
 * Only pages of known viewers show notices: what anonymous visitors see is cached. */
#ifndef WEB_NOTICE_H
#define WEB_NOTICE_H

#include "base/str.h"

struct reply;
struct request;
struct work;

enum notice { NOTICE_WELCOME, NOTICE_TWEETED, NOTICE_REPLIED, NOTICE_REDRAFTED, NOTICE_EDITED,
              NOTICE_DELETED, NOTICE_FOLLOWED, NOTICE_UNFOLLOWED, NOTICE_PROFILE_SAVED,
              NOTICE_PASSWORD_SAVED, NOTICE_SESSION_ENDED, NOTICE_OTHERS_ENDED, NOTICE_APPEARANCE_SAVED,
              NOTICE_ACCOUNT_SAVED, NOTICE_TOKEN_REVOKED };

void notice_leave(struct work *w, struct reply *out, enum notice what); /* for the next page */
/* The sentence left for this page, "" for none; takes it away. */
struct str notice_show(struct work *w, const struct request *rq, struct reply *out);

#endif
