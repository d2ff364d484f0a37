/* warn.c - one warning more of an evaluated scenario: what the files of warnings share. */
#include "core/telling/warnings.h"

void review_warn(struct llmcost_result *r, struct llmcost_warning warning)
{
    if (r->warnings < LLMCOST_MAX_WARNINGS)
        r->warning[r->warnings++] = warning;
}
