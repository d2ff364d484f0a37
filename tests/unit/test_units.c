/* test_units.c - the number grammar: what it takes, what it refuses with which advice, and that
 * every conversion is the double nearest to the decimal, as strtod finds it.
 */
#include "llmcost.h"
#include "unit.h"

#include <stdlib.h>

struct good_row {
    const char *text;
    double value;
};

static const struct good_row good_rows[] = {
    {.text = "0", .value = 0},
    {.text = "-0", .value = 0},
    {.text = "1", .value = 1},
    {.text = "+1", .value = 1},
    {.text = "-1", .value = -1},
    {.text = "1200", .value = 1200},
    {.text = "1_200", .value = 1200},
    {.text = "1_2_0_0.5_5", .value = 1200.55},
    {.text = ".5", .value = 0.5},
    {.text = "-.5", .value = -0.5},
    {.text = "0.5", .value = 0.5},
    {.text = "0.10", .value = 0.1},
    {.text = "1e3", .value = 1000},
    {.text = "1E+3", .value = 1000},
    {.text = "1.5e-3", .value = 0.0015},
    {.text = "1e05", .value = 100000},
    {.text = "30%", .value = 0.3},
    {.text = "70%", .value = 0.7},
    {.text = "0.1%", .value = 0.001},
    {.text = "-50%", .value = -0.5},
    {.text = "1e2%", .value = 1},
    {.text = "50k", .value = 5e4},
    {.text = "50M", .value = 5e7},
    {.text = "2B", .value = 2e9},
    {.text = "1.7T", .value = 1.7e12},
    {.text = "0.29M", .value = 290000},
    {.text = "1.1k", .value = 1100},
    {.text = "103680", .value = 103680},
    {.text = "9007199254740993", .value = 9007199254740992},
    {.text = "9007199254740995", .value = 9007199254740996},
    {.text = "1.7976931348623157e308", .value = 1.7976931348623157e308},
    {.text = "5e-324", .value = 5e-324},
    {.text = "2.4703282292062327e-324", .value = 0},
    {.text = "2.4703282292062328e-324", .value = 5e-324},
    {.text = "1e-390", .value = 0},
    {.text = "1e-400", .value = 0},
    {.text = "1e-500", .value = 0},
    {.text = "0e999999999999", .value = 0},
    {.text = "1e-999999999999", .value = 0},
};

static void test_good(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(good_rows); i++) {
        double value = -99;
        const char *why;
        bool good =
            llmcost_parse_number(good_rows[i].text, strlen(good_rows[i].text), &value, &why);
        if (!good)
            fail_msg("%s: refused: %s", good_rows[i].text, why);
        ASSERT_ROW_NEAR(good_rows[i].text, value, good_rows[i].value, 0);
        if (value == 0)
            assert_false(signbit(value));
    }
}

struct bad_row {
    const char *text;
    const char *why; /* a part of the advice */
};

static const struct bad_row bad_rows[] = {
    {.text = "", .why = "decimal number"},
    {.text = "-", .why = "decimal number"},
    {.text = "+-1", .why = "decimal number"},
    {.text = "abc", .why = "decimal number"},
    {.text = "inf", .why = "finite"},
    {.text = "-nan", .why = "finite"},
    {.text = ".inf", .why = "finite"},
    {.text = "1e", .why = "decimal number"},
    {.text = "1e+", .why = "decimal number"},
    {.text = "1.2.3", .why = "decimal number"},
    {.text = " 1", .why = "decimal number"},
    {.text = "1 ", .why = "decimal number"},
    {.text = "1 2", .why = "decimal number"},
    {.text = "30 %", .why = "space before the suffix"},
    {.text = "30%%", .why = "one suffix"},
    {.text = "5Mtok", .why = "one suffix"},
    {.text = "5kM", .why = "one suffix"},
    {.text = "5.", .why = "after the point"},
    {.text = "5.k", .why = "after the point"},
    {.text = ".", .why = "after the point"},
    {.text = "010", .why = "octal"},
    {.text = "00", .why = "octal"},
    {.text = "-007", .why = "octal"},
    {.text = "01.5", .why = "octal"},
    {.text = "0x10", .why = "hexadecimal"},
    {.text = "0o17", .why = "octal"},
    {.text = "0b11", .why = "binary"},
    {.text = "$5", .why = "without $ and ,"},
    {.text = "1,200", .why = "without $ and ,"},
    {.text = "1200,5", .why = "without $ and ,"},
    {.text = "_1", .why = "between two digits"},
    {.text = "1_", .why = "between two digits"},
    {.text = "1__2", .why = "between two digits"},
    {.text = "1_.5", .why = "between two digits"},
    {.text = "1e1_0", .why = "between two digits"},
    {.text = "50K", .why = "suffixes are"},
    {.text = "50m", .why = "suffixes are"},
    {.text = "50G", .why = "suffixes are"},
    {.text = "1e309", .why = "that large"},
    {.text = "-1e309", .why = "that large"},
    {.text = "1e308k", .why = "that large"},
    {.text = "1.7976931348623159e308", .why = "that large"},
    {.text = "1e99999999999999999999", .why = "that large"},
};

static void test_bad(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(bad_rows); i++) {
        double value = -99;
        const char *why = NULL;
        if (llmcost_parse_number(bad_rows[i].text, strlen(bad_rows[i].text), &value, &why))
            fail_msg("\"%s\" is taken for %.17g", bad_rows[i].text, value);
        ASSERT_ROW_NEAR(bad_rows[i].text, value, -99, 0);
        assert_non_null(why);
        if (strstr(why, bad_rows[i].why) == NULL)
            fail_msg("\"%s\": advice is \"%s\"", bad_rows[i].text, why);
    }
}

static void test_nul_is_no_end(void **state)
{
    (void)state;
    double value;
    const char *why;
    assert_false(llmcost_parse_number("1\0", 2, &value, &why));
    assert_true(llmcost_parse_number("123", 2, &value, &why));
    ASSERT_NEAR(value, 12, 0);
}

static uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

/* A random decimal: mostly short, some with up to 40 digits, exponents over the whole range. */
static void make_text(uint64_t *state, char *text, size_t size)
{
    uint64_t kind = next_random(state) % 8;
    int digits = kind < 5 ? 1 + (int)(next_random(state) % 20) : 1 + (int)(next_random(state) % 40);
    int point = (int)(next_random(state) % (uint64_t)(digits + 1));
    size_t used = 0;
    for (int i = 0; i < digits && used + 16 < size; i++) {
        if (i == point && i > 0)
            text[used++] = '.';
        int digit = (int)(next_random(state) % 10);
        text[used++] = (char)('0' + (i == 0 ? digit % 9 + 1 : digit));
    }
    int exponent = (int)(next_random(state) % 40) - 20;
    if (kind % 2 == 1)
        exponent = (int)(next_random(state) % 680) - 350;
    snprintf(text + used, size - used, "e%d", exponent);
}

static void check_against_strtod(const char *text)
{
    double value, expected = strtod(text, NULL);
    const char *why;
    bool good = llmcost_parse_number(text, strlen(text), &value, &why);
    if (good != (expected <= 1.7976931348623157e308))
        fail_msg("%s: %s", text, good ? "taken" : why);
    if (good && memcmp(&value, &expected, sizeof value) != 0)
        fail_msg("%s: %.17g, not %.17g", text, value, expected);
}

static void test_random_texts(void **unused)
{
    (void)unused;
    uint64_t state = 20261120;
    char text[128];
    for (int i = 0; i < 1000000; i++) {
        make_text(&state, text, sizeof text);
        check_against_strtod(text);
    }
}

/* Random doubles printed with 17 digits, and the exact middle between two neighbours. */
static void test_random_doubles(void **unused)
{
    (void)unused;
    uint64_t state = 42;
    static char text[1200];
    for (int i = 0; i < 20000; i++) {
        uint64_t bits = next_random(&state) & 0x7FFFFFFFFFFFFFFF;
        double value;
        memcpy(&value, &bits, sizeof value);
        if (!(value < 1.7e308))
            continue;
        snprintf(text, sizeof text, "%.16e", value);
        check_against_strtod(text);
        snprintf(text, sizeof text, "%.800e", value);
        check_against_strtod(text);
    }
    for (int i = 0; i < 20000; i++) { /* halfway: 2^53 + odd, times a power of two */
        double base = 9007199254740992.0 + 2 * (double)(next_random(&state) % 1000000);
        double scale = ldexp(1, (int)(next_random(&state) % 60));
        double low = base * scale;
        snprintf(text, sizeof text, "%.0f", low);
        check_against_strtod(text);
        /* the last digit up and down: both sides of the middle of two doubles */
        text[strlen(text) - 1] = (char)('0' + next_random(&state) % 10);
        check_against_strtod(text);
    }
}

/* A suffix shifts the decimal point before the number becomes a double. */
static void test_suffixes_are_exact(void **unused)
{
    (void)unused;
    static const struct {
        char suffix;
        int tens;
    } rows[] = {{'%', -2}, {'k', 3}, {'M', 6}, {'B', 9}, {'T', 12}};
    uint64_t state = 7;
    char text[64], plain[64];
    for (int i = 0; i < 100000; i++)
        for (size_t j = 0; j < COUNT(rows); j++) {
            double value;
            const char *why;
            unsigned whole = (unsigned)(next_random(&state) % 100000);
            unsigned part = (unsigned)(next_random(&state) % 1000);
            snprintf(text, sizeof text, "%u.%03u%c", whole, part, rows[j].suffix);
            snprintf(plain, sizeof plain, "%u.%03ue%d", whole, part, rows[j].tens);
            assert_true(llmcost_parse_number(text, strlen(text), &value, &why));
            ASSERT_ROW_NEAR(text, value, strtod(plain, NULL), 0);
        }
}

/* The nearest integer text around each hard middle: digits beyond the 770th still count. */
static void test_long_texts(void **unused)
{
    (void)unused;
    static char text[5000];
    int used = snprintf(text, sizeof text, "9007199254740993.");
    memset(text + used, '0', 3000);
    check_against_strtod(text); /* exactly halfway: to even */
    text[used + 2999] = '1';
    check_against_strtod(text); /* a trace above halfway: up */
    memset(text, '9', 4000);
    text[4000] = '\0';
    double value;
    const char *why;
    assert_false(llmcost_parse_number(text, 4000, &value, &why));
    snprintf(text + 4000, 16, "e-3990");
    check_against_strtod(text);
    memcpy(text, "0.", 2);
    memset(text + 2, '0', 3000);
    snprintf(text + 3002, 16, "17e3000");
    check_against_strtod(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_good),           cmocka_unit_test(test_bad),
        cmocka_unit_test(test_nul_is_no_end),  cmocka_unit_test(test_random_texts),
        cmocka_unit_test(test_random_doubles), cmocka_unit_test(test_suffixes_are_exact),
        cmocka_unit_test(test_long_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
