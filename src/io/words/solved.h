/* solved.h - the answer to "from which value of this input on?": what `solve` prints. */
#ifndef LLMCOST_IO_WORDS_SOLVED_H
#define LLMCOST_IO_WORDS_SOLVED_H

#include "io/report/report.h"

struct solved {
    const struct report *report; /* of the scenario as it is */
    struct llmcost_ref variable;
    bool on_horizon; /* horizon cost, else the first month's bill */
    bool turned;     /* the first month was asked, and does not depend on the variable */
    const struct llmcost_break_even *answers;
    int count;
};

/* A sentence on one answer, "llama needs at least 6.21 requests/s per replica to
 * be cheaper than hosted; you assume 4." Returns buffer. */
const char *words_solved(const struct solved *solved, const struct llmcost_break_even *answer,
                         char *buffer, size_t size);
/* Why an answer is never or unverified; NULL when it needs no reason. */
const char *words_solved_reason(const struct solved *solved,
                                const struct llmcost_break_even *answer, char *buffer, size_t size);
/* Its bands, "up to $1.20 a GPU-hour", "never". */
const char *words_solved_bands(const struct solved *solved, const struct llmcost_break_even *answer,
                               char *buffer, size_t size);

#endif
