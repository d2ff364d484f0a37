/* portfolio.h - several workloads on one fleet: what `portfolio` prints. */
#ifndef LLMCOST_PRINT_PORTFOLIO_H
#define LLMCOST_PRINT_PORTFOLIO_H

#include "io/report/portfolio/rows.h"
#include "print/writers.h"

/* The title of a column of bills (enum portfolio_column). */
static inline const char *portfolio_title(int side)
{
    static const char *const titles[SIDES] = {[SIDE_RECOMMENDED] = "recommended",
                                              [SIDE_SINGLE] = "on one option",
                                              [SIDE_ALONE] = "each alone"};
    return titles[side];
}

/* print/json/portfolio.c */
struct text_buffer;
void json_put_portfolio(struct text_buffer *out, const struct portfolio_told *told);

#endif
