/* test_uncertainty.c - the references of the model's section 10: quantiles, points, expected
 * values, the value of information, swings; and that draws do not depend on how they are divided
 * among threads.
 */
#include "core/base/sobol.h"
#include "core/base/stats.h"
#include "core/questions/uncertainty.h"
#include "core/scenario/ties.h"
#include "llmcost.h"
#include "unit.h"

#include <stdlib.h>
#include <string.h>

enum { DRAWS = 4096 };

static struct llmcost_scenario scenario;
static struct llmcost_result result;
static struct llmcost_uncertainty uncertainty;

static struct llmcost_input range(enum llmcost_range kind, double low, double likely, double high)
{
    return (struct llmcost_input){
        .low = low, .likely = likely, .high = high, .range = (uint8_t)kind};
}

static void test_quantiles(void **state)
{
    static const struct {
        const char *name;
        int kind;
        double low, likely, high, p, expected;
    } rows[] = {
        {"triangular p10", LLMCOST_TRIANGULAR, 1.7, 2.35, 4, 0.1, 2.0866522986},
        {"triangular p50", LLMCOST_TRIANGULAR, 1.7, 2.35, 4, 0.5, 2.6225022686},
        {"triangular p90", LLMCOST_TRIANGULAR, 1.7, 2.35, 4, 0.9, 3.3839642867},
        {"triangular, mode at the bottom", LLMCOST_TRIANGULAR, 0, 0, 1, 0.75, 0.5},
        {"triangular, mode at the top", LLMCOST_TRIANGULAR, 0, 1, 1, 0.25, 0.5},
        {"lognormal p10", LLMCOST_LOGNORMAL, 1, 0, 4, 0.1, 1},
        {"lognormal p50", LLMCOST_LOGNORMAL, 1, 0, 4, 0.5, 2},
        {"lognormal p90", LLMCOST_LOGNORMAL, 1, 0, 4, 0.9, 4},
        {"uniform", LLMCOST_UNIFORM, 2, 0, 6, 0.25, 3},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct llmcost_input in =
            range((enum llmcost_range)rows[i].kind, rows[i].low, rows[i].likely, rows[i].high);
        ASSERT_ROW_NEAR(rows[i].name, llmcost_quantile(&in, rows[i].p), rows[i].expected,
                        1e-10 * fabs(rows[i].expected) + 1e-12);
    }
    struct llmcost_input point = {.value = 7};
    ASSERT_NEAR(llmcost_quantile(&point, 0.3), 7, 0);
}

static void test_inverse_normal(void **state)
{
    (void)state;
    ASSERT_NEAR(inverse_normal(0.975), 1.959963984540054, 1e-15);
    ASSERT_NEAR(inverse_normal(0.5), 0, 1e-16);
    ASSERT_NEAR(inverse_normal(0.025), -1.959963984540054, 1e-15);
    for (double p = 1e-12; p < 1; p = p < 0.5 ? p * 1.7 : 1 - (1 - p) / 1.7) {
        double z = inverse_normal(p); /* against the C library's distribution function */
        ASSERT_NEAR(erfc(-z / sqrt(2)) / 2, p, 1e-13 * p + 1e-16);
        if (1 - p < 1e-12)
            break;
    }
}

/* Joe and Kuo's own first points of dimensions 1 to 3 (without a shift). */
static void test_points(void **state)
{
    static const double expected[8][3] = {{0, 0, 0},
                                          {0.5, 0.5, 0.5},
                                          {0.75, 0.25, 0.25},
                                          {0.25, 0.75, 0.75},
                                          {0.375, 0.375, 0.625},
                                          {0.875, 0.875, 0.125},
                                          {0.625, 0.125, 0.875},
                                          {0.125, 0.625, 0.375}};
    uint32_t directions[SOBOL_BITS];
    (void)state;
    for (int d = 0; d < 3; d++) {
        sobol_directions(d, directions);
        for (uint32_t i = 0; i < 8; i++)
            ASSERT_NEAR(sobol_point(directions, 0, i), expected[i][d], 2e-10);
    }
    /* every dimension: of 4,096 points each of 4,096 intervals holds one, shifted or not */
    for (int d = 0; d < SOBOL_DIMENSIONS; d++) {
        static bool seen[DRAWS];
        memset(seen, 0, sizeof seen);
        sobol_directions(d, directions);
        for (uint32_t i = 0; i < DRAWS; i++) {
            int at = (int)(sobol_point(directions, sobol_shift(1, d, DRAWS), i) * DRAWS);
            assert_false(seen[at]);
            seen[at] = true;
        }
    }
}

/* Integrals that random points get wrong at this number: g-function (Sobol', a = 0, 1, 4.5, 9, 99)
 * is 1; Ishigami's function on -pi..pi has mean a/2 = 3.5 for a = 7. */
static void test_integrals(void **state)
{
    static const double a[] = {0, 1, 4.5, 9, 99};
    uint32_t directions[5][SOBOL_BITS];
    double g = 0;
    double ishigami = 0;
    (void)state;
    for (int d = 0; d < 5; d++)
        sobol_directions(d, directions[d]);
    for (uint32_t i = 0; i < DRAWS; i++) {
        double product = 1;
        double x[5];
        for (int d = 0; d < 5; d++) {
            x[d] = sobol_point(directions[d], sobol_shift(1, d, DRAWS), i);
            product *= (fabs(4 * x[d] - 2) + a[d]) / (1 + a[d]);
        }
        double u = (2 * x[0] - 1) * acos(-1);
        double v = (2 * x[1] - 1) * acos(-1);
        double w = (2 * x[2] - 1) * acos(-1);
        g += product / DRAWS;
        ishigami += (sin(u) + 7 * sin(v) * sin(v) + 0.1 * w * w * w * w * sin(u)) / DRAWS;
    }
    ASSERT_NEAR(g, 1, 0.002);
    ASSERT_NEAR(ishigami, 3.5, 0.01);
}

/* Two options that differ by 1 + 3a + 1.5b + 0.7c + 0.2d, standard normals (§10). */
static void test_value_of_information(void **state)
{
    static const double weight[] = {3, 1.5, 0.7, 0.2};
    static const double expected[] = {0.762708, 0.226679, 0.024095, 0};
    static double costs[2 * DRAWS];
    static double bin[DRAWS];
    static bool serves[2 * DRAWS];
    struct draws draws = {.costs = costs, .serves = serves, .samples = DRAWS, .options = 2};
    uint32_t directions[4][SOBOL_BITS];
    double perfect = 0;
    (void)state;
    for (int d = 0; d < 4; d++)
        sobol_directions(d, directions[d]);
    draws.eligible[0] = draws.eligible[1] = true;
    for (int i = 0; i < 2 * DRAWS; i++)
        serves[i] = true;
    for (uint32_t i = 0; i < DRAWS; i++) {
        double difference = 1;
        for (int d = 0; d < 4; d++)
            difference +=
                weight[d] * inverse_normal(sobol_point(directions[d], sobol_shift(1, d, DRAWS), i));
        costs[i] = 0;
        costs[DRAWS + i] = difference;
        perfect += fmin(0, difference) / DRAWS;
    }
    ASSERT_NEAR(-perfect, 0.92696, 0.001);
    for (int d = 0; d < 4; d++) {
        for (uint32_t i = 0; i < DRAWS; i++)
            bin[i] = floor(sobol_point(directions[d], sobol_shift(1, d, DRAWS), i) * 32);
        ASSERT_NEAR(value_of_bins(&draws, 0, bin), expected[d], 0.001);
    }
}

/* ---- Through the whole engine: one api with an uncertain fee against one of a known fee ---- */

static void evaluate_fees(void)
{
    static struct llmcost_diags diags;
    llmcost_diags_init(&diags);
    assert_true(llmcost_check(&scenario, &diags));
    assert_true(llmcost_evaluate(&scenario, &result, &diags));
}

static void build_fees(void)
{
    llmcost_scenario_init(&scenario);
    llmcost_set(&scenario.version, 1);
    llmcost_set(&scenario.workload.requests_per_day, 0);
    llmcost_set(&scenario.workload.input_tokens, 1);
    llmcost_set(&scenario.workload.output_tokens, 1);
    llmcost_set(&scenario.months, 1);
    for (int i = 0; i < 2; i++) {
        struct llmcost_api *a = &scenario.api[llmcost_add_api(&scenario, i ? "b" : "a")];
        llmcost_set(&a->input_per_mtok, 1);
        llmcost_set(&a->output_per_mtok, 1);
        llmcost_set(&a->monthly_fee, 100);
    }
    struct llmcost_input *fee = &scenario.api[1].monthly_fee;
    *fee = range(LLMCOST_UNIFORM, 60, 0, 160);
    fee->value = 110;
    fee->origin = LLMCOST_FILE;
    evaluate_fees();
}

static void run_draws(int parts, double *costs, bool *serves)
{
    struct llmcost_ref refs[LLMCOST_MAX_RANGED];
    static double work[2 * DRAWS];
    int count = llmcost_ranged(&scenario, refs, LLMCOST_MAX_RANGED);
    for (int p = parts; p-- > 0;)
        assert_true(llmcost_sample(&scenario, refs, count, DRAWS, DRAWS * p / parts,
                                   DRAWS * (p + 1) / parts, costs, serves));
    llmcost_uncertainty(&scenario, &result, refs, count, NULL, costs, serves, work, &uncertainty);
}

/* fee b ~ U(60, 160) against 100: E min = 100 - E max(0, 100 - b) = 100 - 40^2 / (2 * 100) = 92. */
static void test_uniform_fee(void **state)
{
    static double costs[2 * DRAWS];
    static bool serves[2 * DRAWS];
    (void)state;
    build_fees();
    run_draws(1, costs, serves);
    ASSERT_NEAR(uncertainty.option[0].mean, 100, 1e-9);
    ASSERT_NEAR(uncertainty.option[1].mean, 110, 0.05);
    /* the deviation of U(60, 160) is 100 / sqrt(12) */
    ASSERT_NEAR(uncertainty.option[1].standard_error, 100 / sqrt(12) / sqrt(DRAWS), 1e-3);
    ASSERT_NEAR(uncertainty.option[0].standard_error, 0, 0);
    assert_int_equal(uncertainty.on_average, -1);
    ASSERT_NEAR(uncertainty.option[1].p10, 70, 0.1);
    ASSERT_NEAR(uncertainty.option[1].p90, 150, 0.1);
    ASSERT_NEAR(uncertainty.option[1].probability_cheapest, 0.4, 0.001);
    ASSERT_NEAR(uncertainty.option[0].regret, 8, 0.05);
    ASSERT_NEAR(uncertainty.option[1].regret, 18, 0.05);
    ASSERT_NEAR(uncertainty.evpi, 8, 0.05);
    assert_int_equal(uncertainty.inputs, 1);
    /* 32 bins of 3.125: the bin that holds 100 blurs a little */
    ASSERT_NEAR(uncertainty.input[0].evppi, 8, 0.05);
    assert_true(uncertainty.input[0].evppi_noise < 0.2);
    const struct llmcost_swing *s = &uncertainty.input[0].swing;
    ASSERT_NEAR(s->low, 70, 1e-9);
    ASSERT_NEAR(s->high, 150, 1e-9);
    ASSERT_NEAR(s->margin_at_low, -30, 1e-6);
    ASSERT_NEAR(s->margin_at_high, 50, 1e-6);
    assert_true(s->flips && s->has_switch);
    ASSERT_NEAR(s->switch_value, 100, 1e-5);
    assert_true(scenario.api[1].monthly_fee.value == 110); /* restored */
    /* of a scenario with ranges the tornado has those alone */
    struct llmcost_swing swings[4];
    assert_int_equal(llmcost_tornado(&scenario, &result, NULL, NULL, 0, swings, 4), 2);
    ASSERT_NEAR(swings[0].margin_at_high, 50, 1e-6);
}

/* The point 95 is below the fee of 100, the mean of 110 is not. */
static void test_on_average(void **state)
{
    static double costs[2 * DRAWS];
    static bool serves[2 * DRAWS];
    (void)state;
    build_fees();
    scenario.api[1].monthly_fee.value = 95;
    evaluate_fees();
    assert_int_equal(result.recommended, 1);
    run_draws(1, costs, serves);
    assert_int_equal(uncertainty.on_average, 0);
}

/* Draws made by hand: four alike quarters in which option 0 costs 100 and option 1 `other`. */
static const struct quarters {
    const char *name;
    double other[4];
    bool serves[2][4];
    int recommended;
    double evpi; /* -1: none */
    double sure; /* how often option 1 is the cheapest */
    bool has_regret;
    int on_average;
    bool ruled_out; /* option 1 */
} quarters[] = {
    {.name = "both serve: 100 - (60 + 100 + 100 + 100) / 4",
     .other = {60, 160, 160, 160},
     .serves = {{true, true, true, true}, {true, true, true, true}},
     .evpi = 10,
     .sure = 0.25,
     .has_regret = true,
     .on_average = -1},
    {.name = "what fails in a draw cannot be decided for: 100 - (60 + 60 + 100 + 100) / 4",
     .other = {60, 60, 60, 60},
     .serves = {{true, true, true, true}, {true, true, false, false}},
     .evpi = 20,
     .sure = 0.5,
     .has_regret = false,
     .on_average = -1},
    {.name = "nor is it the better one on average",
     .other = {60, 60, 160, 60},
     .serves = {{true, true, true, true}, {true, true, false, true}},
     .recommended = 1,
     .evpi = 30,
     .sure = 0.75,
     .has_regret = false,
     .on_average = -1},
    {.name = "only one serves at all: nothing is worth knowing",
     .other = {60, 60, 60, 60},
     .serves = {{true, true, true, true}, {false, false, false, false}},
     .evpi = 0,
     .sure = 0,
     .has_regret = false,
     .on_average = -1},
    {.name = "none serves in every draw",
     .other = {60, 60, 60, 60},
     .serves = {{true, true, true, false}, {true, false, true, false}},
     .evpi = -1,
     .sure = 0.5,
     .has_regret = false,
     .on_average = -1},
    {.name = "ties are the recommended option's",
     .other = {100, 100, 100 + 1e-8, 160},
     .serves = {{true, true, true, true}, {true, true, true, true}},
     .recommended = 1,
     .evpi = 0,
     .sure = 0.75,
     .has_regret = true,
     .on_average = 0},
    {.name = "and the first one's where another is recommended",
     .other = {100, 100, 60, 100},
     .serves = {{true, true, true, true}, {true, true, true, true}},
     .recommended = 0,
     .evpi = 0,
     .sure = 0.25,
     .has_regret = true,
     .on_average = 1},
    {.name = "what may not be chosen regrets what it costs more than what may be",
     .other = {60, 160, 160, 160},
     .serves = {{true, true, true, true}, {true, true, true, true}},
     .evpi = 0,
     .sure = 0,
     .has_regret = true,
     .on_average = -1,
     .ruled_out = true},
    {.name = "and nothing where none that may be chosen serves",
     .other = {60, 160, 160, 160},
     .serves = {{true, true, true, false}, {true, true, true, true}},
     .evpi = -1,
     .sure = 0,
     .has_regret = false,
     .on_average = -1,
     .ruled_out = true},
};

static void test_quarters(void **state)
{
    static double costs[2 * DRAWS];
    static bool serves[2 * DRAWS];
    static double work[2 * DRAWS];
    struct llmcost_ref refs[1];
    (void)state;
    for (size_t i = 0; i < COUNT(quarters); i++) {
        const struct quarters *q = &quarters[i];
        build_fees();
        llmcost_ranged(&scenario, refs, 1);
        for (int draw = 0; draw < DRAWS; draw++) {
            costs[draw] = 100;
            costs[DRAWS + draw] = q->other[draw % 4];
            serves[draw] = q->serves[0][draw % 4];
            serves[DRAWS + draw] = q->serves[1][draw % 4];
        }
        result.recommended = q->recommended;
        result.option[1].eligible = !q->ruled_out;
        llmcost_uncertainty(&scenario, &result, refs, 1, NULL, costs, serves, work, &uncertainty);
        const struct llmcost_option_uncertainty *other = &uncertainty.option[1];
        ASSERT_ROW_NEAR(q->name, uncertainty.has_evpi ? uncertainty.evpi : -1, q->evpi, 1e-7);
        ASSERT_ROW_NEAR(q->name, other->probability_cheapest, q->sure, 1e-12);
        assert_int_equal(other->has_regret, q->has_regret);
        assert_int_equal(uncertainty.on_average, q->on_average);
        assert_true(uncertainty.input[0].evppi <= uncertainty.evpi);
        assert_true(uncertainty.input[0].evppi_noise <= uncertainty.evpi);
    }
}

static void test_any_division(void **state)
{
    static double costs[3][2 * DRAWS];
    static bool serves[3][2 * DRAWS];
    static const int parts[] = {1, 2, 8};
    (void)state;
    build_fees();
    for (int i = 0; i < 3; i++)
        run_draws(parts[i], costs[i], serves[i]);
    for (int i = 1; i < 3; i++) {
        assert_memory_equal(costs[0], costs[i], sizeof costs[0]);
        assert_memory_equal(serves[0], serves[i], sizeof serves[0]);
    }
}

/* ---- Ranges that are one unknown ---- */

/* Where a range stands when another one is at a value: the same quantile, found by hand. */
static void test_follow(void **state)
{
    static const struct {
        const char *name;
        int lead, range;
        double lead_low, lead_likely, lead_high, low, likely, high, value, expected;
    } rows[] = {
        {.name = "a quarter of the way is a quarter of the way",
         .lead = LLMCOST_UNIFORM,
         .lead_high = 10,
         .range = LLMCOST_UNIFORM,
         .high = 100,
         .value = 2.5,
         .expected = 25},
        {.name = "the p90 of a lognormal is the p90 of a uniform",
         .lead = LLMCOST_LOGNORMAL,
         .lead_low = 3,
         .lead_high = 6,
         .range = LLMCOST_UNIFORM,
         .high = 100,
         .value = 6,
         .expected = 90},
        {.name = "half of a uniform is the median of a lognormal",
         .lead = LLMCOST_UNIFORM,
         .lead_high = 10,
         .range = LLMCOST_LOGNORMAL,
         .low = 1,
         .high = 4,
         .value = 5,
         .expected = 2},
        {.name = "a quarter of a triangle with its mode at the top is half of its width",
         .lead = LLMCOST_UNIFORM,
         .lead_high = 1,
         .range = LLMCOST_TRIANGULAR,
         .likely = 1,
         .high = 1,
         .value = 0.25,
         .expected = 0.5},
        {.name = "beyond a range the other one is at its end",
         .lead = LLMCOST_UNIFORM,
         .lead_high = 10,
         .range = LLMCOST_UNIFORM,
         .low = 20,
         .high = 40,
         .value = 11,
         .expected = 40},
        {.name = "of one and the same range the value itself, beyond it too",
         .lead = LLMCOST_UNIFORM,
         .lead_high = 10,
         .range = LLMCOST_UNIFORM,
         .high = 10,
         .value = 11,
         .expected = 11},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct llmcost_input lead = range((enum llmcost_range)rows[i].lead, rows[i].lead_low,
                                                rows[i].lead_likely, rows[i].lead_high);
        const struct llmcost_input own =
            range((enum llmcost_range)rows[i].range, rows[i].low, rows[i].likely, rows[i].high);
        ASSERT_ROW_NEAR(rows[i].name, follow(&lead, rows[i].value, &own), rows[i].expected, 1e-9);
    }
}

static uint32_t text(const char *word)
{
    return llmcost_add_text(&scenario, word, strlen(word));
}

/* Fee a is U(60, 160) and fee b U(80, b_high), tied or not. */
static void build_two_fees(double b_high, const char *same_as)
{
    build_fees();
    struct llmcost_input *fee = &scenario.api[0].monthly_fee;
    *fee = range(LLMCOST_UNIFORM, 60, 0, 160);
    fee->value = 110;
    fee->origin = LLMCOST_FILE;
    fee = &scenario.api[1].monthly_fee;
    *fee = range(LLMCOST_UNIFORM, 80, 0, b_high);
    fee->value = 80 + (b_high - 80) / 2;
    fee->origin = LLMCOST_FILE;
    fee->same_as = same_as != NULL ? text(same_as) : 0;
    evaluate_fees();
}

/* Tied, a quantile p costs 60 + 100 p or 80 + 50 p: b is the cheaper one from p = 0.4 on, where a
 * costs 100. The least mean is 105; the cheapest of each draw costs 0.4 * 80 + 0.6 * 115 = 101 on
 * average. Apart, with B = b: E min = E[B - (B - 60)^2 / 200], B ~ U(80, 130): 105 - (70^3 - 20^3)
 * / (3 * 50 * 200). */
static void test_tied_fees(void **state)
{
    static double costs[2 * DRAWS];
    static bool serves[2 * DRAWS];
    struct llmcost_swing swings[4];
    (void)state;
    build_two_fees(130, NULL);
    run_draws(1, costs, serves);
    assert_int_equal(uncertainty.inputs, 2);
    ASSERT_NEAR(uncertainty.evpi, (343000.0 - 8000) / 30000, 0.05);
    build_two_fees(130, "apis.a.monthly_fee");
    run_draws(1, costs, serves);
    assert_int_equal(uncertainty.inputs, 1);
    ASSERT_NEAR(uncertainty.evpi, 4, 0.02);
    ASSERT_NEAR(uncertainty.input[0].evppi, 4, 0.05);
    assert_true(llmcost_read(&scenario, uncertainty.input[0].swing.ref) ==
                &scenario.api[0].monthly_fee);
    for (int draw = 0; draw < DRAWS; draw++)
        ASSERT_NEAR((costs[DRAWS + draw] - 80) / 50, (costs[draw] - 60) / 100, 1e-7);
    const struct llmcost_swing *s = &uncertainty.input[0].swing;
    ASSERT_NEAR(s->margin_at_low, 70 - 85, 1e-6);
    ASSERT_NEAR(s->margin_at_high, 150 - 125, 1e-6);
    assert_true(s->has_switch);
    ASSERT_NEAR(s->switch_value, 100, 1e-5);
    ASSERT_NEAR(scenario.api[0].monthly_fee.value, 110, 0);
    ASSERT_NEAR(scenario.api[1].monthly_fee.value, 105, 0);
    assert_int_equal(llmcost_tornado(&scenario, &result, NULL, NULL, 0, swings, 4), 1);
    ASSERT_NEAR(swings[0].margin_at_high, 25, 1e-6);
}

/* Two that name the same number, which is no range, still share a draw. */
static void test_tied_to_a_number(void **state)
{
    static double costs[2 * DRAWS];
    static bool serves[2 * DRAWS];
    (void)state;
    build_two_fees(160, "apis.a.per_request");
    scenario.api[0].monthly_fee.same_as = text("apis.\"a\".per_request");
    run_draws(1, costs, serves);
    assert_int_equal(uncertainty.inputs, 1);
    for (int draw = 0; draw < DRAWS; draw++)
        ASSERT_NEAR((costs[DRAWS + draw] - 80) / 80, (costs[draw] - 60) / 100, 1e-7);
}

/* Demand that leads another range: no edge of demand alone is one of both. */
static void test_tied_demand(void **state)
{
    static double costs[2 * DRAWS];
    static bool serves[2 * DRAWS];
    (void)state;
    build_two_fees(130, "workload.requests_per_day");
    llmcost_set(&scenario.api[0].monthly_fee, 110);
    scenario.workload.requests_per_day = range(LLMCOST_UNIFORM, 0, 0, 10);
    scenario.workload.requests_per_day.origin = LLMCOST_FILE;
    scenario.workload.requests_per_day.value = 5;
    evaluate_fees();
    run_draws(1, costs, serves);
    assert_int_equal(uncertainty.inputs, 1);
    /* both bill the same tokens; b's fee is 110 where p = 0.6: at 6 requests a day */
    ASSERT_NEAR(uncertainty.input[0].swing.switch_value, 6, 1e-5);
}

/* The error of an estimate is one unknown of hosts that run one model on one GPU. */
static void test_tied_factors(void **state)
{
    static const struct {
        const char *model, *gpu;
        bool states;
        int lead;
    } hosts[] = {{.model = "m", .gpu = "g", .lead = 0},
                 {.model = "m", .gpu = "other", .lead = 1},
                 {.model = "m", .gpu = "g", .lead = 0},
                 {.model = "other", .gpu = "g", .lead = 3},
                 {.model = "m", .gpu = "g", .states = true, .lead = 4},
                 {.model = "m", .gpu = "g", .lead = 0}};
    struct llmcost_ref refs[LLMCOST_MAX_RANGED];
    int leads[LLMCOST_MAX_RANGED];
    (void)state;
    build_fees();
    scenario.api[1].monthly_fee.range = LLMCOST_POINT;
    for (size_t i = 0; i < COUNT(hosts); i++) {
        const char id[] = {(char)('h' + (int)i), '\0'};
        struct llmcost_host *host = &scenario.host[llmcost_add_host(&scenario, id)];
        host->model.text = text(hosts[i].model);
        host->gpu.text = text(hosts[i].gpu);
        host->throughput_factor = range(LLMCOST_LOGNORMAL, 0.7, 0, 1.4);
        host->throughput_factor.origin = hosts[i].states ? LLMCOST_FILE : LLMCOST_DEFAULT;
    }
    const int count = llmcost_ranged(&scenario, refs, LLMCOST_MAX_RANGED);
    assert_int_equal(count, COUNT(hosts));
    llmcost_ties(&scenario, refs, count, leads);
    for (int i = 0; i < count; i++)
        assert_int_equal(leads[i], hosts[i].lead);
    /* followed through another one */
    scenario.host[4].throughput_factor.same_as = text("hosts.j.throughput_factor");
    llmcost_ties(&scenario, refs, count, leads);
    assert_int_equal(leads[4], 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_quantiles),
        cmocka_unit_test(test_inverse_normal),
        cmocka_unit_test(test_points),
        cmocka_unit_test(test_integrals),
        cmocka_unit_test(test_value_of_information),
        cmocka_unit_test(test_uniform_fee),
        cmocka_unit_test(test_on_average),
        cmocka_unit_test(test_quarters),
        cmocka_unit_test(test_any_division),
        cmocka_unit_test(test_follow),
        cmocka_unit_test(test_tied_fees),
        cmocka_unit_test(test_tied_to_a_number),
        cmocka_unit_test(test_tied_demand),
        cmocka_unit_test(test_tied_factors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
