/* pricing.h - one api's prices for this workload (§2), discounts and tiers included. */
#ifndef LLMCOST_CORE_MODEL_PRICING_H
#define LLMCOST_CORE_MODEL_PRICING_H

#include "core/model/clock.h"
#include "llmcost.h"

enum token_kind { PLAIN_INPUT, CACHED_INPUT, CACHE_WRITE, OUTPUT, TOKEN_KINDS };

struct tariff {
    double tokens[TOKEN_KINDS];   /* per request */
    double per_mtok[TOKEN_KINDS]; /* effective: of a write, the mean over both lives of a cache */
    double per_request;
    double surcharge; /* share of the two */
    double by_tokens; /* of one more request, at a factor of the clock of 1 */
    double plain;     /* ... at the mean one, and the fee */
    double marginal;  /* ... surcharge included: what one more costs */
};
/* What a tariff is made of in every month: prices before their own discount and before they move.
 */
struct price_list {
    double tokens[TOKEN_KINDS], per_mtok[TOKEN_KINDS];
    double per_request, surcharge;
    double off;   /* what the discount leaves */
    double clock; /* the mean factor of the hours over the load */
};
/* Shares of the tokens: an api's own where it states them, else the workload's. */
struct token_shares {
    double cached, written, written_for_an_hour, batch, long_context;
};
struct token_shares shares_of(const struct terms *terms, const struct llmcost_api *api);

void prices_make(const struct terms *terms, const struct llmcost_api *api,
                 struct price_list *ret_prices);
/* factor: how far its prices have moved since the first month. By the hour they are the mean over
 * the load as it is. */
struct tariff tariff_at(const struct price_list *prices, double factor);
/* Both at once. */
void tariff_make(const struct terms *terms, const struct llmcost_api *api, double factor,
                 struct tariff *ret_tariff);
/* Tokens of one request, of all kinds: what limits of tokens a minute count. */
double tariff_tokens(const struct tariff *tariff);
/* The price of a request in each hour of the week, over its mean: fees have no clock. factor: of
 * clock_factors(). */
void tariff_hours(const struct tariff *tariff, const double factor[STACK_WEEK],
                  double ret_price[STACK_WEEK]);

#endif
