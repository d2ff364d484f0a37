/* fuzz_scenario.c - a scenario with --set values, all the way: load, check, evaluate, review, ask,
 * print in every format. The values of --set follow the file, each after a byte 1, PATH=VALUE.
 * Bounded, so that an input takes milliseconds: few draws, few break-evens, no file is read.
 */
#include "io/report/find_figure.h"
#include "io/report/outcome.h"
#include "io/scenario/load.h"
#include "print/explained.h"
#include "print/page/snapshot.h"
#include "print/writers.h"
#include "saved.h"
#include "text/complaints.h"
#include "text/kept.h"
#include "text/sha256.h"

enum { MAX_SETS = 8, MAX_PAIRS = 6, MAX_DRAWS = 32, MAX_PRINTED = 12 };

struct texts {
    char *bytes;
    struct source source[1 + MAX_SETS];
    struct override override[MAX_SETS];
    int sets;
};

/* Cut a NUL-terminated copy of the input into the file and its sets. */
static bool cut(const uint8_t *data, size_t size, struct texts *ret_texts)
{
    char *text = malloc(size + 1), *next;
    struct texts texts = {.bytes = text, .sets = -1};
    REQUIRE(text != NULL);
    memcpy(text, data, size);
    text[size] = '\0';
    *ret_texts = texts;
    char *end = text + size;
    for (char *part = text; part != NULL && texts.sets < MAX_SETS; part = next) {
        next = memchr(part, 1, (size_t)(end - part));
        size_t length = (size_t)((next != NULL ? next : end) - part);
        if (next != NULL)
            *next++ = '\0';
        char *equals = strchr(part, '=');
        if (texts.sets >= 0 && (equals == NULL || strlen(part) != length))
            return false; /* the command line refuses these before anything is loaded */
        texts.sets++;
        texts.source[texts.sets] = (struct source){
            .name = texts.sets > 0 ? part : "f.yaml", .text = part, .length = length};
        if (texts.sets > 0)
            texts.override[texts.sets - 1] = (struct override){.path = "a", .value = equals + 1};
    }
    *ret_texts = texts;
    return true;
}

static void require_finite_fleet(const struct llmcost_fleet *fleet)
{
    REQUIRE(isfinite(fleet->replica_requests_per_second) && isfinite(fleet->replicas));
    REQUIRE(isfinite(fleet->spare_replicas) && isfinite(fleet->always_on_gpus));
    REQUIRE(isfinite(fleet->elastic_gpu_hours) && isfinite(fleet->spare_gpus));
    REQUIRE(isfinite(fleet->gpus_at_peak) && isfinite(fleet->staging_gpus));
    REQUIRE(isfinite(fleet->utilization) && fleet->utilization >= 0 && fleet->utilization <= 1);
    REQUIRE(isfinite(fleet->served_requests) && isfinite(fleet->overflow_requests));
    REQUIRE(fleet->overflow_share >= 0 && fleet->overflow_share <= 1);
    REQUIRE(isfinite(fleet->monthly_per_gpu));
}

static void require_sums(const struct llmcost_result *result)
{
    REQUIRE(isfinite(result->requests_per_month) && isfinite(result->load_factor));
    REQUIRE(isfinite(result->input_tokens_per_month) && isfinite(result->output_tokens_per_month));
    REQUIRE(isfinite(result->mean_requests_per_second));
    REQUIRE(isfinite(result->peak_requests_per_second));
    REQUIRE(!isnan(result->margin) && !isnan(result->margin_ratio));
    REQUIRE(!isnan(result->monthly_margin));
    for (int i = 0; i < result->options; i++) {
        const struct llmcost_option_result *option = &result->option[i];
        int64_t sum = 0;
        REQUIRE(option->lines >= 0 && option->lines <= LLMCOST_MAX_LINES);
        for (int line = 0; line < option->lines; line++) {
            REQUIRE(isfinite(option->line[line].amount));
            REQUIRE(isfinite(option->line[line].quantity * option->line[line].unit_price));
            sum += option->line[line].micros;
        }
        REQUIRE(sum == option->monthly_micros);
        REQUIRE(isfinite(option->horizon_cost) && isfinite(option->one_off));
        for (int month = 0; month < result->months; month++)
            REQUIRE(isfinite(option->month[month].cost));
        if (option->has_fleet)
            require_finite_fleet(&option->fleet);
    }
}

static void require_bands(const struct report *report)
{
    for (int i = 0; i < report->break_even_count; i++) {
        const struct llmcost_break_even *answer = &report->break_even[i];
        REQUIRE(answer->bands >= 0 && answer->bands <= LLMCOST_MAX_BANDS);
        for (int b = 0; b < answer->bands; b++) {
            const struct llmcost_band *band = &answer->band[b];
            bool open = band->from_kind == LLMCOST_OPEN || band->to_kind == LLMCOST_OPEN;
            REQUIRE(band->from_kind == LLMCOST_OPEN || isfinite(band->from));
            REQUIRE(band->to_kind == LLMCOST_OPEN || isfinite(band->to));
            REQUIRE(open || band->from <= band->to);
        }
    }
}

/* Every format can be written. A value that is a bare word C prints for what is no number stands
 * before the end of a line; no string can hold that. */
static bool says(const char *json, const char *word)
{
    for (const char *at = json; (at = strstr(at, word)) != NULL; at++) {
        const char *end = at + strlen(word);
        if (*end == '\n' || (*end == ',' && end[1] == '\n'))
            return true;
    }
    return false;
}

static void print_all(const struct report *report)
{
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    REQUIRE(out != NULL);
    struct print_style style = {.width = 80};
    const struct print_job job = {.out = out, .style = &style, .reports = report, .count = 1};
    REQUIRE(print_json(&job));
    REQUIRE(fflush(out) == 0);
    REQUIRE(!says(text, "\": nan") && !says(text, "\": -nan"));
    REQUIRE(!says(text, "\": inf") && !says(text, "\": -inf"));
    for (int width = 40; width <= 160; width += 60) {
        style = (struct print_style){.width = width, .ascii = width == 100, .color = width == 160};
        REQUIRE(print_table(&job));
    }
    REQUIRE(print_csv(&job));
    REQUIRE(fflush(out) == 0);
    size_t before = length;
    REQUIRE(print_markdown(&job));
    REQUIRE(fflush(out) == 0 && length - before <= 60000);
    fclose(out);
    free(text);
}

/* What a page hands to its engine is the scenario of the command line. */
static void require_page(const struct report *report)
{
    static struct snapshot snapshot;
    static struct llmcost_result result;
    static struct llmcost_diags diags;
    struct text_buffer text = {0};
    snapshot_write(report, &text);
    REQUIRE(!text.failed && snapshot_read(text.data, text.length, &snapshot));
    llmcost_diags_init(&diags);
    REQUIRE(llmcost_evaluate(&snapshot.scenario, &result, &diags));
    for (int i = 0; i < result.options; i++)
        REQUIRE(result.option[i].monthly_micros == report->result->option[i].monthly_micros &&
                kept_money(result.option[i].horizon_cost) ==
                    report->result->option[i].horizon_cost);
    arena_free(&snapshot.arena);
    free(text.data);
}

/* Every so many figures have a derivation, of which each figure is found by its own path. */
static void explain_some(const struct llmcost_scenario *scenario, const struct report *report)
{
    static struct llmcost_node nodes[LLMCOST_MAX_NODES];
    struct llmcost_figure figure = LLMCOST_FIRST_FIGURE, found;
    char path[LLMCOST_MAX_PATH * 2], *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    REQUIRE(out != NULL);
    for (int n = 0; llmcost_next_figure(scenario, &figure); n++) {
        if (n % 23 != 0)
            continue;
        llmcost_figure_path(scenario, &figure, path, sizeof path);
        REQUIRE(llmcost_find_figure(scenario, path, &found));
        struct explained explained = {.report = report, .file = "f.yaml", .nodes = nodes};
        explained.count = llmcost_explain(scenario, report->result, report->uncertainty, &found,
                                          nodes, LLMCOST_MAX_NODES);
        struct arena arena = {.last = NULL};
        explained.paths = figure_paths(scenario, nodes, explained.count, &arena);
        REQUIRE(explained.paths != NULL);
        explained.formulas =
            told_formulas(scenario, nodes, explained.paths, explained.count, &arena);
        REQUIRE(explained.formulas != NULL);
        REQUIRE(explained.count >= 0 && explained.count <= LLMCOST_MAX_NODES);
        for (int i = 0; i < explained.count; i++)
            REQUIRE(!nodes[i].has_value || !isnan(nodes[i].value));
        const struct print_job job = {
            .out = out, .style = &(struct print_style){.width = 80}, .explained = &explained};
        REQUIRE(print_explained_table(&job));
        REQUIRE(print_explained_json(&job));
        arena_free(&arena);
    }
    fclose(out);
    free(text);
}

static void evaluate(struct llmcost_scenario *scenario, const struct texts *texts,
                     struct llmcost_diags *diags)
{
    struct report report = {.file = "f.yaml"};
    bool no_memory = false;
    int options = llmcost_option_count(scenario);
    bool questions = (scenario->hosts + scenario->hybrids) * scenario->apis <= MAX_PAIRS;
    if (scenario->samples.value > MAX_DRAWS)
        scenario->samples.value = MAX_DRAWS;
    const struct report_asks asks = {
        .questions = questions, .assumptions = true, .swings = REPORT_SWINGS};
    int errors = diags->errors;
    if (!report_make(scenario, &asks, &report, diags, &no_memory)) {
        REQUIRE(!no_memory && diags->errors > errors);
        return;
    }
    REQUIRE(report.result->options == options);
    require_sums(report.result);
    require_bands(&report);
    report.file = "f.yaml";
    report.overrides = texts->override;
    report.override_count = texts->sets;
    sha256_hex(texts->source[0].text, texts->source[0].length, report.sha256);
    REQUIRE(outcome_make(&report));
    if (options <= MAX_PRINTED) {
        print_all(&report);
        explain_some(scenario, &report);
        fuzz_saved(&report);
        require_page(&report);
    }
    report_free(&report);
}

void fuzz_input(const uint8_t *data, size_t size)
{
    static struct llmcost_scenario *scenario;
    static struct llmcost_diags diags;
    struct texts texts;
    if (scenario == NULL)
        scenario = malloc(sizeof *scenario);
    REQUIRE(scenario != NULL);
    llmcost_diags_init(&diags);
    bool usable = cut(data, size, &texts);
    if (usable &&
        scenario_load(&texts.source[0], &texts.source[1], texts.sets, NULL, NULL, scenario, &diags))
        evaluate(scenario, &texts, &diags);
    else
        REQUIRE(!usable || diags.errors > 0);
    if (diags.count > 0) {
        char *text = NULL;
        size_t length = 0;
        FILE *out = open_memstream(&text, &length);
        REQUIRE(out != NULL);
        for (int format = 0; format <= DIAG_GITHUB; format++)
            diags_print(out, &diags, texts.source, texts.sets + 1,
                        &(struct diag_style){.format = (enum diag_format)format, .max_errors = 5});
        fclose(out);
        free(text);
    }
    free(texts.bytes);
}
