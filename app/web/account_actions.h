/* Actions on what one's account is found by: user name and address. */
#ifndef WEB_ACCOUNT_ACTIONS_H
#define WEB_ACCOUNT_ACTIONS_H

#include "http/route.h"
#include "model/user.h"
#include "model/username_hold.h"

struct found_account {
    struct user_card user;
    struct username_holds holds;
};

enum err account_read(struct work *w, struct request *rq, struct reply *out);   /* a found_account */
enum err account_change(struct work *w, struct request *rq, struct reply *out); /* a user_card */

#endif
