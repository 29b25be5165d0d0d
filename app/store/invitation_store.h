/* Rows of `invitation`: codes that let people register on a site that is by invitation. */
#ifndef STORE_INVITATION_STORE_H
#define STORE_INVITATION_STORE_H

#include "base/fault.h"
#include "base/str.h"

MUST_USE enum err invitation_store_insert(struct work *w, const unsigned char hash[32], int uses,
                                          int64_t expires_ms);
/* Uses it once, in the caller's transaction; *used false when unknown, used up or expired. */
MUST_USE enum err invitation_store_use(struct work *w, const unsigned char hash[32], int64_t now_ms,
                                       bool *used);

#endif
