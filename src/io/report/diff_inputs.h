/* diff_inputs.h - the inputs that changed, shared by the files of the diff and nobody else. */
#ifndef LLMCOST_IO_REPORT_DIFF_INPUTS_H
#define LLMCOST_IO_REPORT_DIFF_INPUTS_H

#include "io/report/diff.h"

/* Fill diff->input, of two scenarios with the effect that each has alone. False when memory ran
 * out.
 */
bool diff_inputs(struct diff *diff);

#endif
