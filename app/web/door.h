/* The door of browsers and programs: pages and native JSON from one table (web/routes.c). */
#ifndef WEB_DOOR_H
#define WEB_DOOR_H

#include "http/serve.h"

struct arena;
struct settings;

/* Fills *out; its index lives in `a`, once per process and for its life. */
void door_web_make(struct door *out, const struct settings *s, struct arena *a);
/* Only the cookie names: with "__Host-" where site.url is https. */
void door_web_names(struct door *out, const struct settings *s);
/* What is due after the answer was sent: notes that the session was used. */
void door_web_after(struct work *w);

#endif
