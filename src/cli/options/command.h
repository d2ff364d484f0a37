/* command.h - what is known of a command: its row stands in the command's own file.
 * To add a command: a file in src/cli/commands/ that ends with its row, and the name of the row in
 * the list of rows.c there.
 */
#ifndef LLMCOST_CLI_OPTIONS_COMMAND_H
#define LLMCOST_CLI_OPTIONS_COMMAND_H

#include "print/formats.h"

/* Exit status of the program. */
enum status {
    STATUS_OK = 0,
    STATUS_GATE = 1,        /* the answer is no */
    STATUS_USAGE = 2,       /* the command line is wrong */
    STATUS_INPUT = 3,       /* a file cannot be used */
    STATUS_ENVIRONMENT = 4, /* a write failed, memory ran out */
};

/* That of several which the program ends with. */
static inline enum status status_worst(enum status one, enum status other)
{
    return one > other ? one : other;
}

/* The groups of options; those of no group are taken by every command. */
enum option_group {
    TAKES_INPUTS = 1 << 0,
    TAKES_STRICT = 1 << 1,
    TAKES_PRICES = 1 << 2,
    TAKES_DATE = 1 << 3,
    TAKES_WITH = 1 << 12,
    TAKES_TABLE = 1 << 13,
    TAKES_SCENARIO = TAKES_INPUTS | TAKES_STRICT | TAKES_PRICES | TAKES_DATE | TAKES_WITH,
    TAKES_FORMAT = 1 << 4,
    TAKES_WIDTH = 1 << 5,
    TAKES_DRAWS = 1 << 6,
    TAKES_PAIR = 1 << 7,
    TAKES_SIDES = 1 << 8,
    TAKES_GATES = 1 << 9,
    TAKES_IMPORT = 1 << 10,
    TAKES_LENGTH = 1 << 11,
    TAKES_USAGE = 1 << 14,
    TAKES_READING = 1 << 15, /* how a log is read */
};

/* Under which head the short help lists a command, in its order. */
enum command_group { GROUP_START, GROUP_DECIDE, GROUP_DEFEND, GROUP_DATA, GROUP_TOOLS };

/* A command line that works, without "llmcost", and what it is for. */
struct command_example {
    const char *line, *note;
};
enum { MAX_EXAMPLES = 4 };

struct app;

struct command_row {
    const char *name;
    const char *operands; /* as help shows them: words to type in small letters */
    const char *needs;    /* what the operands below the minimum are, NULL: there is no minimum */
    const char *text;     /* one line for people */
    const char *details;  /* a paragraph for the command's own help */
    enum command_group group;
    struct command_example examples[MAX_EXAMPLES]; /* the rest: no line */
    enum status (*run)(struct app *app);
    int min_operands, max_operands; /* max -1: any number */
    enum printed prints; /* PRINTS_TEXT: the command writes the one sink there is by itself */
    int takes;           /* enum option_group */
};

#endif
