/* ownership.h - what one bought GPU costs for a month (§5). */
#ifndef LLMCOST_CORE_HARDWARE_OWNERSHIP_H
#define LLMCOST_CORE_HARDWARE_OWNERSHIP_H

#include "llmcost.h"

/* Whether the host buys its GPUs. */
bool is_owned(const struct llmcost_host *host);
/* The annuity of the purchase less the residual value. */
double owned_capital(const struct llmcost_host *host);
/* What 1 grows to over its life at the cost of capital. */
double owned_growth(const struct llmcost_host *host);
/* What is still to be paid off after so many months of its life, of a purchase of 1; growth: of
 * owned_growth(). */
double owned_book_share(const struct llmcost_host *host, double growth, double months);
/* The yearly share of the purchase, by month. */
double owned_maintenance(const struct llmcost_host *host);
/* kWh a month of one GPU. */
double owned_energy(const struct llmcost_host *host, double hours, double utilization);
/* Capital, energy, colocation and maintenance together; capital: of owned_capital(), which takes
 * long. */
double owned_per_gpu(const struct llmcost_host *host, double capital, double hours,
                     double utilization);

#endif
