/* Parameters: what a route declares that it takes, and typed access to what came.
 *
 * A route lists its parameters (struct param_spec); params_read collects them from path, query and
 * body (urlencoded, multipart or JSON by content type), checks UTF-8, size and kind, and refuses
 * with ERR_MALFORMED what is repeated ("param.repeated"), of another type ("param.type_..."), a secret
 * in the query ("param.secret_in_query") and, on a strict route, what the row does not know
 * ("param.unknown"); the field is named. What is too long, or a line with controls, is complained of
 * (ERR_INVALID), so that a form shows all of it; the values stay readable for showing them again.
 *
 * An object in a JSON body is what several parameters of a form are: {"place":{"name":"x"}} gives place_name.
 *
 * Not given: absent, JSON null, and an empty ID, IDS, COUNT or BOOL of a form's body. Handlers take
 * values by name and kind; asking for one that the row does not declare is a BUG(). Raw bytes never
 * reach a handler. */
#ifndef HTTP_PARAMS_H
#define HTTP_PARAMS_H

#include "base/fault.h"
#include "base/str.h"

struct request;

enum param_kind {
    PARAM_TEXT,   /* UTF-8 without NUL; CR LF become LF; NFC */
    PARAM_LINE,   /* PARAM_TEXT without line ends and controls, blanks trimmed */
    PARAM_WAY,    /* as PARAM_LINE, but one that is too long or has controls counts as not given: hidden
                     fields say where to go on, and nobody could mend theirs */
    PARAM_SECRET, /* bytes as typed: valid UTF-8 without NUL, never logged, never shown again in a form */
    PARAM_ID,     /* base/id.h; JSON: string, or an integer */
    PARAM_IDS,    /* up to PARAM_IDS_MAX, comma-separated; JSON: also a list */
    PARAM_DECIMAL, /* as PARAM_LINE; JSON: a number too, as it is written */
    PARAM_COUNT,  /* 1..PARAM_COUNT_MAX: below 1 is malformed, above is clamped */
    PARAM_BOOL,   /* JSON true/false; form: 1, true, on / 0, false, absent */
    PARAM_NOTHING, /* an empty list: what cannot be taken yet; anything in it is ERR_INVALID with the spec's key */
    PARAM_IGNORED, /* whatever: read over */
    PARAM_NAME,   /* [A-Za-z0-9_]{1,15}: anything else as a path part is ERR_NOT_FOUND */
};

struct param_spec {
    const char *name;     /* NULL ends a list; handlers take it by this */
    enum param_kind kind;
    size_t max;           /* bytes; 0: 256. Longer is ERR_INVALID "param.too_long", or the key below */
    const char *too_long; /* message key instead of param.too_long */
    const char *as;       /* how the caller spells it, where that is not the name */
};
const char *param_spelt(const struct param_spec *p);

#define TAKES(...) ((const struct param_spec[]){__VA_ARGS__, {.name = NULL}})
#define TAKES_NOTHING ((const struct param_spec[]){{.name = NULL}})

struct param {
    const struct param_spec *spec;
    bool came;         /* stood in path, query or body: a second one is refused */
    bool given;        /* has a value */
    struct str text;   /* TEXT, LINE, WAY, SECRET, NAME; for others as it came */
    int64_t number;    /* ID, COUNT, BOOL */
    int64_t *numbers;  /* IDS */
    size_t count;      /* of numbers */
};

enum { PARAMS_MAX = 24, PARAM_IDS_MAX = 100, PARAM_COUNT_MAX = 100 };

struct params {
    struct param at[PARAMS_MAX];
    size_t count;
};

/* Lays out the row's parameters, none given; routes_find calls it. */
void params_begin(struct request *rq);
/* Takes a part of the path: ERR_NOT_FOUND when it is not of the kind. BUG() when undeclared. */
MUST_USE enum err params_path(struct work *w, struct request *rq, struct str name, struct str value);
/* Reads query and body. Needs rq->route and params_begin. csrf_token of a body is known to every row,
 * and idempotency_key of a form's.
 * ERR_MALFORMED "body.looks_json": JSON sent as a form, on a strict route.
 * ERR_TOO_LARGE "body.too_large", ERR_MALFORMED "body.cut", ERR_UNSUPPORTED "body.unsupported". */
MUST_USE enum err params_read(struct work *w, struct request *rq);

bool take_given(const struct request *rq, const char *name);
struct str take_text(const struct request *rq, const char *name); /* "" when not given */
/* *count of them; an empty list when not given. */
const int64_t *take_ids(const struct request *rq, const char *name, size_t *count);
int64_t take_id(const struct request *rq, const char *name);      /* 0 when not given */
int64_t take_count(const struct request *rq, const char *name, int64_t otherwise);
bool take_bool(const struct request *rq, const char *name);

#endif
