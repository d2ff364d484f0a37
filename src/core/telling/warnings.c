/* warnings.c - what a reader should be told about an evaluated scenario: warnings, and what was not
 * priced. A warning is an id with data. The files warnings_*.c find them, one for each matter,
 * where the row of a warning's code stands beside who finds it; a matter more is a line in `all`.
 */
#include "core/telling/warnings.h"
#include "core/base/count.h"
#include "core/model/bill.h"
#include "core/months/rules.h"

/* In the order in which a reader is told. */
static const struct review *const all[] = {
    &review_of_served, &review_of_units,    &review_of_held,   &review_of_models,
    &review_of_prices, &review_of_capacity, &review_of_slots,  &review_of_effect,
    &review_of_rules,  &review_of_mix,      &review_of_catalog};

const struct review *review_at(int i)
{
    return i < (int)COUNT(all) ? all[i] : NULL;
}

static void list_omissions(const struct llmcost_scenario *s, int option, struct llmcost_result *r)
{
    for (int c = 0; c < LLMCOST_COMPONENTS; c++)
        if ((size_t)r->not_priced < COUNT(r->omission) &&
            component_is_omitted(s, option, (enum llmcost_component)c))
            r->omission[r->not_priced++] =
                (struct llmcost_not_priced){.option = (int16_t)option, .component = (int16_t)c};
}

void llmcost_review(const struct llmcost_scenario *scenario, struct llmcost_result *result)
{
    result->warnings = result->not_priced = 0;
    for (size_t i = 0; i < COUNT(all); i++)
        if (all[i]->of_scenario != NULL)
            all[i]->of_scenario(scenario, result);
    for (int option = 0; option < result->options; option++) {
        const unsigned kind = 1U << llmcost_option_kind(scenario, option);
        for (size_t i = 0; i < COUNT(all); i++)
            if (all[i]->of_option != NULL && (all[i]->kinds == 0 || (all[i]->kinds & kind) != 0))
                all[i]->of_option(scenario, option, result);
        list_omissions(scenario, option, result);
    }
    for (size_t i = 0; i < COUNT(all); i++)
        if (all[i]->of_verdict != NULL)
            all[i]->of_verdict(scenario, result);
    thumbs_judge(scenario, result);
}
