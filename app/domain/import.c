#include "base/std.h"

#include "domain/import.h"

#include "base/id.h"
#include "base/work.h"
#include "domain/tweet_language.h"
#include "domain/tweet_reply.h"
#include "domain/tweet_text.h"
#include "io/db_transaction.h"
#include "store/tweet_store.h"
#include "store/user_store.h"

struct tweet_import {
    struct tweet *tweet;
    bool added;
};

static MUST_USE enum err tweet_add(struct work *w, void *arg)
{
    struct tweet_import *import = arg;
    struct tweet *t = import->tweet, *there;
    size_t found;
    TRY(tweet_store_by_ids(w, &t->id, 1, &there, &found));
    import->added = found == 0 || there[0].author_id != t->author_id;
    if (!import->added)
        return OK;
    TRY(tweet_reply_begin(w, t, t->reply_to_id));
    TRY(tweet_store_insert(w, t));
    TRY(tweet_reply_join(w, t));
    return user_store_count(w, t->author_id, 0, 0, 1);
}

enum err import_tweet(struct work *w, struct tweet *t, unsigned sequence, bool *added)
{
    struct tweet_import import = {.tweet = t};
    t->text = tweet_text_clean(w->arena, t->text);
    const char *wrong = tweet_text_judge(w->arena, t->text);
    if (wrong)
        return fail(w, ERR_INVALID, "text", wrong, "%zu bytes", t->text.len);
    if (t->lang.len == 0)
        t->lang = tweet_language_guess(w, t->text);
    t->id = id_at(t->created_ms, id_shard(t->author_id), sequence);
    TRY(db_transaction(w, tweet_add, &import));
    *added = import.added;
    return OK;
}
