/* moved.c - one input moved to a value, and all that follow it: what the options cost there. Asks
 * only about options that the input belongs to; knows no field by name.
 */
#include "core/base/real.h"
#include "core/months/walk.h"
#include "core/questions/swing.h"
#include "core/scenario/room.h"
#include "core/scenario/scenario.h"
#include "core/scenario/vary.h"
#include "llmcost.h"

#include <string.h>

static bool is_shaped(const struct probe *p)
{
    return field_of(p->ref)->kind == LLMCOST_LOAD && p->scratch->load.kind == LLMCOST_LOAD_FACTOR;
}

void probe_make(struct llmcost_scenario *scratch, const struct llmcost_result *result,
                struct llmcost_ref ref, struct probe *ret_probe)
{
    struct probe *p = ret_probe; /* room for followers is not worth filling */
    p->scratch = scratch, p->result = result, p->ref = ref, p->domain = room_of(scratch, ref);
    p->domain.whole = p->domain.whole || field_of(ref)->unit == LLMCOST_MONTHS;
    p->point = llmcost_read(scratch, ref)->value;
    p->told = NULL;
    p->pairs = 0;
    p->followers = followers_of(scratch, ref, p->follower);
    if (is_shaped(p))
        memcpy(p->weight, scratch->load.weight, sizeof p->weight);
}

static bool can_move(const struct probe *p, int option)
{
    bool can = llmcost_can_move(p->scratch, p->ref, option);
    for (int i = 0; i < p->followers && !can; i++)
        can = llmcost_can_move(p->scratch, p->follower[i].ref, option);
    return can;
}

void probe_move(const struct probe *p, double value)
{
    if (value == p->point && is_shaped(p))
        put_load_factor(p->scratch, value, p->weight);
    else
        change_input(p->scratch, p->ref, value);
    if (p->followers > 0)
        move_followers(p->scratch, p->ref, p->point, p->follower, p->followers);
}

/* Sets *overflows where it costs more than any bill may be, and leaves it alone elsewhere. */
static double cost_of(const struct probe *p, int option, bool moved, bool *ret_serves,
                      bool *overflows)
{
    double cost;
    if (!moved || !can_move(p, option)) {
        *ret_serves = p->result->option[option].feasible;
        return p->result->option[option].horizon_cost;
    }
    if (!option_horizon(p->scratch, option, discount_step(p->scratch), &cost, ret_serves)) {
        *ret_serves = false;
        *overflows = true;
    }
    return cost;
}

struct sides sides_at(const struct probe *p, double value)
{
    const bool moved = value < p->point || value > p->point;
    double best = NEVER_PRICED;
    int serving = 0;
    bool serves, overflows = false;
    if (moved)
        probe_move(p, value);
    const double own = cost_of(p, p->result->recommended, moved, &serves, &overflows);
    if (!serves)
        return (struct sides){
            .own = NEVER_PRICED, .margin = -NEVER_PRICED, .serving = -1, .overflows = overflows};
    for (int o = 0; o < p->result->options; o++) {
        if (o == p->result->recommended || !p->result->option[o].eligible)
            continue;
        const double cost = cost_of(p, o, moved, &serves, &overflows);
        if (serves)
            best = at_most(best, cost);
        serving += serves;
    }
    return (struct sides){.own = own,
                          .best = best,
                          .margin = best < NEVER_PRICED ? best - own : NEVER_PRICED,
                          .serving = serving,
                          .overflows = overflows};
}

double probe_margin(const struct probe *p, double value)
{
    return sides_at(p, value).margin;
}

bool swing_is_idle(const struct probe *p)
{
    for (int o = 0; o < p->result->options; o++)
        if ((o == p->result->recommended || p->result->option[o].eligible) && can_move(p, o))
            return false;
    return true;
}

bool stays(const struct probe *p, double margin)
{
    const double cost = p->result->option[p->result->recommended].horizon_cost;
    return margin >= -1e-9 * cost - 1e-5 * p->result->months;
}
