/* small.c - whether there are few enough assignments, and what could be left out without losing the
 * best: options that cannot be taken, and apis that another api undercuts whatever the other
 * workloads do. Refuses to know how assignments are evaluated.
 */
#include "core/scenario/scenario.h"
#include "io/report/portfolio/portfolio.h"

#include <string.h>

/* A rule that fails is the workload's own. A host or an api that one load is too much for has no
 * room for more; of a hybrid that is not so, since replicas that another states may serve both. */
static bool cannot_be_taken(const struct report *report, int option)
{
    const struct llmcost_option_result *o = &report->result->option[option];
    return !o->eligible ||
           (!o->feasible && llmcost_option_kind(report->scenario, option) != LLMCOST_HYBRID);
}

/* What its own requests cost at an api in a month, which no sharing makes less; 0 where that is not
 * known of all months, or a minimum or a balance could pay it. */
static double own_spend(const struct report *report, int option)
{
    static const bool is_own[LLMCOST_COMPONENTS] = {
        [LLMCOST_LINE_INPUT_TOKENS] = true,       [LLMCOST_LINE_CACHED_INPUT_TOKENS] = true,
        [LLMCOST_LINE_CACHE_WRITE_TOKENS] = true, [LLMCOST_LINE_OUTPUT_TOKENS] = true,
        [LLMCOST_LINE_REQUEST_FEES] = true,       [LLMCOST_LINE_SURCHARGE] = true};
    const struct llmcost_option_result *o = &report->result->option[option];
    const struct llmcost_api *api = &report->scenario->api[option];
    double spend = 0;
    if (api->monthly_minimum.value > 0 || api->common.credits.value > 0 ||
        report->scenario->changes.count > 0)
        return 0;
    for (int m = 1; m < report->result->months; m++)
        if (o->month[m].cost < o->month[0].cost || o->month[m].cost > o->month[0].cost)
            return 0;
    for (int i = 0; i < o->lines; i++)
        if (is_own[o->line[i].component])
            spend += (double)o->line[i].micros / 1e6;
    return spend;
}

/* Whether an api serves any number of workloads, and this one for at most so much in every month,
 * all that is paid once for several included. */
static bool serves_for(const struct report *report, int option, double most)
{
    const struct llmcost_option_result *o = &report->result->option[option];
    const struct llmcost_api *api = &report->scenario->api[option];
    if (!o->feasible || !o->eligible || o->one_off > 0 || api->common.credits.value > 0 ||
        is_stated(&api->requests_per_minute_limit) || is_stated(&api->tokens_per_minute_limit))
        return false;
    for (int m = 0; m < report->result->months; m++)
        if (o->month[m].cost > most)
            return false;
    return true;
}

/* The api that undercuts an api whatever the other workloads do; -1: none. */
static int undercut_by(const struct report *report, int option)
{
    const double spend = option < report->scenario->apis ? own_spend(report, option) : 0;
    for (int other = 0; spend > 0 && other < report->scenario->apis; other++)
        if (other != option && serves_for(report, other, spend * (1 - 1e-9)))
            return other;
    return -1;
}

/* Add to a list as long as it stays short. */
static void list(char *out, size_t size, const char *option, const char *file, const char *by)
{
    const size_t used = strlen(out);
    if (used < size / 2)
        snprintf(out + used, size - used, "%s%.24s of %.24s%s%.24s%s", used > 0 ? ", " : "", option,
                 file, by != NULL ? " (dearer than " : "", by != NULL ? by : "",
                 by != NULL ? ")" : "");
}

static void advise(const struct report *reports, const char *const *files, int count,
                   struct llmcost_diags *diags)
{
    char out[200] = "";
    for (int i = 0; i < count; i++)
        for (int o = 0; o < reports[i].result->options; o++) {
            const int by = undercut_by(&reports[i], o);
            const char *id = llmcost_option_id(reports[i].scenario, o);
            if (cannot_be_taken(&reports[i], o))
                list(out, sizeof out, id, files[i], NULL);
            else if (by >= 0)
                list(out, sizeof out, id, files[i], llmcost_option_id(reports[i].scenario, by));
        }
    if (out[0] != '\0')
        llmcost_advise(diags, "leave out what is never the best: %s", out);
    else
        llmcost_advise(diags, "leave out options, or decide some workloads alone");
}

bool portfolio_is_small(const struct report *reports, const char *const *files, int count,
                        struct llmcost_diags *diags)
{
    const struct llmcost_scenario *scenario[LLMCOST_MAX_WORKLOADS] = {NULL};
    for (int i = 0; i < count; i++)
        scenario[i] = reports[i].scenario;
    const double assignments = llmcost_assignments(scenario, count);
    if (assignments <= LLMCOST_MAX_ASSIGNMENTS)
        return true;
    deny(diags, E_ASSIGNMENTS, NULL,
         "there are %.0f ways to assign %d workloads to their options, more than %d", assignments,
         count, LLMCOST_MAX_ASSIGNMENTS);
    advise(reports, files, count, diags);
    return false;
}
