/* A viewer as bytes, for the cached copy of a session.
 *
 * Holds the session, what others may see of its user, and in what language and zone he lives. E-mail address,
 * birthday, fields, last log-in and counts are not in it: the first two are nobody's business there, the last would be
 * old. Reading what was not written here gives false, never a wrong viewer (the envelope's checksum stands in front,
 * io/cache_envelope.h). */
#ifndef STORE_SESSION_PACK_H
#define STORE_SESSION_PACK_H

#include "model/viewer.h"

struct str session_pack(struct arena *a, const struct viewer *v);
/* Texts of *out point into `packed`. */
MUST_USE bool session_unpack(struct str packed, struct viewer *out);

#endif
