/* options.h - the command line as a value: which command, on what, how. */
#ifndef LLMCOST_CLI_OPTIONS_OPTIONS_H
#define LLMCOST_CLI_OPTIONS_OPTIONS_H

#include "cli/commands/commands.h"
#include "core/base/codes.h"
#include "io/report/gates.h"
#include "text/complaints.h"
#include "text/date.h"

#include <stdbool.h>
#include <stdint.h>

enum { DEFAULT_MAX_ERRORS = 20, DEFAULT_WIDTH = 80, MIN_WIDTH = 40, MAX_WIDTH = 1000 };
/* The complaints of a file name the --set they are about in eight bits. */
enum { MAX_SETS = 200 };

enum color_choice { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

/* One output of a run: a format and where it goes. */
struct target {
    enum output_format format;
    const char *path; /* NULL: stdout */
};

struct options {
    const struct command_row *command; /* NULL: none was named, and no file either */
    const char **storage;              /* of the lists below */
    const char **operands;
    int operand_count;
    const char **sets; /* PATH=VALUE, each with its = */
    int set_count;
    const char **old_sets, **new_sets; /* the same for one side of a diff */
    int old_set_count, new_set_count;
    struct target *targets; /* those with a path first, stdout last */
    int target_count;
    const char *output;        /* of -o */
    enum output_format format; /* of the last bare -f, FORMAT_NONE when there was none */
    enum diag_format error_format;
    enum color_choice color;
    int max_errors;
    int width;                    /* 0: not stated */
    int threads;                  /* 0: one for each processor */
    const char *option, *against; /* ids, NULL: not stated */
    bool on_horizon;
    char samples_set[40], seed_set[40]; /* the --set that --samples and --seed stand for */
    struct gates gates;                 /* of the flags alone */
    const char **prices;                /* price files, in the order given */
    int price_count;
    const char **old_prices, **new_prices; /* those of one side of a diff */
    int old_price_count, new_price_count;
    char as_of[MAX_DATE];          /* a date, "" when not stated and no SOURCE_DATE_EPOCH either */
    const char *pattern, *columns; /* NULL: not stated */
    double gpus, max_ttft_ms, max_tpot_ms; /* 0: not stated */
    bool spot, allow_outliers;
    bool exit_code;
    bool strict, ascii, quiet, help, version;
    uint64_t seen; /* a bit for each option row that was used */
};

/* One option: from its row come parsing, help, completion and the manual. */
struct option_row {
    const char *name;     /* without the dashes */
    char letter;          /* 0: none */
    const char *argument; /* what help calls its value, NULL for a switch */
    const char *words;    /* the values it takes, separated by spaces, NULL: not only words */
    const char *text;     /* one sentence for people */
    /* Store the value (NULL for a switch); on failure complain and return false. */
    bool (*take)(struct options *options, const char *value, struct llmcost_diags *diags);
    uint32_t commands; /* a bit for each enum command_id it applies to */
};
const struct option_row *option_rows(int *ret_count);

/* Read the command line; all its problems are in diags. False on a problem, but what could be read
 * is in *ret_options all the same, so that the complaints can be printed as asked for. Free with
 * options_free() in either case. */
bool options_parse(int argc, char **argv, struct options *ret_options, struct llmcost_diags *diags);
void options_free(struct options *options);

#endif
