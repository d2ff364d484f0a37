/* warnings.h - what the two files of warnings share with each other and with nobody else. */
#ifndef LLMCOST_CORE_TELLING_WARNINGS_H
#define LLMCOST_CORE_TELLING_WARNINGS_H

#include "llmcost.h"

void review_warn(struct llmcost_result *result, struct llmcost_warning warning);

/* core/telling/warnings_catalog.c: the throughput of a host is estimated; it was measured at
 * another mix. */
void review_estimate(const struct llmcost_scenario *s, int option, struct llmcost_result *r);
void review_other_mix(const struct llmcost_scenario *s, int option, struct llmcost_result *r);
/* A model that does not go into the memory; whether that is why the option cannot serve. */
bool review_fit(const struct llmcost_scenario *s, int option, struct llmcost_result *r);
/* Prices that were noted long before the day they are judged on, or after it; notes of entries. */
void review_dates(const struct llmcost_scenario *s, int option, struct llmcost_result *r);
/* core/telling/warnings_units.c: figures of another unit, idle GPUs; memory for few
 * sequences. */
void review_units(const struct llmcost_scenario *s, int option, struct llmcost_result *r);
void review_memory(const struct llmcost_scenario *s, int option, struct llmcost_result *r);
/* core/telling/warnings_served.c: the peak of the first month that is not served. */
void review_served(const struct llmcost_scenario *s, int option, struct llmcost_result *r);
/* core/telling/warnings_slots.c: whether a host plans for more than its places have room for. */
bool lacks_slots(const struct llmcost_scenario *s, int option, const struct llmcost_result *r);
void review_slots(const struct llmcost_scenario *s, int option, struct llmcost_result *r);
/* core/telling/warnings_held.c: bought GPUs outlive the horizon. */
void review_book(const struct llmcost_scenario *s, int option, struct llmcost_result *r);
/* core/telling/warnings_effect.c: inputs that do nothing without another one. */
void review_effect(const struct llmcost_scenario *s, int option, struct llmcost_result *r);
/* core/telling/warnings_rules.c: rules that nobody can judge on the recommended option. */
void review_rules(const struct llmcost_scenario *s, struct llmcost_result *r);
/* core/telling/warnings_mix.c: a hybrid that another count of always-on replicas would make
 * cheaper; a batch discount that only apis have. */
void review_minimum(const struct llmcost_scenario *s, int option, struct llmcost_result *r);
void review_batch(const struct llmcost_scenario *s, struct llmcost_result *r);
void review_notes(const struct llmcost_scenario *s, struct llmcost_result *r);

#endif
