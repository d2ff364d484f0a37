/* test_room.c - how far an input may move beside what else a scenario states: whatever a question
 * looks at is a scenario that llmcost_check() passes, up to the end of the room and not beyond it.
 */
#include "core/scenario/room.h"
#include "model.h"

static struct llmcost_diags diags;

/* Numbers from a fixed seed: in [0, 1). */
static uint32_t state_of_draws;
static double drawn(double low, double high)
{
    state_of_draws = state_of_draws * 1664525U + 1013904223U;
    return low + (high - low) * (state_of_draws >> 8) / 16777216.0;
}

static bool passes(void)
{
    static struct llmcost_scenario copy;
    copy = scenario;
    llmcost_diags_init(&diags);
    return llmcost_check(&copy, &diags);
}

static void change(const char *path, int month, double value, bool scales)
{
    struct llmcost_step *step = &scenario.changes.step[scenario.changes.count++];
    *step = (struct llmcost_step){.month = (int16_t)month, .scales = scales};
    assert_true(llmcost_find_path(&scenario, path, &step->ref));
    llmcost_set(&step->value, value);
}

static double rounded(double share)
{
    return (double)(int)(share * 1000) / 1000;
}

/* Shares of the input, of the workload and of an api, that leave little; some change, some are
 * scaled; a host that starts later. */
static void draw(void)
{
    model_base();
    model_assign("hosts.box.gpu_hour", 40);
    model_assign("hosts.host.gpu_hour", 5);
    model_assign("apis.api.cached_input_per_mtok", 0.1);
    model_assign("apis.api.cache_write_per_mtok", 1.5);
    const double left = rounded(drawn(0.05, 0.3));
    model_assign("horizon.months", 6 + (int)drawn(0, 8));
    model_assign("workload.cached_share", rounded(drawn(0.2, 0.5)));
    model_assign("workload.cache_write_share", 1 - left - scenario.workload.cached_share.value);
    if (drawn(0, 1) < 0.5)
        model_assign("workload.cache_write_hour_share", rounded(drawn(0, left)));
    if (drawn(0, 1) < 0.5)
        model_assign("apis.api.cached_share", rounded(drawn(0, 0.4)));
    if (drawn(0, 1) < 0.3)
        model_assign("apis.dear.cache_write_share", rounded(drawn(0, 0.4)));
    model_assign("apis.api.discount", rounded(drawn(0.1, 0.5)));
    const bool scaled = drawn(0, 1) < 0.5;
    if (scaled)
        change("apis.api.discount", 2 + (int)drawn(0, 3), 1 + rounded(drawn(0, 0.9)), true);
    if (drawn(0, 1) < 0.3)
        change("workload.cached_share", 5, rounded(drawn(0.5, 1.3)), true);
    else if (drawn(0, 1) < 0.3)
        change("apis.dear.cached_share", 5, rounded(drawn(0.1, 0.5)), false);
    if (scaled && drawn(0, 1) < 0.5) /* what it was scaled to ends there */
        change("apis.api.discount", 6, 0.9, false);
    model_name(&scenario.host[0].start.until_then, "api");
    model_assign("hosts.host.starts_month",
                 1 + (int)drawn(0, drawn(0, 1) < 0.3 ? scenario.months.value - 1 : 3));
}

static const char *const moved[] = {
    "workload.cached_share",   "workload.cache_write_share", "workload.cache_write_hour_share",
    "apis.api.cached_share",   "apis.dear.cached_share",     "apis.dear.cache_write_share",
    "hosts.host.starts_month", "apis.api.discount",          "horizon.months",
};

static struct llmcost_ref ref_of(const char *path)
{
    struct llmcost_ref ref;
    assert_true(llmcost_find_path(&scenario, path, &ref));
    return ref;
}

/* Both ends of the room pass, and what lies beyond them does not, though its field allows it. */
static int assert_ends(const char *path)
{
    const struct llmcost_ref ref = ref_of(path);
    const struct domain field = domain_of(ref);
    const struct domain room = room_of(&scenario, ref);
    const double step = field.whole ? 1 : 1e-6;
    struct llmcost_input *input = llmcost_at(&scenario, ref);
    const double before = input->value;
    int ends = 0;
    assert_true(room.low <= before && before <= room.high);
    input->value = room.high;
    if (!passes())
        fail_msg("%s at %.10g: %s", path, room.high, diags.list[0].text);
    input->value = room.low;
    if (!passes())
        fail_msg("%s at %.10g: %s", path, room.low, diags.list[0].text);
    if (room.high < field.high) {
        input->value = room.high + step;
        if (passes())
            fail_msg("%s at %.10g passes too", path, room.high + step);
        ends++;
    }
    if (room.low > field.low) {
        input->value = room.low - step;
        if (passes())
            fail_msg("%s at %.10g passes too", path, room.low - step);
        ends++;
    }
    if (ends > 0)
        assert_true(is_bounded(&scenario, ref));
    input->value = before;
    return ends;
}

static void test_ends(void **state)
{
    int drawn_ones = 0;
    int ends = 0;
    (void)state;
    state_of_draws = 1;
    for (int round = 0; round < random_rounds(300, 3000); round++) {
        draw();
        if (!passes())
            continue;
        drawn_ones++;
        for (size_t i = 0; i < COUNT(moved); i++) {
            const struct llmcost_input *input = llmcost_read(&scenario, ref_of(moved[i]));
            if (input->origin != LLMCOST_UNSET)
                ends += assert_ends(moved[i]);
        }
    }
    assert_true(drawn_ones >= 50 && ends >= 4 * drawn_ones);
}

/* Where a row of the tornado stands, and where the decision turns, the scenario passes. */
static void test_tornado(void **state)
{
    struct llmcost_swing list[64];
    char path[LLMCOST_MAX_PATH];
    (void)state;
    state_of_draws = 2;
    for (int round = 0; round < random_rounds(40, 400); round++) {
        draw();
        if (!passes())
            continue;
        model_evaluate("tornado");
        const int count = llmcost_tornado(&scenario, &result, NULL, NULL, 0, list, 64);
        for (int i = 0; i < count; i++) {
            const struct llmcost_swing *swing = &list[i];
            const double values[] = {swing->low, swing->high,
                                     swing->has_switch ? swing->switch_value : swing->low};
            struct llmcost_input *input = llmcost_at(&scenario, swing->ref);
            const double before = input->value;
            for (size_t v = 0; v < COUNT(values); v++) {
                input->value = values[v];
                if (!passes())
                    fail_msg("%s at %.10g: %s",
                             llmcost_path(&scenario, swing->ref, path, sizeof path), values[v],
                             diags.list[0].text);
            }
            input->value = before;
        }
    }
}

/* However wide two ranges of shares are, an api that bills only what no cache holds bills no less
 * than nothing in any draw, one that bills all alike bills no more than all; and which draws are
 * asked together changes none of them. */
static void test_draws(void **state)
{
    enum { DRAWS = 64 };
    static double costs[OPTIONS * DRAWS];
    static double again[OPTIONS * DRAWS];
    static bool serves[OPTIONS * DRAWS];
    struct llmcost_ref refs[LLMCOST_MAX_RANGED];
    const double all = 12 * 3600 * 2;
    int full = 0;
    (void)state;
    model_base();
    model_assign("workload.cached_share", 0.4);
    model_assign("workload.cache_write_share", 0.5);
    model_assign("apis.api.output_per_mtok", 0);
    model_assign("apis.api.cached_input_per_mtok", 0);
    model_assign("apis.api.cache_write_per_mtok", 0);
    model_assign("apis.dear.output_per_mtok", 0);
    model_assign("apis.dear.cached_input_per_mtok", 2);
    model_assign("apis.dear.cache_write_per_mtok", 2);
    scenario.workload.cached_share.low = scenario.workload.cache_write_share.low = 0;
    scenario.workload.cached_share.high = 0.8;
    scenario.workload.cache_write_share.high = 1;
    scenario.workload.cached_share.range = scenario.workload.cache_write_share.range =
        LLMCOST_UNIFORM;
    model_evaluate("draws");
    const int count = llmcost_ranged(&scenario, refs, LLMCOST_MAX_RANGED);
    assert_int_equal(count, 2);
    assert_true(llmcost_sample(&scenario, refs, count, DRAWS, 0, DRAWS, costs, serves));
    for (int draw = DRAWS - 1; draw >= 0; draw--)
        assert_true(llmcost_sample(&scenario, refs, count, DRAWS, draw, draw + 1, again, serves));
    for (int draw = 0; draw < DRAWS; draw++) {
        assert_true(costs[API * DRAWS + draw] >= 0);
        ASSERT_NEAR(costs[DEAR * DRAWS + draw], all, 0.01);
        assert_true(costs[API * DRAWS + draw] == again[API * DRAWS + draw]);
        full += costs[API * DRAWS + draw] < 1;
    }
    assert_in_range(full, 1, DRAWS / 2); /* some have no room left, most do */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ends),
        cmocka_unit_test(test_tornado),
        cmocka_unit_test(test_draws),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
