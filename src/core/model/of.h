/* of.h - which options a cost line or a figure is of. */
#ifndef LLMCOST_CORE_MODEL_OF_H
#define LLMCOST_CORE_MODEL_OF_H

#include "llmcost.h"

enum of {
    OF_SCENARIO,    /* of no option */
    OF_OPTION,      /* of every option */
    OF_API,         /* an api as an option */
    OF_ANY_API,     /* an api or a hybrid */
    OF_FLEET,       /* a host or a hybrid */
    OF_RENTED,      /* ... whose GPUs are on rent */
    OF_OWNED,       /* ... whose GPUs were bought */
    OF_ELASTIC,     /* ... that may rent by the hour */
    OF_ESTIMATED,   /* ... whose throughput is estimated */
    OF_STATED_RATE, /* ... or rests on a stated requests_per_second alone, its own or of runs */
    OF_RUNS,        /* ... or on measured points */
    OF_HYBRID,
    OF_CLOCK,        /* an api as an option whose prices go by the hour */
    OF_CLOCK_HYBRID, /* a hybrid with such an api */
};

/* All that an option of these parts is, one bit for each of the above; NULL where it has no such
 * part, and both for the scenario. */
uint32_t kinds_of(const struct llmcost_host *host, const struct llmcost_api *api);

/* Whether something that is `of` such options is of one with these bits. */
static inline bool is_of(uint32_t kinds, enum of of)
{
    return kinds >> of & 1;
}

#endif
