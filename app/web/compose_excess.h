/* A text too long, for showing where it becomes so. */
#ifndef WEB_COMPOSE_EXCESS_H
#define WEB_COMPOSE_EXCESS_H

#include "view/pages.h"

struct work;

struct excess_part compose_excess(struct work *w, struct str typed); /* all empty when it fits */

#endif
