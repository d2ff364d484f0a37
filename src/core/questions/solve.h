/* solve.h - break-even on demand, looked for over a part of its range only (§9). */
#ifndef LLMCOST_CORE_QUESTIONS_SOLVE_H
#define LLMCOST_CORE_QUESTIONS_SOLVE_H

#include "llmcost.h"

/* llmcost_break_even() over from..to, at no more than so many levels of a load that are looked at.
 * A band that holds at `from` begins there, and beyond `to` nothing is said. */
struct stretch {
    double from, to;
    double budget;
};
void break_even_within(const struct llmcost_scenario *scenario, int option, int against,
                       bool on_horizon, const struct stretch *stretch,
                       struct llmcost_break_even *ret_break_even);

#endif
