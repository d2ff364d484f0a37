/* warnings_held.c - what a reader should be told about GPUs that are bought: when the horizon ends
 * before their life does, it counts on what the books then say of them (§5).
 */
#include "core/base/count.h"
#include "core/hardware/ownership.h"
#include "core/months/walk.h"
#include "core/scenario/scenario.h"
#include "core/telling/warnings.h"
#include "llmcost.h"

/* clang-format off */
static const struct code_row codes[] = {
    {.number = LLMCOST_W_BOOK_VALUE, .letter = 'W', .name = TOLD("book value counted on"),
     .cause = TOLD("The horizon ends before the life of bought GPUs does, and bears only its part "
                   "of their price: it counts on the rest as if it were had."),
     .remedy = TOLD("State `resale_share`: what they would fetch then, as a share of the purchase "
                    "price."),
     .says = "bought GPUs outlive the horizon, which counts on the {value$} that the books then "
             "say they are worth: state resale_share, what they would fetch"},
};
/* clang-format on */

static void review_book(const struct llmcost_scenario *s, int option, struct llmcost_result *r)
{
    const struct llmcost_host *host = llmcost_option_host(s, option);
    const double half_a_cent = 0.005;
    struct lot lots[2][r->months];
    struct option_walk walk;
    if (host == NULL || !is_owned(host) || is_stated(&host->resale_share))
        return;
    walk_begin(&walk, s, option, requests_per_month(s), r->months, lots);
    for (int m = 0; m < r->months; m++)
        walk_on(&walk, NULL);
    const double book = pool_book(&walk.carried.gpus, host, 0, r->months) +
                        pool_book(&walk.carried.staging, host, 0, r->months);
    if (book > half_a_cent)
        review_add(r, LLMCOST_W_BOOK_VALUE, option,
                   ref_of(LLMCOST_HOSTS, (int)(host - s->host), "resale_share"), book);
}

const struct review review_of_held = {
    .codes = codes,
    .count = COUNT(codes),
    .of_option = review_book,
};
