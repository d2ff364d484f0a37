/* reads.c - what the names are that a figure reads: other figures, inputs, or words for several of
 * them. Knows what each word of core/telling/figures.c stands for; refuses to know how a figure is
 * derived, which the tree's `add` does.
 */
#include "core/telling/reads.h"
#include "core/base/count.h"
#include "core/hardware/ownership.h"
#include "core/model/demand.h"
#include "core/model/measured.h"
#include "core/months/walk.h"
#include "core/scenario/scenario.h"
#include "core/scenario/words.h"

#include <string.h>

/* Nothing where the option has no such figure. */
void add_row(struct tree *tree, const char *name, int option, int depth)
{
    const struct explaining e = explaining_of(tree->scenario, tree->result, option);
    struct llmcost_figure figure = LLMCOST_FIRST_FIGURE;
    figure.option = (int16_t)option;
    for (int row = 0; row < figure_row_count; row++)
        if (strcmp(figure_rows[row].name, name) == 0 && is_of(e.kinds, figure_rows[row].of)) {
            figure.row = (int16_t)row;
            tree->add(tree, &figure, depth);
        }
}

/* What stands before the dot. */
static bool begins(const char *name, const char *word, const char **ret_rest)
{
    size_t length = strlen(word);
    *ret_rest = name + length;
    return strncmp(name, word, length) == 0;
}

static int api_index(const struct explaining *e)
{
    return (int)(e->api - e->scenario->api);
}

static void add_host_fields(struct tree *tree, const struct explaining *e, const char *const *names,
                            size_t count, int depth)
{
    for (size_t i = 0; i < count; i++)
        tree_add_field(tree, LLMCOST_HOSTS, (int)(e->host - e->scenario->host), names[i], depth);
}

static void add_demand(struct tree *tree, const struct explaining *e, int depth)
{
    const struct llmcost_workload *w = &e->scenario->workload;
    double scale;
    bool tokens = is_stated(&w->tokens_per_day) || is_stated(&w->tokens_per_month);
    tree_add_input(tree, demand_field(e->scenario, &scale), depth);
    if (is_stated(&w->requests_per_day) || is_stated(&w->tokens_per_day))
        tree_add_field(tree, LLMCOST_TOP, 0, "hours_per_month", depth);
    if (tokens)
        tree_add_field(tree, LLMCOST_WORKLOAD, 0, "input_tokens", depth);
    if (tokens)
        tree_add_field(tree, LLMCOST_WORKLOAD, 0, "output_tokens", depth);
}

/* What a part may state of its own, else the workload's; nothing where there is no such part. */
static void add_own(struct tree *tree, const struct explaining *e, bool of_host, const char *name,
                    int depth)
{
    const enum llmcost_section section = of_host ? LLMCOST_HOSTS : LLMCOST_APIS;
    if (of_host ? e->host == NULL : e->api == NULL)
        return;
    const int index = of_host ? (int)(e->host - e->scenario->host) : api_index(e);
    tree_add_field(tree, section, index, name, depth);
    if (!is_stated(llmcost_read(e->scenario, ref_of(section, index, name))))
        tree_add_field(tree, LLMCOST_WORKLOAD, 0, name, depth);
}

/* The share of the input that the prefix cache of a host holds. */
static void add_cached(struct tree *tree, const struct explaining *e, int depth)
{
    static const char *const cached = "prefix_cached_share";
    add_host_fields(tree, e, &cached, 1, depth);
    if (!is_stated(&e->host->prefix_cached_share))
        tree_add_field(tree, LLMCOST_WORKLOAD, 0, "cached_share", depth);
}

static void add_capacity(struct tree *tree, const struct explaining *e, int depth)
{
    static const char *const names[] = {"requests_per_second", "input_tokens_per_second",
                                        "output_tokens_per_second", "tokens_per_second"};
    static const char *const of_estimates[] = {"estimate.calibration", "estimate.sequences",
                                               "estimate.step", "estimate.prompt"};
    static const char *const ratios[] = {"throughput_factor", "token_ratio", "input_ratio",
                                         "output_ratio"};
    static const char *const of_runs[] = {"fleet.run", "fleet.reach", "fleet.next_run"};
    if (llmcost_is_estimated(e->host)) {
        for (size_t i = 0; i < COUNT(of_estimates); i++)
            if (i > 0 || states_capacity(e->host))
                add_row(tree, of_estimates[i], e->option, depth);
        tree_add_field(tree, LLMCOST_WORKLOAD, 0, "output_tokens", depth);
        add_host_fields(tree, e, ratios, COUNT(ratios), depth);
        return;
    }
    if (e->host->runs.count > 0) {
        for (size_t i = 0; i < COUNT(of_runs); i++)
            add_row(tree, of_runs[i], e->option, depth);
        return;
    }
    add_host_fields(tree, e, names, COUNT(names), depth);
    if (is_stated(&e->host->requests_per_second)) {
        add_row(tree, "fleet.mix_factor", e->option, depth);
        return;
    }
    tree_add_field(tree, LLMCOST_WORKLOAD, 0, "input_tokens", depth);
    tree_add_field(tree, LLMCOST_WORKLOAD, 0, "output_tokens", depth);
    add_host_fields(tree, e, ratios + 1, COUNT(ratios) - 1, depth);
    if (is_stated(&e->host->tokens_per_second))
        return;
    add_cached(tree, e, depth);
}

/* All numbers of the runs of a host, and what they are held against. */
static void add_runs(struct tree *tree, const struct explaining *e, int depth)
{
    static const char *const ratios[] = {"token_ratio", "input_ratio", "output_ratio"};
    struct llmcost_ref ref = LLMCOST_FIRST_INPUT;
    const struct llmcost_entries *runs = &e->host->runs;
    const int concurrency = ref_of(LLMCOST_RUN, 0, "concurrency").field; /* an order, no figure */
    if (runs->count == 0)
        return;
    while (llmcost_next_input(e->scenario, &ref))
        if (ref.section == LLMCOST_HOSTS && ref.entry >= runs->first &&
            ref.entry < runs->first + runs->count && ref.field != concurrency)
            tree_add_input(tree, ref, depth);
    tree_add_field(tree, LLMCOST_RULES, 0, "max_ttft_ms", depth);
    tree_add_field(tree, LLMCOST_RULES, 0, "max_tpot_ms", depth);
    add_row(tree, "fleet.mix_factor", e->option, depth);
    if (is_stated(&e->scenario->entry[runs->first].run.requests_per_second))
        return;
    tree_add_field(tree, LLMCOST_WORKLOAD, 0, "input_tokens", depth);
    tree_add_field(tree, LLMCOST_WORKLOAD, 0, "output_tokens", depth);
    add_host_fields(tree, e, ratios, COUNT(ratios), depth);
    add_cached(tree, e, depth);
}

/* What the time per output token of a host comes from. */
static void add_tpot(struct tree *tree, const struct explaining *e, int depth)
{
    static const char *const stated = "tpot_ms";
    static const char *const factor = "throughput_factor";
    add_runs(tree, e, depth);
    if (e->host->runs.count > 0)
        return;
    if (!llmcost_is_estimated(e->host)) {
        add_host_fields(tree, e, &stated, 1, depth);
        return;
    }
    add_row(tree, "estimate.step", e->option, depth);
    add_row(tree, "estimate.sequences", e->option, depth);
    add_row(tree, "estimate.prompt", e->option, depth);
    if (states_capacity(e->host))
        add_row(tree, "estimate.calibration", e->option, depth);
    tree_add_field(tree, LLMCOST_WORKLOAD, 0, "output_tokens", depth);
    add_host_fields(tree, e, &factor, 1, depth);
}

/* What keeps the sequences of an estimate few. */
static void add_tpot_limit(struct tree *tree, const struct explaining *e, int depth)
{
    static const char *const factor = "throughput_factor";
    if (!is_stated(&e->scenario->max_tpot_ms))
        return;
    tree_add_field(tree, LLMCOST_RULES, 0, "max_tpot_ms", depth);
    add_host_fields(tree, e, &factor, 1, depth);
    if (states_capacity(e->host))
        add_row(tree, "estimate.calibration", e->option, depth);
}

static void add_owned(struct tree *tree, const struct explaining *e, int depth)
{
    static const char *const names[] = {"purchase_per_gpu",
                                        "life_years",
                                        "residual_share",
                                        "cost_of_capital",
                                        "watts_per_gpu",
                                        "idle_power_share",
                                        "pue",
                                        "per_kwh",
                                        "maintenance_share",
                                        "colocation_per_gpu_month"};
    if (is_owned(e->host))
        add_host_fields(tree, e, names, COUNT(names), depth);
}

/* The api that a part escalates to: its price of a request, or how that changes. */
static void add_escalation(struct tree *tree, const struct explaining *e, bool change, int depth)
{
    const struct llmcost_common *parts[] = {e->host ? &e->host->common : NULL,
                                            e->api ? &e->api->common : NULL};
    for (size_t i = 0; i < COUNT(parts); i++) {
        if (parts[i] == NULL || parts[i]->escalates_to.option < 0)
            continue;
        if (change)
            tree_add_field(tree, LLMCOST_APIS, parts[i]->escalates_to.option,
                           "price_change_per_year", depth);
        else
            add_row(tree, "request_price", parts[i]->escalates_to.option, depth);
    }
}

/* When an option takes over, and what it costs until then. */
static void add_start(struct tree *tree, const struct explaining *e, bool served, int depth)
{
    static const char *const names[] = {"starts_month", "overlap_months"};
    const struct llmcost_start *start =
        e->option >= 0 ? option_start(e->scenario, e->option) : NULL;
    if (start == NULL)
        return;
    const bool is_host = e->api == NULL;
    const int first = e->scenario->apis + (is_host ? 0 : e->scenario->hosts);
    for (size_t i = 0; i < COUNT(names); i++)
        tree_add_field(tree, is_host ? LLMCOST_HOSTS : LLMCOST_HYBRIDS, e->option - first, names[i],
                       depth);
    if (start->until_then.option < 0)
        return;
    if (served) {
        add_row(tree, "feasible", start->until_then.option, depth);
    } else {
        add_row(tree, "monthly_cost", start->until_then.option, depth);
        tree_add_field(tree, LLMCOST_APIS, start->until_then.option, "price_change_per_year",
                       depth);
    }
}

static void add_lines(struct tree *tree, const struct explaining *e, int depth)
{
    struct llmcost_figure figure = LLMCOST_FIRST_FIGURE;
    figure.kind = LLMCOST_FIGURE_LINE;
    figure.option = (int16_t)e->option;
    while (next_line(e, &figure))
        tree->add(tree, &figure, depth);
}

/* All that is compared. */
static void add_all_costs(struct tree *tree, const struct explaining *e, int depth)
{
    for (int option = 0; option < e->result->options; option++)
        if (e->result->option[option].eligible)
            add_row(tree, "horizon_cost", option, depth);
    for (int option = 0; option < e->result->options; option++)
        add_row(tree, "feasible", option, depth);
}

/* What a token price falls back to: the input price, or the ratio of a tier to it (§2). */
static bool add_fallback(struct tree *tree, const struct explaining *e, const char *name, int depth)
{
    const struct llmcost_api *api = e->api;
    const bool is_tier = strcmp(name, "tier") == 0;
    const bool is_cached = strcmp(name, "cached_else") == 0;
    if (!is_tier && !is_cached && strcmp(name, "write_else") != 0)
        return false;
    if (is_tier && is_stated(&api->long_context_input_per_mtok))
        add_row(tree, "long_context_ratio", e->option, depth);
    if (!is_tier &&
        !is_stated(is_cached ? &api->cached_input_per_mtok : &api->cache_write_per_mtok))
        tree_add_field(tree, LLMCOST_APIS, api_index(e), "input_per_mtok", depth);
    return true;
}

/* Words that stand for several things of a fleet. False for any other name. */
static bool add_of_fleet(struct tree *tree, const struct explaining *e, const char *name, int depth)
{
    if (strcmp(name, "capacity") == 0)
        add_capacity(tree, e, depth);
    else if (strcmp(name, "runs") == 0)
        add_runs(tree, e, depth);
    else if (strcmp(name, "tpot_limit") == 0)
        add_tpot_limit(tree, e, depth);
    else if (strcmp(name, "tpot") == 0)
        add_tpot(tree, e, depth);
    else if (strcmp(name, "cached") == 0)
        add_cached(tree, e, depth);
    else if (strcmp(name, "owned") == 0)
        add_owned(tree, e, depth);
    else
        return false;
    return true;
}

/* Words that stand for several things. False for any other name. */
static bool add_group(struct tree *tree, const struct explaining *e, const char *name, int depth)
{
    if (e->host != NULL && add_of_fleet(tree, e, name, depth))
        return true;
    if (strcmp(name, "demand") == 0)
        add_demand(tree, e, depth);
    else if (strcmp(name, "attempts") == 0)
        add_own(tree, e, e->host != NULL, "attempts_per_request", depth);
    else if (strncmp(name, "own.", 4) == 0)
        add_own(tree, e, false, name + 4, depth);
    else if (strcmp(name, "start") == 0 || strcmp(name, "served_until_then") == 0)
        add_start(tree, e, name[1] == 'e', depth);
    else if (strcmp(name, "lines") == 0)
        add_lines(tree, e, depth);
    else if (strcmp(name, "all_costs") == 0)
        add_all_costs(tree, e, depth);
    else if (strcmp(name, "escalation") == 0)
        add_escalation(tree, e, false, depth);
    else if (strcmp(name, "escalation_change") == 0)
        add_escalation(tree, e, true, depth);
    else if (strcmp(name, "request_price") == 0) {
        if (e->api != NULL)
            add_row(tree, name, api_index(e), depth);
    } else if (strcmp(name, "part_requests") == 0) {
        if (e->host == NULL)
            add_row(tree, "billed_requests", e->option, depth);
        else
            add_row(tree, e->api ? "fleet.overflow_requests" : "fleet.served_requests", e->option,
                    depth);
    } else
        return e->api != NULL && add_fallback(tree, e, name, depth);
    return true;
}

static void add_read(struct tree *tree, const struct explaining *e, const char *name, int depth)
{
    const char *rest;
    const bool is_hybrid = e->host != NULL && e->api != NULL;
    if (add_group(tree, e, name, depth))
        return;
    if (begins(name, "hybrids.", &rest)) {
        if (is_hybrid)
            tree_add_field(tree, LLMCOST_HYBRIDS,
                           e->option - e->scenario->apis - e->scenario->hosts, rest, depth);
    } else if (begins(name, "workload.", &rest)) {
        const int before = tree->count;
        tree_add_field(tree, LLMCOST_WORKLOAD, 0, rest, depth);
        if (tree->count == before)
            add_row(tree, name, -1, depth);
    } else if (begins(name, "team.", &rest)) {
        tree_add_field(tree, LLMCOST_TEAM, 0, rest, depth);
    } else if (begins(name, "horizon.", &rest)) {
        tree_add_field(tree, LLMCOST_HORIZON, 0, rest, depth);
    } else if (begins(name, "hosts.", &rest)) {
        if (e->host != NULL && !(is_hybrid && strcmp(rest, "replicas") == 0))
            add_host_fields(tree, e, &rest, 1, depth);
    } else if (begins(name, "apis.", &rest)) {
        if (e->api != NULL)
            tree_add_field(tree, LLMCOST_APIS, api_index(e), rest, depth);
    } else if (begins(name, "parts.", &rest)) {
        if (e->host != NULL)
            add_host_fields(tree, e, &rest, 1, depth);
        if (e->api != NULL)
            tree_add_field(tree, LLMCOST_APIS, api_index(e), rest, depth);
    } else if (strcmp(name, "hours_per_month") == 0) {
        tree_add_field(tree, LLMCOST_TOP, 0, name, depth);
    } else if (begins(name, "recommended.", &rest) || begins(name, "runner_up.", &rest)) {
        const int option = name[1] == 'e' ? e->result->recommended : e->result->runner_up;
        if (option >= 0)
            add_row(tree, rest, option, depth);
    } else if (begins(name, "baseline_", &rest)) {
        if (e->result->baseline >= 0 && e->result->baseline != e->option)
            add_row(tree, rest, e->result->baseline, depth);
    } else
        add_row(tree, name, begins(name, "verdict.", &rest) ? -1 : e->option, depth);
}

void add_reads(struct tree *tree, const struct explaining *e, const char *reads, int depth)
{
    char name[MAX_WORD];
    for (const char *at = NULL; (at = copy_word(reads, at, name)) != NULL;)
        add_read(tree, e, name, depth);
}

void add_named_inputs(struct tree *tree, const struct explaining *e,
                      const struct llmcost_figure *figure, int depth)
{
    const int row = figure->row;
    const char *name = extra_name(e->scenario, figure->extra);
    const bool is_quantity = figure->kind == LLMCOST_FIGURE_QUANTITY;
    const int count = ref_of(LLMCOST_METER, 0, "per_request").field;
    struct llmcost_ref ref = LLMCOST_FIRST_INPUT;
    while (llmcost_next_input(e->scenario, &ref)) {
        if (ref.entry < 0 || (ref.field == count) != is_quantity ||
            strcmp(extra_name(e->scenario, ref.entry), name) != 0)
            continue;
        if ((e->host != NULL && has_extra(&e->host->common, row, ref.entry)) ||
            (e->api != NULL && has_extra(&e->api->common, row, ref.entry)))
            tree_add_input(tree, ref, depth);
    }
}
