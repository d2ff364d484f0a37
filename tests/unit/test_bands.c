/* test_bands.c - the bands of a break-even against a scan by brute force: at every demand that is
 * tried the engine says what both options cost and whether they serve, in the first month and over
 * the horizon; a band must hold exactly those demands where both serve and the option is cheaper.
 * 500 scenarios at 20,000 demands each where LLMCOST_FULL is set.
 */
#include "decision.h"

static struct llmcost_break_even answer;

static bool in_band(double x)
{
    for (int i = 0; i < answer.bands; i++) {
        const struct llmcost_band *b = &answer.band[i];
        if ((b->from_kind == LLMCOST_OPEN || x >= b->from) &&
            (b->to_kind == LLMCOST_OPEN || x <= b->to))
            return true;
    }
    return false;
}

static bool near_edge(double x)
{
    const double near = 1e-8;
    for (int i = 0; i < answer.bands; i++) {
        const struct llmcost_band *b = &answer.band[i];
        if ((b->from_kind != LLMCOST_OPEN && fabs(x - b->from) <= near * fabs(x)) ||
            (b->to_kind != LLMCOST_OPEN && fabs(x - b->to) <= near * fabs(x)))
            return true;
    }
    return fabs(x - answer.limit) <= near * fabs(x);
}

/* What the engine says at one demand: 1 the option is cheaper, -1 it is not, 0 nobody can tell. */
static int truth_at(double x, bool on_horizon)
{
    static struct llmcost_cost costs[LLMCOST_MAX_OPTIONS];
    const int option[2] = {answer.option, answer.against};
    double cost[2];
    llmcost_assign(&scenario, answer.variable, x);
    llmcost_costs(&scenario, LLMCOST_FIRST_INPUT, costs);
    for (int i = 0; i < 2; i++) {
        int64_t micros = 0;
        const bool fits = llmcost_monthly_micros(&scenario, option[i], &micros);
        cost[i] = on_horizon ? costs[option[i]].horizon_cost : (double)micros / 1e6;
        if (!fits || cost[i] > 1e12)
            return 0;
    }
    if (!on_horizon) { /* whether the first month is served */
        static struct llmcost_scenario first;
        first = scenario;
        decision_first_month(&first);
        llmcost_costs(&first, LLMCOST_FIRST_INPUT, costs);
    }
    if (!costs[option[0]].feasible || !costs[option[1]].feasible)
        return -1;
    const double gap = cost[0] - cost[1];
    return fabs(gap) <= 1e-9 * fmax(cost[0], cost[1]) + 1e-3 ? 0 : gap < 0 ? 1 : -1;
}

static bool is_known(double x)
{
    return answer.status != LLMCOST_UNVERIFIED || x < answer.searched_to;
}

static void check_at(int round, double x)
{
    if (near_edge(x) || !is_known(x))
        return;
    const int truth = truth_at(x, answer.on_horizon);
    if (truth != 0 && in_band(x) != (truth > 0)) {
        print_error("round %d: %s against %s at %.17g on the %s: %s, status %d, %d bands\n", round,
                    llmcost_option_id(&scenario, answer.option),
                    llmcost_option_id(&scenario, answer.against), x,
                    answer.on_horizon ? "horizon" : "month", truth > 0 ? "cheaper" : "not",
                    answer.status, answer.bands);
        for (int i = 0; i < answer.bands && i < 8; i++)
            print_error("  %d %.12g .. %d %.12g\n", answer.band[i].from_kind, answer.band[i].from,
                        answer.band[i].to_kind, answer.band[i].to);
        fail();
    }
}

static void test_brute_force(void **state)
{
    const int rounds = random_rounds(250, 500);
    const int points = random_rounds(250, 20000);
    int unverified = 0;
    int banded = 0;
    (void)state;
    model_seed = 77;
    for (int round = 0; round < rounds; round++) {
        decision_random();
        if (chance(0.5))
            decision_later();
        const double today = scenario.workload.requests_per_month.value;
        const int options = llmcost_option_count(&scenario);
        /* as a report asks: what is hosted against an api; and any pair, as solve may */
        const bool asked = chance(0.7);
        const int option = asked ? pick_int(scenario.apis, options - 1) : pick_int(0, options - 1);
        const int against =
            asked ? pick_int(0, scenario.apis - 1) : (option + pick_int(1, options - 1)) % options;
        llmcost_break_even(&scenario, option, against, chance(0.6), &answer);
        unverified += asked && answer.status == LLMCOST_UNVERIFIED;
        banded += answer.bands > 0;
        for (int i = 0; i < points; i++)
            check_at(round, today * 1e-4 * pow(1e8, i / (points - 1.0)));
        for (int i = 0; i < answer.bands; i++) { /* on either side of every edge */
            const struct llmcost_band *band = &answer.band[i];
            const double edges[] = {band->from_kind != LLMCOST_OPEN ? band->from : today,
                                    band->to_kind != LLMCOST_OPEN ? band->to : today};
            for (int e = 0; e < 2; e++) {
                check_at(round, edges[e] * (1 + 1e-6));
                check_at(round, edges[e] * (1 - 1e-6));
            }
        }
        llmcost_assign(&scenario, answer.variable, today);
    }
    print_message("%d break-evens, %d with bands, %d unverified\n", rounds, banded, unverified);
    assert_true(banded > rounds / 4);
    assert_true(unverified * 50 <= rounds);
}

/* ---- Any other input: scanned, not enumerated */

static const char *const inputs[] = {
    "workload.growth_per_year",
    "workload.output_tokens",
    "workload.attempts_per_request",
    "workload.burst",
    "apis.a.input_per_mtok",
    "apis.b.output_per_mtok",
    "apis.a.price_change_per_year",
    "apis.b.per_request",
    "hosts.h.gpu_hour",
    "hosts.k.gpu_price_change_per_year",
    "hosts.l.requests_per_second",
    "hosts.h.max_utilization",
    "hosts.k.operations_per_month",
    "hosts.l.one_off",
    "horizon.discount_per_year",
};

/* A value to try: as often below 0 as above where both are legal. */
static double random_value(const struct llmcost_field *field, double today)
{
    if (field->min < 0 && chance(0.5))
        return pick(field->min * 0.99, 0);
    const double size = today > 0 ? today : fmin(field->max, 1);
    const double value = size * pow(10, pick(-2, 2));
    return fmin(fmax(value, field->min + 1e-9 * size), fmin(field->max, 1e9));
}

/* A first month that does not depend on the input is answered on the horizon. */
static void test_inputs(void **state)
{
    const int rounds = random_rounds(120, 500);
    const int points = random_rounds(40, 400);
    size_t count;
    int turned = 0;
    int banded = 0;
    (void)state;
    model_seed = 5;
    for (int round = 0; round < rounds; round++) {
        struct llmcost_ref ref;
        decision_random();
        if (chance(0.5))
            decision_later();
        const bool on_horizon = chance(0.5);
        const int options = llmcost_option_count(&scenario);
        const int option = pick_int(scenario.apis, options - 1);
        const char *path = inputs[pick_int(0, (int)COUNT(inputs) - 1)];
        assert_true(llmcost_find_path(&scenario, path, &ref));
        const struct llmcost_input before = *llmcost_read(&scenario, ref);
        llmcost_solve(&scenario, ref, option, pick_int(0, scenario.apis - 1), on_horizon, &answer);
        turned += answer.on_horizon && !on_horizon;
        banded += answer.bands > 0;
        for (int i = 0; i < points; i++)
            check_at(round, random_value(&llmcost_fields(&count)[ref.field], before.value));
        llmcost_assign(&scenario, ref, before.value);
    }
    print_message("%d inputs, %d with bands, %d on the horizon instead\n", rounds, banded, turned);
    assert_true(turned > 0 && banded > rounds / 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_brute_force),
                                       cmocka_unit_test(test_inputs)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
