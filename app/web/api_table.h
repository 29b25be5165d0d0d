/* What the route table does not say of the JSON API: what a row is for, and what its renderer answers.
 *
 * Path, method, parameters, who may and what counts come from routes.c; this stands beside it, a line or two a
 * row, and t/unit/test_api.c wants one for every JSON row of it. Objects that answers consist of
 * are told in web/api_objects.h. */
#ifndef WEB_API_TABLE_H
#define WEB_API_TABLE_H

#include "http/route.h"

struct api_operation { /* a JSON row */
    const char *method, *path; /* as in routes.c; NULL ends the table */
    const char *name;          /* what it is called in generated clients; each once */
    const char *summary;       /* what it does, without a full stop */
    const char *needs;         /* parameters that must be given, parted by blanks; those of the path are needed anyway */
    const char *faults;        /* kinds (base/fault.h) beyond those that follow from the row, parted by blanks */
    const char *about;         /* more sentences, or NULL */
    bool guarded;              /* heeds If-Match */
    const char *refusal;       /* the object of its error bodies; NULL: Error */
};

struct api_answer { /* a renderer */
    route_render render; /* NULL ends the table */
    int status;
    const char *object;  /* NULL: no body; "object": of any shape */
    bool versioned;      /* of a thing with versions: its ETag is there whatever the method (http/condition.h) */
};

struct api_parameter {
    const char *name;  /* NULL ends the table; a name means the same on every row */
    const char *about;
};

extern const struct api_operation api_operations[];
extern const struct api_answer api_answers[];
extern const struct api_parameter api_parameters[];
extern const struct api_parameter api_words[]; /* of parameters that take one of a few words, parted by '|' */

/* Is this a row of the API that is told to people? All JSON rows but those for machines, that count for nothing. */
bool api_tells_of(const struct route *row);

/* NULL: the table has no line for it. */
const struct api_operation *api_operation_of(const struct route *row);
const struct api_answer *api_answer_of(const struct route *row);
const char *api_parameter_about(const char *name);
const char *api_parameter_words(const char *name); /* the only values there are, parted by '|'; NULL: any */
/* Is `word` among these, parted by blanks? List NULL: no. */
bool api_lists(const char *list, const char *word);

#endif
