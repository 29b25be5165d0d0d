/* What actions find and renderers show: the types behind reply.data, next to the nouns' own
 * (struct user_card, tweet_card, tweet_list, session_opened, text_page). All in the request's arena. */
#ifndef WEB_FOUND_H
#define WEB_FOUND_H

#include "model/lists.h"
#include "model/username_hold.h"

struct found_profile {
    struct user_card user;
    struct tweet_list tweets;
    bool replies; /* those to others are among them */
};

struct found_account { /* one's own */
    struct user_card user;
    struct username_holds holds; /* names given up lately */
};

struct found_tweet { /* one alone, in its surroundings */
    struct tweet_card card;
    const struct tweet_card *parent; /* what it replies to; NULL: nothing, or not there any more */
    struct tweet_list replies;
};

struct found_draft { /* what a new tweet begins with */
    const struct tweet_card *parent; /* what it replies to; NULL: nothing, or not there any more */
    const struct tweet_card *old;    /* what it is to replace; NULL: nothing */
};

struct found_people {
    struct user_card user; /* whose followers, or whom he follows */
    struct user_list people;
    bool followers;
};

struct found_fans { /* who likes, or has retweeted, a tweet */
    struct tweet_card tweet;
    struct user_list people;
    bool retweeters;
};

#endif
