/* threads.h - draws by as many threads as there are processors. */
#ifndef LLMCOST_IO_REPORT_THREADS_H
#define LLMCOST_IO_REPORT_THREADS_H

#include "io/report/sample.h"

/* Takes part itself, and as many threads beside; returns when all is drawn. Threads that a machine
 * cannot start are done without. */
void threads_share_out(struct sampling *sampling, struct llmcost_scenario *scenario, int threads);

#endif
