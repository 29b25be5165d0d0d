/* Ids and cursors in a query. Oracle: what was taken is what was written, and within its limits. */
#include "base/std.h"

#include "base/id.h"
#include "http/route.h"

#include "fuzz/fuzz.h"

static const struct route row = {
    .method = "GET",
    .path = "/page",
    .takes = TAKES({.name = "max_id", .kind = PARAM_ID}, {.name = "since_id", .kind = PARAM_ID},
                   {.name = "limit", .kind = PARAM_COUNT}, {.name = "ids", .kind = PARAM_IDS}),
};

static void check_id(const struct request *rq, const char *name)
{
    char digits[24];
    int64_t id = take_id(rq, name);
    FUZZ_MUST(take_given(rq, name) == (id > 0));
    int len = snprintf(digits, sizeof digits, "%" PRId64, id);
    int64_t again;
    FUZZ_MUST(id == 0 || (id_read((struct str){digits, (size_t)len}, &again) && again == id));
    FUZZ_MUST(id == 0 || id_at(id_time_ms(id), id_shard(id), (unsigned)(id & 63)) == id);
}

static void check(const struct request *rq)
{
    size_t count;
    const int64_t *ids = take_ids(rq, "ids", &count);
    FUZZ_MUST(count <= PARAM_IDS_MAX);
    for (size_t i = 0; i < count; i++)
        FUZZ_MUST(ids[i] > 0);
    int64_t limit = take_count(rq, "limit", 20);
    FUZZ_MUST(limit >= 1 && limit <= PARAM_COUNT_MAX);
    check_id(rq, "max_id");
    check_id(rq, "since_id");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct work w;
    struct request rq = {.method = HTTP_GET, .route = &row, .query = fuzz_str(data, size)};
    fuzz_begin(&w);
    params_begin(&rq);
    if (params_read(&w, &rq) == OK)
        check(&rq);
    work_end(&w);
    return 0;
}
