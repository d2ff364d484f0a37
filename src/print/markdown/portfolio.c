/* portfolio.c - several workloads on one fleet as a comment: where each goes and what that costs.
 */
#include "print/portfolio.h"
#include "io/words/words.h"
#include "print/markdown/report.h"
#include "text/markdown.h"

static void put_cost(struct markdown *m, const struct portfolio_told *told, double amount)
{
    char text[96];
    markdown_cell(m, words_money(told->currency, amount, text, sizeof text));
}

static void put_side(struct markdown *m, const struct portfolio_told *told, int side)
{
    const struct portfolio_told_assignment *of = portfolio_told_side(told, side);
    if (of == NULL)
        return;
    markdown_cell(m, portfolio_title(side));
    for (int w = 0; w < of->options_count; w++)
        markdown_code_cell(m, of->options[w].text);
    put_cost(m, told, (double)of->monthly_cost / 1e6);
    put_cost(m, told, of->horizon_cost);
    markdown_row_end(m);
    markdown_add(m);
}

static void put_sides(struct markdown *m, const struct portfolio_told *told)
{
    char text[32];
    markdown_cell(m, "assignment");
    for (int w = 0; w < told->workloads_count; w++)
        markdown_cell(m, told->workloads[w].file);
    markdown_cell(m, "a month");
    snprintf(text, sizeof text, "%d months", (int)told->horizon_months);
    markdown_cell(m, text);
    markdown_row_end(m);
    markdown_put(m, "| :-- |");
    for (int w = 0; w < told->workloads_count; w++)
        markdown_put(m, " :-- |");
    markdown_put(m, " --: | --: |\n");
    markdown_add(m);
    for (int side = 0; side < SIDES; side++)
        put_side(m, told, side);
}

/* The lines of the recommended bill, folded. */
static void put_lines(struct markdown *m, const struct portfolio_told *told)
{
    const struct portfolio_told_assignment *of = told->recommended;
    if (of == NULL || !markdown_open(m, "The bill of the recommended assignment",
                                     "| line | a month |\n| :-- | --: |\n"))
        return;
    for (int i = 0; i < of->lines_count; i++) {
        markdown_cell(m, of->lines[i].label);
        put_cost(m, told, (double)of->lines[i].monthly_cost / 1e6);
        markdown_row_end(m);
        markdown_add(m);
    }
    markdown_close(m, "lines");
}

static void put_warnings(struct markdown *m, const struct portfolio_told *told)
{
    int count = told->warnings_count;
    char title[64];
    for (int w = 0; w < told->workloads_count; w++)
        count += told->workloads[w].warnings_count;
    snprintf(title, sizeof title, "%d warning%s", count, words_s(count));
    if (count == 0 || !markdown_open(m, title, ""))
        return;
    for (int i = 0; i < told->warnings_count; i++)
        markdown_item(m, told->warnings[i].id, NULL, told->warnings[i].message, MAX_SENTENCE);
    for (int w = 0; w < told->workloads_count; w++)
        for (int i = 0; i < told->workloads[w].warnings_count; i++) {
            const struct outcome_warning *warning = &told->workloads[w].warnings[i];
            markdown_item(m, warning->id, told->workloads[w].file, warning->message, MAX_SENTENCE);
        }
    markdown_close(m, "warnings");
}

bool print_portfolio_markdown(const struct print_job *job)
{
    const struct portfolio_told *told = job->portfolio;
    struct markdown m = {.dropped = 0};
    markdown_put(&m, MARKDOWN_MARKER "\n");
    for (int i = 0; i < told->reasons_count; i++)
        markdown_paragraph(&m, i == 0, told->reasons[i], 0);
    put_sides(&m, told);
    for (int i = 0; i < told->gates_count; i++)
        markdown_gate(&m, i == 0, told->gates[i].id, told->gates[i].status == LLMCOST_PASS,
                      told->gates[i].message);
    put_lines(&m, told);
    put_warnings(&m, told);
    return markdown_print(&m, job->out);
}
