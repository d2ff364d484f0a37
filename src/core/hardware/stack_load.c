/* stack_load.c - a load as a stack reads it (§4): its levels, by hours of one price where the api
 * has prices by the hour (§2), and the hours that cold starts are paid for. Refuses to know what a
 * slice costs and who serves it (stack.c).
 */
#include "core/hardware/stack.h"

#include <string.h>

/* Backwards through the hours, twice: of those ahead that may be the busiest of the next ones, each
 * busier than those before it. */
void stack_paid_hours(const struct stack_load *load, int early, int16_t *ret_paid)
{
    enum { ROOM = 256 }; /* more than are ahead: the longest cold start takes a week */
    const int hours = load->hours;
    const int window = early < hours ? early : hours - 1;
    int16_t ahead[ROOM] = {0};
    unsigned first = 0, end = 0;
    memset(ret_paid, 0, (size_t)load->levels * sizeof *ret_paid);
    for (int hour = hours + window - 1; hour >= 0; hour--) {
        const int level = load->level_of[hour % hours];
        while (end > first && load->level_of[ahead[(end - 1) % ROOM] % hours] >= level)
            end--;
        ahead[end++ % ROOM] = (int16_t)hour;
        if (ahead[first % ROOM] > hour + window)
            first++;
        if (hour < hours)
            ret_paid[load->level_of[ahead[first % ROOM] % hours]]++;
    }
    for (int level = 1; level < load->levels; level++)
        ret_paid[level] = (int16_t)(ret_paid[level] + ret_paid[level - 1]);
}

struct stack_load stack_load_of(const struct llmcost_load *load)
{
    return (struct stack_load){.hours = load->hours,
                               .levels = load->levels,
                               .level = load->level,
                               .level_hours = load->level_hours,
                               .level_of = load->level_of,
                               .hours_above = load->hours_above,
                               .weight_above = load->weight_above};
}

void stack_sort_week(const struct stack_load *load, const double price[STACK_WEEK],
                     int16_t ret_order[STACK_WEEK])
{
    int16_t next[STACK_WEEK] = {0}; /* where the hours of a level begin */
    const int times = STACK_WEEK / load->hours;
    for (int level = 1; level < load->levels; level++)
        next[level] = (int16_t)(next[level - 1] + times * load->level_hours[level - 1]);
    int16_t begin[STACK_WEEK];
    memcpy(begin, next, sizeof begin);
    for (int hour = 0; hour < STACK_WEEK; hour++) {
        const int level = load->level_of[hour % load->hours];
        int at = next[level]++;
        for (; at > begin[level] && price[ret_order[at - 1]] > price[hour]; at--)
            ret_order[at] = ret_order[at - 1];
        ret_order[at] = (int16_t)hour;
    }
}

struct stack_load stack_price_week(const struct stack_load *load, const double price[STACK_WEEK],
                                   const int16_t order[STACK_WEEK], struct priced_week *week)
{
    int16_t level_of[STACK_WEEK]; /* divisions would take most of the time */
    int levels = 0;
    double weight = 0;
    for (int hour = 0, of = 0; hour < STACK_WEEK; hour++, of = of + 1 < load->hours ? of + 1 : 0)
        level_of[hour] = load->level_of[of];
    for (int i = 0; i < STACK_WEEK; i++) {
        const int hour = order[i];
        const int level = level_of[hour];
        const bool same = levels > 0 && week->level[levels - 1] == load->level[level] &&
                          week->api[levels - 1] == price[hour];
        if (!same) {
            week->level[levels] = load->level[level];
            week->api[levels] = price[hour];
            week->level_hours[levels++] = 0;
        }
        week->level_of[hour] = (int16_t)(levels - 1);
        week->level_hours[levels - 1]++;
        week->weight_above[levels - 1] = weight += load->level[level];
        week->hours_above[levels - 1] = i + 1;
    }
    return (struct stack_load){.hours = STACK_WEEK,
                               .levels = levels,
                               .level = week->level,
                               .level_hours = week->level_hours,
                               .level_of = week->level_of,
                               .hours_above = week->hours_above,
                               .weight_above = week->weight_above,
                               .api = week->api};
}
