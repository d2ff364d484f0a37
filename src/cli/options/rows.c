/* rows.c - the table of options.
 * Knows what an option means for struct options; refuses to know how a command line is taken apart
 * (options.c), how a kind of value is read (values.c) or what a command then does.
 * To add an option: a row here, and a member in options.h where its value goes.
 */
#include "cli/options/rows.h"
#include "core/base/count.h"

#include <stddef.h>
#include <string.h>

/* The offset of a member, which must have the stated type or the row does not compile. */
/* NOLINTBEGIN(bugprone-macro-parentheses): a type takes none */
#define FIELD(type, member)                                                                        \
    _Generic(((struct options *)0)->member, type : offsetof(struct options, member))
/* NOLINTEND(bugprone-macro-parentheses) */

/* ---- Words ---- */

static const struct option_word error_words[] = {
    [DIAG_HUMAN] = {.word = "human", .note = "default"},
    [DIAG_SHORT] = {.word = "short"},
    [DIAG_JSON] = {.word = "json"},
    [DIAG_GITHUB] = {.word = "github"},
    {.word = NULL},
};

static const struct option_word color_words[] = {
    [COLOR_AUTO] = {.word = "auto", .note = "default"},
    [COLOR_ALWAYS] = {.word = "always"},
    [COLOR_NEVER] = {.word = "never"},
    {.word = NULL},
};

static const struct option_word compared_words[] = {
    [ON_MONTHLY] = {.word = "monthly", .note = "the first month's bill, default"},
    [ON_HORIZON] = {.word = "horizon"},
    {.word = NULL},
};

static const struct option_word table_words[] = {
    [TABLE_LINES] = {.word = "lines", .note = "of the bills, default"},
    [TABLE_FLEET] = {.word = "fleet"},
    [TABLE_BREAK_EVEN] = {.word = "break-even"},
    [TABLE_TIMELINE] = {.word = "timeline"},
    [TABLE_BUDGET] = {.word = "budget", .note = "by month and year"},
    [TABLE_INPUTS] = {.word = "inputs"},
    {.word = NULL},
};

static const struct option_word separator_words[] = {
    [SEPARATOR_COMMA] = {.word = "comma", .note = "default"},
    [SEPARATOR_SEMICOLON] = {.word = "semicolon", .note = "and decimal commas"},
    [SEPARATOR_TAB] = {.word = "tab"},
    {.word = NULL},
};

static bool format_word(int index, struct option_word *ret_word)
{
    const struct format *format = formats[index];
    if (format != NULL)
        *ret_word = (struct option_word){.word = format->name, .note = format->text};
    return format != NULL;
}

static bool extension_word(int index, struct option_word *ret_word)
{
    const struct format *format = formats[index];
    if (format != NULL)
        *ret_word = (struct option_word){.word = format->extensions[0]};
    return format != NULL;
}

/* ---- Values ---- */

static bool take_format(const struct option_row *row, struct options *options, const char *value,
                        struct llmcost_diags *diags)
{
    size_t length = strcspn(value, ":");
    const char *path = value[length] == ':' ? value + length + 1 : NULL;
    const struct format *format = format_find(value, length);
    if (format == NULL || (path != NULL && *path == '\0'))
        return option_refuse_words(row, value, diags);
    if (path != NULL)
        options->targets[options->target_count++] = (struct target){.format = format, .path = path};
    else
        options->format = format;
    return true;
}

static struct text_list *list_of(const struct option_row *row, struct options *options)
{
    return (struct text_list *)(void *)((char *)options + row->offset);
}

static bool add_setting(const struct option_row *row, struct text_list *list, const char *value,
                        struct llmcost_diags *diags)
{
    if (list->is_full)
        return false;
    if (list->count >= MAX_SETS) {
        list->is_full = true;
        return deny(diags, E_OPTION_VALUE, "write the values into the scenario",
                    "more than %d times --%s", MAX_SETS, row->name);
    }
    list->text[list->count++] = value;
    return true;
}

static bool take_setting(const struct option_row *row, struct options *options, const char *value,
                         struct llmcost_diags *diags)
{
    const bool good = value[0] != '=' && strchr(value, '=') != NULL;
    return good ? add_setting(row, list_of(row, options), value, diags)
                : option_refuse(row, value, NULL, row->wanted, diags);
}

static bool take_file(const struct option_row *row, struct options *options, const char *value,
                      struct llmcost_diags *diags)
{
    enum { MAX_FILES = 16 };
    struct text_list *list = list_of(row, options);
    if (*value == '\0' || list->count >= MAX_FILES)
        return option_refuse(row, value, NULL, "the name of a file, up to 16 times", diags);
    list->text[list->count++] = value;
    return true;
}

/* What import usage has written already is a fragment, anything else a log. */
static bool take_usage(const struct option_row *row, struct options *options, const char *value,
                       struct llmcost_diags *diags)
{
    const char *dot = strrchr(value, '.');
    const bool is_fragment = dot != NULL && (strcmp(dot, ".yaml") == 0 || strcmp(dot, ".yml") == 0);
    struct option_row with = *row;
    with.offset = offsetof(struct options, withs);
    return take_file(is_fragment ? &with : row, options, value, diags);
}

/* A whole number as the value of an input: --samples N is --set uncertainty.samples=N. */
static bool take_draws(const struct option_row *row, struct options *options, const char *value,
                       struct llmcost_diags *diags)
{
    char *set = (char *)options + row->offset;
    double number;
    if (!option_whole(row, value, &number, diags))
        return false;
    snprintf(set, sizeof options->samples, "uncertainty.%s=%.0f", row->name, number);
    return add_setting(row, &options->sets, set, diags);
}

static bool take_as_of(const struct option_row *row, struct options *options, const char *value,
                       struct llmcost_diags *diags)
{
    int days;
    if (!date_days(value, &days))
        return option_refuse(row, value, NULL, "a date such as 2026-11-21", diags);
    snprintf(options->as_of, sizeof options->as_of, "%s", value);
    return true;
}

/* A number above 0 by the grammar of a scenario. */
static bool take_milliseconds(const struct option_row *row, struct options *options,
                              const char *value, struct llmcost_diags *diags)
{
    const char *why;
    double number = 0;
    if (!llmcost_parse_number(value, strlen(value), &number, &why) || !(number > 0) || number > 1e9)
        return option_refuse(row, value, NULL, row->wanted, diags);
    *(double *)(void *)((char *)options + row->offset) = number;
    return true;
}

static bool take_columns(const struct option_row *row, struct options *options, const char *value,
                         struct llmcost_diags *diags)
{
    options->import.columns = value;
    return strchr(value, '=') != NULL || option_refuse(row, value, NULL, row->wanted, diags);
}

/* Tokens, as a scenario writes numbers: 32000, 128k. */
static bool take_long_over(const struct option_row *row, struct options *options, const char *value,
                           struct llmcost_diags *diags)
{
    const int most = (int)COUNT(options->long_over);
    const char *why;
    double number = 0;
    if (!llmcost_parse_number(value, strlen(value), &number, &why) || !(number >= 1) ||
        number > 1e9 || number != (double)(long)number || strchr(value, '%') != NULL)
        return option_refuse(row, value, NULL, row->wanted, diags);
    if (options->import.long_overs == most)
        return option_refuse(row, value, NULL, "given at most eight times", diags);
    options->long_over[options->import.long_overs++] = number;
    return true;
}

static bool take_help(const struct option_row *row, struct options *options, const char *value,
                      struct llmcost_diags *diags)
{
    (void)row, (void)value, (void)diags;
    const int length = options->spelt_out ? HELP_LONG : HELP_SHORT;
    options->help = length > options->help ? length : options->help;
    return true;
}

/* ---- Rows ---- */

/* clang-format off */
static const struct option_row rows[] = {
    {.heading = "Inputs",
     .name = "with", .argument = "FILE", .take = take_file,
     .offset = FIELD(struct text_list, withs), .value = VALUE_FILE,
     .group = TAKES_WITH,
     .text = "merge this part of a scenario, such as llmcost import writes, over each scenario before --set (init: into the starter); repeatable"},
    {.name = "from-usage", .argument = "FILE", .take = take_usage,
     .offset = FIELD(struct text_list, logs), .value = VALUE_FILE, .group = TAKES_USAGE,
     .text = "write the workload of this log, or of this fragment of import usage, into the "
             "starter; repeatable"},
    {.name = "set", .argument = "PATH=VALUE", .take = take_setting,
     .offset = FIELD(struct text_list, sets), .value = VALUE_SETTING,
     .wanted = "--set PATH=VALUE, such as --set workload.burst=2",
     .group = TAKES_INPUTS,
     .text = "change an input of every scenario, such as workload.burst=2; null removes it; repeatable"},
    {.name = "old-set", .argument = "PATH=VALUE", .take = take_setting,
     .offset = FIELD(struct text_list, old_sets), .value = VALUE_SETTING,
     .wanted = "--old-set PATH=VALUE, such as --old-set apis.hosted.input_per_mtok=3",
     .group = TAKES_SIDES,
     .text = "change an input of OLD alone; repeatable"},
    {.name = "new-set", .argument = "PATH=VALUE", .take = take_setting,
     .offset = FIELD(struct text_list, new_sets), .value = VALUE_SETTING,
     .wanted = "--new-set PATH=VALUE, such as --new-set apis.hosted.input_per_mtok=3",
     .group = TAKES_SIDES,
     .text = "change an input of NEW alone; repeatable"},
    {.name = "prices", .argument = "FILE", .take = take_file,
     .offset = FIELD(struct text_list, prices), .value = VALUE_FILE, .group = TAKES_PRICES,
     .text = "look up `from` in this price list first: LiteLLM, OpenRouter, models.dev, "
             "genai-prices, llm-prices or our own YAML, which may hold gpus and models too; "
             "repeatable"},
    {.name = "old-prices", .argument = "FILE", .take = take_file,
     .offset = FIELD(struct text_list, old_prices), .value = VALUE_FILE, .group = TAKES_SIDES,
     .text = "a price list for OLD alone; repeatable"},
    {.name = "new-prices", .argument = "FILE", .take = take_file,
     .offset = FIELD(struct text_list, new_prices), .value = VALUE_FILE, .group = TAKES_SIDES,
     .text = "a price list for NEW alone; repeatable"},
    {.name = "as-of", .argument = "DATE", .take = take_as_of, .group = TAKES_DATE,
     .text = "take the prices in force on that day, such as 2026-11-21, and warn about those "
             "noted more than 90 days before it; else SOURCE_DATE_EPOCH, else no date is judged"},
    {.name = "allow-outliers", .kind = OPTION_SWITCH, .offset = FIELD(bool, import.allow_outliers),
     .group = TAKES_DATE,
     .text = "let prices above 1,000 per Mtok through, which are unit errors as a rule"},
    {.name = "samples", .argument = "N", .take = take_draws, .offset = FIELD(char *, samples),
     .min = 2, .max = 1048576, .group = TAKES_DRAWS,
     .text = "draws of the inputs that are ranges, instead of uncertainty.samples (4096)"},
    {.name = "seed", .argument = "N", .take = take_draws, .offset = FIELD(char *, seed), .min = 0,
     .max = 4294967295.0, .group = TAKES_DRAWS,
     .text = "which draws, instead of uncertainty.seed (1)"},
    {.name = "threads", .argument = "N", .kind = OPTION_WHOLE, .offset = FIELD(int, threads),
     .min = 1, .max = 1024, .group = TAKES_DRAWS,
     .text = "threads to draw with, as many as processors unless stated; the figures are the same"},
    {.name = "strict", .kind = OPTION_SWITCH, .offset = FIELD(bool, strict), .group = TAKES_STRICT,
     .text = "treat warnings as errors"},
    {.heading = "Question",
     .name = "option", .argument = "ID", .kind = OPTION_TEXT, .offset = FIELD(const char *, option),
     .value = VALUE_ID, .group = TAKES_PAIR,
     .text = "the option that is to be the cheaper one; every host and hybrid unless stated"},
    {.name = "against", .argument = "ID", .kind = OPTION_TEXT,
     .offset = FIELD(const char *, against), .value = VALUE_ID, .group = TAKES_PAIR,
     .text = "the option it is held against; the baseline unless stated"},
    {.name = "on", .argument = "WHAT", .kind = OPTION_WORDS, .words = compared_words,
     .offset = FIELD(int, on), .group = TAKES_PAIR,
     .text = "what is compared: %s"},
    {.heading = "Import",
     .name = "gpus", .argument = "N", .kind = OPTION_WHOLE, .offset = FIELD(int, import.gpus), .min = 1,
     .max = 100000, .group = TAKES_IMPORT,
     .text = "GPUs that served the benchmark (import bench): no file says it, and it is never "
             "guessed"},
    {.name = "max-ttft-ms", .argument = "N", .take = take_milliseconds,
     .offset = FIELD(double, import.max_ttft_ms), .wanted = "milliseconds, such as 500",
     .group = TAKES_IMPORT,
     .text = "leave out runs with a longer time to first token (import bench)"},
    {.name = "max-tpot-ms", .argument = "N", .take = take_milliseconds,
     .offset = FIELD(double, import.max_tpot_ms), .wanted = "milliseconds, such as 50",
     .group = TAKES_IMPORT,
     .text = "leave out runs with a longer time per output token (import bench)"},
    {.name = "frontier", .kind = OPTION_SWITCH, .offset = FIELD(bool, import.frontier),
     .group = TAKES_IMPORT,
     .text = "every measured point as `runs` of a host, for rules.max_ttft_ms and max_tpot_ms of "
             "the scenario to choose among (import bench)"},
    {.name = "columns", .argument = "NAME=COLUMN,...", .take = take_columns, .group = TAKES_READING,
     .wanted = "such as timestamp=ts,input=prompt_tokens,output=completion_tokens",
     .text = "which columns hold timestamp, input, output, cached, requests, model and end "
             "(import usage); input=a+b adds columns up"},
    {.name = "match", .argument = "PATTERN", .kind = OPTION_TEXT,
     .offset = FIELD(const char *, import.pattern), .group = TAKES_READING,
     .text = "only keys that hold PATTERN (import prices, bench, gpus), only models that do "
             "(import usage)"},
    {.name = "per-model", .kind = OPTION_SWITCH, .offset = FIELD(bool, import.per_model),
     .group = TAKES_IMPORT,
     .text = "a fragment for each model, with --- between them (import usage)"},
    {.name = "long-context-over", .argument = "N", .take = take_long_over,
     .wanted = "a number of tokens, such as 32000 or 200k",
     .group = TAKES_READING,
     .text = "input tokens above which a request is long, 200k unless stated; repeatable (import "
             "usage)"},
    {.name = "spot", .kind = OPTION_SWITCH, .offset = FIELD(bool, import.spot), .group = TAKES_IMPORT,
     .text = "spot prices instead of those on demand (import gpus)"},
    {.heading = "Output",
     .name = "format", .letter = 'f', .argument = "FMT[:FILE]", .take = take_format,
     .value = VALUE_FORMAT, .word = format_word,
     .wanted = ", or one with a file: json:x.json",
     .group = TAKES_FORMAT,
     .text = "%s; with :FILE written there, and then nothing goes to stdout unless a bare -f or "
             "-o asks for it; repeatable"},
    {.name = "output", .letter = 'o', .argument = "FILE", .kind = OPTION_FILE,
     .offset = FIELD(const char *, output), .word = extension_word,
     .wanted = "the name of a file, or - for stdout",
     .text = "write to FILE instead of stdout, whole or not at all; a name in %s picks the "
             "format where there is a choice, another ending needs -f"},
    {.name = "table", .argument = "TABLE", .kind = OPTION_WORDS, .offset = FIELD(int, table),
     .words = table_words, .group = TAKES_TABLE, .text = "which table of a report CSV holds: %s"},
    {.name = "fiscal-year-start", .argument = "MONTH", .kind = OPTION_WHOLE,
     .offset = FIELD(int, year_start), .min = 1, .max = 12, .wanted = " of a month",
     .group = TAKES_TABLE,
     .text = "the month in which the years of --table budget begin, 1 unless stated; --as-of is "
             "the first month of the horizon"},
    {.name = "csv-separator", .argument = "WHAT", .kind = OPTION_WORDS,
     .offset = FIELD(int, separator), .words = separator_words, .group = TAKES_FORMAT,
     .text = "what stands between the cells of CSV: %s"},
    {.name = "brief", .kind = OPTION_SWITCH, .offset = FIELD(bool, brief), .group = TAKES_LENGTH,
     .text = "one screen: the decision, totals, break-even, what was not priced and warned of"},
    {.name = "verbose", .letter = 'v', .kind = OPTION_SWITCH, .offset = FIELD(bool, verbose),
     .group = TAKES_LENGTH,
     .text = "all of the lists that are cut short: not priced, defaults, assumptions, the margin"},
    {.name = "quiet", .letter = 'q', .kind = OPTION_SWITCH, .offset = FIELD(bool, quiet),
     .text = "nothing on stdout and no warnings: the exit status and the files say it all"},
    {.heading = "Gates",
     .name = "max-monthly-cost", .argument = "X", .take = take_amount,
     .offset = FIELD(struct gate, gates.gate[GATE_MAX_MONTHLY_COST]), .group = TAKES_GATES,
     .text = "exit 1 when the recommended option costs more than X a month"},
    {.name = "max-increase", .argument = "X|N%", .take = take_change,
     .offset = FIELD(struct gate, gates.gate[GATE_MAX_INCREASE]), .group = TAKES_GATES,
     .text = "exit 1 when the bill of the recommended option rises by more than that (diff)"},
    {.name = "max-decrease", .argument = "X|N%", .take = take_change,
     .offset = FIELD(struct gate, gates.gate[GATE_MAX_DECREASE]), .group = TAKES_GATES,
     .text = "exit 1 when the bill of the recommended option falls by more than that (diff)"},
    {.name = "min-margin", .argument = "N%", .take = take_share,
     .offset = FIELD(struct gate, gates.gate[GATE_MIN_MARGIN]), .group = TAKES_GATES,
     .text = "exit 1 when the recommended option is less than that ahead of the next best one, "
             "over the horizon"},
    {.name = "fail-on", .argument = "WORDS", .take = take_fail_on, .value = VALUE_LIST,
     .word = fail_word, .group = TAKES_GATES,
     .text = "exit 1 on any of verdict-change (diff), infeasible, missing-price, "
             "stale-price[=DAYS], assumed-input, warning, unknown-rule; separated by commas"},
    {.name = "exit-code", .kind = OPTION_SWITCH, .offset = FIELD(bool, exit_code),
     .group = TAKES_SIDES,
     .text = "exit 1 when anything differs"},
    {.heading = "Screen",
     .name = "color", .argument = "WHEN", .kind = OPTION_WORDS, .words = color_words,
     .offset = FIELD(int, color),
     .text = "%s; NO_COLOR and FORCE_COLOR are honoured"},
    {.name = "ascii", .kind = OPTION_SWITCH, .offset = FIELD(bool, ascii),
     .text = "nothing but ASCII in tables and messages"},
    {.name = "width", .argument = "N", .kind = OPTION_WHOLE, .offset = FIELD(int, width),
     .min = MIN_WIDTH, .max = MAX_WIDTH, .wanted = " of columns", .group = TAKES_WIDTH,
     .text = "columns to fit into, 40 to 1000; else COLUMNS, the terminal, or 80"},
    {.name = "no-pager", .kind = OPTION_SWITCH, .offset = FIELD(bool, no_pager),
     .text = "no pager where the output is longer than the terminal; else it is LLMCOST_PAGER, "
             "PAGER or less"},
    {.name = "error-format", .argument = "FORMAT", .kind = OPTION_WORDS, .words = error_words,
     .offset = FIELD(int, error_format),
     .text = "how problems are printed: %s"},
    {.name = "max-errors", .argument = "N", .kind = OPTION_WHOLE, .offset = FIELD(int, max_errors),
     .min = 1, .max = LLMCOST_MAX_DIAGS, .group = TAKES_INPUTS,
     .text = "problems shown of each file, 20 unless stated"},
    {.heading = "Help",
     .name = "help", .letter = 'h', .take = take_help, .value = VALUE_NONE,
     .text = "show help, also of one command; -h is short, --help tells all"},
    {.name = "version", .letter = 'V', .kind = OPTION_SWITCH, .offset = FIELD(bool, version),
     .text = "show the version"},
};
/* clang-format on */

const struct option_row *option_rows(int *ret_count)
{
    *ret_count = (int)COUNT(rows);
    return rows;
}

const struct option_row *option_find(const char *name, size_t length)
{
    for (size_t i = 0; i < COUNT(rows); i++)
        if (strlen(rows[i].name) == length && memcmp(rows[i].name, name, length) == 0)
            return &rows[i];
    return NULL;
}

uint64_t option_bit(const struct option_row *row)
{
    return (uint64_t)1 << (row - rows);
}
