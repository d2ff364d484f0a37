/* of.c - what an option is: an api, a fleet that is rented, bought or elastic, a hybrid. */
#include "core/model/of.h"

#include "core/hardware/ownership.h"
#include "core/model/clock.h"
#include "core/scenario/scenario.h"

uint32_t kinds_of(const struct llmcost_host *host, const struct llmcost_api *api)
{
    const uint32_t by_hour = api != NULL && goes_by_the_clock(api);
    if (host == NULL)
        return api == NULL
                   ? 1U << OF_SCENARIO
                   : 1U << OF_OPTION | 1U << OF_API | 1U << OF_ANY_API | by_hour << OF_CLOCK;
    return 1U << OF_OPTION | 1U << OF_FLEET | 1U << (is_owned(host) ? OF_OWNED : OF_RENTED) |
           (uint32_t)is_stated(&host->elastic_gpu_hour) << OF_ELASTIC |
           (uint32_t)llmcost_is_estimated(host) << OF_ESTIMATED |
           (uint32_t)((is_stated(&host->requests_per_second) || host->runs.count > 0) &&
                      !llmcost_is_estimated(host))
               << OF_STATED_RATE |
           (uint32_t)(host->runs.count > 0) << OF_RUNS |
           (api != NULL ? 1U << OF_ANY_API | 1U << OF_HYBRID : 0) | by_hour << OF_CLOCK_HYBRID;
}
