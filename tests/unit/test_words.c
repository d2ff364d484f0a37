/* test_words.c - numbers and sentences for people: money, counts, shares, bands, decisions,
 * warnings. Results are filled in by hand: only the words are tested here. A new case is a row.
 */
#include "io/report/outcome.h"
#include "io/report/saved/parts.h"
#include "io/words/words.h"
#include "unit.h"

static struct llmcost_scenario scenario;
static struct llmcost_result result;
static struct llmcost_break_even answer;
static struct report report;

/* ---- Numbers ---- */

struct number_case {
    const char *currency;
    double value;
    const char *text;
};

static const struct number_case money_cases[] = {
    {.currency = "USD", .value = 0, .text = "$0"},
    {.currency = "USD", .value = 5175.04, .text = "$5,175"},
    {.currency = "USD", .value = 12864, .text = "$12,864"},
    {.currency = "USD", .value = 89579.52, .text = "$89,580"},
    {.currency = "USD", .value = 100.5, .text = "$101"},
    {.currency = "USD", .value = 99.996, .text = "$100"},
    {.currency = "USD", .value = 99.99, .text = "$99.99"},
    {.currency = "USD", .value = 42.125, .text = "$42.13"},
    {.currency = "USD", .value = 1.005, .text = "$1.01"},
    {.currency = "USD", .value = 0.45, .text = "$0.45"},
    {.currency = "USD", .value = 0.01, .text = "$0.01"},
    {.currency = "USD", .value = 0.0024, .text = "$0.00240"},
    {.currency = "USD", .value = 0.0000833333, .text = "$0.0000833"},
    {.currency = "USD", .value = 0.0000009999, .text = "$0.00000100"},
    {.currency = "USD", .value = -5399, .text = "-$5,399"},
    {.currency = "USD", .value = -0.25, .text = "-$0.25"},
    {.currency = "USD", .value = 9e12, .text = "$9,000,000,000,000"},
    {.currency = "EUR",
     .value = 5175,
     .text = "\xE2\x82\xAC"
             "5,175"},
    {.currency = "GBP",
     .value = 5175,
     .text = "\xC2\xA3"
             "5,175"},
    {.currency = "JPY",
     .value = 1234567,
     .text = "\xC2\xA5"
             "1,234,567"},
    {.currency = "CHF", .value = 5175, .text = "CHF 5,175"},
    {.currency = "CHF", .value = -5175, .text = "-CHF 5,175"},
};

static const struct number_case price_cases[] = {
    {.currency = "USD", .value = 0, .text = "$0"},
    {.currency = "USD", .value = 2, .text = "$2.00"},
    {.currency = "USD", .value = 3.4466, .text = "$3.45"},
    {.currency = "USD", .value = 28.95, .text = "$28.95"},
    {.currency = "USD", .value = 999.999, .text = "$1,000"},
    {.currency = "USD", .value = 1234.5, .text = "$1,235"},
    /* JSON keeps 151825.5 of it */
    {.currency = "USD", .value = 151825.4999996, .text = "$151,826"},
    {.currency = "USD", .value = 151825.4999994, .text = "$151,825"},
    {.currency = "USD", .value = 0.45, .text = "$0.45"},
    {.currency = "USD", .value = 0.6, .text = "$0.60"},
    {.currency = "USD", .value = 0.075, .text = "$0.075"},
    {.currency = "USD", .value = 0.15, .text = "$0.15"},
    {.currency = "USD", .value = 0.9999, .text = "$1.00"},
    {.currency = "USD", .value = 0.0024, .text = "$0.00240"},
    {.currency = "USD", .value = 0.0041358, .text = "$0.00414"},
    {.currency = "USD", .value = 0.000277778, .text = "$0.000278"},
    {.currency = "USD", .value = 0.0000833333, .text = "$0.0000833"},
    {.currency = "EUR",
     .value = 0.225,
     .text = "\xE2\x82\xAC"
             "0.225"},
};

static const struct number_case count_cases[] = {
    {.value = 0, .text = "0"},
    {.value = 190666.666667, .text = "190,667"},
    {.value = 1200, .text = "1,200"},
    {.value = 0.25, .text = "0.25"},
    {.value = 1, .text = "1"},
    {.value = 226.857, .text = "226.9"},
    {.value = 999.96, .text = "1,000"},
    {.value = 12.3456, .text = "12.35"},
    {.value = 0.0000833333, .text = "0.00008333"},
    {.value = -3.5, .text = "-3.5"},
    {.value = 1e15, .text = "1,000,000,000,000,000"},
    {.value = 1e18, .text = "1,000,000,000,000,000,000"},
    {.value = 1e21, .text = "1e+21"},
    {.value = -3.10564997e300, .text = "-3.106e+300"},
};

static const struct number_case percent_cases[] = {
    {.value = 0, .text = "0 %"},        {.value = 0.3, .text = "30 %"},
    {.value = 0.517, .text = "51.7 %"}, {.value = 0.00012, .text = "0.012 %"},
    {.value = 1, .text = "100 %"},      {.value = 0.99999, .text = "99.999 %"},
    {.value = 12.5, .text = "1,250 %"},
};

/* One way to say how many times today's demand another one is, in a report as in a portfolio. */
static const struct number_case factor_cases[] = {
    {.value = 12.6, .text = "13 times"},
    {.value = 2.271, .text = "2.3 times"},
    {.value = 1.5, .text = "1.5 times"},
    {.value = 1.0416, .text = "4.16 % above"},
    {.value = 1, .text = "within 0.01 % of"},
    {.value = 0.99996, .text = "within 0.01 % of"},
    {.value = 0.2806, .text = "71.9 % below"},
    {.value = 0.1, .text = "90 % below"},
    {.value = 0.06726, .text = "a 15th of"},
    {.value = 1 / 21.0, .text = "a 21st of"},
    {.value = 1 / 11.0, .text = "an 11th of"},
    {.value = 1 / 82.0, .text = "an 82nd of"},
    {.value = 1 / 113.0, .text = "a 113th of"},
    {.value = 1e9, .text = "1,000,000,000 times"},
    {.value = 1e300, .text = "over a billion times"},
    {.value = 1e-300, .text = "less than a billionth of"},
};

static void check_number(const struct number_case *row, const char *text)
{
    if (strcmp(text, row->text) != 0)
        fail_msg("%.17g reads %s, not %s", row->value, text, row->text);
}

static void test_numbers(void **state)
{
    char text[128];
    (void)state;
    for (size_t i = 0; i < COUNT(money_cases); i++)
        check_number(&money_cases[i],
                     words_money(money_cases[i].currency, money_cases[i].value, text, sizeof text));
    for (size_t i = 0; i < COUNT(price_cases); i++)
        check_number(&price_cases[i], words_unit_price(price_cases[i].currency,
                                                       price_cases[i].value, text, sizeof text));
    for (size_t i = 0; i < COUNT(count_cases); i++)
        check_number(&count_cases[i], words_count(count_cases[i].value, text, sizeof text));
    for (size_t i = 0; i < COUNT(percent_cases); i++)
        check_number(&percent_cases[i], words_percent(percent_cases[i].value, text, sizeof text));
    for (size_t i = 0; i < COUNT(factor_cases); i++)
        check_number(&factor_cases[i], words_factor(factor_cases[i].value, text, sizeof text));
}

/* Nothing that is something reads as nothing. */
static void test_never_nothing(void **state)
{
    char text[128];
    (void)state;
    for (double value = 1e-6; value < 1e9; value *= 1.7) {
        const char *const texts[] = {words_money("USD", value, text, sizeof text)};
        assert_non_null(strpbrk(texts[0], "123456789"));
        assert_non_null(strpbrk(words_unit_price("USD", value, text, sizeof text), "123456789"));
        assert_non_null(strpbrk(words_count(value, text, sizeof text), "123456789"));
    }
}

/* ---- A report by hand: hosted $7,464.96 against llama $12,864 ---- */

static struct llmcost_option_result *option_costs(int option, double monthly)
{
    struct llmcost_option_result *mine = &result.option[option];
    mine->feasible = mine->eligible = true;
    mine->monthly_micros = (int64_t)(monthly * 1e6 + 0.5);
    mine->month[0].cost = monthly;
    mine->horizon_cost = 12 * monthly;
    return mine;
}

static struct llmcost_ref demand_ref(void)
{
    struct llmcost_ref ref = {.field = -1, .entry = -1};
    assert_true(llmcost_find_path(&scenario, "workload.requests_per_day", &ref));
    return ref;
}

static void set_up(int hosts)
{
    memset(&result, 0, sizeof result);
    memset(&answer, 0, sizeof answer);
    llmcost_scenario_init(&scenario);
    llmcost_set(&scenario.workload.requests_per_day, 103680);
    llmcost_set(&scenario.workload.input_tokens, 1000);
    llmcost_add_api(&scenario, "hosted");
    llmcost_set(&scenario.host[llmcost_add_host(&scenario, "llama")].requests_per_second, 4);
    if (hosts > 1)
        llmcost_add_host(&scenario, "qwen");
    result.options = 1 + hosts;
    result.months = 12;
    result.recommended = result.cheapest = 0;
    result.runner_up = 1;
    result.peak_requests_per_second = 4;
    option_costs(0, 7464.96);
    option_costs(1, 12864)->has_fleet = true;
    option_costs(2, 20000);
    answer = (struct llmcost_break_even){.option = 1,
                                         .against = 0,
                                         .variable = demand_ref(),
                                         .current = 103680,
                                         .status = LLMCOST_FOUND};
    report = (struct report){.file = "chat.yaml",
                             .scenario = &scenario,
                             .result = &result,
                             .break_even = &answer,
                             .told = &answer,
                             .break_even_count = 1};
}

static void recommend(int best, int next, int cheapest)
{
    result.recommended = best;
    result.runner_up = next;
    result.cheapest = cheapest;
    result.monthly_margin = 0;
}

static void check_reason(int n, const char *expected)
{
    char text[MAX_SENTENCE];
    const char *reason = "";
    int cursor = 0;
    for (int i = 0; i <= n && reason != NULL; i++)
        reason = words_reason(&report, &cursor, text, sizeof text);
    if (expected == NULL ? reason != NULL : reason == NULL || strcmp(reason, expected) != 0)
        fail_msg("reason %d is\n  %s\nnot\n  %s", n, reason ? reason : "none",
                 expected ? expected : "none");
}

/* ---- The decision ---- */

/* Two values that are one at the six decimals of a saved report are one here, too. */
static void test_value_of_knowing(void **state)
{
    (void)state;
    static const struct {
        double evppi, noise;
        bool has_value;
    } rows[] = {
        {58306.97767813, 58306.97767806, false},
        {58306.99, 58306.97, true},
        {0.004, 0, false},
        {0.006, 0, true},
        {1, 2, false},
        {NAN, 0, false},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_int_equal(words_has_value(rows[i].evppi, rows[i].noise), rows[i].has_value);
}

static void test_rent(void **state)
{
    (void)state;
    set_up(1);
    answer.bands = 1;
    answer.band[0] = (struct llmcost_band){.from = 190666.666667, .from_kind = LLMCOST_ROOT};
    check_reason(0, "Rent: hosted costs $5,399 a month less than llama ($7,465 vs $12,864).");
    check_reason(1, "llama would win from 190,667 requests/day, 1.8 times today's demand.");
    check_reason(2, NULL);
}

static void test_run_your_own(void **state)
{
    (void)state;
    set_up(1);
    option_costs(0, 20000);
    recommend(1, 0, 1);
    answer.bands = 1;
    answer.band[0] = (struct llmcost_band){.from = 82944, .from_kind = LLMCOST_ROOT};
    check_reason(0,
                 "Run your own: llama costs $7,136 a month less than hosted ($12,864 vs $20,000).");
    check_reason(1, "hosted would win below 82,944 requests/day, 20 % below today's demand.");
}

static void test_rules(void **state)
{
    (void)state;
    set_up(1);
    result.option[0].eligible = false;
    result.option[0].rule[LLMCOST_RULE_DATA_IN_HOUSE] = LLMCOST_FAIL;
    recommend(1, -1, 0);
    check_reason(0, "Only llama is allowed: hosted would cost $5,399 a month less ($7,465 vs "
                    "$12,864), but it fails data_in_house (the data would leave the house).");
    check_reason(1, NULL);
    set_up(2);
    llmcost_set(&scenario.min_quality, 0.9);
    llmcost_set(&scenario.api[0].common.quality, 0.8);
    result.option[0].eligible = false;
    result.option[0].rule[LLMCOST_RULE_MIN_QUALITY] = LLMCOST_FAIL;
    recommend(1, 2, 0);
    check_reason(0, "Run your own: llama costs $7,136 a month less than qwen ($12,864 vs "
                    "$20,000).");
    check_reason(1, "hosted would cost $5,399 a month less ($7,465 vs $12,864), but is not "
                    "allowed: it fails min_quality (quality 0.8, at least 0.9 is asked).");
}

static void test_nothing_to_choose(void **state)
{
    (void)state;
    set_up(1);
    result.options = 1;
    report.break_even_count = 0;
    recommend(0, -1, 0);
    check_reason(0, "hosted costs $7,465 a month; there is no other option to compare it with.");
    set_up(1);
    result.option[1].feasible = false;
    recommend(0, -1, 0);
    report.break_even_count = 0;
    check_reason(0, "Only hosted serves this demand; it costs $7,465 a month.");
    result.option[0].horizon_cost = 100000; /* no month twelve times */
    check_reason(0, "Only hosted serves this demand; it costs $100,000 over 12 months.");
    set_up(1);
    result.option[0].feasible = result.option[1].feasible = false;
    recommend(-1, -1, -1);
    check_reason(0, "No option serves this demand.");
    check_reason(1, "hosted cannot serve the peak of 4 requests/s.");
    check_reason(2, "llama cannot serve the peak of 4 requests/s.");
    check_reason(3, NULL);
    result.warning[result.warnings++] = (struct llmcost_warning){
        .id = LLMCOST_W_NOT_SERVED, .option = 1, .value = 12.1203, .other = 12.12};
    check_reason(2, "llama cannot serve the peak of 12.1203 requests/s (12.1200 at most).");
    set_up(1);
    result.option[0].feasible = result.option[1].eligible = false;
    recommend(-1, -1, -1);
    check_reason(0, "No option both serves this demand and passes the rules.");
}

static void test_ties_and_pennies(void **state)
{
    (void)state;
    set_up(1);
    report.break_even_count = 0;
    option_costs(1, 7464.96);
    check_reason(0, "Tie: hosted and llama cost the same, $7,465 a month; hosted stands first.");
    option_costs(1, 7465.20); /* the figures shown must tell them apart */
    check_reason(0, "Rent: hosted costs $0.24 a month less than llama ($7,464.96 vs $7,465.20): "
                    "practically equal.");
    option_costs(0, 100.4);
    option_costs(1, 200.6); /* the difference is that of the figures shown */
    check_reason(0, "Rent: hosted costs $101 a month less than llama ($100 vs $201).");
    option_costs(0, 0.3);
    check_reason(0, "Rent: hosted costs $200.30 a month less than llama ($0.30 vs $200.60).");
}

static void test_horizon(void **state)
{
    (void)state;
    set_up(1);
    result.months = 36;
    result.option[0].horizon_cost = 500000;
    result.option[1].horizon_cost = 440000;
    recommend(1, 0, 1);
    result.monthly_margin = 7464.96 - 12864;
    report.break_even_count = 0;
    check_reason(0, "Run your own: llama costs $60,000 less over 36 months than hosted ($440,000 "
                    "vs $500,000).");
    const double bill = result.option[0].month[0].cost;
    check_reason(1, "By the first month's bill, hosted is cheaper by $5,399: the verdict is on all "
                    "36 months.");
    result.option[0].month[0].cost = 0;
    result.option[0].month[0].credits = bill;
    check_reason(1, "By the first month's bill, before credits, hosted is cheaper by $5,399: the "
                    "verdict is on all 36 months.");
    result.option[1].one_off_micros = 1000000;
    result.option[1].month[0].cost -= 1;
    check_reason(1, "By the first month's bill, before credits and with its share of one-offs, "
                    "hosted is cheaper by $5,399: the verdict is on all 36 months.");
    result.option[0].month[0].credits = 0;
    check_reason(1, "By the bill of a month in operation, its share of one-offs included, hosted "
                    "is cheaper by $5,399: the verdict is on all 36 months.");
}

/* The first month repeated is no other story, unless something was paid at the start. */
static void test_horizon_matters(void **state)
{
    (void)state;
    struct outcome_option options[] = {
        {.id = "hosted", .monthly_cost = 7464960000, .horizon_cost = 12 * 7464.96},
        {.id = "llama", .monthly_cost = 12864000000, .horizon_cost = 12 * 12864.0}};
    struct outcome outcome = {.horizon_months = 12, .options_count = 2, .options = options};
    struct arena arena = {.last = NULL}; /* nothing is taken from it: there are no lines */
    outcome_settle(&outcome, &arena);
    assert_false(outcome.horizon_matters);
    options[1].one_off = 1;
    outcome_settle(&outcome, &arena);
    assert_true(outcome.horizon_matters);
    options[1] = (struct outcome_option){.id = "llama", .horizon_cost = 1};
    outcome_settle(&outcome, &arena);
    assert_true(outcome.horizon_matters);
    outcome = (struct outcome){.horizon_months = 36, .options_count = 1, .options = options};
    options[0].horizon_cost = 36 * 7464.96;
    outcome_settle(&outcome, &arena);
    assert_true(outcome.horizon_matters);
}

/* ---- Break-evens ---- */

struct band_case {
    const char *name;
    double current;
    int bands;
    struct llmcost_band band[6];
    uint8_t status, reason;
    bool limited_by_api, on_horizon, never_dearer;
    double option_cost, against_cost, full_cost, utilization, limit, least_gap, searched_to;
    const char *distance, *text, *why;
};

static const struct band_case band_cases[] = {
    {.name = "one open band far above",
     .current = 1000,
     .bands = 1,
     .band = {{.from = 12000, .from_kind = LLMCOST_ROOT}},
     .distance = "llama would win from 12,000 requests/day, 12 times today's demand.",
     .text = "from 12,000"},
    {.name = "just above",
     .current = 1000,
     .bands = 1,
     .band = {{.from = 1042, .from_kind = LLMCOST_ROOT}},
     .distance = "llama would win from 1,042 requests/day, 4.2 % above today's demand.",
     .text = "from 1,042"},
    {.name = "the first of two bands",
     .current = 50000,
     .bands = 2,
     .band = {{.from = 104750, .from_kind = LLMCOST_ROOT, .to = 108000, .to_kind = LLMCOST_JUMP},
              {.from = 110833.33, .from_kind = LLMCOST_ROOT}},
     .distance = "llama would win from 110,833 requests/day, 2.2 times today's demand.",
     .text = "104,750 to 108,000; from 110,833"},
    {.name = "a limit ends it",
     .current = 1000,
     .bands = 1,
     .band = {{.from = 2000, .from_kind = LLMCOST_ROOT, .to = 3000, .to_kind = LLMCOST_LIMIT}},
     .distance = "llama would win from 2,000 requests/day, 2 times today's demand, up to 3,000, "
                 "as far as both serve.",
     .text = "2,000 to 3,000 (as far as both serve)"},
    {.name = "only below today",
     .current = 1000,
     .bands = 1,
     .band = {{.to = 400, .to_kind = LLMCOST_ROOT}},
     .distance = "llama would win up to 400 requests/day, 60 % below today's demand.",
     .text = "up to 400"},
    {.name = "no demand today",
     .current = 0,
     .bands = 1,
     .band = {{.from = 12000, .from_kind = LLMCOST_ROOT}},
     .distance = "llama would win from 12,000 requests/day.",
     .text = "from 12,000"},
    {.name = "never, by unit cost",
     .current = 1000,
     .status = LLMCOST_NEVER,
     .reason = LLMCOST_REASON_UNIT_COST,
     .option_cost = 28.95,
     .against_cost = 0.45,
     .distance = "llama would not win at any demand: in the long run it costs $28.95 per Mtok, the "
                 "API $0.45.",
     .text = "never",
     .why = "in the long run it costs $28.95 per Mtok, the API $0.45"},
    {.name = "never, by its limit",
     .current = 1000,
     .status = LLMCOST_NEVER,
     .reason = LLMCOST_REASON_LIMIT,
     .limit = 34560,
     .distance = "llama would not win at any demand: it serves at most 34,560 requests/day and "
                 "costs more up to there.",
     .text = "never",
     .why = "it serves at most 34,560 requests/day and costs more up to there"},
    {.name = "never, by the limit of the other",
     .current = 1000,
     .status = LLMCOST_NEVER,
     .reason = LLMCOST_REASON_LIMIT,
     .limited_by_api = true,
     .limit = 34560,
     .distance =
         "llama would not win at any demand: hosted serves at most 34,560 requests/day, and "
         "up to there llama costs more.",
     .text = "never",
     .why = "hosted serves at most 34,560 requests/day, and up to there llama costs more"},
    {.name = "never, kept for the peak",
     .current = 1000,
     .status = LLMCOST_NEVER,
     .reason = LLMCOST_REASON_UNIT_COST,
     .option_cost = 2.21,
     .against_cost = 0.455,
     .full_cost = 0.305,
     .utilization = 0.138,
     .distance = "llama would not win at any demand: a replica kept for the peak, 13.8 % used, "
                 "costs $2.21 per Mtok (a full one $0.305), the API $0.455.",
     .text = "never",
     .why = "a replica kept for the peak, 13.8 % used, costs $2.21 per Mtok (a full one $0.305), "
            "the API $0.455"},
    {.name = "never, used around the clock",
     .current = 1000,
     .status = LLMCOST_NEVER,
     .reason = LLMCOST_REASON_UNIT_COST,
     .option_cost = 2.21,
     .against_cost = 0.455,
     .full_cost = 2.21,
     .utilization = 1,
     .distance = "llama would not win at any demand: a full replica costs $2.21 per Mtok, the API "
                 "$0.455.",
     .text = "never",
     .why = "a full replica costs $2.21 per Mtok, the API $0.455"},
    {.name = "for good above, and in a wide band before",
     .current = 1000,
     .bands = 3,
     .band = {{.from = 1500, .from_kind = LLMCOST_ROOT, .to = 2000, .to_kind = LLMCOST_JUMP},
              {.from = 3000, .from_kind = LLMCOST_ROOT, .to = 3010, .to_kind = LLMCOST_JUMP},
              {.from = 4000, .from_kind = LLMCOST_ROOT}},
     .distance = "llama would win from 4,000 requests/day, 4 times today's demand, and from 1,500 "
                 "to 2,000.",
     .text = "1,500 to 2,000; 3,000 to 3,010; from 4,000"},
    {.name = "a sliver and nothing else",
     .current = 1000,
     .bands = 1,
     .band = {{.from = 3000, .from_kind = LLMCOST_ROOT, .to = 3010, .to_kind = LLMCOST_JUMP}},
     .distance = "llama would win only from 3,000 to 3,010 requests/day, 3 times today's demand: a "
                 "band too narrow to plan for.",
     .text = "3,000 to 3,010"},
    {.name = "from there on, as far as the search went",
     .current = 1000,
     .status = LLMCOST_UNVERIFIED,
     .reason = LLMCOST_REASON_BOUNDED,
     .searched_to = 5000,
     .bands = 1,
     .band = {{.from = 3000, .from_kind = LLMCOST_ROOT}},
     .distance = "llama would win from 3,000 requests/day, 3 times today's demand; beyond 5,000 "
                 "nobody looked.",
     .text = "from 3,000",
     .why = "searched up to 5,000 requests/day only"},
    {.name = "two slivers, and who knows what beyond",
     .current = 1000,
     .status = LLMCOST_UNVERIFIED,
     .reason = LLMCOST_REASON_BOUNDED,
     .searched_to = 5000,
     .bands = 2,
     .band = {{.from = 950, .from_kind = LLMCOST_ROOT, .to = 960, .to_kind = LLMCOST_JUMP},
              {.from = 3000, .from_kind = LLMCOST_ROOT, .to = 3010, .to_kind = LLMCOST_JUMP}},
     .distance = "llama would win from 950 to 960 requests/day, 4 % below today's demand: the "
                 "nearest of 2 bands, each too narrow to plan for.",
     .text = "950 to 960; 3,000 to 3,010",
     .why = "searched up to 5,000 requests/day only"},
    {.name = "a twenty-first part, and nobody is dearer below",
     .current = 1000,
     .bands = 1,
     .band = {{.from = 47.6, .from_kind = LLMCOST_ROOT}},
     .never_dearer = true,
     .distance =
         "Below 47.6 requests/day, a 21st of today's demand, hosted costs as much as llama.",
     .text = "from 47.6"},
    {.name = "an eleventh part",
     .current = 1100,
     .bands = 1,
     .band = {{.from = 100, .from_kind = LLMCOST_ROOT}},
     .distance = "By the first month's bill hosted would win below 100 requests/day, an 11th of "
                 "today's demand.",
     .text = "from 100"},
    {.name = "never, dearer over the horizon",
     .current = 1000,
     .status = LLMCOST_NEVER,
     .reason = LLMCOST_REASON_ALWAYS_MORE,
     .on_horizon = true,
     .least_gap = 600,
     .distance = "llama would not win at any demand: it costs more at every demand, today by "
                 "$64,788 over 12 months.",
     .text = "never",
     .why = "it costs more at every demand, today by $64,788 over 12 months"},
    {.name = "never, dearer throughout",
     .current = 1000,
     .status = LLMCOST_NEVER,
     .reason = LLMCOST_REASON_ALWAYS_MORE,
     .least_gap = 600,
     .distance =
         "llama would not win at any demand: it costs more at every demand, today by $5,399 "
         "a month.",
     .text = "never",
     .why = "it costs more at every demand, today by $5,399 a month"},
    {.name = "never, but as dear somewhere",
     .current = 1000,
     .status = LLMCOST_NEVER,
     .reason = LLMCOST_REASON_ALWAYS_MORE,
     .least_gap = 0,
     .distance = "llama would not win at any demand: at best it costs the same.",
     .text = "never",
     .why = "at best it costs the same"},
    {.name = "unverified",
     .current = 1000,
     .status = LLMCOST_UNVERIFIED,
     .distance = "Whether llama ever wins is not settled: the search did not settle it.",
     .text = "not settled",
     .why = "the search did not settle it"},
};

static void test_bands(void **state)
{
    char text[2 * MAX_SENTENCE];
    (void)state;
    for (size_t i = 0; i < COUNT(band_cases); i++) {
        const struct band_case *row = &band_cases[i];
        set_up(1);
        answer.current = row->current;
        answer.bands = row->bands;
        memcpy(answer.band, row->band, sizeof row->band);
        answer.status = row->status;
        answer.reason = row->reason;
        answer.option_cost = row->option_cost;
        answer.against_cost = row->against_cost;
        answer.full_cost = row->full_cost;
        answer.utilization = row->utilization;
        answer.limited = row->limited_by_api ? 0 : 1;
        answer.on_horizon = row->on_horizon;
        answer.never_dearer = row->never_dearer;
        answer.limit = row->limit;
        answer.searched_to = row->searched_to;
        answer.least_gap = row->least_gap;
        assert_true(words_distance(&report, text, sizeof text));
        if (strcmp(text, row->distance) != 0)
            fail_msg("%s: %s", row->name, text);
        assert_string_equal(
            words_bands(row->status, row->band, row->bands, row->current, text, sizeof text),
            row->text);
        const char *why = words_break_even(&report, &answer, text, sizeof text);
        if (row->why == NULL)
            assert_null(why);
        else
            assert_string_equal(why, row->why);
    }
}

static void test_many_bands(void **state)
{
    char text[2 * MAX_SENTENCE];
    (void)state;
    set_up(1);
    answer.bands = 8;
    for (int i = 0; i < 8; i++)
        answer.band[i] = (struct llmcost_band){.from = 50000 * (i + 1),
                                               .from_kind = LLMCOST_ROOT,
                                               .to = 50000 * (i + 1) + 1000,
                                               .to_kind = LLMCOST_JUMP};
    answer.band[7].to_kind = LLMCOST_OPEN;
    assert_string_equal(
        words_bands(LLMCOST_FOUND, answer.band, answer.bands, answer.current, text, sizeof text),
        "100,000 to 101,000; 150,000 to 151,000; 200,000 to 201,000; ... from "
        "400,000 (8 bands in all)");
}

static void test_key_break_even(void **state)
{
    (void)state;
    set_up(1);
    assert_ptr_equal(words_key_break_even(&report), &answer);
    result.option[1].eligible = false; /* what is forbidden is no rival */
    assert_null(words_key_break_even(&report));
    result.recommended = -1;
    assert_null(words_key_break_even(&report));
}

/* ---- Warnings ---- */

struct warning_case {
    struct llmcost_warning warning;
    const char *path; /* of the input it is about */
    const char *text;
};

static const struct warning_case warning_cases[] = {
    {.warning = {.id = LLMCOST_W_NO_HEADROOM, .option = 1, .value = 0.97},
     .text = "llama: the busiest hour takes 97 % of the fleet, no headroom for a burst or a failed "
             "replica: set max_utilization below 1 or burst above 1."},
    {.warning = {.id = LLMCOST_W_NOT_MEASURED, .option = 1, .value = 4},
     .text = "llama: 4 requests/s a replica is typed, not measured: load-test it with your own "
             "prompts, then state `basis: measured`."},
    {.warning = {.id = LLMCOST_W_NOT_MEASURED, .option = 1, .value = 3},
     .text = "llama: 3 requests/s a replica follows from typed figures: load-test it with your own "
             "prompts, then state `basis: measured`."},
    {.warning = {.id = LLMCOST_W_SMALL_ROTATION, .option = 1, .value = 1},
     .text = "llama: 1 person is a small on-call rotation: Google's SRE book asks for 8 people on "
             "one site or 6 on each of two."},
    {.warning = {.id = LLMCOST_W_OVER_LIMIT, .option = 0, .value = 5000, .other = 3000},
     .path = "apis.hosted.requests_per_minute_limit",
     .text = "hosted: the peak of 5,000 requests/min is above its limit of 3,000: ask for a higher "
             "limit, or spread the load."},
    {.warning = {.id = LLMCOST_W_OVER_LIMIT, .option = 0, .value = 5e6, .other = 3e6, .high = 1},
     .path = "apis.hosted.tokens_per_minute_limit",
     .text = "hosted: the peak of 5,000,000 tokens/min is above its limit of 3,000,000: ask for a "
             "higher limit, or spread the load."},
    {.warning = {.id = LLMCOST_W_OVER_LIMIT, .option = 0, .value = 50, .other = 45, .low = 6},
     .path = "apis.hosted.requests_per_minute_limit",
     .text = "hosted: the peak of 50 requests/min in month 6 is above its limit of 45: ask for a "
             "higher limit, or spread the load."},
    {.warning = {.id = LLMCOST_W_OVER_LIMIT, .option = 1, .value = 50, .other = 45, .low = 1},
     .path = "apis.hosted.requests_per_minute_limit",
     .text = "llama: the peak of 50 requests/min is above the limit of 45 of hosted, which serves "
             "until it starts: ask for a higher limit, or spread the load."},
    {.warning =
         {.id = LLMCOST_W_OTHER_MIX, .option = 1, .value = 9, .other = 8, .low = 7, .high = 6},
     .path = "hosts.llama.measured_input_tokens",
     .text = "llama: its capacity was measured with 9 input and 7 output tokens a request, and "
             "here they are 8 and 6: it is carried over with an output token counted as five input "
             "tokens; measure it at your mix, or add `model` and `gpu` to have it carried over by "
             "an estimate."},
    {.warning = {.id = LLMCOST_W_OUTPUT_CHEAPER, .option = 0, .value = 2, .other = 0.5},
     .path = "apis.hosted.output_per_mtok",
     .text = "hosted: output at $0.50 per Mtok is cheaper than input at $2.00, which no provider "
             "asks: check that the two are not swapped."},
    {.warning =
         {.id = LLMCOST_W_OUT_OF_BOUNDS, .option = 0, .value = 2250, .low = 225, .high = 900},
     .text = "hosted: $2,250 a month for its tokens is outside the $225 to $900 that they cost at "
             "list price, all of them input or all output: a fee, a minimum or a wrong price makes "
             "the difference."},
    {.warning = {.id = LLMCOST_W_UNKNOWN_PRICE, .option = 0},
     .path = "apis.hosted.cache_write_per_mtok",
     .text = "hosted: cache_write_per_mtok is not stated, so cache-written input tokens are billed "
             "at the input price."},
    {.warning = {.id = LLMCOST_W_NOT_SERVED, .option = 1, .value = 12, .other = 8},
     .text = "llama: the peak of 12 requests/s is above the 8 it can serve: add replicas, or leave "
             "`replicas` out to have the fleet sized."},
    {.warning = {.id = LLMCOST_W_NOT_SERVED, .option = 1, .value = 12, .other = 8, .low = 9},
     .text = "llama: the peak of 12 requests/s in month 9 is above the 8 it can serve: add "
             "replicas, or leave `replicas` out to have the fleet sized."},
    {.warning = {.id = LLMCOST_W_NOT_SERVED, .option = 1, .value = 12.1203, .other = 12.12},
     .text = "llama: the peak of 12.1203 requests/s is above the 12.1200 it can serve: add "
             "replicas, or leave `replicas` out to have the fleet sized."},
    {.warning = {.id = LLMCOST_W_OVER_LIMIT, .option = 0, .value = 5000.2, .other = 5000},
     .path = "apis.hosted.requests_per_minute_limit",
     .text = "hosted: the peak of 5,000.2 requests/min is above its limit of 5,000.0: ask for a "
             "higher limit, or spread the load."},
    {.warning = {.id = LLMCOST_W_BATCH_ONE_SIDE, .option = 1, .value = 0.30004, .other = 0.3},
     .text = "llama: 30.004 % of the requests have a batch discount, of which only 30.000 % can "
             "wait on the hosts: the rest adds to the peak there; state "
             "workload.deferrable_share."},
    {.warning = {.id = LLMCOST_W_CACHE_ONE_SIDE, .option = 0},
     .text = "hosted: cached input makes a host cheaper and not this api: state its "
             "cached_input_per_mtok."},
    {.warning = {.id = LLMCOST_W_CACHE_ONE_SIDE, .option = 1},
     .text = "llama: a cache makes one side of the comparison cheaper and not the other: give "
             "workload.cached_share and prefix_cached_share the same value, or say why they "
             "differ."},
    {.warning = {.id = LLMCOST_W_NO_EFFECT, .option = 1},
     .path = "hosts.llama.pue",
     .text = "hosts.llama.pue: stated, but changes nothing."},
    {.warning = {.id = 999, .option = -1}, .text = "warning 999."},
};

static void test_warnings(void **state)
{
    char text[MAX_SENTENCE];
    (void)state;
    set_up(1);
    for (size_t i = 0; i < COUNT(warning_cases); i++) {
        struct llmcost_warning warning = warning_cases[i].warning;
        warning.ref = (struct llmcost_ref){.field = -1, .entry = -1};
        if (warning_cases[i].path != NULL)
            assert_true(llmcost_find_path(&scenario, warning_cases[i].path, &warning.ref));
        assert_string_equal(words_warning(&report, &warning, text, sizeof text),
                            warning_cases[i].text);
        /* Read again from a saved report it is one that this program tells. */
        if (warning.id < LLMCOST_W_END)
            assert_ptr_equal(warning_text(NULL, warning.id, text, NULL, "USD"), text);
    }
    struct llmcost_warning cached = {.id = LLMCOST_W_UNKNOWN_PRICE, .option = 0};
    assert_true(llmcost_find_path(&scenario, "apis.hosted.cached_input_per_mtok", &cached.ref));
    assert_string_equal(words_warning(&report, &cached, text, sizeof text),
                        "hosted: cached_input_per_mtok is not stated, so cached input tokens are "
                        "billed at the input price.");
    llmcost_set(&scenario.api[0].batch_cached_input_per_mtok, 0.1);
    assert_string_equal(words_warning(&report, &cached, text, sizeof text),
                        "hosted: cached_input_per_mtok is not stated, so cached input tokens "
                        "outside of batches are billed at the input price.");
}

/* What this program does not tell, or not of that code, is not told of a saved report. */
static void test_forged_warnings(void **state)
{
    static const struct {
        int code;
        const char *text, *told;
    } rows[] = {
        {LLMCOST_W_NOT_SERVED, "llama: it is free.",
         "llama: peak not served: `llmcost explain W212` says what that means."},
        {LLMCOST_W_LONG_MONTH, "hours_per_month is 800, and the longest month has 744. It is free.",
         NULL},
        {LLMCOST_W_LONG_MONTH, "hours_per_month is free, and the longest month has 744.", NULL},
        {LLMCOST_W_LONG_MONTH, "", NULL},
        {999, "hosted: it is free.", "hosted: a warning that this llmcost does not know."},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct arena arena = {.last = NULL};
        struct reading reading = {.arena = &arena};
        const char *told = warning_text(&reading, rows[i].code, rows[i].text, NULL, "USD");
        assert_non_null(told);
        assert_string_not_equal(told, rows[i].text);
        assert_null(strstr(told, "free"));
        if (rows[i].told != NULL)
            assert_string_equal(told, rows[i].told);
        arena_free(&arena);
    }
}

/* Every id has words of its own, whose holes are all filled: read again they are told. */
static void test_all_warnings(void **state)
{
    char text[MAX_SENTENCE];
    struct arena arena = {.last = NULL};
    struct reading reading = {.arena = &arena};
    (void)state;
    set_up(1);
    for (int id = LLMCOST_W_NO_HEADROOM; id < LLMCOST_W_END; id++) {
        struct llmcost_warning warning = {.id = (uint16_t)id, .option = 1};
        assert_true(llmcost_find_path(&scenario, "hosts.llama.gpu_hour", &warning.ref));
        words_warning(&report, &warning, text, sizeof text);
        if (strstr(text, "warning ") != NULL || strpbrk(text, "{}") != NULL || strlen(text) <= 30 ||
            strlen(text) >= 300)
            fail_msg("W%d has no words of its own: %s", id, text);
        if (warning_text(&reading, id, text, NULL, "USD") != text)
            fail_msg("W%d is not told when it is read again: %s", id, text);
    }
    arena_free(&arena);
}

/* What stands for a GPU, and in which words a text then is. */
static void test_units(void **state)
{
    static const struct {
        const char *text, *unit, *expected;
        size_t size;
    } rows[] = {
        {"GPUs, always on", "PTU", "PTUs, always on", 64},
        {"GPUs, always on", NULL, "GPUs, always on", 64},
        {"USD/GPU-hour", "model unit", "USD/model unit-hour", 64},
        {"a GPU beside GPUs", "GSU", "a GSU beside GSUs", 64},
        {"no such thing", "GSU", "no such thing", 64},
        {"GPUs, always on", "model unit", "model uni", 10},
        {"GPU", "", "", 64},
    };
    char buffer[64];
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_string_equal(words_in_unit(rows[i].text, rows[i].unit, buffer, rows[i].size),
                            rows[i].expected);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_never_nothing),
        cmocka_unit_test(test_value_of_knowing),
        cmocka_unit_test(test_rent),
        cmocka_unit_test(test_run_your_own),
        cmocka_unit_test(test_rules),
        cmocka_unit_test(test_nothing_to_choose),
        cmocka_unit_test(test_ties_and_pennies),
        cmocka_unit_test(test_horizon),
        cmocka_unit_test(test_horizon_matters),
        cmocka_unit_test(test_bands),
        cmocka_unit_test(test_many_bands),
        cmocka_unit_test(test_key_break_even),
        cmocka_unit_test(test_warnings),
        cmocka_unit_test(test_forged_warnings),
        cmocka_unit_test(test_all_warnings),
        cmocka_unit_test(test_units),
    };
    return cmocka_run_group_tests_name("words", tests, NULL, NULL);
}
