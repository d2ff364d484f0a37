/* test_utf8.c - characters: which bytes are one, which are none, and that what is written is read
 * again. Every character there is, once.
 */
#include "unit.h"

#include "text/buffer.h"
#include "text/utf8.h"

static void test_every_character(void **state)
{
    (void)state;
    for (uint32_t point = 0; point <= 0x10FFFF; point++) {
        char bytes[UTF8_MOST + 1] = "";
        uint32_t read = 0;
        const size_t size = utf8_write(bytes, point);
        const size_t expected = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
        const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
        if (size != expected || utf8_read(bytes, size, &read) != (surrogate ? 0 : size) ||
            (!surrogate && read != point) || utf8_read(bytes, size - 1, &read) != 0 ||
            utf8_count(bytes, size) != 1)
            fail_msg("U+%04X", (unsigned)point);
    }
}

static void test_malformed(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "\x80",             /* begins in the middle */
        "\xC0\xAF",         /* / in two bytes */
        "\xC1\xBF",         /* in two bytes, one would do */
        "\xE0\x9F\xBF",     /* in three, two would do */
        "\xF0\x8F\xBF\xBF", /* in four, three would do */
        "\xED\xA0\x80",     /* a surrogate */
        "\xF4\x90\x80\x80", /* above U+10FFFF */
        "\xF5\x80\x80\x80",
        "\xFF",
        "\xC3",     /* ends too early */
        "\xE2\x82", /* as well */
        "\xE2\x82"
        "a",
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const char *at = rows[i];
        uint32_t point = 1;
        assert_int_equal(utf8_read(rows[i], UTF8_MOST, &point), 0);
        assert_int_equal(point, 1); /* untouched */
        assert_int_equal(utf8_next(&at), UTF8_REPLACEMENT);
        assert_ptr_equal(at, rows[i] + 1);
    }
    uint32_t point;
    assert_int_equal(utf8_read("a", 0, &point), 0);
}

static void test_cut(void **state)
{
    (void)state;
    static const char text[] = "a\xE2\x82\xAC"
                               "b\xF0\x9F\x9A\x80";
    static const size_t cuts[] = {0, 1, 1, 1, 4, 5, 5, 5, 5, 9};
    for (size_t length = 0; length < COUNT(cuts); length++)
        assert_int_equal(utf8_cut(text, length), cuts[length]);
    assert_int_equal(utf8_count(text, strlen(text)), 4);
}

static void test_hex(void **state)
{
    (void)state;
    static const char digits[] = "0123456789abcdef", capitals[] = "0123456789ABCDEF";
    for (int c = -128; c < 128; c++) {
        const char *small = c > 0 ? strchr(digits, c) : NULL;
        const char *capital = c > 0 ? strchr(capitals, c) : NULL;
        const int expected = small != NULL     ? (int)(small - digits)
                             : capital != NULL ? (int)(capital - capitals)
                                               : -1;
        assert_int_equal(hex_digit((char)c), expected);
    }
}

/* The nearest eighth or ninth, and nothing beyond the ends. */
static void test_bars(void **state)
{
    static const struct {
        double share;
        const char *block, *digit;
    } bars[] = {{-1, "▁", "0"},    {0, "▁", "0"},    {0.05, "▁", "0"}, {0.06, "▁", "1"},
                {0.18, "▁", "2"},  {0.19, "▂", "2"}, {0.5, "▄", "5"},  {0.93, "▇", "8"},
                {0.945, "█", "9"}, {1, "█", "9"},    {7, "█", "9"}};
    (void)state;
    for (size_t i = 0; i < COUNT(bars); i++) {
        assert_string_equal(text_bar(bars[i].share, false), bars[i].block);
        assert_string_equal(text_bar(bars[i].share, true), bars[i].digit);
    }
}

/* Every character, against the list as a person would write it. */
static void test_unsafe(void **state)
{
    (void)state;
    for (uint32_t point = 0; point <= 0x10FFFF; point++) {
        const bool control = point < 0x20 || (point >= 0x7F && point < 0xA0);
        const bool hidden = point == 0x180E || (point >= 0x200B && point <= 0x200F) ||
                            (point >= 0x2060 && point <= 0x2064) || point == 0xFEFF ||
                            (point >= 0xFFF9 && point <= 0xFFFB) || point == 0x2065;
        const bool turns = point == 0x61C || (point >= 0x202A && point <= 0x202E) ||
                           (point >= 0x2066 && point <= 0x206F);
        const bool breaks = point == 0x2028 || point == 0x2029;
        const bool none = point == 0xFFFE || point == 0xFFFF;
        const bool tag = point >= 0xE0000 && point <= 0xE007F;
        if (utf8_is_unsafe(point) != (control || hidden || turns || breaks || none || tag))
            fail_msg("U+%04X", (unsigned)point);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_character),
        cmocka_unit_test(test_unsafe),
        cmocka_unit_test(test_malformed),
        cmocka_unit_test(test_cut),
        cmocka_unit_test(test_hex),
        cmocka_unit_test(test_bars),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
