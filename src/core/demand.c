/* demand.c - what the workload asks for: requests a month, rates, and the shape of the load (§1).
 * Refuses to know who serves it and what that costs.
 */
#include "core.h"

#include <stdlib.h>

struct llmcost_ref demand_field(const struct llmcost_scenario *scenario, double *ret_scale)
{
    const struct llmcost_workload *w = &scenario->workload;
    const double days = scenario->hours_per_month.value / 24;
    const double tokens = w->input_tokens.value + w->output_tokens.value;
    const struct {
        const struct llmcost_input *input;
        const char *name;
        double scale;
    } ways[] = {
        {&w->requests_per_day, "requests_per_day", days},
        {&w->requests_per_month, "requests_per_month", 1},
        {&w->tokens_per_day, "tokens_per_day", days / tokens},
        {&w->tokens_per_month, "tokens_per_month", 1 / tokens},
    };
    size_t way = 0;
    while (way + 1 < COUNT(ways) && !is_stated(ways[way].input))
        way++;
    size_t count;
    const struct llmcost_field *field = llmcost_find_field(LLMCOST_WORKLOAD, ways[way].name);
    *ret_scale = ways[way].scale;
    return (struct llmcost_ref){.section = LLMCOST_WORKLOAD,
                                .field = (int16_t)(field - llmcost_fields(&count)),
                                .extra = -1};
}

double requests_per_month(const struct llmcost_scenario *scenario)
{
    const struct llmcost_workload *w = &scenario->workload;
    const double hours = scenario->hours_per_month.value;
    const double tokens = w->input_tokens.value + w->output_tokens.value;
    if (is_stated(&w->requests_per_month))
        return w->requests_per_month.value;
    if (is_stated(&w->requests_per_day))
        return w->requests_per_day.value * hours / 24;
    if (is_stated(&w->tokens_per_month))
        return w->tokens_per_month.value / tokens;
    return w->tokens_per_day.value * hours / 24 / tokens;
}

void demand_make(const struct llmcost_scenario *scenario, double requests,
                 struct demand *ret_demand)
{
    const struct llmcost_workload *w = &scenario->workload;
    struct demand d = {.requests = requests};
    d.billed = d.requests * w->attempts_per_request.value;
    d.rate = d.billed / (scenario->hours_per_month.value * 3600);
    d.peak = d.rate * w->load.level[0];
    d.input_tokens = w->input_tokens.value;
    d.output_tokens = w->output_tokens.value;
    *ret_demand = d;
}

static int falling(const void *a, const void *b)
{
    const double x = *(const double *)a;
    const double y = *(const double *)b;
    return (x < y) - (x > y);
}

/* The distinct weights in falling order, how many hours have each, and which one each hour has. */
static void find_levels(struct llmcost_load *load)
{
    memcpy(load->level, load->weight, (size_t)load->hours * sizeof load->level[0]);
    bool sorted = true;
    for (int i = 1; i < load->hours; i++)
        sorted = sorted && load->level[i - 1] >= load->level[i];
    if (!sorted)
        qsort(load->level, (size_t)load->hours, sizeof load->level[0], falling);
    int levels = 0;
    for (int i = 0; i < load->hours; i++) {
        if (levels > 0 && load->level[levels - 1] <= load->level[i])
            continue; /* the same weight again: the order is falling */
        load->level[levels] = load->level[i];
        load->level_hours[levels++] = 0;
    }
    load->levels = levels;
    for (int hour = 0; hour < load->hours; hour++) {
        int low = 0;
        int high = levels - 1;
        while (low < high) {
            int middle = (low + high) / 2;
            if (load->level[middle] > load->weight[hour])
                low = middle + 1;
            else
                high = middle;
        }
        load->level_of[hour] = (int16_t)low;
        load->level_hours[low]++;
    }
    for (int level = 0, hours = 0; level < levels; level++)
        load->hours_above[level] = hours += load->level_hours[level];
}

bool llmcost_set_load(struct llmcost_scenario *scenario, const double *weights, int hours)
{
    struct llmcost_load *load = &scenario->workload.load;
    double total = 0;
    if (hours < 1 || hours > LLMCOST_MAX_HOURS)
        return false;
    for (int hour = 0; hour < hours; hour++) {
        if (!(weights[hour] >= 0 && weights[hour] <= 1e15))
            return false;
        total += weights[hour];
    }
    if (!(total > 0))
        return false;
    for (int hour = 0; hour < hours; hour++)
        load->weight[hour] = weights[hour] * hours / total;
    load->kind = LLMCOST_LOAD_LIST;
    load->hours = hours;
    find_levels(load);
    load->factor.value = 1 / load->level[0];
    return true;
}

/* Of 2 or more; 0 and 1 are their own. */
static int smallest_factor(int number)
{
    int factor = 2;
    while (factor * factor <= number && number % factor != 0)
        factor++;
    return factor * factor <= number ? factor : number;
}

void llmcost_set_load_factor(struct llmcost_scenario *scenario, double factor)
{
    enum { WEEK = 168 };
    struct llmcost_load *load = &scenario->workload.load;
    const double f = factor;
    const double m = f / 2;
    const double theta = f < 1 ? (1 - m) / (1 - f) - 1 : 0;
    double power[WEEK]; /* h^theta */
    double depth[WEEK]; /* 1 - D_h */
    double mean = 0;
    /* A power of a product is the product of the powers: only primes need a pow, unless theta is so
     * large that the powers would overflow. */
    const bool moderate = theta < 100;
    for (int h = 0; h < WEEK; h++) {
        const int part = moderate ? smallest_factor(h) : h;
        power[h] = part < h ? power[part] * power[h / part]
                            : llmcost_pow(moderate ? h : h / (WEEK - 1.0), theta);
    }
    for (int h = 0; h < WEEK; h++) {
        depth[h] = f < 1 ? (1 - m) * (power[h] / power[WEEK - 1]) : 0;
        mean += depth[h] / WEEK;
    }
    const double q = mean > 0 ? (1 - f) / mean : 0;
    for (int h = 0; h < WEEK; h++)
        load->weight[h] = (1 - q * depth[h]) / f;
    load->kind = LLMCOST_LOAD_FACTOR;
    load->hours = WEEK;
    find_levels(load);
    load->factor.value = f;
}
