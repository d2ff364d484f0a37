/* timeline.c - the months of the horizon: a small curve of each option's bill, the month in
 * which the cheapest option changes, what pays back and when. Knows no month's cost: the engine
 * does.
 */
#include "print/table/table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LEAST_CURVE = 8, MAX_CURVE = 60, MAX_SPAN = 3 * MAX_CELL };

/* The month that a column of the curve shows, from 0. */
static int month_at(int months, int column, int columns)
{
    if (columns >= months)
        return column;
    return (int)((int64_t)column * (months - 1) / (columns - 1));
}

static void put_curve(struct page *page, int option, double highest, int columns)
{
    const struct outcome *outcome = page->report->outcome;
    if (!page_option(page, option)->feasible) { /* what it would cost is nobody's figure */
        text_spaces(&page->out, columns);
        return;
    }
    for (int column = 0; column < columns; column++) {
        const int month = month_at(outcome->timeline_count, column, columns);
        double cost = outcome->timeline[month].options[option].cost;
        page_put(page, INK_PLAIN, text_bar(highest > 0 ? cost / highest : 0, page->style->ascii));
    }
}

static int longest_id(const struct page *page)
{
    int longest = 0;
    for (int i = 0; i < page->report->outcome->options_count; i++) {
        int width = text_width(page_option(page, i)->id);
        longest = width > longest ? width : longest;
    }
    return longest;
}

static void put_id(struct page *page, int option, int width)
{
    const char *id = page_option(page, option)->id;
    char text[LLMCOST_MAX_ID + 1];
    size_t fit = text_fit(id, width);
    snprintf(text, sizeof text, "%.*s", (int)fit, id);
    page_put(page, INK_PLAIN, "  ");
    page_put(page, INK_PLAIN, text);
    text_spaces(&page->out, width - text_width(text) + 2);
}

/* ", at most $60,000": a bill in between that is beyond both ends, such as a month that pays twice.
 */
static void put_extreme(const struct page *page, const char *words, double bill, double end,
                        double other_end, char *span, size_t size)
{
    const char *currency = page->report->outcome->currency;
    char extreme[MAX_CELL];
    char text[MAX_CELL];
    const size_t length = strlen(span);
    words_money(currency, bill, extreme, sizeof extreme);
    if (strcmp(extreme, words_money(currency, end, text, sizeof text)) != 0 &&
        strcmp(extreme, words_money(currency, other_end, text, sizeof text)) != 0)
        snprintf(span + length, size - length, ", at %s %s", words, extreme);
}

/* The first and the last bill, "$7,465 to $9,001", and what lies beyond both in between. */
static const char *span_text(const struct page *page, int option, char *buffer, size_t size)
{
    const struct outcome *outcome = page->report->outcome;
    const struct outcome_month *months = outcome->timeline;
    const double first = months[0].options[option].cost;
    const double last = months[outcome->timeline_count - 1].options[option].cost;
    double least = first;
    double most = first;
    char first_text[MAX_CELL];
    char last_text[MAX_CELL];
    char span[MAX_SPAN];
    if (!outcome->options[option].feasible)
        return text_clean("cannot serve", page->style->ascii, buffer, size);
    for (int m = 1; m < outcome->timeline_count; m++) {
        least = lesser(least, months[m].options[option].cost);
        most = greater(most, months[m].options[option].cost);
    }
    words_money(outcome->currency, first, first_text, sizeof first_text);
    words_money(outcome->currency, last, last_text, sizeof last_text);
    const bool moves = strcmp(first_text, last_text) != 0;
    snprintf(span, sizeof span, "%s%s%s", first_text, moves ? " to " : "", moves ? last_text : "");
    if (most > greater(first, last)) /* one of the two, so that it fits a line */
        put_extreme(page, "most", most, first, last, span, sizeof span);
    else if (least < lesser(first, last))
        put_extreme(page, "least", least, first, last, span, sizeof span);
    return text_clean(span, page->style->ascii, buffer, size);
}

/* Under the curves: a mark at every month in which the cheapest option changes. */
static void put_marks(struct page *page, int indent, int columns)
{
    const struct outcome_month *months = page->report->outcome->timeline;
    const int count = page->report->outcome->timeline_count;
    int before = months[0].winner;
    int pending = indent;
    bool any = false;
    for (int column = 1; column < columns; column++) {
        int winner = months[month_at(count, column, columns)].winner;
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
    struct text_buffer list = {0};
    const struct outcome_month *months = page->report->outcome->timeline;
    int before = months[0].winner;
    if (before < 0)
        return;
    text_put(&list, page_option(page, before)->id);
    for (int m = 1; m < page->report->outcome->timeline_count; m++) {
        int winner = months[m].winner;
        char from[64];
        if (winner == before)
            continue;
        snprintf(from, sizeof from, ", from month %d ", m + 1);
        text_put(&list, from);
        text_put(&list, page_option(page, winner)->id);
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
    const struct outcome *outcome = page->report->outcome;
    const struct outcome_against *against = &outcome->options[option].against_baseline;
    char text[MAX_SENTENCE];
    if (isnan(against->horizon_saving)) /* one of the two cannot serve */
        return;
    const char *id = outcome->options[option].id;
    const char *baseline = outcome->verdict.baseline;
    if (!isnan(against->payback_months) && !isnan(against->payback_lost_month))
        snprintf(text, sizeof text,
                 "%s has paid back against %s by month %.0f, and has lost it again by month %.0f.",
                 id, baseline, against->payback_months, against->payback_lost_month);
    else if (!isnan(against->payback_months))
        snprintf(text, sizeof text, "%s has paid back against %s by month %.0f.", id, baseline,
                 against->payback_months);
    else
        snprintf(text, sizeof text, "%s does not pay back against %s within %d month%s.", id,
                 baseline, (int)outcome->horizon_months, words_s(outcome->horizon_months));
    page_paragraph(page, INK_PLAIN, "", 2, text);
}

/* How much an option can ever save against a baseline whose price falls. */
static void put_ceiling(struct page *page, int option)
{
    const struct outcome *outcome = page->report->outcome;
    const struct outcome_against *against = &outcome->options[option].against_baseline;
    char text[MAX_SENTENCE];
    char ceiling[MAX_CELL];
    if (isnan(against->saving_ceiling) || isnan(against->saving_ceiling_month))
        return;
    const char *id = outcome->options[option].id;
    const char *baseline = outcome->verdict.baseline;
    words_money(outcome->currency, against->saving_ceiling, ceiling, sizeof ceiling);
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
    const struct outcome *outcome = page->report->outcome;
    const int months = outcome->timeline_count;
    char heading[MAX_CELL];
    char span[MAX_SPAN];
    double highest = 0;
    int spans = 0;
    if (page->surface != NULL) { /* it draws its own curves */
        for (int i = 0; i < outcome->options_count; i++)
            page->surface->pair(page, page_option(page, i)->id,
                                span_text(page, i, span, sizeof span));
        put_winners(page);
        return;
    }
    for (int i = 0; i < outcome->options_count; i++) {
        for (int m = 0; m < months; m++)
            if (page_option(page, i)->feasible)
                highest = greater(highest, outcome->timeline[m].options[i].cost);
        int width = text_width(span_text(page, i, span, sizeof span));
        spans = width > spans ? width : spans;
    }
    int id = longest_id(page);
    id = id > page->width / 3 ? page->width / 3 : id;
    int columns = page->width - id - spans - 6;
    columns = columns > MAX_CURVE ? MAX_CURVE : columns < LEAST_CURVE ? LEAST_CURVE : columns;
    columns = columns > months ? months : columns;
    snprintf(heading, sizeof heading, "month 1 to %d, bill without one-offs%s", months,
             page->style->ascii ? ", 9 the highest" : "");
    page_heading(page, INK_STRONG, heading);
    for (int i = 0; i < outcome->options_count; i++) {
        put_id(page, i, id);
        put_curve(page, i, highest, columns);
        page_put(page, INK_PLAIN, "  ");
        page_put(page, INK_PLAIN, span_text(page, i, span, sizeof span));
        page_blank(page);
    }
    put_marks(page, id + 4, columns);
    put_winners(page);
}

/* "requests_per_month is 2 times what it was, from month 7 on; ..." */
static void put_changes(struct page *page)
{
    const struct outcome *outcome = page->report->outcome;
    struct text_buffer list = {0};
    for (int i = 0; i < outcome->changes_count; i++) {
        text_put(&list, i > 0 ? "; " : "");
        text_put(&list, outcome->changes[i].message);
        text_put(&list, outcome->changes[i].origin == LLMCOST_CATALOG ? " (catalog)" : "");
    }
    page->out.failed = page->out.failed || list.failed;
    if (list.length > 0 && !page->out.failed)
        page_paragraph(page, INK_STRONG, "Changes: ", 2, list.data);
    free(list.data);
}

/* A payback is told where more was paid at the start than for the baseline. */
void print_timeline(struct page *page)
{
    const struct outcome *outcome = page->report->outcome;
    char text[MAX_SENTENCE];
    bool first = true;
    if (outcome->timeline_count > 1 && outcome_moves(outcome)) {
        put_curves(page);
        put_changes(page);
        first = false;
    }
    for (int i = 0; i < outcome->options_count; i++) {
        if (!words_credits(outcome, i, text, sizeof text))
            continue;
        if (first)
            page_blank(page);
        first = false;
        page_paragraph(page, INK_PLAIN, "", 2, text);
    }
    if (outcome->timeline_count < 2 || outcome->baseline < 0)
        return;
    const double baseline = outcome_outlay(outcome, outcome->baseline);
    for (int i = 0; i < outcome->options_count; i++) {
        const struct outcome_option *o = &outcome->options[i];
        if (i == outcome->baseline || !o->feasible)
            continue;
        if (outcome_outlay(outcome, i) > baseline) {
            if (first)
                page_blank(page);
            first = false;
            put_payback(page, i);
        }
        if (!first)
            put_ceiling(page, i);
    }
}
