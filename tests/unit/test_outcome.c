/* test_outcome.c - the rows of reports and diffs: every member of their structs has a row, and
 * every row is filled by some worked example. A figure that was added and forgotten in one of the
 * two places is named here.
 */
#include "text/json/json_tree.h"
#include "unit.h"

#include "io/report/diff_rows.h"
#include "io/report/gates.h"
#include "io/report/portfolio/rows.h"
#include "io/scenario/load.h"

#include <dirent.h>
#include <stdlib.h>

enum { MOST_PATHS = 400, PATH = 200, MOST_BYTES = 2048 };

static struct llmcost_diags diags;

static void join(char *to, const char *path, const char *key)
{
    snprintf(to, PATH, "%s%s%s", path, path[0] != '\0' ? "." : "", key);
}

/* ---- Every member has a row ---- */

/* Members that are no figures of their object. */
static const struct {
    const char *path;
    size_t offset;
} without_row[] = {
    {.path = "report", .offset = offsetof(struct outcome, arena)},
    {.path = "report", .offset = offsetof(struct outcome, arena) + sizeof(void *)},
    {.path = "report", .offset = offsetof(struct outcome, recommended)},
    {.path = "report", .offset = offsetof(struct outcome, drawing)},
    {.path = "report", .offset = offsetof(struct outcome, runner_up)},
    {.path = "report.options.lines", .offset = offsetof(struct outcome_line, order)},
    {.path = "report.not_priced", .offset = offsetof(struct outcome_omission, text)},
    {.path = "report.warnings", .offset = offsetof(struct outcome_warning, code)},
    {.path = "report.warnings", .offset = offsetof(struct outcome_warning, matter)},
    {.path = "report.options.lines", .offset = offsetof(struct outcome_line, label)},
    {.path = "report.sensitivity", .offset = offsetof(struct outcome_mover, ref)},
    {.path = "report.uncertainty.inputs", .offset = offsetof(struct outcome_mover, ref)},
    {.path = "report.sensitivity", .offset = offsetof(struct outcome_mover, evppi)},
    {.path = "report.sensitivity", .offset = offsetof(struct outcome_mover, evppi_noise)},
    {.path = "report.uncertainty.inputs", .offset = offsetof(struct outcome_mover, also_count)},
    {.path = "report.uncertainty.inputs", .offset = offsetof(struct outcome_mover, also)},
};

static size_t size_of(const struct json_row *row)
{
    switch ((enum row_type)row->type) {
    case ROW_INT:
        return sizeof(int32_t);
    case ROW_TRUTH:
    case ROW_MAYBE:
    case ROW_WORD:
        return 1;
    case ROW_VALUE:
        return sizeof(struct row_value);
    default:
        return 8;
    }
}

/* A fleet is the engine's own struct; a diff tells a part of the options and answers of reports. */
static bool is_told_in_part(const char *key)
{
    return strcmp(key, "fleet") == 0 || strcmp(key, "was") == 0 || strcmp(key, "is") == 0;
}

static void check_struct(const struct json_row *rows, size_t size, const char *path);

static void mark(const struct json_row *rows, size_t base, bool *covered, const char *path)
{
    for (const struct json_row *row = rows; row->key != NULL; row++) {
        char inside[PATH];
        join(inside, path, row->key);
        if (row->type == ROW_PART || row->type == ROW_OBJECT) {
            mark(row->rows, base + row->offset, covered, inside);
            continue;
        }
        for (size_t i = 0; i < size_of(row); i++)
            covered[base + row->offset + i] = true;
        if (row->type == ROW_LIST || row->type == ROW_TEXTS)
            for (size_t i = 0; i < sizeof(int32_t); i++)
                covered[base + row->count + i] = true;
        if ((row->type == ROW_LIST || row->type == ROW_LINK) && !is_told_in_part(row->key))
            check_struct(row->rows, row->size, inside);
    }
}

static void check_struct(const struct json_row *rows, size_t size, const char *path)
{
    bool covered[MOST_BYTES] = {false};
    assert_true(size <= MOST_BYTES);
    mark(rows, 0, covered, path);
    for (size_t word = 0; word < size; word += 8) {
        bool known = false;
        for (size_t i = word; i < word + 8; i++)
            known = known || covered[i];
        for (size_t i = 0; i < COUNT(without_row); i++)
            known =
                known || (without_row[i].offset == word && strcmp(without_row[i].path, path) == 0);
        if (!known)
            fail_msg("%s: the member at offset %zu has no row", path, word);
    }
}

static void test_members(void **state)
{
    (void)state;
    check_struct(outcome_rows, sizeof(struct outcome), "report");
    check_struct(diff_rows, sizeof(struct diff_told), "diff");
}

/* ---- What a reader may count on ---- */

/* The keys that are left out where they say nothing; what the format promises is none of them. */
static const char *const may_be_absent[] = {
    "report.as_of",
    "report.assumptions.file",
    "report.assumptions.shape",
    "report.break_even.estimated",
    "report.options.credits",
    "report.options.estimated",
    "report.options.priced_on",
    "report.options.stranded",
    "report.options.unit",
    "report.overrides.file",
    "report.overrides.typed",
    "report.sensitivity.also",
    "report.sensitivity.fails_at",
    "report.timeline.options.credits",
    "report.uncertainty.inputs.also",
    "report.uncertainty.inputs.fails_at",
    "report.verdict.estimated",
    "report.warnings.file",
    "report.workload.deferred_peak_requests_per_second",
    "portfolio.alone.unit",
    "portfolio.assignments.unit",
    "portfolio.recommended.unit",
    "portfolio.single.unit",
    "portfolio.warnings.file",
    "portfolio.workloads.overrides.file",
    "portfolio.workloads.overrides.typed",
    "portfolio.workloads.warnings.file",
    "diff.new.overrides.file",
    "diff.old.overrides.file",
    "diff.options.estimated",
    "diff.sharing_saving",
    "diff.workloads",
};
static bool met[COUNT(may_be_absent)];

static void check_absent(const struct json_row *rows, const char *path)
{
    for (const struct json_row *row = rows; row->key != NULL; row++) {
        char below[PATH];
        join(below, path, row->key);
        bool known = !row->optional;
        for (size_t i = 0; i < COUNT(may_be_absent); i++)
            if (row->optional && strcmp(may_be_absent[i], below) == 0)
                known = met[i] = true;
        if (!known)
            fail_msg("%s is left out of some reports", below);
        if (row->type == ROW_PART)
            check_absent(row->rows, path);
        else if (row->type == ROW_OBJECT || row->type == ROW_LINK || row->type == ROW_LIST)
            check_absent(row->rows, below);
    }
}

static void test_always_there(void **state)
{
    (void)state;
    check_absent(outcome_rows, "report");
    check_absent(portfolio_rows, "portfolio");
    check_absent(diff_rows, "diff");
    for (size_t i = 0; i < COUNT(may_be_absent); i++)
        if (!met[i])
            fail_msg("%s is always there", may_be_absent[i]);
}

/* ---- Every row is filled ---- */

static struct {
    char path[PATH];
    bool filled;
} seen[MOST_PATHS];
static int seen_count;

static bool *seen_at(const char *path)
{
    for (int i = 0; i < seen_count; i++)
        if (strcmp(seen[i].path, path) == 0)
            return &seen[i].filled;
    assert_true(seen_count < MOST_PATHS);
    snprintf(seen[seen_count].path, PATH, "%s", path);
    return &seen[seen_count++].filled;
}

static bool is_filled(const struct json_row *row, const char *at)
{
    double number;
    if (row->type == ROW_VALUE)
        return ((const struct row_value *)(const void *)at)->kind != VALUE_NOTHING;
    if (row->type == ROW_NUMBER) {
        memcpy(&number, at, sizeof number);
        return !isnan(number) && number != 0;
    }
    for (size_t i = 0; i < size_of(row); i++)
        if (at[i] != 0)
            return true;
    return false;
}

/* `object` NULL: the rows are known, and nothing fills them. */
static void look(const struct json_row *rows, const char *object, const char *path)
{
    for (const struct json_row *row = rows; row->key != NULL; row++) {
        char inside[PATH];
        join(inside, path, row->key);
        const char *at = object != NULL ? object + row->offset : NULL;
        if (row->type == ROW_PART || row->type == ROW_OBJECT) {
            look(row->rows, at, inside);
            continue;
        }
        bool *filled = seen_at(inside);
        *filled = *filled || (at != NULL && is_filled(row, at));
        if (row->type != ROW_LIST && row->type != ROW_LINK)
            continue;
        const char *item = NULL;
        int32_t count = 1;
        if (at != NULL)
            memcpy(&item, at, sizeof item);
        if (item != NULL && row->type == ROW_LIST)
            memcpy(&count, object + row->count, sizeof count);
        for (int32_t i = 0; i < count; i++)
            look(row->rows, item != NULL ? item + (size_t)i * row->size : NULL, inside);
    }
}

static void look_at(const char *name)
{
    static struct llmcost_scenario scenario;
    static const struct override set = {.path = "workload.burst", .value = "100%"};
    const struct gate_result gate = {.has_limit = true, .has_value = true, .says = "it holds"};
    struct source source = {.name = name};
    struct source csv = {.name = NULL};
    struct report report;
    char path[PATH + 64];
    bool no_memory;
    snprintf(path, sizeof path, "scenarios/%s", name);
    llmcost_diags_init(&diags);
    if (!source_read(path, json_is_ours, &source, &diags) ||
        !scenario_load(&source, NULL, 0, NULL, &csv, &scenario, &diags))
        fail_msg("%s: %s", name, diags.list[0].text);
    scenario.samples.value = 64;
    scenario.as_of = 20000;
    assert_true(report_make(
        &scenario,
        &(struct report_asks){.questions = true, .assumptions = true, .swings = REPORT_SWINGS},
        &report, &diags, &no_memory));
    report.file = name;
    snprintf(report.sha256, sizeof report.sha256, "0");
    report.overrides = &set;
    report.override_count = 1;
    assert_true(outcome_make(&report));
    assert_true(outcome_judged(report.outcome, &gate, 1));
    look(outcome_rows, (const char *)report.outcome, "");
    report_free(&report);
    source_free(&source);
    source_free(&csv);
}

/* What no worked example has; goldens do. */
static const char *const elsewhere[] = {
    "assumptions.file",
    "head.overrides.file",
    "head.scenario.notes",
    "options.credits.left",
    "options.fleet.staging_gpus",
    "options.against_baseline.payback_lost_month",
    "uncertainty.options.infeasible_samples",
    "uncertainty.reason",
    "verdict.on_average",
    "warnings.file",
};

static void test_filled(void **state)
{
    (void)state;
    DIR *folder = opendir("scenarios");
    assert_non_null(folder);
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;)
        if (strstr(entry->d_name, ".yaml") != NULL)
            look_at(entry->d_name);
    closedir(folder);
    assert_true(seen_count > 130);
    for (int i = 0; i < seen_count; i++) {
        bool known = seen[i].filled;
        for (size_t n = 0; n < COUNT(elsewhere); n++)
            known = known || strcmp(elsewhere[n], seen[i].path) == 0;
        if (!known)
            print_error("no worked example fills %s\n", seen[i].path);
        seen[i].filled = known;
    }
    for (int i = 0; i < seen_count; i++)
        assert_true(seen[i].filled);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_members),
        cmocka_unit_test(test_always_there),
        cmocka_unit_test(test_filled),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
