/* portfolio.h - several workloads on one fleet: what `portfolio` prints. */
#ifndef LLMCOST_PRINT_PORTFOLIO_H
#define LLMCOST_PRINT_PORTFOLIO_H

#include "io/report/portfolio.h"

bool print_portfolio_table(FILE *out, const struct portfolio *portfolio,
                           const struct print_style *style);
bool print_portfolio_json(FILE *out, const struct portfolio *portfolio,
                          const struct print_style *style);
bool print_portfolio_markdown(FILE *out, const struct portfolio *portfolio,
                              const struct print_style *style);

#endif
