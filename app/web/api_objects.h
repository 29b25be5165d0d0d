/* The objects of the JSON API, member by member: what view/ writes, told to programs and people.
 *
 * One table, from which /v1/openapi.json is made (web/api_document.h), and from that the tables of
 * docs/api.md. C and not a file of its own, so that it is compiled, linked and tested with what it tells of.
 * Every answer of t/web is held against it: a member that is written and not told of, or told of
 * and not written, fails the test that saw it. */
#ifndef WEB_API_OBJECTS_H
#define WEB_API_OBJECTS_H

#include "base/std.h"

/* A member's type is a word:
 *
 *   text id name time date url count number bool degrees object     see api_types[]
 *   is a|b|c        one of these texts
 *   Tweet           another object
 *   [Tweet] [id]    a list of them
 *   Tweet? text?    or null */
struct api_member {
    const char *name; /* NULL ends a list */
    const char *type;
    const char *about; /* a sentence, or the part of one that follows the name */
    bool maybe;        /* left out where it does not apply; `about` says when */
};

struct api_object {
    const char *name; /* NULL ends the table */
    const char *about;
    const struct api_member *members;
};

struct api_type { /* of a single value */
    const char *word;
    const char *schema; /* members of its JSON schema */
    const char *about;
};

extern const struct api_object api_objects[];
extern const struct api_type api_types[]; /* ends with word NULL */

const struct api_object *api_object_find(const char *name, size_t len); /* NULL: there is none */
const struct api_type *api_type_find(const char *word, size_t len);

#endif
