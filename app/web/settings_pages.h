/* Pages where people set what is their own. Forms show what is stored, or again what was typed. */
#ifndef WEB_SETTINGS_PAGES_H
#define WEB_SETTINGS_PAGES_H

#include "http/route.h"

enum err page_settings(struct work *w, struct request *rq, struct reply *out);         /* user_card: the ways in */
enum err page_settings_profile(struct work *w, struct request *rq, struct reply *out); /* user_card, or a fault */
enum err page_profile_saved(struct work *w, struct request *rq, struct reply *out);    /* user_card: to the profile */
enum err page_settings_account(struct work *w, struct request *rq, struct reply *out);  /* found_account, or a fault */
enum err page_account_saved(struct work *w, struct request *rq, struct reply *out);
enum err page_settings_password(struct work *w, struct request *rq, struct reply *out); /* nothing, or a fault */
enum err page_password_saved(struct work *w, struct request *rq, struct reply *out);
enum err page_settings_sessions(struct work *w, struct request *rq, struct reply *out); /* session_list */
enum err page_session_ended(struct work *w, struct request *rq, struct reply *out);
enum err page_others_ended(struct work *w, struct request *rq, struct reply *out);

#endif
