/* options.h - the command line as a value: which command, on what, how. */
#ifndef LLMCOST_CLI_OPTIONS_OPTIONS_H
#define LLMCOST_CLI_OPTIONS_OPTIONS_H

#include "cli/options/command.h"
#include "core/base/codes.h"
#include "io/import/import.h"
#include "io/report/gates.h"
#include "text/complaints.h"
#include "text/date.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

enum { DEFAULT_MAX_ERRORS = 20, DEFAULT_WIDTH = 80, MIN_WIDTH = 40, MAX_WIDTH = 1000 };
/* The complaints of a file name the --set they are about in eight bits. */
enum { MAX_SETS = 200 };

enum color_choice { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };
enum help_length { HELP_NONE, HELP_SHORT, HELP_LONG };
enum compared { ON_MONTHLY, ON_HORIZON };

/* One output of a run: a format and where it goes. */
struct target {
    const struct format *format;
    const char *path; /* NULL: stdout */
};

/* What an option that may be repeated was given, in that order. */
struct text_list {
    const char **text;
    int count;
    bool is_full; /* more were given, and that was complained about */
};

struct options {
    const struct command_row *command; /* NULL: none was named, and no file either */
    const char **storage;              /* of the lists below */
    const char **operands;
    int operand_count;
    struct text_list withs;                          /* fragments */
    struct text_list logs;                           /* of requests, to be imported */
    struct text_list sets, old_sets, new_sets;       /* PATH=VALUE; of one side of a diff */
    struct text_list prices, old_prices, new_prices; /* price files; of one side of a diff */
    bool
        prices_alone; /* of one side of a diff: what they lack is not taken from what is built in */
    struct target *targets; /* those with a path first, stdout last */
    int target_count;
    const char *output;          /* of -o */
    const struct format *format; /* of the last bare -f, NULL when there was none */
    int error_format;            /* enum diag_format */
    int color;                   /* enum color_choice */
    int on;                      /* enum compared */
    int table;                   /* enum report_table */
    int year_start;              /* of a fiscal year, a month; 0: not stated */
    int separator;               /* enum csv_separator */
    int max_errors;
    int width;                    /* 0: not stated */
    int threads;                  /* 0: one for each processor */
    const char *option, *against; /* ids, NULL: not stated */
    char samples[40], seed[40];   /* the --set that --samples and --seed stand for */
    struct gates gates;           /* of the flags alone */
    char as_of[MAX_DATE];         /* a date, "" when not stated and no SOURCE_DATE_EPOCH either */
    struct import_options import; /* but for what a run adds */
    double long_over[8];          /* its thresholds of long context */
    bool exit_code;
    bool brief, verbose;
    bool spelt_out; /* the option at hand is written in full, --help: more is wanted than of -h */
    int help;       /* enum help_length */
    bool strict, ascii, quiet, no_pager, version;
    uint64_t seen; /* a bit for each option row that was used */
};

/* Read the command line; all its problems are in diags. False on a problem, but what could be read
 * is in *ret_options all the same, so that the complaints can be printed as asked for. Free with
 * options_free() in either case. */
bool options_parse(int argc, char **argv, const struct command_row *const *commands,
                   struct options *ret_options, struct llmcost_diags *diags);
void options_free(struct options *options);
/* The command of that name; NULL: there is none. */
const struct command_row *command_find(const struct command_row *const *commands, const char *name);
/* The name that is nearest to a word; NULL: none is near. */
const char *command_nearest(const struct command_row *const *commands, const char *word);

/* targets.c: fill options->targets by -f and -o; false after a complaint. */
bool targets_resolve(struct options *options, struct llmcost_diags *diags);
/* What the command prints, with --brief. */
enum printed options_print(const struct options *options);

/* help.c: of one command, or of the whole program when it is NULL: a screen of names and examples,
 * or with a sentence for each of them. */
void help_print(FILE *out, const struct command_row *const *commands,
                const struct command_row *command, bool in_full);
/* Two lines for those who called it wrongly. */
void help_usage(FILE *out);

#endif
