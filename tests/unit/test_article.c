/* test_article.c - the engine in a page, run natively: for every worked example, each of its
 * sliders moved, its article is byte for byte that of the page which the command line writes for
 * --set.
 */
#include "io/report/outcome.h"
#include "io/scenario/load.h"
#include "print/formats.h"
#include "print/page/engine.h"
#include "print/page/snapshot.h"
#include "unit.h"

#include <dirent.h>
#include <stdlib.h>

static struct llmcost_scenario scenario;
static struct llmcost_diags diags;

/* A page as the command line writes it; NULL where the value is refused. */
static char *printed(const char *path, const char *set, const struct override *override,
                     struct text_buffer *snapshot)
{
    const struct report_asks asks = {
        .questions = true, .assumptions = true, .drawing = true, .swings = REPORT_SWINGS};
    const struct print_style style = {.verbose = true};
    struct source file, csv;
    const struct source one = {.name = set, .text = set, .length = set != NULL ? strlen(set) : 0};
    struct report report = {.file = NULL};
    char *text = NULL;
    size_t length;
    bool no_memory;
    llmcost_diags_init(&diags);
    assert_true(source_read(path, NULL, &file, &diags));
    const bool loaded =
        scenario_load(&file, &one, set != NULL ? 1 : 0, NULL, &csv, &scenario, &diags) &&
        report_make(&scenario, &asks, &report, &diags, &no_memory);
    source_free(&file);
    source_free(&csv);
    if (!loaded)
        return NULL;
    report.file = strrchr(path, '/') + 1;
    snprintf(report.sha256, sizeof report.sha256, "%064d", 7);
    report.overrides = override;
    report.override_count = set != NULL ? 1 : 0;
    assert_true(outcome_make(&report));
    if (snapshot != NULL)
        snapshot_write(&report, snapshot);
    FILE *out = open_memstream(&text, &length);
    assert_true(print_html(
        &(struct print_job){.out = out, .reports = &report, .count = 1, .style = &style}));
    fclose(out);
    report_free(&report);
    return text;
}

/* What stands between the marks, in the text itself. */
static char *within(char *text, const char *before, const char *after)
{
    char *start = strstr(text, before);
    assert_non_null(start);
    start += strlen(before);
    char *end = strstr(start, after);
    assert_non_null(end);
    *end = '\0';
    return start;
}

static size_t hand_over(int what, const char *text)
{
    const size_t length = text != NULL ? strlen(text) : 0;
    char *room = engine_room(what, length);
    assert_non_null(room);
    if (room != NULL && text != NULL)
        memcpy(room, text, length + 1); /* there is room for an end */
    return length;
}

static int files, moved, refused;

static void check_value(const char *file, const char *path, double number, bool whole)
{
    char set[LLMCOST_MAX_PATH + 64], line[sizeof set + 1], value[40];
    snprintf(value, sizeof value, "%.3g", number);
    if (whole)
        snprintf(value, sizeof value, "%.0f", number);
    snprintf(set, sizeof set, "%s=%s", path, value);
    snprintf(line, sizeof line, "%s\n", set);
    const struct override override = {.path = path, .value = value};
    char *page = printed(file, set, &override, NULL);
    const bool good = engine_set(hand_over(ROOM_SET, line)) && engine_article(true, 1);
    if (good != (page != NULL))
        fail_msg("%s --set %s: %s", file, set, engine_text());
    if (page != NULL) {
        const char *article = within(page, "<article id=\"report1\">\n", "</article>");
        if (strcmp(article, engine_text()) != 0) {
            size_t at = 0;
            while (article[at] == engine_text()[at])
                at++;
            at -= at > 60 ? 60 : at;
            print_error("%s --set %s:\n--set:  %.200s\nengine: %.200s\n", file, set, article + at,
                        engine_text() + at);
            fail();
        }
    } else {
        assert_non_null(strstr(engine_text(), diags.list[0].text));
        refused++;
    }
    moved++;
    free(page);
}

/* As a page shows it: its marks are escaped. */
static const char *unescaped(char *text)
{
    for (char *at; (at = strstr(text, "&quot;")) != NULL;) {
        *at = '"';
        memmove(at + 1, at + 6, strlen(at + 6) + 1);
    }
    return text;
}

/* No slider stands where the input may never be: of the bar behind `knob`, at its first place. */
static void check_least(const char *path, const char *knob, double low, double high, bool whole)
{
    const char *bar = strstr(knob, "type=\"range\" min=\""), *next = strstr(knob, "data-path=\"");
    char line[LLMCOST_MAX_PATH + 64];
    if (bar == NULL || (next != NULL && next < bar))
        return;
    const double place = strtod(bar + strlen("type=\"range\" min=\""), NULL) / 200;
    snprintf(line, sizeof line, whole ? "%s=%.0f\n" : "%s=%.3g\n", path,
             low + place * (high - low));
    engine_set(hand_over(ROOM_SET, line));
    if (strstr(engine_text(), "must be") != NULL)
        fail_msg("%s refused: %s", line, engine_text());
}

static void check_file(const char *file)
{
    static const double places[] = {0.1, 0.5, 0.9};
    const bool all = getenv("LLMCOST_FULL") != NULL;
    struct text_buffer snapshot = {0};
    char *page = printed(file, NULL, NULL, &snapshot);
    int knobs = 0;
    assert_non_null(page);
    assert_true(engine_open(hand_over(ROOM_OPEN, snapshot.data)));
    assert_true(engine_article(true, 1));
    assert_string_equal(within(page, "<article id=\"report1\">\n", "</article>"), engine_text());
    assert_true(engine_article(false, 1));
    assert_true(engine_controls(1));
    char *controls = strdup(engine_text());
    for (char *at = controls; (at = strstr(at, "data-path=\"")) != NULL; knobs++) {
        char *path = at + strlen("data-path=\""), *low = strstr(path, "data-low=\"");
        char *high = strstr(path, "data-high=\""), *whole = strstr(path, "data-whole=\"");
        const double from = strtod(low + strlen("data-low=\""), NULL);
        const double to = strtod(high + strlen("data-high=\""), NULL);
        *strchr(path, '"') = '\0';
        at = whole;
        unescaped(path);
        const bool is_whole = whole[strlen("data-whole=\"")] == '1';
        check_least(path, whole, from, to, is_whole);
        for (int i = 0; i < 3; i++)
            if (all || (i == (files + knobs) % 3 && knobs % 4 == files % 4))
                check_value(file, path, from + places[i] * (to - from), is_whole);
    }
    files++;
    free(controls);
    free(page);
    free(snapshot.data);
}

static void test_examples(void **state)
{
    (void)state;
    DIR *folder = opendir("scenarios");
    assert_non_null(folder);
    for (const struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        char path[512];
        const char *end = strrchr(entry->d_name, '.');
        snprintf(path, sizeof path, "scenarios/%s", entry->d_name);
        if (end != NULL && strcmp(end, ".yaml") == 0)
            check_file(path);
    }
    closedir(folder);
    print_message("note: %d sliders moved, %d values refused\n", moved, refused);
    assert_true(moved > files);
}

/* What else a page asks, of a scenario with a gate and a file of more than one change. */
static void test_questions(void **state)
{
    struct text_buffer snapshot = {0};
    char *page;
    (void)state;
    free(printed("scenarios/regulated-data.yaml", NULL, NULL, &snapshot));
    assert_true(engine_open(hand_over(ROOM_OPEN, snapshot.data)));
    assert_true(engine_paths());
    assert_non_null(strstr(engine_text(), "<option value=\"workload.input_tokens\">"));
    assert_true(engine_control(hand_over(ROOM_ASK, "workload.input_tokens"), 1));
    assert_non_null(strstr(engine_text(), "data-path=\"workload.input_tokens\""));
    assert_false(engine_control(hand_over(ROOM_ASK, "workload.nothing"), 1));
    assert_true(
        engine_strip(hand_over(ROOM_ASK, "workload.input_tokens"), 10, 1e5, true, true, 40));
    assert_int_equal(engine_length(), 40);
    assert_false(engine_set(hand_over(ROOM_SET, "workload.input_tokens=-1\n")));
    assert_non_null(strstr(engine_text(), "must be at least"));
    assert_false(engine_set(hand_over(ROOM_SET, "workload.input_tokens\n")));
    assert_string_equal(engine_text(), "workload.input_tokens is not PATH=VALUE");
    assert_true(engine_set(hand_over(ROOM_SET, "")));
    assert_true(engine_article(true, 1));
    page = printed("scenarios/regulated-data.yaml", NULL, NULL, NULL);
    assert_string_equal(within(page, "<article id=\"report1\">\n", "</article>"), engine_text());
    assert_false(engine_open(hand_over(ROOM_OPEN, "rubbish\n")));
    free(page);
    free(snapshot.data);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_examples),
        cmocka_unit_test(test_questions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
