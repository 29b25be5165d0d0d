/* The one table from kinds of faults to HTTP. */
#ifndef HTTP_STATUS_H
#define HTTP_STATUS_H

#include "base/fault.h"

int status_of(enum err kind);
const char *status_reason(int status); /* "Not Found" */

#endif
