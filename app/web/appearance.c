#include "base/std.h"

#include "web/appearance.h"

#include "base/work.h"
#include "http/reply.h"
#include "http/request.h"
#include "web/params.h"

enum { LOOK_LIFE_S = 365 * 24 * 3600 };
static const char look_cookie[] = "linnet-look"; /* without __Host-: the same name on every site, for caches */

static const struct {
    const char *word, *color_scheme, *theme_color;
} themes[THEMES] = {
    [THEME_SYSTEM] = {"system", "light dark", ""},
    [THEME_LIGHT] = {"light", "light", "#faf7f4"},
    [THEME_DARK] = {"dark", "dark", "#171311"},
    [THEME_CONTRAST] = {"contrast", "light dark", ""},
};

enum theme appearance_theme(struct str word)
{
    enum theme t = THEME_SYSTEM;
    while (t < THEMES && !str_eq(word, str_from(themes[t].word)))
        t++;
    return t;
}

struct str appearance_word(enum theme theme)
{
    return str_from(themes[theme].word);
}

struct appearance appearance_of(const struct request *rq)
{
    struct str look, word;
    if (!request_cookie(rq, look_cookie, &look))
        return (struct appearance){.theme = THEME_SYSTEM};
    bool saver = str_ends(look, STR(".saver"));
    word = saver ? str_slice(look, 0, look.len - STR(".saver").len) : look;
    enum theme theme = appearance_theme(word);
    return theme < THEMES ? (struct appearance){theme, saver} : (struct appearance){.theme = THEME_SYSTEM};
}

void appearance_dress(const struct request *rq, struct layout *l)
{
    struct appearance a = appearance_of(rq);
    if (a.theme != THEME_SYSTEM)
        l->theme = str_from(themes[a.theme].word);
    l->color_scheme = str_from(themes[a.theme].color_scheme);
    l->theme_color = str_from(themes[a.theme].theme_color);
    if (a.saver)
        l->script_href = STR("");
}

enum err appearance_form(struct work *w UNUSED, struct request *rq UNUSED, struct reply *out UNUSED)
{
    return OK;
}

enum err appearance_change(struct work *w, struct request *rq, struct reply *out)
{
    struct appearance a = {appearance_theme(take_text(rq, "theme")), take_bool(rq, "saver")};
    struct buf look;
    if (a.theme == THEMES)
        return fail(w, ERR_INVALID, "theme", "appearance.theme_unknown", "no such theme");
    buf_init(&look, w->arena, 24);
    buf_put(&look, appearance_word(a.theme));
    buf_put_z(&look, a.saver ? ".saver" : "");
    bool usual = a.theme == THEME_SYSTEM && !a.saver;
    reply_cookie(w, out, look_cookie, usual ? STR("") : buf_str(&look), usual ? -1 : LOOK_LIFE_S);
    return OK;
}
