/* test_neutral.c - what comes from outside is text and nothing else, in whatever is written: no
 * line begins with "::" or has "##[" (commands to the log of a workflow), nothing unsafe stays, no
 * line breaks, no cell is a formula, no key or text of YAML is anything but a text.
 */
#include "unit.h"

#include "print/csv/cells.h"
#include "print/page/html.h"
#include "text/complaints.h"
#include "text/json/json.h"
#include "text/markdown.h"
#include "text/yaml/fragment.h"

#include <stdlib.h>

static const char *const hostile[] = {
    "::error::x",
    " \t::error::x",
    "a\n::error::x",
    "a\r::error::x",
    "\xC2\xA0::set-output name=a::b",
    "\xE3\x80\x80::error::x",
    "\xE2\x80\x80::error::x",
    "::::::::::::::::::::::::::::::::::::::::::::::::::::::::::::::::::::::::::::::::::",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa::error::x",
    "a-::error-::error::x/::error_::error:::error",
    "##[error]x",
    "a###[group]",
    "a##\n[x]",
    "##\xE2\x80\x8B[x]",
    "a\xE2\x80\xAE\xE2\x80\x8B\xD8\x9C\xE2\x81\xA0\xEF\xBB\xBF\xF3\xA0\x81\x81\xC2\x85\x1B[31m\x7F",
    "\xE2\x80\xA8::error::x",
    "\xFF::error::x",
};

static bool starts_with_command(const char *line)
{
    for (;;) {
        const char *at = line;
        const uint32_t point = utf8_next(&at);
        const bool blank = point == ' ' || (point >= 9 && point <= 13) || point == 0x85 ||
                           point == 0xA0 || point == 0x1680 ||
                           (point >= 0x2000 && point <= 0x200A) || point == 0x2028 ||
                           point == 0x2029 || point == 0x202F || point == 0x205F || point == 0x3000;
        if (!blank || *line == '\n')
            return strncmp(line, "::", 2) == 0;
        line = at;
    }
}

/* `lines`: how many it may have. */
static void assert_neutral(const char *what, const char *from, const char *text, int lines)
{
    int breaks = 0;
    bool good = strstr(text, "##[") == NULL;
    for (const char *line = text; line != NULL; breaks++) {
        good = good && !starts_with_command(line);
        line = strchr(line, '\n');
        line = line != NULL && line[1] != '\0' ? line + 1 : NULL;
    }
    for (const char *at = text; *at != '\0';) {
        const uint32_t point = utf8_next(&at);
        good = good && (point == '\n' || !utf8_is_unsafe(point));
    }
    if (!good || breaks > lines)
        fail_msg("%s of \"%s\" is \"%s\"", what, from, text);
}

static void test_wrapped(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(hostile); i++)
        for (int columns = 4; columns < 70; columns++)
            for (int ascii = 0; ascii < 2; ascii++) {
                char clean[512], line[512];
                text_clean(hostile[i], ascii != 0, clean, sizeof clean);
                assert_neutral("text", hostile[i], clean, 1);
                for (const char *at = clean; *at != '\0';) {
                    const size_t length = text_line(at, columns);
                    snprintf(line, sizeof line, "  %.*s", (int)length, at);
                    assert_neutral("line", hostile[i], line, 1);
                    at = text_after_line(at, length);
                }
            }
}

/* "a::b" is an id as the contract allows it, and stays one. */
static void test_pairs_within_words(void **state)
{
    char clean[64];
    (void)state;
    assert_string_equal(text_clean("a::b", false, clean, sizeof clean), "a::b");
    assert_string_equal(text_clean("::b", false, clean, sizeof clean), ": :b");
    assert_string_equal(text_clean("a ::b", false, clean, sizeof clean), "a : :b");
    assert_string_equal(text_clean("a:::b", false, clean, sizeof clean), "a:: :b");
    assert_string_equal(text_clean("#[1] ##[2]", false, clean, sizeof clean), "#[1] ## [2]");
}

static void test_json(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(hostile); i++) {
        struct text_buffer out = {0};
        json_put_text(&out, hostile[i]);
        assert_neutral("JSON", hostile[i], out.data, 1);
        cJSON *read = cJSON_Parse(out.data);
        assert_non_null(read);
        if (hostile[i][0] != '\xFF')
            assert_string_equal(read->valuestring, hostile[i]); /* nothing is lost */
        cJSON_Delete(read);
        free(out.data);
    }
}

static void test_csv(void **state)
{
    static const struct {
        const char *text, *cell;
    } rows[] = {
        {.text = "plain", .cell = "plain"},
        {.text = "a,b", .cell = "\"a,b\""},
        {.text = "say \"x\"", .cell = "\"say \"\"x\"\"\""},
        {.text = "=1+1", .cell = "\"'=1+1\""},
        {.text = "-1", .cell = "\"'-1\""},
        {.text = "@x", .cell = "\"'@x\""},
        {.text = "+1", .cell = "\"'+1\""},
        {.text = "\t=1", .cell = "\"' =1\""},
        {.text = "\ta", .cell = "\"' a\""},
        {.text = "\r=1", .cell = "\"' =1\""},
        {.text = "\n=1", .cell = "\"' =1\""},
        {.text = "  =1", .cell = "\"'  =1\""},
        {.text = "\xEF\xBC\x9D"
                 "1",
         .cell = "\"'\xEF\xBC\x9D"
                 "1\""},
        {.text = "\xEF\xBC\x8B"
                 "1",
         .cell = "\"'\xEF\xBC\x8B"
                 "1\""},
        {.text = "\xEF\xBC\x8D"
                 "1",
         .cell = "\"'\xEF\xBC\x8D"
                 "1\""},
        {.text = " \xEF\xBC\xA0"
                 "1",
         .cell = "\"' \xEF\xBC\xA0"
                 "1\""},
        {.text = "a\nb", .cell = "a b"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct text_buffer out = {0};
        csv_put_cell(&out, rows[i].text);
        assert_string_equal(out.data, rows[i].cell);
        free(out.data);
    }
    for (size_t i = 0; i < COUNT(hostile); i++) {
        struct text_buffer out = {0};
        csv_put_cell(&out, hostile[i]);
        assert_neutral("cell", hostile[i], out.data, 1);
        free(out.data);
    }
}

static void test_markdown(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(hostile); i++) {
        struct markdown m = {.open = 0};
        markdown_text(&m, hostile[i], 0);
        markdown_put(&m, "\n");
        markdown_code(&m, hostile[i]);
        assert_neutral("Markdown", hostile[i], m.piece.data, 2);
        free(m.piece.data);
    }
}

static void test_page(void **state)
{
    const struct print_style style = {.width = 80};
    (void)state;
    for (size_t i = 0; i < COUNT(hostile); i++) {
        struct page page = {.style = &style};
        html_put(&page, "\n");
        html_text(&page, hostile[i]);
        assert_neutral("page", hostile[i], page.out.data, 2);
        free(page.out.data);
    }
}

static char *read_back(FILE *file)
{
    static char text[16384];
    rewind(file);
    const size_t length = fread(text, 1, sizeof text - 1, file);
    text[length] = '\0';
    fclose(file);
    return text;
}

static void test_fragments(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(hostile); i++) {
        FILE *file = tmpfile();
        fragment_map(file, 0, hostile[i]);
        fragment_text(file, 2, "source", hostile[i]);
        fragment_number(file, 2, "value", 1, "quoted", hostile[i]);
        assert_neutral("fragment", hostile[i], read_back(file), 3);
        file = tmpfile();
        fragment_comment(file, 0, "%s", hostile[i]);
        assert_neutral("comment", hostile[i], read_back(file), 9);
    }
}

/* What a reader of YAML 1.1 takes for a boolean, a number, a date or nothing, and what it does not.
 */
static void test_quoted(void **state)
{
    static const char *const quoted[] = {
        "null",
        "NULL",
        "Null",
        "~",
        "true",
        "TRUE",
        "False",
        "yes",
        "Yes",
        "YES",
        "no",
        "NO",
        "on",
        "ON",
        "Off",
        "OFF",
        "y",
        "Y",
        "n",
        "N",
        "1",
        "1e5",
        "0x1F",
        "0o17",
        "0b11",
        "1_000",
        "1.5",
        "-1",
        "+1",
        ".5",
        ".inf",
        "-.inf",
        ".nan",
        "1:30",
        "12e3",
        "2026-11-28",
        "2026-11-28T09:00:00Z",
        "1.e+3",
        "",
        "a b",
        "a: b",
        "a #b",
        "-",
        "=",
        "<<",
        "*a",
        "&a",
        "!a",
        "4\xC2\xA0o",
    };
    static const char *const plain[] = {"gpt-4o", "4o-mini", "a100-80gb", "nullable", "yes-man",
                                        "o1",     "e5",      "on.off",    "n/a",      "70b-awq"};
    (void)state;
    for (size_t i = 0; i < COUNT(quoted) + COUNT(plain); i++) {
        const bool is_quoted = i < COUNT(quoted);
        const char *text = is_quoted ? quoted[i] : plain[i - COUNT(quoted)];
        char expected[128];
        const char *mark = is_quoted ? "\"" : "";
        snprintf(expected, sizeof expected, "%s%s%s:\nx: %s%s%s\n", mark, text, mark, mark, text,
                 mark);
        FILE *file = tmpfile();
        fragment_map(file, 0, text);
        fragment_text(file, 0, "x", text);
        assert_string_equal(read_back(file), expected);
    }
}

static void test_complaints(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(hostile); i++)
        for (int format = 0; format <= DIAG_GITHUB; format++) {
            static struct llmcost_diags diags;
            const struct diag_style style = {
                .format = (enum diag_format)format, .max_errors = 9, .ascii = i % 2 != 0};
            const struct source source = {
                .name = hostile[i], .text = hostile[i], .length = strlen(hostile[i])};
            FILE *file = tmpfile();
            llmcost_diags_init(&diags);
            llmcost_complain(&diags, LLMCOST_ERROR, E_NUMBER, 1, 1, "%s", hostile[i]);
            llmcost_advise(&diags, "%s", hostile[i]);
            assert_true(diags_print(file, &diags, &source, 1, &style));
            const char *text = read_back(file);
            const bool ours = format == DIAG_GITHUB && strncmp(text, "::error file=", 13) == 0;
            assert_neutral("complaint", hostile[i], ours ? text + 2 : text, 4);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_wrapped),    cmocka_unit_test(test_pairs_within_words),
        cmocka_unit_test(test_json),       cmocka_unit_test(test_csv),
        cmocka_unit_test(test_markdown),   cmocka_unit_test(test_page),
        cmocka_unit_test(test_fragments),  cmocka_unit_test(test_quoted),
        cmocka_unit_test(test_complaints),
    };
    return cmocka_run_group_tests_name("neutral", tests, NULL, NULL);
}
