/* estimate_figures.c - the figures behind an estimated throughput (estimate.c), one function each
 * for the rows of core/telling/figures.c.
 */
#include "core/model/estimate.h"
#include "core/telling/explain.h"
#include "llmcost.h"

static struct llmcost_estimate estimate_of(const struct explaining *e)
{
    struct llmcost_estimate estimate = {.fits = false};
    llmcost_estimate(e->scenario, e->host, &estimate);
    return estimate;
}

double estimate_weights(const struct explaining *e)
{
    return estimate_of(e).weight_bytes / 1e9;
}

double estimate_sequences(const struct explaining *e)
{
    return estimate_of(e).sequences;
}

double estimate_step(const struct explaining *e)
{
    return estimate_of(e).step_ms;
}

double estimate_prompt(const struct explaining *e)
{
    return estimate_of(e).prompt_ms;
}

double estimate_calibration(const struct explaining *e)
{
    return calibration(&e->terms, e->host);
}
