/* How pages look in this browser: a theme and the data saver, for people with an account and for visitors alike.
 *
 * Kept in one small cookie, "linnet-look": a theme, then ".saver" when data are saved ("dark", "system.saver").
 * Anything else in it counts as nothing chosen, so that a shared cache may key on the few values there are. It is
 * no secret and decides nothing but looks. */
#ifndef WEB_APPEARANCE_H
#define WEB_APPEARANCE_H

#include "view/pages.h"

struct reply;
struct request;
struct work;

enum theme { THEME_SYSTEM, THEME_LIGHT, THEME_DARK, THEME_CONTRAST, THEMES };

struct appearance {
    enum theme theme;
    bool saver; /* no script, and lists of APPEARANCE_SAVED */
};

enum { APPEARANCE_SAVED = 10 };

struct appearance appearance_of(const struct request *rq);
/* "dark" and the like; THEMES for no theme of ours. */
enum theme appearance_theme(struct str word);
struct str appearance_word(enum theme theme);
/* The frame of a page as the browser that asks wants it. */
void appearance_dress(const struct request *rq, struct layout *l);

enum err appearance_form(struct work *w, struct request *rq, struct reply *out);
/* ERR_INVALID: field theme. */
enum err appearance_change(struct work *w, struct request *rq, struct reply *out);

#endif
