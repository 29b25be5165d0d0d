#include "base/std.h"

#include "domain/invitation.h"

#include "base/crypto.h"
#include "base/random.h"
#include "base/work.h"
#include "store/invitation_store.h"

enum { CODE_BYTES = 12, USES_MAX = 10000, DAYS_MAX = 3650 };
#define DAY_MS (INT64_C(86400) * 1000)

enum err invitation_create(struct work *w, int uses, int days, struct str *code)
{
    unsigned char secret[CODE_BYTES], hash[CRYPTO_SHA256];
    if (uses < 1 || uses > USES_MAX)
        complain(w, "uses", "invitation.uses_range");
    if (days < 1 || days > DAYS_MAX)
        complain(w, "days", "invitation.days_range");
    TRY(complained(w));
    random_bytes(secret, sizeof secret);
    struct str text = crypto_base64url(w->arena, secret, sizeof secret);
    crypto_sha256(text, hash);
    TRY(invitation_store_insert(w, hash, uses, w->now_ms + days * DAY_MS));
    *code = text;
    return OK;
}

enum err invitation_use(struct work *w, struct str code, bool *used)
{
    unsigned char hash[CRYPTO_SHA256];
    crypto_sha256(code, hash);
    return invitation_store_use(w, hash, w->now_ms, used);
}
