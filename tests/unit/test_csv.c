/* test_csv.c - the strict CSV reader: what it reads, what it refuses and where, in one piece or in
 * many.
 */
#include "text/csv/csv.h"
#include "unit.h"

#include <stdlib.h>

/* Cells joined by | and rows by /, or "LINE:COLUMN why". */
static const char *read_all(const char *text, size_t length, FILE *rest)
{
    static char said[4096];
    struct csv csv;
    csv_begin(&csv, text, length, rest);
    enum csv_event event = csv_read_header(&csv);
    said[0] = '\0';
    for (int row = 0; event == CSV_ROW; row++, event = csv_next(&csv))
        for (int i = 0; i < csv.cells; i++) {
            const size_t used = strlen(said);
            snprintf(said + used, sizeof said - used, "%s%s",
                     i > 0     ? "|"
                     : row > 0 ? "/"
                               : "",
                     csv_cell(&csv, i).text);
        }
    if (event == CSV_ERROR)
        snprintf(said, sizeof said, "%u:%u %s", (unsigned)csv.line, (unsigned)csv.column, csv.why);
    csv_end(&csv);
    return said;
}

static const struct {
    const char *text, *expected;
} rows[] = {
    {.text = "", .expected = ""},
    {.text = "\n\n", .expected = ""},
    {.text = "a,b", .expected = "a|b"},
    {.text = "a,b\n1,2\n3,\n", .expected = "a|b/1|2/3|"},
    {.text = "a,b\r\n1,2\r\n", .expected = "a|b/1|2"},
    {.text = "a,b\r1,2\r", .expected = "a|b/1|2"},
    {.text = "\xEF\xBB\xBF"
             "a\n\n1\n\n",
     .expected = "a/1"},
    {.text = "\"a\",\"b,\"\"c\"\"\"\n\"1\n2\",NULL\n", .expected = "a|b,\"c\"/1\n2|"},
    {.text = "a\n\"\"\n", .expected = "a/"},
    {.text = "a,b\n1\n", .expected = "2:1 fewer cells in this row than in the header"},
    {.text = "a,b\n1,2,3\n", .expected = "2:1 more cells in this row than in the header"},
    {.text = "a\n1\n\"x\ny\n", .expected = "3:1 a quote opens here and is never closed"},
    {.text = "a,b\n1,\"x\"y\n",
     .expected = "2:6 text behind a closing quote: a quote within quotes is doubled"},
    {.text = "a,b\n1,x\"y\"\n",
     .expected = "2:4 a quote within a cell: such a cell stands in quotes, with this one doubled"},
};

static void test_rows(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const size_t length = strlen(rows[i].text);
        assert_string_equal(read_all(rows[i].text, length, NULL), rows[i].expected);
        for (size_t cut = 0; cut <= length && length > 3; cut += 3) { /* the same in two pieces */
            char *whole = strdup(rows[i].text);
            FILE *rest = cut < length ? fmemopen(whole + cut, length - cut, "rb") : NULL;
            if (cut >= 3 || rows[i].text[0] != '\xEF')
                assert_string_equal(read_all(rows[i].text, cut, rest), rows[i].expected);
            if (rest != NULL)
                fclose(rest);
            free(whole);
        }
    }
}

static void test_nul(void **state)
{
    (void)state;
    assert_string_equal(read_all("a\n1\0002\n", 6, NULL), "2:2 a NUL byte: this is not text");
    assert_string_equal(read_all("a\n\"1\0002\"\n", 8, NULL), "2:3 a NUL byte: this is not text");
}

static void test_columns(void **state)
{
    (void)state;
    struct csv csv;
    double value = 0;
    csv_begin(&csv, "x,the price,y\n1.5e3,7,0x10\n", 27, NULL);
    assert_int_equal(csv_read_header(&csv), CSV_ROW);
    assert_int_equal(csv_column(&csv, "the price"), 1);
    assert_int_equal(csv_column(&csv, "price"), -1);
    assert_string_equal(csv_column_name(&csv, 2), "y");
    assert_int_equal(csv_next(&csv), CSV_ROW);
    assert_true(csv_number(csv_cell(&csv, 0), &value));
    ASSERT_NEAR(value, 1500, 0);
    assert_false(csv_number(csv_cell(&csv, 2), &value));
    assert_false(csv_number(csv_cell(&csv, -1), &value));
    assert_int_equal(csv_cell(&csv, 2).column, 9);
    assert_int_equal(csv_next(&csv), CSV_END);
    csv_end(&csv);
}

static void test_many_rows_in_little_memory(void **state)
{
    (void)state;
    enum { ROWS = 50000 };
    char *text = NULL;
    size_t length = 0;
    struct csv csv;
    FILE *out = open_memstream(&text, &length);
    assert_non_null(out);
    fputs("n,\"long, quoted\"\n", out);
    for (int i = 0; i < ROWS; i++)
        fprintf(out, "%d,\"a, b\nc\"\n", i);
    fclose(out);
    FILE *in = fmemopen(text, length, "rb");
    csv_begin(&csv, "", 0, in);
    assert_int_equal(csv_read_header(&csv), CSV_ROW);
    int count = 0;
    enum csv_event event;
    while ((event = csv_next(&csv)) == CSV_ROW)
        count++;
    assert_int_equal(event, CSV_END);
    assert_int_equal(count, ROWS);
    assert_true(csv.room <= 4096);
    csv_end(&csv);
    fclose(in);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_nul),
        cmocka_unit_test(test_columns),
        cmocka_unit_test(test_many_rows_in_little_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
