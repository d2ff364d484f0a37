/* test_staircase.c - the pieces of a bill over the demand against the engine: at 1,000 random
 * demands what they say is what llmcost_evaluate() says of a scenario with that demand, to 1e-9;
 * their zones against the engine too, and against the bands of break-even.
 */
#include "decision.h"

enum { MANY = 1500 };

static const double NEAR = 5e-12; /* inside the end of a stretch, where it was looked at */

static struct llmcost_piece pieces[LLMCOST_MAX_OPTIONS][MANY];
static struct llmcost_result result;
static struct llmcost_diags diags;

static const struct llmcost_piece *piece_at(const struct llmcost_piece *list, int count, double x)
{
    for (int i = 0; i < count; i++)
        if (x >= list[i].from && x < list[i].to)
            return &list[i];
    return NULL;
}

static double line_at(const struct llmcost_piece *piece, double x)
{
    return piece->cost_from +
           (piece->cost_to - piece->cost_from) * (x - piece->from) / (piece->to - piece->from);
}

/* What the engine says of an option at one demand; false where that is no bill. */
static bool truth_at(double x, int option, bool on_horizon, double *ret_cost, bool *ret_serves)
{
    const double today = scenario.workload.requests_per_month.value;
    const double months = scenario.months.value;
    scenario.workload.requests_per_month.value = x;
    llmcost_diags_init(&diags);
    bool good = llmcost_evaluate(&scenario, &result, &diags);
    *ret_cost = on_horizon ? result.option[option].horizon_cost
                           : (double)result.option[option].monthly_micros / 1e6;
    scenario.months.value = on_horizon ? months : 1; /* whether the first month is served */
    good = good && llmcost_evaluate(&scenario, &result, &diags);
    *ret_serves = result.option[option].feasible;
    scenario.workload.requests_per_month.value = today;
    scenario.months.value = months;
    return good;
}

/* Bills are rounded line by line to a millionth. */
static double rounding(bool on_horizon)
{
    return 20e-6 * (on_horizon ? scenario.months.value : 1);
}

static void check_at(const struct llmcost_piece *piece, double x, int option, bool on_horizon)
{
    double cost;
    bool serves;
    if (!truth_at(x, option, on_horizon, &cost, &serves))
        return;
    const double gap = fabs(line_at(piece, x) - cost);
    if (serves != piece->serves || (serves && gap > 1e-9 * cost + rounding(on_horizon))) {
        print_error("%s at %.17g: %.12g, not %.12g; serves %d, not %d\n",
                    llmcost_option_id(&scenario, option), x, line_at(piece, x), cost, piece->serves,
                    serves);
        fail();
    }
}

static void test_against_engine(void **state)
{
    const int wanted = random_rounds(1000, 1000);
    int tried = 0, steps = 0, dead = 0;
    (void)state;
    model_seed = 15;
    while (tried < wanted) {
        decision_random();
        const double today = scenario.workload.requests_per_month.value;
        const int option = pick_int(0, llmcost_option_count(&scenario) - 1);
        const bool on_horizon = chance(0.5);
        const double from = chance(0.2) ? 0 : today * decision_log(0.01, 1);
        const double to = today * decision_log(1.1, 20);
        const int count =
            llmcost_staircase(&scenario, option, from, to, on_horizon, 0, pieces[0], MANY);
        assert_true(count > 0 && pieces[0][0].from == from);
        assert_true(count == MANY || pieces[0][count - 1].to == to);
        for (int i = 1; i < count; i++)
            assert_true(pieces[0][i].from == pieces[0][i - 1].to && !pieces[0][i].joined);
        for (int i = 0; i < 5; i++) {
            const double x = from + (to - from) * pick(0, 1);
            const struct llmcost_piece *piece = piece_at(pieces[0], count, x);
            if (piece == NULL)
                continue;
            check_at(piece, x, option, on_horizon);
            check_at(piece, piece->from * (1 + 1e-9), option, on_horizon);
            check_at(piece, piece->to * (1 - 1e-9), option, on_horizon);
            steps += count > 1;
            dead += !piece->serves;
            tried++;
        }
    }
    print_message("%d demands, %d on a staircase, %d not served\n", tried, steps, dead);
    assert_true(steps > wanted * 3 / 10 && dead > wanted / 100);
}

/* Joined steps: few pieces, whose ends are still what the engine says. */
static void test_joined(void **state)
{
    const double grain = 0.01;
    const int rounds = random_rounds(40, 40);
    int joined = 0;
    (void)state;
    model_seed = 16;
    for (int round = 0; round < rounds; round++) {
        decision_random();
        const double today = scenario.workload.requests_per_month.value;
        const int option = pick_int(0, llmcost_option_count(&scenario) - 1);
        const int count = llmcost_staircase(&scenario, option, today / 30, today * 30, true, grain,
                                            pieces[0], MANY);
        assert_true(count <= 4 * log(900) / grain);
        assert_true(pieces[0][count - 1].to == today * 30);
        for (int i = 0; i < count; i += 1 + count / 20) {
            const struct llmcost_piece *piece = &pieces[0][i];
            check_at(piece, piece->from * (1 + NEAR), option, true);
            check_at(piece, piece->to * (1 - NEAR), option, true);
            joined += piece->joined;
        }
    }
    assert_true(joined > rounds / 2);
}

/* Nobody serves less in its zone, and where one ends break-even has an edge of the two. */
static void test_zones(void **state)
{
    static struct llmcost_zone zones[MANY];
    static struct llmcost_break_even answer;
    const int rounds = random_rounds(100, 100);
    int edges = 0, nobody = 0;
    (void)state;
    model_seed = 17;
    for (int round = 0; round < rounds; round++) {
        struct llmcost_pieces of[LLMCOST_MAX_OPTIONS];
        decision_random();
        const double today = scenario.workload.requests_per_month.value;
        const bool alone = chance(0.3);
        const int first = alone ? 2 : 0;
        const int options = alone ? 1 : llmcost_option_count(&scenario);
        for (int i = 0; i < options; i++)
            of[i] = (struct llmcost_pieces){.piece = pieces[i],
                                            .count = llmcost_staircase(&scenario, first + i,
                                                                       today / 20, today * 4, true,
                                                                       0, pieces[i], MANY),
                                            .option = first + i};
        const int count = llmcost_zones(of, options, zones, MANY);
        for (int z = 0; z < count; z++) {
            const double x = zones[z].from + (zones[z].to - zones[z].from) * pick(0, 1);
            double least = INFINITY, cost;
            assert_true(z == 0 || (zones[z].from == zones[z - 1].to &&
                                   zones[z].option != zones[z - 1].option));
            for (int i = 0; i < options; i++) {
                const struct llmcost_piece *piece = piece_at(pieces[i], of[i].count, x);
                if (piece != NULL && piece->serves)
                    least = fmin(least, line_at(piece, x));
            }
            nobody += zones[z].option < 0;
            assert_true((zones[z].option < 0) == isinf(least));
            if (zones[z].option < 0)
                continue;
            const struct llmcost_pieces *mine = &of[zones[z].option - first];
            cost = line_at(piece_at(mine->piece, mine->count, x), x);
            ASSERT_NEAR(cost, least, 1e-9 * cost);
            if (z + 1 == count || zones[z + 1].option < 0)
                continue;
            llmcost_break_even(&scenario, zones[z].option, zones[z + 1].option, true, &answer);
            bool found = answer.status == LLMCOST_UNVERIFIED;
            for (int b = 0; b < answer.bands; b++)
                found = found || fabs(answer.band[b].to - zones[z].to) <= 1e-8 * zones[z].to;
            /* or both cost the same before, or the next one does not serve that */
            llmcost_break_even(&scenario, zones[z + 1].option, zones[z].option, true, &answer);
            for (int b = 0; b < answer.bands; b++)
                found = found || fabs(answer.band[b].from - zones[z].to) <= 1e-8 * zones[z].to;
            if (!found)
                print_error("round %d: no band of %d against %d ends at %.12g\n", round,
                            zones[z].option, zones[z + 1].option, zones[z].to);
            assert_true(found);
            edges++;
        }
    }
    print_message("%d edges, %d zones that nobody serves\n", edges, nobody);
    assert_true(edges > rounds / 4 && nobody >= rounds / 100);
}

/* No room, and nothing to compare. */
static void test_corners(void **state)
{
    struct llmcost_zone zone[2];
    struct llmcost_pieces none = {.piece = pieces[0], .count = 0};
    (void)state;
    static const struct llmcost_piece flat[] = {
        {.from = 0, .to = 10, .cost_from = 5, .cost_to = 5, .serves = true}};
    static const struct llmcost_piece rising[] = {
        {.from = 0, .to = 10, .cost_from = 0, .cost_to = 10, .serves = true}};
    const struct llmcost_pieces both[] = {{.piece = flat, .count = 1, .option = 3},
                                          {.piece = rising, .count = 1, .option = 4}};
    model_base();
    assert_int_equal(llmcost_staircase(&scenario, HOST, 0, 1e9, false, 0, pieces[0], 3), 3);
    assert_true(pieces[0][2].to < 1e9);
    assert_int_equal(llmcost_zones(&none, 1, zone, 2), 0);
    assert_int_equal(llmcost_zones(NULL, 0, zone, 2), 0);
    assert_int_equal(llmcost_zones(both, 2, zone, 2), 2);
    assert_int_equal(zone[0].option, 4);
    ASSERT_NEAR(zone[0].to, 5, 1e-9);
    assert_int_equal(zone[1].option, 3);
    assert_true(zone[1].to == 10);
    assert_int_equal(llmcost_zones(both, 2, zone, 1), 1);
    ASSERT_NEAR(zone[0].to, 5, 1e-9);
}

/* A request is 1,200 tokens; the demand grows by 1 % a month, money is discounted by 0.5 % a month.
 */
static void test_tokens(void **state)
{
    const double request = 1200e-6;
    double sum = 0;
    (void)state;
    model_base();
    ASSERT_NEAR(llmcost_mtok_per_demand(&scenario, false), request, 1e-15);
    ASSERT_NEAR(llmcost_mtok_per_demand(&scenario, true), 12 * request, 1e-14);
    model_assign("workload.growth_per_year", pow(1.01, 12) - 1);
    model_assign("horizon.discount_per_year", pow(1.005, 12) - 1);
    for (int m = 0; m < 12; m++)
        sum += request * pow(1.01, m) / pow(1.005, m + 1);
    ASSERT_NEAR(llmcost_mtok_per_demand(&scenario, false), request, 1e-15);
    ASSERT_NEAR(llmcost_mtok_per_demand(&scenario, true), sum, 1e-13);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_against_engine), cmocka_unit_test(test_joined),
        cmocka_unit_test(test_zones),          cmocka_unit_test(test_corners),
        cmocka_unit_test(test_tokens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
