/* shares.c - what of a month's bill each of several loads has caused (contract, section 5): its own
 * lines, and of what a fleet costs as much as it used of it, of what a contract costs as much as it
 * spent. Refuses to know a line by its name.
 */
#include "core/months/walk.h"

/* All that is of one part of a load is billed elsewhere, or nothing is. */
static void join(struct bill_context *c, bool joins)
{
    c->joins[0] = c->joins[1] = joins;
}

static double bill_of(const struct bill_context *context, int loads)
{
    struct bill bill;
    bill_make(context, loads, WHOLE_BILL, NULL, &bill);
    return bill.exact;
}

/* How much of a part a load uses: replicas of a fleet, money of a contract. What a replica cannot
 * serve uses none. */
static double use_of(const struct bill_context *c, bool of_fleet)
{
    const struct llmcost_fleet *fleet = &c->plan->fleet;
    const double planned = fleet->planned_requests_per_second;
    if (!of_fleet)
        return spend_of(c);
    return planned > 0 ? fleet->served_requests / planned : 0;
}

/* Share out what a part costs by the month among the loads that it serves. */
static void share_out(const struct bill_context *context, struct option_walk *const *walk,
                      int walks, int first, bool of_fleet, double money, double *shares)
{
    double used = 0;
    int users = 0;
    for (int pass = 0; pass < 2; pass++)
        for (int i = first; i < walks; i++) {
            const struct bill_context *c = &context[i];
            const bool uses = of_fleet ? c->host != NULL && walk[i]->fleet == first
                                       : c->api != NULL && walk[i]->contract == first;
            if (!uses)
                continue;
            const double use = use_of(c, of_fleet);
            if (pass == 0) {
                used += use;
                users++;
            } else {
                shares[i] += money * (used > 0 ? use / used : 1.0 / users);
            }
        }
}

void walks_share(struct option_walk *const *walk, int walks, struct month_sum *sum,
                 double *ret_shares)
{
    struct bill_context *context = sum->context;
    double own = 0;
    for (int i = 0; i < walks; i++) {
        join(&context[i], true);
        ret_shares[i] = bill_of(&context[i], 1);
        own += ret_shares[i];
    }
    for (int i = 0; i < walks; i++)
        for (int part = 0; part < context[i].parts; part++) {
            const bool of_fleet = context[i].host != NULL && part == 0;
            if ((of_fleet ? walk[i]->fleet : walk[i]->contract) != i)
                continue;
            context[i].joins[part] = false;
            share_out(context, walk, walks, i, of_fleet, bill_of(context, walks) - own, ret_shares);
            join(&context[i], true);
        }
}
