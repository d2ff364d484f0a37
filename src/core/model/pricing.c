/* pricing.c - what one request costs at a hosted api: token kinds, tiers, discounts, batch, fees
 * (§2). A long-context tier is a cliff: a request above the threshold is billed wholly at the
 * tier's prices.
 */
#include "core/model/pricing.h"
#include "core/base/real.h"
#include "core/model/demand.h"
#include "core/scenario/scenario.h"
#include "llmcost.h"

static double or_else(const struct llmcost_input *price, double fallback)
{
    return price->origin != LLMCOST_UNSET ? price->value : fallback;
}

struct token_shares shares_of(const struct terms *terms, const struct llmcost_api *api)
{
    const struct llmcost_workload *w = terms->workload;
    return (struct token_shares){
        .cached = or_else(&api->cached_share, w->cached_share.value),
        .written = or_else(&api->cache_write_share, w->cache_write_share.value),
        .written_for_an_hour = w->cache_write_hour_share.value,
        .batch = or_else(&api->batch_share, w->batch_share.value),
        .long_context = or_else(&api->long_context_share, w->long_context_share.value),
    };
}

/* The prices of a tier, before discounts. */
struct tier {
    double per_mtok[TOKEN_KINDS], hour_write, batch_cached;
};

/* An hour of cache costs 1.6 times the five minutes, or 2 times the input: 2.0 and 1.25 times the
 * input, as published (§12). */
static struct tier base_tier(const struct llmcost_api *api)
{
    const double input = api->input_per_mtok.value;
    const bool writes = is_stated(&api->cache_write_per_mtok);
    const double by_default = writes ? 1.6 * api->cache_write_per_mtok.value : 2 * input;
    return (struct tier){
        .per_mtok = {[PLAIN_INPUT] = input,
                     [CACHED_INPUT] = or_else(&api->cached_input_per_mtok, input),
                     [CACHE_WRITE] = or_else(&api->cache_write_per_mtok, input),
                     [OUTPUT] = api->output_per_mtok.value},
        .hour_write = or_else(&api->cache_write_hour_per_mtok, by_default),
        .batch_cached = or_else(&api->batch_cached_input_per_mtok, 0),
    };
}

static struct tier long_tier(const struct llmcost_api *api, const struct tier *base)
{
    /* of the prices as they are written: a dearer base must not make the tier cheaper */
    const double written = api->written_input_per_mtok;
    const double written_tier = api->written_long_context_input_per_mtok;
    const double ratio = written > 0 && written_tier > 0 ? written_tier / written : 1;
    const double *price = base->per_mtok;
    const struct llmcost_input *write = &api->long_context_cache_write_per_mtok;
    const bool scales = is_stated(&api->cache_write_hour_per_mtok) || !is_stated(write);
    return (struct tier){
        .per_mtok = {[PLAIN_INPUT] = or_else(&api->long_context_input_per_mtok, price[PLAIN_INPUT]),
                     [CACHED_INPUT] = or_else(&api->long_context_cached_input_per_mtok,
                                              price[CACHED_INPUT] * ratio),
                     [CACHE_WRITE] = or_else(write, price[CACHE_WRITE] * ratio),
                     [OUTPUT] = or_else(&api->long_context_output_per_mtok, price[OUTPUT] * ratio)},
        .hour_write = scales ? base->hour_write * ratio : 1.6 * write->value,
        .batch_cached = base->batch_cached * ratio,
    };
}

/* What a million tokens cost of a kind in a tier, the batch discount taken off. */
static double tier_price(const struct llmcost_api *api, const struct token_shares *share,
                         const struct tier *tier, enum token_kind kind)
{
    const double price = tier->per_mtok[kind];
    const double hours = share->written_for_an_hour;
    if (kind == CACHED_INPUT && is_stated(&api->batch_cached_input_per_mtok))
        return (1 - share->batch) * price + share->batch * tier->batch_cached;
    const double off = 1 - share->batch * api->batch_discount.value;
    if (kind == CACHE_WRITE && hours > 0)
        return off * (share->written * price + hours * tier->hour_write) / (share->written + hours);
    return off * price;
}

void prices_make(const struct terms *terms, const struct llmcost_api *api,
                 struct price_list *ret_prices)
{
    const struct tier base = base_tier(api);
    const struct tier tier = long_tier(api, &base);
    const struct token_mix own = tokens_of(terms, &api->common);
    const struct token_shares share = shares_of(terms, api);
    const double writes = share.written + share.written_for_an_hour;
    const double s = share.long_context;
    struct price_list *p = ret_prices;
    p->tokens[PLAIN_INPUT] = own.input * at_least(1 - share.cached - writes, 0);
    p->tokens[CACHED_INPUT] = own.input * share.cached;
    p->tokens[CACHE_WRITE] = own.input * writes;
    p->tokens[OUTPUT] = own.output;
    for (int i = 0; i < TOKEN_KINDS; i++) {
        const enum token_kind kind = (enum token_kind)i;
        p->per_mtok[kind] = (1 - s) * tier_price(api, &share, &base, kind) +
                            s * tier_price(api, &share, &tier, kind);
    }
    p->off = 1 - api->discount.value;
    p->per_request = api->per_request.value;
    p->surcharge = api->surcharge.value;
    p->clock = clock_mean(terms, api);
}

struct tariff tariff_at(const struct price_list *prices, double factor)
{
    const double off = factor * prices->off;
    struct tariff t;
    t.per_request = prices->per_request * factor;
    t.surcharge = prices->surcharge;
    t.by_tokens = 0;
    for (int i = 0; i < TOKEN_KINDS; i++) {
        t.tokens[i] = prices->tokens[i];
        t.per_mtok[i] = off * prices->per_mtok[i];
        t.by_tokens += t.tokens[i] * t.per_mtok[i] / 1e6;
        t.per_mtok[i] *= prices->clock;
    }
    t.plain = t.per_request + t.by_tokens * prices->clock;
    t.marginal = t.plain * (1 + t.surcharge);
    return t;
}

void tariff_make(const struct terms *terms, const struct llmcost_api *api, double factor,
                 struct tariff *ret_tariff)
{
    struct price_list prices;
    prices_make(terms, api, &prices);
    *ret_tariff = tariff_at(&prices, factor);
}

double tariff_tokens(const struct tariff *tariff)
{
    const double *tokens = tariff->tokens;
    return tokens[PLAIN_INPUT] + tokens[CACHED_INPUT] + tokens[CACHE_WRITE] + tokens[OUTPUT];
}

void tariff_hours(const struct tariff *tariff, const double factor[STACK_WEEK],
                  double ret_price[STACK_WEEK])
{
    double price = 1;
    for (int hour = 0; hour < STACK_WEEK; hour++) {
        if (tariff->plain > 0 && (hour == 0 || factor[hour] != factor[hour - 1]))
            price = (tariff->per_request + tariff->by_tokens * factor[hour]) / tariff->plain;
        ret_price[hour] = price;
    }
}
