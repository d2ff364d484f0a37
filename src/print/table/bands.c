/* bands.c - the break-even section: where one option beats another, pair by pair.
 * Knows which pairs matter to the verdict when there are too many to list; refuses to know the
 * words of a band (io/words/break_even.c).
 */
#include "print/table/table.h"

#include <stdio.h>

enum { MOST_PAIRS = 10, INDENT = 2 };

static const char *id_of(const struct page *page, int option)
{
    return llmcost_option_id(page->report->scenario, option);
}

static bool is_about_verdict(const struct report *report, const struct llmcost_break_even *answer)
{
    int chosen = report->result->recommended;
    int next = report->result->runner_up;
    return answer->option == chosen || answer->against == chosen || answer->option == next ||
           answer->against == next;
}

/* "  llama beats hosted", or "    hosted" under "  llama beats". */
static const char *pair_label(const struct page *page, const struct llmcost_break_even *answer,
                              bool grouped, char *buffer, size_t size)
{
    if (grouped)
        snprintf(buffer, size, "    %s", id_of(page, answer->against));
    else
        snprintf(buffer, size, "  %s beats %s", id_of(page, answer->option),
                 id_of(page, answer->against));
    return buffer;
}

static bool is_estimated(const struct report *report, const struct llmcost_break_even *answer)
{
    return answer->reason != LLMCOST_REASON_DOES_NOT_FIT &&
           (report_is_estimated(report, answer->option) ||
            report_is_estimated(report, answer->against));
}

static void put_pair(struct page *page, const struct llmcost_break_even *answer, bool grouped,
                     int column)
{
    char label[2 * LLMCOST_MAX_ID + 16];
    char padded[sizeof label + 64];
    char bands[2 * MAX_SENTENCE];
    char text[4 * MAX_SENTENCE];
    pair_label(page, answer, grouped, label, sizeof label);
    words_bands(answer, bands, sizeof bands);
    const char *why =
        outcome_told_reason(&page->report->outcome->break_even[answer - page->report->told]);
    /* The decision above has given the reason of the pair that it is about. */
    bool reasoned = answer->status != LLMCOST_FOUND && answer->status != LLMCOST_ALWAYS &&
                    answer != words_key_break_even(page->report) && why != NULL;
    snprintf(text, sizeof text, "%s%s%s%s", bands, reasoned ? ": " : "", reasoned ? why : "",
             is_estimated(page->report, answer) ? " (estimated)" : "");
    if (text_width(label) + 2 > column) { /* too long for two columns: below each other */
        page_paragraph(page, INK_PLAIN, label, 3 * INDENT, "");
        page_paragraph(page, INK_PLAIN, "      ", 3 * INDENT, text);
        return;
    }
    snprintf(padded, sizeof padded, "%-*s", column, label);
    page_paragraph(page, INK_PLAIN, padded, column, text);
}

/* Columns of the widest label that leaves the other half of the page to the bands; *ret_all tells
 * whether all do. */
static int pair_column(const struct page *page, bool every, bool grouped, bool *ret_all)
{
    char label[2 * LLMCOST_MAX_ID + 16];
    const struct report *report = page->report;
    int column = 0;
    *ret_all = true;
    for (int i = 0; i < report->break_even_count; i++) {
        if (!every && !is_about_verdict(report, &report->told[i]))
            continue;
        int width =
            2 + text_width(pair_label(page, &report->told[i], grouped, label, sizeof label));
        if (width > page->measure / 2)
            *ret_all = false;
        else if (width > column)
            column = width;
    }
    return column;
}

static void put_pairs(struct page *page)
{
    const struct report *report = page->report;
    char text[LLMCOST_MAX_ID + 64];
    bool every = page->most == 0 && report->break_even_count <= MOST_PAIRS;
    bool fits;
    int column = pair_column(page, every, false, &fits);
    bool grouped = !fits;
    int shown = 0;
    int last = -1;
    if (grouped)
        column = pair_column(page, every, true, &fits);
    for (int i = 0; i < report->break_even_count; i++) {
        const struct llmcost_break_even *answer = &report->told[i];
        if ((!every && !is_about_verdict(report, answer)) ||
            (page->most > 0 && shown == page->most))
            continue;
        if (grouped && answer->option != last) {
            snprintf(text, sizeof text, "  %s beats", id_of(page, answer->option));
            page_paragraph(page, INK_PLAIN, text, 2 * INDENT, "");
        }
        put_pair(page, answer, grouped, column);
        last = answer->option;
        shown++;
    }
    if (shown < report->break_even_count && page->most == 0) {
        snprintf(text, sizeof text, "  %d more pairs are in the JSON report.",
                 report->break_even_count - shown);
        page_paragraph(page, INK_QUIET, text, INDENT, "");
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
    if (page->report->break_even_count == 0)
        return;
    if (demand != NULL) {
        llmcost_unit_text((enum llmcost_unit)demand->unit, "", unit, sizeof unit);
        words_volume(stated->value, true, today, sizeof today);
    }
    for (int i = 0; i < page->report->break_even_count && period[0] == '\0'; i++)
        if (page->report->told[i].on_horizon)
            snprintf(period, sizeof period, " over %d months", (int)page->report->result->months);
    snprintf(title, sizeof title, "break-even%s, %s%s%s%s", period, unit,
             today[0] ? " (today " : "", today, today[0] ? ")" : "");
    page_heading(page, INK_STRONG, title);
    put_pairs(page);
}
