/* fuzz_diff.c - two scenarios or saved reports, the second after a byte 1: compared, judged by
 * gates, printed. A saved report that is written and read again stays as it is. What the lines and
 * the effects of an option add up to is its delta, exactly.
 */
#include "io/scenario/load.h"
#include "print/writers.h"
#include "saved.h"

enum { MAX_OPTIONS = 8, MAX_PAIRS = 6, MAX_DRAWS = 16 };

struct half {
    struct llmcost_scenario *scenario;
    struct saved_file saved;
    struct report report;
    struct diff_side side;
    bool usable;
};

/* As the command line does it, but bounded. */
static void load_half(struct half *half, const char *text, size_t length)
{
    static struct llmcost_diags diags;
    bool no_memory = false;
    const struct source file = {.name = "f.yaml", .text = text, .length = length};
    llmcost_diags_init(&diags);
    half->saved = (struct saved_file){.count = 0};
    half->report = (struct report){.file = "f.yaml"};
    half->side = (struct diff_side){.name = NULL};
    half->usable = false;
    if (json_is_ours(text, length)) {
        half->usable = saved_read(&file, SAVED_REPORTS, &half->saved, &diags, &no_memory) &&
                       half->saved.count == 1;
        if (half->usable)
            half->report = half->saved.reports[0];
    } else if (scenario_load(&file, NULL, 0, NULL, NULL, half->scenario, &diags) &&
               llmcost_option_count(half->scenario) <= MAX_OPTIONS) {
        struct llmcost_scenario *s = half->scenario;
        const struct report_asks asks = {.questions =
                                             (s->hosts + s->hybrids) * s->apis <= MAX_PAIRS,
                                         .assumptions = true,
                                         .swings = REPORT_SWINGS};
        if (s->samples.value > MAX_DRAWS)
            s->samples.value = MAX_DRAWS;
        half->usable = report_make(s, &asks, &half->report, &diags, &no_memory);
        half->report.file = "f.yaml";
        REQUIRE(!half->usable || outcome_make(&half->report));
    }
    REQUIRE(!no_memory);
}

static void free_half(struct half *half)
{
    if (half->report.result != NULL && half->saved.count == 0)
        report_free(&half->report);
    saved_free(&half->saved);
}

static void require_sums(const struct diff *diff, bool saved)
{
    for (int i = 0; i < diff->options; i++) {
        const struct diff_option_change *option = &diff->option[i];
        int64_t lines = 0, effects = 0;
        for (int line = 0; line < option->lines; line++)
            lines += option->line[line].delta;
        for (int cause = 0; cause < LLMCOST_CAUSES; cause++)
            effects += option->effect[cause];
        /* A saved report may have lines that do not add up: it is somebody's file. */
        REQUIRE(saved || !option->has_delta || lines == option->delta);
        REQUIRE(!option->attributed || effects == option->delta);
    }
}

static void compare(struct half *half)
{
    struct diff diff;
    struct gates gates;
    char *text = NULL;
    size_t length = 0;
    diff_side_make(&half[0].report, &half[0].side);
    diff_side_make(&half[1].report, &half[1].side);
    if (strcmp(half[0].side.currency, half[1].side.currency) != 0)
        return;
    REQUIRE(diff_make(&half[0].side, &half[1].side, &diff));
    require_sums(&diff, half[0].saved.count + half[1].saved.count > 0);
    gates_of_scenario(half[1].side.scenario, &gates);
    diff.gates = gates_judge(&gates, &half[0].side, &half[1].side, diff.gate);
    FILE *out = open_memstream(&text, &length);
    const struct print_style style = {.width = 80};
    REQUIRE(out != NULL);
    const struct print_job job = {.out = out, .style = &style, .diff = &diff};
    REQUIRE(print_diff_table(&job));
    REQUIRE(print_diff_json(&job));
    long before = ftell(out);
    REQUIRE(print_diff_markdown(&job));
    REQUIRE(ftell(out) - before <= 60000);
    fclose(out);
    free(text);
    diff_free(&diff);
}

void fuzz_input(const uint8_t *data, size_t size)
{
    static struct half half[2];
    char *text = malloc(size + 1);
    REQUIRE(text != NULL);
    memcpy(text, data, size);
    text[size] = '\0';
    char *second = memchr(text, 1, size);
    size_t length = second != NULL ? (size_t)(second - text) : size;
    if (second != NULL)
        *second++ = '\0';
    else
        second = text; /* against itself */
    for (int i = 0; i < 2; i++) {
        if (half[i].scenario == NULL)
            half[i].scenario = malloc(sizeof *half[i].scenario);
        REQUIRE(half[i].scenario != NULL);
    }
    load_half(&half[0], text, length);
    load_half(&half[1], second, second == text ? length : size - length - 1);
    for (int i = 0; i < 2; i++)
        if (half[i].usable && half[i].saved.count > 0)
            fuzz_saved(&half[i].report);
    if (half[0].usable && half[1].usable)
        compare(half);
    free_half(&half[0]);
    free_half(&half[1]);
    free(text);
}
