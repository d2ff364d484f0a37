/* warnings_slots.c - whether what is planned for leaves room for chance (§3): requests come one by
 * one, and each needs a place among those that a replica holds at once.
 */
#include "core/base/count.h"
#include "core/model/capacity.h"
#include "core/scenario/scenario.h"
#include "core/telling/warnings.h"
#include "llmcost.h"

#include <math.h>

/* clang-format off */
static const struct code_row codes[] = {
    {.number = LLMCOST_W_SLOTS, .letter = 'W', .name = TOLD("too few places for chance"),
     .cause = TOLD("Requests come by chance, and so many places as its replicas have are now and "
                   "then all taken long before their mean use is what is planned for."),
     .remedy = TOLD("Set `max_utilization` to the share that is named, or `burst` higher."),
     .says = "{value%} of its capacity is planned for, but 99 of 100 requests find a free place "
             "({high} in all) only up to {other%}: set max_utilization lower or burst higher"},
};
/* clang-format on */

/* The share of so many places that may be taken on average for 99 of 100 arrivals to find a free
 * one: a of a + 2.33 * sqrt(a) = places. */
static double usable_share(double places)
{
    const double ninety_nine = 2.33; /* deviations of a normal variable */
    const double root = (sqrt(ninety_nine * ninety_nine + 4 * places) - ninety_nine) / 2;
    return root * root / places;
}

/* What is planned for, and what there is room for; false where that is enough, or not known. */
static bool find_shortage(const struct llmcost_scenario *s, int option,
                          const struct llmcost_result *r, struct llmcost_warning *ret)
{
    const struct llmcost_host *host = llmcost_option_host(s, option);
    const struct llmcost_option_result *o = &r->option[option];
    const struct terms first = first_terms(s);
    ret->low = floor(capacity_of(&first, host).sequences);
    ret->high = ret->low * o->fleet.replicas;
    ret->value = host->max_utilization.value / s->workload.burst.value;
    ret->other = ret->high > 0 ? usable_share(ret->high) : 1;
    return o->feasible && ret->value > ret->other;
}

bool lacks_slots(const struct llmcost_scenario *s, int option, const struct llmcost_result *r)
{
    struct llmcost_warning shortage;
    return find_shortage(s, option, r, &shortage);
}

static void review_slots(const struct llmcost_scenario *s, int option, struct llmcost_result *r)
{
    struct llmcost_warning warning = {
        .id = LLMCOST_W_SLOTS,
        .option = (int16_t)option,
        .ref = ref_of(LLMCOST_HOSTS, option - s->apis, "max_utilization")};
    if (find_shortage(s, option, r, &warning))
        review_warn(r, warning);
}

const struct review review_of_slots = {
    .codes = codes,
    .count = COUNT(codes),
    .kinds = 1U << LLMCOST_HOST,
    .of_option = review_slots,
};
