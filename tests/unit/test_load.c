/* test_load.c - texts to a scenario: values, ranges, loads, --set, and how complaints are kept,
 * ordered and printed. What is refused, and with which words, is in tests/bad/.
 */
#include "io/scenario/load.h"
#include "text/complaints.h"
#include "unit.h"

#include <stdlib.h>

static struct llmcost_scenario scenario;
static struct llmcost_diags diags;

#define BASE                                                                                       \
    "version: 1\n"                                                                                 \
    "workload: {requests_per_day: 1000, input_tokens: 1000, output_tokens: 200}\n"                 \
    "apis:\n"                                                                                      \
    "  hosted: {input_per_mtok: 2, output_per_mtok: 3, extra: {log storage: 5}}\n"                 \
    "  gpt-3.5: {input_per_mtok: 0.5, output_per_mtok: 1.5}\n"                                     \
    "hosts:\n"                                                                                     \
    "  own: {gpu_hour: 1.2, requests_per_second: {value: 4, basis: assumed, source: a guess}}\n"

static struct source source_of(const char *name, const char *text)
{
    return (struct source){.name = name, .text = text, .length = strlen(text)};
}

static bool load(const char *text, const char *const *sets, int set_count)
{
    struct source file = source_of("test.yaml", text), set[8];
    for (int i = 0; i < set_count; i++)
        set[i] = source_of("--set", sets[i]);
    llmcost_diags_init(&diags);
    return scenario_load(&file, set, set_count, NULL, NULL, &scenario, &diags);
}

static void fail_load(const char *what)
{
    fail_msg("%s: %u:%u: %s", what, (unsigned)diags.list[0].place.line,
             (unsigned)diags.list[0].place.column,
             diags.count > 0 ? diags.list[0].text : "failed without a complaint");
}

static const struct llmcost_input *input_at(const char *path)
{
    struct llmcost_ref ref;
    if (!llmcost_find_path(&scenario, path, &ref))
        fail_msg("there is no %s", path);
    return llmcost_read(&scenario, ref);
}

/* ---- Numbers and ranges */

static const struct number_row {
    const char *set; /* workload.burst=... */
    double value, low, likely, high;
    enum llmcost_range range;
    enum llmcost_basis basis;
} number_rows[] = {
    {.set = "2", .value = 2, .low = 2, .likely = 2, .high = 2},
    {.set = "\"2\"", .value = 2, .low = 2, .likely = 2, .high = 2},
    {.set = "1_5.0e-1", .value = 1.5, .low = 1.5, .likely = 1.5, .high = 1.5},
    {.set = "{value: 2}", .value = 2, .low = 2, .likely = 2, .high = 2},
    {.set = "{value: 2, basis: measured}",
     .value = 2,
     .low = 2,
     .likely = 2,
     .high = 2,
     .basis = LLMCOST_MEASURED},
    {.set = "{low: 1, likely: 2, high: 4, basis: quoted, source: \"x: y\"}",
     .value = 2,
     .low = 1,
     .likely = 2,
     .high = 4,
     .range = LLMCOST_TRIANGULAR,
     .basis = LLMCOST_QUOTED},
    {.set = "{low: 1, likely: 1, high: 4}",
     .value = 1,
     .low = 1,
     .likely = 1,
     .high = 4,
     .range = LLMCOST_TRIANGULAR},
    {.set = "{p90: 8, p10: 2, basis: assumed}",
     .value = 4,
     .low = 2,
     .likely = 4,
     .high = 8,
     .range = LLMCOST_LOGNORMAL,
     .basis = LLMCOST_ASSUMED},
    {.set = "{min: 2, max: 1k}",
     .value = 501,
     .low = 2,
     .likely = 501,
     .high = 1000,
     .range = LLMCOST_UNIFORM},
};

static void test_numbers(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(number_rows); i++) {
        const struct number_row *row = &number_rows[i];
        char set[128];
        snprintf(set, sizeof set, "workload.burst=%s", row->set);
        if (!load(BASE, (const char *const[]){set}, 1))
            fail_load(set);
        const struct llmcost_input *burst = &scenario.workload.burst;
        ASSERT_ROW_NEAR(set, burst->value, row->value, 1e-12);
        ASSERT_ROW_NEAR(set, burst->low, row->low, 0);
        ASSERT_ROW_NEAR(set, burst->likely, row->likely, 1e-12);
        ASSERT_ROW_NEAR(set, burst->high, row->high, 0);
        assert_int_equal(burst->range, row->range);
        assert_int_equal(burst->basis, row->basis);
        assert_int_equal(burst->origin, LLMCOST_SET);
        assert_int_equal(burst->place.line, 1); /* of the --set */
        assert_int_equal(burst->place.input, 1);
    }
}

static void test_places_and_annotations(void **state)
{
    (void)state;
    if (!load(BASE, NULL, 0))
        fail_load("base");
    const struct llmcost_input *capacity = &scenario.host[0].requests_per_second;
    ASSERT_NEAR(capacity->value, 4, 0);
    assert_int_equal(capacity->place.line, 7);
    assert_int_equal(capacity->place.column, 45);
    assert_int_equal(capacity->origin, LLMCOST_FILE);
    assert_int_equal(capacity->basis, LLMCOST_ASSUMED);
    assert_string_equal(llmcost_text(&scenario, capacity->source), "a guess");
    assert_int_equal(scenario.section[LLMCOST_HOSTS].place.line, 6);
    assert_int_equal(scenario.api[1].id.place.line, 5);
    assert_int_equal(scenario.api[1].id.place.column, 3);
    assert_int_equal(scenario.hours_per_month.origin, LLMCOST_DEFAULT);
    ASSERT_NEAR(input_at("apis.hosted.extra.\"log storage\"")->value, 5, 0);
}

/* A range of a whole number has whole ends and a whole point. */
static void test_whole_ranges(void **state)
{
    (void)state;
    const char *const set[] = {"hosts.own.gpus_per_node={min: 1, max: 4}"};
    if (!load(BASE, set, 1))
        fail_load(set[0]);
    ASSERT_NEAR(scenario.host[0].gpus_per_node.value, 3, 0);
    ASSERT_NEAR(scenario.host[0].gpus_per_node.likely, 2.5, 0);
}

/* ---- Loads */

static void test_loads(void **state)
{
    (void)state;
    static const struct {
        const char *set;
        int kind, hours;
        double factor;
    } rows[] = {
        {"workload.load=flat", LLMCOST_LOAD_FLAT, 1, 1},
        {"workload.load={load_factor: 30%}", LLMCOST_LOAD_FACTOR, 168, 0.3},
        {"workload.load={load_factor: {min: 0.25, max: 0.75}}", LLMCOST_LOAD_FACTOR, 168, 0.5},
        {"workload.load.load_factor=0.5", LLMCOST_LOAD_FACTOR, 168, 0.5},
        {"workload.load=[0,0,0,0,0,0,0,0,0,0,0,0,1,1,1,1,1,1,1,1,1,1,1,1]", LLMCOST_LOAD_LIST, 24,
         0.5},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        if (!load(BASE, &rows[i].set, 1))
            fail_load(rows[i].set);
        const struct llmcost_load *shape = &scenario.load;
        assert_int_equal(shape->kind, rows[i].kind);
        assert_int_equal(shape->hours, rows[i].hours);
        assert_int_equal(shape->factor.origin, LLMCOST_SET);
        ASSERT_ROW_NEAR(rows[i].set, shape->factor.value, rows[i].factor, 1e-12);
    }
}

/* ---- --set */

static void test_set_paths(void **state)
{
    (void)state;
    static const struct {
        const char *set, *path;
        double value;
    } rows[] = {
        {"apis.hosted.discount=10%", "apis.hosted.discount", 0.1},
        {"apis.gpt-3.5.discount=10%", "apis.\"gpt-3.5\".discount", 0.1},
        {"apis.\"gpt-3.5\".discount=10%", "apis.\"gpt-3.5\".discount", 0.1},
        {"apis.\"hosted\".discount=10%", "apis.hosted.discount", 0.1},
        {"apis.hosted.extra.log storage=7", "apis.hosted.extra.\"log storage\"", 7},
        {"apis.hosted.extra.\"log storage\"=7", "apis.hosted.extra.\"log storage\"", 7},
        {"apis.hosted.extra.\"a=b.c\"=7", "apis.hosted.extra.\"a=b.c\"", 7},
        {"apis.gpt-3.5.extra={search: 9}", "apis.\"gpt-3.5\".extra.search", 9},
        {"horizon.months=24", "horizon.months", 24},
        {"rules={data_in_house: true}", "rules.data_in_house", 1},
        {"hours_per_month=720", "hours_per_month", 720},
        {"apis.\"new.one\"={input_per_mtok: 8, output_per_mtok: 1}",
         "apis.\"new.one\".input_per_mtok", 8},
        {"hosts.own.requests_per_second.value=9", "hosts.own.requests_per_second", 9},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        if (!load(BASE, &rows[i].set, 1))
            fail_load(rows[i].set);
        const struct llmcost_input *input = input_at(rows[i].path);
        ASSERT_ROW_NEAR(rows[i].set, input->value, rows[i].value, 0);
        if (input->origin != LLMCOST_SET)
            fail_msg("%s: its origin is %d", rows[i].set, input->origin);
    }
}

static void test_set_annotates_what_the_file_states(void **state)
{
    (void)state;
    const char *const sets[] = {"apis.hosted.input_per_mtok.basis=quoted",
                                "apis.hosted.input_per_mtok.source=a list, seen 2026-11-20"};
    if (!load(BASE, sets, 2))
        fail_load(sets[0]);
    const struct llmcost_input *price = &scenario.api[0].input_per_mtok;
    ASSERT_NEAR(price->value, 2, 0);
    assert_int_equal(price->origin, LLMCOST_FILE);
    assert_int_equal(price->place.line, 4);
    assert_int_equal(price->basis, LLMCOST_QUOTED);
    assert_string_equal(llmcost_text(&scenario, price->source), "a list, seen 2026-11-20");
}

static void test_sets_in_order(void **state)
{
    (void)state;
    const char *const sets[] = {
        "workload.requests_per_day=null", "workload.tokens_per_day=50M", "apis.hosted=null",
        "hosts.own.gpu_hour=2",           "hosts.own.gpu_hour=3",        "name=Support: chat"};
    assert_false(load(BASE, sets, 6)); /* a text with `: ` needs quotes */
    if (!load(BASE, sets, 5))
        fail_load(sets[0]);
    assert_int_equal(scenario.workload.requests_per_day.origin, LLMCOST_UNSET);
    ASSERT_NEAR(scenario.workload.tokens_per_day.value, 5e7, 0);
    assert_int_equal(scenario.apis, 1);
    ASSERT_NEAR(scenario.host[0].gpu_hour.value, 3, 0);
    const char *const unstated[] = {"workload.burst=null", "apis.hosted.discount=~"};
    if (!load(BASE, unstated, 2))
        fail_load(unstated[0]);
    assert_int_equal(scenario.workload.burst.origin, LLMCOST_DEFAULT);
}

/* A script whose variable was never set must not get the default without a word. */
static void test_sets_without_a_value(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "workload.burst=", "apis.hosted.discount=  ", "workload.load=# flat", "hosts.own="};
    for (size_t i = 0; i < COUNT(rows); i++) {
        if (load(BASE, &rows[i], 1))
            fail_load(rows[i]);
        assert_int_equal(diags.count, 1);
        assert_int_equal(diags.list[0].code, E_NO_VALUE);
        assert_int_equal(diags.list[0].place.input, 1);
        assert_int_equal(diags.list[0].place.column, strchr(rows[i], '=') - rows[i] + 2);
        assert_non_null(strstr(diags.list[0].advice, "=null"));
    }
}

static void test_problems_of_all_texts(void **state)
{
    (void)state;
    const char *const sets[] = {"workload.burst=2", "workload.tokens_per_day=50M",
                                "horizn.months=1", "name=a\xFF"};
    assert_false(load(BASE "colour: red\n", sets, 4));
    static const struct {
        int input, line, column, code;
    } rows[] = {{0, 8, 1, 201}, {3, 1, 1, 201}, {4, 1, 7, 104}};
    assert_int_equal(diags.count, COUNT(rows));
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_int_equal(diags.list[i].place.input, rows[i].input);
        assert_int_equal(diags.list[i].place.line, rows[i].line);
        assert_int_equal(diags.list[i].place.column, rows[i].column);
        assert_int_equal(diags.list[i].code, rows[i].code);
    }
    /* both ways to state the demand from sets: no line of the file to point at */
    const char *const twice[] = {"workload={input_tokens: 1, output_tokens: 1}",
                                 "workload.requests_per_day=5", "workload.tokens_per_day=50M"};
    assert_false(load(BASE, twice, 3));
    assert_int_equal(diags.count, 1);
    assert_int_equal(diags.list[0].place.input, 3);
    assert_int_equal(diags.list[0].place.line, 1);
    assert_non_null(strstr(diags.list[0].text, "(in --set)"));
}

/* ---- Fragments */

static bool load_with(const char *text, const char *const *fragments, int count, const char *set)
{
    struct source file = source_of("test.yaml", text), others[8];
    for (int i = 0; i < count; i++) {
        others[i] = source_of("f.yaml", fragments[i]);
        others[i].fragment = true;
    }
    if (set != NULL)
        others[count] = source_of("--set", set);
    llmcost_diags_init(&diags);
    return scenario_load(&file, others, count + (set != NULL), NULL, NULL, &scenario, &diags);
}

static void test_fragments(void **state)
{
    (void)state;
    static const struct {
        const char *fragment, *path;
        double value;
        uint8_t origin;
        int input;
    } rows[] = {
        /* another way to say the same gives way */
        {"workload: {requests_per_month: {value: 2M, basis: measured}}",
         "workload.requests_per_month", 2e6, LLMCOST_FILE, 1},
        {"workload: {tokens_per_day: 5}", "workload.requests_per_day", 0, LLMCOST_UNSET, 0},
        {"hosts: {own: {tokens_per_second: 900}}", "hosts.own.tokens_per_second", 900, LLMCOST_FILE,
         1},
        {"hosts: {own: {model: llama-3.1-8b, gpu: h100-sxm}}", "hosts.own.requests_per_second", 0,
         LLMCOST_UNSET, 0},
        {"hosts: {own: {purchase_per_gpu: 20k, life_years: 3}}", "hosts.own.gpu_hour", 0,
         LLMCOST_UNSET, 0},
        /* what is not stated stays */
        {"hosts: {own: {gpu_hour: 3}}", "hosts.own.requests_per_second", 4, LLMCOST_FILE, 0},
        {"apis: {hosted: {extra: {search: 7}}}", "apis.hosted.extra.\"log storage\"", 5,
         LLMCOST_FILE, 0},
        {"apis: {hosted: {extra: {search: 7}}}", "apis.hosted.extra.search", 7, LLMCOST_FILE, 1},
        {"apis: {new: {input_per_mtok: 9, output_per_mtok: 9}}", "apis.new.input_per_mtok", 9,
         LLMCOST_FILE, 1},
        {"horizon: {months: 24}", "horizon.months", 24, LLMCOST_FILE, 1},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        if (!load_with(BASE, &rows[i].fragment, 1, NULL))
            fail_load(rows[i].fragment);
        struct llmcost_ref ref;
        if (rows[i].origin == LLMCOST_UNSET) {
            assert_false(llmcost_find_path(&scenario, rows[i].path, &ref) &&
                         llmcost_read(&scenario, ref)->origin != LLMCOST_UNSET);
            continue;
        }
        const struct llmcost_input *input = input_at(rows[i].path);
        assert_int_equal(input->origin, rows[i].origin);
        ASSERT_ROW_NEAR(rows[i].fragment, input->value, rows[i].value, 0);
        assert_int_equal(input->place.input, rows[i].input);
    }
}

static void test_fragments_in_order(void **state)
{
    (void)state;
    const char *const two[] = {"workload: {burst: 2, input_tokens: 10}", "workload: {burst: 3}"};
    if (!load_with(BASE, two, 2, "workload.input_tokens=20"))
        fail_load(two[0]);
    ASSERT_NEAR(input_at("workload.burst")->value, 3, 0);
    assert_int_equal(input_at("workload.burst")->place.input, 2);
    assert_int_equal(input_at("workload.burst")->origin, LLMCOST_FILE);
    ASSERT_NEAR(input_at("workload.input_tokens")->value, 20, 0);
    assert_int_equal(input_at("workload.input_tokens")->origin, LLMCOST_SET);
    ASSERT_NEAR(scenario.written_input_tokens, 1000, 0); /* what the typed capacity belongs to */
    /* a measured capacity calibrates the model that the scenario names */
    const char *const measured =
        "hosts: {own: {requests_per_second: {value: 5, basis: measured}, gpu_hour: 2}}";
    const char *const both[] = {"hosts: {own: {model: llama-3.1-8b, gpu: h100-sxm}}", measured};
    if (!load_with(BASE, both, 2, NULL))
        fail_load(measured);
    assert_true(scenario.host[0].model.text != 0);
    ASSERT_NEAR(input_at("hosts.own.requests_per_second")->value, 5, 0);
}

static void test_fragments_refused(void **state)
{
    (void)state;
    static const struct {
        const char *fragment;
        int line, column, code;
    } rows[] = {
        {"", 1, 1, E_EMPTY},
        {"- 1", 1, 1, E_TOP},
        {"workload:\n  burts: 2\n", 2, 3, E_UNKNOWN_KEY},
        {"workload: {burst: x}", 1, 19, E_NUMBER},
        {"currency: EUR", 1, 11, E_CURRENCY},
        {"hosts: {hosted: {gpu_hour: 1, requests_per_second: 1}}", 1, 9, E_SAME_ID},
        {"hosts: {bench: {requests_per_second: 1}}", 1, 9, E_MISSING_CHOICE},
        {"workload: {requests_per_month: 1, tokens_per_day: 2}", 1, 51, E_TWO_WAYS},
        {"workload: {burst: 2", 1, 11, E_OPEN_BRACKET},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        if (load_with(BASE, &rows[i].fragment, 1, NULL))
            fail_msg("taken: %s", rows[i].fragment);
        if (diags.count != 1 || diags.list[0].code != rows[i].code)
            fail_load(rows[i].fragment);
        assert_int_equal(diags.list[0].place.input, 1);
        assert_int_equal(diags.list[0].place.line, rows[i].line);
        assert_int_equal(diags.list[0].place.column, rows[i].column);
    }
}

/* ---- Limits */

static char *repeat(const char *head, const char *item, int count, const char *tail)
{
    size_t room = strlen(head) + (strlen(item) + 12) * (size_t)count + strlen(tail) + 1;
    char *text = malloc(room);
    assert_non_null(text);
    size_t used = (size_t)snprintf(text, room, "%s", head);
    for (int i = 0; i < count; i++) {
        const char *mark = strchr(item, '#');
        int before = mark != NULL ? (int)(mark - item) : (int)strlen(item);
        used += (size_t)snprintf(text + used, room - used, "%.*s", before, item);
        if (mark != NULL)
            used += (size_t)snprintf(text + used, room - used, "%d%s", i, mark + 1);
    }
    snprintf(text + used, room - used, "%s", tail);
    return text;
}

static void test_limits(void **state)
{
    (void)state;
    static const struct {
        const char *head, *item;
        int count;
        const char *tail;
        int code; /* 0: accepted */
    } rows[] = {
        {BASE, "  h#: {gpu_hour: 1, requests_per_second: 1}\n", 63, "", 0},
        {BASE, "  h#: {gpu_hour: 1, requests_per_second: 1}\n", 64, "", E_TOO_MANY},
        {BASE "horizon: {months: 6}\nnotes: \"", "x", 200000, "\"\n", 0},
        {BASE "notes: \"", "x", LLMCOST_MAX_TEXT, "\"\n", E_TOO_MANY},
        {BASE "name: ", "[", 60, "]", E_OPEN_BRACKET},
        {BASE "name: ", "[", 64, "]", E_DEEP},
        {"a: [", "1,", 200001, "]", E_MANY_NODES},
        {BASE, "colour#: 1\n", 1000, "", E_UNKNOWN_KEY},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char *text = repeat(rows[i].head, rows[i].item, rows[i].count, rows[i].tail);
        bool good = load(text, NULL, 0);
        free(text);
        if (rows[i].code == 0 && !good)
            fail_load(rows[i].item);
        if (rows[i].code != 0)
            assert_int_equal(diags.list[0].code, rows[i].code);
    }
    assert_int_equal(diags.count, LLMCOST_MAX_DIAGS);
    assert_int_equal(diags.errors, 1000);
    assert_int_equal(diags.dropped, 1000 - LLMCOST_MAX_DIAGS);
}

static void test_loads_of_every_length(void **state)
{
    (void)state;
    static const int lengths[] = {1, 23, 24, 25, 167, 168, 169, 8783, 8784, 8785};
    for (size_t i = 0; i < COUNT(lengths); i++) {
        int hours = lengths[i];
        char *text = repeat("workload.load=[", "1,", hours, "]");
        const char *set = text;
        bool legal = hours == 24 || (hours >= 168 && hours <= 8784);
        bool good = load(BASE, &set, 1);
        free(text);
        if (good != legal)
            fail_msg("%d weights: %s", hours, good ? "taken" : diags.list[0].text);
    }
}

/* ---- Complaints */

static void test_complaints_are_cut_between_characters(void **state)
{
    (void)state;
    char text[301] = "";
    for (int i = 0; i < 100; i++)
        snprintf(text + 3 * i, sizeof text - 3 * (size_t)i, "\xE6\x97\xA5");
    for (int pad = 0; pad < 3; pad++) {
        llmcost_diags_init(&diags);
        llmcost_complain(&diags, LLMCOST_ERROR, 1, 1, 1, "%s%s", &"xx"[pad], text);
        const char *kept = diags.list[0].text;
        size_t length = strlen(kept);
        assert_true(length < sizeof diags.list[0].text);
        assert_string_equal(kept + length - 3, "...");
        assert_int_equal((length - 3 - (size_t)(2 - pad)) % 3, 0);
    }
}

static void test_sorted_and_once(void **state)
{
    (void)state;
    llmcost_diags_init(&diags);
    llmcost_complain(&diags, LLMCOST_ERROR, 5, 2, 7, "b");
    llmcost_complain(&diags, LLMCOST_WARNING, 5, 2, 3, "c");
    llmcost_complain(&diags, LLMCOST_ERROR, 5, 1, 9, "a");
    llmcost_complain(&diags, LLMCOST_ERROR, 5, 2, 7, "b");
    llmcost_complain(&diags, LLMCOST_ERROR, 4, 2, 8, "d");
    llmcost_complain(&diags, LLMCOST_ERROR, 6, 2, 8, "d");
    llmcost_diags_sort(&diags);
    assert_int_equal(diags.count, 5);
    assert_int_equal(diags.errors, 4);
    assert_string_equal(diags.list[0].text, "a");
    assert_string_equal(diags.list[1].text, "c");
    assert_string_equal(diags.list[2].text, "b");
}

/* The advice of a complaint that was not kept goes nowhere, not to another one. */
static void test_full_list(void **state)
{
    (void)state;
    llmcost_diags_init(&diags);
    llmcost_advise(&diags, "to nobody");
    for (int i = 0; i < LLMCOST_MAX_DIAGS + 3; i++) {
        llmcost_complain(&diags, LLMCOST_ERROR, 1, (uint32_t)i, 1, "%d", i);
        llmcost_advise(&diags, "advice %d", i);
    }
    assert_int_equal(diags.dropped, 3);
    assert_string_equal(diags.list[LLMCOST_MAX_DIAGS - 1].advice, "advice 199");
}

static void test_nearest(void **state)
{
    (void)state;
    static const char *const words[] = {"input_tokens", "output_tokens", "burst", "load", "api"};
    static const struct {
        const char *word, *nearest;
    } rows[] = {
        {"input_token", "input_tokens"},
        {"Input-Tokens", "input_tokens"},
        {"ouptut_tokens", "output_tokens"},
        {"brust", "burst"},
        {"laod", "load"},
        {"apis", "api"},
        {"temperature", NULL},
        {"x", NULL},
        {"", NULL},
        {"zz", NULL},
        {"a_word_that_is_longer_than_any_key_that_there_is_or_ever_will_be_in_it", NULL},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const char *nearest = llmcost_nearest(rows[i].word, words, COUNT(words));
        if ((nearest == NULL) != (rows[i].nearest == NULL) ||
            (nearest != NULL && strcmp(nearest, rows[i].nearest) != 0))
            fail_msg("%s: %s", rows[i].word, nearest != NULL ? nearest : "none");
    }
}

/* ---- Printing */

static const char *print_one(struct source source, enum diag_format format, bool ascii,
                             uint32_t line, uint32_t column, const char *text)
{
    static char printed[4096];
    struct diag_style style = {.format = format, .max_errors = 20, .ascii = ascii};
    FILE *out = tmpfile();
    assert_non_null(out);
    llmcost_diags_init(&diags);
    llmcost_complain(&diags, LLMCOST_ERROR, 102, line, column, "%s", text);
    llmcost_advise(&diags, "do \"this\"");
    assert_true(diags_print(out, &diags, &source, 1, &style));
    rewind(out);
    printed[fread(printed, 1, sizeof printed - 1, out)] = '\0';
    fclose(out);
    return printed;
}

static void test_formats(void **state)
{
    (void)state;
    static const struct {
        enum diag_format format;
        const char *text, *printed;
    } rows[] = {
        {DIAG_HUMAN, "wrong",
         "a.yaml:2:3: error: wrong [E102]\n    2 | b: c\n      |   ^\n"
         "      = do \"this\"\n"},
        {DIAG_SHORT, "wr\x1bong", "a.yaml:2:3: error: wr\xEF\xBF\xBDong [E102]\n"},
        {DIAG_JSON, "w\"r\\\n\xFF",
         "{\"file\": \"a.yaml\", \"line\": 2, \"column\": 3, \"severity\": \"error\", \"code\": "
         "\"E102\", \"message\": \"w\\\"r\\\\\\u000a\xEF\xBF\xBD\", \"advice\": \"do \\\"this\\\""
         "\"}\n"},
        {DIAG_GITHUB, "50%, a:b\nc",
         "::error file=a.yaml,line=2,col=3,title=E102::50%25, a:b%0Ac - do \"this\"\n"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct source source = source_of("a.yaml", "a: b\r\nb: c\r\n");
        assert_string_equal(print_one(source, rows[i].format, false, 2, 3, rows[i].text),
                            rows[i].printed);
    }
    struct source odd = source_of("a,b:c\n.yaml", "x");
    assert_string_equal(print_one(odd, DIAG_GITHUB, false, 0, 0, "x"),
                        "::error file=a%2Cb%3Ac%0A.yaml,title=E102::x - do \"this\"\n");
    struct source none = {.name = "a.yaml"};
    assert_string_equal(print_one(none, DIAG_HUMAN, false, 0, 0, "x"),
                        "a.yaml: error: x [E102]\n      = do \"this\"\n");
}

/* The caret stands under its character: tabs, wide and combining characters, long lines. */
static void test_carets(void **state)
{
    (void)state;
    static const struct {
        const char *line;
        uint32_t column;
        const char *shown;
        int caret;
        bool ascii;
    } rows[] = {
        {"a: b", 1, "a: b", 0, false},
        {"a: b", 4, "a: b", 3, false},
        {"a: b", 5, "a: b", 4, false},
        {"a: b", 99, "a: b", 4, false},
        {"\ta: b", 2, "    a: b", 4, false},
        {"\xE6\x97\xA5\xE6\x9C\xAC: b", 5, "\xE6\x97\xA5\xE6\x9C\xAC: b", 6, false},
        {"\xE6\x97\xA5\xE6\x9C\xAC: b", 5, "??: b", 4, true},
        {"e\xCC\x81: b", 5, "e\xCC\x81: b", 3, false},
        {"a\x1b[31m: b", 9, "a\xEF\xBF\xBD[31m: b", 8, false},
        {"a\xFF: b", 5, "a\xEF\xBF\xBD: b", 4, false},
        {"", 1, "", 0, false},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char expected[512];
        struct source source = source_of("f", rows[i].line);
        snprintf(expected, sizeof expected,
                 "f:1:%u: error: x [E102]\n    1 | %s\n      | %*s^\n      = do \"this\"\n",
                 (unsigned)rows[i].column, rows[i].shown, rows[i].caret, "");
        assert_string_equal(print_one(source, DIAG_HUMAN, rows[i].ascii, 1, rows[i].column, "x"),
                            expected);
    }
    char *text = repeat("", "0123456789", 100, "");
    const char *printed = print_one(source_of("f", text), DIAG_HUMAN, false, 1, 501, "x");
    const char *line = strstr(printed, " | ") + 3, *caret = strstr(line, " | ") + 3;
    assert_int_equal(strcspn(line, "\n"), 106); /* 100 columns between dots */
    assert_int_equal(line[strcspn(caret, "^")], '0');
    free(text);
}

static void test_max_errors(void **state)
{
    (void)state;
    char printed[512];
    struct source source = source_of("f", "x");
    struct diag_style style = {.format = DIAG_SHORT, .max_errors = 1};
    FILE *out = tmpfile();
    assert_non_null(out);
    llmcost_diags_init(&diags);
    for (uint32_t i = 1; i <= 5; i++)
        llmcost_complain(&diags, LLMCOST_ERROR, 1, 1, i, "x");
    diags.dropped = 7;
    assert_true(diags_print(out, &diags, &source, 1, &style));
    rewind(out);
    printed[fread(printed, 1, sizeof printed - 1, out)] = '\0';
    fclose(out);
    assert_string_equal(printed, "f:1:1: error: x [E001]\nand 11 more (--max-errors shows them)\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_places_and_annotations),
        cmocka_unit_test(test_whole_ranges),
        cmocka_unit_test(test_loads),
        cmocka_unit_test(test_set_paths),
        cmocka_unit_test(test_set_annotates_what_the_file_states),
        cmocka_unit_test(test_sets_in_order),
        cmocka_unit_test(test_sets_without_a_value),
        cmocka_unit_test(test_fragments),
        cmocka_unit_test(test_fragments_in_order),
        cmocka_unit_test(test_fragments_refused),
        cmocka_unit_test(test_problems_of_all_texts),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_loads_of_every_length),
        cmocka_unit_test(test_complaints_are_cut_between_characters),
        cmocka_unit_test(test_sorted_and_once),
        cmocka_unit_test(test_full_list),
        cmocka_unit_test(test_nearest),
        cmocka_unit_test(test_formats),
        cmocka_unit_test(test_carets),
        cmocka_unit_test(test_max_errors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
