/* gates.h - limits that a script puts on a report or a diff: all are judged, all are listed. */
#ifndef LLMCOST_IO_REPORT_GATES_H
#define LLMCOST_IO_REPORT_GATES_H

#include "io/scenario/gate_words.h"

enum { MAX_GATE_TEXT = 800 };
struct gate_result {
    enum gate_id id;
    bool passed;
    bool has_limit, has_value;
    bool is_share; /* limit and value are shares, else money a month */
    double limit, value;
    char says[MAX_GATE_TEXT]; /* the whole sentence */
};

struct diff_side;
/* Judge all gates of a report (old NULL) or a diff, in order; how many were stored. */
int gates_judge(const struct gates *gates, const struct diff_side *before,
                const struct diff_side *after, struct gate_result ret_results[MAX_GATES]);
bool gates_pass(const struct gate_result *results, int count);

#endif
