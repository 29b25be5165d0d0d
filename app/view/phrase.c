#include "base/std.h"

#include "view/phrase.h"

#include "base/message.h"
#include "base/work.h"

struct str phrase(struct work *w, const char *key, const struct emit_value *values, size_t count)
{
    struct buf b;
    buf_init(&b, w->arena, 64);
    emit_message_plain(&b, message(key), values, count);
    return buf_str(&b);
}
