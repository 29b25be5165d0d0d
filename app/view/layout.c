#include "base/std.h"

#include "view/layout.h"

#include "base/buf.h"
#include "base/settings.h"
#include "base/work.h"
#include "model/viewer.h"
#include "view/assets.h"
#include "view/present.h"

static struct str layout_asset(struct work *w, const char *name)
{
    struct buf b;
    buf_init(&b, w->arena, 64);
    buf_put_z(&b, w->settings->site.assets_url);
    buf_put_char(&b, '/');
    buf_put_z(&b, name);
    return buf_str(&b);
}

static void layout_viewer(struct work *w, struct layout *l)
{
    const struct user *u = &w->viewer->user;
    l->viewer_name = u->username;
    l->viewer_display_name = u->display_name;
    l->viewer_href = present_user_href(w, u->username, STR(""));
    l->viewer_avatar = present_avatar(w, u->id, u->display_name);
    l->script_href = layout_asset(w, ASSET_LINNET_JS);
}

struct layout layout_make(struct work *w, struct str title)
{
    const struct settings *s = w->settings;
    struct layout l = {
        .title = title,
        .site_name = str_from(s->site.name),
        .lang = STR("en"), /* the one language of the catalogue */
        .css_href = layout_asset(w, ASSET_LINNET_CSS),
        .icon_href = layout_asset(w, ASSET_FAVICON_SVG),
        .color_scheme = STR("light dark"),
        .may_register = s->registration.mode != REGISTRATION_CLOSED,
    };
    if (w->viewer)
        layout_viewer(w, &l);
    return l;
}
