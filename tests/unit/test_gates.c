/* test_gates.c - gates: how they are written, and when they pass. Sides are filled in by hand; a
 * new case is a row. `old` is what the recommended option cost, `new` what it costs, in money a
 * month.
 */
#include "io/report/diff.h"
#include "io/scenario/load.h"
#include "unit.h"

#include <stdlib.h>

/* ---- As they are written ---- */

struct limit_row {
    const char *text;
    bool change, share; /* what it is taken for */
    double limit;
    bool is_share;
};

static const struct limit_row limit_rows[] = {
    {.text = "500", .change = true, .limit = 500},
    {.text = "12k", .change = true, .limit = 12000},
    {.text = "0", .change = true, .share = true, .limit = 0},
    {.text = "5%", .change = true, .share = true, .limit = 0.05, .is_share = true},
    {.text = "0%", .change = true, .share = true, .limit = 0, .is_share = true},
    {.text = "250%", .change = true, .share = true, .limit = 2.5, .is_share = true},
    {.text = "0.1", .change = true, .share = true, .limit = 0.1},
    {.text = "1", .change = true, .share = true, .limit = 1},
    {.text = "10", .change = true, .limit = 10}, /* a margin of 1,000 % is a slip */
    {.text = "-1"},
    {.text = "-1%"},
    {.text = "%"},
    {.text = ""},
    {.text = "five"},
    {.text = "$5"},
    {.text = "1e30"},
    {.text = "nan"},
    {.text = "5 %"},
};

static void test_limits(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(limit_rows); i++) {
        const struct limit_row *row = &limit_rows[i];
        struct gate gate = {.is_set = false};
        const char *why = NULL;
        if (gate_parse_change(row->text, &gate, &why) != row->change)
            fail_msg("\"%s\" as a change", row->text);
        assert_true(gate.is_set == row->change);
        if (row->change) {
            ASSERT_ROW_NEAR(row->text, gate.limit, row->limit, 1e-12);
            assert_true(gate.is_share == row->is_share);
        } else
            assert_non_null(why);
        if (gate_parse_share(row->text, &gate, &why) != row->share)
            fail_msg("\"%s\" as a share", row->text);
        assert_true(!row->share || gate.is_share);
    }
}

struct word_row {
    const char *text;
    int id;
    bool has_limit;
    double limit;
};

static const struct word_row word_rows[] = {
    {.text = "verdict-change", .id = GATE_VERDICT_CHANGE},
    {.text = "infeasible", .id = GATE_INFEASIBLE},
    {.text = "missing-price", .id = GATE_MISSING_PRICE},
    {.text = "stale-price", .id = GATE_STALE_PRICE},
    {.text = "stale-price=30", .id = GATE_STALE_PRICE, .has_limit = true, .limit = 30},
    {.text = "assumed-input", .id = GATE_ASSUMED_INPUT},
    {.text = "warning", .id = GATE_WARNING},
    {.text = "warnings", .id = -1},
    {.text = "", .id = -1},
    {.text = "=3", .id = -1},
    {.text = "warning=3", .id = -1},
    {.text = "stale-price=", .id = -1},
    {.text = "stale-price=-3", .id = -1},
    {.text = "stale-price=3.5", .id = -1},
    {.text = "stale-price=9999999", .id = -1},
    {.text = "max_increase", .id = -1},
    {.text = "Infeasible", .id = -1},
};

static void test_words(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(word_rows); i++) {
        const struct word_row *row = &word_rows[i];
        struct gate gate = {.is_set = false};
        if (gate_parse_word(row->text, strlen(row->text), &gate) != row->id)
            fail_msg("\"%s\"", row->text);
        assert_true(gate.is_set == (row->id >= 0));
        assert_true(gate.has_limit == row->has_limit);
        ASSERT_ROW_NEAR(row->text, gate.limit, row->limit, 0);
    }
    assert_string_equal(gate_nearest_word("warnig"), "warning");
    assert_null(gate_nearest_word("nothing of the kind"));
}

/* ---- When they pass ---- */

struct gate_row {
    const char *name;
    enum gate_id id;
    const char *limit; /* NULL: a word */
    double old, new;   /* NAN: there is none; old -1: no report to compare with */
    double margin;     /* NAN: no runner-up */
    int warnings, assumed, missing;
    bool flips, passed, has_value;
    double value;
    const char *says; /* a part of its sentence */
};

static const struct gate_row gate_rows[] = {
    {.name = "cheap enough",
     .id = GATE_MAX_MONTHLY_COST,
     .limit = "5000",
     .new = 4999,
     .passed = true,
     .has_value = true,
     .value = 4999,
     .says = "this costs $4,999 a month, at most $5,000"},
    {.name = "as much as allowed",
     .id = GATE_MAX_MONTHLY_COST,
     .limit = "5000",
     .new = 5000,
     .passed = true,
     .has_value = true,
     .value = 5000},
    {.name = "a millionth too dear",
     .id = GATE_MAX_MONTHLY_COST,
     .limit = "5000",
     .new = 5000.000001,
     .has_value = true,
     .value = 5000.000001,
     .says = "costs $5,000.000001 a month, more than $5,000.000000"},
    {.name = "exactly a fraction",
     .id = GATE_MAX_MONTHLY_COST,
     .limit = "7464.96",
     .new = 7464.96,
     .passed = true,
     .has_value = true,
     .value = 7464.96},
    {.name = "nothing is recommended, nothing passes",
     .id = GATE_MAX_MONTHLY_COST,
     .limit = "5000",
     .new = NAN,
     .says = "no option is recommended"},
    {.name = "a rise of as much as allowed",
     .id = GATE_MAX_INCREASE,
     .limit = "5%",
     .old = 1000,
     .new = 1050,
     .passed = true,
     .has_value = true,
     .value = 0.05},
    {.name = "a cent more than allowed",
     .id = GATE_MAX_INCREASE,
     .limit = "5%",
     .old = 1000,
     .new = 1050.01,
     .has_value = true,
     .value = 0.05001,
     .says = "rises by $50.01 (5.001 %), from $1,000 to $1,050 a month; at most 5.000 % is"},
    {.name = "money",
     .id = GATE_MAX_INCREASE,
     .limit = "50",
     .old = 1000,
     .new = 1050.01,
     .has_value = true,
     .value = 50.01,
     .says = "rises by $50.01 (5 %), from $1,000 to $1,050 a month; at most $50"},
    {.name = "money that reads as what is allowed",
     .id = GATE_MAX_INCREASE,
     .limit = "350",
     .old = 923,
     .new = 1273.2,
     .has_value = true,
     .value = 350.2,
     .says = "rises by $350.20 (37.9 %), from $923 to $1,273 a month; at most $350.00"},
    {.name = "less than half a cent is nothing",
     .id = GATE_MAX_INCREASE,
     .limit = "0",
     .old = 1000,
     .new = 1000.004,
     .passed = true,
     .has_value = true,
     .value = 0,
     .says = "does not change"},
    {.name = "half a cent is something",
     .id = GATE_MAX_INCREASE,
     .limit = "0",
     .old = 1000,
     .new = 1000.005,
     .has_value = true,
     .value = 0.005,
     .says = "from $1,000.00 to $1,000.01 a month"},
    {.name = "a fall is no rise",
     .id = GATE_MAX_INCREASE,
     .limit = "0%",
     .old = 1000,
     .new = 10,
     .passed = true,
     .has_value = true,
     .value = -0.99,
     .says = "falls by $990 (99 %)"},
    {.name = "of nothing every rise is too much",
     .id = GATE_MAX_INCREASE,
     .limit = "500%",
     .old = 0,
     .new = 1},
    {.name = "of nothing to nothing",
     .id = GATE_MAX_INCREASE,
     .limit = "5%",
     .old = 0,
     .new = 0,
     .passed = true},
    {.name = "nothing to compare with",
     .id = GATE_MAX_INCREASE,
     .limit = "5%",
     .old = -1,
     .new = 1000,
     .says = "nothing to compare with"},
    {.name = "nothing was recommended",
     .id = GATE_MAX_INCREASE,
     .limit = "5%",
     .old = NAN,
     .new = 1000,
     .says = "no option was recommended before"},
    {.name = "with another option",
     .id = GATE_MAX_INCREASE,
     .limit = "5%",
     .old = 1000,
     .new = 1100,
     .flips = true,
     .has_value = true,
     .value = 0.1,
     .says = "with another option"},
    {.name = "too good to be true",
     .id = GATE_MAX_DECREASE,
     .limit = "50%",
     .old = 1000,
     .new = 400,
     .has_value = true,
     .value = 0.6},
    {.name = "a rise is no fall",
     .id = GATE_MAX_DECREASE,
     .limit = "50%",
     .old = 1000,
     .new = 4000,
     .passed = true,
     .has_value = true,
     .value = -3},
    {.name = "far ahead",
     .id = GATE_MIN_MARGIN,
     .limit = "10%",
     .new = 1,
     .margin = 0.1,
     .passed = true,
     .has_value = true,
     .value = 0.1},
    {.name = "hardly ahead",
     .id = GATE_MIN_MARGIN,
     .limit = "10%",
     .new = 1,
     .margin = 0.0999,
     .has_value = true,
     .value = 0.0999},
    {.name = "not quite far enough ahead",
     .id = GATE_MIN_MARGIN,
     .limit = "10%",
     .new = 1,
     .margin = 0.099998,
     .has_value = true,
     .value = 0.099998,
     .says = "is 9.9998 % ahead of that, less than 10.0000 %"},
    {.name = "nobody behind",
     .id = GATE_MIN_MARGIN,
     .limit = "0%",
     .new = 1,
     .margin = NAN,
     .says = "no other option"},
    {.name = "the same", .id = GATE_VERDICT_CHANGE, .old = 1, .new = 2, .passed = true},
    {.name = "another",
     .id = GATE_VERDICT_CHANGE,
     .old = 1,
     .new = 2,
     .flips = true,
     .says = "it was that, now it is this"},
    {.name = "none any more", .id = GATE_VERDICT_CHANGE, .old = 1, .new = NAN},
    {.name = "none as before", .id = GATE_VERDICT_CHANGE, .old = NAN, .new = NAN, .passed = true},
    {.name = "none to compare", .id = GATE_VERDICT_CHANGE, .old = -1, .new = 1},
    {.name = "some option", .id = GATE_INFEASIBLE, .new = 1, .passed = true},
    {.name = "no option", .id = GATE_INFEASIBLE, .new = NAN, .says = "no option can be chosen"},
    {.name = "all prices", .id = GATE_MISSING_PRICE, .new = 1, .passed = true},
    {.name = "a price less",
     .id = GATE_MISSING_PRICE,
     .new = 1,
     .missing = 1,
     .says = "1 price that is needed is not stated: apis.a.batch_discount"},
    {.name = "no dates", .id = GATE_STALE_PRICE, .new = 1, .says = "no price of this report"},
    {.name = "no guess", .id = GATE_ASSUMED_INPUT, .new = 1, .passed = true},
    {.name = "a guess", .id = GATE_ASSUMED_INPUT, .new = 1, .assumed = 1, .says = ": a.path"},
    {.name = "guesses",
     .id = GATE_ASSUMED_INPUT,
     .new = 1,
     .assumed = 3,
     .says = "3 inputs are marked as assumed, first a.path"},
    {.name = "no warning", .id = GATE_WARNING, .new = 1, .passed = true},
    {.name = "warnings",
     .id = GATE_WARNING,
     .new = 1,
     .warnings = 2,
     .says = "there are 2 warnings, first W202"},
};

static void fill(struct diff_side *side, struct outcome_option *option, const char *id, double cost)
{
    *side = (struct diff_side){.currency = "USD", .options = 1, .option = option};
    *option = (struct outcome_option){.id = id};
    if (!isnan(cost)) {
        option->monthly_cost = (int64_t)floor(cost * 1e6 + 0.5);
        side->recommended = id;
    }
}

static void judge(const struct gate_row *row, struct gate_result *ret_result)
{
    struct diff_side old;
    struct diff_side new;
    struct outcome_option old_option;
    struct outcome_option new_option;
    struct gates gates = {.gate = {{.is_set = false}}};
    struct gate_result results[MAX_GATES];
    const char *why;
    struct gate *gate = &gates.gate[row->id];
    fill(&old, &old_option, row->flips ? "that" : "this", row->old);
    fill(&new, &new_option, "this", row->new);
    new.has_margin = !isnan(row->margin);
    new.margin_ratio = row->margin;
    new.runner_up = new.has_margin ? "that" : NULL;
    new.warnings = row->warnings;
    new.assumed = row->assumed;
    new.missing_prices = row->missing;
    snprintf(new.first_warning, sizeof new.first_warning, "W202");
    snprintf(new.first_assumed, sizeof new.first_assumed, "a.path");
    snprintf(new.missing, sizeof new.missing, "apis.a.batch_discount");
    if (row->limit == NULL)
        *gate = (struct gate){.is_set = true};
    else if (!gate_parse_change(row->limit, gate, &why))
        fail_msg("%s: %s", row->name, why);
    assert_true(gates_are_set(&gates));
    assert_int_equal(gates_judge(&gates, row->old < 0 ? NULL : &old, &new, results), 1);
    assert_true(gates_pass(results, 1) == results[0].passed);
    *ret_result = results[0];
}

static void test_gates(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(gate_rows); i++) {
        const struct gate_row *row = &gate_rows[i];
        struct gate_result result;
        judge(row, &result);
        if (result.id != row->id || result.passed != row->passed ||
            result.has_value != row->has_value)
            fail_msg("%s: %s: %s", row->name, result.passed ? "pass" : "fail", result.says);
        if (row->has_value)
            ASSERT_ROW_NEAR(row->name, result.value, row->value, 1e-9);
        if (row->says != NULL && strstr(result.says, row->says) == NULL)
            fail_msg("%s: \"%s\" lacks \"%s\"", row->name, result.says, row->says);
        assert_true(result.says[0] != '\0');
    }
}

/* All are judged, in the order of the table, whatever the first ones say. */
static void test_all_are_judged(void **state)
{
    struct gates gates;
    struct gate_result results[MAX_GATES];
    struct diff_side side;
    struct outcome_option option;
    (void)state;
    fill(&side, &option, "this", 100);
    for (int id = 0; id < MAX_GATES; id++)
        gates.gate[id] = (struct gate){.is_set = true, .limit = 1};
    assert_int_equal(gates_judge(&gates, &side, &side, results), MAX_GATES);
    for (int id = 0; id < MAX_GATES; id++)
        assert_int_equal(results[id].id, id);
    assert_false(gates_pass(results, MAX_GATES));
    assert_true(gates_pass(results, 0));
}

/* ---- Where they come from ---- */

#define BASE                                                                                       \
    "version: 1\n"                                                                                 \
    "workload: {requests_per_day: 1000, input_tokens: 1000, output_tokens: 200}\n"                 \
    "apis: {hosted: {input_per_mtok: 2, output_per_mtok: 3}}\n"

static struct llmcost_scenario scenario;
static struct llmcost_diags diags;

static bool load(const char *text)
{
    struct source file = {.name = "test.yaml", .text = text, .length = strlen(text)};
    llmcost_diags_init(&diags);
    return scenario_load(&file, NULL, 0, NULL, NULL, &scenario, &diags);
}

static void test_scenario_gates(void **state)
{
    struct gates gates;
    struct gates flags = {.gate = {{.is_set = false}}};
    (void)state;
    assert_true(load(BASE));
    gates_of_scenario(&scenario, &gates);
    assert_false(gates_are_set(&gates));
    assert_true(load(BASE "gates: {max_monthly_cost: 5k, max_increase: 5%, min_margin: 10%, "
                          "fail_on: [infeasible, stale-price=30]}\n"));
    gates_of_scenario(&scenario, &gates);
    ASSERT_NEAR(gates.gate[GATE_MAX_MONTHLY_COST].limit, 5000, 0);
    assert_true(gates.gate[GATE_MAX_INCREASE].is_share);
    ASSERT_NEAR(gates.gate[GATE_MAX_INCREASE].limit, 0.05, 1e-15);
    ASSERT_NEAR(gates.gate[GATE_MIN_MARGIN].limit, 0.1, 1e-15);
    assert_true(gates.gate[GATE_INFEASIBLE].is_set);
    ASSERT_NEAR(gates.gate[GATE_STALE_PRICE].limit, 30, 0);
    assert_false(gates.gate[GATE_WARNING].is_set);
    assert_false(gates.gate[GATE_MAX_DECREASE].is_set);
    /* A flag stands for its key; --fail-on for the whole list. */
    flags.gate[GATE_MAX_INCREASE] = (struct gate){.is_set = true, .limit = 7};
    gates_override(&gates, &flags);
    ASSERT_NEAR(gates.gate[GATE_MAX_INCREASE].limit, 7, 0);
    assert_false(gates.gate[GATE_MAX_INCREASE].is_share);
    assert_true(gates.gate[GATE_INFEASIBLE].is_set);
    flags.gate[GATE_WARNING] = (struct gate){.is_set = true};
    gates_override(&gates, &flags);
    assert_true(gates.gate[GATE_WARNING].is_set);
    assert_false(gates.gate[GATE_INFEASIBLE].is_set);
    assert_true(gates.gate[GATE_MAX_MONTHLY_COST].is_set);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_limits),         cmocka_unit_test(test_words),
        cmocka_unit_test(test_gates),          cmocka_unit_test(test_all_are_judged),
        cmocka_unit_test(test_scenario_gates),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
