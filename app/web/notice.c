#include "base/std.h"

#include "web/notice.h"

#include "base/message.h"
#include "base/settings.h"
#include "base/work.h"
#include "http/reply.h"
#include "http/request.h"

enum { NOTICE_LIFE_S = 60 };

static const struct {
    const char *word; /* in the cookie */
    const char *key;
} notices[] = {
    [NOTICE_WELCOME] = {"welcome", "notice.welcome"},
    [NOTICE_TWEETED] = {"tweeted", "notice.tweeted"},
    [NOTICE_EDITED] = {"edited", "notice.edited"},
    [NOTICE_REPLIED] = {"replied", "notice.replied"},
    [NOTICE_REDRAFTED] = {"redrafted", "notice.redrafted"},
    [NOTICE_DELETED] = {"deleted", "notice.deleted"},
    [NOTICE_FOLLOWED] = {"followed", "notice.followed"},
    [NOTICE_UNFOLLOWED] = {"unfollowed", "notice.unfollowed"},
    [NOTICE_PASSWORD_SAVED] = {"password", "notice.password_saved"},
    [NOTICE_SESSION_ENDED] = {"session", "notice.session_ended"},
    [NOTICE_OTHERS_ENDED] = {"sessions", "notice.others_ended"},
    [NOTICE_ACCOUNT_SAVED] = {"account", "notice.account_saved"},
    [NOTICE_APPEARANCE_SAVED] = {"appearance", "notice.appearance_saved"},
    [NOTICE_TOKEN_REVOKED] = {"token", "notice.token_revoked"},
    [NOTICE_PROFILE_SAVED] = {"profile", "notice.profile_saved"},
};

static const char *cookie_name(const struct work *w)
{
    return w->settings->site.https ? "__Host-linnet-notice" : "linnet-notice";
}

void notice_leave(struct work *w, struct reply *out, enum notice what)
{
    reply_cookie(w, out, cookie_name(w), str_from(notices[what].word), NOTICE_LIFE_S);
}

struct str notice_show(struct work *w, const struct request *rq, struct reply *out)
{
    struct str word;
    if (!request_cookie(rq, cookie_name(w), &word))
        return STR("");
    reply_cookie(w, out, cookie_name(w), STR(""), -1);
    for (size_t i = 0; i < COUNT_OF(notices); i++)
        if (str_eq(word, str_from(notices[i].word)))
            return message(notices[i].key);
    return STR("");
}
