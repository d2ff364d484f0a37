/* fleet.c - the rows of a report's grid that tell of the fleets: how large, how busy, how fast. To
 * add a figure of the fleet: a row in fleet_rows().
 */
#include "core/base/count.h"
#include "print/table/table.h"

#include <math.h>
#include <string.h>

/* Any count of a fleet: the row says which. */
static bool count_cell(const struct grid_at *at, char *buffer, size_t size)
{
    const struct llmcost_fleet *fleet = at->mine->fleet;
    if (fleet == NULL)
        return false;
    double value = *(const double *)(const void *)((const char *)fleet + at->row->figure);
    words_count(value, buffer, size);
    return value > 0 || at->row->shows_zero;
}

/* Told apart from the GPUs at the peak only where some are elastic. */
static bool always_on_cell(const struct grid_at *at, char *buffer, size_t size)
{
    const struct llmcost_fleet *fleet = at->mine->fleet;
    return fleet != NULL && fleet->elastic_gpu_hours > 0 && count_cell(at, buffer, size);
}

static const char *throughput(const struct llmcost_fleet *fleet)
{
    return row_word(outcome_throughputs, fleet->throughput);
}

/* How the throughput of all hosts is known, NULL when it is not the same of all. */
static const char *common_throughput(const struct page *page)
{
    const char *common = NULL;
    for (int i = 0; i < page->report->outcome->options_count; i++) {
        const struct llmcost_fleet *fleet = page_option(page, i)->fleet;
        if (fleet == NULL)
            continue;
        if (common != NULL && common != throughput(fleet))
            return NULL;
        common = throughput(fleet);
    }
    return common;
}

/* With how it is known, where the heading does not say so. */
static void put_known(const struct page *page, const struct llmcost_fleet *fleet, double value,
                      char *buffer, size_t size)
{
    char figure[MAX_CELL];
    const bool tells = common_throughput(page) == NULL;
    words_count(value, figure, sizeof figure);
    snprintf(buffer, size, "%.64s%s%s", figure, tells ? " " : "", tells ? throughput(fleet) : "");
}

static bool replica_cell(const struct grid_at *at, char *buffer, size_t size)
{
    const struct llmcost_fleet *fleet = at->mine->fleet;
    if (fleet == NULL)
        return false;
    put_known(at->page, fleet, fleet->replica_requests_per_second, buffer, size);
    return true;
}

static bool tpot_cell(const struct grid_at *at, char *buffer, size_t size)
{
    const struct llmcost_fleet *fleet = at->mine->fleet;
    if (fleet == NULL || isnan(fleet->tpot_ms))
        return false;
    put_known(at->page, fleet, words_round(fleet->tpot_ms, 1), buffer, size);
    return true;
}

static bool limit_cell(const struct grid_at *at, char *buffer, size_t size)
{
    const struct llmcost_fleet *fleet = at->mine->fleet;
    const char *limit = fleet != NULL ? row_word(outcome_limits, fleet->limited_by) : NULL;
    snprintf(buffer, size, "%s", limit != NULL ? limit : "");
    return limit != NULL;
}

static bool utilization_cell(const struct grid_at *at, char *buffer, size_t size)
{
    if (at->mine->fleet != NULL)
        words_percent(at->mine->fleet->utilization, buffer, size);
    return at->mine->fleet != NULL;
}

static bool overflow_cell(const struct grid_at *at, char *buffer, size_t size)
{
    const bool told = at->mine->fleet != NULL && at->mine->kind == LLMCOST_HYBRID;
    if (told)
        words_percent(at->mine->fleet->overflow_share, buffer, size);
    return told;
}

/* The heading, which says how the throughput is known where that is the same of all. */
static void make_heading(const struct page *page, char *buffer, size_t size)
{
    const struct outcome_workload *workload = &page->report->outcome->workload;
    char peak[MAX_CELL];
    char mean[MAX_CELL];
    char all[MAX_CELL];
    char before[2 * MAX_CELL] = "";
    const char *known = common_throughput(page);
    const double deferred = workload->deferred_peak_requests_per_second;
    words_count(deferred > 0 ? deferred : workload->peak_requests_per_second, peak, sizeof peak);
    words_count(workload->mean_requests_per_second, mean, sizeof mean);
    if (deferred > 0)
        snprintf(before, sizeof before, " (%.60s before what can wait has waited)",
                 words_count(workload->peak_requests_per_second, all, sizeof all));
    snprintf(buffer, size, "fleet for a peak of %.60s requests/s%s, %.60s on average%s%s", peak,
             before, mean, known != NULL ? ", throughput " : "", known != NULL ? known : "");
}

/* In what the fleets are counted in, GPUs or units of a provider. */
static void make_labels(const struct page *page, struct fleet_labels *labels)
{
    const struct {
        const char *text;
        char *label;
    } parts[] = {{"GPUs at the peak", labels->at_peak},
                 {"always-on GPUs", labels->always_on},
                 {"elastic GPU-hours", labels->elastic},
                 {"staging GPUs", labels->staging}};
    const char *unit = outcome_common_unit(page->report->outcome);
    make_heading(page, labels->heading, sizeof labels->heading);
    for (size_t i = 0; i < COUNT(parts); i++)
        words_in_unit(parts[i].text, unit, parts[i].label, sizeof labels->at_peak);
}

int fleet_rows(const struct page *page, struct fleet_labels *labels, struct grid_row *rows)
{
    make_labels(page, labels);
    const struct grid_row fleet[] = {
        {.label = labels->heading},
        {.label = "replicas",
         .cell = count_cell,
         .figure = offsetof(struct llmcost_fleet, replicas),
         .path = "fleet.replicas",
         .indent = 2,
         .shows_zero = true},
        {.label = "spare replicas",
         .cell = count_cell,
         .figure = offsetof(struct llmcost_fleet, spare_replicas),
         .path = "fleet.spare_replicas",
         .indent = 2},
        {.label = labels->at_peak,
         .cell = count_cell,
         .figure = offsetof(struct llmcost_fleet, gpus_at_peak),
         .path = "fleet.gpus_at_peak",
         .indent = 2,
         .shows_zero = true},
        {.label = labels->always_on,
         .cell = always_on_cell,
         .figure = offsetof(struct llmcost_fleet, always_on_gpus),
         .path = "fleet.always_on_gpus",
         .shows_zero = true,
         .indent = 2},
        {.label = labels->elastic,
         .cell = count_cell,
         .figure = offsetof(struct llmcost_fleet, elastic_gpu_hours),
         .path = "fleet.elastic_gpu_hours",
         .indent = 2},
        {.label = labels->staging,
         .cell = count_cell,
         .figure = offsetof(struct llmcost_fleet, staging_gpus),
         .path = "fleet.staging_gpus",
         .indent = 2},
        {.label = "requests/s a replica",
         .cell = replica_cell,
         .path = "fleet.replica_requests_per_second",
         .indent = 2},
        {.label = "ms an output token", .cell = tpot_cell, .path = "fleet.tpot_ms", .indent = 2},
        {.label = "limited by", .cell = limit_cell, .indent = 2},
        {.label = "utilization",
         .cell = utilization_cell,
         .path = "fleet.utilization",
         .indent = 2},
        {.label = "sent to the API",
         .cell = overflow_cell,
         .path = "fleet.overflow_share",
         .indent = 2},
    };
    memcpy(rows, fleet, sizeof fleet);
    return (int)COUNT(fleet);
}
