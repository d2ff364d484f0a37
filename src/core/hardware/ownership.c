/* ownership.c - what one bought GPU costs for a month: capital, energy, colocation, maintenance
 * (§5). */
#include "core/hardware/ownership.h"
#include "core/base/real.h"
#include "core/scenario/scenario.h"
#include "llmcost.h"

bool is_owned(const struct llmcost_host *host)
{
    return is_stated(&host->purchase_per_gpu);
}

/* Below that 1 + rate has too few digits left, and the difference is nil. */
static const double LEAST_RATE = 1e-8;

double owned_growth(const struct llmcost_host *host)
{
    return llmcost_pow(1 + host->cost_of_capital.value, host->life_years.value);
}

double owned_capital(const struct llmcost_host *host)
{
    const double price = host->purchase_per_gpu.value;
    const double residual = host->residual_share.value * price;
    const double months = host->life_years.value * 12;
    const double rate = host->cost_of_capital.value;
    if (rate < LEAST_RATE)
        return (price - residual) / months;
    /* cost_of_capital is an effective annual rate: (1+j)^n = (1+rate)^years */
    const double j = root12(1 + rate) - 1;
    const double grown = owned_growth(host);
    return price * j * grown / (grown - 1) - residual * j / (grown - 1);
}

/* The balance of the annuity: from 1 down to the residual. */
double owned_book_share(const struct llmcost_host *host, double growth, double months)
{
    const double rate = host->cost_of_capital.value;
    const double years = host->life_years.value;
    const double paid_off = 1 - host->residual_share.value;
    if (rate < LEAST_RATE)
        return 1 - paid_off * months / (years * 12);
    return 1 - paid_off * (llmcost_pow(1 + rate, months / 12) - 1) / (growth - 1);
}

double owned_maintenance(const struct llmcost_host *host)
{
    return host->maintenance_share.value * host->purchase_per_gpu.value / 12;
}

double owned_energy(const struct llmcost_host *host, double hours, double utilization)
{
    const double idle = host->idle_power_share.value;
    return host->watts_per_gpu.value / 1000 * host->pue.value * hours *
           (idle + (1 - idle) * utilization);
}

double owned_per_gpu(const struct llmcost_host *host, double capital, double hours,
                     double utilization)
{
    return capital + owned_energy(host, hours, utilization) * host->per_kwh.value +
           host->colocation_per_gpu_month.value + owned_maintenance(host);
}
