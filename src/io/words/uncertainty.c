/* uncertainty.c - how sure the answer is, and what to measure first, in words.
 * Knows what is worth saying of an uncertainty; refuses to know how it was found.
 */
#include "io/words/words.h"

#include <string.h>

enum { FIGURE = 96 };
static const double HALF_A_CENT = 0.005;

/* By more than a saved report, which has six decimals, could lose. */
bool words_has_value(double evppi, double evppi_noise)
{
    return evppi - evppi_noise >= HALF_A_CENT;
}

/* The option that is cheapest in most draws; -1 when none ever is. */
static int surest(const struct report *report)
{
    const struct llmcost_uncertainty *u = report->uncertainty;
    int best = -1;
    for (int i = 0; i < report->result->options; i++)
        if (u->option[i].probability_cheapest > 0 &&
            (best < 0 || u->option[i].probability_cheapest > u->option[best].probability_cheapest))
            best = i;
    return best;
}

const char *words_draws(double share, char *buffer, size_t size)
{
    const double rounded = words_round(share, share > 0.1 && share < 0.995 ? 2 : 4);
    return words_percent(rounded == 1 ? share : rounded, buffer, size);
}

/* "; then gpu_hour of llama ($900)." or "; the other range stated would not change the decision."
 */
static void put_second(const struct report *report, char *buffer, size_t size)
{
    const struct llmcost_uncertainty *u = report->uncertainty;
    char name[2 * LLMCOST_MAX_ID + FIGURE];
    char worth[FIGURE];
    int others = 0;
    for (int i = 1; i < u->inputs; i++)
        others += words_has_value(u->input[i].evppi, u->input[i].evppi_noise);
    if (others > 0) {
        words_money(words_currency(report->scenario), u->input[1].evppi, worth, sizeof worth);
        snprintf(buffer, size, "; then %s (%s).",
                 words_input(report->scenario, u->input[1].swing.ref, name, sizeof name), worth);
    } else if (u->inputs > 1)
        snprintf(buffer, size, "; the other range%s stated would not change the decision.",
                 u->inputs > 2 ? "s" : "");
    else
        snprintf(buffer, size, ".");
}

bool words_on_average(const struct report *report, char *buffer, size_t size)
{
    const struct llmcost_uncertainty *u = report->uncertainty;
    const int chosen = report->result->recommended;
    char gap[FIGURE];
    if (u == NULL || u->on_average < 0 || chosen < 0)
        return false;
    words_gap(words_currency(report->scenario), u->option[u->on_average].mean,
              u->option[chosen].mean, gap, sizeof gap);
    snprintf(buffer, size,
             "On average over the draws %s costs %s less than %s: the verdict is on the point "
             "values.",
             llmcost_option_id(report->scenario, u->on_average), gap,
             llmcost_option_id(report->scenario, chosen));
    return true;
}

bool words_uncertainty(const struct report *report, char *buffer, size_t size)
{
    const struct llmcost_uncertainty *u = report->uncertainty;
    const int best = u != NULL && report->result->recommended >= 0 ? surest(report) : -1;
    char name[2 * LLMCOST_MAX_ID + FIGURE];
    char share[FIGURE];
    char worth[FIGURE];
    char second[2 * LLMCOST_MAX_ID + 3 * FIGURE];
    if (best < 0 || report->result->options < 2)
        return false;
    const double sure = u->option[best].probability_cheapest;
    const char *id = llmcost_option_id(report->scenario, best);
    words_draws(sure, share, sizeof share);
    snprintf(buffer, size, "%s is cheapest in %s of draws within the range%s stated (%d input%s)",
             id, share, u->inputs == 1 ? "" : "s", u->inputs, u->inputs == 1 ? "" : "s");
    if (u->option[best].infeasible > 0) {
        words_percent(words_round((double)u->option[best].infeasible / u->samples, 3), worth,
                      sizeof worth);
        words_add(buffer, size, ", and cannot serve the demand in %s", worth);
    }
    if (u->inputs > 0 && words_has_value(u->input[0].evppi, u->input[0].evppi_noise)) {
        put_second(report, second, sizeof second);
        words_money(words_currency(report->scenario), u->input[0].evppi, worth, sizeof worth);
        words_add(buffer, size, ". Measure %s first: knowing it is worth up to %s%s",
                  words_input(report->scenario, u->input[0].swing.ref, name, sizeof name), worth,
                  second);
    } else if (!u->has_evpi) {
        words_add(buffer, size,
                  ". No option serves in every draw: what knowing more is worth cannot be said.");
    } else if (u->evpi >= HALF_A_CENT) {
        words_money(words_currency(report->scenario), u->evpi, worth, sizeof worth);
        words_add(buffer, size, ". %s is worth up to %s.",
                  u->inputs == 1 ? "Knowing it"
                                 : "None of them alone has decision value; knowing all of them",
                  worth);
    } else if (u->option[best].infeasible > 0 || best != report->result->recommended)
        words_add(buffer, size, ".");
    else
        words_add(buffer, size, ": knowing %s better would not change the decision.",
                  u->inputs == 1 ? "it" : "them");
    return true;
}
