/* portfolio.c - several workloads on one fleet as a comment: where each goes and what that costs.
 */
#include "print/portfolio.h"
#include "io/words/words.h"
#include "text/markdown.h"

static void put_cost(struct markdown *m, const struct portfolio *p, double amount)
{
    char text[96];
    markdown_cell(m,
                  words_money(words_currency(p->answer->scenario[0]), amount, text, sizeof text));
}

static void put_side(struct markdown *m, const struct portfolio *p, const char *title, int side)
{
    const struct llmcost_assignment *a = portfolio_side(p, side);
    if (a == NULL)
        return;
    markdown_cell(m, title);
    for (int w = 0; w < p->answer->workloads; w++)
        markdown_code_cell(m, llmcost_option_id(p->answer->scenario[w], a->option[w]));
    put_cost(m, p, (double)a->monthly_micros / 1e6);
    put_cost(m, p, a->horizon_cost);
    markdown_row_end(m);
}

bool print_portfolio_markdown(FILE *out, const struct portfolio *portfolio,
                              const struct print_style *style)
{
    (void)style;
    const struct portfolio *p = portfolio;
    struct markdown m = {.dropped = 0};
    char text[8 * MAX_SENTENCE];
    markdown_put(&m, MARKDOWN_MARKER "\n**");
    markdown_text(&m, words_portfolio(p, text, sizeof text), 0);
    markdown_put(&m, "**\n\n");
    if (words_sharing(p, text, sizeof text) != NULL) {
        markdown_text(&m, text, 0);
        markdown_put(&m, "\n\n");
    }
    markdown_add(&m);
    markdown_cell(&m, "assignment");
    for (int w = 0; w < p->answer->workloads; w++)
        markdown_cell(&m, p->files[w]);
    markdown_cell(&m, "a month");
    snprintf(text, sizeof text, "%d months", (int)p->answer->scenario[0]->months.value);
    markdown_cell(&m, text);
    markdown_row_end(&m);
    markdown_put(&m, "| :-- |");
    for (int w = 0; w < p->answer->workloads; w++)
        markdown_put(&m, " :-- |");
    markdown_put(&m, " --: | --: |\n");
    markdown_add(&m);
    put_side(&m, p, "recommended", SIDE_RECOMMENDED);
    put_side(&m, p, "on one option", SIDE_SINGLE);
    put_side(&m, p, "each alone", SIDE_ALONE);
    markdown_add(&m);
    return markdown_print(&m, out);
}
