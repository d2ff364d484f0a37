/* run_figures.c - the figures behind a capacity that is read from measured points (runs.c), one
 * function each for the rows of core/telling/figures.c, and what they all read.
 */
#include "core/model/capacity.h"
#include "core/model/runs.h"
#include "core/telling/explain.h"
#include "llmcost.h"

double run_rate(const struct explaining *e)
{
    return runs_best(&e->terms, e->host).rate;
}

double run_next_rate(const struct explaining *e)
{
    const struct run_point point = runs_best(&e->terms, e->host);
    return point.is_between ? point.next_rate : NO_FIGURE;
}

double run_reach(const struct explaining *e)
{
    const struct run_point point = runs_best(&e->terms, e->host);
    return point.is_between ? point.reach : NO_FIGURE;
}

const char *run_formula(const struct explaining *e)
{
    const struct run_point point = runs_best(&e->terms, e->host);
    if (!point.meets)
        return "of the run that misses the rules of latency least: none meets them";
    return point.is_between
               ? "of the last run that meets rules.max_ttft_ms and rules.max_tpot_ms"
               : "the highest of the runs that meet rules.max_ttft_ms and rules.max_tpot_ms";
}

const char *run_reach_formula(const struct explaining *e)
{
    return runs_best(&e->terms, e->host).limited_by == LLMCOST_LIMIT_TTFT
               ? "how far ttft_ms may go: (rules.max_ttft_ms - that of the run) / (that of the "
                 "next "
                 "run - that of the run)"
               : "how far tpot_ms may go: (rules.max_tpot_ms - that of the run) / (that of the "
                 "next "
                 "run - that of the run)";
}

const char *run_capacity_formula(const struct explaining *e)
{
    return runs_best(&e->terms, e->host).is_between ? "run + reach * (next_run - run)" : "run";
}

double fleet_tpot(const struct explaining *e)
{
    return capacity_of(&e->terms, e->host).tpot_ms;
}

const char *tpot_formula(const struct explaining *e)
{
    if (e->host->runs.count > 0)
        return "that of the run, or as far on the way to the next one as the capacity is";
    if (!llmcost_is_estimated(e->host))
        return "tpot_ms";
    return "(step + sequences * prompt / output tokens) / (calibration * throughput_factor)";
}
