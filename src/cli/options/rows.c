/* rows.c - the table of options, and how the value of each is read.
 * Knows what an option means for struct options; refuses to know how a command line is taken apart
 * (options.c) or what a command then does.
 * To add an option: a row here, and a member in options.h where its value goes.
 */
#include "cli/options/gates.h"

#include <stdlib.h>
#include <string.h>

#define ALL          (~0u)
#define ON(command)  (1u << (command))
#define ON_QUESTIONS (ON(COMMAND_EXPLAIN) | ON(COMMAND_SOLVE) | ON(COMMAND_SWEEP))
#define ON_GATES     (ON(COMMAND_REPORT) | ON(COMMAND_DIFF))
#define ON_SCENARIOS (ON(COMMAND_REPORT) | ON(COMMAND_CHECK) | ON(COMMAND_DIFF) | ON_QUESTIONS)

static const char *const format_names[FORMATS] = {[FORMAT_TABLE] = "table",
                                                  [FORMAT_JSON] = "json",
                                                  [FORMAT_MARKDOWN] = "markdown",
                                                  [FORMAT_CSV] = "csv"};

static void complain_value(struct llmcost_diags *diags, const char *option, const char *value,
                           const char *wanted)
{
    llmcost_complain(diags, LLMCOST_ERROR, E_OPTION_VALUE, 0, 0, "%s cannot be \"%.80s\"", option,
                     value);
    llmcost_advise(diags, "write %s", wanted);
}

/* The index of a word among `count`, -1 when it is none of them; NULL words are skipped. */
static int word_index(const char *value, size_t length, const char *const *words, int count)
{
    for (int i = 0; i < count; i++)
        if (words[i] != NULL && strlen(words[i]) == length && memcmp(words[i], value, length) == 0)
            return i;
    return -1;
}

static bool take_format(struct options *options, const char *value, struct llmcost_diags *diags)
{
    size_t length = strcspn(value, ":");
    const char *path = value[length] == ':' ? value + length + 1 : NULL;
    int format = word_index(value, length, format_names, FORMATS);
    if (format < 0 || (path != NULL && *path == '\0')) {
        complain_value(diags, "--format", value,
                       "table, json, markdown or csv, or one with a file: json:x.json");
        return false;
    }
    if (path != NULL)
        options->targets[options->target_count++] =
            (struct target){.format = (enum output_format)format, .path = path};
    else
        options->format = (enum output_format)format;
    return true;
}

static bool take_output(struct options *options, const char *value, struct llmcost_diags *diags)
{
    if (*value == '\0') {
        complain_value(diags, "--output", value, "the name of a file, or - for stdout");
        return false;
    }
    options->output = value;
    return true;
}

static bool take_set(struct options *options, const char *value, struct llmcost_diags *diags)
{
    const char *equals = strchr(value, '=');
    if (equals == NULL || equals == value) {
        complain_value(diags, "--set", value, "--set PATH=VALUE, such as --set workload.burst=2");
        return false;
    }
    if (options->set_count >= MAX_SETS) {
        llmcost_complain(diags, LLMCOST_ERROR, E_OPTION_VALUE, 0, 0, "more than %d times --set",
                         MAX_SETS);
        llmcost_advise(diags, "write the values into the scenario");
        return false;
    }
    options->sets[options->set_count++] = value;
    return true;
}

static bool take_strict(struct options *options, const char *value, struct llmcost_diags *diags)
{
    (void)value, (void)diags;
    options->strict = true;
    return true;
}

static bool take_error_format(struct options *options, const char *value,
                              struct llmcost_diags *diags)
{
    static const char *const names[] = {[DIAG_HUMAN] = "human",
                                        [DIAG_SHORT] = "short",
                                        [DIAG_JSON] = "json",
                                        [DIAG_GITHUB] = "github"};
    int format = word_index(value, strlen(value), names, (int)(sizeof names / sizeof *names));
    if (format < 0) {
        complain_value(diags, "--error-format", value, "human, short, json or github");
        return false;
    }
    options->error_format = (enum diag_format)format;
    return true;
}

/* A whole number within bounds, plain digits only. */
static bool whole_number(const char *value, int min, int max, int *ret_number)
{
    size_t digits = strspn(value, "0123456789");
    if (digits == 0 || digits > 9 || value[digits] != '\0')
        return false;
    long number = strtol(value, NULL, 10);
    if (number < min || number > max)
        return false;
    *ret_number = (int)number;
    return true;
}

static bool take_max_errors(struct options *options, const char *value, struct llmcost_diags *diags)
{
    if (whole_number(value, 1, LLMCOST_MAX_DIAGS, &options->max_errors))
        return true;
    complain_value(diags, "--max-errors", value, "a whole number from 1 to 200");
    return false;
}

static bool take_color(struct options *options, const char *value, struct llmcost_diags *diags)
{
    static const char *const names[] = {
        [COLOR_AUTO] = "auto", [COLOR_ALWAYS] = "always", [COLOR_NEVER] = "never"};
    int choice = word_index(value, strlen(value), names, (int)(sizeof names / sizeof *names));
    if (choice < 0) {
        complain_value(diags, "--color", value, "auto, always or never");
        return false;
    }
    options->color = (enum color_choice)choice;
    return true;
}

static bool take_ascii(struct options *options, const char *value, struct llmcost_diags *diags)
{
    (void)value, (void)diags;
    options->ascii = true;
    return true;
}

static bool take_width(struct options *options, const char *value, struct llmcost_diags *diags)
{
    if (whole_number(value, MIN_WIDTH, MAX_WIDTH, &options->width))
        return true;
    complain_value(diags, "--width", value, "a whole number of columns from 40 to 1000");
    return false;
}

static bool take_quiet(struct options *options, const char *value, struct llmcost_diags *diags)
{
    (void)value, (void)diags;
    options->quiet = true;
    return true;
}

/* A whole number as the value of an input: --samples N is --set uncertainty.samples=N. */
static bool take_as_set(struct options *options, const char *option, const char *path,
                        const char *value, double least, double most, char *set, size_t size,
                        struct llmcost_diags *diags)
{
    size_t digits = strspn(value, "0123456789");
    double number = digits > 0 && digits <= 10 && value[digits] == '\0' ? strtod(value, NULL) : -1;
    if (!(number >= least && number <= most)) {
        char wanted[80];
        snprintf(wanted, sizeof wanted, "a whole number from %.0f to %.0f", least, most);
        complain_value(diags, option, value, wanted);
        return false;
    }
    snprintf(set, size, "%s=%.0f", path, number);
    return take_set(options, set, diags);
}

static bool take_samples(struct options *options, const char *value, struct llmcost_diags *diags)
{
    return take_as_set(options, "--samples", "uncertainty.samples", value, 2, 1048576,
                       options->samples_set, sizeof options->samples_set, diags);
}

static bool take_seed(struct options *options, const char *value, struct llmcost_diags *diags)
{
    return take_as_set(options, "--seed", "uncertainty.seed", value, 0, 4294967295.0,
                       options->seed_set, sizeof options->seed_set, diags);
}

static bool take_threads(struct options *options, const char *value, struct llmcost_diags *diags)
{
    if (whole_number(value, 1, 1024, &options->threads))
        return true;
    complain_value(diags, "--threads", value, "a whole number from 1 to 1024");
    return false;
}

static bool take_option(struct options *options, const char *value, struct llmcost_diags *diags)
{
    (void)diags;
    options->option = value;
    return true;
}

static bool take_against(struct options *options, const char *value, struct llmcost_diags *diags)
{
    (void)diags;
    options->against = value;
    return true;
}

static bool take_on(struct options *options, const char *value, struct llmcost_diags *diags)
{
    static const char *const names[] = {"monthly", "horizon"};
    int choice = word_index(value, strlen(value), names, 2);
    if (choice < 0) {
        complain_value(diags, "--on", value, "monthly or horizon");
        return false;
    }
    options->on_horizon = choice == 1;
    return true;
}

/* Another file of a list that has room for one an argument. */
static bool take_file(const char *option, const char **list, int *count, const char *value,
                      struct llmcost_diags *diags)
{
    enum { MAX_FILES = 16 };
    if (*value == '\0' || *count >= MAX_FILES) {
        complain_value(diags, option, value, "the name of a file, up to 16 times");
        return false;
    }
    list[(*count)++] = value;
    return true;
}

static bool take_prices(struct options *options, const char *value, struct llmcost_diags *diags)
{
    return take_file("--prices", options->prices, &options->price_count, value, diags);
}

static bool take_old_prices(struct options *options, const char *value, struct llmcost_diags *diags)
{
    return take_file("--old-prices", options->old_prices, &options->old_price_count, value, diags);
}

static bool take_new_prices(struct options *options, const char *value, struct llmcost_diags *diags)
{
    return take_file("--new-prices", options->new_prices, &options->new_price_count, value, diags);
}

static bool take_as_of(struct options *options, const char *value, struct llmcost_diags *diags)
{
    int days;
    if (date_days(value, &days)) {
        snprintf(options->as_of, sizeof options->as_of, "%s", value);
        return true;
    }
    complain_value(diags, "--as-of", value, "a date such as 2026-11-21");
    return false;
}

static bool take_allow_outliers(struct options *options, const char *value,
                                struct llmcost_diags *diags)
{
    (void)value, (void)diags;
    options->allow_outliers = true;
    return true;
}

/* A number above 0 by the grammar of a scenario. */
static bool take_number(const char *option, const char *value, double most, const char *wanted,
                        double *ret_number, struct llmcost_diags *diags)
{
    const char *why;
    double number = 0;
    if (llmcost_parse_number(value, strlen(value), &number, &why) && number > 0 && number <= most) {
        *ret_number = number;
        return true;
    }
    complain_value(diags, option, value, wanted);
    return false;
}

static bool take_gpus(struct options *options, const char *value, struct llmcost_diags *diags)
{
    int gpus;
    if (!whole_number(value, 1, 100000, &gpus)) {
        complain_value(diags, "--gpus", value, "a whole number from 1 to 100000");
        return false;
    }
    options->gpus = gpus;
    return true;
}

static bool take_max_ttft_ms(struct options *options, const char *value,
                             struct llmcost_diags *diags)
{
    return take_number("--max-ttft-ms", value, 1e9, "milliseconds, such as 500",
                       &options->max_ttft_ms, diags);
}

static bool take_max_tpot_ms(struct options *options, const char *value,
                             struct llmcost_diags *diags)
{
    return take_number("--max-tpot-ms", value, 1e9, "milliseconds, such as 50",
                       &options->max_tpot_ms, diags);
}

static bool take_columns(struct options *options, const char *value, struct llmcost_diags *diags)
{
    if (strchr(value, '=') == NULL) {
        complain_value(diags, "--columns", value,
                       "such as timestamp=ts,input=prompt_tokens,output=completion_tokens");
        return false;
    }
    options->columns = value;
    return true;
}

static bool take_match(struct options *options, const char *value, struct llmcost_diags *diags)
{
    (void)diags;
    options->pattern = value;
    return true;
}

static bool take_spot(struct options *options, const char *value, struct llmcost_diags *diags)
{
    (void)value, (void)diags;
    options->spot = true;
    return true;
}

static bool take_help(struct options *options, const char *value, struct llmcost_diags *diags)
{
    (void)value, (void)diags;
    options->help = true;
    return true;
}

static bool take_version(struct options *options, const char *value, struct llmcost_diags *diags)
{
    (void)value, (void)diags;
    options->version = true;
    return true;
}

static const struct option_row rows[] = {
    {.name = "format",
     .letter = 'f',
     .argument = "FMT[:FILE]",
     .take = take_format,
     .commands = ON(COMMAND_REPORT) | ON(COMMAND_DIFF) | ON(COMMAND_CATALOG) | ON_QUESTIONS,
     .text = "table (default), json, markdown (a pull-request comment) or csv; with :FILE written "
             "there, and then nothing goes to stdout unless a bare -f or -o asks for it; "
             "repeatable"},
    {.name = "output",
     .letter = 'o',
     .argument = "FILE",
     .take = take_output,
     .commands = ALL,
     .text = "write to FILE instead of stdout, whole or not at all; a name in .json, .md or .csv "
             "picks the format where there is a choice"},
    {.name = "set",
     .argument = "PATH=VALUE",
     .take = take_set,
     .commands = ON_SCENARIOS,
     .text = "change an input of every scenario, such as workload.burst=2; repeatable"},
    {.name = "option",
     .argument = "ID",
     .take = take_option,
     .commands = ON(COMMAND_SOLVE),
     .text = "the option that is to be the cheaper one; every host and hybrid unless stated"},
    {.name = "against",
     .argument = "ID",
     .take = take_against,
     .commands = ON(COMMAND_SOLVE),
     .text = "the option it is held against; the baseline unless stated"},
    {.name = "on",
     .argument = "WHAT",
     .words = "monthly horizon",
     .take = take_on,
     .commands = ON(COMMAND_SOLVE),
     .text = "what is compared: monthly (the first month's bill, default) or horizon"},
    {.name = "samples",
     .argument = "N",
     .take = take_samples,
     .commands = ON(COMMAND_REPORT),
     .text = "draws of the inputs that are ranges, instead of uncertainty.samples (4096)"},
    {.name = "seed",
     .argument = "N",
     .take = take_seed,
     .commands = ON(COMMAND_REPORT),
     .text = "which draws, instead of uncertainty.seed (1)"},
    {.name = "threads",
     .argument = "N",
     .take = take_threads,
     .commands = ON(COMMAND_REPORT),
     .text = "threads to draw with, as many as processors unless stated; the figures are the same"},
    {.name = "old-set",
     .argument = "PATH=VALUE",
     .take = take_old_set,
     .commands = ON(COMMAND_DIFF),
     .text = "change an input of OLD alone; repeatable"},
    {.name = "new-set",
     .argument = "PATH=VALUE",
     .take = take_new_set,
     .commands = ON(COMMAND_DIFF),
     .text = "change an input of NEW alone; repeatable"},
    {.name = "prices",
     .argument = "FILE",
     .take = take_prices,
     .commands = ON_SCENARIOS | ON(COMMAND_CATALOG),
     .text = "look up `from` in this price list first: LiteLLM, OpenRouter, models.dev, "
             "genai-prices, llm-prices or our own YAML; repeatable"},
    {.name = "old-prices",
     .argument = "FILE",
     .take = take_old_prices,
     .commands = ON(COMMAND_DIFF),
     .text = "a price list for OLD alone; repeatable"},
    {.name = "new-prices",
     .argument = "FILE",
     .take = take_new_prices,
     .commands = ON(COMMAND_DIFF),
     .text = "a price list for NEW alone; repeatable"},
    {.name = "as-of",
     .argument = "DATE",
     .take = take_as_of,
     .commands = ON_SCENARIOS | ON(COMMAND_CATALOG) | ON(COMMAND_IMPORT),
     .text = "take the prices in force on that day, such as 2026-11-21, and warn about those noted "
             "more than 90 days before it; else SOURCE_DATE_EPOCH, else no date is judged"},
    {.name = "allow-outliers",
     .take = take_allow_outliers,
     .commands = ON_SCENARIOS | ON(COMMAND_CATALOG) | ON(COMMAND_IMPORT),
     .text = "let prices above 1,000 per Mtok through, which are unit errors as a rule"},
    {.name = "gpus",
     .argument = "N",
     .take = take_gpus,
     .commands = ON(COMMAND_IMPORT),
     .text = "GPUs that served the benchmark (import bench): no file says it, and it is never "
             "guessed"},
    {.name = "max-ttft-ms",
     .argument = "N",
     .take = take_max_ttft_ms,
     .commands = ON(COMMAND_IMPORT),
     .text = "leave out runs with a longer time to first token (import bench)"},
    {.name = "max-tpot-ms",
     .argument = "N",
     .take = take_max_tpot_ms,
     .commands = ON(COMMAND_IMPORT),
     .text = "leave out runs with a longer time per output token (import bench)"},
    {.name = "columns",
     .argument = "NAME=COLUMN,...",
     .take = take_columns,
     .commands = ON(COMMAND_IMPORT),
     .text = "which columns hold timestamp, input, output and cached (import usage)"},
    {.name = "match",
     .argument = "PATTERN",
     .take = take_match,
     .commands = ON(COMMAND_IMPORT),
     .text = "only keys that hold PATTERN (import prices, bench, gpus)"},
    {.name = "spot",
     .take = take_spot,
     .commands = ON(COMMAND_IMPORT),
     .text = "spot prices instead of those on demand (import gpus)"},
    {.name = "max-monthly-cost",
     .argument = "X",
     .take = take_max_monthly_cost,
     .commands = ON_GATES,
     .text = "exit 1 when the recommended option costs more than X a month"},
    {.name = "max-increase",
     .argument = "X|N%",
     .take = take_max_increase,
     .commands = ON_GATES,
     .text = "exit 1 when the bill of the recommended option rises by more than that (diff)"},
    {.name = "max-decrease",
     .argument = "X|N%",
     .take = take_max_decrease,
     .commands = ON_GATES,
     .text = "exit 1 when the bill of the recommended option falls by more than that (diff)"},
    {.name = "min-margin",
     .argument = "N%",
     .take = take_min_margin,
     .commands = ON_GATES,
     .text = "exit 1 when the recommended option is less than that ahead of the next best one, "
             "over the horizon"},
    {.name = "fail-on",
     .argument = "WORDS",
     .take = take_fail_on,
     .commands = ON_GATES,
     .text = "exit 1 on any of verdict-change (diff), infeasible, missing-price, "
             "stale-price[=DAYS], assumed-input, warning; separated by commas"},
    {.name = "exit-code",
     .take = take_exit_code,
     .commands = ON(COMMAND_DIFF),
     .text = "exit 1 when anything differs"},
    {.name = "strict",
     .take = take_strict,
     .commands = ON_SCENARIOS | ON(COMMAND_IMPORT),
     .text = "treat warnings as errors"},
    {.name = "error-format",
     .argument = "FORMAT",
     .words = "human short json github",
     .take = take_error_format,
     .commands = ALL,
     .text = "how problems are printed: human (default), short, json or github"},
    {.name = "max-errors",
     .argument = "N",
     .take = take_max_errors,
     .commands = ON_SCENARIOS,
     .text = "problems shown of each file, 20 unless stated"},
    {.name = "color",
     .argument = "WHEN",
     .words = "auto always never",
     .take = take_color,
     .commands = ALL,
     .text = "auto (default), always or never; NO_COLOR and FORCE_COLOR are honoured"},
    {.name = "ascii",
     .take = take_ascii,
     .commands = ALL,
     .text = "nothing but ASCII in tables and messages"},
    {.name = "width",
     .argument = "N",
     .take = take_width,
     .commands = ON(COMMAND_REPORT) | ON(COMMAND_DIFF) | ON(COMMAND_FIELDS) | ON(COMMAND_CATALOG) |
                 ON_QUESTIONS,
     .text = "columns to fit into, 40 to 1000; else COLUMNS, the terminal, or 80"},
    {.name = "quiet",
     .letter = 'q',
     .take = take_quiet,
     .commands = ALL,
     .text = "nothing on stdout and no warnings: the exit status and the files say it all"},
    {.name = "help",
     .letter = 'h',
     .take = take_help,
     .commands = ALL,
     .text = "show help, also of one command: llmcost COMMAND -h"},
    {.name = "version",
     .letter = 'V',
     .take = take_version,
     .commands = ALL,
     .text = "show the version"},
};

const struct option_row *option_rows(int *ret_count)
{
    *ret_count = (int)(sizeof rows / sizeof *rows);
    return rows;
}
