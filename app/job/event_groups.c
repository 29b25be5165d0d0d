#include "base/std.h"

#include "job/event_groups.h"

#include "domain/sweep.h"

static enum err sweep_act(struct work *w, const struct event *e, bool *more)
{
    return sweep_tweet(w, e->subject_id, more);
}

const struct event_group event_groups[] = {
    {"sweep", "removes what a deleted tweet leaves behind", EVENT_KIND(EVENT_TWEET_DELETED), sweep_act},
};
const size_t event_groups_count = COUNT_OF(event_groups);

const struct event_group *event_groups_find(struct str name)
{
    for (size_t i = 0; i < event_groups_count; i++)
        if (str_eq(name, str_from(event_groups[i].name)))
            return &event_groups[i];
    return NULL;
}
