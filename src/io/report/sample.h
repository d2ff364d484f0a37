/* sample.h - the draws of a scenario with ranges, shared out among whoever takes part. */
#ifndef LLMCOST_IO_REPORT_SAMPLE_H
#define LLMCOST_IO_REPORT_SAMPLE_H

#include "llmcost.h"

/* What there is to draw, of which each who takes part takes the next piece. */
struct sampling;
/* Take pieces until there are none: with a scenario of one's own, which is changed on the way and
 * restored. Any number may do so at once. */
void sample_take_part(struct sampling *sampling, struct llmcost_scenario *scratch);
/* How many can take part before they only wait for each other. */
int sample_most_parts(const struct sampling *sampling);

/* Who takes part beside the caller; NULL: nobody. threads.h has one. */
struct sharing {
    void (*share_out)(struct sampling *sampling, struct llmcost_scenario *scenario, int threads);
    int threads; /* 0: one for each processor */
};

/* All draws of the `count` ranged inputs and what they say (§10). The answer does not depend on who
 * takes part. False with a complaint when the bill of a draw is too large, or when memory ran out
 * (*ret_no_memory). The scenario is changed on the way and restored. ret_margins, where it is not
 * NULL: what the recommended option saves in each draw over the best of the others that may be
 * chosen, infinite where only one of them serves. */
bool sample_uncertainty(struct llmcost_scenario *scenario, const struct llmcost_result *result,
                        const struct llmcost_ref *refs, int count, const struct sharing *sharing,
                        struct llmcost_uncertainty *ret_uncertainty, double *ret_margins,
                        struct llmcost_diags *diags, bool *ret_no_memory);

#endif
