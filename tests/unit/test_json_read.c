/* test_json_read.c - the strict JSON reader: what it refuses, with code and place; what it reads;
 * that each number keeps its own text. What cJSON's own parser would let pass is a row of `bad`.
 */
#include "io/report/saved/report.h"
#include "print/writers.h"
#include "text/json/json.h"
#include "text/json/json_scan.h"
#include "text/json/json_tree.h"
#include "unit.h"

#include <stdlib.h>

static struct llmcost_diags diags;

/* ---- Refused ---- */

struct bad_case {
    const char *text;
    size_t length; /* 0: up to the NUL */
    int code;
    uint32_t line, column;
};

static const struct bad_case bad[] = {
    {.text = "", .code = E_JSON_SYNTAX, .line = 1, .column = 1},
    {.text = "{", .code = E_JSON_SYNTAX, .line = 1, .column = 2},
    {.text = "{\"a\": 1", .code = E_JSON_SYNTAX, .line = 1, .column = 8},
    {.text = "{\"a\": 1}}", .code = E_JSON_SYNTAX, .line = 1, .column = 9},
    {.text = "{} x", .code = E_JSON_SYNTAX, .line = 1, .column = 4},
    {.text = "{\"a\": 01}", .code = E_JSON_SYNTAX, .line = 1, .column = 7},
    {.text = "{\"a\": -}", .code = E_JSON_SYNTAX, .line = 1, .column = 7},
    {.text = "{\"a\": 1.}", .code = E_JSON_SYNTAX, .line = 1, .column = 7},
    {.text = "{\"a\": .5}", .code = E_JSON_SYNTAX, .line = 1, .column = 7},
    {.text = "{\"a\": +1}", .code = E_JSON_SYNTAX, .line = 1, .column = 7},
    {.text = "{\"a\": 1e}", .code = E_JSON_SYNTAX, .line = 1, .column = 7},
    {.text = "{\"a\": 0x10}", .code = E_JSON_SYNTAX, .line = 1, .column = 7},
    {.text = "{\"a\": 1e999}", .code = E_JSON_SYNTAX, .line = 1, .column = 7},
    {.text = "{\"a\": NaN}", .code = E_JSON_SYNTAX, .line = 1, .column = 7},
    {.text = "{\"a\": nul}", .code = E_JSON_SYNTAX, .line = 1, .column = 7},
    {.text = "{\"a\": 1,}", .code = E_JSON_SYNTAX, .line = 1, .column = 9},
    {.text = "[1,]", .code = E_JSON_SYNTAX, .line = 1, .column = 4},
    {.text = "[1 2]", .code = E_JSON_SYNTAX, .line = 1, .column = 4},
    {.text = "{a: 1}", .code = E_JSON_SYNTAX, .line = 1, .column = 2},
    {.text = "{\"a\" 1}", .code = E_JSON_SYNTAX, .line = 1, .column = 6},
    {.text = "{'a': 1}", .code = E_JSON_SYNTAX, .line = 1, .column = 2},
    {.text = "{\"a\": \"b}", .code = E_JSON_SYNTAX, .line = 1, .column = 10},
    {.text = "{\"a\": \"\\x\"}", .code = E_JSON_SYNTAX, .line = 1, .column = 8},
    {.text = "{\"a\": \"\\u12g4\"}", .code = E_JSON_SYNTAX, .line = 1, .column = 8},
    {.text = "{\"a\": \"\\u0000\"}", .code = E_JSON_SYNTAX, .line = 1, .column = 8},
    {.text = "{\"a\": \"\\ud800\"}", .code = E_JSON_SYNTAX, .line = 1, .column = 8},
    {.text = "{\"a\": \"\\ud800\\u0041\"}", .code = E_JSON_SYNTAX, .line = 1, .column = 8},
    {.text = "{\"a\": \"\\udc00\"}", .code = E_JSON_SYNTAX, .line = 1, .column = 8},
    {.text = "{\n\"a\": \"b\nc\"}", .code = E_JSON_SYNTAX, .line = 2, .column = 8},
    {.text = "{\r\"a\":\r\r nul}", .code = E_JSON_SYNTAX, .line = 4, .column = 2},
    {.text = "{\r\n\"a\":\r\n\r\n nul}", .code = E_JSON_SYNTAX, .line = 4, .column = 2},
    {.text = "{\"a\": \"\x80\"}", .code = E_JSON_SYNTAX, .line = 1, .column = 8},
    {.text = "{\"a\": \"\xC0\xAF\"}", .code = E_JSON_SYNTAX, .line = 1, .column = 8},
    {.text = "{\"a\": \"\xED\xA0\x80\"}", .code = E_JSON_SYNTAX, .line = 1, .column = 8},
    {.text = "{\"a\": \"\xC3", .code = E_JSON_SYNTAX, .line = 1, .column = 8},
    {.text = "{\"a\": \"b\0c\"}", .length = 12, .code = E_JSON_SYNTAX, .line = 1, .column = 9},
    {.text = "{\"a\": 1}\0", .length = 9, .code = E_JSON_SYNTAX, .line = 1, .column = 9},
    {.text = "{\"\xC3\xA4\": 1,\n \"b\": 2, \"\xC3\xA4\": 3}",
     .code = E_JSON_DUPLICATE,
     .line = 2,
     .column = 10},
    {.text = "{\"a\": 1, \"\\u0061\": 2}", .code = E_JSON_DUPLICATE, .line = 1, .column = 10},
    {.text = "\xEF\xBB\xBF}", .code = E_JSON_SYNTAX, .line = 1, .column = 1},
};

static void test_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(bad); i++) {
        size_t length = bad[i].length > 0 ? bad[i].length : strlen(bad[i].text);
        llmcost_diags_init(&diags);
        cJSON *tree = json_read(bad[i].text, length, &diags);
        const struct llmcost_diag *diag = &diags.list[0];
        if (tree != NULL || diags.count != 1 || diag->code != bad[i].code ||
            diag->place.line != bad[i].line || diag->place.column != bad[i].column)
            fail_msg("row %zu, %s: %d complaints, E%d at %u:%u", i, bad[i].text, diags.count,
                     diag->code, (unsigned)diag->place.line, (unsigned)diag->place.column);
    }
}

static void test_depth(void **state)
{
    (void)state;
    char text[256];
    for (int depth = 63; depth <= 65; depth++) {
        memset(text, '[', (size_t)depth);
        memset(text + depth, ']', (size_t)depth);
        llmcost_diags_init(&diags);
        cJSON *tree = json_read(text, 2 * (size_t)depth, &diags);
        assert_int_equal(tree != NULL, depth <= JSON_SCAN_DEPTH);
        cJSON_Delete(tree);
    }
}

/* Keys are told apart in objects of any size, and are free again in the next object. */
static void test_many_keys(void **state)
{
    (void)state;
    static char text[JSON_MAX_KEYS * 40];
    for (int row = 0; row < 3; row++) {
        const int keys = row == 1 ? JSON_MAX_KEYS + 1 : JSON_MAX_KEYS;
        size_t used = (size_t)snprintf(text, sizeof text, "[");
        for (int object = 0; object < 2; object++) {
            for (int i = 0; i < keys; i++)
                used += (size_t)snprintf(text + used, sizeof text - used, "%s\"key%d\": %d",
                                         i > 0 ? "," : "{",
                                         row == 2 && object == 1 && i == keys - 1 ? 0 : i, i);
            used += (size_t)snprintf(text + used, sizeof text - used, object == 0 ? "}," : "}]");
        }
        llmcost_diags_init(&diags);
        cJSON *tree = json_read(text, used, &diags);
        assert_int_equal(tree != NULL, row == 0);
        assert_int_equal(diags.count > 0 ? diags.list[0].code : 0, row == 0   ? 0
                                                                   : row == 1 ? E_JSON_SYNTAX
                                                                              : E_JSON_DUPLICATE);
        if (row == 0)
            assert_int_equal(cJSON_GetArraySize(cJSON_GetArrayItem(tree, 1)), JSON_MAX_KEYS);
        cJSON_Delete(tree);
    }
}

/* ---- Read ---- */

struct good_case {
    const char *text;
    const char *again; /* as json_print() has it, NULL: the same */
};

static const struct good_case good[] = {
    {.text = "{}\n"},
    {.text = "[]\n"},
    {.text = "0\n"},
    {.text = "0.10\n"},
    {.text = "-12345678901234567890.123456\n"},
    {.text = "1e3\n", .again = "1000\n"},
    {.text = "1.5E-3\n", .again = "0.0015\n"},
    {.text = "true\n"},
    {.text = " \t\r\n null ", .again = "null\n"},
    {.text = "\"\\\"\\\\\\n\\t\\u0001\"\n"},
    {.text = "\"\\/\\u00e9\\ud83d\\ude80\"", .again = "\"/\xC3\xA9\xF0\x9F\x9A\x80\"\n"},
    {.text = "{\n  \"a\": 1,\n  \"A\": [\n    2,\n    {}\n  ]\n}\n"},
};

static void test_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(good); i++) {
        char *text = NULL;
        size_t length = 0;
        llmcost_diags_init(&diags);
        cJSON *tree = json_read(good[i].text, strlen(good[i].text), &diags);
        if (tree == NULL)
            fail_msg("row %zu: %s", i, diags.list[0].text);
        FILE *out = open_memstream(&text, &length);
        assert_true(out != NULL && json_print(out, tree));
        fclose(out);
        assert_string_equal(text, good[i].again != NULL ? good[i].again : good[i].text);
        free(text);
        cJSON_Delete(tree);
    }
}

/* ---- Ours, or a scenario in JSON? ---- */

struct ours_case {
    const char *text;
    bool ours;
};

static const struct ours_case ours[] = {
    {.text = "{\"kind\": \"llmcost.report\"", .ours = true},
    {.text = " \n{ \"x\": {\"kind\": 1}, \"kind\" : \"llmcost.reports\"}", .ours = true},
    {.text = "{\"kind\": \"llmcost.", .ours = true},
    {.text = "{\"version\": 1, \"workload\": {\"kind\": \"llmcost.report\"}}"},
    {.text = "{\"version\": 1, \"name\": \"kind\"}"},
    {.text = "{\"kind\": \"other\"}"},
    {.text = "{\"a\\\"kind\": \"llmcost.report\"}"},
    {.text = "version: 1"},
    {.text = "[{\"kind\": \"llmcost.report\"}]"},
    {.text = "{\""},
    {.text = "{\"a\\"},
    {.text = "{\"kind\""},
    {.text = "{\"kind\":"},
    {.text = ""},
};

static void test_ours(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(ours); i++)
        if (json_is_ours(ours[i].text, strlen(ours[i].text)) != ours[i].ours)
            fail_msg("row %zu: %s", i, ours[i].text);
}

/* ---- A saved report with one value changed ---- */

#define DIGEST "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

/* The smallest report that is read. */
static const char least[] =
    "{\"kind\": \"llmcost.report\", \"format_version\": \"1.0\", \"tool\": {},"
    "\"scenario\": {\"name\": null, \"file\": \"x.yaml\", "
    "\"sha256\": \"" DIGEST "\"}, \"overrides\": [],"
    "\"currency\": \"USD\", \"hours_per_month\": 730, \"horizon_months\": 1,"
    "\"workload\": {\"requests_per_month\": 1, \"input_tokens_per_month\": 1,"
    "\"output_tokens_per_month\": 1, \"tokens_per_month\": 2, \"mean_requests_per_second\": 1,"
    "\"peak_requests_per_second\": 1, \"load_factor\": 1},"
    "\"verdict\": {\"recommended\": \"a\", \"cheapest\": \"a\", \"baseline\": \"a\","
    "\"runner_up\": null, \"margin\": null, \"margin_ratio\": null, \"monthly_margin\": null,"
    "\"conditions\": {\"volume\": null, \"quality\": null, \"data_in_house\": false},"
    "\"reasons\": [\"a it is.\"]},"
    "\"options\": [{\"id\": \"a\", \"kind\": \"api\", \"feasible\": true, \"eligible\": true,"
    "\"monthly_cost\": 2.5, \"annual_cost\": 30, \"horizon_cost\": 2.5, \"one_off\": 0,"
    "\"cost_per_request\": 2.5, \"cost_per_mtok\": null, \"fleet\": null,"
    "\"lines\": [{\"id\": \"input_tokens\", \"category\": \"tokens\", \"quantity\": 1,"
    "\"unit\": \"Mtok\", \"unit_price\": 2.5, \"monthly_cost\": 2.5, \"formula\": \"\"}],"
    "\"rules\": [], \"against_baseline\": {\"monthly_saving\": 0, \"horizon_saving\": 0,"
    "\"payback_months\": null, \"simple_payback_months\": null, \"saving_ceiling\": null}}],"
    "\"break_even\": [], \"timeline\": [{\"month\": 1, \"options\": [{\"id\": \"a\","
    "\"cost\": 2.5, \"cumulative\": 2.5}]}], \"uncertainty\": null, \"rules_of_thumb\": [],"
    "\"not_priced\": [], \"assumptions\": [], \"warnings\": []}";

struct change_case {
    const char *from, *to; /* the first occurrence */
    int code;              /* 0: it is read all the same */
    const char *path;      /* begins the complaint */
};

static const struct change_case changes[] = {
    {.from = "{}", .to = "{}"},
    {.from = "\"1.0\"", .to = "\"1.27\""},
    {.from = "\"1.0\"", .to = "\"2.0\"", .code = E_JSON_VERSION, .path = "format_version"},
    {.from = "\"1.0\"", .to = "\"0.9\"", .code = E_JSON_VERSION, .path = "format_version"},
    {.from = "\"1.0\"", .to = "\"1\"", .code = E_JSON_VERSION, .path = "format_version"},
    {.from = "\"1.0\"", .to = "\"10.0\"", .code = E_JSON_VERSION, .path = "format_version"},
    {.from = "\"1.0\"", .to = "1.0", .code = E_JSON_TYPE, .path = "format_version"},
    {.from = "\"tool\": {}", .to = "\"tool\": {\"new\": [1]}, \"newer\": null"},
    {.from = "llmcost.report", .to = "llmcost.diff", .code = E_JSON_VALUE, .path = "kind"},
    {.from = "\"currency\"", .to = "\"Currency\"", .code = E_JSON_MISSING, .path = "currency"},
    {.from = "\"horizon_months\": 1",
     .to = "\"horizon_months\": 601",
     .code = E_JSON_VALUE,
     .path = "horizon_months"},
    {.from = "\"horizon_months\": 1",
     .to = "\"horizon_months\": 2",
     .code = E_JSON_VALUE,
     .path = "timeline"},
    {.from = "\"month\": 1",
     .to = "\"month\": 2",
     .code = E_JSON_VALUE,
     .path = "timeline[0].month"},
    {.from = "\"load_factor\": 1",
     .to = "\"load_factor\": \"1\"",
     .code = E_JSON_TYPE,
     .path = "workload.load_factor"},
    {.from = "\"baseline\": \"a\"",
     .to = "\"baseline\": \"b\"",
     .code = E_JSON_VALUE,
     .path = "verdict.baseline"},
    {.from = "\"baseline\": \"a\"",
     .to = "\"baseline\": null",
     .code = E_JSON_TYPE,
     .path = "verdict.baseline"},
    {.from = "\"kind\": \"api\"",
     .to = "\"kind\": \"gpu\"",
     .code = E_JSON_VALUE,
     .path = "options[0].kind"},
    {.from = "\"monthly_cost\": 2.5, \"annual",
     .to = "\"monthly_cost\": null, \"annual",
     .code = E_JSON_TYPE,
     .path = "options[0].monthly_cost"},
    {.from = "\"monthly_cost\": 2.5, \"annual",
     .to = "\"monthly_cost\": 1e13, \"annual",
     .code = E_JSON_VALUE,
     .path = "options[0].monthly_cost"},
    {.from = "\"id\": \"input_tokens\"", .to = "\"id\": \"of_a_newer_version\""},
    {.from = "\"id\": \"input_tokens\"", .to = "\"id\": \"extra:audit\""},
    {.from = "\"quantity\": 1",
     .to = "\"amount\": 1",
     .code = E_JSON_MISSING,
     .path = "options[0].lines[0].quantity"},
    {.from = "\"fleet\": null",
     .to = "\"fleet\": []",
     .code = E_JSON_TYPE,
     .path = "options[0].fleet"},
    {.from = "\"fleet\": null",
     .to = "\"fleet\": {}",
     .code = E_JSON_MISSING,
     .path = "options[0].fleet.replicas"},
    {.from = "\"options\": [{\"id\": \"a\", \"kind\"",
     .to = "\"options\": [7, {\"id\": \"a\", \"kind\"",
     .code = E_JSON_TYPE,
     .path = "options[0]"},
    {.from = "\"assumptions\": []",
     .to = "\"assumptions\": [{\"path\": \"workload.burst\", \"value\": \"2\", \"unit\": null, "
           "\"origin\": \"file\", \"line\": 3, \"basis\": null, \"source\": null}]",
     .code = E_JSON_TYPE,
     .path = "assumptions[0].value"},
    {.from = "\"assumptions\": []",
     .to = "\"assumptions\": [{\"path\": \"workload.new_key\", \"value\": 2, \"unit\": null, "
           "\"origin\": \"file\", \"line\": 3, \"basis\": null, \"source\": null}]"},
    {.from = "\"warnings\": []",
     .to = "\"warnings\": [{\"id\": \"X1\", \"path\": null, \"line\": null, \"message\": \"\"}]",
     .code = E_JSON_VALUE,
     .path = "warnings[0].id"},
    {.from = "\"break_even\": []",
     .to = "\"break_even\": [{\"option\": \"a\", \"against\": \"z\"}]",
     .code = E_JSON_MISSING,
     .path = "break_even[0].variable"},
    {.from = DIGEST, .to = "", .code = E_JSON_VALUE, .path = "scenario.sha256"},
    {.from = "\"" DIGEST "\"", .to = "null", .code = E_JSON_VALUE, .path = "scenario.sha256"},
    {.from = "abcdef\"", .to = "abcdeg\"", .code = E_JSON_VALUE, .path = "scenario.sha256"},
    {.from = "abcdef\"", .to = "abcdef0\"", .code = E_JSON_VALUE, .path = "scenario.sha256"},
    {.from = "abcdef\"", .to = "abc\\n::\"", .code = E_JSON_VALUE, .path = "scenario.sha256"},
    {.from = "\"name\": null",
     .to = "\"name\": \"a\\u202eb\"",
     .code = E_CONTROL,
     .path = "scenario.name"},
    {.from = "\"USD\"", .to = "\"\\u001b[31m\"", .code = E_CONTROL, .path = "currency"},
    {.from = "a it is.", .to = "a\\u2060", .code = E_CONTROL, .path = "verdict.reasons"},
    {.from = "\"unit_price\": 2.5, \"monthly_cost\": 2.5",
     .to = "\"unit_price\": 2.5, \"monthly_cost\": 2.4",
     .code = E_JSON_VALUE,
     .path = "options[0].monthly_cost: the lines of this option add up to 2.4"},
    {.from = "\"monthly_cost\": 2.5, \"annual",
     .to = "\"monthly_cost\": 2.500001, \"annual",
     .code = E_JSON_VALUE,
     .path = "options[0].monthly_cost: the lines of this option add up to 2.5"},
    {.from = "\"uncertainty\": null",
     .to = "\"uncertainty\": 4",
     .code = E_JSON_TYPE,
     .path = "uncertainty"},
};

/* Read it, and print it in every format when it can be read. */
static void try_change(size_t row, const char *text)
{
    struct source source = {.name = "x.json", .text = text, .length = strlen(text)};
    struct print_style style = {.width = 80};
    struct saved_file file;
    bool no_memory;
    llmcost_diags_init(&diags);
    bool read = saved_read(&source, SAVED_REPORTS, &file, &diags, &no_memory);
    assert_false(no_memory);
    const struct change_case *change = &changes[row];
    bool named = change->path == NULL;
    for (int i = 0; i < diags.count && !named; i++)
        named = diags.list[i].code == change->code && diags.list[i].place.line > 0 &&
                strncmp(diags.list[i].text, change->path, strlen(change->path)) == 0;
    if (read != (change->code == 0) || !named)
        fail_msg("row %zu, %s: %s (E%d)", row, change->to, diags.list[0].text, diags.list[0].code);
    FILE *out = fopen("/dev/null", "w");
    assert_non_null(out);
    const struct print_job job = {
        .out = out, .style = &style, .reports = file.reports, .count = file.count};
    if (read)
        assert_true(print_table(&job) && print_json(&job) && print_markdown(&job) &&
                    print_csv(&job));
    fclose(out);
    saved_free(&file);
}

static void test_changes(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(changes); i++) {
        char text[2 * sizeof least];
        const char *at = strstr(least, changes[i].from);
        if (at == NULL)
            fail_msg("row %zu changes nothing", i);
        snprintf(text, sizeof text, "%.*s%s%s", (int)(at - least), least, changes[i].to,
                 at + strlen(changes[i].from));
        try_change(i, text);
    }
}

/* Cut anywhere, it is refused and nothing else happens. */
static void test_cut(void **state)
{
    (void)state;
    for (size_t length = 1; length + 1 < sizeof least; length += 3) {
        struct source source = {.name = "x.json", .text = least, .length = length};
        struct saved_file file;
        bool no_memory;
        llmcost_diags_init(&diags);
        assert_false(saved_read(&source, SAVED_REPORTS, &file, &diags, &no_memory));
        assert_true(diags.errors > 0 && !no_memory);
        saved_free(&file);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_refused),   cmocka_unit_test(test_depth),
        cmocka_unit_test(test_many_keys), cmocka_unit_test(test_read),
        cmocka_unit_test(test_ours),      cmocka_unit_test(test_changes),
        cmocka_unit_test(test_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
