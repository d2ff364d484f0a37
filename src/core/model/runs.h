/* runs.h - what a replica serves by its measured points, under the rules of latency (§3, §12). */
#ifndef LLMCOST_CORE_MODEL_RUNS_H
#define LLMCOST_CORE_MODEL_RUNS_H

#include "core/model/terms.h"
#include "llmcost.h"

/* A point on the line through the runs of a host. */
struct run_point {
    bool is_between; /* two runs; else it is at one of them */
    double reach;    /* how far from the one to the other, 0 to 1 */
    double rate, next_rate;
    double concurrency;
    double requests_per_second;
    double tpot_ms;     /* NaN: not stated */
    uint8_t limited_by; /* enum llmcost_limit */
    bool meets;         /* all rules of latency; else it is the run that misses them least */
};
/* The point of highest capacity that meets the rules. The host has runs. */
struct run_point runs_best(const struct terms *terms, const struct llmcost_host *host);

/* What a rule of latency and a run say of it: `limit` is LLMCOST_LIMIT_TTFT or _TPOT. */
const struct llmcost_input *latency_limit(const struct llmcost_scenario *scenario,
                                          enum llmcost_limit limit);
const struct llmcost_input *run_latency(const struct llmcost_run *run, enum llmcost_limit limit);

#endif
