/* warnings_mix.c - what a reader should be told about mixes of hosts and apis: marginal prices
 * choose a hybrid's mix, and a minimum that is paid anyhow is no marginal price (§4); a batch
 * discount on requests that, on the hosts, cannot wait.
 */
#include "core/base/count.h"
#include "core/model/demand.h"
#include "core/model/pricing.h"
#include "core/months/walk.h"
#include "core/scenario/scenario.h"
#include "core/telling/warnings.h"
#include "llmcost.h"

/* clang-format off */
static const struct code_row codes[] = {
    {.number = LLMCOST_W_MIX_MINIMUM, .letter = 'W', .name = TOLD("mix below its minimum"),
     .cause = TOLD("The mix of a hybrid is chosen by the price of one more request: where its API "
                   "has a monthly minimum that is paid anyhow, another count of always-on replicas "
                   "is cheaper."),
     .remedy = TOLD("State that count as `replicas` of the hybrid, or negotiate the minimum."),
     .says = "the monthly minimum of its API is paid whether the overflow uses it up or not: with "
             "{value} always-on replicas it would cost {other$} less a month; state replicas"},
    {.number = LLMCOST_W_BATCH_ONE_SIDE, .letter = 'W', .name = TOLD("batch discount on one side"),
     .cause = TOLD("An API has a batch discount on more requests than can wait on the hosts, where "
                   "the rest of them adds to the peak."),
     .remedy = TOLD("State `workload.deferrable_share`, the share of the requests that can wait."),
     .says = "{value%} of the requests have a batch discount, of which only {other%} can wait on "
             "the hosts: the rest adds to the peak there; state workload.deferrable_share"},
};
/* clang-format on */

/* The bill of a hybrid with so many always-on replicas; larger than any where it does not serve. */
static double bill_with(const struct llmcost_scenario *s, int option, double replicas)
{
    const struct llmcost_input given = {.value = replicas, .origin = LLMCOST_SET};
    struct option_walk walk;
    struct lot lots[2][1];
    walk_begin(&walk, s, option, requests_per_month(s), 1, lots);
    walk_in_operation(&walk);
    walk.replicas = &given;
    walk_on(&walk, NULL);
    return walk.month.serves ? walk.month.bill.exact : NEVER_PRICED;
}

static void review_minimum(const struct llmcost_scenario *s, int option, struct llmcost_result *r)
{
    enum { MOST_TRIED = 512 }; /* beyond that a unit is a small part of the bill */
    const struct llmcost_option_result *o = &r->option[option];
    const struct llmcost_hybrid *hybrid = &s->hybrid[option - s->apis - s->hosts];
    const struct llmcost_fleet *fleet = &o->fleet;
    const double half_a_cent = 0.005;
    if (llmcost_option_api(s, option)->monthly_minimum.value <= 0 || is_stated(&hybrid->replicas) ||
        !o->feasible)
        return;
    const double unit = fleet->unit_replicas * fleet->planned_requests_per_second;
    const double peak = llmcost_whole(option_peak(s, option, r->requests_per_month) / unit);
    double least = (double)o->monthly_micros / 1e6 - half_a_cent;
    double best = -1;
    for (double units = 0; units <= peak && units <= MOST_TRIED; units++) {
        const double bill = bill_with(s, option, units * fleet->unit_replicas);
        if (bill < least) {
            least = bill;
            best = units;
        }
    }
    if (best < 0)
        return;
    review_warn(r, (struct llmcost_warning){
                       .id = LLMCOST_W_MIX_MINIMUM,
                       .option = (int16_t)option,
                       .ref = ref_of(LLMCOST_HYBRIDS, option - s->apis - s->hosts, "replicas"),
                       .value = best * fleet->unit_replicas,
                       .other = (double)o->monthly_micros / 1e6 - least,
                       .low = fleet->always_on_gpus / fleet->unit_gpus * fleet->unit_replicas});
}

static void review_batch(const struct llmcost_scenario *s, struct llmcost_result *r)
{
    const struct terms first = first_terms(s);
    const double waits = deferrable_share(s);
    for (int i = 0; i < s->apis && s->hosts > 0 && s->load.levels > 1; i++) {
        const struct llmcost_api *api = &s->api[i];
        const double batch = shares_of(&first, api).batch;
        if (api->batch_discount.value <= 0 || batch <= waits)
            continue;
        review_warn(r, (struct llmcost_warning){
                           .id = LLMCOST_W_BATCH_ONE_SIDE,
                           .option = (int16_t)i,
                           .ref = is_stated(&api->batch_share)
                                      ? ref_of(LLMCOST_APIS, i, "batch_share")
                                      : ref_of(LLMCOST_WORKLOAD, 0, "deferrable_share"),
                           .value = batch,
                           .other = waits});
    }
}

const struct review review_of_mix = {
    .codes = codes,
    .count = COUNT(codes),
    .kinds = 1U << LLMCOST_HYBRID,
    .of_option = review_minimum,
    .of_verdict = review_batch,
};
