/* commands.h - the commands: one row each, one file each. */
#ifndef LLMCOST_CLI_COMMANDS_COMMANDS_H
#define LLMCOST_CLI_COMMANDS_COMMANDS_H

#include <stdbool.h>
#include <stdint.h>

/* Exit status of the program. */
enum status {
    STATUS_OK = 0,
    STATUS_GATE = 1,        /* the answer is no */
    STATUS_USAGE = 2,       /* the command line is wrong */
    STATUS_INPUT = 3,       /* a file cannot be used */
    STATUS_ENVIRONMENT = 4, /* a write failed, memory ran out */
};

enum command_id {
    COMMAND_REPORT,
    COMMAND_CHECK,
    COMMAND_EXPLAIN,
    COMMAND_SOLVE,
    COMMAND_SWEEP,
    COMMAND_DIFF,
    COMMAND_CATALOG,
    COMMAND_IMPORT,
    COMMAND_INIT,
    COMMAND_FIELDS,
    COMMAND_SCHEMA,
    COMMAND_COMPLETION,
    COMMAND_MAN,
    COMMANDS
};

enum output_format { FORMAT_NONE, FORMAT_TABLE, FORMAT_JSON, FORMAT_MARKDOWN, FORMAT_CSV, FORMATS };

struct app;

struct command_row {
    const char *name;
    const char *operands; /* as help shows them */
    const char *text;     /* one line for people */
    const char *details;  /* a paragraph for the command's own help, NULL when there is none */
    enum status (*run)(struct app *app);
    enum command_id id;
    int min_operands, max_operands; /* max -1: any number */
    uint32_t formats;               /* a bit for each enum output_format it can print */
};
/* All commands in the order of help; COMMANDS of them. */
const struct command_row *command_rows(void);
const struct command_row *command_find(const char *name);

enum status command_report(struct app *app);
enum status command_check(struct app *app);
enum status command_explain(struct app *app);
enum status command_solve(struct app *app);
enum status command_sweep(struct app *app);
enum status command_diff(struct app *app);
enum status command_catalog(struct app *app);
enum status command_import(struct app *app);
enum status command_init(struct app *app);
enum status command_fields(struct app *app);
enum status command_schema(struct app *app);
enum status command_completion(struct app *app);
enum status command_man(struct app *app);

#endif
