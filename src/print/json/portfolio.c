/* portfolio.c - a portfolio as JSON: the walk over its rows (io/report/portfolio/rows.c). A saved
 * one is printed as it was read.
 */
#include "print/portfolio.h"
#include "print/json/rows.h"

void json_put_portfolio(struct text_buffer *out, const struct portfolio_told *told)
{
    if (told->tree == NULL || told->judged)
        json_put_object(out, portfolio_rows, told, 0);
    else
        json_put_tree(out, told->tree, 0);
    text_put(out, "\n");
}

bool print_portfolio_json(const struct print_job *job)
{
    struct text_buffer text = {0};
    json_put_portfolio(&text, job->portfolio);
    return json_write(job->out, &text);
}
