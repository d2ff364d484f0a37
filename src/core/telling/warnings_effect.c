/* warnings_effect.c - inputs of a host that are stated and change nothing.
 * Knows what each of them needs beside it; refuses to know why.
 */
#include "core/base/count.h"
#include "core/scenario/scenario.h"
#include "core/telling/warnings.h"
#include "llmcost.h"

/* clang-format off */
static const struct code_row codes[] = {
    {.number = LLMCOST_W_NO_EFFECT, .letter = 'W', .name = TOLD("input without effect"),
     .cause = TOLD("An input is stated and changes nothing here."),
     .remedy = TOLD("Leave it out, or state what it needs beside it."),
     .says = "{path word}: stated, but changes nothing{value?| without {needed word}}"},
};
/* clang-format on */

/* Inputs that do nothing unless another one is stated beside them. */
static const struct {
    const char *field, *needs[3]; /* one of them */
    bool or_estimate;             /* or an estimated capacity */
    bool or_runs;                 /* or measured points */
} rows[] = {
    {.field = "residual_share", .needs = {"purchase_per_gpu"}},
    {.field = "cost_of_capital", .needs = {"purchase_per_gpu"}},
    {.field = "watts_per_gpu", .needs = {"purchase_per_gpu"}},
    {.field = "watts_per_gpu", .needs = {"per_kwh"}},
    {.field = "per_kwh", .needs = {"watts_per_gpu"}},
    {.field = "idle_power_share", .needs = {"watts_per_gpu"}},
    {.field = "pue", .needs = {"watts_per_gpu"}},
    {.field = "colocation_per_gpu_month", .needs = {"purchase_per_gpu"}},
    {.field = "maintenance_share", .needs = {"purchase_per_gpu"}},
    {.field = "resale_share", .needs = {"purchase_per_gpu"}},
    {.field = "commitment_months", .needs = {"gpu_hour"}},
    {.field = "commitment_exit_share", .needs = {"commitment_months"}},
    {.field = "gpu_price_change_per_year", .needs = {"gpu_hour", "elastic_gpu_hour"}},
    {.field = "overhead_share", .needs = {"gpu_hour", "elastic_gpu_hour"}},
    {.field = "cold_start_hours", .needs = {"elastic_gpu_hour"}},
    {.field = "measured_input_tokens",
     .needs = {"requests_per_second", "tokens_per_second", "input_tokens_per_second"},
     .or_runs = true},
    {.field = "measured_output_tokens",
     .needs = {"requests_per_second", "tokens_per_second", "input_tokens_per_second"},
     .or_runs = true},
    {.field = "measured_concurrency",
     .needs = {"requests_per_second", "tokens_per_second", "input_tokens_per_second"}},
    {.field = "prefix_cached_share",
     .needs = {"input_tokens_per_second"},
     .or_estimate = true,
     .or_runs = true},
    {.field = "concurrency", .needs = {"model"}, .or_estimate = true},
    {.field = "throughput_factor", .needs = {"model"}, .or_estimate = true},
    {.field = "on_call_engineers", .needs = {"on_call_stipend_per_month"}},
    {.field = "on_call_stipend_per_month", .needs = {"on_call_engineers"}},
    {.field = "fine_tune_cost", .needs = {"fine_tunes_per_year"}},
    {.field = "fine_tunes_per_year", .needs = {"fine_tune_cost"}},
};

static void review_effect(const struct llmcost_scenario *s, int option, struct llmcost_result *r)
{
    const int index = option - s->apis;
    const bool estimated = llmcost_is_estimated(&s->host[index]);
    const bool runs = s->host[index].runs.count > 0;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct llmcost_ref ref = ref_of(LLMCOST_HOSTS, index, rows[i].field);
        const struct llmcost_input *input = llmcost_read(s, ref);
        bool has_one = (rows[i].or_estimate && estimated) || (rows[i].or_runs && runs);
        if (!is_stated(input) || input->origin == LLMCOST_CATALOG || input->value == 0)
            continue;
        for (size_t n = 0; n < COUNT(rows[i].needs) && rows[i].needs[n] != NULL; n++) {
            input = llmcost_read(s, ref_of(LLMCOST_HOSTS, index, rows[i].needs[n]));
            has_one = has_one || (input != NULL && is_stated(input));
        }
        if (!has_one)
            review_add(r, LLMCOST_W_NO_EFFECT, option, ref,
                       ref_of(LLMCOST_HOSTS, index, rows[i].needs[0]).field);
    }
}

const struct review review_of_effect = {
    .codes = codes,
    .count = COUNT(codes),
    .kinds = 1U << LLMCOST_HOST,
    .of_option = review_effect,
};
