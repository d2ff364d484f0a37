/* gates.c - the gates of a saved report, judged again on its figures, whatever the file says of
 * them. Refuses to know what a gate looks at (io/report/gates.c).
 */
#include "io/report/diff.h"
#include "io/report/saved/restoring.h"

#include <string.h>

/* Whether limits of that gate are shares: what nothing is compared with is judged alike. */
static bool is_share(int id)
{
    return id == GATE_MIN_MARGIN || id == GATE_MAX_INCREASE || id == GATE_MAX_DECREASE;
}

static void set(struct gates *gates, const struct outcome_gate *from)
{
    const bool has_limit = from->limit.kind == VALUE_NUMBER;
    for (int id = 0; id < MAX_GATES; id++)
        if (strcmp(gate_name((enum gate_id)id), from->id) == 0)
            gates->gate[id] = (struct gate){.is_set = true,
                                            .is_share = is_share(id),
                                            .has_limit = has_limit,
                                            .limit = has_limit ? from->limit.number : 0};
}

static bool is_said(const struct outcome_gate *said, const struct gate_result *found)
{
    const bool has_value = said->value.kind == VALUE_NUMBER;
    const double least = 1e-6;
    return strcmp(said->id, gate_name(found->id)) == 0 &&
           (said->status == LLMCOST_PASS) == found->passed && has_value == found->has_value &&
           (!has_value || (said->value.number - found->value <= least &&
                           found->value - said->value.number <= least)) &&
           strcmp(said->message, found->says) == 0;
}

int judge_again(const struct diff_side *side, const struct outcome_gate *said, int count,
                struct gate_result ret_results[MAX_GATES])
{
    struct gates gates = {.gate = {{.is_set = false}}};
    for (int i = 0; i < count; i++)
        set(&gates, &said[i]);
    const int judged = gates_judge(&gates, NULL, side, ret_results);
    bool same = judged == count;
    for (int i = 0; same && i < count; i++)
        same = is_said(&said[i], &ret_results[i]);
    return same ? -1 : judged;
}

void tell_gates(struct restoring *x)
{
    struct gate_result results[MAX_GATES];
    struct diff_side side;
    x->report->outcome = x->from;
    diff_side_make(x->report, &side);
    const int count = judge_again(&side, x->from->gates, x->from->gates_count, results);
    if (count >= 0)
        outcome_judged(x->from, results, count);
}
