/* warnings_units.c - typed figures that are probably of another unit, and hosts whose memory is too
 * small for what is asked of them. Knows the bounds; a catalog's own prices are not judged.
 */
#include "core/base/count.h"
#include "core/model/estimate.h"
#include "core/model/measured.h"
#include "core/scenario/scenario.h"
#include "core/telling/warnings.h"
#include "llmcost.h"

#include <string.h>

/* clang-format off */
static const struct code_row codes[] = {
    {.number = LLMCOST_W_LONG_MONTH, .letter = 'W', .name = TOLD("long month"),
     .cause = TOLD("`hours_per_month` is above 744, the longest month there is."),
     .remedy = TOLD("State 730, or 720 for a month of 30 days."),
     .says = "hours_per_month is {value}, and the longest month has 744"},
    {.number = LLMCOST_W_UNIT_SLIP, .letter = 'W', .name = TOLD("figure of another unit"),
     .cause = TOLD("A typed figure is probably of another unit: the price of a token instead of a "
                   "million, of a node instead of a GPU, a throughput that the memory of a replica "
                   "is too slow for."),
     .remedy = TOLD("Check the unit: prices are per million tokens, and per GPU and hour; "
                    "throughput is that of one replica."),
     .says = "{path word} is {slip?{value} {unit word} per replica, and the memory of its GPUs "
             "({gpus}) can be read for {other} at most: is it that of several replicas? State "
             "that of one|{value$$} an hour, and the dearest GPU of the catalog {other$$}: is it "
             "the price of a whole node? Divide it by its GPUs|{value$$} for a million tokens, "
             "less than any model is sold at: is it the price of a token? Prices are per "
             "Mtok|{value$$} for a million tokens, more than any model is sold at: is it the "
             "price of a larger unit? Prices are per Mtok}"},
    {.number = LLMCOST_W_FEW_SEQUENCES, .letter = 'W', .name = TOLD("memory for few sequences"),
     .cause = TOLD("Beside the weights the memory of a replica holds less than a quarter of the "
                   "concurrent sequences: the estimate is that of a starved host."),
     .remedy = TOLD("Serve in fp8 where the quality allows it, or take more GPUs per replica."),
     .says = "the memory of a replica holds {held} of {other} concurrent "
             "sequences{in_fp8?{doubled?: more GPUs of this kind do not help|}|; precision fp8 "
             "would hold {in_fp8}}{doubled?|; twice the gpus_per_replica {doubled}}"},
    {.number = LLMCOST_W_IDLE, .letter = 'W', .name = TOLD("paid by the hour, used by the second"),
     .cause = TOLD("Demand is so small that GPUs rented by the hour idle nearly all of the time "
                   "that is paid for."),
     .remedy = TOLD("Where a provider bills by the second or request, state it as an api with "
                    "`per_request`."),
     .says = "its GPUs are paid by the hour and idle {idle%} of it: where a provider bills by "
             "the second or the request, state that as an api with `per_request`"},
};
/* clang-format on */

/* No model is sold below or above that per million tokens, and no GPU of the catalog rents for more
 * (tests/unit/test_review.c holds it against the catalog). Dollars. */
static const double LEAST_PER_MTOK = 0.001;
static const double MOST_PER_MTOK = 1000;

static bool is_typed(const struct llmcost_input *input)
{
    return input->origin == LLMCOST_FILE || input->origin == LLMCOST_SET;
}

static void judge_price(const struct llmcost_scenario *s, int option, struct llmcost_ref ref,
                        double least, double most, struct llmcost_result *r)
{
    const struct llmcost_input *input = llmcost_read(s, ref);
    if (input == NULL || !is_typed(input) || input->value == 0)
        return;
    if (input->value < least || input->value > most)
        review_warn(r, (struct llmcost_warning){.id = LLMCOST_W_UNIT_SLIP,
                                                .option = (int16_t)option,
                                                .ref = ref,
                                                .value = input->value,
                                                .other = input->value < least ? least : most});
}

/* A throughput that the memory of the GPUs is too slow for: that of several replicas, perhaps. */
static void judge_throughput(const struct llmcost_scenario *s, int option, struct llmcost_result *r)
{
    static const char *const fields[] = {"requests_per_second", "tokens_per_second",
                                         "output_tokens_per_second"};
    const struct llmcost_host *host = llmcost_option_host(s, option);
    if (!has_facts(host) || !states_capacity(host) || host->gpu_facts.bytes_per_second <= 0)
        return;
    const struct terms terms = first_terms(s);
    const struct token_mix own = stated_mix(&terms, host);
    const double capacity = stated_capacity(host, own, own, prefix_cached(&terms, host));
    const double most = most_requests(s, host);
    if (most <= 0 || capacity <= most)
        return;
    for (size_t i = 0; i < COUNT(fields); i++) {
        const struct llmcost_ref ref = ref_of(LLMCOST_HOSTS, option - s->apis, fields[i]);
        const double value = llmcost_read(s, ref)->value;
        if (is_typed(llmcost_read(s, ref)))
            review_warn(r, (struct llmcost_warning){.id = LLMCOST_W_UNIT_SLIP,
                                                    .option = (int16_t)option,
                                                    .ref = ref,
                                                    .value = value,
                                                    .other = value * most / capacity});
    }
}

/* Hours are billed whole, and hardly any request falls into one: below one an hour for GPUs that
 * are always on, a twentieth of their time for those that come and go. */
static void judge_idle(const struct llmcost_scenario *s, int option, struct llmcost_result *r)
{
    const double hardly = 0.05;
    const struct llmcost_host *host = llmcost_option_host(s, option);
    const struct llmcost_option_result *o = &r->option[option];
    const bool comes = o->fleet.elastic_gpu_hours > 0 && o->fleet.utilization < hardly;
    const bool rents = o->fleet.elastic_gpu_hours > 0 || is_stated(&host->gpu_hour);
    if (o->feasible && rents && (comes || r->mean_requests_per_second * 3600 < 1))
        review_add(r, LLMCOST_W_IDLE, option, (struct llmcost_ref){.field = -1, .entry = -1},
                   o->fleet.utilization);
}

static void review_units(const struct llmcost_scenario *s, int option, struct llmcost_result *r)
{
    static const char *const of_api[] = {"input_per_mtok", "output_per_mtok",
                                         "cached_input_per_mtok", "cache_write_per_mtok"};
    static const char *const of_host[] = {"gpu_hour", "elastic_gpu_hour"};
    const char *currency = llmcost_text(s, s->currency.text);
    if (llmcost_option_kind(s, option) == LLMCOST_HOST) {
        judge_throughput(s, option, r);
        judge_idle(s, option, r);
    }
    const struct llmcost_input *rate = find_named(s, &s->exchange, "USD");
    const bool dollars = currency[0] == '\0' || strcmp(currency, "USD") == 0;
    if (!dollars && rate == NULL)
        return;
    const double dollar = dollars ? 1 : rate->value;
    if (option < s->apis)
        for (size_t i = 0; i < COUNT(of_api); i++)
            judge_price(s, option, ref_of(LLMCOST_APIS, option, of_api[i]), LEAST_PER_MTOK * dollar,
                        MOST_PER_MTOK * dollar, r);
    else if (option < s->apis + s->hosts && llmcost_unit(s, option) == NULL)
        for (size_t i = 0; i < COUNT(of_host); i++)
            judge_price(s, option, ref_of(LLMCOST_HOSTS, option - s->apis, of_host[i]), 0,
                        LLMCOST_DEAREST_RENT * dollar, r);
}

/* ---- Memory ---- */

static double sequences_of(const struct llmcost_scenario *s, const struct llmcost_host *host)
{
    struct llmcost_estimate estimate;
    const bool fits = llmcost_estimate(s, host, &estimate) && estimate.fits;
    return fits ? estimate.sequences_fit : 0;
}

/* An estimate whose memory holds fewer than a quarter of the sequences, and what would hold more.
 */
void review_memory(const struct llmcost_scenario *s, int option, struct llmcost_result *r)
{
    const struct llmcost_host *host = llmcost_option_host(s, option);
    const double held = sequences_of(s, host);
    const double asked = host->concurrency.value;
    if (held <= 0 || held >= asked / 4)
        return;
    struct llmcost_host other = *host;
    other.gpus_per_replica.value *= 2;
    const double with_gpus = sequences_of(s, &other);
    other = *host;
    other.precision.text = 0;
    other.model_facts.precision = LLMCOST_FP8;
    const bool can =
        host->gpu_facts.fp8_flops > 0 && llmcost_precision_bytes(LLMCOST_FP8) <
                                             llmcost_precision_bytes(llmcost_precision_of(s, host));
    const double with_fp8 = can ? sequences_of(s, &other) : 0;
    review_warn(r, (struct llmcost_warning){
                       .id = LLMCOST_W_FEW_SEQUENCES,
                       .option = (int16_t)option,
                       .ref = ref_of(LLMCOST_HOSTS, option - s->apis, "gpus_per_replica"),
                       .value = held,
                       .other = asked,
                       .low = with_fp8 > held ? with_fp8 : 0,
                       .high = with_gpus > held ? with_gpus : 0});
}

static void review_month(const struct llmcost_scenario *s, struct llmcost_result *r)
{
    const double longest = 744; /* hours of a month of 31 days */
    if (s->hours_per_month.value > longest)
        review_add(r, LLMCOST_W_LONG_MONTH, -1, ref_of(LLMCOST_TOP, 0, "hours_per_month"),
                   s->hours_per_month.value);
}

const struct review review_of_units = {
    .codes = codes,
    .count = COUNT(codes),
    .of_option = review_units,
    .of_scenario = review_month,
};
