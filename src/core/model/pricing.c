/* pricing.c - what one request costs at a hosted api: token kinds, tiers, discounts, batch, fees
 * (§2). A long-context tier is a cliff: a request above the threshold is billed wholly at the
 * tier's prices.
 */
#include "core/model/pricing.h"
#include "core/base/real.h"
#include "core/model/demand.h"
#include "llmcost.h"

static double or_else(const struct llmcost_input *price, double fallback)
{
    return price->origin != LLMCOST_UNSET ? price->value : fallback;
}

struct token_shares shares_of(const struct llmcost_scenario *scenario,
                              const struct llmcost_api *api)
{
    const struct llmcost_workload *w = &scenario->workload;
    return (struct token_shares){
        .cached = or_else(&api->cached_share, w->cached_share.value),
        .written = or_else(&api->cache_write_share, w->cache_write_share.value),
        .batch = or_else(&api->batch_share, w->batch_share.value),
        .long_context = or_else(&api->long_context_share, w->long_context_share.value),
    };
}

void tariff_make(const struct llmcost_scenario *scenario, const struct llmcost_api *api,
                 double factor, struct tariff *ret_tariff)
{
    const double input = api->input_per_mtok.value;
    const double base[TOKEN_KINDS] = {
        [PLAIN_INPUT] = input,
        [CACHED_INPUT] = or_else(&api->cached_input_per_mtok, input),
        [CACHE_WRITE] = or_else(&api->cache_write_per_mtok, input),
        [OUTPUT] = api->output_per_mtok.value,
    };
    const double tier_input = or_else(&api->long_context_input_per_mtok, input);
    /* of the prices as they are written: a dearer base must not make the tier cheaper */
    const double written = api->written_input_per_mtok;
    const double written_tier = api->written_long_context_input_per_mtok;
    const double ratio = written > 0 && written_tier > 0 ? written_tier / written : 1;
    const double tier[TOKEN_KINDS] = {
        [PLAIN_INPUT] = tier_input,
        [CACHED_INPUT] =
            or_else(&api->long_context_cached_input_per_mtok, base[CACHED_INPUT] * ratio),
        [CACHE_WRITE] = or_else(&api->long_context_cache_write_per_mtok, base[CACHE_WRITE] * ratio),
        [OUTPUT] = or_else(&api->long_context_output_per_mtok, base[OUTPUT] * ratio),
    };
    const struct token_mix own = tokens_of(scenario, &api->common);
    const struct token_shares share = shares_of(scenario, api);
    struct tariff t = {
        .tokens = {[PLAIN_INPUT] = own.input * at_least(1 - share.cached - share.written, 0),
                   [CACHED_INPUT] = own.input * share.cached,
                   [CACHE_WRITE] = own.input * share.written,
                   [OUTPUT] = own.output},
        .per_request = api->per_request.value * factor,
    };
    const double off =
        factor * (1 - api->discount.value) * (1 - share.batch * api->batch_discount.value);
    const double s = share.long_context;
    t.marginal = t.per_request;
    for (int kind = 0; kind < TOKEN_KINDS; kind++) {
        t.per_mtok[kind] = off * ((1 - s) * base[kind] + s * tier[kind]);
        t.marginal += t.tokens[kind] * t.per_mtok[kind] / 1e6;
    }
    *ret_tariff = t;
}
