/* outcome.c - what can be read off a filled outcome: who is who by index, which figures tell
 * another story. A report that was just made and one that was read again give the same. Refuses to
 * know the engine's result and the sentences.
 */
#include "io/report/outcome.h"
#include "core/base/count.h"
#include "core/model/components.h"
#include "io/words/words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

int outcome_find_option(const struct outcome *outcome, const char *id)
{
    for (int i = 0; i < outcome->options_count; i++) /* in a report just made they are one text */
        if (outcome->options[i].id == id)
            return i;
    for (int i = 0; id != NULL && i < outcome->options_count; i++)
        if (strcmp(outcome->options[i].id, id) == 0)
            return i;
    return -1;
}

static bool horizon_matters(const struct outcome *outcome)
{
    for (int i = 0; i < outcome->options_count; i++) {
        const struct outcome_option *o = &outcome->options[i];
        if (o->one_off != 0 ||
            !report_repeats(o->horizon_cost, outcome->horizon_months, outcome_monthly(o)))
            return true;
    }
    return outcome->horizon_months != 12;
}

bool outcome_moves(const struct outcome *outcome)
{
    for (int m = 1; m < outcome->timeline_count; m++)
        for (int i = 0; i < outcome->options_count; i++) {
            const double first = outcome->timeline[0].options[i].cost;
            const double cost = outcome->timeline[m].options[i].cost;
            if (cost < first || cost > first)
                return true;
        }
    return false;
}

double outcome_outlay(const struct outcome *outcome, int option)
{
    double outlay = outcome->options[option].one_off;
    if (outcome->timeline_count > 0) {
        const struct outcome_cost *first = &outcome->timeline[0].options[option];
        outlay += first->cash > first->cost ? first->cash - first->cost : 0;
    }
    return outlay;
}

bool outcome_is_among(const struct outcome *outcome, int option, int most)
{
    int better = 0;
    const struct outcome_option *mine = &outcome->options[option];
    for (int i = 0; i < outcome->options_count; i++) {
        const struct outcome_option *other = &outcome->options[i];
        const bool mine_can = mine->feasible && mine->eligible;
        const bool other_can = other->feasible && other->eligible;
        if (mine_can != other_can)
            better += other_can;
        else if (other->horizon_cost != mine->horizon_cost)
            better += other->horizon_cost < mine->horizon_cost;
        else
            better += i < option;
    }
    return better < most;
}

bool outcome_pays_otherwise(const struct outcome *outcome)
{
    const double half_a_cent = 0.005;
    for (int i = 0; outcome->timeline_count > 0 && i < outcome->options_count; i++) {
        const struct outcome_cost *first = &outcome->timeline[0].options[i];
        if (fabs(first->cash - first->cost) >= half_a_cent)
            return true;
    }
    return false;
}

/* The option with the lowest bill of a month among those that can be chosen, of equal ones the
 * recommended (as of equal draws); -1: none. */
static int winner_of(const struct outcome *outcome, const struct outcome_month *month)
{
    const double tie = 1 - 1e-9;
    int best = outcome->recommended;
    for (int i = 0; i < month->options_count; i++)
        if (outcome->options[i].feasible && outcome->options[i].eligible &&
            (best < 0 || month->options[i].cost < month->options[best].cost * tie))
            best = i;
    return best;
}

const char *outcome_margin_text(const struct outcome *outcome, double margin, char *buffer,
                                size_t size)
{
    if (fabs(margin - outcome->verdict.margin) >= 0.5)
        return words_money(outcome->currency, words_round(margin, 0), buffer, size);
    return words_gap(outcome->currency, outcome->options[outcome->recommended].horizon_cost,
                     outcome->options[outcome->runner_up].horizon_cost, buffer, size);
}

/* The option that may be chosen, serves in every draw and costs least on average; -1: none. */
static int least_regretted(const struct outcome *outcome)
{
    const struct outcome_chances *options = outcome->uncertainty->options;
    int best = -1;
    for (int i = 0; i < outcome->options_count; i++)
        if (outcome->options[i].eligible && !isnan(options[i].regret) &&
            (best < 0 || options[i].mean < options[best].mean))
            best = i;
    return best;
}

const char *outcome_regret_text(const struct outcome *outcome, int option, char *buffer,
                                size_t size)
{
    const int best = least_regretted(outcome);
    const struct outcome_chances *options = outcome->uncertainty->options;
    const double mine = options[option].regret;
    if (best < 0 || !outcome->options[option].eligible || isnan(mine))
        return NULL;
    if (best == option)
        return words_money(outcome->currency, mine, buffer, size);
    const double sum[] = {options[option].mean, options[best].mean, options[best].regret};
    double told[COUNT(sum)];
    int decimals = 0;
    for (size_t i = 0; i < COUNT(sum); i++) {
        const int needs = words_money_decimals(sum[i]);
        told[i] = words_round(sum[i], needs);
        decimals = sum[i] > 0 && needs > decimals ? needs : decimals;
    }
    const double apart = told[0] - told[1];
    if (apart < 0.005) /* they read alike */
        return words_money(outcome->currency, mine, buffer, size);
    const int least = words_money_decimals(apart + told[2]);
    return words_money_at(outcome->currency, apart + told[2], decimals < least ? decimals : least,
                          buffer, size);
}

bool outcome_tells_horizon(const struct outcome *outcome)
{
    for (int i = 0; i < outcome->break_even_count; i++)
        if (outcome->break_even[i].basis == BASIS_HORIZON)
            return true;
    return false;
}

double outcome_margin(const struct outcome_swing *swing, int end)
{
    const double margin = end == 0 ? swing->margin_at_low : swing->margin_at_high;
    if (!isnan(margin))
        return margin;
    for (int i = 0; i < swing->fails_at_count; i++)
        if (strcmp(swing->fails_at[i], end == 0 ? "low" : "high") == 0)
            return -INFINITY;
    return INFINITY;
}

/* An end that is not known is open. */
static void open_ends(struct llmcost_band *bands, int count)
{
    for (int i = 0; i < count; i++) {
        if (isnan(bands[i].from))
            bands[i].from_kind = LLMCOST_OPEN;
        if (isnan(bands[i].to))
            bands[i].to_kind = LLMCOST_OPEN;
    }
}

static void settle_break_even(struct outcome_break_even *answer)
{
    open_ends(answer->bands, answer->bands_count);
    open_ends(answer->horizon_bands, answer->horizon_bands_count);
    if (answer->basis != 0)
        return;
    answer->horizon_status = answer->status;
    answer->horizon_bands = answer->bands;
    answer->horizon_bands_count = answer->bands_count;
    answer->horizon_reason = answer->reason;
}

/* The row of a cost line that has no name of its own; NULL where this version has none. */
static const struct llmcost_component_row *find_component(const char *id, int *ret_order)
{
    for (*ret_order = 0; *ret_order < LLMCOST_COMPONENTS; ++*ret_order) {
        const struct llmcost_component_row *row =
            llmcost_component_row((enum llmcost_component) * ret_order);
        if (!has_own_name(*ret_order) && strcmp(row->id, id) == 0)
            return row;
    }
    return NULL;
}

const char *outcome_in_unit(struct arena *arena, const char *text, const char *unit)
{
    char buffer[MAX_SENTENCE];
    if (unit == NULL || text == NULL)
        return text;
    return arena_text(arena, words_in_unit(text, unit, buffer, sizeof buffer));
}

const char *outcome_join_unit(const char *common, const char *unit)
{
    unit = unit != NULL ? unit : "GPU";
    return common == NULL || strcmp(common, unit) == 0 ? unit : "unit";
}

const char *outcome_common_unit(const struct outcome *outcome)
{
    const char *common = NULL;
    for (int i = 0; i < outcome->options_count; i++)
        if (outcome->options[i].fleet != NULL)
            common = outcome_join_unit(common, outcome->options[i].unit);
    return common != NULL ? common : "GPU";
}

/* A line that is not known here stands last, under its id. */
void outcome_settle_line(struct outcome_line *line, const char *unit, struct arena *arena)
{
    const bool metered = strncmp(line->id, "metered:", strlen("metered:")) == 0;
    int order = metered ? LLMCOST_LINE_METERED : LLMCOST_LINE_EXTRA;
    if (line->label != NULL)
        return;
    if (metered || strncmp(line->id, "extra:", strlen("extra:")) == 0)
        line->label = strchr(line->id, ':') + 1;
    else {
        const struct llmcost_component_row *row = find_component(line->id, &order);
        line->label = row != NULL ? outcome_in_unit(arena, row->label, unit) : line->id;
    }
    line->order = order;
}

static void settle_omission(struct outcome_omission *omission)
{
    int order;
    const struct llmcost_component_row *row = find_component(omission->item, &order);
    omission->text = omission->item;
    if (row != NULL)
        omission->text = row->omitted != NULL ? row->omitted : row->label;
}

int32_t outcome_warning_code(const char *id)
{
    enum { MOST_DIGITS = 4 };
    int32_t code = 0;
    int digits = 0;
    if (id[0] != 'W')
        return -1;
    for (; digits <= MOST_DIGITS && id[1 + digits] >= '0' && id[1 + digits] <= '9'; digits++)
        code = code * 10 + (id[1 + digits] - '0');
    return digits > 0 && digits <= MOST_DIGITS && id[1 + digits] == '\0' ? code : -1;
}

/* Whether a sentence begins with that and ": ". */
static bool is_led_by(const char *message, const char *lead)
{
    const size_t length = strlen(lead);
    return strncmp(message, lead, length) == 0 && strncmp(message + length, ": ", 2) == 0;
}

/* "llama: ...": the option or the input that a warning is about leads its sentence. */
static void settle_warning(const struct outcome *outcome, struct outcome_warning *warning)
{
    warning->code = outcome_warning_code(warning->id);
    warning->option = -1;
    const char *lead = NULL;
    for (int i = 0; i < outcome->options_count && warning->option < 0; i++)
        if (is_led_by(warning->message, outcome->options[i].id)) {
            warning->option = i;
            lead = outcome->options[i].id;
        }
    if (lead == NULL && warning->path != NULL && is_led_by(warning->message, warning->path))
        lead = warning->path;
    warning->matter = warning->message + (lead != NULL ? strlen(lead) + 2 : 0);
}

void outcome_settle(struct outcome *outcome, struct arena *arena)
{
    outcome->recommended = outcome_find_option(outcome, outcome->verdict.recommended);
    outcome->baseline = outcome_find_option(outcome, outcome->verdict.baseline);
    outcome->runner_up = outcome_find_option(outcome, outcome->verdict.runner_up);
    outcome->horizon_matters = horizon_matters(outcome);
    for (int i = 0; i < outcome->options_count; i++)
        for (int n = 0; n < outcome->options[i].lines_count; n++)
            outcome_settle_line(&outcome->options[i].lines[n], outcome->options[i].unit, arena);
    for (int i = 0; i < outcome->not_priced_count; i++)
        settle_omission(&outcome->not_priced[i]);
    for (int i = 0; i < outcome->warnings_count; i++)
        settle_warning(outcome, &outcome->warnings[i]);
    for (int i = 0; i < outcome->break_even_count; i++)
        settle_break_even(&outcome->break_even[i]);
    for (int m = 0; m < outcome->timeline_count; m++)
        outcome->timeline[m].winner = winner_of(outcome, &outcome->timeline[m]);
}

static double sum_of(const struct outcome_option *option, enum outcome_sum sum)
{
    const double month = outcome_monthly(option);
    return sum == SUM_HORIZON ? option->horizon_cost : sum == SUM_YEAR ? 12 * month : month;
}

static int sum_decimals(const struct outcome *outcome, int option, enum outcome_sum sum)
{
    const double mine = sum_of(&outcome->options[option], sum);
    const int decimals = words_money_decimals(mine);
    const double half_a_cent = 0.005;
    for (int i = 0; i < outcome->options_count && decimals < 2; i++) {
        const double other = sum_of(&outcome->options[i], sum), gap = fabs(mine - other);
        if (outcome->options[i].feasible && gap >= half_a_cent && gap <= 1 && /* in whole units */
            words_round(other, words_money_decimals(other)) == words_round(mine, decimals))
            return 2;
    }
    return decimals;
}

const char *outcome_sum_text(const struct outcome *outcome, int option, enum outcome_sum sum,
                             char *buffer, size_t size)
{
    return words_money_at(outcome->currency, sum_of(&outcome->options[option], sum),
                          sum_decimals(outcome, option, sum), buffer, size);
}

const char *outcome_gap_text(const struct outcome *outcome, int option, char *buffer, size_t size)
{
    const int chosen = outcome->recommended;
    char gap[96];
    if (chosen < 0 || option == chosen || !outcome->options[option].feasible)
        return NULL;
    const double mine = words_round(sum_of(&outcome->options[option], SUM_MONTH),
                                    sum_decimals(outcome, option, SUM_MONTH));
    const double other = words_round(sum_of(&outcome->options[chosen], SUM_MONTH),
                                     sum_decimals(outcome, chosen, SUM_MONTH));
    words_money(outcome->currency, fabs(mine - other), gap, sizeof gap);
    snprintf(buffer, size, "%s%s", mine > other ? "+" : mine < other ? "-" : "", gap);
    return buffer;
}
