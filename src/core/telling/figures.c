/* figures.c - what every figure is made of: one row each (name, formula, what it reads). Knows
 * names and formulas of the model (§1 to §9); refuses to know how a tree of them is built
 * (explain.c). A row must read every input that can move its figure: a test moves them all. To add
 * a figure: a value function and a row here. A name of `reads` is that of another figure of the
 * option, or of an input: of a section ("workload.burst"), of the option's parts ("apis.",
 * "hosts.", "parts." for both), or a word that explain.c follows, such as "lines".
 */
#include "core/base/count.h"
#include "core/hardware/ownership.h"
#include "core/model/demand.h"
#include "core/model/estimate.h"
#include "core/model/measured.h"
#include "core/model/pricing.h"
#include "core/months/walk.h"
#include "core/scenario/scenario.h"
#include "core/telling/explain.h"
#include "llmcost.h"

/* ---- Values ---- */

static double tokens_all(const struct explaining *e)
{
    return e->result->input_tokens_per_month + e->result->output_tokens_per_month;
}

static double requests(const struct explaining *e)
{
    return e->result->requests_per_month;
}

static double billed(const struct explaining *e)
{
    return requests(e) * e->scenario->workload.attempts_per_request.value;
}

static double option_billed(const struct explaining *e)
{
    return requests(e) * option_attempts(e->scenario, e->option);
}

static double option_rate(const struct explaining *e)
{
    return option_billed(e) / (e->scenario->hours_per_month.value * 3600);
}

static double host_load_factor(const struct explaining *e)
{
    return 1 / host_load(e->scenario)->level[0];
}

static const struct llmcost_option_result *mine(const struct explaining *e)
{
    return &e->result->option[e->option];
}

static double monthly_cost(const struct explaining *e)
{
    return (double)mine(e)->monthly_micros / 1e6;
}

static double annual_cost(const struct explaining *e)
{
    return 12 * monthly_cost(e);
}

static const char *horizon_formula(const struct explaining *e)
{
    return option_only_drifts(e->scenario, e->option)
               ? "one_off + the bill of every month without one-offs, with demand and prices as "
                 "they change, / (1 + discount_per_year)^((month + 1) / 12) + what is owed and "
                 "stranded at its end / (1 + discount_per_year)^(months / 12)"
               : "one_off + the bill of every month without one-offs, with demand and prices as "
                 "they change, that of another api until it takes over, less credits, / (1 + "
                 "discount_per_year)^((month + 1) / 12) + what is owed and stranded at its end / "
                 "(1 + discount_per_year)^(months / 12)";
}

static double per_request(const struct explaining *e)
{
    return mine(e)->feasible && requests(e) > 0 ? monthly_cost(e) / requests(e) : NO_FIGURE;
}

static double per_mtok(const struct explaining *e)
{
    return mine(e)->feasible && tokens_all(e) > 0 ? monthly_cost(e) / (tokens_all(e) / 1e6)
                                                  : NO_FIGURE;
}

static double request_price(const struct explaining *e)
{
    struct tariff tariff;
    tariff_make(&e->terms, e->api, 1, &tariff);
    return tariff.marginal;
}

static double hours_factor(const struct explaining *e)
{
    return clock_mean(&e->terms, e->api);
}

static double cost_of(const struct explaining *e, int option)
{
    return option >= 0 ? e->result->option[option].horizon_cost : NO_FIGURE;
}

static double month_of(const struct explaining *e, int option)
{
    return option >= 0 ? (double)e->result->option[option].monthly_micros / 1e6 : NO_FIGURE;
}

static double recommended_cost(const struct explaining *e)
{
    return cost_of(e, e->result->recommended);
}

static double runner_up_cost(const struct explaining *e)
{
    return cost_of(e, e->result->runner_up);
}

static double recommended_monthly_cost(const struct explaining *e)
{
    return month_of(e, e->result->recommended);
}

static double runner_up_monthly_cost(const struct explaining *e)
{
    return month_of(e, e->result->runner_up);
}

static double unit_capacity(const struct explaining *e)
{
    return mine(e)->fleet.unit_replicas * mine(e)->fleet.planned_requests_per_second;
}

/* How much of a stated requests_per_second is left at the workload's mix of tokens. */
static double carried_over(const struct explaining *e)
{
    return mix_factor(stated_mix(&e->terms, e->host), tokens_of(&e->terms, &e->host->common));
}

/* What a long prompt costs more, where a kind of token states no price for it (§2). */
static double long_context_ratio(const struct explaining *e)
{
    const double written = e->api->written_input_per_mtok;
    if (!is_stated(&e->api->long_context_input_per_mtok))
        return NO_FIGURE;
    return written > 0 ? e->api->written_long_context_input_per_mtok / written : 1;
}

static double estimate_weights(const struct explaining *e)
{
    struct llmcost_estimate estimate = {.fits = false};
    llmcost_estimate(e->scenario, e->host, &estimate);
    return estimate.weight_bytes / 1e9;
}

static double estimate_calibration(const struct explaining *e)
{
    return calibration(&e->terms, e->host);
}

static double capital_per_gpu(const struct explaining *e)
{
    return owned_capital(e->host);
}

static bool has_credits(const struct explaining *e)
{
    return (e->host != NULL && e->host->common.credits.value > 0) ||
           (e->api != NULL && e->api->common.credits.value > 0);
}

static double credits_paid(const struct explaining *e)
{
    return has_credits(e) ? mine(e)->credits_paid : NO_FIGURE;
}

static double credits_left(const struct explaining *e)
{
    return has_credits(e) ? mine(e)->credits_left : NO_FIGURE;
}

static const char *credits_formula(const struct explaining *e)
{
    return has_credits(e)
               ? "for each month in operation the lower one of what is left of credits and the "
                 "lines but engineers, operations, on_call and one_off"
               : "nothing: it has no credits";
}

static const char *credits_left_formula(const struct explaining *e)
{
    return has_credits(e) ? "credits - paid | credits of its parts - paid"
                          : "nothing: it has no credits";
}

static double feasible(const struct explaining *e)
{
    return mine(e)->feasible;
}

static struct llmcost_against against_of(const struct explaining *e)
{
    struct llmcost_against against = {.known = false};
    if (e->result->baseline >= 0)
        llmcost_against(e->scenario, e->result, e->option, e->result->baseline, &against);
    return against;
}

static double monthly_saving(const struct explaining *e)
{
    const struct llmcost_against against = against_of(e);
    return against.known ? against.monthly_saving : NO_FIGURE;
}

static double horizon_saving(const struct explaining *e)
{
    const struct llmcost_against against = against_of(e);
    return against.known ? against.horizon_saving : NO_FIGURE;
}

static double payback(const struct explaining *e)
{
    const struct llmcost_against against = against_of(e);
    return against.payback_month > 0 ? (double)against.payback_month : NO_FIGURE;
}

static double payback_lost(const struct explaining *e)
{
    const struct llmcost_against against = against_of(e);
    return against.payback_lost_month > 0 ? (double)against.payback_lost_month : NO_FIGURE;
}

static double simple_payback(const struct explaining *e)
{
    const struct llmcost_against against = against_of(e);
    return against.has_simple_payback ? against.simple_payback_months : NO_FIGURE;
}

static double saving_ceiling(const struct explaining *e)
{
    const struct llmcost_against against = against_of(e);
    return against.has_ceiling ? against.saving_ceiling : NO_FIGURE;
}

static double ceiling_month(const struct explaining *e)
{
    const struct llmcost_against against = against_of(e);
    return against.has_ceiling ? against.ceiling_month : NO_FIGURE;
}

/* ---- Formulas that depend on what was stated ---- */

static const char *demand_formula(const struct explaining *e)
{
    const struct llmcost_workload *w = &e->scenario->workload;
    if (is_stated(&w->requests_per_day))
        return "requests_per_day * hours_per_month / 24";
    if (is_stated(&w->tokens_per_day))
        return "tokens_per_day * hours_per_month / 24 / (input_tokens + output_tokens)";
    return is_stated(&w->tokens_per_month) ? "tokens_per_month / (input_tokens + output_tokens)"
                                           : "requests_per_month";
}

static const char *capacity_formula(const struct explaining *e)
{
    if (e->host->runs.count > 0)
        return run_capacity_formula(e);
    if (llmcost_is_estimated(e->host))
        return states_capacity(e->host)
                   ? "sequences / (output tokens * step + sequences * prompt), estimated from "
                     "model and gpu, * calibration * throughput_factor"
                   : "sequences / (output tokens * step + sequences * prompt), estimated from "
                     "model and gpu, * throughput_factor";
    if (is_stated(&e->host->requests_per_second))
        return carried_over(e) < 1 || carried_over(e) > 1
                   ? "requests_per_second * mix_factor: what it serves at its own mix of tokens, "
                     "carried over to this one"
                   : "requests_per_second, as stated";
    if (is_stated(&e->host->tokens_per_second))
        return "tokens_per_second / ((input_tokens * input_ratio + output_tokens * output_ratio) * "
               "token_ratio)";
    return is_stated(&e->host->prefix_cached_share)
               ? "1 / ((input_tokens * input_ratio * (1 - prefix_cached_share) / "
                 "input_tokens_per_second + output_tokens * output_ratio / "
                 "output_tokens_per_second) * token_ratio)"
               : "1 / ((input_tokens * input_ratio * (1 - cached_share) / input_tokens_per_second "
                 "+ output_tokens * output_ratio / output_tokens_per_second) * token_ratio)";
}

static const char *sequences_formula(const struct explaining *e)
{
    return is_stated(&e->scenario->max_tpot_ms)
               ? "concurrency, or fewer where gpus_per_replica * (0.92 * memory of the gpu - 2.5 "
                 "GB) less the weights holds the KV cache of fewer, or where tpot_ms would be "
                 "above "
                 "rules.max_tpot_ms"
               : "concurrency, or fewer where gpus_per_replica * (0.92 * memory of the gpu - 2.5 "
                 "GB) less the weights holds the KV cache of fewer";
}

static const char *gpu_month_formula(const struct explaining *e)
{
    const bool on = is_owned(e->host) || is_stated(&e->host->gpu_hour);
    if (is_owned(e->host))
        return is_stated(&e->host->elastic_gpu_hour)
                   ? "the cheaper of a bought GPU at utilization 1 and elastic_gpu_hour * "
                     "hours_per_month * (1 + overhead_share)"
                   : "capital_per_gpu + watts_per_gpu / 1000 * pue * hours_per_month * per_kwh + "
                     "colocation_per_gpu_month + maintenance_share * purchase_per_gpu / 12 | "
                     "capital + energy at utilization 1 + colocation + maintenance of one GPU";
    if (on && is_stated(&e->host->elastic_gpu_hour))
        return "min(gpu_hour, elastic_gpu_hour) * hours_per_month * (1 + overhead_share)";
    return on ? "gpu_hour * hours_per_month * (1 + overhead_share)"
              : "elastic_gpu_hour * hours_per_month * (1 + overhead_share)";
}

static const char *capital_formula(const struct explaining *e)
{
    return e->host->cost_of_capital.value < 1e-8
               ? "purchase_per_gpu * (1 - residual_share) / (life_years * 12)"
               : "purchase_per_gpu * ((1 + cost_of_capital)^life_years - residual_share) * "
                 "((1 + cost_of_capital)^(1 / 12) - 1) / ((1 + cost_of_capital)^life_years - 1)";
}

static const char *load_formula(const struct explaining *e)
{
    return e->scenario->deferred.hours > 0
               ? "mean over peak of the hourly weights of the load, of which what can wait has "
                 "moved "
                 "within its day: deferrable_share, batch_share unless stated"
               : "mean over peak of the hourly weights of the load";
}

static const char *unit_gpus_formula(const struct explaining *e)
{
    return e->host->gpus_per_node.value <= e->host->gpus_per_replica.value
               ? "whole(gpus_per_replica / gpus_per_node) * gpus_per_node"
               : "gpus_per_node";
}

static const char *unit_replicas_formula(const struct explaining *e)
{
    return e->host->gpus_per_node.value <= e->host->gpus_per_replica.value
               ? "one replica, which takes whole nodes"
               : "floor(gpus_per_node / gpus_per_replica)";
}

/* ---- Figures ---- */

#define HOST_RATIOS "hosts.token_ratio,hosts.input_ratio,hosts.output_ratio"
#define API_RATIOS  "apis.token_ratio,apis.input_ratio,apis.output_ratio"

#define MIX                                                                                        \
    "fleet.requests_per_second,own.attempts_per_request,fleet.load_factor,"                        \
    "fleet.unit_requests_per_second,fleet.unit_gpus,fleet.unit_replicas,fleet.gpu_month,"          \
    "hosts.elastic_gpu_hour,hosts.overhead_share,hours_per_month,request_price,"                   \
    "hosts.min_replicas,hosts.replicas,hybrids.replicas,hosts.cold_start_hours"

#define MIX_FORMULA                                                                                \
    "the load stacked in slices of one unit, each served the cheapest way: always-on, elastic"     \
    " or api"

/* What was taken in each month, and is held when the horizon ends. */
#define HELD                                                                                       \
    "fleet.always_on_gpus,fleet.spare_gpus,hosts.staging_gpus,horizon.months,"                     \
    "workload.growth_per_year,apis.price_change_per_year,hosts.gpu_price_change_per_year"

/* Nothing is saved where one of the two cannot serve. */
#define AGAINST "feasible,baseline_feasible"

#define RESULT_AT(member)   .offset = offsetof(struct llmcost_result, member), .at = AT_RESULT
#define COMPARED_AT(member) .offset = offsetof(struct llmcost_result, member), .at = AT_COMPARED
#define OPTION_AT(member)   .offset = offsetof(struct llmcost_option_result, member), .at = AT_OPTION
#define FLEET_AT(member)    OPTION_AT(fleet.member)
#define ESTIMATE_AT(member) .offset = offsetof(struct llmcost_estimate, member), .at = AT_ESTIMATE

/* clang-format off */
const struct figure_row figure_rows[] = {
    {.name = "workload.requests_per_month", .unit = LLMCOST_REQUESTS_PER_MONTH, .value = requests,
     .formula_of = demand_formula, .reads = "demand"},
    {.name = "workload.billed_requests", .unit = LLMCOST_REQUESTS_PER_MONTH, .value = billed,
     .formula = "requests_per_month * attempts_per_request",
     .reads = "workload.requests_per_month,workload.attempts_per_request"},
    {.name = "workload.input_tokens_per_month", .unit = LLMCOST_TOKENS_PER_MONTH,
     RESULT_AT(input_tokens_per_month),
     .formula = "requests_per_month * input_tokens",
     .reads = "workload.requests_per_month,workload.input_tokens"},
    {.name = "workload.output_tokens_per_month", .unit = LLMCOST_TOKENS_PER_MONTH,
     RESULT_AT(output_tokens_per_month),
     .formula = "requests_per_month * output_tokens",
     .reads = "workload.requests_per_month,workload.output_tokens"},
    {.name = "workload.tokens_per_month", .unit = LLMCOST_TOKENS_PER_MONTH, .value = tokens_all,
     .formula = "input_tokens_per_month + output_tokens_per_month",
     .reads = "workload.input_tokens_per_month,workload.output_tokens_per_month"},
    {.name = "workload.mean_requests_per_second", .unit = LLMCOST_REQUESTS_PER_SECOND,
     RESULT_AT(mean_requests_per_second),
     .formula = "billed_requests / (hours_per_month * 3600)",
     .reads = "workload.billed_requests,hours_per_month"},
    {.name = "workload.load_factor", .unit = LLMCOST_RATIO, RESULT_AT(load_factor),
     .formula = "mean over peak of the hourly weights of the load",
     .reads = "workload.load"},
    {.name = "workload.peak_requests_per_second", .unit = LLMCOST_REQUESTS_PER_SECOND,
     RESULT_AT(peak_requests_per_second),
     .formula = "mean_requests_per_second / load_factor",
     .reads = "workload.mean_requests_per_second,workload.load_factor"},
    {.name = "billed_requests", .of = OF_OPTION, .unit = LLMCOST_REQUESTS_PER_MONTH,
     .value = option_billed,
     .formula = "requests_per_month * attempts_per_request",
     .reads = "workload.requests_per_month,attempts"},
    {.name = "verdict.margin", .unit = LLMCOST_MONEY, COMPARED_AT(margin),
     .formula = "runner_up_cost - recommended_cost | nothing: there are not two that may be chosen",
     .reads = "verdict.runner_up_cost,verdict.recommended_cost"},
    {.name = "verdict.margin_ratio", .unit = LLMCOST_RATIO, COMPARED_AT(margin_ratio),
     .formula = "margin / recommended_cost | nothing: there are not two that may be chosen, or the "
                "recommended one is free",
     .reads = "verdict.margin,verdict.recommended_cost"},
    {.name = "verdict.monthly_margin", .unit = LLMCOST_MONEY_PER_MONTH, COMPARED_AT(monthly_margin),
     .formula = "runner_up_monthly_cost - recommended_monthly_cost | nothing: there are not two "
                "that may be chosen",
     .reads = "verdict.runner_up_monthly_cost,verdict.recommended_monthly_cost,verdict.margin"},
    {.name = "verdict.recommended_cost", .unit = LLMCOST_MONEY, .value = recommended_cost,
     .formula = "the least horizon_cost of the options that serve and may be chosen",
     .reads = "all_costs"},
    {.name = "verdict.runner_up_cost", .unit = LLMCOST_MONEY, .value = runner_up_cost,
     .formula = "the next horizon_cost of the options that serve and may be chosen",
     .reads = "all_costs"},
    {.name = "verdict.recommended_monthly_cost", .unit = LLMCOST_MONEY_PER_MONTH,
     .value = recommended_monthly_cost,
     .formula = "monthly_cost | nothing: no option can be chosen",
     .reads = "recommended.monthly_cost,verdict.recommended_cost"},
    {.name = "verdict.runner_up_monthly_cost", .unit = LLMCOST_MONEY_PER_MONTH,
     .value = runner_up_monthly_cost,
     .formula = "monthly_cost | nothing: no other option can be chosen",
     .reads = "runner_up.monthly_cost,verdict.runner_up_cost"},
    {.name = "monthly_cost", .of = OF_OPTION, .unit = LLMCOST_MONEY_PER_MONTH,
     .value = monthly_cost,
     .formula = "the sum of its lines, each rounded to a millionth",
     .reads = "lines"},
    {.name = "annual_cost", .of = OF_OPTION, .unit = LLMCOST_MONEY_PER_YEAR, .value = annual_cost,
     .formula = "12 * monthly_cost",
     .reads = "monthly_cost"},
    {.name = "horizon_cost", .of = OF_OPTION, .unit = LLMCOST_MONEY, OPTION_AT(horizon_cost),
     .formula_of = horizon_formula,
     .reads = "monthly_cost,one_off,owed_after_horizon,stranded,horizon.months,"
              "horizon.discount_per_year,workload.growth_per_year,apis.price_change_per_year,"
              "hosts.gpu_price_change_per_year,hosts.commitment_months,escalation_change,"
              "parts.credits,start"},
    {.name = "credits.paid", .of = OF_OPTION, .unit = LLMCOST_MONEY, .value = credits_paid,
     .formula_of = credits_formula,
     .reads = "parts.credits,monthly_cost,horizon.months,workload.growth_per_year,"
              "apis.price_change_per_year,hosts.gpu_price_change_per_year,"
              "hosts.commitment_months,escalation_change,start"},
    {.name = "credits.left", .of = OF_OPTION, .unit = LLMCOST_MONEY, .value = credits_left,
     .formula_of = credits_left_formula,
     .reads = "parts.credits,credits.paid"},
    {.name = "owed_after_horizon", .of = OF_FLEET, .unit = LLMCOST_MONEY, OPTION_AT(owed),
     .formula = "for each contract that runs on when the horizon ends: months left * its GPUs * "
                "gpu_hour when it was taken * hours_per_month * (1 + overhead_share) * "
                "commitment_exit_share",
     .reads = "hosts.commitment_months,hosts.commitment_exit_share," HELD ",hosts.gpu_hour,"
              "hosts.overhead_share,hours_per_month,start"},
    {.name = "stranded", .of = OF_OWNED, .unit = LLMCOST_MONEY, OPTION_AT(stranded),
     .formula = "for each GPU whose life ends after the horizon: its book value then, which is the "
                "balance of the annuity, as far as it is above resale_share * purchase_per_gpu",
     .reads = "hosts.resale_share,hosts.purchase_per_gpu,hosts.life_years,hosts.residual_share,"
              "hosts.cost_of_capital," HELD ",start"},
    {.name = "one_off", .of = OF_OPTION, .unit = LLMCOST_MONEY, OPTION_AT(one_off),
     .formula = "one_off | one_off of its parts",
     .reads = "parts.one_off"},
    {.name = "feasible", .of = OF_OPTION, .value = feasible,
     .formula = "1 where the peak, bursts included, is within given replicas and the limits of "
                "the api in every month, else 0",
     .reads = "workload.peak_requests_per_second,workload.burst,workload.growth_per_year,"
              "horizon.months,hosts.replicas,fleet.planned_requests_per_second,"
              "fleet.load_factor,fleet.overflow_share,apis.requests_per_minute_limit,"
              "apis.tokens_per_minute_limit,workload.input_tokens,workload.output_tokens,"
              API_RATIOS ",attempts,own.attempts_per_request,served_until_then"},
    {.name = "cost_per_request", .of = OF_OPTION, .unit = LLMCOST_MONEY_PER_REQUEST,
     .value = per_request,
     .formula = "monthly_cost / requests_per_month | nothing: there are no requests, or it cannot "
                "serve them",
     .reads = "monthly_cost,workload.requests_per_month,feasible"},
    {.name = "cost_per_mtok", .of = OF_OPTION, .unit = LLMCOST_MONEY_PER_MTOK, .value = per_mtok,
     .formula = "monthly_cost / (tokens_per_month / 1e6) | nothing: there are no tokens, or it "
                "cannot serve them",
     .reads = "monthly_cost,workload.tokens_per_month,feasible"},
    {.name = "against_baseline.monthly_saving", .of = OF_OPTION, .unit = LLMCOST_MONEY_PER_MONTH,
     .value = monthly_saving,
     .formula = "baseline_monthly_cost - monthly_cost | nothing: it is the baseline, or one of "
                "the two cannot serve",
     .reads = "monthly_cost,baseline_monthly_cost," AGAINST},
    {.name = "against_baseline.horizon_saving", .of = OF_OPTION, .unit = LLMCOST_MONEY,
     .value = horizon_saving,
     .formula = "baseline_horizon_cost - horizon_cost | nothing: it is the baseline, or one of "
                "the two cannot serve",
     .reads = "horizon_cost,baseline_horizon_cost," AGAINST},
    {.name = "against_baseline.payback_months", .of = OF_OPTION, .unit = LLMCOST_MONTHS,
     .value = payback,
     .formula = "the first month by whose end the discounted saving in cash, one-offs and purchases "
                "included, is not negative",
     .reads = "horizon_cost,baseline_horizon_cost," AGAINST},
    {.name = "against_baseline.payback_lost_month",
     .of = OF_OPTION, .unit = LLMCOST_MONTHS, .value = payback_lost,
     .formula = "the first later month in which that saving is negative again",
     .reads = "horizon_cost,baseline_horizon_cost," AGAINST},
    {.name = "against_baseline.simple_payback_months",
     .of = OF_OPTION, .unit = LLMCOST_MONTHS, .value = simple_payback,
     .formula = "difference of the one-offs / difference of the first month's bills without them",
     .reads = "horizon_cost,baseline_horizon_cost," AGAINST},
    {.name = "against_baseline.saving_ceiling", .of = OF_OPTION, .unit = LLMCOST_MONEY,
     .value = saving_ceiling,
     .formula = "what no number of months saves more than, under a falling api price",
     .reads = "horizon_cost,baseline_horizon_cost," AGAINST},
    {.name = "against_baseline.saving_ceiling_month",
     .of = OF_OPTION, .unit = LLMCOST_MONTHS, .value = ceiling_month,
     .formula = "after how many months that is saved",
     .reads = "horizon_cost,baseline_horizon_cost," AGAINST},
    {.name = "request_price", .of = OF_API, .unit = LLMCOST_MONEY_PER_REQUEST,
     .value = request_price,
     .formula = "(per_request + tokens of one request, by kind, at the prices of their tier, "
                "discounts taken off, / 1e6) * (1 + surcharge)",
     .reads = "workload.input_tokens,workload.output_tokens," API_RATIOS ",own.cached_share,"
              "own.cache_write_share,apis.input_per_mtok,apis.cached_input_per_mtok,"
              "apis.cache_write_per_mtok,apis.output_per_mtok,apis.long_context_input_per_mtok,"
              "apis.long_context_cached_input_per_mtok,apis.long_context_cache_write_per_mtok,"
              "apis.long_context_output_per_mtok,workload.cache_write_hour_share,"
              "apis.cache_write_hour_per_mtok,apis.batch_cached_input_per_mtok,apis.surcharge,"
              "own.long_context_share,apis.discount,own.batch_share,apis.batch_discount,"
              "apis.per_request,hours_factor"},
    {.name = "hours_factor", .of = OF_CLOCK, .unit = LLMCOST_RATIO, .value = hours_factor,
     .formula = "the factors of all hours of the week, weighted by the load as it is",
     .reads = "workload.load,apis.hours"},
    {.name = "long_context_ratio", .of = OF_API, .unit = LLMCOST_RATIO, .value = long_context_ratio,
     .formula = "the input price of long prompts over the input price, as they are written",
     .reads = "apis.long_context_input_per_mtok,apis.input_per_mtok"},
    {.name = "fleet.replica_requests_per_second", .of = OF_FLEET,
     .unit = LLMCOST_REQUESTS_PER_SECOND, FLEET_AT(replica_requests_per_second),
     .formula_of = capacity_formula, .reads = "capacity"},
    {.name = "fleet.run", .of = OF_RUNS, .unit = LLMCOST_REQUESTS_PER_SECOND, .value = run_rate,
     .formula_of = run_formula, .reads = "runs"},
    {.name = "fleet.next_run", .of = OF_RUNS, .unit = LLMCOST_REQUESTS_PER_SECOND,
     .value = run_next_rate, .formula = "of the run behind that one", .reads = "fleet.run"},
    {.name = "fleet.reach", .of = OF_RUNS, .unit = LLMCOST_RATIO, .value = run_reach,
     .formula_of = run_reach_formula, .reads = "fleet.run"},
    {.name = "fleet.tpot_ms", .of = OF_FLEET, .unit = LLMCOST_MILLISECONDS, .value = fleet_tpot,
     .formula_of = tpot_formula, .reads = "tpot"},
    {.name = "estimate.weights", .of = OF_ESTIMATED,
     .unit_text = "GB",
     .value = estimate_weights,
     .formula = "parameters of the model * bytes of the precision",
     .reads = NULL},
    {.name = "estimate.sequences", .of = OF_ESTIMATED, .unit = LLMCOST_COUNT,
     ESTIMATE_AT(sequences),
     .formula_of = sequences_formula,
     .reads = "tpot_limit,hosts.concurrency,hosts.gpus_per_replica,estimate.weights,"
              "workload.input_tokens,workload.output_tokens," HOST_RATIOS},
    {.name = "estimate.step", .of = OF_ESTIMATED, .unit = LLMCOST_MILLISECONDS,
     ESTIMATE_AT(step_ms),
     .formula = "one output token of every sequence: (weights touched + KV cache) / (0.84 * "
                "memory bandwidth) + arithmetic / FLOP/s as far as used + exchange over the link "
                "+ overhead of each layer",
     .reads = "estimate.sequences,hosts.gpus_per_replica,workload.input_tokens,"
              "workload.output_tokens," HOST_RATIOS},
    {.name = "estimate.prompt", .of = OF_ESTIMATED, .unit = LLMCOST_MILLISECONDS,
     ESTIMATE_AT(prompt_ms),
     .formula = "one prompt, its cached tokens left out: arithmetic / FLOP/s as far as used + "
                "exchange over the link",
     .reads = "workload.input_tokens," HOST_RATIOS ",cached,hosts.gpus_per_replica"},
    {.name = "estimate.calibration", .of = OF_ESTIMATED, .unit = LLMCOST_RATIO,
     .value = estimate_calibration,
     .formula = "the measured capacity / what is estimated for its mix and concurrency; 1 where "
                "nothing was measured",
     .reads = "hosts.requests_per_second,hosts.tokens_per_second,hosts.input_tokens_per_second,"
              "hosts.output_tokens_per_second,hosts.measured_input_tokens,"
              "hosts.measured_output_tokens,hosts.measured_concurrency,hosts.concurrency,"
              "hosts.gpus_per_replica,workload.input_tokens,workload.output_tokens," HOST_RATIOS
              ",cached"},
    {.name = "fleet.mix_factor", .of = OF_STATED_RATE, .unit = LLMCOST_RATIO, .value = carried_over,
     .formula = "(input + 5 * output tokens of the mix that requests_per_second belongs to) / "
                "(input_tokens + 5 * output_tokens), both in the model's own tokens",
     .reads = "workload.input_tokens,workload.output_tokens," HOST_RATIOS ","
              "hosts.measured_input_tokens,hosts.measured_output_tokens"},
    {.name = "fleet.planned_requests_per_second", .of = OF_FLEET,
     .unit = LLMCOST_REQUESTS_PER_SECOND, FLEET_AT(planned_requests_per_second),
     .formula = "replica_requests_per_second * max_utilization / burst",
     .reads = "fleet.replica_requests_per_second,hosts.max_utilization,workload.burst"},
    {.name = "fleet.unit_gpus", .of = OF_FLEET, .unit = LLMCOST_GPUS, FLEET_AT(unit_gpus),
     .formula_of = unit_gpus_formula, .reads = "hosts.gpus_per_replica,hosts.gpus_per_node"},
    {.name = "fleet.unit_replicas", .of = OF_FLEET,
     .unit = LLMCOST_REPLICAS, FLEET_AT(unit_replicas), .formula_of = unit_replicas_formula,
     .reads = "hosts.gpus_per_replica,hosts.gpus_per_node"},
    {.name = "fleet.unit_requests_per_second", .of = OF_FLEET, .unit = LLMCOST_REQUESTS_PER_SECOND,
     .value = unit_capacity,
     .formula = "unit_replicas * planned_requests_per_second",
     .reads = "fleet.unit_replicas,fleet.planned_requests_per_second"},
    {.name = "fleet.requests_per_second", .of = OF_FLEET, .unit = LLMCOST_REQUESTS_PER_SECOND,
     .value = option_rate,
     .formula = "billed_requests / (hours_per_month * 3600)",
     .reads = "billed_requests,hours_per_month"},
    {.name = "fleet.load_factor", .of = OF_FLEET, .unit = LLMCOST_RATIO, .value = host_load_factor,
     .formula_of = load_formula,
     .reads = "workload.load,workload.deferrable_share,workload.batch_share"},
    {.name = "fleet.gpu_month", .of = OF_FLEET, .unit = LLMCOST_MONEY_PER_GPU_MONTH,
     FLEET_AT(monthly_per_gpu), .formula_of = gpu_month_formula,
     .reads = "hosts.gpu_hour,hosts.elastic_gpu_hour,hours_per_month,hosts.overhead_share,"
              "fleet.capital_per_gpu,owned"},
    {.name = "fleet.capital_per_gpu", .of = OF_OWNED, .unit = LLMCOST_MONEY_PER_GPU_MONTH,
     .value = capital_per_gpu, .formula_of = capital_formula,
     .reads = "hosts.purchase_per_gpu,hosts.life_years,hosts.residual_share,"
              "hosts.cost_of_capital"},
    {.name = "fleet.replicas", .of = OF_FLEET, .unit = LLMCOST_REPLICAS, FLEET_AT(replicas),
     .formula = MIX_FORMULA ": replicas in the busiest hour", .reads = MIX},
    {.name = "fleet.always_on_gpus", .of = OF_FLEET, .unit = LLMCOST_GPUS, FLEET_AT(always_on_gpus),
     .formula = MIX_FORMULA, .reads = MIX},
    {.name = "fleet.elastic_gpu_hours", .of = OF_ELASTIC,
     .unit_text = "GPU-hours/month", FLEET_AT(elastic_gpu_hours), .formula = MIX_FORMULA,
     .reads = MIX},
    {.name = "fleet.needed_replicas", .of = OF_FLEET,
     .unit = LLMCOST_REPLICAS, FLEET_AT(needed_replicas),
     .formula = "the most of the replicas that carry the busiest hour of what is hosted, "
                "min_replicas, and given replicas",
     .reads = MIX},
    {.name = "fleet.spare_replicas", .of = OF_FLEET,
     .unit = LLMCOST_REPLICAS, FLEET_AT(spare_replicas),
     .formula = "spare_gpus / unit_gpus * unit_replicas",
     .reads = "fleet.spare_gpus,fleet.unit_gpus,fleet.unit_replicas"},
    {.name = "fleet.spare_gpus", .of = OF_FLEET, .unit = LLMCOST_GPUS, FLEET_AT(spare_gpus),
     .formula = "max(0, whole((needed_replicas + spare_replicas) / unit_replicas) - whole(replicas "
                "/ unit_replicas)) * unit_gpus",
     .reads = "fleet.needed_replicas,hosts.spare_replicas,fleet.replicas,fleet.unit_replicas,"
              "fleet.unit_gpus"},
    {.name = "fleet.gpus_at_peak", .of = OF_FLEET, .unit = LLMCOST_GPUS, FLEET_AT(gpus_at_peak),
     .formula = "whole(replicas / unit_replicas) * unit_gpus + spare_gpus",
     .reads = "fleet.replicas,fleet.unit_replicas,fleet.unit_gpus,fleet.spare_gpus"},
    {.name = "fleet.staging_gpus", .of = OF_FLEET, .unit = LLMCOST_GPUS, FLEET_AT(staging_gpus),
     .formula = "staging_gpus",
     .reads = "hosts.staging_gpus"},
    {.name = "fleet.utilization", .of = OF_FLEET, .unit = LLMCOST_SHARE, FLEET_AT(utilization),
     .formula = "requests_per_second * (1 - overflow_share) / (paid replicas, spares included, * "
                "replica_requests_per_second)",
     .reads = "fleet.requests_per_second,fleet.load_factor,fleet.overflow_share,"
              "fleet.always_on_gpus,fleet.elastic_gpu_hours,fleet.spare_gpus,fleet.unit_gpus,"
              "fleet.unit_replicas,hours_per_month,fleet.replica_requests_per_second"},
    {.name = "fleet.overflow_share", .of = OF_HYBRID,
     .unit = LLMCOST_SHARE, FLEET_AT(overflow_share),
     .formula = MIX_FORMULA ": the share of requests that go to the api", .reads = MIX},
    {.name = "fleet.overflow_requests", .of = OF_HYBRID,
     .unit = LLMCOST_REQUESTS_PER_MONTH, FLEET_AT(overflow_requests),
     .formula = "requests_per_month * overflow_share * attempts_per_request of the api",
     .reads = "workload.requests_per_month,fleet.overflow_share,own.attempts_per_request"},
    {.name = "fleet.overflow_price", .of = OF_CLOCK_HYBRID,
     .unit = LLMCOST_RATIO, FLEET_AT(overflow_price),
     .formula = MIX_FORMULA ": the price of a request in the hours that go to the api, over its "
                "mean",
     .reads = MIX},
    {.name = "fleet.served_requests", .of = OF_FLEET,
     .unit = LLMCOST_REQUESTS_PER_MONTH, FLEET_AT(served_requests),
     .formula = "billed_requests * (1 - overflow_share) | billed_requests",
     .reads = "billed_requests,fleet.overflow_share"},
};
/* clang-format on */

const int figure_row_count = (int)COUNT(figure_rows);
