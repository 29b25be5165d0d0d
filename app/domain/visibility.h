/* The one place that answers "may X see or do Y". Protected accounts and blocks join here. */
#ifndef DOMAIN_VISIBILITY_H
#define DOMAIN_VISIBILITY_H

#include "model/tweet.h"
#include "model/viewer.h"

bool visibility_user(const struct viewer *viewer, const struct user *u);
bool visibility_tweet(const struct viewer *viewer, const struct tweet *t, const struct user *author);
bool visibility_may_edit(const struct viewer *viewer, const struct tweet *t);
bool visibility_may_delete(const struct viewer *viewer, const struct tweet *t);

#endif
