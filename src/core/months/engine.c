/* engine.c - scenario -> result: the bill of every option in every month, horizon cost, verdict
 * (§7, §11). Refuses to know what a month costs (month.c), how months follow each other (walk.c),
 * or a rule by itself.
 */
#include "core/base/codes.h"
#include "core/model/demand.h"
#include "core/months/rules.h"
#include "core/months/walk.h"
#include "llmcost.h"

static void first_month(const struct option_month *month, struct llmcost_option_result *r)
{
    r->lines = month->bill.lines;
    r->monthly_micros = month->bill.micros;
    r->one_off_micros = month->bill.one_off_micros;
    r->fleet = month->plan.fleet;
}

/* All months of one option; false when a bill is too large. */
static bool evaluate_option(const struct llmcost_scenario *scenario, int option,
                            struct llmcost_option_result *r)
{
    const double requests = requests_per_month(scenario);
    const int months = (int)scenario->months.value;
    const int levels = walk_levels(scenario, option);
    struct lot lots[2][months];
    int16_t paid[levels];
    struct option_walk walk;
    walk_begin(&walk, scenario, option, requests, months, lots);
    walk.carried.paid = (struct fleet_paid){.room = levels, .hours = paid};
    if (walk.start > 0) {
        option_first_month_at(scenario, option, requests, r->line, &walk.month);
        first_month(&walk.month, r);
    }
    r->feasible = true;
    r->infeasible_month = r->credits_month = 0;
    r->credits_paid = 0;
    r->has_fleet = llmcost_option_kind(scenario, option) != LLMCOST_API;
    r->one_off = option_one_off(scenario, option);
    for (int m = 0; m < months; m++) {
        const bool first = m == 0 && walk.start == 0;
        walk_on(&walk, first ? r->line : NULL);
        if (first)
            first_month(&walk.month, r);
        if (walk.month.bill.overflows)
            return false;
        if (!walk.month.serves && r->feasible) {
            r->feasible = false;
            r->infeasible_month = m + 1;
        }
        r->month[m].cost = walk.month.cost;
        r->month[m].cash = walk_cash(&walk);
        r->month[m].credits = walk.month.credits;
        r->credits_paid += walk.month.credits;
        r->credits_month = walk.month.credits > 0 ? m + 1 : r->credits_month;
    }
    r->credits_left = walk_credits_left(&walk);
    const struct leftover left = walk_leftover(&walk, months);
    r->owed = left.owed;
    r->stranded = left.stranded;
    return true;
}

/* ---- Verdict ---- */

/* The cheapest feasible option by horizon cost among first..last-1, but `except`; ties by the
 * scenario's order. */
static int cheapest(const struct llmcost_result *result, int first, int last, bool rules,
                    int except)
{
    int best = -1;
    for (int i = first; i < last; i++) {
        const struct llmcost_option_result *o = &result->option[i];
        if (!o->feasible || (rules && !o->eligible) || i == except)
            continue;
        if (best < 0 || o->horizon_cost < result->option[best].horizon_cost)
            best = i;
    }
    return best;
}

static void judge(const struct llmcost_scenario *scenario, struct llmcost_result *r)
{
    const int count = r->options;
    r->recommended = cheapest(r, 0, count, true, -1);
    r->cheapest = cheapest(r, 0, count, false, -1);
    r->runner_up = r->recommended < 0 ? -1 : cheapest(r, 0, count, true, r->recommended);
    r->baseline = scenario->baseline.option >= 0 ? scenario->baseline.option : 0;
    r->margin = r->margin_ratio = r->monthly_margin = 0;
    if (r->runner_up >= 0) {
        const struct llmcost_option_result *best = &r->option[r->recommended];
        const struct llmcost_option_result *next = &r->option[r->runner_up];
        r->margin = next->horizon_cost - best->horizon_cost;
        r->margin_ratio = best->horizon_cost > 0 ? r->margin / best->horizon_cost : 0;
        r->monthly_margin = (double)(next->monthly_micros - best->monthly_micros) / 1e6;
    }

    /* Three of three: volume, quality, a reason to keep data in-house; of the cheapest way to host.
     */
    const int api = cheapest(r, 0, scenario->apis, false, -1);
    const int own = cheapest(r, scenario->apis, count, false, -1);
    const bool wins =
        own >= 0 && api >= 0 && r->option[own].horizon_cost < r->option[api].horizon_cost;
    r->condition_volume = api < 0 ? LLMCOST_UNKNOWN : wins ? LLMCOST_PASS : LLMCOST_FAIL;
    r->condition_quality = LLMCOST_UNKNOWN;
    if (own >= 0 && r->option[own].rule[LLMCOST_RULE_MIN_QUALITY] != LLMCOST_NOT_STATED)
        r->condition_quality = r->option[own].rule[LLMCOST_RULE_MIN_QUALITY];
    r->condition_data = scenario->data_in_house.value > 0 ? LLMCOST_PASS : LLMCOST_FAIL;
}

bool llmcost_evaluate(const struct llmcost_scenario *scenario, struct llmcost_result *ret_result,
                      struct llmcost_diags *diags)
{
    struct llmcost_result *r = ret_result;
    struct demand demand;
    double cumulative[(int)scenario->months.value];
    const struct terms first = first_terms(scenario);
    demand_make(&first, scenario->workload.attempts_per_request.value, requests_per_month(scenario),
                &demand);
    r->requests_per_month = demand.requests;
    r->input_tokens_per_month = demand.requests * demand.input_tokens;
    r->output_tokens_per_month = demand.requests * demand.output_tokens;
    r->mean_requests_per_second = demand.rate;
    r->peak_requests_per_second = demand.peak;
    r->load_factor = scenario->load.factor.value;
    r->months = (int32_t)scenario->months.value;
    r->options = llmcost_option_count(scenario);
    for (int option = 0; option < r->options; option++) {
        struct llmcost_option_result *o = &r->option[option];
        if (!evaluate_option(scenario, option, o)) {
            double scale;
            const struct llmcost_input *field =
                llmcost_read(scenario, demand_field(scenario, &scale));
            llmcost_complain_at(diags, LLMCOST_ERROR, E_BILL, field->place,
                                "the bill of %s is beyond 9,000,000,000,000 a month",
                                llmcost_option_id(scenario, option));
            llmcost_advise(diags, "look for a unit slip in the demand or in the prices");
            return false;
        }
        llmcost_cumulative(scenario, o, cumulative);
        o->horizon_cost = cumulative[r->months - 1];
        o->eligible = rules_judge(scenario, option, o->rule);
    }
    judge(scenario, r);
    return true;
}
