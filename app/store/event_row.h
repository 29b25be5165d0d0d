/* How an event stands in a row of outbox, event_log and event_dead, and the names of the kinds. */
#ifndef STORE_EVENT_ROW_H
#define STORE_EVENT_ROW_H

#include "io/db.h"
#include "model/event.h"

#define EVENT_ROW_COLUMNS "id, kind, author_id, subject_id, other_id"
enum { EVENT_ROW_WIDTH = 5 };

const char *event_row_kind(enum event_kind kind);         /* "tweet.created"; "" for EVENT_UNKNOWN */
enum event_kind event_row_kind_read(struct str name);     /* EVENT_UNKNOWN for what is not known */
/* Reads EVENT_ROW_COLUMNS from column c on; part and offset are the caller's. */
struct event event_row_read(const struct db_rows *rows, size_t r, size_t c);
/* The parameters for EVENT_ROW_COLUMNS. */
void event_row_params(const struct event *e, struct db_value out[EVENT_ROW_WIDTH]);

#endif
