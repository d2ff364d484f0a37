/* portfolio.c - several workloads on one fleet as a page: the sections of the table, a bar for each
 * of the bills, the JSON for programs. Refuses to know figures and sentences.
 */
#include "print/portfolio.h"
#include "print/page/page.h"

#include <stdlib.h>

static void put_bars(struct page *page, const struct portfolio_told *told)
{
    struct page_bar bars[SIDES];
    int count = 0;
    for (int side = 0; side < SIDES; side++) {
        const struct portfolio_told_assignment *of = portfolio_told_side(told, side);
        if (of == NULL)
            continue;
        bars[count] = (struct page_bar){.title = portfolio_title(side),
                                        .lines = of->lines,
                                        .count = of->lines_count,
                                        .monthly_cost = of->monthly_cost,
                                        .is_chosen = side == SIDE_RECOMMENDED};
        count++;
    }
    page_bars(page, told->currency, bars, count);
}

static void put_data(struct page *page, const struct portfolio_told *told)
{
    struct text_buffer json = {0};
    json_put_portfolio(&json, told);
    page_data(page, &json);
}

bool print_portfolio_html(const struct print_job *job)
{
    const struct portfolio_told *told = job->portfolio;
    struct page page = page_new(NULL, &page_style, &page_surface);
    page_begin(&page, "Several workloads, one fleet", 0);
    html_put(&page, "<main>\n<header>");
    html_element(&page, "h1", "", "Several workloads, one fleet");
    html_put(&page, "</header>\n<div class=\"verdict\">");
    for (int i = 0; i < told->reasons_count; i++)
        html_element(&page, "p", "", told->reasons[i]);
    html_put(&page, "</div>\n");
    put_bars(&page, told);
    print_portfolio_body(&page, told);
    html_put(&page, "</main>\n");
    put_data(&page, told);
    page_end(&page);
    return page_write(&page, job->out);
}
