/* A person with an account. */
#ifndef MODEL_USER_H
#define MODEL_USER_H

#include "model/safe_html.h"

enum { USERNAME_MAX = 15, EMAIL_MAX = 254, DISPLAY_NAME_MAX = 50 /* graphemes */, PASSWORD_MIN = 8 /* code points */,
       PASSWORD_BYTES_MAX = 1024 };
enum { BIO_MAX = 160, LOCATION_MAX = 30, USER_FIELDS = 4, FIELD_NAME_MAX = 30, FIELD_VALUE_MAX = 150 /* graphemes */,
       USER_URL_MAX = 400 /* bytes */ };

enum user_state { USER_ACTIVE = 0, USER_PENDING = 1 /* waits for approval */, USER_SUSPENDED = 2 };

struct user_field { /* "Pronouns", "they/them": a line each, neither empty */
    struct str name, value;
};

struct user {
    int64_t id;
    struct str username;     /* as typed; unique without case */
    struct str email;        /* as typed; shown to oneself only */
    struct str display_name; /* NFC, 1..50 graphemes; the username when none was given */
    struct str bio, location, url; /* url: http or https, or empty */
    struct str birthday;           /* "1990-12-31", or empty; shown to oneself only */
    struct str language;           /* "de", of base/locale.h, or empty: of one's tweets; shown to oneself only */
    struct str time_zone;          /* "Europe/Berlin", or empty: in which one reads; shown to oneself only */
    struct user_field fields[USER_FIELDS];
    size_t field_count;
    enum user_state state;
    int64_t created_ms, last_login_ms; /* last_login 0: never */
    int64_t followers_count, following_count, tweets_count;
};

struct user_marks { /* what the viewer has to do with this user; all false for nobody known */
    bool self, following, followed_by;
};

struct user_card { /* complete for showing; made in batches by domain/ */
    struct user user;
    struct user_marks viewer;
    struct safe_html bio; /* with its links */
    bool field_is_url[USER_FIELDS]; /* that field's value is an address, and leads where it says */
};

#endif
