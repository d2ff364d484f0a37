/* test_codes.c - the table of codes checks itself: every number of codes.h and every warning of
 * llmcost.h has one row with its sentences, and a word finds the row it means.
 */
#include "unit.h"

#include "core/telling/codes.h"

#include <stdlib.h>

/* The declarations themselves are read, so that a number without a row fails here by its name. */
static int count_declared(const char *path, const char *prefix)
{
    char line[256];
    int declared = 0;
    FILE *file = fopen(path, "r");
    if (file == NULL)
        fail_msg("cannot read %s", path);
    while (fgets(line, sizeof line, file) != NULL) {
        const char *name = line + strspn(line, " ");
        const char *equals = strstr(name, " = ");
        if (strncmp(name, prefix, strlen(prefix)) != 0 || equals == NULL ||
            strncmp(name, "LLMCOST_W_END", 13) == 0)
            continue;
        const unsigned number = (unsigned)strtoul(equals + 3, NULL, 10);
        char word[CODE_TEXT];
        snprintf(word, sizeof word, "%c%03u", strstr(prefix, "E_") != NULL ? 'E' : 'W',
                 number % 1000);
        if (code_find(word) == NULL)
            fail_msg("%.*s has no row in codes.c or telling/warnings_*.c", (int)(equals - name),
                     name);
        declared++;
    }
    fclose(file);
    return declared;
}

static void test_every_code_has_a_row(void **state)
{
    (void)state;
    int count = 0;
    for (const struct code_row *row = NULL; (row = next_code_row(row)) != NULL;)
        count++;
    int declared = count_declared("src/core/base/codes.h", "E_");
    declared += count_declared("src/core/base/codes.h", "W_");
    declared += count_declared("include/llmcost.h", "LLMCOST_W_");
    assert_int_equal(declared, count);
    assert_true(declared > 100);
}

static void test_rows(void **state)
{
    (void)state;
    int last = 0;
    for (const struct code_row *row = NULL; (row = next_code_row(row)) != NULL;) {
        char word[CODE_TEXT];
        code_text(row, word);
        assert_ptr_equal(code_find(word), row); /* no number stands twice */
        assert_true(row->letter == 'E' || row->letter == 'W');
        assert_true(row->letter * 1000 + row->number > last);
        last = row->letter * 1000 + row->number;
        const char *const sentences[] = {row->cause, row->remedy};
        if (row->name == NULL || strlen(row->name) < 3)
            fail_msg("%s has no name", word);
        for (size_t n = 0; n < COUNT(sentences); n++) {
            const char *text = sentences[n];
            if (text == NULL || strlen(text) < 8 || text[strlen(text) - 1] != '.')
                fail_msg("%s: no sentence, or no end of it: %s", word, text != NULL ? text : "");
        }
    }
}

static void test_words(void **state)
{
    (void)state;
    static const struct {
        const char *word;
        bool is_code;
        int number; /* 0: no such code */
        char letter;
    } rows[] = {
        {.word = "W216", .is_code = true, .number = LLMCOST_W_ESTIMATED, .letter = 'W'},
        {.word = "e310", .is_code = true, .number = E_SHAPE, .letter = 'E'},
        {.word = "E201", .is_code = true, .number = E_UNKNOWN_KEY, .letter = 'E'},
        {.word = "w201", .is_code = true, .number = LLMCOST_W_NO_HEADROOM, .letter = 'W'},
        {.word = "W999", .is_code = true},
        {.word = "W21"},
        {.word = "W2161"},
        {.word = "X216"},
        {.word = "W21x"},
        {.word = ""},
        {.word = "./W216"},
        {.word = "216W"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct code_row *found = code_find(rows[i].word);
        assert_int_equal(is_code(rows[i].word), rows[i].is_code);
        assert_int_equal(found != NULL ? found->number : 0, rows[i].number);
        assert_int_equal(found != NULL ? found->letter : 0, rows[i].letter);
    }
}

static void test_nearest(void **state)
{
    (void)state;
    const struct code_row *near[3];
    assert_int_equal(code_nearest("W302", near, 3), 3);
    assert_int_equal(near[0]->number, 302); /* the same number of the other letter */
    assert_int_equal(near[0]->letter, 'E');
    assert_int_equal(code_nearest("W299", near, 3), 3);
    for (int i = 0; i < 3; i++)
        assert_int_equal(near[i]->number, LLMCOST_W_END - 1 - i);
    assert_int_equal(code_nearest("E000", near, 1), 1);
    assert_int_equal(near[0]->number, E_UNREADABLE);
}

static void test_has_error(void **state)
{
    (void)state;
    static struct llmcost_diags diags;
    llmcost_diags_init(&diags);
    llmcost_complain(&diags, LLMCOST_WARNING, E_RANGE, 0, 0, "a warning of that number");
    assert_false(has_error(&diags, E_RANGE));
    llmcost_complain(&diags, LLMCOST_ERROR, E_RANGE, 0, 0, "an error");
    assert_true(has_error(&diags, E_RANGE));
    assert_false(has_error(&diags, E_WHOLE));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_code_has_a_row),
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_nearest),
        cmocka_unit_test(test_has_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
