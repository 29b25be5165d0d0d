/* Pages of cards, as timelines and people lists are answered. */
#ifndef MODEL_LISTS_H
#define MODEL_LISTS_H

#include "model/page.h"
#include "model/tweet.h"

struct tweet_list {
    struct tweet_card *at;
    size_t count;
    struct page_ends ends;
};

struct user_list {
    struct user_card *at;
    size_t count;
    struct page_ends ends; /* in ids of the relation, not of the users */
};

#endif
