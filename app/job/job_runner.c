#include "base/std.h"
#include "job/job_runner.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/random.h"
#include "base/settings.h"
#include "base/work.h"

enum {
    JOB_SECOND_US = 1000 * 1000,
    JOB_MORE_US = 50 * 1000,      /* between full batches: others get their turn */
    JOB_BACKOFF_STEPS = 6,        /* 1 s doubled so often, then 60 s */
    JOB_BACKOFF_MAX_US = 60 * JOB_SECOND_US,
    JOB_FIRST_US = 5 * JOB_SECOND_US,
};

static void job_log(const struct job *job, const struct work *w, enum err kind, uint64_t done)
{
    if (kind == OK && done == 0)
        return;
    struct log_line l;
    log_open(&l, kind == OK ? LOG_INFO : LOG_WARNING, "job");
    log_text(&l, "job", job->name);
    log_text(&l, "failed", kind == OK ? NULL : err_name(kind));
    log_text(&l, "detail", kind == OK ? NULL : w->fault.detail);
    log_int(&l, "done", (int64_t)done);
    log_int(&l, "us", clock_mono_us() - w->started_us);
    log_int(&l, "queries", w->queries);
    log_close(&l);
}

struct job_call {
    const struct job *job;
    struct job_result result;
};

static enum err job_call_run(struct work *w, void *arg)
{
    struct job_call *call = arg;
    return call->job->run(w, &call->result);
}

bool job_run(struct job_runner *r, const struct job *job, struct job_result *out)
{
    struct work w;
    struct job_call call = {.job = job};
    work_begin(&w, r->arena, r->settings, job->name, (int)r->settings->db.job_answer_ms);
    w.db = r->db;
    w.cache = r->cache;
    enum err kind = work_run(&w, job_call_run, &call);
    job_log(job, &w, kind, call.result.done);
    work_end(&w);
    *out = call.result;
    return kind == OK;
}

static int64_t job_jitter(int64_t us) /* +-10 % */
{
    uint32_t width = (uint32_t)(us / 5 > 0 ? us / 5 : 1);
    return us - us / 10 + (int64_t)random_below(width);
}

void job_schedule(const struct job *jobs, size_t count, struct job_state *states, int64_t now_us)
{
    for (size_t i = 0; i < count; i++) {
        int64_t within = (int64_t)jobs[i].interval_ms * 1000;
        uint32_t most = (uint32_t)(within < JOB_FIRST_US ? within + 1 : JOB_FIRST_US);
        states[i] = (struct job_state){.due_us = now_us + random_below(most)};
    }
}

void job_plan(const struct job *job, struct job_state *state, bool well, bool more, int64_t now_us)
{
    int64_t wait = (int64_t)job->interval_ms * 1000;
    if (well) {
        state->failures = 0;
        wait = more ? JOB_MORE_US : wait;
    } else {
        unsigned step = state->failures < JOB_BACKOFF_STEPS ? state->failures : JOB_BACKOFF_STEPS;
        state->failures++;
        wait = (int64_t)JOB_SECOND_US << step;
        wait = wait > JOB_BACKOFF_MAX_US ? JOB_BACKOFF_MAX_US : wait;
    }
    state->due_us = now_us + job_jitter(wait);
}

int64_t job_run_due(struct job_runner *r, const struct job *jobs, size_t count, struct job_state *states)
{
    int64_t next = INT64_MAX;
    for (size_t i = 0; i < count; i++) {
        struct job_result result = {.done = 0};
        if (clock_mono_us() >= states[i].due_us) {
            bool well = job_run(r, &jobs[i], &result);
            job_plan(&jobs[i], &states[i], well, result.more, clock_mono_us());
        }
        next = states[i].due_us < next ? states[i].due_us : next;
    }
    int64_t wait = next - clock_mono_us();
    return wait > 0 ? wait : 0;
}
