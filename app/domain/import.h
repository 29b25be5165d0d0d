/* What commands bring in from outside: tweets of other times.
 *
 * No viewer; the command answers for the author. The rules of text hold all the same. */
#ifndef DOMAIN_IMPORT_H
#define DOMAIN_IMPORT_H

#include "base/fault.h"
#include "model/tweet.h"

/* What replies to another has that one's id in reply_to_id. Makes t->id from created_ms, the author's shard
 * and `sequence` (0..63), cleans and judges the text, and stores it with the author's count. A tweet that
 * has this id and this author already is left as it is (*added false): an import may be repeated. Joins the
 * caller's transaction. */
MUST_USE enum err import_tweet(struct work *w, struct tweet *t, unsigned sequence, bool *added);

#endif
