/* questions.c - how sure the answer is, and what moves it: expected costs of the options over
 * all draws, then one row for each input that matters, with a bar from its lowest to its highest
 * margin. Refuses to know how these were found (the core's uncertainty.c, sensitivity.c).
 */
#include "core/base/count.h"
#include "core/base/real.h"
#include "print/table/table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { INDENT = 2 };

/* ---- Options over all draws ---- */

static const struct outcome_chances *draws_of(const struct grid_at *at)
{
    return &at->outcome->uncertainty->options[at->option];
}

/* What serves in no draw has no cost that anybody would pay. */
static bool put_cost(const struct grid_at *at, double cost, char *buffer, size_t size)
{
    return draws_of(at)->infeasible_samples < at->outcome->uncertainty->samples && !isnan(cost) &&
           words_money(at->outcome->currency, cost, buffer, size) != NULL;
}

static bool mean_cell(const struct grid_at *at, char *buffer, size_t size)
{
    return put_cost(at, draws_of(at)->mean, buffer, size);
}

static bool spread_cell(const struct grid_at *at, char *buffer, size_t size)
{
    const struct outcome_chances *o = draws_of(at);
    const double quantile[] = {o->p10, o->p50, o->p90};
    return put_cost(at, quantile[at->row->figure], buffer, size);
}

static bool cheapest_cell(const struct grid_at *at, char *buffer, size_t size)
{
    const double share = draws_of(at)->probability_cheapest;
    return share > 0 && words_draws(share, buffer, size) != NULL;
}

static bool regret_cell(const struct grid_at *at, char *buffer, size_t size)
{
    return outcome_regret_text(at->outcome, at->option, buffer, size) != NULL;
}

static bool infeasible_cell(const struct grid_at *at, char *buffer, size_t size)
{
    const int32_t count = draws_of(at)->infeasible_samples;
    char figure[MAX_CELL];
    words_percent((double)count / at->outcome->uncertainty->samples, figure, sizeof figure);
    snprintf(buffer, size, "in %s", figure);
    return count > 0;
}

void print_uncertainty(struct page *page)
{
    const struct outcome_uncertainty *u = page->report->outcome->uncertainty;
    char title[MAX_CELL];
    char draws[MAX_CELL];
    if (u == NULL)
        return;
    snprintf(
        title, sizeof title, "%s draws, %d month%s", words_count(u->samples, draws, sizeof draws),
        (int)page->report->outcome->horizon_months, words_s(page->report->outcome->horizon_months));
    const struct grid_row rows[] = {
        {.label = title, .ink = INK_STRONG},
        {.label = "expected", .cell = mean_cell, .indent = INDENT},
        {.label = "p10", .cell = spread_cell, .figure = 0, .indent = INDENT},
        {.label = "p50", .cell = spread_cell, .figure = 1, .indent = INDENT},
        {.label = "p90", .cell = spread_cell, .figure = 2, .indent = INDENT},
        {.label = "cheapest in", .cell = cheapest_cell, .indent = INDENT},
        {.label = "regret", .cell = regret_cell, .indent = INDENT},
        {.label = "cannot serve", .cell = infeasible_cell, .indent = INDENT, .ink = INK_BAD},
    };
    page_grid(page, rows, COUNT(rows));
}

/* ---- One row for each input ---- */

const char *const swing_heads[SWING_COLUMNS] = {"worth", "from", "to", "turns at"};

static void put_margin(const struct page *page, double margin, char *buffer, size_t size)
{
    if (isfinite(margin))
        outcome_margin_text(page->report->outcome, margin, buffer, size);
    else
        snprintf(buffer, size, "%s", margin < 0 ? "fails" : "alone");
}

static bool is_ranged(const struct llmcost_scenario *scenario, const struct outcome_mover *mover)
{
    return llmcost_read(scenario, mover->ref)->range != LLMCOST_POINT;
}

/* `is_worth`: with what knowing the input is worth. */
static void add_row(const struct page *page, struct swings *swings,
                    const struct outcome_mover *mover, bool is_worth)
{
    const struct llmcost_scenario *s = page->report->scenario;
    const struct outcome_swing *swing = &mover->swing;
    struct swing_row *row = &swings->row[swings->count++];
    char value[sizeof row->cell[0]];
    char name[sizeof row->label];
    *row = (struct swing_row){.swing = swing};
    words_swing(s, mover->ref, swing->low, swing->high, mover->also_count, name, sizeof name);
    text_clean(name, page->style->ascii, row->label, sizeof row->label);
    if (is_worth && words_has_value(mover->evppi, mover->evppi_noise))
        words_money(words_currency(s), mover->evppi, row->cell[SWING_WORTH],
                    sizeof row->cell[SWING_WORTH]);
    else if (is_worth)
        snprintf(row->cell[SWING_WORTH], sizeof row->cell[SWING_WORTH], "-");
    for (int end = 0; end < 2; end++) {
        const double margin = outcome_margin(swing, end);
        put_margin(page, margin, row->cell[SWING_LOW + end], sizeof row->cell[SWING_LOW + end]);
        swings->least = isfinite(margin) ? at_most(swings->least, margin) : swings->least;
        swings->most = isfinite(margin) ? at_least(swings->most, margin) : swings->most;
    }
    if (isnan(swing->switch_value))
        row->cell[SWING_TURN][0] = '-';
    else
        words_figure(s, mover->ref, swing->switch_value, row->cell[SWING_TURN],
                     sizeof row->cell[SWING_TURN]);
    for (int c = 0; c < SWING_COLUMNS;
         c++) { /* as wide as it will be printed: EUR in ASCII, not a sign */
        memcpy(value, row->cell[c], sizeof value);
        text_clean(value, page->style->ascii, row->cell[c], sizeof row->cell[c]);
    }
}

/* Inputs that need not be measured for this decision; the only one is worth what knowing all is. */
static void put_worthless(struct page *page)
{
    const struct outcome_uncertainty *u = page->report->outcome->uncertainty;
    struct text_buffer list = {0};
    if (u->inputs_count == 1 && words_has_value(u->evpi, 0))
        return;
    for (int i = 0; i < u->inputs_count; i++) {
        const struct outcome_mover *input = &u->inputs[i];
        char name[2 * LLMCOST_MAX_ID];
        if (words_has_value(input->evppi, input->evppi_noise))
            continue;
        text_item(&list, ", ", words_input(page->report->scenario, input->ref, name, sizeof name));
    }
    page_list(page, INK_PLAIN, "  No decision value: ", 2 * INDENT, &list);
}

/* The widest few say what moves the decision; -v tells them all. */
static int rows_shown(const struct page *page)
{
    if (page->surface->swings_shown > 0)
        return page->surface->swings_shown;
    return page->style->verbose ? MOST_ROWS : SHORT_ROWS;
}

void print_tornado(struct page *page)
{
    const struct outcome *outcome = page->report->outcome;
    const struct outcome_uncertainty *u = outcome->uncertainty;
    const double margin = outcome->verdict.margin;
    struct swings swings; /* rows are filled as they come */
    char heading[4 * MAX_CELL];
    char now[MAX_CELL];
    if (outcome->runner_up < 0 ||
        (u == NULL ? outcome->sensitivity_count == 0 : u->inputs_count == 0))
        return;
    swings.count = swings.label = 0;
    memset(swings.width, 0, sizeof swings.width);
    swings.least = swings.most = margin;
    for (int i = 0; u != NULL && i < u->inputs_count && i < rows_shown(page) - 1; i++)
        add_row(page, &swings, &u->inputs[i], true);
    const int ranged = swings.count;
    for (int i = 0; i < outcome->sensitivity_count && swings.count < rows_shown(page); i++)
        if (!is_ranged(page->report->scenario, &outcome->sensitivity[i]))
            add_row(page, &swings, &outcome->sensitivity[i], false);
    outcome_margin_text(outcome, margin, now, sizeof now);
    const bool others = swings.count > ranged;
    snprintf(heading, sizeof heading, "margin over %d month%s, now %s, when one input moves %s%s%s",
             (int)outcome->horizon_months, words_s(outcome->horizon_months), now,
             ranged > 0 ? "from p10 to p90" : "", ranged > 0 && others ? ", the others " : "",
             others ? "by 20 %" : "");
    page->surface->swings(page, heading, &swings);
    if (u != NULL)
        put_worthless(page);
}
