/* break_even.c - where one option starts to beat another, in words.
 * Knows bands and their edges; refuses to know how they were found (the engine's solve.c), and how
 * far away they are (distance.c). A new reason of the engine is a case in words_break_even().
 */
#include "io/report/outcome.h"
#include "io/words/words.h"

#include <math.h>

enum { FIGURE = 64, CLAUSE = 256 };

static const char *id_of(const struct report *report, int option)
{
    return llmcost_option_id(report->scenario, option);
}

const struct llmcost_field *words_demand(const struct llmcost_scenario *scenario,
                                         const struct llmcost_input **ret_input)
{
    size_t count;
    const struct llmcost_field *fields = llmcost_fields(&count);
    for (size_t i = 0; i < count; i++) {
        struct llmcost_ref ref = {.section = LLMCOST_WORKLOAD, .field = (int16_t)i, .entry = -1};
        if (fields[i].section != LLMCOST_WORKLOAD || fields[i].choice != LLMCOST_DEMAND)
            continue;
        const struct llmcost_input *input = llmcost_read(scenario, ref);
        if (input != NULL && input->origin != LLMCOST_UNSET) {
            *ret_input = input;
            return &fields[i];
        }
    }
    return NULL;
}

/* Lower is better: a rival that serves the demand first, then by cost over the horizon. */
static double rank(const struct report *report, int option)
{
    const struct llmcost_option_result *result = &report->result->option[option];
    return result->horizon_cost + (result->feasible ? 0 : 1e16);
}

const struct llmcost_break_even *words_key_break_even(const struct report *report)
{
    const struct llmcost_break_even *best = NULL;
    double best_rank = INFINITY;
    int chosen = report->result->recommended;
    for (int i = 0; i < report->break_even_count; i++) {
        const struct llmcost_break_even *answer = &report->told[i];
        int rival = answer->option == chosen    ? answer->against
                    : answer->against == chosen ? answer->option
                                                : -1;
        /* What the rules forbid is no rival: the decision says what it would save. */
        if (chosen < 0 || rival < 0 || !report->result->option[rival].eligible)
            continue;
        double rival_rank = rival == report->result->runner_up ? -1e18 : rank(report, rival);
        if (rival_rank < best_rank) {
            best = answer;
            best_rank = rival_rank;
        }
    }
    return best;
}

const char *words_demand_unit(const struct llmcost_break_even *answer, char *buffer, size_t size)
{
    size_t count;
    const struct llmcost_field *fields = llmcost_fields(&count);
    if (answer->variable.field < 0)
        return "";
    enum llmcost_unit unit = (enum llmcost_unit)fields[answer->variable.field].unit;
    return llmcost_unit_text(unit, "", buffer, size);
}

const char *words_band(const struct llmcost_band *band, char *buffer, size_t size)
{
    char from[FIGURE];
    char to[FIGURE];
    const char *limit = band->to_kind == LLMCOST_LIMIT ? " (as far as both serve)" : "";
    words_count(band->from, from, sizeof from);
    words_count(band->to, to, sizeof to);
    if (band->from_kind == LLMCOST_OPEN && band->to_kind == LLMCOST_OPEN)
        snprintf(buffer, size, "at every demand");
    else if (band->from_kind == LLMCOST_OPEN)
        snprintf(buffer, size, "up to %s%s", to, limit);
    else if (band->to_kind == LLMCOST_OPEN)
        snprintf(buffer, size, "from %s", from);
    else
        snprintf(buffer, size, "%s to %s%s", from, to, limit);
    return buffer;
}

/* All bands when they are few; else the three around today's demand and the last. */
const char *words_bands(enum llmcost_answer status, const struct llmcost_band *bands, int count,
                        double current, char *buffer, size_t size)
{
    enum { FEW = 4 };
    size_t used = 0;
    int first = 0;
    int last = count - 1;
    char band[CLAUSE];
    if (count == 0) {
        snprintf(buffer, size, "%s",
                 status == LLMCOST_NEVER    ? "never"
                 : status == LLMCOST_ALWAYS ? "at every demand"
                                            : "not settled");
        return buffer;
    }
    buffer[0] = '\0';
    if (count > FEW) {
        while (first + 3 < count && bands[first + 1].to_kind != LLMCOST_OPEN &&
               bands[first + 1].to < current)
            first++;
        last = first + 2;
    }
    for (int i = first; i < count && used < size; i++) {
        if (i > last && i < count - 1)
            continue;
        const char *gap = i == first ? "" : i > last + 1 ? "; ... " : "; ";
        used += (size_t)snprintf(buffer + used, size - used, "%s%s", gap,
                                 words_band(&bands[i], band, sizeof band));
    }
    if (count > FEW && used < size)
        snprintf(buffer + used, size - used, " (%d bands in all)", count);
    return buffer;
}

/* Prices of a token in the long run: at the utilization that is reached, and what a replica costs
 * that is used around the clock. */
static const char *put_unit_cost(const struct report *report,
                                 const struct llmcost_break_even *answer, char *buffer, size_t size)
{
    const char *currency = words_currency(report->scenario);
    const char *against =
        answer->against < report->scenario->apis ? "the API" : id_of(report, answer->against);
    char one[FIGURE];
    char two[FIGURE];
    char full[FIGURE];
    char used[FIGURE];
    words_unit_price(currency, answer->option_cost, one, sizeof one);
    words_unit_price(currency, answer->against_cost, two, sizeof two);
    words_unit_price(currency, answer->full_cost, full, sizeof full);
    words_percent(answer->utilization, used, sizeof used);
    if (answer->full_cost > 0 && answer->utilization < 0.995)
        snprintf(buffer, size,
                 "a replica kept for the peak, %s used, costs %s per Mtok (a full one %s), %s %s",
                 used, one, full, against, two);
    else if (answer->full_cost > 0)
        snprintf(buffer, size, "a full replica costs %s per Mtok, %s %s", one, against, two);
    else
        snprintf(buffer, size, "in the long run it costs %s per Mtok%s, %s %s", one,
                 answer->on_horizon ? " over the horizon" : "", against, two);
    return buffer;
}

/* "it costs more at every demand, today by $600 a month". How little it can be elsewhere the search
 * for where it wins need not find. */
static const char *put_always_more(const struct report *report,
                                   const struct llmcost_break_even *answer, char *buffer,
                                   size_t size)
{
    const struct llmcost_option_result *mine = &report->result->option[answer->option];
    const struct llmcost_option_result *other = &report->result->option[answer->against];
    const double half_a_cent = 0.005;
    double more = (double)mine->monthly_micros / 1e6;
    double less = (double)other->monthly_micros / 1e6;
    char gap[FIGURE], period[FIGURE] = "a month";
    if (answer->on_horizon) {
        more = mine->horizon_cost;
        less = other->horizon_cost;
        words_over(report->result->months, period, sizeof period);
    }
    if (answer->least_gap < half_a_cent)
        snprintf(buffer, size, "at best it costs the same");
    else if (!mine->feasible || !other->feasible || more - less < half_a_cent)
        snprintf(buffer, size, "it costs more at every demand that both serve");
    else
        snprintf(buffer, size, "it costs more at every demand, today by %s %s",
                 words_gap(words_currency(report->scenario), less, more, gap, sizeof gap), period);
    return buffer;
}

const char *words_break_even(const struct report *report, const struct llmcost_break_even *answer,
                             char *buffer, size_t size)
{
    char one[FIGURE], unit[FIGURE];
    const char *demand = words_demand_unit(answer, unit, sizeof unit);
    if (report->saved != NULL) { /* it does not say what the search has seen */
        const char *said = report->outcome->break_even[answer - report->told].horizon_reason;
        snprintf(buffer, size, "%s", said != NULL ? said : "the report does not say why");
        return buffer;
    }
    switch ((enum llmcost_reason)answer->reason) {
    case LLMCOST_REASON_UNIT_COST:
        return put_unit_cost(report, answer, buffer, size);
    case LLMCOST_REASON_LIMIT:
        words_count(answer->limit, one, sizeof one);
        if (answer->limit <= 0) /* a month whose demand does not follow today's */
            snprintf(buffer, size, "%s cannot serve the months to come, whatever is asked today",
                     answer->limited == answer->option ? "it" : id_of(report, answer->limited));
        else if (answer->limited == answer->option)
            snprintf(buffer, size, "it serves at most %s %s and costs more up to there", one,
                     demand);
        else
            snprintf(buffer, size, "%s serves at most %s %s, and up to there %s costs more",
                     id_of(report, answer->limited), one, demand, id_of(report, answer->option));
        return buffer;
    case LLMCOST_REASON_ALWAYS_MORE:
        return put_always_more(report, answer, buffer, size);
    case LLMCOST_REASON_DOES_NOT_FIT:
        return words_fit(report->scenario, answer->limited, buffer, size);
    case LLMCOST_REASON_TOO_SLOW:
        return words_slow(report->scenario, answer->limited, buffer, size);
    case LLMCOST_REASON_BOUNDED:
        words_count(answer->searched_to, one, sizeof one);
        snprintf(buffer, size, "searched up to %s %s only", one, demand);
        return buffer;
    case LLMCOST_REASON_MANY_BANDS:
        snprintf(buffer, size, "more than %d bands: the first ones are listed",
                 (int)LLMCOST_MAX_BANDS);
        return buffer;
    case LLMCOST_REASON_NONE:
        break;
    }
    if (answer->status == LLMCOST_FOUND)
        return NULL;
    snprintf(buffer, size, "%s",
             answer->status == LLMCOST_ALWAYS  ? "it costs less at every demand"
             : answer->status == LLMCOST_NEVER ? "it costs more at every demand"
                                               : "the search did not settle it");
    return buffer;
}
