/* The frame of every page, begun from the settings and the viewer. */
#ifndef VIEW_LAYOUT_H
#define VIEW_LAYOUT_H

#include "view/pages.h"

struct work;

/* Fills names, hashed hrefs and the viewer; the door adds canonical, notice, csrf_token, here, current.
 * title: shown before the site's name; "" on the front page. */
struct layout layout_make(struct work *w, struct str title);

#endif
