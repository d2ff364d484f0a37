/* break_even.c - where one option starts to beat another, in words.
 * Knows bands and their edges; refuses to know how they were found (the engine's solve.c), and how
 * far away they are (distance.c). A new reason of the engine is a row of forms_of_break_even.
 */
#include "io/report/outcome.h"
#include "io/words/form.h"
#include "io/words/words.h"

#include <math.h>

enum { FIGURE = 64, CLAUSE = 256 };
static const double HALF_A_CENT = 0.005;

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
    for (int i = first; i < count; i++) {
        if (i > last && i < count - 1)
            continue;
        const char *gap = i == first ? "" : i > last + 1 ? "; ... " : "; ";
        words_add(buffer, size, "%s%s", gap, words_band(&bands[i], band, sizeof band));
    }
    if (count > FEW)
        words_add(buffer, size, " (%d bands in all)", count);
    return buffer;
}

/* Of each reason that has one; the costs of a token are those in the long run, at the utilization
 * that is reached, and of a replica that is used around the clock. */
const char *const forms_of_break_even[] = {
    [LLMCOST_REASON_NONE] = "{status?|it costs more at every demand|it costs less at every "
                            "demand|the search did not settle it}",
    [LLMCOST_REASON_UNIT_COST] =
        "{full?in the long run it costs {cost$$} per Mtok{horizon?| over the horizon}|a full "
        "replica costs {cost$$} per Mtok|a replica kept for the peak, {used%} used, costs "
        "{cost$$} per Mtok (a full one {full_cost$$})}, {api?{against word}|the API} {other$$}",
    [LLMCOST_REASON_LIMIT] =
        "{served?{own?{limited word}|it} cannot serve the months to come, whatever is asked "
        "today|{own?{limited word} serves at most {limit} {unit word}, and up to there {option "
        "word} costs more|it serves at most {limit} {unit word} and costs more up to there}}",
    [LLMCOST_REASON_ALWAYS_MORE] =
        "{least?at best it costs the same|it costs more at every demand that both serve}",
    [LLMCOST_REASON_BOUNDED] = "searched up to {searched} {unit word} only",
    [LLMCOST_REASON_MANY_BANDS] = "more than {bands} bands: the first ones are listed",
    [LLMCOST_REASON_MANY_BANDS + 1] = NULL,
};

const char *words_plain_answer(enum llmcost_answer status, char *buffer, size_t size)
{
    struct holes holes = {.count = 0};
    hole_add(&holes, "status", status);
    return form_fill(forms_of_break_even[LLMCOST_REASON_NONE], &holes, "", buffer, size);
}

const char *words_costs_more(const char *currency, double less, double more, int months,
                             char *buffer, size_t size)
{
    char gap[FIGURE], period[FIGURE] = "a month";
    if (months > 0)
        words_over(months, period, sizeof period);
    snprintf(buffer, size, "it costs more at every demand, today by %s %s",
             words_gap(currency, less, more, gap, sizeof gap), period);
    return buffer;
}

/* By how much it is dearer today. How little it can be elsewhere the search for where it wins need
 * not find. False where that is not said. */
static bool put_gap(const struct report *report, const struct llmcost_break_even *answer,
                    char *buffer, size_t size)
{
    const struct llmcost_option_result *mine = &report->result->option[answer->option];
    const struct llmcost_option_result *other = &report->result->option[answer->against];
    const bool horizon = answer->on_horizon;
    const double more = horizon ? mine->horizon_cost : (double)mine->monthly_micros / 1e6;
    const double less = horizon ? other->horizon_cost : (double)other->monthly_micros / 1e6;
    if (answer->least_gap < HALF_A_CENT || !mine->feasible || !other->feasible ||
        more - less < HALF_A_CENT)
        return false;
    words_costs_more(words_currency(report->scenario), less, more,
                     horizon ? report->result->months : 0, buffer, size);
    return true;
}

static const char *fill_reason(const struct report *report, const struct llmcost_break_even *answer,
                               char *buffer, size_t size)
{
    const bool is_full = answer->full_cost > 0;
    char unit[FIGURE];
    struct holes holes = {.count = 0};
    hole_add(&holes, "full", is_full ? 1 + (answer->utilization < 0.995) : 0);
    hole_add(&holes, "cost", answer->option_cost);
    hole_add(&holes, "horizon", answer->on_horizon);
    hole_add(&holes, "used", answer->utilization);
    hole_add(&holes, "full_cost", answer->full_cost);
    hole_add(&holes, "api", answer->against < report->scenario->apis);
    hole_add_text(&holes, "against", id_of(report, answer->against));
    hole_add(&holes, "other", answer->against_cost);
    hole_add(&holes, "served", answer->limit > 0);
    hole_add(&holes, "own", answer->limited == answer->option);
    hole_add_text(&holes, "limited", id_of(report, answer->limited));
    hole_add(&holes, "limit", answer->limit);
    hole_add_text(&holes, "unit", words_demand_unit(answer, unit, sizeof unit));
    hole_add_text(&holes, "option", id_of(report, answer->option));
    hole_add(&holes, "least", answer->least_gap >= HALF_A_CENT);
    hole_add(&holes, "searched", answer->searched_to);
    hole_add(&holes, "bands", LLMCOST_MAX_BANDS);
    return form_fill(forms_of_break_even[answer->reason], &holes, words_currency(report->scenario),
                     buffer, size);
}

const char *words_break_even(const struct report *report, const struct llmcost_break_even *answer,
                             char *buffer, size_t size)
{
    if (report->saved != NULL) { /* it does not say what the search has seen */
        const char *said = report->outcome->break_even[answer - report->told].horizon_reason;
        snprintf(buffer, size, "%s", said != NULL ? said : "the report does not say why");
        return buffer;
    }
    if (answer->reason == LLMCOST_REASON_DOES_NOT_FIT)
        return words_fit(report->scenario, answer->limited, buffer, size);
    if (answer->reason == LLMCOST_REASON_TOO_SLOW)
        return words_slow(report->scenario, answer->limited, buffer, size);
    if (answer->reason == LLMCOST_REASON_NONE)
        return answer->status == LLMCOST_FOUND
                   ? NULL
                   : words_plain_answer((enum llmcost_answer)answer->status, buffer, size);
    if (answer->reason == LLMCOST_REASON_ALWAYS_MORE && put_gap(report, answer, buffer, size))
        return buffer;
    return fill_reason(report, answer, buffer, size);
}
