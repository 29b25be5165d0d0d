/* Log lines: logfmt on stderr, one write(2) a line, values escaped so that a line stays one line.
 *
 *   struct log_line l;
 *   log_open(&l, LOG_INFO, "request");
 *   log_text(&l, "route", w->doing); log_int(&l, "status", 200);
 *   log_close(&l);
 *
 * Lines are cut at LOG_LINE bytes and then end in cut=1. Programs ignore SIGPIPE; a failed write is
 * counted and forgotten: a full log disk never stops the service. Never give it a token, a password or a body. */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include "base/str.h"

enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARNING, LOG_ERROR };
enum { LOG_LINE = 2048 };

struct log_line {
    bool cut;   /* no room for what came last */
    size_t len; /* 0: dropped, below the least level */
    char text[LOG_LINE];
};

void log_set_level(enum log_level least); /* lines below it are dropped */
void log_open(struct log_line *l, enum log_level level, const char *event); /* ts= level= event= */
void log_text(struct log_line *l, const char *name, const char *value);     /* NULL: left out */
void log_str(struct log_line *l, const char *name, struct str value);       /* empty: left out */
void log_int(struct log_line *l, const char *name, int64_t value);
void log_close(struct log_line *l);
/* A whole line with one free text. */
void log_say(enum log_level level, const char *event, const char *format, ...) PRINTF_LIKE(3, 4);
uint64_t log_dropped(void); /* lines that could not be written */

#endif
