/* fleet_sum.c - several loads on one fleet: added up hour by hour in units of it, each by what a
 * unit serves of its mix, and shared out again (§4, §12). What no api may take is stacked first; in
 * an hour above it a unit goes to the apis at the mean of their prices, and of each load alike.
 * Refuses to know how a slice is served (hardware/stack.c) and what the fleet costs (fleet.c).
 */
#include "core/model/fleet_sum.h"

#include "core/base/real.h"
#include "core/scenario/scenario.h"

#include <stdlib.h>

/* What one unit serves of a load, requests/s. */
static double planned_unit(const struct fleet_load *load)
{
    const struct llmcost_fleet *fleet = &load->plan->fleet;
    return fleet->unit_replicas * fleet->planned_requests_per_second;
}

static double raw_unit(const struct fleet_load *load)
{
    const struct llmcost_fleet *fleet = &load->plan->fleet;
    return fleet->unit_replicas * fleet->replica_requests_per_second;
}

/* Of one load in an hour of the sum, requests/s. */
static double rate_in(const struct fleet_load *load, int hour)
{
    return load->demand->rate * load->terms->load->weight[hour % load->terms->load->hours];
}

/* The price of a request of a load in an hour, over its mean. */
static double price_in(const struct fleet_load *load, int hour)
{
    const double *by_hour = load->prices->api_hours;
    return by_hour != NULL ? by_hour[hour % STACK_WEEK] : 1;
}

/* Hours of the sum of several loads. */
static int32_t fleet_hours(const struct fleet_load *load, int loads)
{
    int32_t hours = 1;
    for (int i = 0; i < loads; i++) {
        const int32_t own = load[i].terms->load->hours;
        const int32_t week = load[i].prices->api_hours != NULL ? STACK_WEEK : 0;
        hours = own > hours ? own : hours;
        hours = week > hours ? week : hours;
    }
    return hours;
}

static int by_units(const void *one, const void *other)
{
    const struct fleet_hour *a = one;
    const struct fleet_hour *b = other;
    if (a->units > b->units || a->units < b->units)
        return a->units > b->units ? -1 : 1;
    if (a->api > b->api || a->api < b->api)
        return a->api < b->api ? -1 : 1;
    return a->hour - b->hour;
}

/* Put one load on top of those before; `api` is money until all are there. */
static void add_load(const struct fleet_load *load, double seconds, struct fleet_sum *sum)
{
    const struct fleet_prices *prices = load->prices;
    const double a_unit = 1 / planned_unit(load);
    const bool goes = load->replicas != NULL;
    const double price = goes ? seconds * prices->api_attempts * prices->api_request : 0;
    for (int h = 0; h < sum->hours; h++) {
        struct fleet_hour *hour = &sum->hour[h];
        const double rate = rate_in(load, h);
        hour->units += rate * a_unit;
        hour->own += goes ? 0 : rate * a_unit;
        hour->api += goes ? rate * price * price_in(load, h) : 0;
    }
}

/* Whether an api may take of some of the loads. */
static bool any_goes(const struct fleet_load *load, int loads, bool goes)
{
    for (int i = 0; i < loads; i++)
        if ((load[i].replicas != NULL) == goes)
            return true;
    return false;
}

struct stack_load sum_up(const struct fleet_load *load, int loads, double seconds, bool fits,
                         struct fleet_sum *sum)
{
    sum->hours = fleet_hours(load, loads);
    for (int h = 0; h < sum->hours; h++)
        sum->hour[h] = (struct fleet_hour){.hour = h};
    for (int i = 0; i < loads && fits; i++)
        add_load(&load[i], seconds, sum);
    for (int h = 0; h < sum->hours; h++) {
        struct fleet_hour *hour = &sum->hour[h];
        hour->api = hour->units > hour->own ? hour->api / (hour->units - hour->own) : 0;
    }
    qsort(sum->hour, (size_t)sum->hours, sizeof *sum->hour, by_units);
    double weight = 0;
    for (int i = 0; i < sum->hours; i++) {
        const struct fleet_hour *hour = &sum->hour[i];
        sum->level[i] = hour->units;
        sum->own[i] = hour->own;
        sum->api[i] = hour->api;
        sum->level_hours[i] = 1;
        sum->level_of[hour->hour] = (int16_t)i;
        sum->hours_above[i] = i + 1;
        sum->weight_above[i] = weight += hour->units;
    }
    const bool goes = any_goes(load, loads, true);
    return (struct stack_load){.hours = sum->hours,
                               .levels = sum->hours,
                               .level = sum->level,
                               .level_hours = sum->level_hours,
                               .level_of = sum->level_of,
                               .hours_above = sum->hours_above,
                               .weight_above = sum->weight_above,
                               .api = goes ? sum->api : NULL,
                               .own = goes && any_goes(load, loads, false) ? sum->own : NULL,
                               .sent = goes ? sum->sent : NULL};
}

double sum_own_peak(const struct fleet_sum *sum, double k)
{
    double peak = 0;
    for (int i = 0; i < sum->hours; i++)
        peak = at_least(peak, sum->own[i] * k);
    return peak;
}

const struct llmcost_input *sum_replicas(const struct fleet_load *load, int loads)
{
    const struct llmcost_input *given = load[0].replicas;
    for (int i = 0; i < loads; i++) {
        if (load[i].replicas == NULL)
            return NULL;
        if (is_stated(load[i].replicas) &&
            (!is_stated(given) || load[i].replicas->value > given->value))
            given = load[i].replicas;
    }
    return given;
}

void sum_send(const struct fleet_load *load, double seconds, const struct fleet_sum *sum)
{
    struct llmcost_fleet *fleet = &load->plan->fleet;
    const double attempts = load->prices->api_attempts;
    double sent = 0; /* requests/s, added over the hours */
    double priced = 0;
    fleet->overflow_peak = 0;
    for (int i = 0; i < sum->hours && load->replicas != NULL; i++) {
        const struct fleet_hour *hour = &sum->hour[i];
        const double may = hour->units - hour->own;
        const double part = may > 0 ? at_most(sum->sent[i] / may, 1) : 0;
        const double rate = part * rate_in(load, hour->hour);
        load->sent[hour->hour] = rate * attempts;
        sent += rate;
        priced += rate * price_in(load, hour->hour);
        fleet->overflow_peak = at_least(fleet->overflow_peak, rate * attempts);
    }
    const double mean = sent / sum->hours;
    fleet->overflow_share = share_of(mean, load->demand->rate);
    fleet->overflow_requests = mean * seconds * attempts;
    fleet->served_requests = at_least(load->demand->billed - mean * seconds, 0);
    fleet->overflow_price = sent > 0 ? priced / sent : 1;
}

double sum_used(const struct fleet_load *load, int loads, const struct fleet_sum *sum, double units,
                bool fixed)
{
    double used = 0;
    for (int i = 0; i < loads && !fixed; i++)
        used +=
            load[i].demand->rate * (1 - load[i].plan->fleet.overflow_share) / raw_unit(&load[i]);
    for (int h = 0; h < sum->hours && fixed; h++) {
        double raw = 0;
        for (int i = 0; i < loads; i++)
            raw += rate_in(&load[i], h) / raw_unit(&load[i]);
        used += at_most(raw, units) / sum->hours;
    }
    return units > 0 ? at_least(at_most(used / units, 1), 0) : 0;
}
