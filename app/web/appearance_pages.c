#include "base/std.h"

#include "web/appearance_pages.h"

#include "base/message.h"
#include "base/work.h"
#include "view/templates.h"
#include "web/appearance.h"
#include "web/layout.h"
#include "web/notice.h"
#include "web/typed.h"

/* Ticked: what was typed when the form comes again, else what is in use. */
static struct theme_parts themes_shown(struct work *w, enum theme kept, enum theme ticked)
{
    static const char *const names[THEMES] = {"appearance.system", "appearance.light", "appearance.dark",
                                              "appearance.contrast"};
    struct theme_part *parts = ARENA_ARRAY(w->arena, struct theme_part, THEMES);
    for (enum theme t = THEME_SYSTEM; t < THEMES; t++)
        parts[t] = (struct theme_part){.word = appearance_word(t), .name = message(names[t]),
                                       .ticked = t == ticked, .kept = t == kept};
    return (struct theme_parts){parts, THEMES};
}

enum err page_settings_appearance(struct work *w, struct request *rq, struct reply *out)
{
    static const char *const fields[] = {"theme", "saver", NULL};
    struct appearance kept = appearance_of(rq), ticked = kept;
    struct field theme = typed_field(w, rq, "theme"), saver = typed_field(w, rq, "saver");
    if (w->fault.kind != OK)
        ticked = (struct appearance){appearance_theme(theme.value), saver.value.len > 0};
    const struct settings_appearance_page page = {
        .themes = themes_shown(w, kept.theme, ticked.theme),
        .theme_error = theme.error,
        .error = typed_trouble(w, fields),
        .saver_ticked = ticked.saver,
        .saver_kept = kept.saver,
    };
    struct layout l = layout_page(w, rq, out, LAYOUT_FORM, message("settings.appearance"));
    l.current = w->viewer != NULL ? STR("settings") : STR("");
    out->status = layout_status(w);
    template_settings_appearance(&out->body, &l, &page);
    return OK;
}

enum err page_appearance_saved(struct work *w, struct request *rq UNUSED, struct reply *out)
{
    if (w->viewer != NULL) /* to visitors the page itself says what is in use */
        notice_leave(w, out, NOTICE_APPEARANCE_SAVED);
    reply_see_other(w, out, STR("/settings/appearance"));
    return OK;
}
