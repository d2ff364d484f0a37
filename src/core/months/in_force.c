/* in_force.c - `changes`: what is in force of an option from a month on (§7). Knows where the
 * numbers of an option are; refuses to know what they mean, but for the demand, which a question
 * may ask about: of that it knows what share of the first month's is left.
 */
#include "core/months/in_force.h"

#include "core/base/count.h"
#include "core/model/demand.h"

static bool touches(const struct in_force *now, const struct llmcost_step *step)
{
    const struct llmcost_scenario *s = now->scenario;
    if (step->ref.section == LLMCOST_HOSTS)
        return now->own_host == &s->host[step->ref.index];
    if (step->ref.section == LLMCOST_HYBRIDS)
        return now->option == s->apis + s->hosts + step->ref.index;
    for (size_t i = 0; step->ref.section == LLMCOST_APIS && i < COUNT(now->own_api); i++)
        if (now->own_api[i] == &s->api[step->ref.index])
            return true;
    return step->ref.section == LLMCOST_WORKLOAD;
}

void in_force_begin(struct in_force *now, const struct llmcost_scenario *scenario, int option,
                    const struct parties *first)
{
    const struct llmcost_steps *steps = &scenario->changes;
    now->scenario = scenario;
    now->option = option;
    now->next = 0;
    now->changes = now->changed = false;
    now->share = 1;
    now->fixed = 0;
    if (steps->count == 0)
        return;
    now->own_host = first->host;
    now->own_api[0] = first->api;
    now->own_api[1] = first->target[0];
    now->own_api[2] = first->target[1];
    now->own_api[3] = first->until_then;
    for (int i = 0; i < steps->count && !now->changes; i++)
        now->changes = touches(now, &steps->step[i]);
}

/* From now on the parties are copies, which may be changed. */
static void copy_parties(struct in_force *now, struct parties *p,
                         const struct llmcost_input **replicas)
{
    const struct llmcost_api **const api[] = {&p->api, &p->target[0], &p->target[1],
                                              &p->until_then};
    now->workload = *p->terms.workload;
    p->terms.workload = &now->workload;
    if (p->host != NULL) {
        now->host = *p->host;
        p->host = &now->host;
    }
    for (size_t i = 0; i < COUNT(api); i++)
        if (*api[i] != NULL) {
            now->api[i] = **api[i];
            *api[i] = &now->api[i];
        }
    if (*replicas != NULL) {
        now->replicas = **replicas;
        *replicas = &now->replicas;
    }
    now->changed = true;
}

static void change(struct llmcost_input *input, const struct llmcost_step *step)
{
    input->value = step->scales ? input->value * step->value.value : step->value.value;
    input->origin = LLMCOST_SET; /* stated, whatever it was before */
}

/* The number of a copy that a change is about; of a hybrid its replicas are the only one. */
static struct llmcost_input *input_of(void *entry, struct llmcost_common *common,
                                      const struct llmcost_step *step)
{
    size_t count;
    const struct llmcost_field *field = &llmcost_fields(&count)[step->ref.field];
    char *base = field->section == LLMCOST_COMMON ? (char *)common : entry;
    return (struct llmcost_input *)(void *)(base + field->offset);
}

/* The demand of the first month may be another one than the scenario's: of the changed one only the
 * share of it is known. */
static void change_demand(struct in_force *now, const struct llmcost_step *step)
{
    double scale;
    const struct llmcost_ref demand = demand_field(now->scenario, &scale);
    if (step->ref.section != LLMCOST_WORKLOAD || step->ref.field != demand.field)
        return;
    now->share *= step->scales ? step->value.value : 0;
    now->fixed = step->scales ? now->fixed * step->value.value : step->value.value * scale;
}

static void make(struct in_force *now, const struct llmcost_step *step)
{
    const struct llmcost_scenario *s = now->scenario;
    if (step->ref.section == LLMCOST_WORKLOAD)
        change(input_of(&now->workload, NULL, step), step);
    else if (step->ref.section == LLMCOST_HOSTS)
        change(input_of(&now->host, &now->host.common, step), step);
    else if (step->ref.section == LLMCOST_HYBRIDS)
        change(&now->replicas, step);
    for (size_t i = 0; step->ref.section == LLMCOST_APIS && i < COUNT(now->own_api); i++)
        if (now->own_api[i] == &s->api[step->ref.index])
            change(input_of(&now->api[i], &now->api[i].common, step), step);
    change_demand(now, step);
}

bool in_force_change(struct in_force *now, int month, struct parties *parties,
                     const struct llmcost_input **replicas)
{
    const struct llmcost_steps *steps = &now->scenario->changes;
    bool any = false;
    for (; now->next < steps->count && steps->step[now->next].month <= month; now->next++) {
        const struct llmcost_step *step = &steps->step[now->next];
        if (!touches(now, step))
            continue;
        if (!now->changed)
            copy_parties(now, parties, replicas);
        make(now, step);
        any = true;
    }
    return any;
}
