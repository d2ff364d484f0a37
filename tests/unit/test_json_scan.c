/* test_json_scan.c - the JSON scanner: its events, what it refuses and where, numbers to the last
 * bit, escapes, and that no text is read behind its end (each case lies at the end of a buffer of
 * its own size, which AddressSanitizer watches).
 */
#include "text/json/json_scan.h"
#include "unit.h"

#include <stdlib.h>

/* One letter an event; E ends a text that is refused. */
static const char letters[] = {
    [JSON_END] = '.',       [JSON_OBJECT] = '{', [JSON_OBJECT_END] = '}', [JSON_ARRAY] = '[',
    [JSON_ARRAY_END] = ']', [JSON_KEY] = 'k',    [JSON_STRING] = 's',     [JSON_NUMBER] = 'n',
    [JSON_TRUE] = 't',      [JSON_FALSE] = 'f',  [JSON_NULL] = '0',       [JSON_ERROR] = 'E',
};

struct scan_case {
    const char *text;
    size_t length; /* 0: up to the NUL */
    bool many;
    const char *events;
    size_t offset; /* of the error */
};

static const struct scan_case cases[] = {
    {.text = "{}", .events = "{}."},
    {.text = " [ ] ", .events = "[]."},
    {.text = "0", .events = "n."},
    {.text = "-0.5e+10", .events = "n."},
    {.text = "\"\"", .events = "s."},
    {.text = "true", .events = "t."},
    {.text = "[true,false,null,1,\"a\"]", .events = "[tf0ns]."},
    {.text = "{\"a\": {\"b\" : [1, {}]},\r\n\t\"c\":2}", .events = "{k{k[n{}]}kn}."},
    {.text = "\xEF\xBB\xBF{}", .events = "{}."},
    {.text = "\"\xC3\xA4 \xE2\x82\xAC \xF0\x9F\x98\x80\"", .events = "s."},
    {.text = "\"\\ud800\"", .events = "s."},
    {.text = "\"\\\\\"", .events = "s."},
    {.text = "\"0123456789abcdef\x7F\"", .events = "s."},
    {.text = "", .many = true, .events = "."},
    {.text = " \n", .many = true, .events = "."},
    {.text = "{}\n{}\n", .many = true, .events = "{}{}."},
    {.text = "{}{\"a\":1}", .many = true, .events = "{}{kn}."},
    {.text = "1 2", .many = true, .events = "nn."},
    /* refused */
    {.text = "", .events = "E", .offset = 0},
    {.text = "  ", .events = "E", .offset = 2},
    {.text = "{", .events = "{E", .offset = 1},
    {.text = "{\"a\"", .events = "{E", .offset = 4},
    {.text = "{\"a\":", .events = "{kE", .offset = 5},
    {.text = "{\"a\":1", .events = "{knE", .offset = 6},
    {.text = "{\"a\":1,", .events = "{knE", .offset = 7},
    {.text = "{\"a\":1,}", .events = "{knE", .offset = 7},
    {.text = "{\"a\":1]", .events = "{knE", .offset = 6},
    {.text = "{\"a\" 1}", .events = "{E", .offset = 5},
    {.text = "{,}", .events = "{E", .offset = 1},
    {.text = "{a:1}", .events = "{E", .offset = 1},
    {.text = "{1:1}", .events = "{E", .offset = 1},
    {.text = "{}}", .events = "{}E", .offset = 2},
    {.text = "{} x", .events = "{}E", .offset = 3},
    {.text = "{}{}", .events = "{}E", .offset = 2},
    {.text = "[1,]", .events = "[nE", .offset = 3},
    {.text = "[,1]", .events = "[E", .offset = 1},
    {.text = "[1 2]", .events = "[nE", .offset = 3},
    {.text = "[1}", .events = "[nE", .offset = 2},
    {.text = "]", .events = "E", .offset = 0},
    {.text = "[", .events = "[E", .offset = 1},
    {.text = "[01]", .events = "[E", .offset = 1},
    {.text = "[-]", .events = "[E", .offset = 1},
    {.text = "[+1]", .events = "[E", .offset = 1},
    {.text = "[.5]", .events = "[E", .offset = 1},
    {.text = "[1.]", .events = "[E", .offset = 1},
    {.text = "[1e]", .events = "[E", .offset = 1},
    {.text = "[1e+]", .events = "[E", .offset = 1},
    {.text = "[0x10]", .events = "[E", .offset = 1},
    {.text = "[1.2.3]", .events = "[E", .offset = 1},
    {.text = "[1-2]", .events = "[E", .offset = 1},
    {.text = "-", .events = "E", .offset = 0},
    {.text = "NaN", .events = "E", .offset = 0},
    {.text = "[Infinity]", .events = "[E", .offset = 1},
    {.text = "nul", .events = "E", .offset = 0},
    {.text = "nulls", .events = "E", .offset = 0},
    {.text = "True", .events = "E", .offset = 0},
    {.text = "'a'", .events = "E", .offset = 0},
    {.text = "\"a", .events = "E", .offset = 2},
    {.text = "\"a\\", .events = "E", .offset = 3},
    {.text = "\"a\\\"", .events = "E", .offset = 4},
    {.text = "\"\\x\"", .events = "E", .offset = 1},
    {.text = "\"\\u12g4\"", .events = "E", .offset = 1},
    {.text = "\"\\u12", .events = "E", .offset = 1},
    {.text = "\"a\nb\"", .events = "E", .offset = 2},
    {.text = "\"01234567\tb\"", .events = "E", .offset = 9},
    {.text = "\"a\0b\"", .length = 5, .events = "E", .offset = 2},
    {.text = "\"\x80\"", .events = "E", .offset = 1},
    {.text = "\"\xC0\xAF\"", .events = "E", .offset = 1},
    {.text = "\"\xED\xA0\x80\"", .events = "E", .offset = 1},
    {.text = "\"\xF4\x90\x80\x80\"", .events = "E", .offset = 1},
    {.text = "\"\xE0\x80\xAF\"", .events = "E", .offset = 1},
    {.text = "\"12345678\xC3", .events = "E", .offset = 9},
    {.text = "{}\0", .length = 3, .events = "{}E", .offset = 2},
    {.text = "\xFF\xFE{\0}\0", .length = 6, .events = "E", .offset = 0},
    {.text = "[1]\n[2,]", .many = true, .events = "[n][nE", .offset = 7},
};

static char *copy_of(const char *text, size_t length)
{
    char *copy = malloc(length > 0 ? length : 1);
    assert_non_null(copy);
    memcpy(copy, text, length);
    return copy;
}

static void test_events(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct scan_case *c = &cases[i];
        const size_t length = c->length > 0 ? c->length : strlen(c->text);
        char *text = copy_of(c->text, length);
        char events[64] = "";
        size_t count = 0;
        struct json_scan scan;
        json_scan_begin(&scan, text, length, c->many);
        do
            events[count] = letters[json_scan_next(&scan)];
        while (events[count] != '.' && events[count] != 'E' && ++count < sizeof events - 2);
        if (strcmp(events, c->events) != 0)
            fail_msg("%s: events %s, not %s", c->text, events, c->events);
        if (events[count] == 'E') {
            if (scan.offset != c->offset)
                fail_msg("%s: error at %zu, not %zu", c->text, scan.offset, c->offset);
            assert_non_null(scan.why);
            assert_int_equal(json_scan_next(&scan), JSON_ERROR);
            assert_int_equal(scan.offset, c->offset);
        } else {
            assert_int_equal(json_scan_next(&scan), JSON_END);
        }
        free(text);
    }
}

/* Every beginning of a text that is good is refused, or is good itself; never read beyond. */
static void test_cut(void **state)
{
    (void)state;
    static const char whole[] =
        "{\"a\\u00e4\": [1.5e-3, true, {\"\xC3\xA4\": null}], \"b\": \"c\"}";
    for (size_t length = 0; length < sizeof whole - 1; length++) {
        char *text = copy_of(whole, length);
        struct json_scan scan;
        enum json_event event;
        json_scan_begin(&scan, text, length, false);
        do
            event = json_scan_next(&scan);
        while (event != JSON_ERROR && event != JSON_END);
        assert_int_equal(event, JSON_ERROR);
        free(text);
    }
}

static void test_depth(void **state)
{
    (void)state;
    for (int depth = 63; depth <= 66; depth++) {
        char text[200];
        struct json_scan scan;
        memset(text, '[', (size_t)depth);
        memset(text + depth, ']', (size_t)depth);
        json_scan_begin(&scan, text, (size_t)depth * 2, false);
        assert_int_equal(json_scan_skip(&scan, json_scan_next(&scan)), depth <= JSON_SCAN_DEPTH);
        assert_int_equal(json_scan_next(&scan), depth <= JSON_SCAN_DEPTH ? JSON_END : JSON_ERROR);
    }
}

static void test_skip(void **state)
{
    (void)state;
    static const char text[] = "{\"a\": [1, {\"x\": [2]}], \"b\": 3, \"c\": {}}";
    struct json_scan scan;
    json_scan_begin(&scan, text, sizeof text - 1, false);
    assert_int_equal(json_scan_next(&scan), JSON_OBJECT);
    assert_int_equal(json_scan_next(&scan), JSON_KEY);
    assert_true(json_scan_is(&scan, "a"));
    assert_false(json_scan_is(&scan, "ab"));
    assert_int_equal(json_scan_next(&scan), JSON_ARRAY);
    assert_int_equal(scan.offset, 6);
    assert_true(json_scan_skip(&scan, JSON_ARRAY));
    assert_ptr_equal(scan.at, text + 21);
    assert_int_equal(json_scan_next(&scan), JSON_KEY);
    assert_true(json_scan_skip(&scan, JSON_KEY));
    assert_int_equal(json_scan_next(&scan), JSON_KEY);
    assert_true(json_scan_is(&scan, "c"));
    assert_true(json_scan_skip(&scan, JSON_KEY));
    assert_int_equal(json_scan_next(&scan), JSON_OBJECT_END);
    assert_int_equal(json_scan_next(&scan), JSON_END);
}

static const struct {
    const char *text;   /* with its quotes */
    size_t size;        /* of the buffer, 0: enough */
    const char *expect; /* NULL: refused */
} texts[] = {
    {.text = "\"\"", .expect = ""},
    {.text = "\"abc\"", .expect = "abc"},
    {.text = "\"abc\"", .size = 4, .expect = "abc"},
    {.text = "\"abc\"", .size = 3},
    {.text = "\"a\\nb\"", .size = 4, .expect = "a\nb"},
    {.text = "\"a\\nb\"", .size = 3},
    {.text = "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", .expect = "\"\\/\b\f\n\r\t"},
    {.text = "\"\\u00e4\\u20AC\\ud83d\\ude00!\"",
     .expect = "\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80!"},
    {.text = "\"\\u0041\"", .expect = "A"},
    {.text = "\"\\u0000\""},
    {.text = "\"\\ud83d\""},
    {.text = "\"\\ud83dx\""},
    {.text = "\"\\ud83d\\u0041\""},
    {.text = "\"\\ude00\""},
};

static void test_text(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++) {
        char buffer[64];
        struct json_scan scan;
        json_scan_begin(&scan, texts[i].text, strlen(texts[i].text), false);
        assert_int_equal(json_scan_next(&scan), JSON_STRING);
        const bool good =
            json_scan_text(&scan, buffer, texts[i].size > 0 ? texts[i].size : sizeof buffer);
        if (good != (texts[i].expect != NULL))
            fail_msg("%s is %s", texts[i].text, good ? "accepted" : "refused");
        if (good)
            assert_string_equal(buffer, texts[i].expect);
    }
}

static const struct {
    const char *text;
    bool refused;
    double expect;
} numbers[] = {
    {.text = "0", .expect = 0},
    {.text = "-0", .expect = 0},
    {.text = "-0.0", .expect = 0},
    {.text = "1", .expect = 1},
    {.text = "-1", .expect = -1},
    {.text = "256000.0", .expect = 256000},
    {.text = "2e-07", .expect = 2e-07},
    {.text = "2.5e-06", .expect = 2.5e-06},
    {.text = "1.5E+3", .expect = 1500},
    {.text = "0.000000071", .expect = 7.1e-8},
    {.text = "2.9999900000000002e-06", .expect = 2.9999900000000002e-06},
    {.text = "9007199254740991", .expect = 9007199254740991.0},
    {.text = "9007199254740993", .expect = 9007199254740992.0},
    {.text = "9007199254740993.0000000000000000000001", .expect = 9007199254740994.0},
    {.text = "18446744073709551616", .expect = 18446744073709551616.0},
    {.text = "99999999999999999999", .expect = 1e20},
    {.text = "1e22", .expect = 1e22},
    {.text = "1e23", .expect = 1e23},
    {.text = "123456789012345e-22", .expect = 123456789012345e-22},
    {.text = "123456789012345e-23", .expect = 123456789012345e-23},
    {.text = "1e-400", .expect = 0},
    {.text = "4.9e-324", .expect = 4.9e-324},
    {.text = "1.7976931348623157e308", .expect = 1.7976931348623157e308},
    {.text = "1.7976931348623159e308", .refused = true},
    {.text = "1e999999999999", .refused = true},
    {.text = "0e99999", .expect = 0},
    {.text = "\"0.0000025\"", .expect = 2.5e-6},
    {.text = "\"-1\"", .expect = -1},
    {.text = "\"\"", .refused = true},
    {.text = "\" 1\"", .refused = true},
    {.text = "\"1 \"", .refused = true},
    {.text = "\"1k\"", .refused = true},
    {.text = "\"1_000\"", .refused = true},
    {.text = "\"30%\"", .refused = true},
    {.text = "\"+1\"", .refused = true},
    {.text = "\".5\"", .refused = true},
    {.text = "\"1,5\"", .refused = true},
    {.text = "\"0x10\"", .refused = true},
    {.text = "\"inf\"", .refused = true},
    {.text = "\"nan\"", .refused = true},
    {.text = "\"1\\u0030\"", .refused = true},
};

static void test_numbers(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(numbers); i++) {
        struct json_scan scan;
        double value = 77;
        json_scan_begin(&scan, numbers[i].text, strlen(numbers[i].text), false);
        json_scan_next(&scan);
        if (json_scan_number(&scan, &value) == numbers[i].refused)
            fail_msg("%s is %s", numbers[i].text, numbers[i].refused ? "accepted" : "refused");
        if (!numbers[i].refused)
            ASSERT_ROW_NEAR(numbers[i].text, value, numbers[i].expect, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_events), cmocka_unit_test(test_cut),  cmocka_unit_test(test_depth),
        cmocka_unit_test(test_skip),   cmocka_unit_test(test_text), cmocka_unit_test(test_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
