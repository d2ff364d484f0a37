/* warnings.h - what the files of warnings share with each other and with the list of all codes. */
#ifndef LLMCOST_CORE_TELLING_WARNINGS_H
#define LLMCOST_CORE_TELLING_WARNINGS_H

#include "core/base/codes.h"
#include "core/base/told.h"

/* The warnings of one matter: the rows of their codes, and who finds them: of the scenario
 * first, then of each option of some kinds, at last of the verdict and of all options together;
 * NULL where nobody does. */
struct review {
    const struct code_row *codes;
    int count;
    unsigned kinds; /* of options, each a bit 1 << enum llmcost_option_kind; 0: all of them */
    void (*of_scenario)(const struct llmcost_scenario *s, struct llmcost_result *r);
    void (*of_option)(const struct llmcost_scenario *s, int option, struct llmcost_result *r);
    void (*of_verdict)(const struct llmcost_scenario *s, struct llmcost_result *r);
};

extern const struct review review_of_served, review_of_units, review_of_held, review_of_models,
    review_of_prices, review_of_capacity, review_of_slots, review_of_effect, review_of_rules,
    review_of_mix, review_of_catalog;

/* The i-th of all of them; NULL beyond the last. */
const struct review *review_at(int i);

/* One warning more, where there is room for it. */
void review_warn(struct llmcost_result *result, struct llmcost_warning warning);
/* The same of one with no more figures than one. */
void review_add(struct llmcost_result *result, enum llmcost_warning_id id, int option,
                struct llmcost_ref ref, double value);

/* core/telling/warnings_catalog.c: the throughput of a host is estimated; it was measured at
 * another mix. */
void review_estimate(const struct llmcost_scenario *s, int option, struct llmcost_result *r);
void review_other_mix(const struct llmcost_scenario *s, int option, struct llmcost_result *r);
/* A model that does not go into the memory; whether that is why the option cannot serve. */
bool review_fit(const struct llmcost_scenario *s, int option, struct llmcost_result *r);
/* core/telling/warnings_units.c: memory for few sequences. */
void review_memory(const struct llmcost_scenario *s, int option, struct llmcost_result *r);
/* core/telling/warnings_slots.c: whether a host plans for more than its places have room for. */
bool lacks_slots(const struct llmcost_scenario *s, int option, const struct llmcost_result *r);

#endif
