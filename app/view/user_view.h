/* Users and sessions as JSON. E-mail is shown to oneself only; hashes and addresses to nobody. */
#ifndef VIEW_USER_VIEW_H
#define VIEW_USER_VIEW_H

#include "base/json.h"
#include "model/lists.h"

struct work;

void user_view_json(struct work *w, struct json *j, const struct user_card *u);
/* Without what only oneself sees: inside tweets and lists. */
void user_view_author_json(struct work *w, struct json *j, const struct user_card *u);
void user_view_list_json(struct work *w, struct json *j, const struct user_list *list);
/* {"token":...,"user":{...}} */
void user_view_session_json(struct work *w, struct json *j, struct str token, const struct user_card *u);

#endif
