/* test_table.c - the table report: display width, line breaks, ASCII stand-ins; then whole reports
 * of real scenarios at many widths, in which no line may be too long, no figure be lost and no byte
 * leave ASCII when ASCII was asked for.
 */
#include "io/report/outcome.h"
#include "print/writers.h"
#include "text/buffer.h"
#include "unit.h"

#include <stdlib.h>

/* ---- Text ---- */

struct width_case {
    const char *text;
    int width;
};

static const struct width_case width_cases[] = {
    {.text = "", .width = 0},
    {.text = "llama-2-13b", .width = 11},
    {.text = "\xC3\xA9t\xC3\xA9", .width = 3},                    /* accents in one piece */
    {.text = "e\xCC\x81", .width = 1},                            /* e and a combining acute */
    {.text = "\xE6\x97\xA5\xE6\x9C\xAC\xE8\xAA\x9E", .width = 6}, /* three CJK characters */
    {.text = "\xEF\xBC\xA1", .width = 2},                         /* fullwidth A */
    {.text = "\xED\x95\x9C\xEA\xB8\x80", .width = 4},             /* hangul syllables */
    {.text = "\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB", .width = 2}, /* one syllable of three jamo */
    {.text = "\xF0\x9F\x9A\x80", .width = 2},                     /* a rocket */
    {.text = "\xE2\x82\xAC"
             "5",
     .width = 2},
    {.text = "\xE2\x80\x8B", .width = 0}, /* zero width space */
    {.text = "\xFF", .width = 1},         /* malformed: one replacement character */
    {.text = "\xE6\x97", .width = 2},     /* cut off: one for each byte */
    {.text = "\xC0\xAF", .width = 2},     /* overlong */
    {.text = "\xED\xA0\x80", .width = 3}, /* a surrogate */
};

static void test_width(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(width_cases); i++)
        if (text_width(width_cases[i].text) != width_cases[i].width)
            fail_msg("row %zu is %d columns wide, not %d", i, text_width(width_cases[i].text),
                     width_cases[i].width);
}

struct line_case {
    const char *text;
    int columns;
    const char *line, *rest;
};

static const struct line_case line_cases[] = {
    {.text = "short", .columns = 10, .line = "short", .rest = ""},
    {.text = "one two three", .columns = 8, .line = "one two", .rest = "three"},
    {.text = "one two three", .columns = 7, .line = "one two", .rest = "three"},
    {.text = "one  two", .columns = 4, .line = "one", .rest = "two"},
    {.text = "one\n\ntwo", .columns = 9, .line = "one", .rest = "\ntwo"},
    {.text = "llama-3.1-70b-instruct", .columns = 12, .line = "llama-3.1-", .rest = "70b-instruct"},
    {.text = "abcdefghij", .columns = 4, .line = "abcd", .rest = "efghij"},
    {.text = "costs less ($1 vs $2).", .columns = 16, .line = "costs less", .rest = "($1 vs $2)."},
    {.text = "\xE6\x97\xA5\xE6\x9C\xAC",
     .columns = 3,
     .line = "\xE6\x97\xA5",
     .rest = "\xE6\x9C\xAC"},
    {.text = "\xE6\x97\xA5", .columns = 1, .line = "\xE6\x97\xA5", .rest = ""},
    {.text = "ae\xCC\x81z", .columns = 2, .line = "ae\xCC\x81", .rest = "z"},
};

static void test_lines(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(line_cases); i++) {
        const struct line_case *row = &line_cases[i];
        size_t length = text_line(row->text, row->columns);
        if (length != strlen(row->line) || strncmp(row->text, row->line, length) != 0)
            fail_msg("row %zu breaks after %zu bytes, not after \"%s\"", i, length, row->line);
        assert_string_equal(text_after_line(row->text, length), row->rest);
    }
}

struct clean_case {
    const char *text, *utf8, *ascii;
};

static const struct clean_case clean_cases[] = {
    {.text = "plain - text", .utf8 = "plain - text", .ascii = "plain - text"},
    {.text = "a\tb\nc", .utf8 = "a b c", .ascii = "a b c"},
    {.text = "\033[31mred", .utf8 = "\xEF\xBF\xBD[31mred", .ascii = "?[31mred"},
    {.text = "x\xC2\x9Bm", .utf8 = "x\xEF\xBF\xBDm", .ascii = "x?m"}, /* CSI in one character */
    {.text = "a\xE2\x80\xAE"
             "b",
     .utf8 = "a\xEF\xBF\xBD"
             "b",
     .ascii = "a?b"}, /* right-to-left override */
    {.text = "\xE2\x82\xAC"
             "5",
     .utf8 = "\xE2\x82\xAC"
             "5",
     .ascii = "EUR 5"},
    {.text = "a \xE2\x80\x93 b\xE2\x80\xA6",
     .utf8 = "a \xE2\x80\x93 b\xE2\x80\xA6",
     .ascii = "a - b..."},
    {.text = "caf\xC3\xA9", .utf8 = "caf\xC3\xA9", .ascii = "caf?"},
    {.text = "cafe\xCC\x81", .utf8 = "cafe\xCC\x81", .ascii = "cafe"},
    {.text = "\xFF", .utf8 = "\xEF\xBF\xBD", .ascii = "?"},
};

static void test_clean(void **state)
{
    char text[64];
    (void)state;
    for (size_t i = 0; i < COUNT(clean_cases); i++) {
        assert_string_equal(text_clean(clean_cases[i].text, false, text, sizeof text),
                            clean_cases[i].utf8);
        assert_string_equal(text_clean(clean_cases[i].text, true, text, sizeof text),
                            clean_cases[i].ascii);
    }
    assert_string_equal(text_clean("ab\xC3\xA9", false, text, 4), "ab"); /* never half of one */
}

/* ---- Reports ---- */

static struct llmcost_scenario scenario;
static struct llmcost_diags diags;

static void add_api(const char *id, double input, double output)
{
    struct llmcost_api *api = &scenario.api[llmcost_add_api(&scenario, id)];
    llmcost_set(&api->input_per_mtok, input);
    llmcost_set(&api->output_per_mtok, output);
}

static struct llmcost_host *add_host(const char *id, double gpu_hour, double requests_per_second)
{
    struct llmcost_host *host = &scenario.host[llmcost_add_host(&scenario, id)];
    llmcost_set(&host->gpu_hour, gpu_hour);
    llmcost_set(&host->requests_per_second, requests_per_second);
    return host;
}

static void add_extra(struct llmcost_common *common, const char *name, double amount)
{
    const int entry = llmcost_add_entry(&scenario, &common->extra, LLMCOST_EXTRA,
                                        llmcost_add_text(&scenario, name, strlen(name)));
    llmcost_set(&scenario.entry[entry].amount, amount);
}

static void set_name(struct llmcost_name *name, const char *text)
{
    name->text = llmcost_add_text(&scenario, text, strlen(text));
}

static void start(void)
{
    llmcost_scenario_init(&scenario);
    llmcost_set(&scenario.version, 1);
    llmcost_set(&scenario.hours_per_month, 720);
    llmcost_set(&scenario.workload.requests_per_day, 103680);
    llmcost_set(&scenario.workload.input_tokens, 1000);
    llmcost_set(&scenario.workload.output_tokens, 200);
    llmcost_set_load_factor(&scenario, 0.3);
    set_name(&scenario.name, "Support chat, August 2023");
}

static void chat(void)
{
    start();
    add_api("hosted", 2, 2);
    llmcost_set(&add_host("llama-2-13b", 1.2, 4)->operations_per_month, 12000);
}

static void several(void)
{
    chat();
    add_api("gpt-4o-mini-2024-07-18", 0.15, 0.6);
    struct llmcost_host *host = add_host("llama-70b-on-h100", 2.5, 1.5);
    llmcost_set(&host->spare_replicas, 1);
    llmcost_set(&host->staging_gpus, 1);
    add_extra(&host->common, "\xE6\x97\xA5\xE6\x9C\xAC\xE8\xAA\x9E\xE3\x82\xB5\xE3\x83\x9D", 42.13);
    set_name(&scenario.notes, "First line \xE2\x80\x93 dashed.\n\nA second paragraph that is much "
                              "longer than most terminals are wide, so that it has to be wrapped.");
}

static void infeasible(void)
{
    chat();
    llmcost_set(&scenario.host[0].replicas, 1);
    llmcost_set(&scenario.workload.requests_per_day, 1e6);
    llmcost_set(&scenario.api[0].requests_per_minute_limit, 10);
}

static void in_house(void)
{
    several();
    llmcost_set(&scenario.data_in_house, 1);
    set_name(&scenario.currency, "EUR");
    llmcost_set(&scenario.months, 36);
    llmcost_set(&scenario.host[0].common.one_off, 50000);
}

static void no_demand(void)
{
    chat();
    llmcost_set(&scenario.workload.requests_per_day, 0);
}

static void lonely(void)
{
    start();
    add_api("a", 0.15, 0.6);
}

static void many(void)
{
    char id[LLMCOST_MAX_ID];
    start();
    for (int i = 0; i < 12; i++) {
        snprintf(id, sizeof id, "provider-%d/a-rather-long-model-name-instruct-preview", i);
        add_api(id, 1 + i, 3);
    }
    add_host("aVeryLongIdWithoutAnyPlaceToBreakItAtSoThatItHasToBeCutSomewhere", 2, 3);
    add_host("b", 1e6, 3);
}

struct scene {
    const char *name;
    void (*make)(void);
    const char *says[6]; /* what must be found, at every width, spaces and line ends aside */
};

static const struct scene scenes[] = {
    {.name = "chat",
     .make = chat,
     .says = {"Rent:", "$5,399", "190,667", "$12,864", "$0.00414", "30 %"}},
    {.name = "several", .make = several, .says = {"Rent:", "$0.000270", "never:", "$42", "stated"}},
    {.name = "infeasible",
     .make = infeasible,
     .says = {"No option serves this demand.", "cannot serve", "Cannot be chosen:", "10 at most"}},
    {.name = "in house",
     .make = in_house,
     .says = {"Run your own:", "not allowed", "36 months", "fails data_in_house"}},
    {.name = "no demand", .make = no_demand, .says = {"$0", "today 0"}},
    {.name = "lonely", .make = lonely, .says = {"no other option"}},
    {.name = "many", .make = many, .says = {"provider-11/", "more pairs", "$1,440,000,000"}},
};

/* The report of the scenario that was made last; free() it. */
static char *printed(const struct print_style *style)
{
    struct report report;
    bool no_memory;
    char *text = NULL;
    size_t length;
    llmcost_diags_init(&diags);
    assert_true(llmcost_check(&scenario, &diags));
    assert_true(report_make(
        &scenario,
        &(struct report_asks){.questions = true, .assumptions = true, .swings = REPORT_SWINGS},
        &report, &diags, &no_memory));
    report.file = "chat.yaml";
    assert_true(outcome_make(&report));
    FILE *out = open_memstream(&text, &length);
    assert_non_null(out);
    assert_true(print_table(
        &(struct print_job){.out = out, .reports = &report, .count = 1, .style = style}));
    assert_int_equal(fclose(out), 0);
    report_free(&report);
    return text;
}

/* The text without white space and the paint: what is said wherever the lines break. */
static void squeeze(const char *text, char *buffer, size_t size)
{
    size_t used = 0;
    for (; *text != '\0' && used + 1 < size; text++)
        if (*text == '\033')
            text += strcspn(text, "m");
        else if (*text != ' ' && *text != '\n')
            buffer[used++] = *text;
    buffer[used] = '\0';
}

static void check_lines(const struct scene *scene, const struct print_style *style,
                        const char *text)
{
    char line[4096];
    while (*text != '\0') {
        size_t length = strcspn(text, "\n");
        assert_true(length < sizeof line);
        memcpy(line, text, length);
        line[length] = '\0';
        if (!style->color && text_width(line) > style->width)
            fail_msg("%s: wider than %d: %s", scene->name, style->width, line);
        for (size_t i = 0; style->ascii && i < length; i++)
            assert_true((unsigned char)line[i] < 0x80);
        if (!style->color && strchr(line, '\033') != NULL)
            fail_msg("%s: an escape without colour: %s", scene->name, line);
        if (length > 0 && line[length - 1] == ' ')
            fail_msg("%s: ends in a space: \"%s\"", scene->name, line);
        assert_int_equal(text[length], '\n');
        text += length + 1;
    }
}

static void test_reports(void **state)
{
    static const int widths[] = {40, 57, 80, 100, 132, 200};
    static char squeezed[1 << 18];
    char wanted[128];
    (void)state;
    for (size_t s = 0; s < COUNT(scenes); s++)
        for (size_t w = 0; w < COUNT(widths); w++)
            for (int flags = 0; flags < 4; flags++) {
                struct print_style style = {
                    .width = widths[w], .color = flags & 1, .ascii = flags & 2};
                scenes[s].make();
                char *text = printed(&style);
                check_lines(&scenes[s], &style, text);
                squeeze(text, squeezed, sizeof squeezed);
                for (size_t i = 0; i < COUNT(scenes[s].says) && scenes[s].says[i]; i++) {
                    squeeze(scenes[s].says[i], wanted, sizeof wanted);
                    if (strstr(squeezed, wanted) == NULL)
                        fail_msg("%s at %d: \"%s\" is missing in\n%s", scenes[s].name, widths[w],
                                 scenes[s].says[i], text);
                }
                free(text);
            }
}

/* The sample of the README, line by line. */
static void test_sample(void **state)
{
    static const char *const lines[] = {
        "Support chat, August 2023        103,680 requests/day, 1,000 in + 200 out tokens\n",
        "Rent: hosted costs $5,399 a month less than llama-2-13b ($7,465 vs $12,864).\n",
        "llama-2-13b would win from 190,667 requests/day, 1.8 times today's demand.\n",
        "per month                 hosted  llama-2-13b\n",
        "  input tokens            $6,221            -\n",
        "  total                   $7,465      $12,864\n",
        "per request             $0.00240     $0.00414\n",
        "per year                 $89,580     $154,368\n",
        "  utilization                  -         30 %\n",
        "  llama-2-13b beats hosted  from 190,667\n",
    };
    (void)state;
    chat();
    char *text = printed(&(struct print_style){.width = 80});
    for (size_t i = 0; i < COUNT(lines); i++)
        if (strstr(text, lines[i]) == NULL)
            fail_msg("not in the report: %s%s", lines[i], text);
    free(text);
}

/* What does not fit beside each other stands below, each block with its labels. */
static void test_blocks(void **state)
{
    int heads = 0;
    (void)state;
    many();
    char *text = printed(&(struct print_style){.width = 80});
    for (const char *at = text; (at = strstr(at, "per Mtok")) != NULL; at++)
        heads += at == text || at[-1] == '\n';
    assert_true(heads > 2);
    free(text);
    chat();
    text = printed(&(struct print_style){.width = 80});
    assert_null(strstr(strstr(text, "per Mtok") + 1, "per Mtok  "));
    free(text);
}

/* Lines as shown add up to the total as shown, or the table says that they do not. */
static void test_lines_add_up(void **state)
{
    static const double amounts[] = {0.49, 1.5, 33.33, 33.33, 33.34, 100.5, 1234.567};
    (void)state;
    for (int seed = 0; seed < 200; seed++) {
        long sum = 0;
        long total = 0;
        char name[8];
        start();
        struct llmcost_host *host = add_host("own", 0.001 * seed, 1e6);
        for (int i = 0; i < 6; i++) {
            snprintf(name, sizeof name, "x%c", '0' + i);
            add_extra(&host->common, name, amounts[(seed + i) % 7] + 0.37 * seed + 0.01 * i * seed);
        }
        char *text = printed(&(struct print_style){.width = 80});
        for (char *line = strstr(text, "per month"); line != NULL; line = strchr(line, '\n')) {
            char *dollar = strchr(++line, '$');
            char digits[32] = "";
            bool is_total = strncmp(line, "  total", 7) == 0;
            if (dollar == NULL ||
                (!is_total && strncmp(line, "  x", 3) != 0 && strncmp(line, "  GPUs, al", 10) != 0))
                continue;
            for (size_t used = 0; *dollar != '\n'; dollar++)
                if (*dollar >= '0' && *dollar <= '9')
                    digits[used++] = *dollar;
            long figure = line[strcspn(line, "$<")] == '<' ? 0 : strtol(digits, NULL, 10);
            sum += is_total ? 0 : figure;
            total = is_total ? figure : total;
            if (is_total)
                break;
        }
        if ((sum != total) != (strstr(text, "may not add up") != NULL))
            fail_msg("lines show %ld, the total %ld:\n%s", sum, total, text);
        free(text);
    }
}

static void test_failed_write(void **state)
{
    struct report report;
    bool no_memory;
    (void)state;
    chat();
    llmcost_diags_init(&diags);
    assert_true(llmcost_check(&scenario, &diags));
    assert_true(report_make(
        &scenario,
        &(struct report_asks){.questions = true, .assumptions = true, .swings = REPORT_SWINGS},
        &report, &diags, &no_memory));
    report.file = "chat.yaml";
    assert_true(outcome_make(&report));
    FILE *full = fopen("/dev/full", "w");
    if (full != NULL) {
        assert_false(print_table(&(struct print_job){.out = full,
                                                     .reports = &report,
                                                     .count = 1,
                                                     .style = &(struct print_style){.width = 80}}));
        fclose(full);
    }
    report_free(&report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_width),        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_clean),        cmocka_unit_test(test_reports),
        cmocka_unit_test(test_sample),       cmocka_unit_test(test_blocks),
        cmocka_unit_test(test_lines_add_up), cmocka_unit_test(test_failed_write),
    };
    return cmocka_run_group_tests_name("table", tests, NULL, NULL);
}
