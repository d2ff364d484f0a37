/* timeline.c - the months of the horizon: from where to where each option's bill goes, the month in
 * which the cheapest option changes, what pays back and when. Knows no month's cost: the engine
 * does.
 */
#include "core/base/real.h"
#include "print/table/table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

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

const char *timeline_span(const struct page *page, int option, char *buffer, size_t size)
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
        least = at_most(least, months[m].options[option].cost);
        most = at_least(most, months[m].options[option].cost);
    }
    words_money(outcome->currency, first, first_text, sizeof first_text);
    words_money(outcome->currency, last, last_text, sizeof last_text);
    const bool moves = strcmp(first_text, last_text) != 0;
    snprintf(span, sizeof span, "%s%s%s", first_text, moves ? " to " : "", moves ? last_text : "");
    if (most > at_least(first, last)) /* one of the two, so that it fits a line */
        put_extreme(page, "most", most, first, last, span, sizeof span);
    else if (least < at_most(first, last))
        put_extreme(page, "least", least, first, last, span, sizeof span);
    return text_clean(span, page->style->ascii, buffer, size);
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
        text_put_all(&list, from, page_option(page, winner)->id, NULL);
        before = winner;
    }
    text_put(&list, list.length > 0 && before == months[0].winner && strchr(list.data, ',') == NULL
                        ? " in every month."
                        : ".");
    page_list(page, INK_STRONG, "Cheapest a month: ", 2, &list);
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
    char span[MAX_SPAN];
    if (page->surface->curves != NULL)
        page->surface->curves(page);
    else
        for (int i = 0; i < outcome->options_count; i++)
            page->surface->pair(page, page_option(page, i)->id, 0,
                                timeline_span(page, i, span, sizeof span));
    put_winners(page);
}

/* "requests_per_month is 2 times what it was, from month 7 on; ..." */
static void put_changes(struct page *page)
{
    const struct outcome *outcome = page->report->outcome;
    struct text_buffer list = {0};
    for (int i = 0; i < outcome->changes_count; i++) {
        text_put_all(&list, i > 0 ? "; " : "", outcome->changes[i].message,
                     outcome->changes[i].origin == LLMCOST_CATALOG ? " (catalog)" : "", NULL);
    }
    page_list(page, INK_STRONG, "Changes: ", 2, &list);
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
