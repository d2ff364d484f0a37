/* vary.c - one number of a scenario changed and put back: which inputs are ranges, what values they
 * may take, how a changed value is put in place. Knows the field table; refuses to know why anybody
 * changes anything.
 */
#include "core/scenario/vary.h"
#include "core/base/real.h"
#include "core/scenario/scenario.h"
#include "llmcost.h"

const struct llmcost_field *field_of(struct llmcost_ref ref)
{
    return field_at(ref.field);
}

struct domain domain_of(struct llmcost_ref ref)
{
    const struct llmcost_field *field = field_of(ref);
    struct domain d = {.low = field->min,
                       .high = field->max,
                       .open_low = (field->flags & LLMCOST_ABOVE_MIN) != 0,
                       .whole = (field->flags & LLMCOST_WHOLE) != 0};
    if (field->kind == LLMCOST_LOAD)
        d = (struct domain){.low = LEAST_LOAD_FACTOR, .high = 1};
    return d;
}

int llmcost_ranged(const struct llmcost_scenario *scenario, struct llmcost_ref *ret_refs, int max)
{
    struct llmcost_ref ref = LLMCOST_FIRST_INPUT;
    int count = 0;
    while (next_known_input(scenario, LLMCOST_FILE, &ref))
        if (llmcost_read(scenario, ref)->range != LLMCOST_POINT) {
            if (count < max)
                ret_refs[count] = ref;
            count++;
        }
    return count;
}

/* Whole numbers are rounded, tails of a lognormal are cut. */
double allowed_value(struct llmcost_ref ref, double value)
{
    const struct domain d = domain_of(ref);
    const double inside = at_least(d.low, at_most(value, d.high));
    return d.whole ? (double)(int64_t)(inside + 0.5) : inside;
}

double draw_value(const struct llmcost_scenario *scenario, struct llmcost_ref ref, double p)
{
    return allowed_value(ref, llmcost_quantile(llmcost_read(scenario, ref), p));
}

void change_input(struct llmcost_scenario *scratch, struct llmcost_ref ref, double value)
{
    struct llmcost_input *input = llmcost_at(scratch, ref);
    const bool moves = value < input->value || value > input->value;
    if (moves && input == &scratch->load.factor && scratch->load.kind == LLMCOST_LOAD_FACTOR)
        llmcost_set_load_factor(scratch, value);
    input->value = value;
    if (input == &scratch->workload.deferrable_share || input == &scratch->workload.batch_share)
        settle_load(scratch);
}

void restore_input(struct llmcost_scenario *scratch, struct llmcost_ref ref,
                   const struct llmcost_input *before)
{
    change_input(scratch, ref, before->value);
    *llmcost_at(scratch, ref) = *before;
}
