/* fuzz_portfolio.c - scenarios apart by a byte 1 as one portfolio: refused with a complaint, or an
 * answer that every format prints, whose bills are the sums of their lines and of what each
 * workload has caused, and which saved and read again prints the same.
 */
#include "fuzz.h"

#include "io/report/saved/report.h"
#include "io/scenario/load.h"
#include "print/portfolio.h"

enum { MOST_FILES = 3, MOST_OPTIONS = 6, MOST_MIXES = 64 };

static struct llmcost_diags diags;

static void require_sums(const struct portfolio_told *told)
{
    for (int i = 0; i < told->assignments_count; i++) {
        const struct portfolio_told_assignment *mix = &told->assignments[i];
        int64_t lines = 0, shares = 0;
        for (int line = 0; line < mix->lines_count; line++)
            lines += mix->lines[line].monthly_cost;
        for (int w = 0; w < mix->workloads_count; w++)
            shares += mix->workloads[w].monthly_cost;
        REQUIRE(lines == mix->monthly_cost && shares == mix->monthly_cost);
        REQUIRE(isfinite(mix->horizon_cost));
    }
}

static char *printed(const struct portfolio_told *told, bool json, size_t *ret_length)
{
    char *text = NULL;
    FILE *out = open_memstream(&text, ret_length);
    const struct print_style style = {.width = 80};
    const struct print_job job = {.out = out, .style = &style, .portfolio = told};
    REQUIRE(out != NULL);
    if (json)
        REQUIRE(print_portfolio_json(&job));
    else
        REQUIRE(print_portfolio_table(&job) && print_portfolio_csv(&job) &&
                print_portfolio_markdown(&job) && print_portfolio_html(&job));
    fclose(out);
    return text;
}

static void require_saved(const struct portfolio_told *told)
{
    struct source file = {.name = "f.json"};
    struct saved_file saved;
    size_t fresh_length, again_length;
    bool no_memory = false;
    char *json = printed(told, true, &file.length);
    file.text = json;
    llmcost_diags_init(&diags);
    REQUIRE(saved_read(&file, SAVED_PORTFOLIO, &saved, &diags, &no_memory));
    char *fresh = printed(told, false, &fresh_length);
    char *again = printed(saved.portfolio, false, &again_length);
    REQUIRE(fresh_length == again_length && memcmp(fresh, again, fresh_length) == 0);
    saved_free(&saved);
    free(fresh);
    free(again);
    free(json);
}

static void decide(const struct report *reports, int count)
{
    static const char *const files[MOST_FILES] = {"a.yaml", "b.yaml", "c.yaml"};
    struct portfolio portfolio = {.room = NULL};
    struct portfolio_told told = {.kind = NULL};
    int mixes = 1;
    llmcost_diags_init(&diags);
    if (!portfolio_agrees(reports, files, count, &diags) ||
        !portfolio_is_small(reports, files, count, &diags)) {
        REQUIRE(diags.errors > 0);
        return;
    }
    for (int i = 0; i < count; i++)
        mixes *= llmcost_option_count(reports[i].scenario);
    if (mixes > MOST_MIXES)
        return;
    REQUIRE(portfolio_make(reports, files, count, &portfolio) && portfolio_tell(&portfolio, &told));
    require_sums(&told);
    require_saved(&told);
    portfolio_told_free(&told);
    portfolio_free(&portfolio);
}

/* As the command line does it, but bounded. */
static bool load(const char *text, size_t length, struct llmcost_scenario *scenario,
                 struct report *ret_report)
{
    static const struct report_asks asks = {.assumptions = true};
    const struct source file = {.name = "f.yaml", .text = text, .length = length};
    bool no_memory = false;
    llmcost_diags_init(&diags);
    *ret_report = (struct report){.file = "f.yaml"};
    if (!scenario_load(&file, NULL, 0, NULL, NULL, scenario, &diags) ||
        llmcost_option_count(scenario) > MOST_OPTIONS ||
        !report_make(scenario, &asks, ret_report, &diags, &no_memory))
        return false;
    ret_report->file = "f.yaml";
    REQUIRE(outcome_make(ret_report));
    return true;
}

void fuzz_input(const uint8_t *data, size_t size)
{
    static struct llmcost_scenario *scenario[MOST_FILES];
    struct report report[MOST_FILES];
    int count = 0;
    bool good = true;
    char *text = malloc(size + 1), *next;
    REQUIRE(text != NULL);
    memcpy(text, data, size);
    text[size] = '\0';
    for (char *at = text, *end = text + size; at != NULL && good && count < MOST_FILES; at = next) {
        next = memchr(at, 1, (size_t)(end - at));
        const size_t length = (size_t)((next != NULL ? next : end) - at);
        if (next != NULL)
            *next++ = '\0';
        if (scenario[count] == NULL)
            scenario[count] = malloc(sizeof *scenario[count]);
        REQUIRE(scenario[count] != NULL);
        good = load(at, length, scenario[count], &report[count]);
        count += good;
    }
    if (good && count > 0)
        decide(report, count);
    for (int i = 0; i < count; i++)
        report_free(&report[i]);
    free(text);
}
