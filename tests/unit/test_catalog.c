/* test_catalog.c - the built-in load shapes, catalogs that are refused, and loads that a scenario
 * takes from elsewhere: a named shape, a CSV. What a CSV is refused for, and with which words, is
 * in tests/bad/.
 */
#include "core/scenario/scenario.h"
#include "io/catalog/shapes.h"
#include "io/scenario/load.h"
#include "unit.h"

#include <stdlib.h>
#include <unistd.h>

static struct llmcost_scenario scenario;
static struct llmcost_diags diags;
static struct shape_catalog catalog;

static void open_built_in(void)
{
    llmcost_diags_init(&diags);
    if (!shapes_built_in(&catalog, &diags))
        fail_msg("%u:%u: %s", (unsigned)diags.list[0].place.line,
                 (unsigned)diags.list[0].place.column, diags.list[0].text);
}

/* ---- The catalog that is built in */

static void test_shapes_are_complete(void **state)
{
    (void)state;
    open_built_in();
    assert_true(catalog.count >= 6);
    for (int i = 0; i < catalog.count; i++) {
        const struct load_shape *shape = &catalog.shape[i];
        bool made_up = strncmp(shape->source, "made up: ", 9) == 0;
        bool licensed = strcmp(shape->licence, made_up ? "MIT" : "Apache-2.0") == 0;
        double total = 0;
        if (shapes_find(&catalog, shape->id) != shape)
            fail_msg("%s: the id is not unique", shape->id);
        if (shape->text[strlen(shape->text) - 1] != '.' || strlen(shape->text) > 200)
            fail_msg("%s: its text is not a sentence or two", shape->id);
        if (strlen(shape->date) != 10 || shape->date[4] != '-' || shape->date[7] != '-')
            fail_msg("%s: its date is not YYYY-MM-DD", shape->id);
        if (!licensed || (!made_up && strstr(shape->source, "alibaba/ServeGen @") == NULL))
            fail_msg("%s: its source or licence is not stated", shape->id);
        for (int hour = 0; hour < shape->hours; hour++)
            total += shape->weight[hour];
        if (made_up)
            continue;
        ASSERT_ROW_NEAR(shape->id, total / shape->hours, 1, 1e-5); /* measured: normalised */
    }
    shapes_free(&catalog);
}

/* The model's references: what half of it, or all, that can wait makes of office hours. */
static void test_what_can_wait(void **state)
{
    static const double share[] = {0, 0.5, 1};
    static const double factor[] = {0.2754, 0.5508, 0.7419};
    (void)state;
    open_built_in();
    const struct load_shape *shape = shapes_find(&catalog, "office-hours");
    assert_non_null(shape);
    llmcost_scenario_init(&scenario);
    assert_true(llmcost_set_load(&scenario, shape->weight, shape->hours));
    for (size_t i = 0; i < COUNT(share); i++) {
        llmcost_set(&scenario.workload.deferrable_share, share[i]);
        settle_load(&scenario);
        ASSERT_NEAR(1 / host_load(&scenario)->level[0], factor[i], 5e-5);
    }
    shapes_free(&catalog);
}

static void test_shapes_have_their_load_factor(void **state)
{
    (void)state;
    static const struct {
        const char *id;
        int hours;
        double factor;
    } rows[] = {
        {.id = "flat", .hours = 24, .factor = 1},
        {.id = "office-hours", .hours = 168, .factor = 0.275417},
        {.id = "evening", .hours = 168, .factor = 0.400060},
        {.id = "global", .hours = 168, .factor = 0.778333},
        {.id = "weekdays", .hours = 168, .factor = 0.771429},
        {.id = "nightly-batch", .hours = 24, .factor = 0.265},
        /* 0.587501 is the load factor that the source states for its 168-hour averages */
        {.id = "production-week", .hours = 168, .factor = 0.587501},
        {.id = "production-second-week", .hours = 168, .factor = 0.508172},
        {.id = "production-day", .hours = 24, .factor = 0.875028},
    };
    open_built_in();
    assert_int_equal(catalog.count, COUNT(rows));
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct load_shape *shape = shapes_find(&catalog, rows[i].id);
        if (shape == NULL) {
            fail_msg("there is no %s", rows[i].id);
            break;
        }
        assert_int_equal(shape->hours, rows[i].hours);
        ASSERT_ROW_NEAR(rows[i].id, shape->factor, rows[i].factor, 1e-6);
    }
    assert_null(shapes_find(&catalog, "Flat"));
    assert_null(shapes_find(&catalog, ""));
    assert_string_equal(shapes_nearest(&catalog, "office_hours"), "office-hours");
    assert_null(shapes_nearest(&catalog, "zzzzzz"));
    shapes_free(&catalog);
}

static void test_mean_day(void **state)
{
    (void)state;
    double day[24], total = 0;
    open_built_in();
    shape_mean_day(shapes_find(&catalog, "office-hours"), day);
    ASSERT_NEAR(day[10], (5 * 100 + 2 * 5) / 7.0, 1e-9);
    /* Days that differ, averaged: the shape that is that average. */
    shape_mean_day(shapes_find(&catalog, "production-week"), day);
    const struct load_shape *mean = shapes_find(&catalog, "production-day");
    for (int hour = 0; hour < 24; hour++) {
        ASSERT_NEAR(day[hour], mean->weight[hour], 2e-6);
        total += day[hour];
    }
    ASSERT_NEAR(total, 24, 1e-4);
    shapes_free(&catalog);
}

/* ---- Catalogs that are refused */

#define WORDS "{text: a, source: b, licence: c, date: d, "
#define DAY   "[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]"
#define ZEROS "[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]"
#define MINUS "[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,-1]"

static void test_bad_catalogs(void **state)
{
    (void)state;
    static const struct {
        const char *text, *says; /* NULL: it is good */
    } rows[] = {
        {.text = "x: " WORDS "weights: " DAY "}"},
        {.text = "x-1: " WORDS "weights: " DAY "}\ny: " WORDS "weights: " DAY "}"},
        {.text = "[1, 2]", .says = "a catalog is a map"},
        {.text = "", .says = "a catalog is a map"},
        {.text = "x: 5", .says = "load shape x: it is not a map"},
        {.text = "X: " WORDS "weights: " DAY "}", .says = "an id has"},
        {.text = "a.b: " WORDS "weights: " DAY "}", .says = "an id has"},
        {.text = "x: " WORDS "weights: " DAY "}\nx: " WORDS "weights: " DAY "}",
         .says = "stated twice"},
        {.text = "x: {text: a, source: b, licence: c, weights: " DAY "}", .says = "it needs"},
        {.text = "x: {text: a, source: b, licence: c, date: d}", .says = "it needs"},
        {.text = "x: " WORDS "weight: " DAY "}", .says = "there is no key \"weight\""},
        {.text = "x: {text: [a], source: b}", .says = "text has no text"},
        {.text = "x: {text: '', source: b}", .says = "text has no text"},
        {.text = "x: " WORDS "weights: 5}", .says = "weights are not a list"},
        {.text = "x: " WORDS "weights: [1, 2]}", .says = "weights are not a list"},
        {.text = "x: " WORDS "weights: " MINUS "}", .says = "a weight is not a number"},
        {.text = "x: " WORDS "weights: " ZEROS "}", .says = "all weights are 0"},
        {.text = "x: {", .says = "not closed"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        llmcost_diags_init(&diags);
        bool good = shapes_parse(rows[i].text, strlen(rows[i].text), &catalog, &diags);
        if (good != (rows[i].says == NULL))
            fail_msg("%s: %s", rows[i].text, good ? "read" : diags.list[0].text);
        if (!good && rows[i].says != NULL && strstr(diags.list[0].text, rows[i].says) == NULL)
            fail_msg("%s: %s", rows[i].text, diags.list[0].text);
        shapes_free(&catalog);
    }
}

static void test_too_many_shapes(void **state)
{
    (void)state;
    char text[64 * (MAX_SHAPES + 1)] = "";
    for (int i = 0; i <= MAX_SHAPES; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text), "x%d: 1\n", i);
    llmcost_diags_init(&diags);
    assert_false(shapes_parse(text, strlen(text), &catalog, &diags));
    assert_int_equal(diags.count, 1);
    shapes_free(&catalog);
}

/* ---- Scenarios that take their load from elsewhere */

static struct source csv;

/* A scenario of that name with that load. */
static bool load(const char *name, const char *value, const char *set, struct source *ret_csv)
{
    char text[2048];
    struct source sets[1] = {{.name = "--set", .text = set, .length = set ? strlen(set) : 0}};
    snprintf(text, sizeof text,
             "version: 1\n"
             "workload: {requests_per_day: 9, input_tokens: 1, output_tokens: 1, load: %s}\n"
             "apis: {a: {input_per_mtok: 1, output_per_mtok: 1}}\n",
             value);
    struct source file = {.name = name, .text = text, .length = strlen(text)};
    llmcost_diags_init(&diags);
    return scenario_load(&file, sets, set != NULL, NULL, ret_csv, &scenario, &diags);
}

static void test_every_shape_loads(void **state)
{
    (void)state;
    const struct llmcost_load *shape = &scenario.load;
    open_built_in();
    for (int i = 0; i < catalog.count; i++) {
        const struct load_shape *known = &catalog.shape[i];
        bool flat = strcmp(known->id, "flat") == 0;
        if (!load("s.yaml", known->id, NULL, &csv))
            fail_msg("%s: %s", known->id, diags.list[0].text);
        assert_null(csv.name);
        assert_int_equal(shape->kind, flat ? LLMCOST_LOAD_FLAT : LLMCOST_LOAD_SHAPE);
        assert_int_equal(shape->hours, flat ? 1 : known->hours);
        ASSERT_ROW_NEAR(known->id, shape->factor.value, known->factor, 1e-12);
        assert_int_equal(shape->factor.place.line, 2);
        if (flat)
            continue;
        const char *source = llmcost_text(&scenario, shape->factor.source);
        assert_string_equal(llmcost_text(&scenario, shape->name.text), known->id);
        if (strncmp(source, known->id, strlen(known->id)) != 0 ||
            strstr(source, known->source) == NULL)
            fail_msg("%s: its source is %s", known->id, source);
        for (int hour = 1; hour < known->hours; hour++)
            ASSERT_ROW_NEAR(known->id, shape->weight[hour] * known->weight[0],
                            shape->weight[0] * known->weight[hour], 1e-9);
    }
    shapes_free(&catalog);
}

static void test_shapes_by_set(void **state)
{
    (void)state;
    const struct llmcost_load *shape = &scenario.load;
    assert_true(load("s.yaml", "{load_factor: 0.5}", "workload.load=evening", &csv));
    assert_int_equal(shape->kind, LLMCOST_LOAD_SHAPE);
    assert_int_equal(shape->factor.origin, LLMCOST_SET);
    assert_int_equal(shape->factor.place.input, 1);
    assert_int_equal(shape->name.place.input, 1);
    assert_int_equal(shape->name.place.column, 15);
    ASSERT_NEAR(shape->factor.value, 0.40006, 1e-6);
    /* One form takes the place of another. */
    assert_true(load("s.yaml", "evening", "workload.load.load_factor=0.6", &csv));
    assert_int_equal(shape->kind, LLMCOST_LOAD_FACTOR);
    assert_true(load("s.yaml", "{file: none.csv}", "workload.load.load_factor=0.6", &csv));
    assert_int_equal(shape->kind, LLMCOST_LOAD_FACTOR);
    ASSERT_NEAR(shape->factor.value, 0.6, 1e-12);
    assert_false(load("s.yaml", "{load_factor: 0.6, file: none.csv}", NULL, &csv));
}

/* ---- CSV */

static char directory[128];

static int make_directory(void **state)
{
    (void)state;
    const char *place = getenv("TMPDIR");
    snprintf(directory, sizeof directory, "%.80s/llmcost-catalog.XXXXXX", place ? place : "/tmp");
    return mkdtemp(directory) != NULL ? 0 : -1;
}

static int remove_directory(void **state)
{
    (void)state;
    char path[160];
    snprintf(path, sizeof path, "%s/x.csv", directory);
    unlink(path);
    return rmdir(directory);
}

static void write_csv(const char *text)
{
    char path[160];
    snprintf(path, sizeof path, "%s/x.csv", directory);
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    assert_int_equal(fputs(text, out) < 0, 0);
    assert_int_equal(fclose(out), 0);
}

/* `before`, then a line for each hour: the hour where %d stands, and weights 1 to 4 in turn. */
static void write_hours(const char *before, bool with_hour, const char *cell, const char *end,
                        int hours, const char *after)
{
    static char text[1 << 19];
    size_t used = (size_t)snprintf(text, sizeof text, "%s", before);
    for (int hour = 0; hour < hours; hour++) {
        if (with_hour)
            used += (size_t)snprintf(text + used, sizeof text - used, "%d,", hour);
        const char *line_end = hour + 1 < hours ? end : "";
        used += (size_t)snprintf(text + used, sizeof text - used, "%s%d%s", cell, 1 + hour % 4,
                                 line_end);
    }
    snprintf(text + used, sizeof text - used, "%s", after);
    write_csv(text);
}

static void test_csv_forms(void **state)
{
    (void)state;
    static const struct {
        const char *before, *cell, *end, *after;
        int hours;
        bool with_hour;
    } rows[] = {
        {.before = "", .cell = "", .end = "\n", .after = "\n", .hours = 24},
        {.before = "", .cell = "", .end = "\n", .after = "", .hours = 24},
        {.before = "", .cell = " ", .end = "\t\n", .after = "\n\n \n\t", .hours = 168},
        {.before = "\xEF\xBB\xBF", .cell = "", .end = "\r\n", .after = "\r\n\r\n", .hours = 24},
        {.before = "", .cell = "", .end = "\r", .after = "\r", .hours = 24},
        {.before = "", .cell = "+", .end = "e0\n", .after = ".0\n", .hours = 8784},
        {.before = "weight\n", .cell = "", .end = "\n", .after = "\n", .hours = 24},
        {.before = "\"weight\"\n", .cell = "\"", .end = "\"\n", .after = "\"\n", .hours = 24},
        {.before = "hour,weight\n",
         .cell = "",
         .end = "\n",
         .after = "\n",
         .hours = 168,
         .with_hour = true},
        {.before = "\xEF\xBB\xBF\"hour\",\"rel_load\"\r\n",
         .cell = " +",
         .end = " \r\n",
         .after = "\r\n",
         .hours = 336,
         .with_hour = true},
        {.before = "hour,weight\n",
         .cell = "",
         .end = "\n",
         .after = "",
         .hours = 8784,
         .with_hour = true},
    };
    const struct llmcost_load *shape = &scenario.load;
    char name[160];
    snprintf(name, sizeof name, "%s/s.yaml", directory);
    for (size_t i = 0; i < COUNT(rows); i++) {
        write_hours(rows[i].before, rows[i].with_hour, rows[i].cell, rows[i].end, rows[i].hours,
                    rows[i].after);
        if (!load(name, "{file: x.csv}", NULL, &csv))
            fail_msg("row %zu: %u: %s", i, (unsigned)diags.list[0].place.line, diags.list[0].text);
        assert_int_equal(shape->kind, LLMCOST_LOAD_LIST);
        assert_int_equal(shape->hours, rows[i].hours);
        ASSERT_NEAR(shape->factor.value, 2.5 / 4, 1e-12);
        ASSERT_NEAR(shape->weight[0] * 4, shape->weight[3], 1e-12);
        assert_string_equal(llmcost_text(&scenario, shape->factor.source), "x.csv");
        assert_int_equal(shape->factor.place.line, 2);
        assert_int_equal(strncmp(csv.name, directory, strlen(directory)), 0);
        source_free(&csv);
    }
}

/* Complaints about the CSV have a number of their own, behind those of every --set. */
static void test_csv_complaints(void **state)
{
    (void)state;
    char name[160], set[200];
    snprintf(name, sizeof name, "%s/s.yaml", directory);
    write_hours("", false, "", "\n", 23, "\n");
    assert_false(load(name, "{file: x.csv}", "workload.burst=0", &csv));
    assert_int_equal(diags.count, 2);
    assert_int_equal(diags.list[0].place.input, 1);
    assert_int_equal(diags.list[1].place.input, 2);
    assert_int_equal(diags.list[1].place.line, 23);
    assert_non_null(csv.text);
    source_free(&csv);
    /* Also where the file is named by the --set, by an absolute path. */
    snprintf(set, sizeof set, "workload.load={file: %s/x.csv}", directory);
    assert_false(load("elsewhere/s.yaml", "flat", set, &csv));
    assert_int_equal(diags.count, 1);
    assert_int_equal(diags.list[0].place.input, 2);
    source_free(&csv);
    /* A file that is not there is a complaint about the place that names it. */
    assert_false(load(name, "{file: y.csv}", NULL, &csv));
    assert_int_equal(diags.list[0].place.input, 0);
    assert_int_equal(diags.list[0].place.line, 2);
    assert_null(csv.text);
    /* Who passes no room for it reads no file. */
    assert_false(load(name, "{file: x.csv}", NULL, NULL));
    assert_int_equal(diags.list[0].code, E_UNREADABLE);
    /* A second one under a duplicate key is not read over the first. */
    assert_false(load(name, "{file: x.csv}, load: {file: x.csv}", NULL, &csv));
    source_free(&csv);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shapes_are_complete),
        cmocka_unit_test(test_shapes_have_their_load_factor),
        cmocka_unit_test(test_what_can_wait),
        cmocka_unit_test(test_mean_day),
        cmocka_unit_test(test_bad_catalogs),
        cmocka_unit_test(test_too_many_shapes),
        cmocka_unit_test(test_every_shape_loads),
        cmocka_unit_test(test_shapes_by_set),
        cmocka_unit_test(test_csv_forms),
        cmocka_unit_test(test_csv_complaints),
    };
    return cmocka_run_group_tests(tests, make_directory, remove_directory);
}
