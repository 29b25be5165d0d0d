/* The people of an imported graph: a prefix and a number each, made through the domain. */
#ifndef CLI_PEOPLE_H
#define CLI_PEOPLE_H

#include "cli/cli.h"

struct person {
    int64_t number; /* behind the prefix */
    int64_t id;     /* the user's */
};

struct people { /* sorted by number, each once; in c->arena */
    const char *prefix;
    struct person *at;
    size_t count;
};

/* 1..9 bytes of [A-Za-z0-9_], so that a number fits behind it. Says what is wrong. */
MUST_USE bool people_prefix_ok(const char *prefix);
/* Finds those of p->at by name and makes those that are not there; fills in ids. *made: how many. */
MUST_USE bool people_make(struct cli *c, struct people *p, size_t *made);
/* Finds PREFIX0, PREFIX1, ... until a hundred in a row are missing; at most `most`. */
MUST_USE bool people_find(struct cli *c, struct people *p, size_t most);
const struct person *people_numbered(const struct people *p, int64_t number);

#endif
