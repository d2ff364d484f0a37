/* test_printf.c - what the engine in a page prints with, against the C library: the same characters
 * and the same length, for every conversion that our texts use.
 */
#include "print/page/runtime/printf.h"
#include "unit.h"

static int print(char *buffer, size_t size, const char *format, ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 3, 4)))
#endif
    ;
static int print(char *buffer, size_t size, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const int length = engine_print(buffer, size, format, arguments);
    va_end(arguments);
    return length;
}

static uint64_t next_random(void)
{
    static uint64_t state = 88172645463325252u;
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
}

static double pick_double(int kind)
{
    const uint64_t bits = next_random();
    double value = (double)(bits % 100000000) / 8;
    if (kind == 0)
        memcpy(&value, &bits, sizeof value);
    else if (kind == 1)
        value = (double)(bits % 1000000) / 100;
    else if (kind == 2) /* halfway between two */
        value = (double)(bits % 2000) - 999.5;
    else if (kind == 3)
        value = ldexp((double)(bits % 4096), (int)(bits >> 50) % 40 - 20);
    return value;
}

#define SAME(...)                                                                                  \
    do {                                                                                           \
        char ours[400], theirs[400];                                                               \
        const int length = print(ours, sizeof ours, __VA_ARGS__);                                  \
        assert_int_equal(length, snprintf(theirs, sizeof theirs, __VA_ARGS__));                    \
        assert_string_equal(ours, theirs);                                                         \
    } while (0)

static void test_doubles(void **state)
{
    (void)state;
    for (int i = 0; i < 20000; i++) {
        const double value = pick_double(i % 5);
        SAME("%.0f %.1f %.2f", value, value, value);
        SAME("%.6f|%.3g|%.6g", value, value, value);
        SAME("%.9g %.10g %.17g", value, value, value);
        SAME("%12.1f|%-9.2g|%08.1f", value, value, value);
        SAME("%.*f %.*g", i % 12, value, i % 18, value);
    }
    const double odd[] = {0, -0.0, 0.5, 1.5, 2.5, 1e15, 5e-324, 1.7976931348623157e308};
    for (size_t i = 0; i < COUNT(odd); i++)
        SAME("%.0f %.3f %g %.17g", odd[i], odd[i], odd[i], odd[i]);
    SAME("%g %6.1f %-6g|", (double)INFINITY, (double)-INFINITY, (double)INFINITY);
}

static void test_others(void **state)
{
    char cut[8];
    (void)state;
    for (int i = -3; i < 4; i++)
        SAME("%d|%5d|%-5d|%05d|%03u|%i", 37 * i, 37 * i, 37 * i, 37 * i, 9u, i);
    SAME("%ld %lu %zu %x %X", -1234567890123, 1234567890123ul, (size_t)77, 0xbeefu, 0xbeefu);
    SAME("%s|%.3s|%10s|%-10s|%.*s|%c|%%", "abc", "abcdef", "x", "y", 2, "hello", 'q');
    SAME("%*s|%-*s|%*s|", 4, "r", 4, "s", -4, "t");
    SAME("%s", "");
    assert_int_equal(print(cut, sizeof cut, "%s", "123456789"), 9);
    assert_string_equal(cut, "1234567");
    assert_int_equal(print(cut, 0, "%d", 12345), 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_doubles),
        cmocka_unit_test(test_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
