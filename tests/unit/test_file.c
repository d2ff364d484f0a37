/* test_file.c - arrays that grow, and whole files: what they hold is what was put in, and a file
 * ends where its limits say.
 */
#include "unit.h"

#include "core/base/codes.h"
#include "text/file.h"
#include "text/grow.h"

#include <stdlib.h>
#include <unistd.h>

static void test_grow(void **state)
{
    (void)state;
    uint32_t *list = NULL;
    size_t room = 0;
    for (uint32_t i = 0; i < 100000; i++) {
        assert_true(grow(&list, sizeof *list, i + 1, &room));
        assert_true(room > i);
        list[i] = i * 7;
    }
    for (uint32_t i = 0; i < 100000; i++)
        assert_int_equal(list[i], i * 7);
    free(list);
}

static bool begins_large(const char *text, size_t length)
{
    return length > 1 && text[0] == 'L';
}

static void test_limits(void **state)
{
    (void)state;
    static const struct {
        const char *what;
        char first;
        size_t size;
        int code;
    } rows[] = {
        {.what = "empty", .first = 'a', .size = 0},
        {.what = "one byte", .first = 'a', .size = 1},
        {.what = "a buffer", .first = 'a', .size = 4096},
        {.what = "at the limit", .first = 'a', .size = 2 << 20},
        {.what = "beyond it", .first = 'a', .size = (2 << 20) + 1, .code = E_TOO_LARGE},
        {.what = "large, and may be", .first = 'L', .size = (2 << 20) + 1},
        {.what = "at the larger limit", .first = 'L', .size = 3 << 20},
        {.what = "beyond that", .first = 'L', .size = (3 << 20) + 1, .code = E_TOO_LARGE},
    };
    const struct file_limits limits = {
        .most = 2 << 20, .most_if_large = 3 << 20, .may_be_large = begins_large};
    for (size_t i = 0; i < COUNT(rows); i++) {
        char path[] = "/tmp/llmcost-file.XXXXXX";
        const int file = mkstemp(path);
        char *bytes = malloc(rows[i].size + 1), *text = NULL;
        size_t length = 0;
        struct llmcost_diags diags;
        llmcost_diags_init(&diags);
        assert_true(file >= 0 && bytes != NULL);
        if (bytes == NULL)
            return;
        memset(bytes, 'b', rows[i].size + 1);
        bytes[0] = rows[i].first;
        assert_int_equal(write(file, bytes, rows[i].size), rows[i].size);
        close(file);
        const bool good = file_read(path, 3, &limits, &text, &length, &diags);
        unlink(path);
        if (good != (rows[i].code == 0) || diags.count != !good ||
            (good && (length != rows[i].size || text[length] != '\0' ||
                      memcmp(text, bytes, length) != 0)) ||
            (!good && (diags.list[0].code != rows[i].code || diags.list[0].place.input != 3)))
            fail_msg("%s", rows[i].what);
        free(text);
        free(bytes);
    }
}

static void test_unreadable(void **state)
{
    (void)state;
    static const char *const paths[] = {"/no/such/file", "/"};
    const struct file_limits limits = {.most = 100};
    for (size_t i = 0; i < COUNT(paths); i++) {
        char *text = NULL;
        size_t length = 0;
        struct llmcost_diags diags;
        llmcost_diags_init(&diags);
        assert_false(file_read(paths[i], 0, &limits, &text, &length, &diags));
        assert_int_equal(diags.count, 1);
        assert_int_equal(diags.list[0].code, E_UNREADABLE);
        assert_null(text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_grow), cmocka_unit_test(test_limits),
                                       cmocka_unit_test(test_unreadable)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
