#include "base/std.h"

#include "http/route.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/work.h"

/* A tree of segments. Each edge is one segment of a pattern: `before`, a value of at least a byte if
 * `takes`, `behind`. Edges of a node stand in the order in which they are tried: literal ones first,
 * then by the length of what is fixed. A pattern has at most SEGMENTS_MAX, so that a walk is bounded. */
enum { SEGMENTS_MAX = 8, EDGES_MAX = 64 };

struct edge {
    struct str before, behind;
    bool takes;
    struct route_index *to;
};

struct route_index { /* a node */
    struct edge *edges;
    size_t edge_count;
    const struct route *rows[HTTP_OTHER];     /* by method */
    const struct route *as_json[HTTP_OTHER];  /* of paths that answer both: for who prefers JSON */
};

struct walk {
    struct str values[SEGMENTS_MAX]; /* of the edges that take one, in order */
    size_t count;
};

static const char *const method_names[HTTP_OTHER] = {
    [HTTP_GET] = "GET",     [HTTP_HEAD] = "HEAD",     [HTTP_POST] = "POST",       [HTTP_PUT] = "PUT",
    [HTTP_PATCH] = "PATCH", [HTTP_DELETE] = "DELETE", [HTTP_OPTIONS] = "OPTIONS",
};

static struct edge edge_of(struct str segment)
{
    size_t open, close;
    if (!str_find(segment, STR("{"), &open))
        return (struct edge){.before = segment, .behind = STR("")};
    if (!str_find(segment, STR("}"), &close) || close < open)
        BUG("route segment %.*s", STR_ARG(segment));
    return (struct edge){.before = str_slice(segment, 0, open),
                         .behind = str_slice(segment, close + 1, segment.len),
                         .takes = true};
}

static bool edge_same(const struct edge *a, const struct edge *b)
{
    return a->takes == b->takes && str_eq(a->before, b->before) && str_eq(a->behind, b->behind);
}

static bool edge_goes_before(const struct edge *a, const struct edge *b)
{
    if (a->takes != b->takes)
        return !a->takes;
    if (a->takes)
        return a->before.len + a->behind.len > b->before.len + b->behind.len;
    return str_compare(a->before, b->before) < 0;
}

static struct route_index *node_below(struct route_index *node, struct edge edge, struct arena *a)
{
    size_t at = 0;
    for (; at < node->edge_count && !edge_goes_before(&edge, &node->edges[at]); at++)
        if (edge_same(&edge, &node->edges[at]))
            return node->edges[at].to;
    if (node->edge_count == EDGES_MAX)
        BUG("more than %d routes below one segment", (int)EDGES_MAX);
    if (node->edges == NULL)
        node->edges = ARENA_ARRAY(a, struct edge, EDGES_MAX);
    edge.to = ARENA_NEW(a, struct route_index);
    memmove(&node->edges[at + 1], &node->edges[at], (node->edge_count - at) * sizeof edge);
    node->edges[at] = edge;
    node->edge_count++;
    return edge.to;
}

static unsigned method_number(const char *name)
{
    for (unsigned m = 0; m < HTTP_OTHER; m++)
        if (strcmp(method_names[m], name) == 0)
            return m;
    BUG("route with method %s", name);
}

/* Takes the next {name} of a pattern off *rest. */
static bool next_name(struct str *rest, struct str *name)
{
    struct str before;
    return str_next(rest, '{', &before) && rest->at != NULL && str_next(rest, '}', name);
}

bool route_in_path(const struct route *row, const struct param_spec *p)
{
    struct str name, rest = str_from(row->path), spelt = str_from(param_spelt(p));
    while (next_name(&rest, &name))
        if (str_eq(name, spelt))
            return true;
    return false;
}

static void check_declared(const struct route *row)
{
    struct str name, rest = str_from(row->path);
    size_t count = 0;
    while (row->takes[count].name != NULL)
        count++;
    if (count > PARAMS_MAX)
        BUG("route %s takes too much", row->path);
    while (next_name(&rest, &name)) {
        bool found = false;
        for (size_t i = 0; i < count; i++)
            found = found || str_eq(str_from(param_spelt(&row->takes[i])), name);
        if (!found)
            BUG("route %s does not declare %.*s", row->path, STR_ARG(name));
    }
}

static void add_row(struct route_index *root, const struct route *row, struct arena *a)
{
    struct route_index *node = root;
    struct str segment, path = str_from(row->path);
    size_t depth = 0;
    unsigned method = method_number(row->method);
    if (path.len == 0 || path.at[0] != '/' || row->takes == NULL || row->act == NULL)
        BUG("route %s is not complete", row->path);
    check_declared(row);
    struct str rest = str_slice(path, 1, path.len);
    while (str_next(&rest, '/', &segment)) {
        if (++depth > SEGMENTS_MAX)
            BUG("route %s is too deep", row->path);
        node = node_below(node, edge_of(segment), a);
    }
    const struct route **place = &node->rows[method];
    if (*place != NULL && ((*place)->flags & ROUTE_JSON) == 0 && (row->flags & ROUTE_JSON) != 0)
        place = &node->as_json[method];
    if (*place != NULL)
        BUG("routes %s and %s clash", (*place)->path, row->path);
    *place = row;
}

void routes_index(struct routes *r, struct arena *a)
{
    r->index = ARENA_NEW(a, struct route_index);
    for (size_t i = 0; i < r->count; i++)
        add_row(r->index, &r->at[i], a);
}

static bool edge_fits(const struct edge *e, struct str segment, struct str *value)
{
    if (!e->takes)
        return str_eq(e->before, segment);
    if (segment.len <= e->before.len + e->behind.len || !str_starts(segment, e->before) ||
        !str_ends(segment, e->behind))
        return false;
    *value = str_slice(segment, e->before.len, segment.len - e->behind.len);
    return true;
}

static const struct route *any_row(const struct route_index *node)
{
    for (unsigned m = 0; m < HTTP_OTHER; m++)
        if (node->rows[m] != NULL)
            return node->rows[m];
    return NULL;
}

/* For OPTIONS: a script of another site that asks means what answers it in JSON, where there is such a row. */
static const struct route *any_for_scripts(const struct route_index *node)
{
    for (unsigned m = 0; m < HTTP_OTHER; m++)
        if (node->as_json[m] != NULL)
            return node->as_json[m];
    return any_row(node);
}

/* Walks down with what is left of the path; tries the next edge when the first that fits leads nowhere. */
static const struct route_index *find_node(const struct route_index *node, struct str rest, struct walk *walk)
{
    struct str segment, value;
    if (!str_next(&rest, '/', &segment))
        return any_row(node) != NULL ? node : NULL;
    for (size_t i = 0; i < node->edge_count; i++) {
        const struct edge *e = &node->edges[i];
        size_t count = walk->count;
        if (!edge_fits(e, segment, &value))
            continue;
        if (e->takes)
            walk->values[walk->count++] = value;
        const struct route_index *found = find_node(e->to, rest, walk);
        if (found != NULL)
            return found;
        walk->count = count;
    }
    return NULL;
}

static struct str allowed(const struct route_index *node, struct arena *a)
{
    struct buf b;
    buf_init(&b, a, 64);
    for (unsigned m = 0; m < HTTP_OTHER; m++) {
        bool has = node->rows[m] != NULL || (m == HTTP_HEAD && node->rows[HTTP_GET] != NULL) || m == HTTP_OPTIONS;
        if (!has)
            continue;
        if (b.len > 0)
            BUF_LIT(&b, ", ");
        buf_put_z(&b, method_names[m]);
    }
    return buf_str(&b);
}

static const struct route *row_for(const struct route_index *node, struct request *rq)
{
    enum http_method method = rq->method;
    if (method == HTTP_OTHER)
        return NULL;
    if (method == HTTP_HEAD && node->rows[HTTP_HEAD] == NULL)
        method = HTTP_GET;
    rq->by_preference = node->as_json[method] != NULL;
    bool json = rq->by_preference &&
                (str_eq(rq->content_type, STR("application/json")) || request_wants_json(rq));
    return json ? node->as_json[method] : node->rows[method];
}

static MUST_USE enum err take_path_parts(struct work *w, struct request *rq, const struct walk *walk)
{
    struct str name, pattern = str_from(rq->route->path);
    for (size_t i = 0; i < walk->count && next_name(&pattern, &name); i++)
        TRY(params_path(w, rq, name, walk->values[i]));
    return OK;
}

enum err routes_find(struct work *w, const struct routes *r, struct request *rq, struct str *allow)
{
    struct walk walk = {.count = 0};
    const struct route_index *node = find_node(r->index, str_slice(rq->path, 1, rq->path.len), &walk);
    if (node == NULL)
        return fail(w, ERR_NOT_FOUND, NULL, "http.no_such_page", "no route");
    const struct route *row = row_for(node, rq);
    if (row != NULL)
        rq->route = row;
    else
        rq->route = rq->method == HTTP_OPTIONS ? any_for_scripts(node) : any_row(node);
    params_begin(rq);
    if (row == NULL) {
        *allow = allowed(node, w->arena);
        return fail(w, ERR_METHOD, NULL, "http.method", "%.*s", STR_ARG(rq->method_name));
    }
    return take_path_parts(w, rq, &walk);
}
