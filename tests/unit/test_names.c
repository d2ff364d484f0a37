/* test_names.c - names that stand once: which number one gets that is taken, many of one name, and
 * texts that were made to belong in one place of a hash table.
 */
#include "unit.h"

#include "io/prices/names.h"

static void test_numbers(void **state)
{
    static const struct {
        const char *name, *added;
    } rows[] = {{"a", "a"},       {"b", "b"},         {"a", "a-2"}, {"a", "a-3"},
                {"a-2", "a-2-2"}, {"c-2", "c-2"},     {"c", "c"},   {"c", "c-3"},
                {"", ""},         {"a-2", "a-2-3"},   {"", "-2"},   {"a", "a-4"},
                {"b-2", "b-2"},   {"b-2-2", "b-2-2"}, {"b", "b-3"}, {"b-2", "b-2-3"}};
    struct names names = {.count = 0};
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_true(names_add(&names, rows[i].name));
        assert_int_equal(names.count, i + 1);
        assert_string_equal(names.list[i].text, rows[i].added);
    }
    names_free(&names);
}

/* Each once: were they counted from 2 every time, this would take minutes. */
static void test_many(void **state)
{
    enum { MANY = 30000 };
    struct names names = {.count = 0};
    char expected[MAX_NAME];
    (void)state;
    for (int i = 1; i <= MANY; i++) {
        assert_true(names_add(&names, "same"));
        snprintf(expected, sizeof expected, i > 1 ? "same-%d" : "same", i);
        if (strcmp(names.list[i - 1].text, expected) != 0)
            fail_msg("%s is no %s", names.list[i - 1].text, expected);
    }
    names_free(&names);
}

/* Texts that belong in one place of 256 of one table are spread over those of another. */
static void test_places(void **state)
{
    enum { TEXTS = 200, MASK = 255 };
    static const char tables[1 << 20];
    const char *const one = tables, *const other = tables + (1 << 19) + 4096;
    int found = 0, again = 0;
    (void)state;
    for (int i = 0; found < TEXTS; i++) {
        char text[16];
        snprintf(text, sizeof text, "m%d", i);
        if ((hash_text(text, one) & MASK) != 0)
            continue;
        found++;
        again += (hash_text(text, other) & MASK) == 0;
    }
    assert_in_range(again, 0, TEXTS / 8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_many),
        cmocka_unit_test(test_places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
