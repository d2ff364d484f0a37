/* test_clock.c - prices by the hour: which hours an entry is of, what they cost an api alone, a
 * hybrid hour by hour and an escalation, and what is refused. The load is 12 hours of nothing and
 * 12 hours, from 8 to 20, of one unit: half a request a second on average, 1.8M a month.
 */
#include "core/base/codes.h"
#include "core/model/clock.h"
#include "model.h"

static int add_time(const char *days, double from, double to, double factor)
{
    const int entry = llmcost_add_entry(&scenario, &scenario.api[0].hours, LLMCOST_CLOCK, 0);
    struct llmcost_clock *clock = &scenario.entry[entry].clock;
    if (days[0] != '\0')
        model_name(&clock->days, days);
    llmcost_set(&clock->from, from);
    llmcost_set(&clock->to, to);
    llmcost_set(&clock->factor, factor);
    return entry;
}

/* An api at $1 per Mtok of input and none of output: a unit-hour is 3,600 requests, $3.60. */
static void day_and_night(void)
{
    double weight[24] = {0};
    for (int hour = 8; hour < 20; hour++)
        weight[hour] = 1;
    model_base();
    assert_true(llmcost_set_load(&scenario, weight, 24));
    model_assign("workload.requests_per_month", 1.8e6);
    model_assign("apis.api.output_per_mtok", 0);
    model_assign("hosts.host.min_replicas", 0);
}

static const struct hour_row {
    const char *days;
    double from, to;
    int day, hour; /* of the week */
    double expected;
} hour_rows[] = {
    {.days = "mon-fri", .from = 9, .to = 12, .day = 0, .hour = 8, .expected = 1},
    {.days = "mon-fri", .from = 9, .to = 12, .day = 0, .hour = 9, .expected = 3},
    {.days = "mon-fri", .from = 9, .to = 12, .day = 4, .hour = 11, .expected = 3},
    {.days = "mon-fri", .from = 9, .to = 12, .day = 4, .hour = 12, .expected = 1},
    {.days = "mon-fri", .from = 9, .to = 12, .day = 5, .hour = 10, .expected = 1},
    {.days = "sat-sun", .from = 9, .to = 12, .day = 4, .hour = 10, .expected = 1},
    {.days = "sat-sun", .from = 9, .to = 12, .day = 6, .hour = 10, .expected = 3},
    {.days = "all", .from = 0, .to = 24, .day = 6, .hour = 23, .expected = 3},
    {.days = "", .from = 23, .to = 24, .day = 5, .hour = 23, .expected = 3},
    /* fractions weigh: 9.25 to 9.75 is half an hour */
    {.days = "all", .from = 9.25, .to = 9.75, .day = 3, .hour = 9, .expected = 2},
    {.days = "all", .from = 9.75, .to = 11.1, .day = 3, .hour = 9, .expected = 1.5},
    {.days = "all", .from = 9.75, .to = 11.1, .day = 3, .hour = 11, .expected = 1.2},
    /* past midnight, of the days of the hour itself */
    {.days = "mon-fri", .from = 22, .to = 6, .day = 0, .hour = 0, .expected = 3},
    {.days = "mon-fri", .from = 22, .to = 6, .day = 4, .hour = 23, .expected = 3},
    {.days = "mon-fri", .from = 22, .to = 6, .day = 5, .hour = 3, .expected = 1},
    {.days = "mon-fri", .from = 22, .to = 6, .day = 2, .hour = 12, .expected = 1},
};

static void test_hours(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(hour_rows); i++) {
        const struct hour_row *row = &hour_rows[i];
        double factor[STACK_WEEK];
        day_and_night();
        add_time(row->days, row->from, row->to, 3);
        const struct terms first = first_terms(&scenario);
        clock_factors(&first, &scenario.api[0], factor);
        if (!(fabs(factor[row->day * 24 + row->hour] - row->expected) < 1e-12))
            fail_msg("row %zu: %g, not %g", i, factor[row->day * 24 + row->hour], row->expected);
    }
}

#define TWICE                                                                                      \
    {                                                                                              \
        .days = "", .from = 14, .to = 20, .factor = 2                                              \
    }

static const struct bill_row {
    const char *name;
    struct {
        const char *days;
        double from, to, factor;
    } time;
    struct change change[6];
    int option;
    double expected;       /* a month */
    double overflow_price; /* 0: not looked at */
} bill_rows[] = {
    /* half of the busy hours cost twice: 1.8M * $0.001 * 1.5 */
    {.name = "an api alone", .time = TWICE, .option = API, .expected = 2700},
    /* 5 of 7 days: 1 + 5/7 * 1/2 */
    {.name = "on working days",
     .time = {.days = "mon-fri", .from = 14, .to = 20, .factor = 2},
     .option = API,
     .expected = 1800 * (1 + 5.0 / 14)},
    {.name = "hours without demand weigh nothing",
     .time = {.days = "", .from = 20, .to = 8, .factor = 9},
     .option = API,
     .expected = 1800},
    /* fees have no clock: 1.8M * (0.0005 + 0.0015) */
    {.name = "a fee",
     .time = TWICE,
     .change = {{"apis.api.per_request", 0.0005}},
     .option = API,
     .expected = 3600},
    {.name = "a discount and a surcharge",
     .time = TWICE,
     .change = {{"apis.api.discount", 0.2}, {"apis.api.surcharge", 0.1}},
     .option = API,
     .expected = 2700 * 0.8 * 1.1},
    /* $5 elastic lies between $3.60 and $7.20: 6 of 24 hours, 250 * 5, and 900k requests */
    {.name = "each hour to the cheaper",
     .time = TWICE,
     .change = {{"hosts.host.gpu_hour", NAN}, {"hosts.host.elastic_gpu_hour", 5}},
     .option = MIX,
     .expected = 1250 + 900,
     .overflow_price = 1 / 1.5},
    /* always on for $2,200 is dearer than these $2,150, for $2,100 it is not */
    {.name = "always on is dearer",
     .time = TWICE,
     .change = {{"hosts.host.gpu_hour", 2.2}, {"hosts.host.elastic_gpu_hour", 5}},
     .option = MIX,
     .expected = 2150,
     .overflow_price = 1 / 1.5},
    {.name = "always on is cheaper",
     .time = TWICE,
     .change = {{"hosts.host.gpu_hour", 2.1}, {"hosts.host.elastic_gpu_hour", 5}},
     .option = MIX,
     .expected = 2100},
    /* with a cold start a slice is wholly one thing: 13 of 24 hours at 5, or 2,700 at the api */
    {.name = "a slice as a whole",
     .time = TWICE,
     .change = {{"hosts.host.gpu_hour", NAN},
                {"hosts.host.elastic_gpu_hour", 5},
                {"hosts.host.cold_start_hours", 1}},
     .option = MIX,
     .expected = 2700,
     .overflow_price = 1},
    {.name = "a slice as a whole, rented",
     .time = TWICE,
     .change = {{"hosts.host.gpu_hour", NAN},
                {"hosts.host.elastic_gpu_hour", 4.8},
                {"hosts.host.cold_start_hours", 1}},
     .option = MIX,
     .expected = 13.0 / 24 * 1000 * 4.8},
    /* the host never overflows; a tenth of its requests at $0.0015 */
    {.name = "an escalation at the mean",
     .time = TWICE,
     .change = {{"hosts.host.escalation_share", 0.1}},
     .option = HOST,
     .expected = 1000 + 180000 * 0.0015},
    {.name = "for nothing",
     .time = {.days = "", .from = 0, .to = 24, .factor = 0},
     .option = API,
     .expected = 0},
};

static void test_bills(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(bill_rows); i++) {
        const struct bill_row *row = &bill_rows[i];
        day_and_night();
        add_time(row->time.days, row->time.from, row->time.to, row->time.factor);
        model_name(&scenario.host[0].common.escalates_to, "api");
        model_change(row->change, COUNT(row->change));
        model_evaluate(row->name);
        ASSERT_ROW_NEAR(row->name, bill(&result, row->option, 0), row->expected, 2e-6);
        if (row->overflow_price > 0)
            ASSERT_ROW_NEAR(row->name, result.option[row->option].fleet.overflow_price,
                            row->overflow_price, 1e-12);
    }
}

/* ---- What is refused ---- */

static void flat(void)
{
    assert_true(llmcost_set_load(&scenario, &(const double){1}, 1));
    scenario.load.kind = LLMCOST_LOAD_FLAT;
}

static void load_factor(void)
{
    llmcost_set_load_factor(&scenario, 0.5);
    scenario.load.kind = LLMCOST_LOAD_FACTOR;
}

static void eight_days(void)
{
    double weight[192];
    for (int hour = 0; hour < 192; hour++)
        weight[hour] = 1 + hour % 3;
    assert_true(llmcost_set_load(&scenario, weight, 192));
}

static void same_hour(void)
{
    add_time("mon-fri", 19.5, 21, 3);
}

static void other_days(void)
{
    scenario.entry[scenario.api[0].hours.first].clock.days.text = 0;
    model_name(&scenario.entry[scenario.api[0].hours.first].clock.days, "mon-fri");
    add_time("sat-sun", 14, 20, 3);
}

static void behind_it(void)
{
    add_time("all", 20, 14, 0.5);
}

static void past_midnight_into_it(void)
{
    add_time("all", 23, 15, 0.5);
}

static void no_time(void)
{
    llmcost_set(&scenario.entry[scenario.api[0].hours.first].clock.to, 14);
}

static void no_days(void)
{
    model_name(&scenario.entry[scenario.api[0].hours.first].clock.days, "weekdays");
}

static void no_days_before_others(void)
{
    no_days();
    add_time("all", 1, 2, 2);
}

static void no_beginning(void)
{
    scenario.entry[scenario.api[0].hours.first].clock.from.origin = LLMCOST_UNSET;
}

static const struct refusal_row {
    const char *name;
    void (*edit)(void);
    bool good;
    int code; /* 0: E_HOURS */
} refusals[] = {
    {.name = "flat", .edit = flat},
    {.name = "a load factor", .edit = load_factor},
    {.name = "eight days", .edit = eight_days},
    {.name = "the same hour twice", .edit = same_hour},
    {.name = "other days", .edit = other_days, .good = true},
    {.name = "behind it", .edit = behind_it, .good = true},
    {.name = "past midnight into it", .edit = past_midnight_into_it},
    {.name = "no time", .edit = no_time},
    {.name = "no days", .edit = no_days},
    {.name = "no days before others", .edit = no_days_before_others},
    {.name = "no beginning", .edit = no_beginning, .code = E_MISSING_KEY},
};

static void test_refusals(void **state)
{
    static struct llmcost_diags diags;
    (void)state;
    for (size_t i = 0; i < COUNT(refusals); i++) {
        day_and_night();
        add_time("all", 14, 20, 2);
        refusals[i].edit();
        llmcost_diags_init(&diags);
        const bool good = llmcost_check(&scenario, &diags);
        const int code = refusals[i].code != 0 ? refusals[i].code : E_HOURS;
        if (good != refusals[i].good || (!good && diags.list[0].code != code))
            fail_msg("%s: %s", refusals[i].name, good ? "taken" : diags.list[0].text);
    }
}

/* ---- Break-even ---- */

/* A unit that is always on for $2,400 against each hour's cheaper of $5 and the api: at x of a unit
 * all 12 hours cost x * $5.40 on average at the api, or 6 of them $5 from x * 7.2 > 5 on. So the
 * bill passes 2,400 where 1250 + x * 900 does, which no x up to 1 does; a second unit begins there.
 * Against the api alone, at x * 2700, the unit wins from 2400 / 2700 of 1.8M requests on. */
static void test_break_even(void **state)
{
    struct llmcost_break_even answer;
    (void)state;
    day_and_night();
    add_time("", 14, 20, 2);
    model_assign("hosts.host.gpu_hour", 2.4);
    model_evaluate("break-even");
    llmcost_break_even(&scenario, HOST, API, false, &answer);
    assert_int_equal(answer.status, LLMCOST_FOUND);
    ASSERT_NEAR(answer.band[0].from, 1.8e6 * 2400 / 2700, 1e-3);
    ASSERT_NEAR(answer.band[0].to, 1.8e6, 1e-3);
    /* the mix never costs more than the api, and less from where an hour is rented: x > 5 / 7.2 */
    model_assign("hosts.host.elastic_gpu_hour", 5);
    llmcost_break_even(&scenario, MIX, API, false, &answer);
    assert_int_equal(answer.status, LLMCOST_FOUND);
    ASSERT_NEAR(answer.band[0].from, 1.8e6 * 5 / 7.2, 1e-3);
    assert_int_equal(answer.band[0].to_kind, LLMCOST_OPEN);
}

/* Six hours cost nothing, so that the api is 900 x, of which 600 are owed at least. A unit for $1
 * an hour takes the other six from 3.60 x > 1 on: $250, and 600 owed to the api for nothing. The
 * mix wins from 900 x = 850 on. */
static void test_break_even_of_free_hours(void **state)
{
    struct llmcost_break_even answer;
    (void)state;
    day_and_night();
    add_time("", 14, 20, 0);
    model_assign("apis.api.monthly_minimum", 600);
    model_assign("hosts.host.gpu_hour", 2.4);
    model_assign("hosts.host.elastic_gpu_hour", 1);
    model_evaluate("free hours");
    llmcost_break_even(&scenario, MIX, API, false, &answer);
    assert_int_equal(answer.status, LLMCOST_FOUND);
    ASSERT_NEAR(answer.band[0].from, 1.8e6 * 850 / 900, 1e-3);
    assert_int_equal(answer.band[0].to_kind, LLMCOST_OPEN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hours),
        cmocka_unit_test(test_bills),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_break_even),
        cmocka_unit_test(test_break_even_of_free_hours),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
