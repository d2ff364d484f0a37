/* timeline.c - the months of the horizon: a small curve of each option's bill, the month in
 * which the cheapest option changes, what pays back and when. Knows no month's cost: the engine
 * does.
 */
#include "print/table/table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LEAST_CURVE = 8, MAX_CURVE = 60 };

/* Whether any bill moves over the months. */
static bool moves(const struct llmcost_result *result)
{
    for (int i = 0; i < result->options; i++) {
        const struct llmcost_option_result *o = &result->option[i];
        for (int m = 1; m < result->months; m++)
            if (o->month_cost[m] < o->month_cost[0] || o->month_cost[m] > o->month_cost[0])
                return true;
    }
    return false;
}

/* The month that a column of the curve shows. */
static int month_at(const struct llmcost_result *result, int column, int columns)
{
    if (columns >= result->months)
        return column;
    return (int)((int64_t)column * (result->months - 1) / (columns - 1));
}

static void put_curve(struct page *page, const struct llmcost_option_result *option, double highest,
                      int columns)
{
    static const char *const blocks[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    static const char *const letters[] = {"_", ".", "-", "=", "+", "*", "%", "#"};
    for (int column = 0; column < columns; column++) {
        double cost = option->month_cost[month_at(page->report->result, column, columns)];
        int level = highest > 0 ? (int)(cost / highest * 7.999) : 0;
        level = level < 0 ? 0 : level > 7 ? 7 : level;
        page_put(page, INK_PLAIN, page->style->ascii ? letters[level] : blocks[level]);
    }
}

static int longest_id(const struct page *page)
{
    int longest = 0;
    for (int i = 0; i < page->report->result->options; i++) {
        int width = text_width(llmcost_option_id(page->report->scenario, i));
        longest = width > longest ? width : longest;
    }
    return longest;
}

static void put_id(struct page *page, int option, int width)
{
    const char *id = llmcost_option_id(page->report->scenario, option);
    char text[LLMCOST_MAX_ID + 1];
    size_t fit = text_fit(id, width);
    snprintf(text, sizeof text, "%.*s", (int)fit, id);
    page_put(page, INK_PLAIN, "  ");
    page_put(page, INK_PLAIN, text);
    text_spaces(&page->out, width - text_width(text) + 2);
}

/* The first and the last bill, "$7,465 to $9,001". */
static const char *span_text(const struct page *page, int option, char *buffer, size_t size)
{
    const struct llmcost_result *result = page->report->result;
    const struct llmcost_option_result *o = &result->option[option];
    const char *currency = words_currency(page->report->scenario);
    char first[MAX_CELL];
    char last[MAX_CELL];
    char span[3 * MAX_CELL];
    words_money(currency, o->month_cost[0], first, sizeof first);
    words_money(currency, o->month_cost[result->months - 1], last, sizeof last);
    bool moves = strcmp(first, last) != 0;
    snprintf(span, sizeof span, "%s%s%s", first, moves ? " to " : "", moves ? last : "");
    return text_clean(span, page->style->ascii, buffer, size);
}

/* Under the curves: a mark at every month in which the cheapest option changes. */
static void put_marks(struct page *page, int indent, int columns)
{
    const struct llmcost_result *result = page->report->result;
    const struct outcome_month *months = page->report->outcome->timeline;
    int before = months[0].winner;
    int pending = indent;
    bool any = false;
    for (int column = 1; column < columns; column++) {
        int winner = months[month_at(result, column, columns)].winner;
        pending++;
        if (winner == before)
            continue;
        text_spaces(&page->out, pending);
        page_put(page, INK_GOOD, "^");
        pending = -1;
        any = true;
        before = winner;
    }
    if (any)
        page_blank(page);
}

/* "hosted until month 18, then llama-2-13b" */
static void put_winners(struct page *page)
{
    const struct llmcost_scenario *scenario = page->report->scenario;
    const struct llmcost_result *result = page->report->result;
    struct text_buffer list = {0};
    const struct outcome_month *months = page->report->outcome->timeline;
    int before = months[0].winner;
    if (before < 0)
        return;
    text_put(&list, llmcost_option_id(scenario, before));
    for (int m = 1; m < result->months; m++) {
        int winner = months[m].winner;
        char from[64];
        if (winner == before)
            continue;
        snprintf(from, sizeof from, ", from month %d ", m + 1);
        text_put(&list, from);
        text_put(&list, llmcost_option_id(scenario, winner));
        before = winner;
    }
    text_put(&list, list.length > 0 && before == months[0].winner && strchr(list.data, ',') == NULL
                        ? " in every month."
                        : ".");
    page->out.failed = page->out.failed || list.failed;
    if (!page->out.failed)
        page_paragraph(page, INK_STRONG, "Cheapest a month: ", 2, list.data);
    free(list.data);
}

static void put_payback(struct page *page, int option)
{
    const struct llmcost_scenario *scenario = page->report->scenario;
    const struct llmcost_result *result = page->report->result;
    const struct outcome_against *against =
        &page->report->outcome->options[option].against_baseline;
    char text[MAX_SENTENCE];
    if (isnan(against->horizon_saving)) /* one of the two cannot serve */
        return;
    const char *id = llmcost_option_id(scenario, option);
    const char *baseline = llmcost_option_id(scenario, result->baseline);
    if (!isnan(against->payback_months) && !isnan(against->payback_lost_month))
        snprintf(text, sizeof text,
                 "%s has paid back against %s by month %.0f, and has lost it again by month %.0f.",
                 id, baseline, against->payback_months, against->payback_lost_month);
    else if (!isnan(against->payback_months))
        snprintf(text, sizeof text, "%s has paid back against %s by month %.0f.", id, baseline,
                 against->payback_months);
    else
        snprintf(text, sizeof text, "%s does not pay back against %s within %d months.", id,
                 baseline, result->months);
    page_paragraph(page, INK_PLAIN, "", 2, text);
}

/* How much an option can ever save against a baseline whose price falls. */
static void put_ceiling(struct page *page, int option)
{
    const struct llmcost_scenario *scenario = page->report->scenario;
    const struct outcome_against *against =
        &page->report->outcome->options[option].against_baseline;
    char text[MAX_SENTENCE];
    char ceiling[MAX_CELL];
    if (isnan(against->saving_ceiling) || isnan(against->saving_ceiling_month))
        return;
    const char *currency = words_currency(scenario);
    const char *id = llmcost_option_id(scenario, option);
    const char *baseline = llmcost_option_id(scenario, page->report->result->baseline);
    words_money(currency, against->saving_ceiling, ceiling, sizeof ceiling);
    if (against->saving_ceiling > 0)
        snprintf(
            text, sizeof text,
            "With the price of %s falling like this, %s can never save more than %s, reached after "
            "month %.0f; one-offs not counted.",
            baseline, id, ceiling, against->saving_ceiling_month);
    else
        snprintf(text, sizeof text,
                 "%s is the dearer one from the first month on, and the price of %s is falling: it "
                 "can never save anything.",
                 id, baseline);
    page_paragraph(page, INK_PLAIN, "", 2, text);
}

static void put_curves(struct page *page)
{
    const struct llmcost_result *result = page->report->result;
    char heading[MAX_CELL];
    char span[3 * MAX_CELL];
    double highest = 0;
    int spans = 0;
    for (int i = 0; i < result->options; i++) {
        for (int m = 0; m < result->months; m++)
            if (result->option[i].month_cost[m] > highest)
                highest = result->option[i].month_cost[m];
        int width = text_width(span_text(page, i, span, sizeof span));
        spans = width > spans ? width : spans;
    }
    int id = longest_id(page);
    id = id > page->width / 3 ? page->width / 3 : id;
    int columns = page->width - id - spans - 6;
    columns = columns > MAX_CURVE ? MAX_CURVE : columns < LEAST_CURVE ? LEAST_CURVE : columns;
    columns = columns > result->months ? result->months : columns;
    snprintf(heading, sizeof heading, "month 1 to %d, bill without one-offs", result->months);
    page_heading(page, INK_STRONG, heading);
    for (int i = 0; i < result->options; i++) {
        put_id(page, i, id);
        put_curve(page, &result->option[i], highest, columns);
        page_put(page, INK_PLAIN, "  ");
        page_put(page, INK_PLAIN, span_text(page, i, span, sizeof span));
        page_blank(page);
    }
    put_marks(page, id + 4, columns);
    put_winners(page);
}

/* A payback is told where something was paid at the start. */
void print_timeline(struct page *page)
{
    const struct llmcost_result *result = page->report->result;
    const double baseline = result->option[result->baseline].one_off;
    bool first = true;
    if (result->months < 2)
        return;
    if (moves(result)) {
        put_curves(page);
        first = false;
    }
    for (int i = 0; i < result->options; i++) {
        const struct llmcost_option_result *o = &result->option[i];
        if (i == result->baseline || !o->feasible)
            continue;
        if (o->one_off > baseline) {
            if (first)
                page_blank(page);
            first = false;
            put_payback(page, i);
        }
        if (!first)
            put_ceiling(page, i);
    }
}
