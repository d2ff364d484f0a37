/* served.c - whether what goes to an api fits the limits that it states (§2). Refuses to know
 * prices, and fleets.
 */
#include "core/months/served.h"

/* Whether so many requests a minute, and tokens, fit an api's stated limits (§2). */
static bool within_limits(const struct llmcost_api *api, double requests, double tokens)
{
    return (!is_stated(&api->requests_per_minute_limit) ||
            requests <= api->requests_per_minute_limit.value) &&
           (!is_stated(&api->tokens_per_minute_limit) ||
            tokens <= api->tokens_per_minute_limit.value);
}

/* Those of one load at its peak; of a hybrid its overflow only. */
static bool peak_within_limits(const struct terms *terms, const struct llmcost_api *api,
                               const struct tariff *tariff, double peak)
{
    const double per_minute = peak * terms->workload->burst.value * 60 * (1 - 1e-12);
    return within_limits(api, per_minute, per_minute * tariff_tokens(tariff));
}

/* Requests/s of a load at its api in an hour. */
static double sent_in(const struct bill_context *c, const struct month_sum *sum, int load, int hour)
{
    const struct llmcost_load *own = &c->scenario->load;
    return c->host != NULL ? sum->sent[load][hour % sum->hours[load]]
                           : c->demand->rate * own->weight[hour % own->hours];
}

/* Whether what all loads send to an api, the first of them included, fits its limits, hour by hour.
 */
static bool sum_within_limits(const struct bill_context *context, const struct month_load *load,
                              int loads, int first, const struct llmcost_api *api,
                              const struct month_sum *sum)
{
    int32_t hours = 1;
    for (int i = first; i < loads; i++) {
        const int32_t own =
            context[i].host != NULL ? sum->hours[i] : context[i].scenario->load.hours;
        if (context[i].api != NULL && load[i].contract == first && own > hours)
            hours = own;
    }
    for (int hour = 0; hour < hours; hour++) {
        double requests = 0;
        double tokens = 0;
        for (int i = first; i < loads; i++) {
            const struct bill_context *c = &context[i];
            if (c->api == NULL || load[i].contract != first)
                continue;
            const double per_minute =
                sent_in(c, sum, i, hour) * c->terms->workload->burst.value * 60 * (1 - 1e-12);
            requests += per_minute;
            tokens += per_minute * tariff_tokens(&c->tariff);
        }
        if (!within_limits(api, requests, tokens))
            return false;
    }
    return true;
}

bool contract_fits(const struct bill_context *context, const struct month_load *load, int loads,
                   int first, const struct llmcost_api *api, const struct month_sum *sum)
{
    const struct bill_context *c = &context[first];
    if (sum != NULL)
        return sum_within_limits(context, load, loads, first, api, sum);
    return peak_within_limits(c->terms, api, &c->tariff,
                              c->host != NULL ? c->plan->fleet.overflow_peak : c->demand->peak);
}
