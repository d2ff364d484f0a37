/* test_scenario.c - a scenario as a value: defaults, options, texts, limits, and the path of each
 * of its numbers.
 */
#include "core/scenario/scenario.h"
#include "model.h"

/* ---- Defaults and limits */

static void test_init(void **state)
{
    (void)state;
    memset(&scenario, 0xA5, sizeof scenario); /* nothing is left of what was there */
    llmcost_scenario_init(&scenario);
    assert_int_equal(llmcost_option_count(&scenario), 0);
    assert_int_equal(scenario.entries, 0);
    ASSERT_NEAR(scenario.hours_per_month.value, 730, 0);
    ASSERT_NEAR(scenario.hours_per_month.low, 730, 0);
    assert_int_equal(scenario.hours_per_month.origin, LLMCOST_DEFAULT);
    assert_int_equal(scenario.hours_per_month.place.line, 0);
    ASSERT_NEAR(scenario.version.value, 1, 0);
    assert_true(scenario.version.origin > LLMCOST_DEFAULT); /* code need not state it */
    assert_int_equal(scenario.baseline.option, -1);
    assert_int_equal(scenario.gates.fail_on.origin, LLMCOST_UNSET);
    assert_string_equal(llmcost_text(&scenario, scenario.name.text), "");
    ASSERT_NEAR(scenario.load.weight[0], 1, 0);
    assert_int_equal(scenario.load.factor.origin, LLMCOST_DEFAULT);
}

/* What nobody else can know is all that is missing: the demand, its tokens, an option. */
static void test_least(void **state)
{
    static struct llmcost_diags diags;
    (void)state;
    llmcost_scenario_init(&scenario);
    llmcost_set(&scenario.workload.requests_per_day, 24);
    llmcost_set(&scenario.workload.input_tokens, 500);
    llmcost_set(&scenario.workload.output_tokens, 500);
    struct llmcost_api *api = &scenario.api[llmcost_add_api(&scenario, "a")];
    llmcost_set(&api->input_per_mtok, 1);
    llmcost_set(&api->output_per_mtok, 3);
    llmcost_diags_init(&diags);
    assert_true(llmcost_check(&scenario, &diags));
    assert_int_equal(diags.count, 0);
    assert_true(llmcost_evaluate(&scenario, &result, &diags));
    assert_int_equal(result.option[0].monthly_micros, 730 * (500 * 1 + 500 * 3));
}

/* The map as a member of its option, and an entry of it as a member of its section. */
static void test_extra_member(void **state)
{
    (void)state;
    model_base();
    struct llmcost_common *common = &scenario.api[1].common;
    model_extra(&scenario.host[0].common, "before", 1);
    model_extra(common, "desk", 250);
    model_extra(common, "chair", 30);
    const struct llmcost_field *map = llmcost_find_field(LLMCOST_APIS, "extra");
    assert_non_null(map);
    assert_int_equal(map->kind, LLMCOST_MAP);
    const struct llmcost_entries *extra = llmcost_member(&scenario, LLMCOST_APIS, 1, map);
    assert_ptr_equal(extra, &common->extra);
    assert_int_equal(extra->count, 2);
    const struct llmcost_field *amount =
        llmcost_next_field((enum llmcost_section)map->entries, NULL);
    for (int i = 0; i < extra->count; i++) {
        const struct llmcost_input *input =
            llmcost_member(&scenario, LLMCOST_EXTRA, extra->first + i, amount);
        assert_ptr_equal(input, &scenario.entry[extra->first + i].amount);
        ASSERT_NEAR(input->value, i == 0 ? 250 : 30, 0);
    }
    assert_null(llmcost_member(&scenario, LLMCOST_EXTRA, scenario.entries, amount));
}

static void test_sizes(void **state)
{
    (void)state;
    assert_string_equal(llmcost_version(), LLMCOST_VERSION);
    assert_int_equal(llmcost_scenario_size(), sizeof scenario);
    assert_int_equal(llmcost_result_size(), sizeof result);
    assert_int_equal(llmcost_diags_size(), sizeof(struct llmcost_diags));
}

static void test_set(void **state)
{
    struct llmcost_input input = {.range = LLMCOST_TRIANGULAR, .place.line = 3};
    (void)state;
    llmcost_set(&input, 2.5);
    assert_int_equal(input.range, LLMCOST_POINT);
    assert_int_equal(input.origin, LLMCOST_SET);
    ASSERT_NEAR(input.low, 2.5, 0);
    ASSERT_NEAR(input.high, 2.5, 0);
}

static void test_options(void **state)
{
    static const char *const ids[] = {"api", "dear", "host", "box", "mix"};
    static const enum llmcost_option_kind kinds[] = {LLMCOST_API, LLMCOST_API, LLMCOST_HOST,
                                                     LLMCOST_HOST, LLMCOST_HYBRID};
    (void)state;
    model_base();
    model_evaluate("resolve references");
    assert_int_equal(llmcost_option_count(&scenario), OPTIONS);
    for (int i = 0; i < OPTIONS; i++) {
        assert_string_equal(llmcost_option_id(&scenario, i), ids[i]);
        assert_int_equal(llmcost_find_option(&scenario, ids[i]), i);
        assert_int_equal(llmcost_option_kind(&scenario, i), kinds[i]);
    }
    assert_int_equal(llmcost_find_option(&scenario, "nobody"), -1);
    assert_null(llmcost_option_host(&scenario, API));
    assert_ptr_equal(llmcost_option_api(&scenario, DEAR), &scenario.api[1]);
    assert_null(llmcost_option_api(&scenario, BOX));
    assert_ptr_equal(llmcost_option_host(&scenario, BOX), &scenario.host[1]);
    assert_ptr_equal(llmcost_option_host(&scenario, MIX), &scenario.host[0]);
    assert_ptr_equal(llmcost_option_api(&scenario, MIX), &scenario.api[0]);
}

/* A copy is a scenario of its own. */
static void test_copy(void **state)
{
    static struct llmcost_scenario copy;
    (void)state;
    model_base();
    copy = scenario;
    model_assign("apis.api.input_per_mtok", 7);
    model_name(&scenario.name, "changed");
    ASSERT_NEAR(copy.api[0].input_per_mtok.value, 1, 0);
    assert_string_equal(llmcost_text(&copy, copy.name.text), "");
    assert_string_equal(llmcost_option_id(&copy, MIX), "mix");
}

static void test_full(void **state)
{
    char id[LLMCOST_MAX_ID + 1];
    (void)state;
    llmcost_scenario_init(&scenario);
    for (int i = 0; i < LLMCOST_MAX_APIS; i++) {
        snprintf(id, sizeof id, "a%d", i);
        assert_int_equal(llmcost_add_api(&scenario, id), i);
        snprintf(id, sizeof id, "h%d", i);
        assert_int_equal(llmcost_add_host(&scenario, id), i < LLMCOST_MAX_HOSTS ? i : -1);
        snprintf(id, sizeof id, "m%d", i);
        assert_int_equal(llmcost_add_hybrid(&scenario, id), i < LLMCOST_MAX_HYBRIDS ? i : -1);
    }
    assert_int_equal(llmcost_add_api(&scenario, "more"), -1);
    assert_int_equal(llmcost_option_count(&scenario), LLMCOST_MAX_OPTIONS);
    assert_int_equal(scenario.hosts, LLMCOST_MAX_HOSTS);
}

static void test_ids_too_long(void **state)
{
    char id[LLMCOST_MAX_ID + 1];
    (void)state;
    llmcost_scenario_init(&scenario);
    memset(id, 'x', sizeof id);
    id[LLMCOST_MAX_ID] = '\0';
    assert_int_equal(llmcost_add_api(&scenario, id), -1);
    id[LLMCOST_MAX_ID - 1] = '\0';
    assert_int_equal(llmcost_add_api(&scenario, id), 0);
    assert_int_equal(llmcost_add_host(&scenario, ""), -1);
    assert_int_equal(scenario.hosts, 0);
}

static void test_text(void **state)
{
    static char large[LLMCOST_MAX_TEXT];
    (void)state;
    memset(large, 'y', sizeof large);
    llmcost_scenario_init(&scenario);
    assert_int_equal(llmcost_add_text(&scenario, "", 0), 0);
    const uint32_t a = llmcost_add_text(&scenario, "first word", 5);
    const uint32_t b = llmcost_add_text(&scenario, "second", 6);
    assert_string_equal(llmcost_text(&scenario, a), "first");
    assert_string_equal(llmcost_text(&scenario, b), "second");
    assert_string_equal(llmcost_text(&scenario, 0), "");
    assert_int_equal(llmcost_add_text(&scenario, large, sizeof large), 0);
    const size_t room = LLMCOST_MAX_TEXT - scenario.text_used - 1;
    assert_int_equal(llmcost_add_text(&scenario, large, room + 1), 0);
    assert_int_not_equal(llmcost_add_text(&scenario, large, room), 0);
    assert_int_equal(llmcost_add_text(&scenario, "x", 1), 0);
    assert_int_equal(llmcost_add_api(&scenario, "x"), -1); /* no room for its id */
    assert_int_equal(scenario.apis, 0);
    assert_string_equal(llmcost_text(&scenario, b), "second");
}

/* ---- Paths */

/* Numbers of all entries, by the table; the load's factor is one. */
static int numbers(void)
{
    int count = 0;
    for (int section = 0; section < LLMCOST_SECTIONS; section++)
        for (const struct llmcost_field *f = NULL;
             (f = llmcost_next_field((enum llmcost_section)section, f)) != NULL;)
            if (f->kind == LLMCOST_NUMBER || f->kind == LLMCOST_BOOLEAN || f->kind == LLMCOST_LOAD)
                count += llmcost_section_entries(&scenario, (enum llmcost_section)section);
    return count;
}

static void test_round_trip(void **state)
{
    char path[LLMCOST_MAX_PATH];
    struct llmcost_ref ref = LLMCOST_FIRST_INPUT;
    int count = 0;
    (void)state;
    model_base();
    model_api("gpt-3.5", 1, 2);
    model_host("org/llama:70b", 1);
    model_hybrid("a.b", "host", "api");
    model_extra(&scenario.api[0].common, "x", 1);
    model_extra(&scenario.api[0].common, "two words", 2);
    model_extra(&scenario.host[1].common, "x", 3);
    while (llmcost_next_input(&scenario, &ref)) {
        struct llmcost_ref found;
        llmcost_path(&scenario, ref, path, sizeof path);
        if (!llmcost_find_path(&scenario, path, &found))
            fail_msg("%s is not found", path);
        if (memcmp(&found, &ref, sizeof ref) != 0)
            fail_msg("%s names another number", path);
        count++;
    }
    assert_int_equal(count, 3 + numbers()); /* and the extra lines */
}

static const struct {
    const char *path;
    bool found;
} paths[] = {
    {.path = "hours_per_month", .found = true},
    {.path = "workload.requests_per_day", .found = true},
    {.path = "workload.load", .found = true},
    {.path = "apis.api.input_per_mtok", .found = true},
    {.path = "apis.\"gpt-3.5\".discount", .found = true},
    {.path = "apis.gpt-3.5.discount"},
    {.path = "hosts.org/llama:70b.gpu_hour", .found = true},
    {.path = "hybrids.mix.replicas", .found = true},
    {.path = "apis.api.extra.guard", .found = true},
    {.path = "apis.api.extra.\"two words\"", .found = true},
    {.path = "apis.api.extra"},
    {.path = "apis.api.extra.none"},
    {.path = "team.overhead", .found = true},
    {.path = "horizon.months", .found = true},
    {.path = "rules.data_in_house", .found = true},
    {.path = "gates.max_monthly_cost", .found = true},
    {.path = "uncertainty.seed", .found = true},
    {.path = "name"}, /* a text */
    {.path = "apis.api"},
    {.path = "apis.nobody.input_per_mtok"},
    {.path = "hosts.api.gpu_hour"},
    {.path = ""},
};

static void test_paths(void **state)
{
    struct llmcost_ref ref;
    (void)state;
    model_base();
    model_api("gpt-3.5", 1, 2);
    model_host("org/llama:70b", 1);
    model_extra(&scenario.api[0].common, "guard", 1);
    model_extra(&scenario.api[0].common, "two words", 2);
    for (size_t i = 0; i < COUNT(paths); i++)
        if (llmcost_find_path(&scenario, paths[i].path, &ref) != paths[i].found)
            fail_msg("%s", paths[i].path);
}

/* The load's number is its factor: as an input it is named so, and assigning it reshapes. */
static void test_load_path(void **state)
{
    struct llmcost_ref ref;
    char path[LLMCOST_MAX_PATH];
    (void)state;
    model_base();
    assert_true(llmcost_find_path(&scenario, "workload.load", &ref));
    llmcost_assign(&scenario, ref, 0.25);
    assert_int_equal(scenario.load.hours, 168);
    assert_int_equal(scenario.load.factor.origin, LLMCOST_SET);
    ASSERT_NEAR(scenario.load.level[0], 4, 1e-12);
    assert_string_equal(llmcost_path(&scenario, ref, path, sizeof path),
                        "workload.load.load_factor");
    model_assign("workload.load.load_factor", 0.5);
    ASSERT_NEAR(scenario.load.level[0], 2, 1e-12);
}

/* A path that does not fit is cut, never overrun. */
static void test_short_buffer(void **state)
{
    struct llmcost_ref ref;
    char buffer[16];
    (void)state;
    model_base();
    assert_true(llmcost_find_path(&scenario, "apis.dear.output_per_mtok", &ref));
    memset(buffer, '#', sizeof buffer);
    llmcost_path(&scenario, ref, buffer, 8);
    assert_string_equal(buffer, "apis.de");
    assert_int_equal(buffer[8], '#');
}

static void test_bad_references(void **state)
{
    static const struct llmcost_ref bad[] = {
        {.section = LLMCOST_TOP, .field = -1, .entry = -1},
        {.section = LLMCOST_TOP, .field = 10000, .entry = -1},
        {.section = LLMCOST_TOP, .field = 1, .entry = -1}, /* name: a text */
        {.section = LLMCOST_APIS, .field = 25, .index = 2, .entry = -1},
        {.section = LLMCOST_APIS, .field = 25, .index = -1, .entry = -1},
        {.section = LLMCOST_COMMON, .field = 25, .entry = -1},
    };
    size_t count;
    const struct llmcost_field *fields = llmcost_fields(&count);
    const struct llmcost_field *amount = llmcost_next_field(LLMCOST_EXTRA, NULL);
    (void)state;
    model_base();
    for (int16_t entry = -1; entry <= 0; entry++) { /* there are no extra lines */
        const struct llmcost_ref extra = {
            .section = LLMCOST_APIS, .field = (int16_t)(amount - fields), .entry = entry};
        assert_null(llmcost_read(&scenario, extra));
    }
    for (size_t i = 0; i < COUNT(bad); i++) {
        assert_null(llmcost_read(&scenario, bad[i]));
        assert_null(llmcost_at(&scenario, bad[i]));
    }
}

/* Inputs are walked without any option too. */
static void test_empty_walk(void **state)
{
    struct llmcost_ref ref = LLMCOST_FIRST_INPUT;
    int count = 0;
    (void)state;
    llmcost_scenario_init(&scenario);
    while (llmcost_next_input(&scenario, &ref)) {
        assert_int_not_equal(ref.section, LLMCOST_APIS);
        assert_int_not_equal(ref.section, LLMCOST_HYBRIDS);
        count++;
    }
    assert_true(count > 20);
}

/* Who asks for what is known gets what is left of all inputs: without entries and with, wherever
 * the known ones stand. */
static void test_known_inputs(void **state)
{
    (void)state;
    for (unsigned every = 1; every < 200; every++) {
        struct llmcost_ref ref = LLMCOST_FIRST_INPUT, known = LLMCOST_FIRST_INPUT;
        unsigned at = 0;
        model_base();
        if (every % 2)
            model_extra(&scenario.api[1].common, "desk", 250);
        if (every % 3)
            model_extra(&scenario.host[0].common, "chair", 30);
        for (; llmcost_next_input(&scenario, &ref); at++) {
            struct llmcost_input *input = llmcost_at(&scenario, ref);
            input->origin = at % every ? input->origin : LLMCOST_CATALOG;
            input->range = at % 7 || every % 5 ? LLMCOST_POINT : LLMCOST_UNIFORM;
        }
        for (int least = LLMCOST_UNSET; least <= LLMCOST_SET; least++) {
            ref = known = LLMCOST_FIRST_INPUT;
            while (llmcost_next_input(&scenario, &ref)) {
                const struct llmcost_input *input = llmcost_read(&scenario, ref);
                if (input->origin < least && input->range == LLMCOST_POINT)
                    continue;
                assert_true(next_known_input(&scenario, (enum llmcost_origin)least, &known));
                assert_true(is_same_ref(ref, known));
            }
            assert_false(next_known_input(&scenario, (enum llmcost_origin)least, &known));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_init),         cmocka_unit_test(test_set),
        cmocka_unit_test(test_options),      cmocka_unit_test(test_copy),
        cmocka_unit_test(test_full),         cmocka_unit_test(test_ids_too_long),
        cmocka_unit_test(test_text),         cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_paths),        cmocka_unit_test(test_load_path),
        cmocka_unit_test(test_short_buffer), cmocka_unit_test(test_bad_references),
        cmocka_unit_test(test_empty_walk),   cmocka_unit_test(test_least),
        cmocka_unit_test(test_extra_member), cmocka_unit_test(test_sizes),
        cmocka_unit_test(test_known_inputs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
