/* warnings_prices.c - what a reader should be told about the prices of an api: those that are
 * needed and not stated, and those that no provider asks.
 */
#include "core/base/count.h"
#include "core/base/real.h"
#include "core/model/bill.h"
#include "core/model/demand.h"
#include "core/model/pricing.h"
#include "core/scenario/scenario.h"
#include "core/telling/warnings.h"
#include "llmcost.h"

/* clang-format off */
static const struct code_row codes[] = {
    {.number = LLMCOST_W_OUTPUT_CHEAPER, .letter = 'W', .name = TOLD("output cheaper than input"),
     .cause = TOLD("Output tokens are priced below input tokens, which no provider asks."),
     .remedy = TOLD("Check that the two prices are not swapped."),
     .says = "output at {other$$} per Mtok is cheaper than input at {value$$}, which no provider "
             "asks: check that the two are not swapped"},
    {.number = LLMCOST_W_OUT_OF_BOUNDS, .letter = 'W', .name = TOLD("bill out of bounds"),
     .cause = TOLD("The bill for tokens is outside what they cost at list price, all of them input "
                   "or all output."),
     .remedy = TOLD("Look at fees, minimums and prices: one of them makes the difference."),
     .says = "{value$} a month for its tokens is {apart?not the {from$} that they cost at list "
             "price|outside the {from$} to {to$} that they cost at list price, all of them input "
             "or all output}: a fee, a minimum or a wrong price makes the difference"},
    {.number = LLMCOST_W_UNKNOWN_PRICE, .letter = 'W', .name = TOLD("price that is not known"),
     .cause = TOLD("A price of cached, cache-written, batch or long-context tokens is needed and "
                   "not stated: they are billed at the plain or the full price."),
     .remedy = TOLD("State it; where there is no such discount, state a `batch_discount` of 0 or "
                    "the plain price."),
     .says = "{price word} is not stated, so {billed?cached input tokens{batched?| outside of "
             "batches} are billed at the input|cache-written input tokens are billed at the "
             "input|batch requests are billed at the full|prompts over the threshold are billed "
             "at the plain|its tokens are billed at the plain} price"},
    {.number = LLMCOST_W_LONG_CONTEXT, .letter = 'W', .name = TOLD("long prompts at the short price"),
     .cause = TOLD("Prompts are on average over the long-context threshold, and no share of them "
                   "is priced so."),
     .remedy = TOLD("State `workload.long_context_share`."),
     .says = "prompts of {value} tokens on average are over its long-context threshold of {other}, "
             "yet workload.long_context_share is 0: state the share of tokens above it"},
};
/* clang-format on */

/* What the tokens of an api bill cost at the least and at the most: all at the cheapest, all at the
 * dearest kind. */
static void warn_bounds(const struct llmcost_scenario *s, int option, struct llmcost_result *r)
{
    const struct terms first = first_terms(s);
    const struct llmcost_api *api = &s->api[option];
    const struct llmcost_option_result *o = &r->option[option];
    const struct token_mix own = tokens_of(&first, &api->common);
    const double mtok = r->requests_per_month * attempts_of(&first, &api->common) *
                        (own.input + own.output) / 1e6 * clock_mean(&first, api);
    const double price = api->input_per_mtok.value;
    const double tier = api->long_context_input_per_mtok.value;
    /* what a tier lacks is scaled like its input price (§2) */
    const double ratio = price > 0 ? at_least(tier / price, 1) : 1;
    const struct llmcost_input *kinds[] = {&api->input_per_mtok, &api->output_per_mtok,
                                           &api->cached_input_per_mtok, &api->cache_write_per_mtok};
    const struct llmcost_input *long_kinds[] = {
        &api->long_context_input_per_mtok, &api->long_context_output_per_mtok,
        &api->long_context_cached_input_per_mtok, &api->long_context_cache_write_per_mtok};
    double dearest = 0;
    for (size_t i = 0; i < COUNT(kinds); i++)
        dearest = at_least(dearest, at_least(kinds[i]->value * ratio, long_kinds[i]->value));
    const double low = mtok * at_most(price, api->output_per_mtok.value);
    const double high = mtok * dearest;
    double bill = 0;
    for (int i = 0; i < o->lines; i++)
        bill += components[o->line[i].component].is_bound ? o->line[i].amount : 0;
    if (high > 0 && bill > high * (1 + 1e-9))
        review_warn(r, (struct llmcost_warning){.id = LLMCOST_W_OUT_OF_BOUNDS,
                                                .option = (int16_t)option,
                                                .ref = ref_of(LLMCOST_APIS, option, "monthly_fee"),
                                                .value = bill,
                                                .low = low,
                                                .high = high});
}

/* A price that is needed and not stated: such tokens are billed at the full or plain price. */
static void warn_unknown_prices(const struct llmcost_scenario *s, int option,
                                struct llmcost_result *r)
{
    const struct terms first = first_terms(s);
    const struct llmcost_api *api = &s->api[option];
    const struct llmcost_workload *w = &s->workload;
    const struct token_shares share = shares_of(&first, api);
    const bool reads = w->input_tokens.value > 0 && api->input_per_mtok.value > 0;
    const struct {
        const char *field;
        const struct llmcost_input *price;
        double share;
        bool billed;
    } rows[] = {
        {.field = "cached_input_per_mtok",
         .price = &api->cached_input_per_mtok,
         .share = share.cached,
         .billed = reads && (share.batch < 1 || !is_stated(&api->batch_cached_input_per_mtok))},
        {.field = "cache_write_per_mtok",
         .price = &api->cache_write_per_mtok,
         .share = share.written,
         .billed = reads},
        {.field = "batch_discount",
         .price = &api->batch_discount,
         .share = share.batch,
         .billed = reads || (w->output_tokens.value > 0 && api->output_per_mtok.value > 0)},
        {.field = "long_context_input_per_mtok",
         .price = &api->long_context_input_per_mtok,
         .share = share.long_context,
         .billed = reads},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        if (rows[i].billed && rows[i].share > 0 && !is_stated(rows[i].price))
            review_add(r, LLMCOST_W_UNKNOWN_PRICE, option,
                       ref_of(LLMCOST_APIS, option, rows[i].field), api->input_per_mtok.value);
}

static void warn_prices(const struct llmcost_scenario *s, int option, struct llmcost_result *r)
{
    const struct terms first = first_terms(s);
    const struct llmcost_api *api = &s->api[option];
    const struct llmcost_workload *w = &s->workload;
    struct llmcost_warning about = {.option = (int16_t)option};
    const double prompt = tokens_of(&first, &api->common).input;
    if (is_stated(&api->output_per_mtok) &&
        api->output_per_mtok.value < api->input_per_mtok.value && w->output_tokens.value > 0) {
        about.id = LLMCOST_W_OUTPUT_CHEAPER;
        about.ref = ref_of(LLMCOST_APIS, option, "output_per_mtok");
        about.value = api->input_per_mtok.value;
        about.other = api->output_per_mtok.value;
        review_warn(r, about);
    }
    warn_unknown_prices(s, option, r);
    if (is_stated(&api->long_context_over) && shares_of(&first, api).long_context <= 0 &&
        prompt > api->long_context_over.value) {
        about.id = LLMCOST_W_LONG_CONTEXT;
        about.ref = ref_of(LLMCOST_WORKLOAD, 0, "long_context_share");
        about.value = prompt;
        about.other = api->long_context_over.value;
        review_warn(r, about);
    }
}

static void review_prices(const struct llmcost_scenario *s, int option, struct llmcost_result *r)
{
    warn_prices(s, option, r);
    warn_bounds(s, option, r);
}

const struct review review_of_prices = {
    .codes = codes,
    .count = COUNT(codes),
    .kinds = 1U << LLMCOST_API,
    .of_option = review_prices,
};
