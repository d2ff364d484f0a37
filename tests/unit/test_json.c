/* test_json.c - number text as the contract says, strings, the printer, and SHA-256. */
#include "unit.h"

#include "text/json/json.h"
#include "text/json/quick_number.h"
#include "text/sha256.h"

#include <float.h>
#include <locale.h>
#include <stdlib.h>

struct number_case {
    double value;
    const char *money, *price, *figure;
};

static const struct number_case numbers[] = {
    {.value = 0, .money = "0", .price = "0", .figure = "0"},
    {.value = -0.0, .money = "0", .price = "0", .figure = "0"},
    {.value = 1, .money = "1", .price = "1", .figure = "1"},
    {.value = 720, .money = "720", .price = "720", .figure = "720"},
    {.value = 0.1, .money = "0.1", .price = "0.1", .figure = "0.1"},
    {.value = -12.5, .money = "-12.5", .price = "-12.5", .figure = "-12.5"},
    {.value = 7464.96, .money = "7464.96", .price = "7464.96", .figure = "7464.96"},
    {.value = 190666.66666666667,
     .money = "190666.666667",
     .price = "190666.666667",
     .figure = "190666.667"},
    {.value = 1.0 / 3, .money = "0.333333", .price = "0.333333", .figure = "0.333333333"},
    {.value = 2.0 / 300000,
     .money = "0.000007",
     .price = "0.00000666667",
     .figure = "0.00000666666667"},
    {.value = 4e-7, .money = "0", .price = "0.0000004", .figure = "0.0000004"},
    {.value = -4e-7, .money = "0", .price = "-0.0000004", .figure = "-0.0000004"},
    {.value = 0.9999994, .money = "0.999999", .price = "0.999999", .figure = "0.9999994"},
    {.value = 0.9999996, .money = "1", .price = "1", .figure = "0.9999996"},
    {.value = 0.99999999996, .money = "1", .price = "1", .figure = "1"},
    {.value = 999999999.4, .money = "999999999.4", .price = "999999999.4", .figure = "999999999"},
    {.value = 999999999.6, .money = "999999999.6", .price = "999999999.6", .figure = "1000000000"},
    {.value = 1234567891.0, .money = "1234567891", .price = "1234567891", .figure = "1234567891"},
    {.value = 98765432109876.0,
     .money = "98765432109876",
     .price = "98765432109876",
     .figure = "98765432109876"},
    {.value = 1e15,
     .money = "1000000000000000",
     .price = "1000000000000000",
     .figure = "1000000000000000"},
    {.value = 1e18,
     .money = "1000000000000000000",
     .price = "1000000000000000000",
     .figure = "1000000000000000000"},
    {.value = 9e12, .money = "9000000000000", .price = "9000000000000", .figure = "9000000000000"},
    {.value = INFINITY, .money = "null", .price = "null", .figure = "null"},
    {.value = NAN, .money = "null", .price = "null", .figure = "null"},
};

static void test_numbers(void **state)
{
    char text[MAX_NUMBER_TEXT];
    (void)state;
    for (size_t i = 0; i < COUNT(numbers); i++) {
        const struct number_case *row = &numbers[i];
        assert_string_equal(number_text(NUMBER_MONEY, row->value, text, sizeof text), row->money);
        assert_string_equal(number_text(NUMBER_PRICE, row->value, text, sizeof text), row->price);
        assert_string_equal(number_text(NUMBER_FIGURE, row->value, text, sizeof text), row->figure);
    }
}

/* Every finite double: plain decimal, no exponent, and as near as its digits allow. */
static void test_numbers_are_plain_and_near(void **state)
{
    static const struct {
        enum number_style style;
        double relative, absolute;
    } styles[] = {
        {.style = NUMBER_MONEY, .absolute = 0.5000001e-6},
        {.style = NUMBER_PRICE, .relative = 0.5000001e-5, .absolute = 0},
        {.style = NUMBER_FIGURE, .relative = 0.5000001e-8, .absolute = 0},
    };
    uint64_t seed = 1;
    (void)state;
    for (int i = 0; i < 20000; i++) {
        char text[MAX_NUMBER_TEXT];
        double value;
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        memcpy(&value, &seed, sizeof value);
        if (i == 0)
            value = DBL_MAX;
        if (i == 1)
            value = DBL_TRUE_MIN;
        if (!isfinite(value))
            continue;
        for (size_t n = 0; n < COUNT(styles); n++) {
            number_text(styles[n].style, value, text, sizeof text);
            assert_int_equal(strspn(text, "-0123456789."), strlen(text));
            assert_string_not_equal(text, "-0");
            bool point = strchr(text, '.') != NULL;
            assert_false(point && strchr("0.", text[strlen(text) - 1]) != NULL);
            double allowed = styles[n].absolute + styles[n].relative * fabs(value);
            ASSERT_ROW_NEAR(text, strtod(text, NULL), value, allowed + DBL_TRUE_MIN);
        }
    }
}

struct micros_case {
    int64_t micros;
    int times;
    const char *text;
};

static const struct micros_case micros[] = {
    {.micros = 0, .times = 1, .text = "0"},
    {.micros = 1, .times = 1, .text = "0.000001"},
    {.micros = -5, .times = 1, .text = "-0.000005"},
    {.micros = 7464960000, .times = 1, .text = "7464.96"},
    {.micros = 7464960000, .times = 12, .text = "89579.52"},
    {.micros = 999999, .times = 12, .text = "11.999988"},
    {.micros = 9000000000000000000, .times = 1, .text = "9000000000000"},
    {.micros = 9000000000000000001, .times = 12, .text = "108000000000000.000012"},
    {.micros = INT64_MIN, .times = 1, .text = "-9223372036854.775808"},
};

static void test_micros(void **state)
{
    char text[64];
    char quick[MAX_NUMBER_TEXT];
    (void)state;
    for (size_t i = 0; i < COUNT(micros); i++) {
        assert_string_equal(micros_text(micros[i].micros, micros[i].times, text, sizeof text),
                            micros[i].text);
        quick[quick_micros(micros[i].micros, micros[i].times, quick)] = '\0';
        assert_string_equal(quick, micros[i].text);
    }
}

static void test_whole(void **state)
{
    static const int64_t values[] = {0, 1, -1, 10, 1200, -1200, INT64_MAX, INT64_MIN};
    char text[64];
    char quick[MAX_NUMBER_TEXT];
    (void)state;
    for (size_t i = 0; i < COUNT(values); i++) {
        snprintf(text, sizeof text, "%lld", (long long)values[i]);
        quick[quick_whole(values[i], quick)] = '\0';
        assert_string_equal(quick, text);
    }
}

struct string_case {
    const char *string, *printed;
};

static const struct string_case strings[] = {
    {.string = "", .printed = "\"\"\n"},
    {.string = "a \"b\" \\ / c", .printed = "\"a \\\"b\\\" \\\\ / c\"\n"},
    {.string = "\b\t\n\f\r\x01\x1f\x7f", .printed = "\"\\b\\t\\n\\f\\r\\u0001\\u001f\\u007f\"\n"},
    {.string = "caf\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80",
     .printed = "\"caf\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80\"\n"},
    {.string = "x\xFFy", .printed = "\"x\xEF\xBF\xBDy\"\n"},
    {.string = "cut \xE2\x82", .printed = "\"cut \xEF\xBF\xBD\xEF\xBF\xBD\"\n"},
    {.string = "\xC0\xAF", .printed = "\"\xEF\xBF\xBD\xEF\xBF\xBD\"\n"},
    {.string = "\xED\xA0\x80", .printed = "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"\n"},
    {.string = "\xF4\x90\x80\x80",
     .printed = "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"\n"},
};

static char *printed(const cJSON *tree)
{
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    assert_non_null(out);
    assert_true(json_print(out, tree));
    fclose(out);
    return text;
}

static void test_strings(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(strings); i++) {
        cJSON *tree = cJSON_CreateString(strings[i].string);
        char *text = printed(tree);
        assert_string_equal(text, strings[i].printed);
        free(text);
        cJSON_Delete(tree);
    }
}

static void test_layout(void **state)
{
    bool ok = true;
    cJSON *root = cJSON_CreateObject();
    (void)state;
    json_text(&ok, root, "text", "a");
    json_text(&ok, root, "none", NULL);
    json_number(&ok, root, "half", NUMBER_FIGURE, 0.5);
    json_number(&ok, root, "money", NUMBER_FIGURE, 1.5);
    json_bool(&ok, root, "yes", true);
    json_array(&ok, root, "empty");
    json_object(&ok, root, "nothing");
    cJSON *list = json_array(&ok, root, "list");
    json_null(&ok, list, NULL);
    json_bool(&ok, json_object(&ok, list, NULL), "no", false);
    assert_true(ok);
    char *text = printed(root);
    assert_string_equal(text, "{\n  \"text\": \"a\",\n  \"none\": null,\n  \"half\": 0.5,\n"
                              "  \"money\": 1.5,\n  \"yes\": true,\n  \"empty\": [],\n"
                              "  \"nothing\": {},\n  \"list\": [\n    null,\n    {\n"
                              "      \"no\": false\n    }\n  ]\n}\n");
    free(text);
    cJSON_Delete(root);
}

/* What has no parent is freed and noted, not leaked. */
static void test_no_parent(void **state)
{
    bool ok = true;
    (void)state;
    assert_null(json_object(&ok, NULL, "key"));
    assert_false(ok);
    json_text(&ok, NULL, "key", "text");
    assert_false(ok);
}

static void test_print_to_full_disk(void **state)
{
    FILE *full = fopen("/dev/full", "w");
    cJSON *tree = cJSON_CreateObject();
    (void)state;
    if (full == NULL)
        skip();
    setvbuf(full, NULL, _IONBF, 0);
    assert_false(json_print(full, tree));
    fclose(full);
    cJSON_Delete(tree);
}

static void test_sha256(void **state)
{
    static const struct {
        const char *text;
        int repeat;
        const char *digest;
    } rows[] = {
        {.text = "",
         .repeat = 1,
         .digest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {.text = "abc",
         .repeat = 1,
         .digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {.text = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
         .repeat = 1,
         .digest = "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
        {.text = "a",
         .repeat = 1000000,
         .digest = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        size_t length = strlen(rows[i].text);
        char hex[65], *text = malloc(length * (size_t)rows[i].repeat + 1);
        assert_non_null(text);
        for (int n = 0; n < rows[i].repeat; n++)
            memcpy(text + (size_t)n * length, rows[i].text, length);
        sha256_hex(text, length * (size_t)rows[i].repeat, hex);
        assert_string_equal(hex, rows[i].digest);
        free(text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers),   cmocka_unit_test(test_numbers_are_plain_and_near),
        cmocka_unit_test(test_micros),    cmocka_unit_test(test_whole),
        cmocka_unit_test(test_strings),   cmocka_unit_test(test_layout),
        cmocka_unit_test(test_no_parent), cmocka_unit_test(test_print_to_full_disk),
        cmocka_unit_test(test_sha256),
    };
    return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
