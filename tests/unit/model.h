/* model.h - a small scenario with round figures, and rows that change some of its numbers.
 * One request of 1,000 + 200 tokens a second for a month of 1,000 hours (3.6M requests); an api at
 * $1 and $2 per Mtok ($5,040 a month), the same at twice that, a host of one GPU at $1 an hour that
 * serves one request a second ($1,000 a month), the same again, and a hybrid of the first two.
 * A test states what it changes by path and what it expects of which option. NAN takes an input
 * back to its default. It knows only llmcost.h.
 */
#ifndef LLMCOST_TEST_MODEL_H
#define LLMCOST_TEST_MODEL_H

#include "llmcost.h"
#include "unit.h"

#include <stdlib.h>

/* The options of the base scenario. */
enum { API, DEAR, HOST, BOX, MIX, OPTIONS };

struct change {
    const char *path;
    double value;
};

struct weights {
    int hours; /* 0: leave the load as it is */
    double weight[24];
};

typedef double model_metric(const struct llmcost_result *result, int option, int which);

struct model_row {
    const char *name;
    struct change change[16];
    struct weights load;
    model_metric *metric;
    int option, which;
    double expected;
    double tolerance; /* absolute; 0: 1e-11 of what is expected, or the rounding of a bill */
};

static struct llmcost_scenario scenario;
static struct llmcost_result result;

static inline void model_name(struct llmcost_name *name, const char *text)
{
    name->text = llmcost_add_text(&scenario, text, strlen(text));
    name->origin = LLMCOST_SET;
}

static inline void model_workload(void)
{
    llmcost_scenario_init(&scenario);
    llmcost_set(&scenario.version, 1);
    llmcost_set(&scenario.hours_per_month, 1000);
    llmcost_set(&scenario.salary_per_year, 120000);
    llmcost_set(&scenario.workload.requests_per_month, 3600000);
    llmcost_set(&scenario.workload.input_tokens, 1000);
    llmcost_set(&scenario.workload.output_tokens, 200);
}

static inline struct llmcost_api *model_api(const char *id, double input, double output)
{
    struct llmcost_api *api = &scenario.api[llmcost_add_api(&scenario, id)];
    llmcost_set(&api->input_per_mtok, input);
    llmcost_set(&api->output_per_mtok, output);
    return api;
}

static inline struct llmcost_host *model_host(const char *id, double requests_per_second)
{
    struct llmcost_host *host = &scenario.host[llmcost_add_host(&scenario, id)];
    llmcost_set(&host->requests_per_second, requests_per_second);
    llmcost_set(&host->gpu_hour, 1);
    return host;
}

/* Its throughput is estimated: a dense model of 10 B parameters in bf16 on a GPU of 40 GB. */
static inline void model_estimate(struct llmcost_host *host)
{
    host->requests_per_second.origin = LLMCOST_UNSET;
    model_name(&host->model, "a-model");
    model_name(&host->gpu, "a-gpu");
    host->gpu_facts = (struct llmcost_gpu){.memory_bytes = 40e9,
                                           .bytes_per_second = 1e12,
                                           .bf16_flops = 1e14,
                                           .link_bytes_per_second = 1e11};
    host->model_facts = (struct llmcost_model){.layers = 32,
                                               .hidden = 4096,
                                               .heads = 32,
                                               .kv_heads = 8,
                                               .head_size = 128,
                                               .attention_width = 4096,
                                               .kv_per_token = 65536,
                                               .experts = 1,
                                               .vocabulary = 1e5,
                                               .parameters = 10e9,
                                               .active_parameters = 9.6e9};
}

static inline struct llmcost_hybrid *model_hybrid(const char *id, const char *host, const char *api)
{
    struct llmcost_hybrid *hybrid = &scenario.hybrid[llmcost_add_hybrid(&scenario, id)];
    model_name(&hybrid->host, host);
    model_name(&hybrid->api, api);
    return hybrid;
}

/* The host and the api escalate to `dear` as soon as a row states their share. */
static inline void model_base(void)
{
    model_workload();
    model_name(&model_api("api", 1, 2)->common.escalates_to, "dear");
    model_api("dear", 2, 4);
    model_name(&model_host("host", 1)->common.escalates_to, "dear");
    model_host("box", 1);
    model_hybrid("mix", "host", "api");
}

static inline void model_extra(struct llmcost_common *common, const char *name, double amount)
{
    const int entry = llmcost_add_entry(&scenario, &common->extra, LLMCOST_EXTRA,
                                        llmcost_add_text(&scenario, name, strlen(name)));
    llmcost_set(&scenario.entry[entry].amount, amount);
}

static inline void model_meter(struct llmcost_common *common, const char *name, double per_request,
                               double price)
{
    const int entry = llmcost_add_entry(&scenario, &common->metered, LLMCOST_METER,
                                        llmcost_add_text(&scenario, name, strlen(name)));
    llmcost_set(&scenario.entry[entry].meter.per_request, per_request);
    llmcost_set(&scenario.entry[entry].meter.price, price);
}

static inline void model_assign(const char *path, double value)
{
    struct llmcost_ref ref;
    size_t count;
    if (!llmcost_find_path(&scenario, path, &ref))
        fail_msg("no input %s", path);
    if (!isnan(value)) {
        llmcost_assign(&scenario, ref, value);
        return;
    }
    const struct llmcost_field *field = &llmcost_fields(&count)[ref.field];
    struct llmcost_input *input = llmcost_at(&scenario, ref);
    *input = (struct llmcost_input){.value = field->fallback};
    input->origin = field->has_default ? LLMCOST_DEFAULT : LLMCOST_UNSET;
}

static inline void model_change(const struct change *change, size_t count)
{
    for (size_t i = 0; i < count && change[i].path != NULL; i++)
        model_assign(change[i].path, change[i].value);
}

static inline void model_load(const struct weights *load)
{
    if (load->hours > 0)
        assert_true(llmcost_set_load(&scenario, load->weight, load->hours));
}

/* Check, evaluate and review what stands in `scenario`; a complaint fails the test. */
static inline void model_evaluate(const char *name)
{
    static struct llmcost_diags diags;
    llmcost_diags_init(&diags);
    if (!llmcost_check(&scenario, &diags) || !llmcost_evaluate(&scenario, &result, &diags))
        fail_msg("%s: E%d %s", name, diags.list[0].code, diags.list[0].text);
    llmcost_review(&scenario, &result);
}

/* ---- Metrics */

static inline const struct llmcost_line *model_find_line(const struct llmcost_result *r, int option,
                                                         int component)
{
    const struct llmcost_option_result *o = &r->option[option];
    for (int i = 0; i < o->lines; i++)
        if (o->line[i].component == component)
            return &o->line[i];
    return NULL;
}

/* A month's bill. */
static inline double bill(const struct llmcost_result *r, int option, int which)
{
    (void)which;
    return (double)r->option[option].monthly_micros / 1e6;
}

/* One line of it, 0 where there is none. */
static inline double line(const struct llmcost_result *r, int option, int component)
{
    const struct llmcost_line *found = model_find_line(r, option, component);
    return found ? found->amount : 0;
}

static inline double quantity(const struct llmcost_result *r, int option, int component)
{
    const struct llmcost_line *found = model_find_line(r, option, component);
    return found ? found->quantity : 0;
}

static inline double unit_price(const struct llmcost_result *r, int option, int component)
{
    const struct llmcost_line *found = model_find_line(r, option, component);
    return found ? found->unit_price : 0;
}

static inline double lines(const struct llmcost_result *r, int option, int which)
{
    (void)which;
    return r->option[option].lines;
}

static inline double horizon(const struct llmcost_result *r, int option, int which)
{
    (void)which;
    return r->option[option].horizon_cost;
}

/* A month of the timeline, counted from 1. */
static inline double month(const struct llmcost_result *r, int option, int which)
{
    return r->option[option].month[which - 1].cost;
}

static inline double feasible(const struct llmcost_result *r, int option, int which)
{
    (void)which;
    return r->option[option].feasible;
}

/* The first month in which it is not served. */
static inline double lost_in(const struct llmcost_result *r, int option, int which)
{
    (void)which;
    return r->option[option].infeasible_month;
}

/* A figure of the fleet, by its place in struct llmcost_fleet. */
static inline double fleet(const struct llmcost_result *r, int option, int offset)
{
    double value;
    memcpy(&value, (const char *)&r->option[option].fleet + offset, sizeof value);
    return value;
}

/* A figure of the result itself, by its place in struct llmcost_result. */
static inline double whole_result(const struct llmcost_result *r, int option, int offset)
{
    double value;
    (void)option;
    memcpy(&value, (const char *)r + offset, sizeof value);
    return value;
}

static inline double per_mtok(const struct llmcost_result *r, int option, int which)
{
    return bill(r, option, which) / (r->input_tokens_per_month + r->output_tokens_per_month) * 1e6;
}

static inline double per_request(const struct llmcost_result *r, int option, int which)
{
    return bill(r, option, which) / r->requests_per_month;
}

/* ---- Rows */

static inline void model_run(const struct model_row *row)
{
    model_base();
    model_change(row->change, COUNT(row->change));
    model_load(&row->load);
    model_evaluate(row->name);
    const double rounding = row->metric == bill ? 2e-6 : 1e-11;
    const double tolerance =
        row->tolerance > 0 ? row->tolerance : fmax(rounding, 1e-11 * fabs(row->expected));
    ASSERT_ROW_NEAR(row->name, row->metric(&result, row->option, row->which), row->expected,
                    tolerance);
}

static inline void model_run_rows(const struct model_row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        model_run(&rows[i]);
}

/* ---- Random scenarios: the same on every machine */

static uint64_t model_seed = 1;

static inline double pick(double low, double high)
{
    model_seed = model_seed * 6364136223846793005u + 1442695040888963407u; /* Knuth's MMIX */
    return low + (high - low) * (double)(model_seed >> 11) * 0x1p-53;
}

static inline int pick_int(int low, int high)
{
    return low + (int)floor(pick(0, high - low + 1));
}

static inline bool chance(double share)
{
    return pick(0, 1) < share;
}

#endif
