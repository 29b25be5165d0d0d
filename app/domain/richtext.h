/* What a text means: who is mentioned, what is tagged, where it links to, and how long it is.
 *
 * Texts are plain. Everything that people see as more than letters is found in the text itself, each time it is
 * shown, by the rules below; they are the rules of Twitter's public twitter-text 3, so that a text means the
 * same here as there, with a few of our own where those would deceive a reader (marked "ours").
 *
 * The parts of a text (struct rich, model/rich.h):
 *
 *   mention   @ or U+FF20, then 1..20 of A-Z a-z 0-9 _. Not directly behind a letter, digit or one of _ ! # $ % & *
 *             @, so that an e-mail address is none; "RT@ada" and "RT:@ada" are. Not before another @, an accented
 *             Latin letter or "://". "@ada/garden" names a list of ada's as well: a slash, a letter, then up to 24
 *             letters, digits, _ and -.
 *   hashtag   # or U+FF03, then letters, marks, digits of any script and a few joiners ( _ U+00B7 U+200C U+200D
 *             U+30FB ...), one letter at least: "#1" is none. Not behind a letter, digit or &, not before U+FE0F or
 *             U+20E3 (that is the keycap emoji), #, or "://".
 *   cashtag   $, 1..6 ASCII letters, perhaps . or _ and one or two more; at the start or behind white space, before
 *             white space, ASCII punctuation or the end; not before "://".
 *   URL       with http:// or https:// or without ("bare").
 *     Host    labels joined by dots, the last one a known top-level domain (the table comes from Debian's
 *             publicsuffix, richtext_table.c), 63 bytes a label and 253 in all as the DNS spells them (punycode).
 *             Behind a protocol labels hold letters, marks, digits and symbols of any script; bare ones ASCII and
 *             accented Latin only, but the top-level domain may be of any script. - and _ stand inside labels, _
 *             not in the one before the top-level domain. What follows the host must not be an ASCII letter, digit,
 *             @, + or -; so "example.comの" links example.com, and "me.com@x.org" nothing.
 *             Ours: a label that mixes Latin with Greek, Cyrillic, Armenian or Cherokee letters, or is made of
 *             Cyrillic look-alikes only below an ASCII top-level domain, is no host; a bare host touches no letter
 *             of a script written with blanks (it would be a piece of a word that reads as another name); neither is
 *             a bare host what an e-mail address has before its @; retired top-level domains count behind
 *             a protocol only.
 *     Port    :digits. Path: / and what may stand in one, ASCII, accented Latin and Cyrillic; the sentence's own
 *             punctuation at its end stays outside; round brackets belong to it in pairs, two deep. Query: ? and so
 *             on. A bare host takes port and query only along with a path. Behind http(s)://t.co/ the path is one
 *             word of up to 40 letters and digits.
 *             Not directly behind a letter, digit, @, #, $ or U+FF20, U+FF03; bare ones not behind - _ . / % either,
 *             nor (ours) behind invisible characters that stand behind one of all these.
 *             4096 bytes at most.
 *
 * Length. Characters of U+0000..10FF, 2000..200D, 2010..201F and 2032..2037 weigh one, all others two; an emoji
 * weighs two however many code points it is put together of (skin tones, families, flags, keycaps); a URL weighs
 * 23 whatever it is. Counted in NFC. A tweet may weigh 280.
 *
 * Each function is pure, takes valid UTF-8 (NFC where lengths are compared), reads it once from front to back and
 * looks back over what it read a bounded number of times: time is linear in the text. Memory is the arena's. Nothing fails. */
#ifndef DOMAIN_RICHTEXT_H
#define DOMAIN_RICHTEXT_H

#include "model/rich.h"
#include "model/safe_html.h"

struct arena;

enum { RICHTEXT_LIMIT = 280, RICHTEXT_URL_WEIGHT = 23, RICHTEXT_MENTION_MAX = 20, RICHTEXT_LIST_MAX = 25 };

/* Finds the parts of a text. user_id of mentions is 0. */
struct rich richtext_scan(struct arena *a, struct str text);

struct richtext_scale {     /* how to weigh; in hundredths of a character, but for url */
    unsigned limit, url;    /* characters */
    unsigned light, heavy;  /* of the ranges above, of all else */
    bool emoji;             /* an emoji weighs `heavy`, whatever it is made of */
};
extern const struct richtext_scale RICHTEXT_SCALE; /* ours */

struct richtext_length {
    size_t weight;           /* in characters, rounded down */
    struct rich_place fits;  /* how far the text goes before it is too long; its end when it is not */
};
/* Weighs a text whose parts are known. */
struct richtext_length richtext_measure(struct str text, const struct rich *parts, const struct richtext_scale *scale);
/* The same for who needs nothing else. */
size_t richtext_weight(struct arena *a, struct str text);

/* The text as HTML: escaped, with a span around each tag and a link around each URL and each mention whose
 * user_id is known. Line breaks stay line breaks (show it in white-space: pre-wrap). Links are http(s) only and
 * carry rel="nofollow noopener noreferrer"; their text is what was typed, so it names the host they lead to; bare
 * ones lead to https. The tags are <a> and <span>, nothing else. */
struct safe_html richtext_html(struct arena *a, struct str text, const struct rich *parts);
/* The same for a text of which nothing is known yet: URLs become links, mentions do not. */
struct safe_html richtext_linked(struct arena *a, struct str text);

struct richtext_hit { /* code points of the visible text */
    size_t from, to;
};
/* Puts <mark> around the hits of a search: hits ascend and do not overlap; what lies behind the end is left out. A
 * mark goes around a whole link that lies within it, and is parted where a link begins or ends inside it. */
struct safe_html richtext_mark(struct arena *a, struct safe_html html, const struct richtext_hit *hits, size_t count);

/* Length in bytes of the emoji that s begins with, sequences as one; 0 when there is none. */
size_t richtext_emoji(struct str s);
/* Whether the whole of s is an absolute http or https URL (RFC 3986, letters of any script as in RFC 3987) with a
 * host name or an IPv4 address, as people type it into a field. Without protocol: `bare` allows that it is missing. */
bool richtext_is_url(struct str s, bool bare);
/* The place `byte` bytes into text, counted in code points and UTF-16 units too. */
struct rich_place richtext_place(struct str text, size_t byte);

#endif
