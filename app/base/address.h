/* Internet addresses as limits count them: an IPv4 address is one client, and so is a whole IPv6 /64, which
 * is what a household or a rented server has. Pure. */
#ifndef BASE_ADDRESS_H
#define BASE_ADDRESS_H

#include "base/str.h"

enum { ADDRESS_GROUP_MAX = 48 };

/* What addresses of one client have in common, the same for every spelling; IPv4 within IPv6 is IPv4. What
 * is no address is itself, cut. Gives a slice of out. */
struct str address_group(struct str text, char out[ADDRESS_GROUP_MAX]);

#endif
