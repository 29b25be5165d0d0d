/* The finders: each looks at one place of a text and says whether its kind of entity stands there.
 *
 * Inside domain/richtext*.c only. `at` is the byte of the character that raised the suspicion. On success
 * *out has kind, byte places, name, list and bare; nothing else is set. */
#ifndef DOMAIN_RICHTEXT_FIND_H
#define DOMAIN_RICHTEXT_FIND_H

#include "model/rich.h"

bool richtext_find_mention(struct str text, size_t at, struct rich_entity *out); /* at: the @ */
bool richtext_find_hashtag(struct str text, size_t at, struct rich_entity *out); /* at: the # */
bool richtext_find_cashtag(struct str text, size_t at, struct rich_entity *out); /* at: the $ */
/* at: the colon of "://". The URL begins before it, not before byte `floor`. */
bool richtext_find_url(struct str text, size_t at, size_t floor, struct rich_entity *out);
/* at: a dot. Looks at the whole run of labels around it, not before `floor`; *run_end is set in any case: no other
 * dot before it needs to be looked at. */
bool richtext_find_bare_url(struct str text, size_t at, size_t floor, struct rich_entity *out, size_t *run_end);

/* Host names (richtext_host.c). Each gives the end of the longest host that begins at byte `at`, or `at`. */
size_t richtext_host_any(struct str text, size_t at);
size_t richtext_host_plain(struct str text, size_t at);
/* Reads the longest known top-level domain that s begins with, up to a character that may follow one. */
size_t richtext_tld(struct str s, bool retired);
/* Length of a label as the DNS spells it: itself, or xn-- and its punycode (RFC 3492). More than 63 is 64. */
size_t richtext_label_length(struct str label);
/* A label that looks like another name: scripts mixed, or look-alikes only. */
bool richtext_label_deceives(struct str label, bool ascii_tld);

/* What follows a host: where a path ends (at: the slash), where a query ends (at: the ?), else `at`. */
size_t richtext_path_end(struct str text, size_t at);
size_t richtext_query_end(struct str text, size_t at);

#endif
