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

static int host_index(const struct explaining *e)
{
    return (int)(e->host - e->scenario->host);
}

/* ---- Words that stand for a list of names; NULL for an empty one ---- */

#define TOKENS     "workload.input_tokens,workload.output_tokens"
#define RATIOS     "hosts.token_ratio,hosts.input_ratio,hosts.output_ratio"
#define OWN_TOKENS TOKENS "," RATIOS

/* The share of the input that the prefix cache of a host holds. */
static const char *cached(const struct explaining *e)
{
    return is_stated(&e->host->prefix_cached_share)
               ? "hosts.prefix_cached_share"
               : "hosts.prefix_cached_share,workload.cached_share";
}

#define OF_ESTIMATE                                                                                \
    "estimate.sequences,estimate.step,estimate.prompt,workload.output_tokens,"                     \
    "hosts.throughput_factor," RATIOS
#define STATED                                                                                     \
    "hosts.requests_per_second,hosts.input_tokens_per_second,hosts.output_tokens_per_second,"      \
    "hosts.tokens_per_second,"

static const char *capacity(const struct explaining *e)
{
    if (llmcost_is_estimated(e->host))
        return states_capacity(e->host) ? "estimate.calibration," OF_ESTIMATE : OF_ESTIMATE;
    if (e->host->runs.count > 0)
        return "fleet.run,fleet.reach,fleet.next_run";
    if (is_stated(&e->host->requests_per_second))
        return STATED "fleet.mix_factor";
    return is_stated(&e->host->tokens_per_second) ? STATED OWN_TOKENS : STATED OWN_TOKENS ",cached";
}

/* What the time per output token of a host comes from. */
static const char *tpot(const struct explaining *e)
{
    if (e->host->runs.count > 0)
        return "runs";
    if (!llmcost_is_estimated(e->host))
        return "hosts.tpot_ms";
    return states_capacity(e->host)
               ? "estimate.step,estimate.sequences,estimate.prompt,estimate.calibration,"
                 "workload.output_tokens,hosts.throughput_factor"
               : "estimate.step,estimate.sequences,estimate.prompt,workload.output_tokens,"
                 "hosts.throughput_factor";
}

/* What keeps the sequences of an estimate few. */
static const char *tpot_limit(const struct explaining *e)
{
    if (!is_stated(&e->scenario->max_tpot_ms))
        return NULL;
    return states_capacity(e->host)
               ? "rules.max_tpot_ms,hosts.throughput_factor,estimate.calibration"
               : "rules.max_tpot_ms,hosts.throughput_factor";
}

static const char *owned(const struct explaining *e)
{
    return is_owned(e->host) ? "hosts.purchase_per_gpu,hosts.life_years,hosts.residual_share,"
                               "hosts.cost_of_capital,hosts.watts_per_gpu,hosts.idle_power_share,"
                               "hosts.pue,hosts.per_kwh,hosts.maintenance_share,"
                               "hosts.colocation_per_gpu_month"
                             : NULL;
}

/* What a token price falls back to: the ratio of a tier to the input price, or that (§2). */
static const char *tier(const struct explaining *e)
{
    return is_stated(&e->api->long_context_input_per_mtok) ? "long_context_ratio" : NULL;
}

static const char *cached_else(const struct explaining *e)
{
    return is_stated(&e->api->cached_input_per_mtok) ? NULL : "apis.input_per_mtok";
}

static const char *write_else(const struct explaining *e)
{
    return is_stated(&e->api->cache_write_per_mtok) ? NULL : "apis.input_per_mtok";
}

static const struct list {
    const char *word;
    bool of_host; /* else of an api: nothing without one */
    const char *(*names)(const struct explaining *e);
} lists[] = {
    {.word = "capacity", .of_host = true, .names = capacity},
    {.word = "tpot", .of_host = true, .names = tpot},
    {.word = "tpot_limit", .of_host = true, .names = tpot_limit},
    {.word = "cached", .of_host = true, .names = cached},
    {.word = "owned", .of_host = true, .names = owned},
    {.word = "tier", .names = tier},
    {.word = "cached_else", .names = cached_else},
    {.word = "write_else", .names = write_else},
};

/* False where a name is none of these words. */
static bool add_list(struct tree *tree, const struct explaining *e, const char *name, int depth)
{
    for (size_t i = 0; i < COUNT(lists); i++) {
        if (strcmp(lists[i].word, name) != 0)
            continue;
        if (lists[i].of_host ? e->host != NULL : e->api != NULL)
            add_reads(tree, e, lists[i].names(e), depth);
        return true;
    }
    return false;
}

/* ---- Words that stand for more than names ---- */

static void add_demand(struct tree *tree, const struct explaining *e, int depth)
{
    const struct llmcost_workload *w = &e->scenario->workload;
    double scale;
    tree_add_input(tree, demand_field(e->scenario, &scale), depth);
    if (is_stated(&w->requests_per_day) || is_stated(&w->tokens_per_day))
        add_reads(tree, e, "hours_per_month", depth);
    if (is_stated(&w->tokens_per_day) || is_stated(&w->tokens_per_month))
        add_reads(tree, e, TOKENS, depth);
}

/* What a part may state of its own, else the workload's; nothing where there is no such part. */
static void add_own(struct tree *tree, const struct explaining *e, bool of_host, const char *name,
                    int depth)
{
    const enum llmcost_section section = of_host ? LLMCOST_HOSTS : LLMCOST_APIS;
    if (of_host ? e->host == NULL : e->api == NULL)
        return;
    const int index = of_host ? host_index(e) : api_index(e);
    tree_add_field(tree, section, index, name, depth);
    if (!is_stated(llmcost_read(e->scenario, ref_of(section, index, name))))
        tree_add_field(tree, LLMCOST_WORKLOAD, 0, name, depth);
}

/* All numbers of the runs of a host, and what they are held against. */
static void add_runs(struct tree *tree, const struct explaining *e, int depth)
{
    struct llmcost_ref ref = LLMCOST_FIRST_INPUT;
    const int concurrency = ref_of(LLMCOST_RUN, 0, "concurrency").field; /* an order, no figure */
    const struct llmcost_entries none = {.count = 0};
    const struct llmcost_entries *runs = e->host != NULL ? &e->host->runs : &none;
    while (llmcost_next_input(e->scenario, &ref))
        if (ref.section == LLMCOST_HOSTS && ref.entry >= runs->first &&
            ref.entry < runs->first + runs->count && ref.field != concurrency)
            tree_add_input(tree, ref, depth);
    add_reads(tree, e, "rules.max_ttft_ms,rules.max_tpot_ms,fleet.mix_factor", depth);
    if (runs->count > 0 && !is_stated(&e->scenario->entry[runs->first].run.requests_per_second))
        add_reads(tree, e, OWN_TOKENS ",cached", depth);
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

/* False where a name is no word at all. */
static bool add_group(struct tree *tree, const struct explaining *e, const char *name, int depth)
{
    if (strcmp(name, "demand") == 0)
        add_demand(tree, e, depth);
    else if (strcmp(name, "runs") == 0)
        add_runs(tree, e, depth);
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
        return add_list(tree, e, name, depth);
    return true;
}

static void add_read(struct tree *tree, const struct explaining *e, const char *name, int depth)
{
    static const struct {
        const char *word;
        enum llmcost_section section;
    } sections[] = {{.word = "workload.", .section = LLMCOST_WORKLOAD},
                    {.word = "team.", .section = LLMCOST_TEAM},
                    {.word = "horizon.", .section = LLMCOST_HORIZON},
                    {.word = "rules.", .section = LLMCOST_RULES}};
    const char *rest;
    const bool is_hybrid = e->host != NULL && e->api != NULL;
    const int before = tree->count;
    if (add_group(tree, e, name, depth))
        return;
    for (size_t i = 0; i < COUNT(sections); i++)
        if (begins(name, sections[i].word, &rest)) {
            tree_add_field(tree, sections[i].section, 0, rest, depth);
            if (tree->count == before)
                add_row(tree, name, -1, depth);
            return;
        }
    if (begins(name, "hybrids.", &rest)) {
        if (is_hybrid)
            tree_add_field(tree, LLMCOST_HYBRIDS,
                           e->option - e->scenario->apis - e->scenario->hosts, rest, depth);
    } else if (begins(name, "hosts.", &rest) || begins(name, "parts.", &rest)) {
        if (e->host != NULL && !(is_hybrid && strcmp(rest, "replicas") == 0))
            tree_add_field(tree, LLMCOST_HOSTS, host_index(e), rest, depth);
        if (e->api != NULL && name[0] == 'p')
            tree_add_field(tree, LLMCOST_APIS, api_index(e), rest, depth);
    } else if (begins(name, "apis.", &rest)) {
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
