/* fuzz_json.c - the JSON reader: what it takes prints, and reads back to the same text; what is a
 * saved report or portfolio can be rendered in every format. What it refuses it complains about.
 */
#include "fuzz.h"
#include "io/report/saved/report.h"
#include "print/portfolio.h"
#include "print/writers.h"
#include "text/complaints.h"
#include "text/json/json.h"

static char *printed(const cJSON *tree, size_t *ret_length)
{
    char *text = NULL;
    FILE *out = open_memstream(&text, ret_length);
    REQUIRE(out != NULL);
    REQUIRE(json_print(out, tree));
    REQUIRE(fclose(out) == 0);
    return text;
}

/* Printing a second time changes nothing more. */
static void read_back(const char *text, size_t length, struct llmcost_diags *diags)
{
    size_t first_length, second_length;
    cJSON *tree = json_read(text, length, diags);
    if (tree == NULL) {
        REQUIRE(diags->errors == 1);
        return;
    }
    REQUIRE(diags->errors == 0);
    char *first = printed(tree, &first_length);
    cJSON_Delete(tree);
    tree = json_read(first, first_length, diags);
    REQUIRE(tree != NULL);
    char *second = printed(tree, &second_length);
    REQUIRE(first_length == second_length && memcmp(first, second, first_length) == 0);
    cJSON_Delete(tree);
    free(first);
    free(second);
}

static void render(const struct saved_file *saved)
{
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    const struct print_style style = {.width = 80};
    struct print_job job = {.out = out, .style = &style, .count = saved->count};
    REQUIRE(out != NULL);
    if (saved->portfolio != NULL) {
        job.portfolio = saved->portfolio;
        REQUIRE(print_portfolio_json(&job));
        REQUIRE(print_portfolio_table(&job));
        REQUIRE(print_portfolio_csv(&job));
        REQUIRE(print_portfolio_markdown(&job));
        REQUIRE(print_portfolio_html(&job));
    } else {
        job.reports = saved->reports;
        REQUIRE(print_json(&job));
        REQUIRE(print_table(&job));
        REQUIRE(print_csv(&job));
        const long before = ftell(out);
        REQUIRE(print_markdown(&job));
        REQUIRE(ftell(out) - before <= 60000);
        REQUIRE(print_html(&job));
    }
    fclose(out);
    free(text);
}

static void read_report(const struct source *file, struct llmcost_diags *diags)
{
    struct saved_file saved;
    bool no_memory = false;
    if (saved_read(file, SAVED_REPORTS | SAVED_PORTFOLIO, &saved, diags, &no_memory))
        render(&saved);
    else
        REQUIRE(!no_memory && diags->errors > 0);
    saved_free(&saved);
}

void fuzz_input(const uint8_t *data, size_t size)
{
    static struct llmcost_diags diags;
    char *text = malloc(size + 1);
    REQUIRE(text != NULL);
    memcpy(text, data, size);
    text[size] = '\0';
    const struct source file = {.name = "f.json", .text = text, .length = size};
    llmcost_diags_init(&diags);
    read_back(text, size, &diags);
    llmcost_diags_init(&diags);
    if (json_is_ours(text, size))
        read_report(&file, &diags);
    if (diags.count > 0) {
        char *said = NULL;
        size_t length = 0;
        FILE *out = open_memstream(&said, &length);
        REQUIRE(out != NULL);
        REQUIRE(diags_print(out, &diags, &file, 1, &(struct diag_style){.max_errors = 5}));
        fclose(out);
        free(said);
    }
    free(text);
}
