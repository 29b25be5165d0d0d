/* Phrases in many scripts, of our own writing, from which plausible tweets are put together. */
#ifndef CLI_PHRASES_H
#define CLI_PHRASES_H

#include "base/buf.h"
#include "base/random.h"

/* Appends one tweet's text (NFC, trimmed, at most 280 code points) to b. `author` decides the
 * language, so that a person keeps to his; the stream decides the rest. */
void phrases_compose(struct buf *b, uint64_t author, struct random_stream *stream);

#endif
