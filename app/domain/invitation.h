/* Invitations: single codes with a number of uses and an end. */
#ifndef DOMAIN_INVITATION_H
#define DOMAIN_INVITATION_H

#include "base/fault.h"
#include "base/str.h"

MUST_USE enum err invitation_create(struct work *w, int uses, int days, struct str *code);
MUST_USE enum err invitation_use(struct work *w, struct str code, bool *used);

#endif
