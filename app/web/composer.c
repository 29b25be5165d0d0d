#include "base/std.h"

#include "web/composer.h"

#include "base/buf.h"
#include "base/id.h"
#include "base/work.h"
#include "domain/tweet.h"
#include "web/typed.h"

struct composer_part composer_empty(struct work *w, const struct tweet_card *parent)
{
    struct composer_part part = {.reply_to = STR("")};
    struct buf id;
    if (parent == NULL)
        return part;
    buf_init(&id, w->arena, 24);
    buf_put_i64(&id, parent->tweet.id);
    part.reply_to = buf_str(&id);
    part.box.reply = true;
    return part;
}

struct composer_part composer_typed(struct work *w, const struct request *rq, const struct tweet_card *parent)
{
    struct composer_part part = composer_empty(w, parent);
    struct field reply_to = typed_field(w, rq, "reply_to");
    part.box.text = typed_field(w, rq, "text");
    if (reply_to.error.len == 0) /* also where the other could not be read now: a reply stays one */
        part.reply_to = reply_to.value;
    part.box.reply = part.reply_to.len > 0;
    return part;
}

const struct tweet_card *composer_parent(struct work *w, const struct request *rq)
{
    struct fault had = w->fault;
    struct tweet_card *parent = ARENA_NEW(w->arena, struct tweet_card);
    int64_t id;
    if (had.kind == ERR_BUSY || had.kind == ERR_INTERNAL || !id_read(typed_field(w, rq, "reply_to").value, &id))
        return NULL;
    fault_clear(w);
    enum err kind = tweet_read_original(w, id, parent);
    w->fault = had;
    return kind == OK ? parent : NULL;
}
