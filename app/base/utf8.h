/* UTF-8: checked once at the door, counted and normalised where rules speak of characters.
 *
 * The only user of utf8proc. Input that was not checked gives false, never undefined behaviour. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/str.h"

bool utf8_valid(struct str s);      /* shortest forms, no surrogates, at most U+10FFFF; NUL is allowed */
/* Bytes of the well-formed sequence that s begins with, 1 to 4; 0 when there is none. Any input. */
size_t utf8_sequence(struct str s);
size_t utf8_count(struct str s);    /* code points of valid text */
size_t utf8_graphemes(struct str s); /* what a person counts as characters */
struct str utf8_nfc(struct arena *a, struct str s); /* of valid text; s itself if it is NFC already */
/* Decodes one code point and moves *s on; -1 at the end. Valid text only. */
int32_t utf8_next(struct str *s);
/* Encodes a code point (no surrogate, at most U+10FFFF); out holds 4 bytes. Returns how many it used. */
size_t utf8_put(int32_t c, char *out);
bool utf8_is_control(int32_t c);   /* Cc except \n and \t, and U+2028, U+2029 */
bool utf8_is_invisible(int32_t c); /* bidirectional overrides and isolates, zero-width, BOM, tags */
bool utf8_is_mark(int32_t c);      /* category M: stands on the character before it */
bool utf8_is_blank(struct str s);  /* nothing but white space and invisibles */

#endif
