/* capacity.h - requests/s of one replica, measured or estimated (§3, §8). */
#ifndef LLMCOST_CORE_MODEL_CAPACITY_H
#define LLMCOST_CORE_MODEL_CAPACITY_H

#include "core/model/terms.h"
#include "llmcost.h"

/* What one replica serves, raw: without headroom or bursts. */
struct capacity {
    double requests_per_second;
    double tpot_ms;     /* NaN: not known */
    double sequences;   /* requests that a replica then holds at once; 0: not known */
    uint8_t limited_by; /* enum llmcost_limit */
    bool fits;          /* the model goes into the memory of its GPUs */
    bool is_fast;       /* some point meets the rules of latency; true where none is measured */
};
struct capacity capacity_of(const struct terms *terms, const struct llmcost_host *host);

/* Whether what is held against a rule of latency is what the capacity comes with, and no figure of
 * its own: that of runs, or the TPOT of an estimate. */
bool capacity_has_latency(const struct llmcost_host *host, enum llmcost_limit limit);
/* Where that figure comes from. */
enum llmcost_throughput throughput_of(const struct llmcost_scenario *scenario,
                                      const struct llmcost_host *host);

#endif
