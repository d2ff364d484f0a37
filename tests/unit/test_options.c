/* test_options.c - command lines to options: one row each. */
#include "unit.h"

#include "cli/commands/rows.h"
#include "cli/options/rows.h"

enum { MAX_WORDS = 8 };

struct line_case {
    const char *words[MAX_WORDS]; /* after the program's name */
    int code;                     /* of the first complaint, 0: it is fine */
    const char *advice;           /* part of its advice, NULL: any */
    const char *command;          /* NULL: none */
    int operands, sets, targets;
    const char *target; /* "format:path" of the last target, path - for stdout */
};

static const struct line_case lines[] = {
    {.words = {NULL}},
    {.words = {"a.yaml"}, .command = "report", .operands = 1, .targets = 1, .target = "table:-"},
    {.words = {"-"}, .command = "report", .operands = 1, .targets = 1, .target = "table:-"},
    {.words = {"./report"}, .command = "report", .operands = 1, .targets = 1, .target = "table:-"},
    {.words = {"report", "a"},
     .command = "report",
     .operands = 1,
     .targets = 1,
     .target = "table:-"},
    {.words = {"check", "a.yaml", "b.yaml"},
     .command = "check",
     .operands = 2,
     .targets = 1,
     .target = "table:-"},
    {.words = {"a.yaml", "-f", "json"},
     .command = "report",
     .operands = 1,
     .targets = 1,
     .target = "json:-"},
    {.words = {"-fjson", "a.yaml"},
     .command = "report",
     .operands = 1,
     .targets = 1,
     .target = "json:-"},
    {.words = {"--format=json", "a.yaml", "--format", "table"},
     .command = "report",
     .operands = 1,
     .targets = 1,
     .target = "table:-"},
    {.words = {"a.yaml", "-o", "x.json"},
     .command = "report",
     .operands = 1,
     .targets = 1,
     .target = "json:x.json"},
    {.words = {"a.yaml", "-o", "x.d/x"},
     .command = "report",
     .operands = 1,
     .targets = 1,
     .target = "table:x.d/x"},
    {.words = {"a.yaml", "-o", "x.json", "-f", "table"},
     .command = "report",
     .operands = 1,
     .targets = 1,
     .target = "table:x.json"},
    {.words = {"a.yaml", "-o", "x.pdf", "-f", "table"},
     .command = "report",
     .operands = 1,
     .targets = 1,
     .target = "table:x.pdf"},
    {.words = {"a.yaml", "-f", "json:x.pdf"},
     .command = "report",
     .operands = 1,
     .targets = 1,
     .target = "json:x.pdf"},
    {.words = {"a.yaml", "-o", "x.pdf"}, .code = E_FORMAT, .advice = ".txt, .json, .md"},
    {.words = {"diff", "a.yaml", "b.yaml", "-o", "x.xlsx"},
     .code = E_FORMAT,
     .advice = "end it in .txt, .json"},
    {.words = {"solve", "a.yaml", "workload.burst", "-f", "csv"},
     .code = E_FORMAT,
     .advice = "write -f table or -f json"},
    {.words = {"diff", "a.yaml", "b.yaml", "-f", "csv"},
     .command = "diff",
     .operands = 2,
     .targets = 1,
     .target = "csv:-"},
    {.words = {"init", "-o", "x.yaml"}, .command = "init", .targets = 1, .target = "table:x.yaml"},
    {.words = {"a.yaml", "-o", "-"},
     .command = "report",
     .operands = 1,
     .targets = 1,
     .target = "table:-"},
    {.words = {"a.yaml", "-f", "json:x"},
     .command = "report",
     .operands = 1,
     .targets = 1,
     .target = "json:x"},
    {.words = {"a.yaml", "-f", "json:x", "-f", "table"},
     .command = "report",
     .operands = 1,
     .targets = 2,
     .target = "table:-"},
    {.words = {"a.yaml", "-f", "json:C:x"},
     .command = "report",
     .operands = 1,
     .targets = 1,
     .target = "json:C:x"},
    {.words = {"fields", "-o", "x.json"},
     .command = "fields",
     .targets = 1,
     .target = "json:x.json"},
    {.words = {"schema", "-o", "x.json"},
     .command = "schema",
     .targets = 1,
     .target = "table:x.json"},
    {.words = {"a.yaml", "--set", "a=1", "--set=b=2=3"},
     .command = "report",
     .operands = 1,
     .sets = 2,
     .targets = 1,
     .target = "table:-"},
    {.words = {"--", "-x.yaml", "--set.yaml"},
     .command = "report",
     .operands = 2,
     .targets = 1,
     .target = "table:-"},
    {.words = {"init"}, .command = "init", .targets = 1, .target = "table:-"},
    {.words = {"-h"}},
    {.words = {"fields", "-qh"}, .command = "fields"},
    {.words = {"-V", "a.yaml"}, .command = "report", .operands = 1},
    {.words = {"reprot"}, .code = E_COMMAND, .advice = "did you mean \"report\"?"},
    {.words = {"help"}, .command = "help", .targets = 1, .target = "table:-"},
    {.words = {"help", "report"},
     .command = "help",
     .operands = 1,
     .targets = 1,
     .target = "table:-"},
    {.words = {"help", "report", "solve"}, .code = E_OPERANDS, .advice = "llmcost help [COMMAND]"},
    {.words = {"version"}, .command = "version", .targets = 1, .target = "table:-"},
    {.words = {""}, .code = E_OPERANDS, .advice = "a variable of the shell may not be set"},
    {.words = {"check", "a.yaml", ""}, .code = E_OPERANDS, .advice = "a variable of the shell"},
    {.words = {"solve", "a.yaml"}, .code = E_OPERANDS},
    {.words = {"a.yaml", "check"}, .code = E_OPERANDS, .advice = "llmcost check a.yaml"},
    {.words = {"report"}, .code = E_OPERANDS},
    {.words = {"-", "-"}, .code = E_OPERANDS},
    {.words = {"init", "a.yaml", "b.yaml"}, .code = E_OPERANDS},
    {.words = {"--form", "json"}, .code = E_OPTION, .advice = "--format"},
    {.words = {"--fromat=json"}, .code = E_OPTION, .advice = "did you mean --format?"},
    {.words = {"--zzzzzz"}, .code = E_OPTION, .advice = "lists the options"},
    {.words = {"-z"}, .code = E_OPTION},
    {.words = {"-qz"}, .code = E_OPTION},
    {.words = {"-strict"}, .code = E_OPTION, .advice = "did you mean --strict?"},
    {.words = {"init", "--strict"}, .code = E_OPTION},
    {.words = {"check", "a.yaml", "--width", "90"}, .code = E_OPTION},
    {.words = {"a.yaml", "--strict=yes"}, .code = E_OPTION_VALUE, .advice = "--strict alone"},
    {.words = {"a.yaml", "--format"}, .code = E_OPTION_VALUE},
    {.words = {"a.yaml", "-f", "yaml"}, .code = E_OPTION_VALUE},
    {.words = {"a.yaml", "-f", "jso"}, .code = E_OPTION_VALUE},
    {.words = {"a.yaml", "-f", "json:"}, .code = E_OPTION_VALUE},
    {.words = {"a.yaml", "-f", ""}, .code = E_OPTION_VALUE},
    {.words = {"a.yaml", "-o", ""}, .code = E_OPTION_VALUE},
    {.words = {"a.yaml", "--set", "x"}, .code = E_OPTION_VALUE},
    {.words = {"a.yaml", "--set", "=1"}, .code = E_OPTION_VALUE},
    {.words = {"a.yaml", "--max-errors", "0"}, .code = E_OPTION_VALUE},
    {.words = {"a.yaml", "--max-errors", "201"}, .code = E_OPTION_VALUE},
    {.words = {"a.yaml", "--width", "39"}, .code = E_OPTION_VALUE},
    {.words = {"a.yaml", "--width", "99999999999999999999"}, .code = E_OPTION_VALUE},
    {.words = {"a.yaml", "--width", "-80"}, .code = E_OPTION_VALUE},
    {.words = {"a.yaml", "--table", "lines"}, .code = E_OPTION, .advice = "add -f csv"},
    {.words = {"a.yaml", "--csv-separator", "comma"}, .code = E_OPTION, .advice = "add -f csv"},
    {.words = {"a.yaml", "--color", "Always"}, .code = E_OPTION_VALUE},
    {.words = {"a.yaml", "--error-format", "xml"}, .code = E_OPTION_VALUE},
    {.words = {"a.yaml", "-f", "json:x", "-o", "x"}, .code = E_OPTION_VALUE},
    {.words = {"a.yaml", "-f", "json:-", "-f", "table"}, .code = E_OPTION_VALUE},
    {.words = {"a.yaml", "--prices", ""}, .code = E_OPTION_VALUE, .advice = "name of a file"},
    {.words = {"a.yaml", "--as-of", "2026-02-30"}, .code = E_OPTION_VALUE, .advice = "2026-11-21"},
    {.words = {"a.yaml", "--as-of", "21.11.2026"}, .code = E_OPTION_VALUE},
    {.words = {"import", "usage", "x.csv", "--columns", "ts"},
     .code = E_OPTION_VALUE,
     .advice = "timestamp=ts"},
    {.words = {"import", "bench", "x.json", "--gpus", "0"}, .code = E_OPTION_VALUE},
    {.words = {"import", "bench", "x.json", "--max-ttft-ms", "-1"}, .code = E_OPTION_VALUE},
    {.words = {"a.yaml", "--spot"}, .code = E_OPTION},
};

static int parse(const char *const *words, struct options *options, struct llmcost_diags *diags)
{
    /* argv is char ** by tradition; nothing writes to it. */
    union {
        const char *read;
        char *write;
    } same;
    char *argv[MAX_WORDS + 2];
    int argc = 0;
    same.read = "llmcost";
    argv[argc++] = same.write;
    for (int i = 0; i < MAX_WORDS && words[i] != NULL; i++) {
        same.read = words[i];
        argv[argc++] = same.write;
    }
    argv[argc] = NULL;
    llmcost_diags_init(diags);
    return options_parse(argc, argv, commands, options, diags);
}

static void check_fine(const struct line_case *row, const struct options *options)
{
    assert_int_equal(options->operand_count, row->operands);
    assert_int_equal(options->sets.count, row->sets);
    assert_int_equal(options->target_count, row->targets);
    assert_string_equal(options->command != NULL ? options->command->name : "",
                        row->command != NULL ? row->command : "");
    if (row->targets > 0) {
        char text[64];
        const struct target *last = &options->targets[options->target_count - 1];
        snprintf(text, sizeof text, "%s:%s", last->format->name, last->path ? last->path : "-");
        assert_string_equal(text, row->target);
    }
}

static void test_lines(void **state)
{
    static struct llmcost_diags diags;
    (void)state;
    for (size_t i = 0; i < COUNT(lines); i++) {
        const struct line_case *row = &lines[i];
        struct options options;
        bool ok = parse(row->words, &options, &diags);
        if (ok != (row->code == 0) || (!ok && diags.list[0].code != row->code))
            print_error("row %zu: %s\n", i, row->words[0] ? row->words[0] : "");
        assert_int_equal(ok, row->code == 0);
        assert_int_equal(diags.errors > 0, !ok);
        if (ok)
            check_fine(row, &options);
        else
            assert_int_equal(diags.list[0].code, row->code);
        if (row->advice != NULL)
            assert_non_null(strstr(diags.list[0].advice, row->advice));
        options_free(&options);
    }
}

static void test_all_problems_at_once(void **state)
{
    static struct llmcost_diags diags;
    static const char *const words[MAX_WORDS] = {"--width", "3", "--zebra", "--error-format=json"};
    struct options options;
    (void)state;
    assert_false(parse(words, &options, &diags));
    assert_int_equal(diags.errors, 2);
    assert_int_equal(options.error_format, DIAG_JSON);
    options_free(&options);
}

static void test_too_many_sets(void **state)
{
    static struct llmcost_diags diags;
    static char program[] = "llmcost", file[] = "a.yaml", set[] = "--set=a=1";
    static char *argv[MAX_SETS + 4];
    struct options options;
    int argc = 0;
    (void)state;
    argv[argc++] = program;
    argv[argc++] = file;
    for (int i = 0; i < MAX_SETS; i++)
        argv[argc++] = set;
    llmcost_diags_init(&diags);
    assert_true(options_parse(argc, argv, commands, &options, &diags));
    options_free(&options);
    argv[argc++] = set;
    assert_false(options_parse(argc, argv, commands, &options, &diags));
    assert_int_equal(diags.list[0].code, E_OPTION_VALUE);
    options_free(&options);
}

/* Rows that would make two options look alike, or help useless. */
static void test_rows(void **state)
{
    int count;
    const struct option_row *rows = option_rows(&count);
    (void)state;
    assert_non_null(rows[0].heading);
    assert_in_range(count, 1, 64); /* options.seen has a bit for each */
    for (int i = 0; i < count; i++) {
        const struct option_row *row = &rows[i];
        struct option_word word;
        char text[512];
        assert_non_null(row->name);
        assert_non_null(row->text);
        assert_int_equal(row->take != NULL, row->kind == OPTION_CALLBACK);
        assert_int_equal(row->argument == NULL, option_value(row) == VALUE_NONE);
        assert_true(row->kind != OPTION_WHOLE || row->min < row->max);
        assert_true(row->kind != OPTION_FILE || row->wanted != NULL);
        assert_true(row->kind != OPTION_WORDS || option_word(row, 0, &word));
        /* Help says every word. */
        option_text(row, text, sizeof text);
        for (int n = 0; option_word(row, n, &word); n++)
            assert_non_null(strstr(text, word.word));
        for (int j = 0; j < i; j++) {
            assert_string_not_equal(row->name, rows[j].name);
            assert_true(row->letter == 0 || row->letter != rows[j].letter);
            assert_true(row->offset == 0 || row->offset != rows[j].offset);
        }
    }
}

static void test_commands(void **state)
{
    int count;
    const struct option_row *rows = option_rows(&count);
    (void)state;
    for (int i = 0; commands[i] != NULL; i++) {
        const struct command_row *row = commands[i];
        assert_true(row->name && row->run && row->text && row->details && row->operands);
        assert_int_equal(row->needs != NULL, row->min_operands > 0);
        assert_int_equal(row->prints != PRINTS_TEXT, (row->takes & TAKES_FORMAT) != 0);
        for (int j = 0; j < i; j++)
            assert_string_not_equal(row->name, commands[j]->name);
    }
    for (int i = 0; i < count; i++) {
        bool taken = false;
        for (int j = 0; commands[j] != NULL; j++)
            taken = taken || command_takes(commands[j], &rows[i]);
        assert_true(taken);
    }
}

/* A name or an ending stands for one format, and every format prints something. */
static void test_formats(void **state)
{
    (void)state;
    for (int i = 0; formats[i] != NULL; i++) {
        bool prints = false;
        for (int what = PRINTS_TEXT + 1; what < PRINTABLES; what++) {
            prints = prints || format_prints(formats[i], (enum printed)what);
            assert_true(i > 0 || format_prints(formats[i], (enum printed)what));
        }
        assert_true(prints);
        assert_ptr_equal(format_find(formats[i]->name, strlen(formats[i]->name)), formats[i]);
        assert_non_null(formats[i]->extensions[0]);
        for (size_t n = 0; n < COUNT(formats[i]->extensions); n++) {
            char path[80];
            if (formats[i]->extensions[n] == NULL)
                continue;
            snprintf(path, sizeof path, "a.b/x%s", formats[i]->extensions[n]);
            assert_ptr_equal(format_of_file(path), formats[i]);
        }
    }
    assert_ptr_equal(format_of_file("a.b/x"), formats[0]);
    assert_ptr_equal(format_of_file("a.b/.x"), formats[0]);
    assert_null(format_of_file("x.xlsx"));
    assert_null(format_of_file(".x.xlsx"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines),         cmocka_unit_test(test_all_problems_at_once),
        cmocka_unit_test(test_too_many_sets), cmocka_unit_test(test_rows),
        cmocka_unit_test(test_commands),      cmocka_unit_test(test_formats),
    };
    return cmocka_run_group_tests_name("options", tests, NULL, NULL);
}
