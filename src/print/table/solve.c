/* solve.c - the answer of `solve` for a person: a sentence for each pair of options, then the
 * bands side by side. Refuses to know the words (io/words/solved.c).
 */
#include "print/table/table.h"
#include "print/writers.h"

#include <stdlib.h>
#include <string.h>

enum { INDENT = 2 };

static const char *id_of(const struct page *page, int option)
{
    return page_option(page, option)->id;
}

/* The month and the horizon may tell two stories: say so once for each pair. */
static void put_other_story(struct page *page, const struct llmcost_break_even *answer)
{
    const struct outcome_option *option = page_option(page, answer->option);
    const struct outcome_option *against = page_option(page, answer->against);
    const bool month = option->monthly_cost < against->monthly_cost;
    const bool horizon = option->horizon_cost < against->horizon_cost;
    if (month == horizon)
        return;
    page_say(
        page, INK_CARE, 0, "That is %s; %s, with these inputs, %s is the cheaper one.",
        answer->on_horizon ? "on the whole horizon" : "on the first month's bill",
        answer->on_horizon ? "on the first month's bill" : "over the whole horizon",
        id_of(page, (answer->on_horizon ? month : horizon) ? answer->option : answer->against));
}

static void put_bands(struct page *page, const struct solved *solved)
{
    char label[2 * LLMCOST_MAX_ID + 32];
    char padded[sizeof label + 64];
    char text[4 * MAX_SENTENCE];
    int column = 0;
    for (int i = 0; i < solved->count; i++) {
        const struct llmcost_break_even *a = &solved->answers[i];
        const int width = text_width(id_of(page, a->option)) + text_width(id_of(page, a->against)) +
                          (int)strlen("   beats   ");
        column = width > column ? width : column;
    }
    column = column > page->measure / 2 ? 2 * INDENT : column;
    for (int i = 0; i < solved->count; i++) {
        const struct llmcost_break_even *a = &solved->answers[i];
        snprintf(label, sizeof label, "  %s beats %s  ", id_of(page, a->option),
                 id_of(page, a->against));
        snprintf(padded, sizeof padded, "%-*s", column, label);
        page_paragraph(page, INK_PLAIN, padded, column,
                       words_solved_bands(solved, a, text, sizeof text));
    }
}

static void put_heading(struct page *page, const struct solved *solved)
{
    if (solved->turned)
        page_paragraph(page, INK_CARE,
                       "The first month does not depend on it: the answer is on the whole horizon.",
                       0, "");
    char path[LLMCOST_MAX_PATH];
    char text[LLMCOST_MAX_PATH + 64];
    llmcost_path(page->report->scenario, solved->variable, path, sizeof path);
    snprintf(text, sizeof text, "%s, cheaper %s", path,
             solved->on_horizon ? "over the horizon" : "in the first month");
    page_heading(page, text);
}

bool print_solved_table(const struct print_job *job)
{
    const struct solved *solved = job->solved;
    struct page page = page_new(solved->report, job->style, &terminal);
    char text[8 * MAX_SENTENCE];
    for (int i = 0; i < solved->count; i++) {
        page_paragraph(&page, INK_STRONG,
                       words_solved(solved, &solved->answers[i], text, sizeof text), 0, "");
        put_other_story(&page, &solved->answers[i]);
    }
    put_heading(&page, solved);
    put_bands(&page, solved);
    if (words_estimated(solved->report, text, sizeof text) != NULL) {
        page_blank(&page);
        page_paragraph(&page, INK_CARE, "", INDENT, text);
    }
    return page_write(&page, job->out);
}
