/* The schema's own table: which migrations have been applied, and applying more.
 * A migration is a file of migrations/, NNNN_what.sql, one statement, saying why and at what cost. */
#ifndef STORE_SCHEMA_STORE_H
#define STORE_SCHEMA_STORE_H

#include "base/fault.h"
#include "base/str.h"

struct schema_change {
    int number;
    struct str name; /* of the file: 0007_tweet.sql */
    struct str statement;
};

/* Makes the table if absent. From here on a change gives up (ERR_BUSY) when a table is held for three seconds. */
MUST_USE enum err schema_store_prepare(struct work *w);
MUST_USE enum err schema_store_version(struct work *w, int *out);          /* newest applied; 0: none */
/* *already: the change was in the tables, made by a run that ended before it could write that down. */
MUST_USE enum err schema_store_apply(struct work *w, const struct schema_change *c, bool *already);
MUST_USE enum err schema_store_check_server(struct work *w);               /* io/db.h db_check_server */

#endif
