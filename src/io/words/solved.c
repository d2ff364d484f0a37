/* solved.c - from which value of an input one option is cheaper than another, in words.
 * Knows bands and units; refuses to know how they were found (the core's sensitivity.c, solve.c).
 */
#include "io/words/solved.h"
#include "io/words/words.h"

#include <math.h>
#include <string.h>

enum { FIGURE = 160, CLAUSE = 4 * FIGURE };

static const struct llmcost_scenario *scenario_of(const struct solved *solved)
{
    return solved->report->scenario;
}

static const char *id_of(const struct solved *solved, int option)
{
    return llmcost_option_id(scenario_of(solved), option);
}

/* The value of the n-th end of bands, counted through them all; NAN: an open one, or none. */
static double end_of(const struct llmcost_break_even *answer, int n)
{
    if (n < 0 || n >= 2 * answer->bands)
        return NAN;
    const struct llmcost_band *band = &answer->band[n / 2];
    const uint8_t kind = n % 2 == 0 ? band->from_kind : band->to_kind;
    return kind == LLMCOST_OPEN ? NAN : n % 2 == 0 ? band->from : band->to;
}

/* That end, with as many digits as tell it apart from those before and behind it. */
static const char *put_end(const struct solved *solved, const struct llmcost_break_even *answer,
                           int n, bool with_unit, char *buffer, size_t size)
{
    const struct llmcost_scenario *s = scenario_of(solved);
    const double end = end_of(answer, n);
    char apart[FIGURE], other[FIGURE], usual[FIGURE], unit[FIGURE];
    words_figure(s, solved->variable, end, usual, sizeof usual);
    snprintf(buffer, size, "%s", usual);
    for (int side = -1; side <= 1; side += 2) {
        if (isnan(end_of(answer, n + side)))
            continue;
        words_figures_apart(s, solved->variable, end, end_of(answer, n + side), apart, other,
                            sizeof apart);
        if (strlen(apart) > strlen(buffer))
            snprintf(buffer, size, "%s", apart);
    }
    if (!with_unit)
        return buffer;
    if (strcmp(buffer, usual) == 0)
        return words_value(s, solved->variable, end, buffer, size);
    words_add(buffer, size, "%s", words_unit(s, solved->variable, unit, sizeof unit));
    return buffer;
}

/* "from 6.21 requests/s per replica", "$0.80 to $1.20 a GPU-hour": the n-th band. */
static const char *put_band(const struct solved *solved, const struct llmcost_break_even *answer,
                            int n, char *buffer, size_t size)
{
    const struct llmcost_band *band = &answer->band[n];
    char from[FIGURE];
    char to[FIGURE];
    const char *limit = band->to_kind == LLMCOST_LIMIT ? ", as far as both serve" : "";
    const char *least =
        band->from_kind == LLMCOST_LIMIT ? ", below it one of the two cannot serve the demand" : "";
    if (band->to_kind != LLMCOST_OPEN)
        put_end(solved, answer, 2 * n + 1, true, to, sizeof to);
    if (band->from_kind == LLMCOST_OPEN && band->to_kind == LLMCOST_OPEN)
        snprintf(buffer, size, "at every value");
    else if (band->from_kind == LLMCOST_OPEN)
        snprintf(buffer, size, "up to %s%s", to, limit);
    else if (band->to_kind == LLMCOST_OPEN)
        snprintf(buffer, size, "from %s%s", put_end(solved, answer, 2 * n, true, from, sizeof from),
                 least);
    else
        snprintf(buffer, size, "from %s to %s%s",
                 put_end(solved, answer, 2 * n, false, from, sizeof from), to, limit);
    return buffer;
}

/* The bands around today's value where there are many. */
const char *words_solved_bands(const struct solved *solved, const struct llmcost_break_even *answer,
                               char *buffer, size_t size)
{
    enum { FEW = 4 };
    int first = 0;
    char band[CLAUSE];
    buffer[0] = '\0';
    if (answer->bands == 0)
        snprintf(buffer, size, "%s",
                 answer->status == LLMCOST_ALWAYS  ? "at every value"
                 : answer->status == LLMCOST_NEVER ? "never"
                                                   : "not settled");
    while (first + FEW < answer->bands && answer->band[first + 1].to_kind != LLMCOST_OPEN &&
           answer->band[first + 1].to < answer->current)
        first++;
    for (int i = first; i < answer->bands && i < first + FEW; i++)
        words_add(buffer, size, "%s%s", i > first ? "; " : "",
                  put_band(solved, answer, i, band, sizeof band));
    if (answer->bands > FEW)
        words_add(buffer, size, " (%d bands in all)", (int)answer->bands);
    return buffer;
}

/* Who serves at none of the values that were tried: nothing beats what does not serve. */
static void put_unserved(const struct solved *solved, const struct llmcost_break_even *answer,
                         char *buffer, size_t size)
{
    if (answer->limited < 0)
        snprintf(buffer, size, "at no value tried both serve the demand");
    else
        snprintf(buffer, size, "%s serves the demand at no value tried",
                 answer->limited == answer->option ? "it" : id_of(solved, answer->limited));
}

/* Values between those that were tried may come a little nearer: of these nothing is said. */
const char *words_solved_reason(const struct solved *solved,
                                const struct llmcost_break_even *answer, char *buffer, size_t size)
{
    const char *currency = words_currency(scenario_of(solved));
    char amount[FIGURE];
    char period[FIGURE] = "a month";
    if (answer->status == LLMCOST_FOUND || answer->status == LLMCOST_ALWAYS)
        return NULL;
    const struct llmcost_input *stated;
    size_t count;
    const bool on_demand = words_demand(scenario_of(solved), &stated) ==
                           &llmcost_fields(&count)[solved->variable.field];
    if (answer->reason != LLMCOST_REASON_ALWAYS_MORE || on_demand)
        return words_break_even(solved->report, answer, buffer, size);
    if (solved->variable.section == LLMCOST_HORIZON && answer->on_horizon)
        snprintf(period, sizeof period, "over the horizon"); /* which may be any */
    else if (answer->on_horizon)
        words_over(solved->report->result->months, period, sizeof period);
    if (answer->least_gap > LLMCOST_MAX_BILL)
        put_unserved(solved, answer, buffer, size);
    else if (answer->least_gap < 0.005)
        snprintf(buffer, size, "at best it costs the same");
    else
        snprintf(buffer, size, "it costs more at every value tried, by %s %s at the least",
                 words_money(currency, answer->least_gap, amount, sizeof amount), period);
    return buffer;
}

/* "you assume 4", "the default is 1", "it is not stated": beside an edge, from which it differs. */
static const char *put_current(const struct solved *solved, double edge, char *ret_edge,
                               char *buffer, size_t size)
{
    const struct llmcost_input *input = llmcost_read(scenario_of(solved), solved->variable);
    char figure[FIGURE], unit[FIGURE], usual[FIGURE];
    words_figures_apart(scenario_of(solved), solved->variable, edge, input->value, ret_edge, figure,
                        FIGURE);
    words_figure(scenario_of(solved), solved->variable, edge, usual, sizeof usual);
    if (strcmp(usual, ret_edge) == 0)
        words_value(scenario_of(solved), solved->variable, edge, ret_edge, FIGURE);
    else
        words_add(ret_edge, FIGURE, "%s",
                  words_unit(scenario_of(solved), solved->variable, unit, sizeof unit));
    const char *who = input->origin == LLMCOST_DEFAULT   ? "the default is"
                      : input->basis == LLMCOST_MEASURED ? "you measured"
                                                         : "you assume";
    if (input->origin == LLMCOST_UNSET)
        snprintf(buffer, size, "it is not stated");
    else
        snprintf(buffer, size, "%s %s", who, figure);
    return buffer;
}

const char *words_solved(const struct solved *solved, const struct llmcost_break_even *answer,
                         char *buffer, size_t size)
{
    const char *option = id_of(solved, answer->option);
    const char *against = id_of(solved, answer->against);
    const struct llmcost_band *only = &answer->band[0];
    char current[2 * FIGURE];
    char bands[4 * CLAUSE];
    char figure[FIGURE];
    char why[MAX_SENTENCE];
    bool inside = false;
    for (int i = 0; i < answer->bands; i++)
        inside = inside || words_band_holds(&answer->band[i], answer->current);
    const bool single = answer->bands == 1 && !inside;
    const double edge = only->to_kind != LLMCOST_OPEN ? only->to : only->from;
    const bool rises = only->to_kind == LLMCOST_OPEN;
    const bool lone = answer->bands == 1 && rises != (only->from_kind == LLMCOST_OPEN) &&
                      only->from_kind != LLMCOST_LIMIT && only->to_kind != LLMCOST_LIMIT;
    put_current(solved, single || lone ? edge : answer->current, figure, current, sizeof current);
    words_solved_bands(solved, answer, bands, sizeof bands);
    if (lone)
        snprintf(bands, sizeof bands, "%s %s", rises ? "from" : "up to", figure);
    if (answer->status == LLMCOST_NEVER)
        snprintf(buffer, size, "%s is never cheaper than %s: %s.", option, against,
                 words_solved_reason(solved, answer, why, sizeof why));
    else if (answer->bands == 0)
        snprintf(buffer, size, "Whether %s is ever cheaper than %s is not settled: %s.", option,
                 against, words_solved_reason(solved, answer, why, sizeof why));
    else if (single && only->to_kind == LLMCOST_OPEN && only->from_kind != LLMCOST_LIMIT)
        snprintf(buffer, size, "%s needs at least %s to be cheaper than %s; %s.", option, figure,
                 against, current);
    else if (single && only->from_kind == LLMCOST_OPEN && only->to_kind != LLMCOST_LIMIT)
        snprintf(buffer, size, "%s needs at most %s to be cheaper than %s; %s.", option, figure,
                 against, current);
    else
        snprintf(buffer, size, "%s is cheaper than %s %s; %s.", option, against, bands, current);
    return buffer;
}
