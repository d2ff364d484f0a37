/* test_runs.c - what a replica serves under rules of latency: measured points against figures
 * computed by hand, estimates against their own unlimited figures, and the one promise of both:
 * tightening a limit never raises a capacity.
 */
#include "model.h"

enum { RUNS = 4, TTFT = LLMCOST_LIMIT_TTFT, TPOT = LLMCOST_LIMIT_TPOT };

struct point {
    double requests_per_second, ttft_ms, tpot_ms;
};

static void add_run(const struct point *point, int number)
{
    const int at = llmcost_add_entry(&scenario, &scenario.host[0].runs, LLMCOST_RUN, 0);
    struct llmcost_run *run = &scenario.entry[at].run;
    llmcost_set(&run->concurrency, number + 1);
    llmcost_set(&run->requests_per_second, point->requests_per_second);
    llmcost_set(&run->ttft_ms, point->ttft_ms);
    llmcost_set(&run->tpot_ms, point->tpot_ms);
}

static void use_runs(const struct point *points, int count)
{
    model_base();
    scenario.host[0].requests_per_second.origin = LLMCOST_UNSET;
    for (int i = 0; i < count; i++)
        add_run(&points[i], i);
}

static void limit(double ttft_ms, double tpot_ms)
{
    model_assign("rules.max_ttft_ms", ttft_ms > 0 ? ttft_ms : NAN);
    model_assign("rules.max_tpot_ms", tpot_ms > 0 ? tpot_ms : NAN);
}

static const struct llmcost_fleet *of_host(void)
{
    return &result.option[HOST].fleet;
}

/* ---- Measured points ---- */

static const struct point points[RUNS] = {
    {.requests_per_second = 1, .ttft_ms = 100, .tpot_ms = 10},
    {.requests_per_second = 3, .ttft_ms = 200, .tpot_ms = 20},
    {.requests_per_second = 5, .ttft_ms = 600, .tpot_ms = 30},
    {.requests_per_second = 4.5, .ttft_ms = 1500, .tpot_ms = 50}};

static const struct {
    const char *name;
    double ttft_ms, tpot_ms; /* limits; 0: none */
    double output_tokens;    /* of the workload, 0: those that the runs are of */
    double capacity, at_tpot_ms;
    int limited_by;
    bool fails;
} rows[] = {
    {.name = "no limit: the highest, not the last", .capacity = 5, .at_tpot_ms = 30},
    {.name = "half of the way",
     .ttft_ms = 400,
     .capacity = 4,
     .at_tpot_ms = 25,
     .limited_by = TTFT},
    {.name = "the tighter of two",
     .ttft_ms = 400,
     .tpot_ms = 22,
     .capacity = 3.4,
     .at_tpot_ms = 22,
     .limited_by = TPOT},
    {.name = "exactly a run", .ttft_ms = 200, .capacity = 3, .at_tpot_ms = 20},
    {.name = "behind the highest it only falls", .ttft_ms = 1000, .capacity = 5, .at_tpot_ms = 30},
    {.name = "never beyond the last", .tpot_ms = 90, .capacity = 5, .at_tpot_ms = 30},
    {.name = "none meets it",
     .ttft_ms = 50,
     .capacity = 1,
     .at_tpot_ms = 10,
     .limited_by = TTFT,
     .fails = true},
    {.name = "none meets both: what is 2 times too slow, not 5 times",
     .ttft_ms = 50,
     .tpot_ms = 2,
     .capacity = 1,
     .at_tpot_ms = 10,
     .limited_by = TPOT,
     .fails = true},
    /* (1000 + 5 * 200) / (1000 + 5 * 400) of it */
    {.name = "at another mix",
     .ttft_ms = 400,
     .output_tokens = 400,
     .capacity = 8.0 / 3,
     .at_tpot_ms = 25,
     .limited_by = TTFT},
};

static void test_points(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        use_runs(points, RUNS);
        scenario.written_input_tokens = 1000;
        scenario.written_output_tokens = 200;
        if (rows[i].output_tokens > 0)
            model_assign("workload.output_tokens", rows[i].output_tokens);
        limit(rows[i].ttft_ms, rows[i].tpot_ms);
        model_evaluate(rows[i].name);
        ASSERT_NEAR(of_host()->replica_requests_per_second, rows[i].capacity, 1e-12);
        ASSERT_NEAR(of_host()->tpot_ms, rows[i].at_tpot_ms, 1e-12);
        assert_int_equal(of_host()->limited_by, rows[i].limited_by);
        assert_int_equal(result.option[HOST].feasible, !rows[i].fails);
        assert_int_equal(llmcost_is_fast_enough(&scenario, HOST), !rows[i].fails);
        const int expected = rows[i].fails ? LLMCOST_FAIL : LLMCOST_PASS;
        if (rows[i].ttft_ms > 0)
            assert_int_equal(result.option[HOST].rule[LLMCOST_RULE_MAX_TTFT_MS], expected);
        if (rows[i].tpot_ms > 0)
            assert_int_equal(result.option[HOST].rule[LLMCOST_RULE_MAX_TPOT_MS], expected);
    }
}

/* A rule of latency may bind where a host has measured points, and no other rule does. */
static void test_what_binds(void **state)
{
    static const char *const paths[] = {"rules.max_ttft_ms", "rules.max_tpot_ms",
                                        "rules.min_quality"};
    (void)state;
    for (size_t i = 0; i < COUNT(paths); i++) {
        struct llmcost_ref ref;
        use_runs(points, RUNS);
        assert_true(llmcost_find_path(&scenario, paths[i], &ref));
        assert_int_equal(llmcost_binds_capacity(&scenario, ref), i < 2);
        model_base();
        assert_false(llmcost_binds_capacity(&scenario, ref));
    }
}

/* A hybrid waits for its api too, whose figure nobody states. */
static void test_hybrid(void **state)
{
    (void)state;
    use_runs(points, RUNS);
    limit(400, 0);
    model_evaluate("unknown api");
    assert_int_equal(result.option[MIX].rule[LLMCOST_RULE_MAX_TTFT_MS], LLMCOST_UNKNOWN);
    model_assign("apis.api.ttft_ms", 450);
    model_evaluate("slow api");
    assert_int_equal(result.option[MIX].rule[LLMCOST_RULE_MAX_TTFT_MS], LLMCOST_FAIL);
    model_assign("apis.api.ttft_ms", 350);
    model_evaluate("fast api");
    assert_int_equal(result.option[MIX].rule[LLMCOST_RULE_MAX_TTFT_MS], LLMCOST_PASS);
    assert_true(result.option[MIX].feasible);
    limit(50, 0);
    model_evaluate("slow host");
    assert_int_equal(result.option[MIX].rule[LLMCOST_RULE_MAX_TTFT_MS], LLMCOST_FAIL);
    assert_false(result.option[MIX].feasible);
}

/* Tokens of input and output measured apart: 1 / (1000 / 2000 + 200 / 400) requests/s. */
static void test_tokens_apart(void **state)
{
    (void)state;
    use_runs(points, 1);
    struct llmcost_run *run = &scenario.entry[scenario.host[0].runs.first].run;
    run->requests_per_second.origin = LLMCOST_UNSET;
    llmcost_set(&run->input_tokens_per_second, 2000);
    llmcost_set(&run->output_tokens_per_second, 400);
    model_evaluate("tokens apart");
    ASSERT_NEAR(of_host()->replica_requests_per_second, 1, 1e-12);
}

/* ---- A limit never helps ---- */

static double next_random(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (double)(*state >> 11) / 9007199254740992.0;
}

/* Capacity at each of many limits, from none to one that nothing meets. */
static void check_falls(const char *path, double from, double to, bool whole)
{
    double before = INFINITY;
    for (double most = from; most > to; most *= 0.93) {
        model_assign(path, most);
        model_evaluate(path);
        const double capacity = of_host()->replica_requests_per_second;
        if (!result.option[HOST].feasible)
            return;
        if (capacity > before)
            fail_msg("%s %g serves %g, a looser one %g", path, most, capacity, before);
        before = capacity;
        if (whole)
            assert_true(of_host()->tpot_ms <= most * (1 + 1e-12));
    }
}

/* Latencies that rise and fall, as measured ones may. */
static void test_runs_fall(void **state)
{
    uint64_t random = 7;
    (void)state;
    for (int round = 0; round < 200; round++) {
        struct point random_points[6];
        for (int i = 0; i < 6; i++)
            random_points[i] = (struct point){.requests_per_second = 1 + 9 * next_random(&random),
                                              .ttft_ms = 50 + 900 * next_random(&random),
                                              .tpot_ms = 5 + 60 * next_random(&random)};
        use_runs(random_points, 6);
        if (round % 2 > 0)
            model_assign("rules.max_tpot_ms", 30 + 30 * next_random(&random));
        check_falls("rules.max_ttft_ms", 1000, 20, false);
    }
}

/* ---- Estimates ---- */

static double estimated_tpot(double concurrency)
{
    struct llmcost_estimate e;
    const double limited = scenario.max_tpot_ms.value;
    scenario.max_tpot_ms.origin = LLMCOST_UNSET;
    scenario.host[0].concurrency.value = concurrency;
    assert_true(llmcost_estimate(&scenario, &scenario.host[0], &e));
    llmcost_set(&scenario.max_tpot_ms, limited);
    scenario.host[0].concurrency.value = 64;
    return e.tpot_ms;
}

/* The largest whole number of sequences that is fast enough: one more is not. */
static void test_estimate(void **state)
{
    struct llmcost_estimate e;
    (void)state;
    model_base();
    model_estimate(&scenario.host[0]);
    model_assign("hosts.host.concurrency", 64);
    model_evaluate("free");
    const double free = of_host()->replica_requests_per_second;
    assert_int_equal(of_host()->limited_by, LLMCOST_LIMIT_NONE);
    model_assign("rules.max_tpot_ms", (estimated_tpot(20) + estimated_tpot(21)) / 2);
    assert_true(llmcost_estimate(&scenario, &scenario.host[0], &e));
    ASSERT_NEAR(e.sequences, 20, 0);
    model_evaluate("limited");
    assert_int_equal(of_host()->limited_by, LLMCOST_LIMIT_TPOT);
    assert_true(of_host()->replica_requests_per_second < free);
    assert_int_equal(result.option[HOST].rule[LLMCOST_RULE_MAX_TPOT_MS], LLMCOST_PASS);
    /* half as fast as estimated takes twice as long for each token */
    model_assign("hosts.host.throughput_factor", 0.5);
    model_assign("rules.max_tpot_ms", 2 * scenario.max_tpot_ms.value);
    assert_true(llmcost_estimate(&scenario, &scenario.host[0], &e));
    ASSERT_NEAR(e.sequences, 20, 0);
    model_assign("hosts.host.throughput_factor", 1);
    model_assign("rules.max_tpot_ms", estimated_tpot(1) / 2);
    model_evaluate("too slow");
    assert_false(result.option[HOST].feasible);
    assert_int_equal(result.option[HOST].rule[LLMCOST_RULE_MAX_TPOT_MS], LLMCOST_FAIL);
    model_assign("hosts.host.concurrency", 1000);
    model_assign("rules.max_tpot_ms", NAN);
    model_evaluate("memory");
    assert_int_equal(of_host()->limited_by, LLMCOST_LIMIT_MEMORY);
}

/* Of many experts too, which serve less where they are crowded. */
static void test_estimates_fall(void **state)
{
    (void)state;
    for (int experts = 0; experts < 2; experts++) {
        model_base();
        model_estimate(&scenario.host[0]);
        scenario.host[0].gpu_facts.memory_bytes = 4e12;
        if (experts > 0) {
            scenario.host[0].model_facts.experts = 128;
            scenario.host[0].model_facts.active_experts = 8;
            scenario.host[0].model_facts.expert_parameters = 70e6;
            scenario.host[0].model_facts.active_parameters = 1.2e9;
        }
        model_assign("hosts.host.concurrency", 4096);
        check_falls("rules.max_tpot_ms", 5000, 1, true);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_points),        cmocka_unit_test(test_what_binds),
        cmocka_unit_test(test_hybrid),        cmocka_unit_test(test_tokens_apart),
        cmocka_unit_test(test_runs_fall),     cmocka_unit_test(test_estimate),
        cmocka_unit_test(test_estimates_fall)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
