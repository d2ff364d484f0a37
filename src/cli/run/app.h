/* app.h - one run of the program: what a command gets to work with. */
#ifndef LLMCOST_CLI_RUN_APP_H
#define LLMCOST_CLI_RUN_APP_H

#include "cli/options/options.h"
#include "cli/run/output.h"
#include "io/report/report.h"

/* Texts that stand for files in a run that opens none. */
struct texts {
    const struct source *list;
    int count;
};

/* A command writes each sink, complains in diags about anything but files, and returns its status.
 * Nothing it writes is seen by anybody unless the status is 0 or 1. */
struct app {
    const struct options *options;
    const struct command_row *const *commands; /* all there are, for what is written about them */
    struct sink *sinks;
    int sink_count;
    const char *pager; /* of stdout, NULL: none */
    struct diag_style diag_style;
    struct llmcost_diags *diags;
    FILE *complaints;          /* where those about files go as they are found */
    const struct texts *texts; /* NULL: operands are files */
};

/* Complaints that are about no file, under the program's own name. */
void app_print_complaints(const struct app *app);

/* What the command prints, on every sink in its format. */
enum status app_print(const struct app *app, struct print_job job);

/* The index of the first operand among the words, 0 where there is no operand; -1 after a
 * complaint. */
int app_word(struct app *app, const char *const *words, int count);

#endif
