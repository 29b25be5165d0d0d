/* Actions on what one's account is found by: user name and address. */
#ifndef WEB_ACCOUNT_ACTIONS_H
#define WEB_ACCOUNT_ACTIONS_H

#include "http/route.h"

enum err account_read(struct work *w, struct request *rq, struct reply *out);   /* found_account */
enum err account_change(struct work *w, struct request *rq, struct reply *out); /* user_card */

#endif
