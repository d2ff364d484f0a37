/* warn.c - one warning more of an evaluated scenario: what the files of warnings share. */
#include "core/telling/warnings.h"

void review_warn(struct llmcost_result *r, struct llmcost_warning warning)
{
    if (r->warnings < LLMCOST_MAX_WARNINGS)
        r->warning[r->warnings++] = warning;
}

void review_add(struct llmcost_result *r, enum llmcost_warning_id id, int option,
                struct llmcost_ref ref, double value)
{
    review_warn(r, (struct llmcost_warning){
                       .id = (uint16_t)id, .option = (int16_t)option, .ref = ref, .value = value});
}
