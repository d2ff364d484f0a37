/* vary.h - what values an input may take, and putting another one in place. */
#ifndef LLMCOST_CORE_SCENARIO_VARY_H
#define LLMCOST_CORE_SCENARIO_VARY_H

#include "llmcost.h"

/* The shape of a load factor is fitted from there on (§1). */
static const double LEAST_LOAD_FACTOR = 0.02;

/* The range of an input: its field's, or that of a load factor. */
struct domain {
    double low, high;
    bool open_low, whole;
};
struct domain domain_of(struct llmcost_ref ref);

/* The row of the field that is referred to. */
const struct llmcost_field *field_of(struct llmcost_ref ref);
/* The nearest value that the field allows. */
double allowed_value(struct llmcost_ref ref, double value);
/* The p quantile of a ranged input, within its domain. */
double draw_value(const struct llmcost_scenario *scenario, struct llmcost_ref ref, double p);
/* A new value in place, the load reshaped where it is a load factor; origin and range stay. */
void change_input(struct llmcost_scenario *scratch, struct llmcost_ref ref, double value);
/* All of an input as it was before. */
void restore_input(struct llmcost_scenario *scratch, struct llmcost_ref ref,
                   const struct llmcost_input *before);

#endif
