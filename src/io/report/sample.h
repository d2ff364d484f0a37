/* sample.h - the draws of a scenario with ranges, by as many threads as there are. */
#ifndef LLMCOST_IO_REPORT_SAMPLE_H
#define LLMCOST_IO_REPORT_SAMPLE_H

#include "llmcost.h"

/* All draws of the `count` ranged inputs and what they say (§10). threads 0: one
 * for each processor. The answer does not depend on their number. False with a complaint when the
 * bill of a draw is too large, or when memory ran out (*ret_no_memory). The scenario is changed on
 * the way and restored. ret_margins, where it is not NULL: what the recommended option saves in
 * each draw over the best of the others that may be chosen, infinite where only one of them serves.
 */
bool sample_uncertainty(struct llmcost_scenario *scenario, const struct llmcost_result *result,
                        const struct llmcost_ref *refs, int count, int threads,
                        struct llmcost_uncertainty *ret_uncertainty, double *ret_margins,
                        struct llmcost_diags *diags, bool *ret_no_memory);

#endif
