/* test_real.c - whole(), exp, log, pow against libm, and the shapes of the load (§0, §1).
 * The references are the C library's own functions in long double, rounded once.
 */
#include "core/base/real.h"
#include "model.h"

#include <float.h>
#include <string.h>

/* ---- whole() */

static const struct {
    double x, whole;
} wholes[] = {
    {.x = 0, .whole = 0},
    {.x = 4, .whole = 4},
    {.x = 4.000000000000001, .whole = 4}, /* the model's own example */
    {.x = 4.0000000001, .whole = 5},      /* beyond 1e-12 of itself */
    {.x = 0.1 * 3 / 0.3, .whole = 1},     /* 1.0000000000000002 */
    {.x = 1e-300, .whole = 1},
    {.x = 3.5, .whole = 4},
    {.x = -0.5, .whole = 0},
    {.x = 1e12 + 0.5, .whole = 1e12},             /* half a unit of 1e12 is within 1e-12 of it */
    {.x = 0x1p60, .whole = 0x1p60 * (1 - 1e-12)}, /* every double is whole up there */
};

static void test_whole(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(wholes); i++)
        ASSERT_NEAR(llmcost_whole(wholes[i].x), wholes[i].whole, wholes[i].whole * 1e-15);
}

/* ---- exp, log, pow */

static int64_t position(double x)
{
    int64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits < 0 ? INT64_MIN - bits : bits;
}

static void assert_ulp(const char *what, double x, double y, double actual, long double exact)
{
    const double expected = (double)exact;
    const int64_t off = position(actual) - position(expected);
    if (off >= -2 && off <= 2)
        return;
    fail_msg("%s(%.17g, %.17g) is %.17g, not %.17g: %lld ulp", what, x, y, actual, expected,
             (long long)off);
}

static void test_exp_log_pow(void **state)
{
    (void)state;
    for (int i = 0; i < 100000; i++) {
        const double x = pick(-700, 700);
        assert_ulp("exp", x, 0, llmcost_exp(x), expl((long double)x));
        const double near = pick(-1, 1) * pick(0, 1) * pick(0, 1);
        assert_ulp("exp", near, 0, llmcost_exp(near), expl((long double)near));
        const double wide = exp(pick(-700, 700));
        assert_ulp("log", wide, 0, llmcost_log(wide), logl((long double)wide));
        const double one = 1 + near / 2;
        assert_ulp("log", one, 0, llmcost_log(one), logl((long double)one));
        const double base = exp(pick(-20, 20));
        const double power = pick(-30, 30);
        assert_ulp("pow", base, power, llmcost_pow(base, power),
                   powl((long double)base, (long double)power));
        const int whole = i % 17;
        const double small = small_pow(whole, power), same = llmcost_pow(whole, power);
        if (memcmp(&small, &same, sizeof same) != 0)
            fail_msg("%d^%.17g is %.17g, not %.17g", whole, power, small, same);
        const double years = pick(0, 50);
        assert_ulp("pow", 1 + fabs(near), years, llmcost_pow(1 + fabs(near), years),
                   powl((long double)(1 + fabs(near)), (long double)years));
    }
}

static double exp_of(double x, double y)
{
    (void)y;
    return llmcost_exp(x);
}

static double log_of(double x, double y)
{
    (void)y;
    return llmcost_log(x);
}

/* Where the mathematics has no finite answer there is the largest double: infinity and NaN never
 * leave the engine. */
static const struct {
    const char *name;
    double (*of)(double x, double y);
    double x, y, expected;
} edges[] = {
    {.name = "exp 0", .of = exp_of, .x = 0, .expected = 1},
    {.name = "exp of the largest", .of = exp_of, .x = 709.785, .expected = DBL_MAX},
    {.name = "exp overflows", .of = exp_of, .x = 1e6, .expected = DBL_MAX},
    {.name = "exp underflows", .of = exp_of, .x = -746, .expected = 0},
    {.name = "exp far below", .of = exp_of, .x = -1e300, .expected = 0},
    {.name = "log 1", .of = log_of, .x = 1, .expected = 0},
    {.name = "log 0", .of = log_of, .x = 0, .expected = -DBL_MAX},
    {.name = "log of a negative", .of = log_of, .x = -1, .expected = -DBL_MAX},
    {.name = "x^0", .of = llmcost_pow, .x = 0, .y = 0, .expected = 1},
    {.name = "1^y", .of = llmcost_pow, .x = 1, .y = 1e300, .expected = 1},
    {.name = "0^y", .of = llmcost_pow, .x = 0, .y = 2, .expected = 0},
    {.name = "0^-y", .of = llmcost_pow, .x = 0, .y = -2, .expected = DBL_MAX},
    {.name = "2^10", .of = llmcost_pow, .x = 2, .y = 10, .expected = 1024},
    {.name = "4^-1/2", .of = llmcost_pow, .x = 4, .y = -0.5, .expected = 0.5},
    {.name = "pow overflows", .of = llmcost_pow, .x = 10, .y = 309, .expected = DBL_MAX},
    {.name = "pow overflows far", .of = llmcost_pow, .x = 10, .y = 1e300, .expected = DBL_MAX},
    {.name = "pow underflows far", .of = llmcost_pow, .x = 10, .y = -1e300, .expected = 0},
    {.name = "pow at the top",
     .of = llmcost_pow,
     .x = DBL_MAX,
     .y = 1.00000000001,
     .expected = DBL_MAX},
};

static void test_edges(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(edges); i++)
        ASSERT_ROW_NEAR(edges[i].name, edges[i].of(edges[i].x, edges[i].y), edges[i].expected, 0);
    for (double x = 709; x < 711; x += 1.0 / 4096)
        assert_true(llmcost_exp(x) <= DBL_MAX);
    /* subnormals */
    const double smallest = 0x1p-1074;
    assert_ulp("log", smallest, 0, llmcost_log(smallest), logl((long double)smallest));
    assert_ulp("exp", -744, 0, llmcost_exp(-744), expl(-744.0L));
}

/* The yearly factor of a change is the monthly one twelve times over. */
static void test_root12(void **state)
{
    (void)state;
    ASSERT_NEAR(root12(0), 0, 0); /* what falls to nothing is nothing at once */
    ASSERT_NEAR(root12(-1), 0, 0);
    ASSERT_NEAR(root12(1), 1, 0);
    ASSERT_NEAR(root12(4096), 2, 1e-15);
    for (int i = 0; i < 20000; i++) {
        const double x = exp(pick(-30, 30));
        const double root = root12(x);
        ASSERT_NEAR(root, (double)powl((long double)x, 1 / 12.0L), 1e-15 * root);
    }
}

/* ---- Load */

static void test_load_factor(void **state)
{
    const struct llmcost_load *load = &scenario.load;
    (void)state;
    llmcost_scenario_init(&scenario);
    for (double f = 0.02; f < 1.0001; f += 0.01) {
        const double factor = f < 1 ? f : 1;
        double sum = 0;
        llmcost_set_load_factor(&scenario, factor);
        assert_int_equal(load->hours, 168);
        assert_int_equal(load->kind, LLMCOST_LOAD_FACTOR);
        ASSERT_NEAR(load->factor.value, factor, 0);
        ASSERT_NEAR(load->level[0], 1 / factor, 1e-14 / factor);
        for (int h = 0; h < 168; h++) {
            assert_true(load->weight[h] >= -1e-12);
            assert_true(h == 0 || load->weight[h] <= load->weight[h - 1]);
            sum += load->weight[h];
        }
        ASSERT_NEAR(sum / 168, 1, 1e-12);
    }
    assert_int_equal(load->levels, 1); /* f = 1 is flat */
}

/* One weight by hand: f = 0.5 has m = 0.25, theta = 0.75 / 0.5 - 1 = 0.5, so 1 - D_h = 0.75
 * sqrt(h / 167); their mean is summed here, and q = 0.5 / mean. */
static void test_load_factor_by_hand(void **state)
{
    (void)state;
    double mean = 0;
    for (int h = 0; h < 168; h++)
        mean += 0.75 * sqrt(h / 167.0) / 168;
    llmcost_scenario_init(&scenario);
    llmcost_set_load_factor(&scenario, 0.5);
    for (int h = 0; h < 168; h++)
        ASSERT_NEAR(scenario.load.weight[h], (1 - 0.5 / mean * 0.75 * sqrt(h / 167.0)) / 0.5,
                    1e-13);
}

/* The formula as it stands, for moderate and for steep curves. */
static void test_load_factor_formula(void **state)
{
    static const double factors[] = {0.02, 0.1, 0.3, 0.5, 0.9, 0.99, 0.995, 0.996, 0.999999};
    (void)state;
    llmcost_scenario_init(&scenario);
    for (size_t i = 0; i < COUNT(factors); i++) {
        const double f = factors[i];
        const double theta = (1 - f / 2) / (1 - f) - 1;
        double depth[168];
        double mean = 0;
        for (int h = 0; h < 168; h++) {
            depth[h] = (1 - f / 2) * (double)powl(h / 167.0L, (long double)theta);
            mean += depth[h] / 168;
        }
        llmcost_set_load_factor(&scenario, f);
        for (int h = 0; h < 168; h++)
            ASSERT_NEAR(scenario.load.weight[h], (1 - (1 - f) / mean * depth[h]) / f, 1e-13 / f);
    }
}

static const struct weights day = {
    .hours = 8,
    .weight = {1, 3, 0, 2, 3, 3, 2, 2},
};

static void test_load_list(void **state)
{
    const struct llmcost_load *load = &scenario.load;
    static const double levels[] = {3, 2, 1, 0}; /* sum 16 over 8 hours: mean 2 */
    static const int hours[] = {3, 3, 1, 1};
    (void)state;
    llmcost_scenario_init(&scenario);
    assert_int_equal(load->kind, LLMCOST_LOAD_FLAT);
    assert_int_equal(load->levels, 1);
    assert_true(llmcost_set_load(&scenario, day.weight, day.hours));
    assert_int_equal(load->kind, LLMCOST_LOAD_LIST);
    assert_int_equal(load->levels, 4);
    for (int i = 0; i < 4; i++) {
        ASSERT_NEAR(load->level[i], levels[i] / 2, 1e-15);
        assert_int_equal(load->level_hours[i], hours[i]);
    }
    for (int h = 0; h < day.hours; h++) {
        ASSERT_NEAR(load->weight[h], day.weight[h] / 2, 1e-15);
        ASSERT_NEAR(load->level[load->level_of[h]], load->weight[h], 0);
    }
    ASSERT_NEAR(load->factor.value, 2.0 / 3, 1e-15);
}

static void test_load_refused(void **state)
{
    static double many[LLMCOST_MAX_HOURS + 1];
    static const double bad[][2] = {{1, -1}, {0, 0}, {NAN, 1}, {INFINITY, 1}, {1, 1e16}};
    (void)state;
    llmcost_scenario_init(&scenario);
    for (int h = 0; h < LLMCOST_MAX_HOURS; h++)
        many[h] = h % 100;
    assert_false(llmcost_set_load(&scenario, many, 0));
    assert_false(llmcost_set_load(&scenario, many, -1));
    assert_false(llmcost_set_load(&scenario, many, LLMCOST_MAX_HOURS + 1));
    for (size_t i = 0; i < COUNT(bad); i++)
        assert_false(llmcost_set_load(&scenario, bad[i], 2));
    assert_int_equal(scenario.load.hours, 1); /* untouched by what was refused */
    assert_true(llmcost_set_load(&scenario, many, LLMCOST_MAX_HOURS));
    assert_int_equal(scenario.load.levels, 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole),
        cmocka_unit_test(test_exp_log_pow),
        cmocka_unit_test(test_edges),
        cmocka_unit_test(test_root12),
        cmocka_unit_test(test_load_factor),
        cmocka_unit_test(test_load_factor_by_hand),
        cmocka_unit_test(test_load_factor_formula),
        cmocka_unit_test(test_load_list),
        cmocka_unit_test(test_load_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
