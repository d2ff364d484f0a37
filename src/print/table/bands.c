/* bands.c - the break-even section: where one option beats another, pair by pair.
 * Knows which pairs matter to the verdict when there are too many to list; refuses to know the
 * words of a band (io/words/break_even.c).
 */
#include "core/base/count.h"
#include "print/table/table.h"
#include "text/kept.h"

#include <stdio.h>
#include <string.h>

enum { MOST_PAIRS = 10, INDENT = 2 };

static bool is_about_verdict(const struct outcome *outcome, const struct outcome_break_even *answer)
{
    const char *const pair[] = {answer->option, answer->against};
    for (size_t i = 0; i < COUNT(pair); i++) {
        const int option = outcome_find_option(outcome, pair[i]);
        if (option == outcome->recommended || option == outcome->runner_up)
            return true;
    }
    return false;
}

/* "  llama beats hosted", or "    hosted" under "  llama beats". */
static const char *pair_label(const struct outcome_break_even *answer, bool grouped, char *buffer,
                              size_t size)
{
    if (grouped)
        snprintf(buffer, size, "    %s", answer->against);
    else
        snprintf(buffer, size, "  %s beats %s", answer->option, answer->against);
    return buffer;
}

/* Why there is no demand at which it wins, where the decision above has not said so. */
static const char *reason_of(const struct outcome *outcome, const struct outcome_break_even *answer)
{
    const char *why = answer->horizon_reason;
    if (answer->horizon_status == LLMCOST_FOUND || answer->horizon_status == LLMCOST_ALWAYS)
        return NULL;
    for (int i = 0; i < outcome->verdict.reasons_count && why != NULL; i++)
        if (strstr(outcome->verdict.reasons[i], why) != NULL)
            return NULL;
    return why;
}

/* What can never serve is out whatever the estimate says: its obstacle is the reason. */
static bool rests_on_estimate(const struct outcome *outcome,
                              const struct outcome_break_even *answer)
{
    const int option = outcome_find_option(outcome, answer->option);
    const char *obstacle = option >= 0 ? outcome->options[option].obstacle : NULL;
    return answer->estimated && (obstacle == NULL || answer->horizon_reason == NULL ||
                                 strstr(obstacle, answer->horizon_reason) == NULL);
}

static void put_pair(struct page *page, const struct outcome_break_even *answer, bool grouped,
                     int column)
{
    char label[2 * LLMCOST_MAX_ID + 16];
    char bands[2 * MAX_SENTENCE];
    char text[4 * MAX_SENTENCE];
    pair_label(answer, grouped, label, sizeof label);
    words_bands((enum llmcost_answer)answer->horizon_status, answer->horizon_bands,
                answer->horizon_bands_count, answer->current, bands, sizeof bands);
    const char *why = reason_of(page->report->outcome, answer);
    snprintf(text, sizeof text, "%s%s%s%s", bands, why != NULL ? ": " : "", why != NULL ? why : "",
             rests_on_estimate(page->report->outcome, answer) ? " (estimated)" : "");
    page->surface->pair(page, label, column, text);
}

/* Columns of the widest label that leaves the other half of the page to the bands; *ret_all tells
 * whether all do. */
static int pair_column(const struct page *page, bool every, bool grouped, bool *ret_all)
{
    char label[2 * LLMCOST_MAX_ID + 16];
    const struct outcome *outcome = page->report->outcome;
    int column = 0;
    *ret_all = true;
    for (int i = 0; i < outcome->break_even_count; i++) {
        const struct outcome_break_even *answer = &outcome->break_even[i];
        if (!every && !is_about_verdict(outcome, answer))
            continue;
        int width = 2 + page->surface->width(pair_label(answer, grouped, label, sizeof label));
        if (width > page->measure / 2)
            *ret_all = false;
        else if (width > column)
            column = width;
    }
    return column;
}

/* Of a few the first to be told are those that the decision is between: 0, then 1 and 2. */
static int rank_of(const struct outcome *outcome, const struct outcome_break_even *answer)
{
    const int option = outcome_find_option(outcome, answer->option);
    const int against = outcome_find_option(outcome, answer->against);
    const int best = outcome->recommended;
    const int other = option == best ? against : against == best ? option : -1;
    if (other >= 0 && other == outcome->runner_up)
        return 0;
    return other >= 0 && outcome->options[other].feasible ? 1 : 2;
}

static void put_pairs(struct page *page)
{
    const struct outcome *outcome = page->report->outcome;
    char text[LLMCOST_MAX_ID + 64];
    bool every = page->most == 0 && outcome->break_even_count <= MOST_PAIRS;
    bool fits;
    int column = pair_column(page, every, false, &fits);
    bool grouped = !fits;
    int shown = 0;
    const char *last = NULL;
    if (grouped)
        column = pair_column(page, every, true, &fits);
    const int ranks = page->most > 0 ? 3 : 1;
    for (int n = 0; n < ranks * outcome->break_even_count; n++) {
        const struct outcome_break_even *answer =
            &outcome->break_even[n % outcome->break_even_count];
        if ((!every && !is_about_verdict(outcome, answer)) ||
            (page->most > 0 &&
             (shown == page->most || rank_of(outcome, answer) != n / outcome->break_even_count)))
            continue;
        if (grouped && (last == NULL || strcmp(answer->option, last) != 0)) {
            snprintf(text, sizeof text, "  %s beats", answer->option);
            page_paragraph(page, INK_PLAIN, text, 2 * INDENT, "");
        }
        put_pair(page, answer, grouped, column);
        last = answer->option;
        shown++;
    }
    if (shown < outcome->break_even_count && page->most == 0) {
        page_say(page, INK_QUIET, INDENT, "  %d more pairs are in the JSON report.",
                 outcome->break_even_count - shown);
    }
}

void print_break_evens(struct page *page)
{
    char today[MAX_CELL] = "";
    char unit[MAX_CELL] = "demand";
    char title[4 * MAX_CELL];
    char period[MAX_CELL] = "";
    const struct llmcost_input *stated = NULL;
    const struct llmcost_field *demand = words_demand(page->report->scenario, &stated);
    if (page->report->outcome->break_even_count == 0)
        return;
    if (demand != NULL) {
        llmcost_unit_text((enum llmcost_unit)demand->unit, "", unit, sizeof unit);
        words_volume(kept_figure(stated->value), true, today, sizeof today);
    }
    if (outcome_tells_horizon(page->report->outcome))
        snprintf(period, sizeof period, " over %d month%s",
                 (int)page->report->outcome->horizon_months,
                 words_s(page->report->outcome->horizon_months));
    snprintf(title, sizeof title, "break-even%s, %s%s%s%s", period, unit,
             today[0] ? " (today " : "", today, today[0] ? ")" : "");
    page_heading(page, title);
    put_pairs(page);
}
