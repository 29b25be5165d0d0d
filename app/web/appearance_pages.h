/* The page of how pages look. */
#ifndef WEB_APPEARANCE_PAGES_H
#define WEB_APPEARANCE_PAGES_H

#include "http/route.h"

enum err page_settings_appearance(struct work *w, struct request *rq, struct reply *out);
enum err page_appearance_saved(struct work *w, struct request *rq, struct reply *out);

#endif
