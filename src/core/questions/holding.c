/* holding.c - how far what is held from month to month may bend a cost over the demand (§9). What
 * has been taken up to a month is taken(m) = max(taken(m - 1), need(m) + taken(m - term)), and what
 * is paid for it the sum of taken(m) * (cost(m) - cost(m + 1)), where cost(m) is that of a unit
 * taken in month m, and 0 after the last. Far out needs are proportional to demand, and so is the
 * cost; near by whole units bend each need by a unit or so, and these are the sums of that.
 * Knows months and prices, no fleet.
 */
#include "core/questions/holding.h"
#include "core/base/real.h"
#include "llmcost.h"

static double size_of(double x)
{
    return x < 0 ? -x : x;
}

/* Nothing outlasts its month, or one month stands for all. */
static struct holding by_the_month(const struct holding_month *months, int count)
{
    struct holding all = {.loose = 1};
    for (int m = 0; m < count; m++)
        all.unit += months[m].weight * months[m].others + months[m].taken;
    return all;
}

/* Needs only rise: a unit once needed is renewed for ever, and what is held is what is needed. */
static struct holding while_rising(const struct holding_month *months, int count, int term)
{
    struct holding all = {.loose = 1};
    double for_ever[LLMCOST_MAX_MONTHS + 1]; /* what a unit costs that is first taken in a month */
    double bends = 0;
    bool falls = false;
    for_ever[count] = 0;
    for (int m = count - 1; m >= 0; m--) {
        const struct holding_month *month = &months[m];
        for_ever[m] = month->taken + (term < count - m ? for_ever[m + term] : 0);
        const double earlier =
            for_ever[m] - for_ever[m + 1]; /* one that is taken a month earlier */
        /* a unit of that month takes at most so much of the others' place */
        const double gain = earlier - month->weight * month->always_on;
        all.unit += month->weight * month->others + size_of(earlier);
        bends += size_of(gain);
        falls = falls || gain < 0;
    }
    all.falls = falls ? 3 * bends : 0; /* each step of it, and of the months beside it */
    return all;
}

/* Needs only fall: units are taken in the first month, and what is left of them after each term. */
static struct holding while_falling(const struct holding_month *months, int count, int term)
{
    struct holding all = {.loose = 1};
    double price = 0;
    for (int m = 0; m < count; m++) {
        const struct holding_month *month = &months[m];
        if (m % term == 0) {
            all.unit += month->taken;
            price = month->always_on;
        }
        all.unit += month->weight * month->others;
        all.falls += 3 * month->weight * at_least(month->always_on - price, 0);
    }
    return all;
}

/* Needs rise and fall: a unit in each need is as many in what has been taken as needs that lie a
 * term apart go into the months; what is held is the difference of two such sums. */
static struct holding by_chains(const struct holding_month *months, int count, double term)
{
    struct holding all = {.loose = 1, .falls = -1};
    for (int m = 0; m < count; m++) {
        const struct holding_month *month = &months[m];
        const double links = llmcost_whole((m + 1) / term);
        const double next = m + 1 < count ? months[m + 1].taken : 0;
        all.unit += 2 * links * month->weight * (month->others + month->always_on);
        all.unit += links * size_of(month->taken - next);
        all.loose = at_least(all.loose, 2 * links);
    }
    return all;
}

struct holding holding_of(const struct holding_month *months, int count, double term, bool rises,
                          bool falls)
{
    if (term <= 1 || count == 1)
        return by_the_month(months, count);
    const int whole = (int)llmcost_whole(at_most(term, count));
    if (falls)
        return while_falling(months, count, whole);
    return rises ? while_rising(months, count, whole) : by_chains(months, count, term);
}
