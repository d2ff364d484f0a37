/* test_html.c - bytes in base 93: every length is read again by a table of the digits, and no digit
 * is one that could end a script or be a command to a log.
 */
#include "print/page/html.h"
#include "unit.h"

#include <stdlib.h>

enum { MOST = 2000 };

/* The place of a digit among all marks that are allowed. */
static unsigned place_of(char digit)
{
    char allowed[100];
    unsigned count = 0;
    for (int mark = '!'; mark <= '~'; mark++)
        if (strchr("<[", mark) == NULL)
            allowed[count++] = (char)mark;
    allowed[count++] = ' ';
    assert_int_equal(count, 93);
    const char *at = memchr(allowed, digit, count);
    assert_non_null(at);
    return (unsigned)(at - allowed);
}

/* What the digits say, each bit by itself. */
static void read_again(const char *text, size_t digits, unsigned char bytes[MOST + 4])
{
    size_t bit = 0;
    memset(bytes, 0, MOST + 4);
    for (size_t i = 0; i < digits; i += 2) {
        const unsigned pair = place_of(text[i]) + 93 * place_of(text[i + 1]);
        const unsigned bits = pair % 8192 < 457 ? 14 : 13;
        for (unsigned j = 0; j < bits; j++, bit++)
            bytes[bit / 8] |= (unsigned char)((pair >> j & 1) << bit % 8);
    }
}

static void test_bytes(void **state)
{
    (void)state;
    unsigned char bytes[MOST], again[MOST + 4];
    unsigned seed = 1;
    for (size_t i = 0; i < MOST; i++) {
        seed = seed * 1103515245U + 12345U;
        bytes[i] = i < 100 ? 0xff : (unsigned char)(seed >> 16);
    }
    for (size_t length = 0; length <= MOST; length += length < 120 ? 1 : 47) {
        struct page page = {.report = NULL};
        html_base93(&page, bytes, length);
        assert_false(page.out.failed);
        assert_true(page.out.length <= (length * 8 + 12) / 13 * 2);
        read_again(page.out.data, page.out.length, again);
        assert_memory_equal(again, bytes, length);
        assert_int_equal(again[length], 0);
        free(page.out.data);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
