/* clock.c - prices by the hour of the week: what the entries of `hours` make of them (§2, §12).
 * Refuses to know prices (pricing.c) and who is served in which hour (hardware/stack.c).
 */
#include "core/model/clock.h"

#include "core/base/count.h"
#include "core/base/real.h"

#include <string.h>

enum { DAY = 24 };

static const struct {
    const char *word;
    int first, last;
} day_words[] = {
    {.word = "", .first = 0, .last = 6}, /* not stated */
    {.word = "all", .first = 0, .last = 6},
    {.word = "mon-fri", .first = 0, .last = 4},
    {.word = "sat-sun", .first = 5, .last = 6},
};

bool has_clock(const struct llmcost_load *load)
{
    return load->kind != LLMCOST_LOAD_FLAT && load->kind != LLMCOST_LOAD_FACTOR &&
           (load->hours == DAY || load->hours == STACK_WEEK);
}

bool clock_days(const struct llmcost_scenario *scenario, const struct llmcost_clock *entry,
                int *ret_first, int *ret_last)
{
    const char *text = llmcost_text(scenario, entry->days.text);
    for (size_t i = 0; i < COUNT(day_words); i++)
        if (strcmp(day_words[i].word, text) == 0) {
            *ret_first = day_words[i].first;
            *ret_last = day_words[i].last;
            return true;
        }
    return false;
}

/* How much of an hour lies between two times of a day. */
static double overlap(int hour, double from, double to)
{
    return at_least(at_most(hour + 1, to) - at_least(hour, from), 0);
}

/* Hours of a day that two stretches of it share. */
static double shared(const double one[2], const double other[2])
{
    return at_least(at_most(one[1], other[1]) - at_least(one[0], other[0]), 0);
}

bool clocks_overlap(const struct llmcost_scenario *scenario, const struct llmcost_clock *one,
                    const struct llmcost_clock *other)
{
    const struct llmcost_clock *both[] = {one, other};
    double part[2][2][2]; /* of each the two stretches of a day; the second may be empty */
    int first[2];
    int last[2];
    double hours = 0;
    for (int i = 0; i < 2; i++) {
        const double from = both[i]->from.value;
        const double to = both[i]->to.value;
        if (!clock_days(scenario, both[i], &first[i], &last[i]))
            return false;
        part[i][0][0] = from;
        part[i][0][1] = from < to ? to : DAY;
        part[i][1][0] = 0;
        part[i][1][1] = from < to ? 0 : to;
    }
    for (int i = 0; i < 4; i++)
        hours += shared(part[0][i / 2], part[1][i % 2]);
    return hours > 0 && first[0] <= last[1] && first[1] <= last[0];
}

void clock_factors(const struct terms *terms, const struct llmcost_api *api,
                   double ret_factor[STACK_WEEK])
{
    for (int hour = 0; hour < STACK_WEEK; hour++)
        ret_factor[hour] = 1;
    for (int i = api->hours.first; i < api->hours.first + api->hours.count; i++) {
        const struct llmcost_clock *entry = &terms->entry[i].clock;
        const double from = entry->from.value;
        const double to = entry->to.value;
        double share[DAY];
        int first = 0;
        int last = 6;
        clock_days(terms->scenario, entry, &first, &last);
        for (int hour = 0; hour < DAY; hour++) /* a time that passes midnight is in two parts */
            share[hour] = from < to ? overlap(hour, from, to)
                                    : overlap(hour, from, DAY) + overlap(hour, 0, to);
        for (int day = first; day <= last; day++)
            for (int hour = 0; hour < DAY; hour++)
                ret_factor[day * DAY + hour] += share[hour] * (entry->factor.value - 1);
    }
}

double clock_mean(const struct terms *terms, const struct llmcost_api *api)
{
    const struct llmcost_load *load = &terms->scenario->load;
    double factor[STACK_WEEK];
    double sum = 0;
    if (!goes_by_the_clock(api) || STACK_WEEK % load->hours != 0)
        return 1;
    clock_factors(terms, api, factor);
    for (int hour = 0; hour < STACK_WEEK; hour++)
        sum += load->weight[hour % load->hours] * factor[hour];
    return sum / STACK_WEEK; /* the weights have mean 1 */
}
