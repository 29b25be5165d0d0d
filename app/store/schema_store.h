/* The schema's own table: which migrations have been applied, and applying more.
 * A migration is a file of migrations/, NNNN_what.sql, one statement, saying why and at what cost. */
#ifndef STORE_SCHEMA_STORE_H
#define STORE_SCHEMA_STORE_H

#include "base/fault.h"
#include "base/str.h"

MUST_USE enum err schema_store_prepare(struct work *w);                    /* makes the table if absent */
MUST_USE enum err schema_store_version(struct work *w, int *out);          /* newest applied; 0: none */
MUST_USE enum err schema_store_apply(struct work *w, int number, struct str name, struct str statement);
MUST_USE enum err schema_store_check_server(struct work *w);               /* io/db.h db_check_server */

#endif
