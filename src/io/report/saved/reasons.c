/* reasons.c - the reasons of a saved report's verdict, made anew from its figures, whatever the
 * file says. Knows which answers its figures hold, and what no figure tells: where one of two lies,
 * the sentence of the file is taken for it as long as it is one of those that can be. Refuses to
 * know the words (io/words/verdict.c).
 */
#include "core/base/count.h"
#include "core/scenario/scenario.h"
#include "io/report/saved/restoring.h"
#include "io/words/words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- Answers ---- */

static uint8_t edge_of(double edge, uint8_t kind)
{
    return isnan(edge) ? LLMCOST_OPEN : kind;
}

/* One of what sentences tell, as far as it is written. */
static void fill_told(const struct restoring *x, const struct outcome_break_even *from,
                      struct llmcost_break_even *ret_told)
{
    struct llmcost_break_even *to = ret_told;
    const int bands = from->horizon_bands_count;
    *to =
        (struct llmcost_break_even){.option = outcome_find_option(x->from, from->option),
                                    .against = outcome_find_option(x->from, from->against),
                                    .on_horizon = from->basis == BASIS_HORIZON,
                                    .current = from->current,
                                    .status = from->horizon_status,
                                    .bands = bands < LLMCOST_MAX_BANDS ? bands : LLMCOST_MAX_BANDS};
    to->limited = to->option;
    if (!llmcost_find_path(x->scenario, from->variable, &to->variable))
        to->variable.field = -1;
    for (int i = 0; i < to->bands; i++) {
        to->band[i] = from->horizon_bands[i];
        to->band[i].from_kind = edge_of(to->band[i].from, to->band[i].from_kind);
        to->band[i].to_kind = edge_of(to->band[i].to, to->band[i].to_kind);
    }
}

static int32_t status_of(const struct outcome_option *option, int rule)
{
    for (int i = 0; i < option->rules_count; i++)
        if (strcmp(option->rules[i].id, llmcost_rule_id((enum llmcost_rule)rule)) == 0)
            return option->rules[i].status;
    return LLMCOST_NOT_STATED;
}

/* Left out where it is nothing. */
static double or_nothing(double figure)
{
    return isnan(figure) ? 0 : figure;
}

static void fill_option(const struct outcome *from, int index,
                        struct llmcost_option_result *ret_option)
{
    const struct outcome_option *o = &from->options[index];
    const struct outcome_cost *first = &from->timeline[0].options[index];
    *ret_option = (struct llmcost_option_result){.feasible = o->feasible,
                                                 .eligible = o->eligible,
                                                 .monthly_micros = o->monthly_cost,
                                                 .horizon_cost = o->horizon_cost,
                                                 .owed = or_nothing(o->owed_after_horizon),
                                                 .stranded = or_nothing(o->stranded),
                                                 .has_fleet = o->fleet != NULL};
    if (o->fleet != NULL)
        ret_option->fleet = *o->fleet;
    ret_option->month[0].cost = first->cost;
    ret_option->month[0].credits = or_nothing(first->credits);
    for (int i = 0; i < o->lines_count; i++)
        if (o->lines[i].order == LLMCOST_LINE_ONE_OFF)
            ret_option->one_off_micros += o->lines[i].monthly_cost;
    for (int rule = 0; rule < LLMCOST_RULES_COUNT; rule++)
        ret_option->rule[rule] = (uint8_t)status_of(o, rule);
}

static void fill_result(const struct outcome *from, struct llmcost_result *ret_result)
{
    ret_result->months = from->horizon_months;
    ret_result->options = from->options_count;
    ret_result->recommended = from->recommended;
    ret_result->runner_up = from->runner_up;
    ret_result->cheapest = outcome_find_option(from, from->verdict.cheapest);
    ret_result->monthly_margin = from->verdict.monthly_margin;
    for (int i = 0; i < from->options_count; i++)
        fill_option(from, i, &ret_result->option[i]);
}

static void fill_uncertainty(const struct outcome *from, struct llmcost_uncertainty *ret)
{
    const struct outcome_uncertainty *u = from->uncertainty;
    ret->samples = u->samples;
    ret->inputs = u->inputs_count < LLMCOST_MAX_RANGED ? u->inputs_count : LLMCOST_MAX_RANGED;
    ret->on_average = outcome_find_option(from, from->verdict.on_average);
    ret->has_evpi = !isnan(u->evpi);
    ret->evpi = u->evpi;
    for (int i = 0; i < u->options_count; i++) {
        ret->option[i].mean = u->options[i].mean;
        ret->option[i].probability_cheapest = u->options[i].probability_cheapest;
        ret->option[i].infeasible = u->options[i].infeasible_samples;
    }
    for (int i = 0; i < ret->inputs; i++) {
        ret->input[i].evppi = u->inputs[i].evppi;
        ret->input[i].evppi_noise = u->inputs[i].evppi_noise;
        ret->input[i].swing.ref = u->inputs[i].ref;
    }
}

/* ---- What no figure tells ---- */

/* The number behind some words of a text, NAN where it has none: "serves at most 1,200". */
static double number_after(const char *text, const char *words)
{
    const char *at = strstr(text, words);
    char digits[MAX_NUMBER_TEXT];
    size_t count = 0;
    double value;
    const char *why;
    for (at = at != NULL ? at + strlen(words) : ""; strchr("0123456789.,", *at) != NULL; at++)
        if (*at == '\0' || count + 1 == sizeof digits)
            break;
        else if (*at != ',')
            digits[count++] = *at;
    while (count > 0 && digits[count - 1] == '.')
        count--;
    return llmcost_parse_number(digits, count, &value, &why) ? value : NAN;
}

/* What the last digit of a count is worth. */
static double last_step(double count)
{
    double step = 1;
    while (count > 0 && count < 1000 && step > 1e-9) {
        count *= 10;
        step /= 10;
    }
    return step;
}

static bool serves(const struct outcome *outcome, int option)
{
    return option >= 0 && outcome->options[option].feasible;
}

static void guess(const struct outcome *outcome, int index, unsigned variant,
                  struct llmcost_break_even *told)
{
    const struct outcome_break_even *from = &outcome->break_even[index];
    const struct outcome_verdict *verdict = &outcome->verdict;
    static const char *const limits[] = {" serves at most ", " serves all months up to "};
    const double beside[] = {0, -0.49, 0.49}; /* of a step that was rounded away */
    told->never_dearer = (variant & 1) != 0;
    told->limited = (variant & 2) != 0 ? told->against : told->option;
    told->searched_to =
        from->horizon_reason != NULL ? number_after(from->horizon_reason, "searched up to ") : NAN;
    if (isnan(told->searched_to) && told->bands > 0)
        told->searched_to = told->band[told->bands - 1].to;
    told->limit = NAN;
    if (serves(outcome, told->option) && serves(outcome, told->against))
        return;
    /* How far what cannot serve would serve. */
    if (verdict->reasons_count > 1) /* it is said behind the decision */
        told->limit = number_after(verdict->reasons[1], limits[told->on_horizon]);
    told->limit += beside[variant / 4] * last_step(told->limit);
}

/* ---- Sentences ---- */

enum { VARIANTS = 12, MOST_REASONS = LLMCOST_MAX_OPTIONS + MOST_REASONS_BESIDE };

static int make(struct restoring *x, const struct report *report, const char **ret_reasons)
{
    char sentence[MAX_SENTENCE];
    int count = 0, cursor = 0;
    while (count < MOST_REASONS && words_reason(report, &cursor, sentence, sizeof sentence) != NULL)
        ret_reasons[count++] = arena_text(x->r->arena, sentence);
    return x->r->arena->failed ? 0 : count;
}

static bool is_said(const struct outcome_verdict *verdict, const char *const *reasons, int count)
{
    bool same = count == verdict->reasons_count;
    for (int i = 0; same && i < count; i++)
        same = strcmp(reasons[i], verdict->reasons[i]) == 0;
    return same;
}

static void tell(struct restoring *x, struct report *report)
{
    struct outcome_verdict *verdict = &x->from->verdict;
    const char **reasons = arena_take(x->r->arena, MOST_REASONS, sizeof *reasons);
    int count = 0;
    for (unsigned i = 0; reasons != NULL && i <= VARIANTS; i++) {
        for (int n = 0; n < report->break_even_count; n++)
            guess(x->from, n, i % VARIANTS, &report->told[n]);
        count = make(x, report, reasons);
        if (is_said(verdict, reasons, count))
            return;
    }
    if (reasons == NULL || x->r->arena->failed)
        return;
    replace_texts(x->r, "verdict.reasons", reasons, count);
    verdict->reasons = reasons;
    verdict->reasons_count = count;
}

void tell_reasons(struct restoring *x)
{
    const struct outcome *from = x->from;
    const bool drawn = from->uncertainty != NULL && !x->saved->lacks_sensitivity;
    struct report report = {.scenario = x->scenario,
                            .result = calloc(1, sizeof *report.result),
                            .told = calloc((size_t)from->break_even_count + 1, sizeof *report.told),
                            .break_even_count = from->break_even_count,
                            .uncertainty = drawn ? calloc(1, sizeof *report.uncertainty) : NULL,
                            .saved = x->saved,
                            .outcome = x->from};
    if (report.result == NULL || report.told == NULL || (drawn && report.uncertainty == NULL))
        x->r->no_memory = true;
    else {
        fill_result(from, report.result);
        for (int i = 0; i < from->break_even_count; i++)
            fill_told(x, &from->break_even[i], &report.told[i]);
        if (drawn)
            fill_uncertainty(from, report.uncertainty);
        tell(x, &report);
    }
    free(report.result);
    free(report.told);
    free(report.uncertainty);
}
