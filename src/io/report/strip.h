/* strip.h - who is recommended along one input. */
#ifndef LLMCOST_IO_REPORT_STRIP_H
#define LLMCOST_IO_REPORT_STRIP_H

#include "llmcost.h"

/* The values between two ends, by equal steps, or by equal factors where both are above 0. */
struct strip {
    double low, high;
    bool is_log, whole;
    int count;
};

/* What is changed on the way. */
struct strip_room {
    struct llmcost_scenario scenario;
    struct llmcost_result result;
    struct llmcost_diags diags;
};

/* The option that is recommended in the middle of each piece, as --set would make it; -1: none, or
 * the value is refused. */
void strip_make(const struct strip *strip, const struct llmcost_scenario *scenario,
                const char *path, struct strip_room *room, int *ret_options);

#endif
