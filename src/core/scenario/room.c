/* room.c - how far an input may move beside what else a scenario states, so that no question looks
 * at a scenario that llmcost_check() refuses. To add a rule between numbers: its check, and here
 * the bound that it sets.
 */
#include "core/scenario/room.h"
#include "core/base/real.h"
#include "core/scenario/scenario.h"

double value_in(const struct llmcost_scenario *s, const struct llmcost_input *input, int month,
                bool *ret_stated)
{
    double value = input->value;
    *ret_stated = is_stated(input);
    for (int i = 0; i < s->changes.count && s->changes.step[i].month <= month; i++) {
        const struct llmcost_step *step = &s->changes.step[i];
        if (llmcost_read(s, step->ref) != input)
            continue;
        value = step->scales ? value * step->value.value : step->value.value;
        *ret_stated = *ret_stated || !step->scales;
    }
    return value;
}

/* Its own, else the workload's. */
static double share_in(const struct llmcost_scenario *s, const struct llmcost_input *own,
                       const struct llmcost_input *common, int month)
{
    bool stated = false;
    const double share = own != NULL ? value_in(s, own, month, &stated) : 0;
    return stated ? share : value_in(s, common, month, &stated);
}

double input_shares(const struct llmcost_scenario *s, const struct llmcost_api *api, int month)
{
    const struct llmcost_workload *w = &s->workload;
    return share_in(s, api != NULL ? &api->cached_share : NULL, &w->cached_share, month) +
           share_in(s, api != NULL ? &api->cache_write_share : NULL, &w->cache_write_share, month) +
           share_in(s, NULL, &w->cache_write_hour_share, month);
}

bool has_own_shares(const struct llmcost_scenario *s, const struct llmcost_api *api, int month)
{
    bool cached;
    bool written;
    value_in(s, &api->cached_share, month, &cached);
    value_in(s, &api->cache_write_share, month, &written);
    return cached || written;
}

static bool is_share(const struct llmcost_scenario *s, struct llmcost_ref ref)
{
    const struct llmcost_input *input = llmcost_read(s, ref);
    const struct llmcost_workload *w = &s->workload;
    const struct llmcost_api *api = ref.section == LLMCOST_APIS ? &s->api[ref.index] : NULL;
    return input == &w->cached_share || input == &w->cache_write_share ||
           input == &w->cache_write_hour_share ||
           (api != NULL && (input == &api->cached_share || input == &api->cache_write_share));
}

static bool is_start(const struct llmcost_scenario *s, struct llmcost_ref ref)
{
    const struct llmcost_input *input = llmcost_read(s, ref);
    return (ref.section == LLMCOST_HOSTS && input == &s->host[ref.index].start.starts_month) ||
           (ref.section == LLMCOST_HYBRIDS && input == &s->hybrid[ref.index].start.starts_month);
}

/* A change before its month is refused, and so is a start after the last one. */
static double first_months(const struct llmcost_scenario *s)
{
    double months = s->changes.count > 0 ? s->changes.step[s->changes.count - 1].month : 1;
    for (int i = 0; i < s->hosts; i++)
        months = at_least(months, s->host[i].start.starts_month.value);
    for (int i = 0; i < s->hybrids; i++)
        months = at_least(months, s->hybrid[i].start.starts_month.value);
    return months;
}

static bool is_scaled(const struct llmcost_scenario *s, const struct llmcost_input *input)
{
    for (int i = 0; i < s->changes.count; i++)
        if (llmcost_read(s, s->changes.step[i].ref) == input)
            return s->changes.step[i].scales;
    return false;
}

bool is_bounded(const struct llmcost_scenario *s, struct llmcost_ref ref)
{
    const struct llmcost_input *input = llmcost_read(s, ref);
    return input == &s->months || is_share(s, ref) || is_start(s, ref) || is_scaled(s, input);
}

/* As far as the shares that it is one of leave, in one month: their sum is straight in it. */
static void bound_by_shares(const struct llmcost_scenario *s, const struct llmcost_api *api,
                            struct llmcost_input *input, int month, struct domain *domain)
{
    const double value = input->value;
    const double sum = input_shares(s, api, month);
    input->value = value + 1;
    const double rise = input_shares(s, api, month) - sum;
    input->value = value;
    if (rise > 0 && (api == NULL || has_own_shares(s, api, month)))
        domain->high = at_most(domain->high, at_least(value, value + (1 - sum) / rise));
}

static void bound_in_month(struct llmcost_scenario *s, struct llmcost_input *input, int month,
                           struct domain *domain)
{
    bound_by_shares(s, NULL, input, month, domain);
    for (int i = 0; i < s->apis; i++)
        bound_by_shares(s, &s->api[i], input, month, domain);
}

/* All factors on it, until it is set anew. */
static void bound_by_scales(const struct llmcost_scenario *s, const struct llmcost_input *input,
                            const struct domain *field, struct domain *domain)
{
    double factor = 1;
    for (int i = 0; i < s->changes.count; i++) {
        const struct llmcost_step *step = &s->changes.step[i];
        if (llmcost_read(s, step->ref) != input)
            continue;
        factor = step->scales ? factor * step->value.value : 0;
        if (!(factor > 0)) /* set anew, or to nothing */
            return;
        domain->high = at_most(domain->high, at_least(input->value, field->high / factor));
        domain->low = at_least(domain->low, at_most(input->value, field->low / factor));
    }
}

struct domain room_of(struct llmcost_scenario *scratch, struct llmcost_ref ref)
{
    const struct domain field = domain_of(ref);
    struct llmcost_input *input = llmcost_at(scratch, ref);
    struct domain room = field;
    if (is_scaled(scratch, input))
        bound_by_scales(scratch, input, &field, &room);
    if (input == &scratch->months)
        room.low = at_least(room.low, at_most(input->value, first_months(scratch)));
    if (is_start(scratch, ref))
        room.high = at_most(room.high, at_least(input->value, scratch->months.value));
    if (is_share(scratch, ref)) {
        bound_in_month(scratch, input, 1, &room);
        for (int i = 0; i < scratch->changes.count; i++)
            bound_in_month(scratch, input, scratch->changes.step[i].month, &room);
    }
    return room;
}
