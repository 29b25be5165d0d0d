#include "base/std.h"

#include "web/compose_excess.h"

#include "base/utf8.h"
#include "base/work.h"
#include "domain/tweet_text.h"
#include "view/present.h"

enum { SHOWN_BEFORE = 24 /* characters, of what still fits */ };

struct excess_part compose_excess(struct work *w, struct str typed)
{
    struct tweet_room room = tweet_text_room(w->arena, typed);
    if (room.left >= 0)
        return (struct excess_part){.over = STR("")};
    struct str before = room.fits;
    for (size_t i = utf8_count(before); i > SHOWN_BEFORE; i--)
        utf8_next(&before);
    return (struct excess_part){.over = present_number(w, -room.left), .fits_end = before, .excess = room.excess};
}
