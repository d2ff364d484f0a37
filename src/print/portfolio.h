/* portfolio.h - several workloads on one fleet: what `portfolio` prints. */
#ifndef LLMCOST_PRINT_PORTFOLIO_H
#define LLMCOST_PRINT_PORTFOLIO_H

#include "io/report/portfolio/rows.h"

/* The title of a column of bills (enum portfolio_column). */
static inline const char *portfolio_title(int side)
{
    static const char *const titles[SIDES] = {[SIDE_RECOMMENDED] = "recommended",
                                              [SIDE_SINGLE] = "on one option",
                                              [SIDE_ALONE] = "each alone"};
    return titles[side];
}

bool print_portfolio_table(FILE *out, const struct portfolio_told *told,
                           const struct print_style *style);
bool print_portfolio_json(FILE *out, const struct portfolio_told *told,
                          const struct print_style *style);
bool print_portfolio_csv(FILE *out, const struct portfolio_told *told,
                         const struct print_style *style);
bool print_portfolio_html(FILE *out, const struct portfolio_told *told,
                          const struct print_style *style);
bool print_portfolio_markdown(FILE *out, const struct portfolio_told *told,
                              const struct print_style *style);

/* print/json/portfolio.c */
struct text_buffer;
void json_put_portfolio(struct text_buffer *out, const struct portfolio_told *told);

#endif
