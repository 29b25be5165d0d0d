/* What names and addresses of people must look like: pure rules, no storage.
 *
 * Each judge answers NULL when the text is fine, else the message key to show beside the field.
 * Text must be valid UTF-8 (the door checked it). */
#ifndef DOMAIN_USER_RULES_H
#define DOMAIN_USER_RULES_H

#include "base/str.h"

/* [A-Za-z0-9_]{1,15}. Reserved names are a question of their own: commands may give them. */
const char *user_rules_username(struct str username);
/* Names that the site speaks with (admin, support) or that look like its own pages; without case. */
bool user_rules_reserved(struct str username);
/* Pragmatic, not RFC 5322: one @, at most 254 bytes with 64 before it, printable ASCII without blanks
 * and quotes, and a domain of dot-separated labels ("localhost" is fine, for trying things out). */
const char *user_rules_email(struct str email);
/* Names and addresses that look like the site's own voice to a hasty reader: adm1n, _Support_, l1nnet. */
bool user_rules_official(struct str name);

/* What any field of a profile may hold (user_rules_text.c), in NFC: no controls, bidirectional marks or overrides,
 * zero-width or empty characters; U+200D and U+200C where they make an emoji or the form of a letter; 6 marks on a
 * letter at most. lines: line ends are fine. */
bool user_rules_showable(struct str text, bool lines);

/* 1..50 graphemes in one line, not blank. Nor does it deceive: no word of Latin mixed with Greek, Cyrillic,
 * Armenian or Cherokee letters, no check mark as if somebody had checked, no @name as if it were another's. */
const char *user_rules_display_name(struct str name);

/* A user name made from the part before the @ (and before a +): letters, digits and _ are kept, the
 * rest becomes _; cut so that `suffix` (0: none) fits behind. Always a name that the rules allow. */
struct str user_rules_name_from_email(struct arena *a, struct str email, uint32_t suffix);

#endif
