/* solve.h - the edges of a break-even on demand that are next to a point (§9). */
#ifndef LLMCOST_CORE_QUESTIONS_SOLVE_H
#define LLMCOST_CORE_QUESTIONS_SOLVE_H

#include "llmcost.h"

/* A part of all demands, of which no more than so many levels of a load are looked at. */
struct stretch {
    double from, to;
    double budget;
};
/* Narrow a stretch around a demand down to the nearest band of the horizon that ends below it, and
 * to the nearest that begins above it. Nothing outside of it is looked at. False where the search
 * had to stop, or where the other option may not serve all of the stretch. */
bool narrow_to_bands(const struct llmcost_scenario *scenario, int option, int against,
                     double demand, struct stretch *stretch);
/* The same by an answer that is there already; false where it does not say so much. */
bool narrow_to_told(const struct llmcost_scenario *scenario, const struct llmcost_break_even *told,
                    double demand, struct stretch *stretch);

#endif
