/* test_published.c - cost calculations that other people published, computed from their own inputs.
 * A row is one printed figure and a few words on it; the scenario behind it, with its source and
 * what had to be assumed, is tests/published/FILE.yaml. Add a case as such a file and its rows.
 */
#include "published_metric.h"

#include <dirent.h>

#include "published_apis.h"
#include "published_hosts.h"
#include "published_owned.h"
#include "published_wrong.h"

static const struct {
    const struct published_row *rows;
    size_t count;
} tables[] = {
    {.rows = published_apis, .count = COUNT(published_apis)},
    {.rows = published_hosts, .count = COUNT(published_hosts)},
    {.rows = published_owned, .count = COUNT(published_owned)},
    {.rows = published_wrong, .count = COUNT(published_wrong)},
};

static bool agrees(const struct published_row *row)
{
    char file[128];
    snprintf(file, sizeof file, "tests/published/%s.yaml", row->file);
    evaluate_file(file, row->set);
    const bool wrong = row->expected > 0;
    const double value = published_value(row);
    const double right = wrong ? row->expected : row->published;
    if (is_within(value, right, row->tolerance) &&
        !(wrong && is_within(value, row->published, row->tolerance)))
        return true;
    print_error("%s: %s: %.10g %s, not %.10g (allowed: %.2g of it)%s\n", row->file, row->note,
                value, row->unit, right, row->tolerance,
                wrong ? ", as the inputs of the source give" : ", as published");
    return false;
}

static void check_rows(const struct published_row *rows, size_t count)
{
    int failed = 0;
    for (size_t i = 0; i < count; i++)
        failed += !agrees(&rows[i]);
    assert_int_equal(failed, 0);
}

static void test_apis(void **state)
{
    (void)state;
    check_rows(published_apis, COUNT(published_apis));
}

static void test_hosts(void **state)
{
    (void)state;
    check_rows(published_hosts, COUNT(published_hosts));
}

static void test_owned(void **state)
{
    (void)state;
    check_rows(published_owned, COUNT(published_owned));
}

static void test_wrong_figures_are_not_hit(void **state)
{
    (void)state;
    check_rows(published_wrong, COUNT(published_wrong));
}

/* ---- Completeness */

static bool has_row(const char *name, size_t length)
{
    for (size_t t = 0; t < COUNT(tables); t++)
        for (size_t i = 0; i < tables[t].count; i++)
            if (strncmp(tables[t].rows[i].file, name, length) == 0 &&
                tables[t].rows[i].file[length] == '\0')
                return true;
    return false;
}

static void test_every_file_has_rows(void **state)
{
    char path[MAX_PATH_BYTES];
    int files = 0, missing = 0;
    (void)state;
    DIR *folder = opendir(path_of("tests/published", path));
    assert_non_null(folder);
    for (const struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        const char *end = strstr(entry->d_name, ".yaml");
        if (end == NULL)
            continue;
        files++;
        if (!has_row(entry->d_name, (size_t)(end - entry->d_name))) {
            print_error("%s has no row\n", entry->d_name);
            missing++;
        }
    }
    closedir(folder);
    assert_true(files > 0);
    assert_int_equal(missing, 0);
}

static void test_figures(void **state)
{
    size_t count = 0;
    (void)state;
    for (size_t t = 0; t < COUNT(tables); t++)
        count += tables[t].count;
    assert_int_equal(count, 160);
    assert_int_equal(COUNT(published_wrong), 33);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_apis),
        cmocka_unit_test(test_hosts),
        cmocka_unit_test(test_owned),
        cmocka_unit_test(test_wrong_figures_are_not_hit),
        cmocka_unit_test(test_every_file_has_rows),
        cmocka_unit_test(test_figures),
    };
    if (argc > 1)
        checkout = argv[1];
    return cmocka_run_group_tests_name("published", tests, NULL, NULL);
}
