/* pool.h - GPUs that are held from month to month: contracts for a term, or bought ones (§4, §5).
 */
#ifndef LLMCOST_CORE_HARDWARE_POOL_H
#define LLMCOST_CORE_HARDWARE_POOL_H

#include "llmcost.h"

/* GPUs that were taken together: price is what the contract says of one GPU-hour, or what one GPU
 * cost to buy. */
struct lot {
    double gpus, price;
    int month; /* from 0 */
};
struct pool {
    double term; /* months that a lot is held; 0: what is rented is given back after each month */
    double gpus, money; /* held, and at their prices */
    int first, end;
    struct lot *lot; /* first..end-1 are held, in the order in which taken */
};

/* How long what a host holds all month is held: for good where it is bought. */
double held_months(const struct llmcost_host *host);

/* lots: room for one in each month in which the pool is raised. */
void pool_make(double term, struct lot *lots, struct pool *ret_pool);
/* Give back what ends before a month. Months only go on. */
void pool_begin(struct pool *pool, int month);
/* Take what is missing to so many GPUs, at the month's price. */
void pool_raise(struct pool *pool, int month, double gpus, double price);
/* The mean price of what is held; 0 where nothing is. */
double pool_price(const struct pool *pool);

/* Each lot is taken to be renewed, or bought again, as often as it ends by then: so these hold as
 * well of a pool that is asked for the same in every month after its last. */

/* GPU-months at their prices that contracts still run for after so many months. */
double pool_owed(const struct pool *pool, int months);
/* What is paid for GPUs in a month: new ones, and those bought again for what their life leaves. */
double pool_purchases(const struct pool *pool, const struct llmcost_host *host, int month);
/* The book value of what is held after so many months, as far as it is above `resale_share` of what
 * was paid. */
double pool_book(const struct pool *pool, const struct llmcost_host *host, double resale_share,
                 int months);

#endif
