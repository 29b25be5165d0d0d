/* Guessing in which language a text is, by how often its letters follow each other: libexttextcat, the only user of it.
 *
 * Knows languages of Latin and Cyrillic letters; what is told by its script alone is not its business
 * (domain/tweet_language.h). A guesser costs about 5 ms and 0.7 MB: made before a fork it is shared by the children, for
 * asking hardly writes to it. Not for several threads. */
#ifndef BASE_GUESS_H
#define BASE_GUESS_H

#include "base/str.h"

struct guesser;

struct guesser *guesser_open(void); /* NULL when the library's data are not there: then nothing is guessed */
void guesser_close(struct guesser *g); /* NULL is fine */

/* "de" and the like, until the next question; "" unless one language fits clearly better than all others. g may be NULL. */
struct str guesser_ask(struct guesser *g, struct str text);

#endif
