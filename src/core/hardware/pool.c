/* pool.c - GPUs that are held from month to month: who takes one for a term pays it for the term,
 * at the price of the month in which it was taken, and who buys one has it for good (§4, §5, §12).
 * Lots stand in the order in which they were taken, which is the order in which they end.
 * Refuses to know how many are needed (fleet.c) and what a month's bill is (components.c).
 */
#include "core/hardware/pool.h"
#include "core/base/real.h"
#include "core/hardware/ownership.h"

#include <math.h>

static const double FOR_GOOD = 1e9; /* months */

double held_months(const struct llmcost_host *host)
{
    return is_owned(host) ? FOR_GOOD : host->commitment_months.value;
}

void pool_make(double term, struct lot *lots, struct pool *ret_pool)
{
    ret_pool->lot = lots;
    ret_pool->term = term;
    ret_pool->gpus = ret_pool->money = 0;
    ret_pool->first = ret_pool->end = 0;
}

void pool_begin(struct pool *pool, int month)
{
    const int before = pool->first;
    while (pool->first < pool->end && pool->lot[pool->first].month + pool->term <= month)
        pool->first++;
    if (pool->first == before)
        return;
    if (pool->first == pool->end)
        pool->first = pool->end = 0;
    pool->gpus = pool->money = 0; /* anew: a difference keeps the last bits of what has gone */
    for (int i = pool->first; i < pool->end; i++) {
        pool->gpus += pool->lot[i].gpus;
        pool->money += pool->lot[i].gpus * pool->lot[i].price;
    }
}

void pool_raise(struct pool *pool, int month, double gpus, double price)
{
    const double missing = gpus - pool->gpus;
    if (missing <= 0)
        return;
    pool->lot[pool->end++] = (struct lot){.gpus = missing, .price = price, .month = month};
    pool->gpus = gpus;
    pool->money += missing * price;
}

double pool_price(const struct pool *pool)
{
    if (pool->end - pool->first == 1)
        return pool->lot[pool->first].price;
    return pool->gpus > 0 ? pool->money / pool->gpus : 0;
}

/* How many times a span of `life` months has ended after so many. */
static double ends(double months, double life)
{
    return floor(months / life * (1 + 1e-12));
}

double pool_owed(const struct pool *pool, int months)
{
    const double renewed = at_least(llmcost_whole(pool->term), 1); /* at the start of a month */
    double owed = 0;
    for (int i = pool->first; i < pool->end; i++) {
        const struct lot *lot = &pool->lot[i];
        const double age = months - lot->month;
        const double run = age - ends(age, renewed) * renewed;
        owed += run > 0 ? at_least(pool->term - run, 0) * lot->gpus * lot->price : 0;
    }
    return owed;
}

double pool_purchases(const struct pool *pool, const struct llmcost_host *host, int month)
{
    const double life = host->life_years.value * 12;
    double money = 0;
    for (int i = pool->first; i < pool->end; i++) {
        const struct lot *lot = &pool->lot[i];
        const double age = month - lot->month;
        const double again = age > 0 ? ends(age, life) - ends(age - 1, life) : 0;
        const double times = again * (1 - host->residual_share.value) + (age > 0 ? 0 : 1);
        money += times * lot->gpus * lot->price;
    }
    return money;
}

double pool_book(const struct pool *pool, const struct llmcost_host *host, double resale_share,
                 int months)
{
    const double life = host->life_years.value * 12;
    const double growth = owned_growth(host);
    double money = 0;
    for (int i = pool->first; i < pool->end; i++) {
        const struct lot *lot = &pool->lot[i];
        const double age = months - lot->month;
        const double since = age - ends(age, life) * life;
        if (since > 1e-9) /* else it has just ended: its residual is had */
            money += lot->gpus * lot->price *
                     at_least(owned_book_share(host, growth, since) - resale_share, 0);
    }
    return money;
}
