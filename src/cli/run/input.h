/* input.h - a scenario file on its way to a report. */
#ifndef LLMCOST_CLI_RUN_INPUT_H
#define LLMCOST_CLI_RUN_INPUT_H

#include "cli/run/app.h"
#include "io/catalog/catalogs.h"
#include "io/report/saved/report.h"
#include "io/scenario/load.h"
#include "text/arena.h"

/* The --with and --set options in the shapes that the loader and the report want. */
struct sets {
    struct source *sources;     /* room for the file, fragments, sets, room for the CSV of a load */
    int fragments, count;       /* how many are fragments, and with the sets */
    struct override *overrides; /* one for each key of a fragment and for each set */
    int override_count;
    struct arena arena;        /* what the overrides point to */
    bool read;                 /* the fragments were, or could not be */
    struct catalogs *catalogs; /* the price files of --prices and what is built in */
    bool opened;               /* they were, or could not be */
};
/* False when memory ran out; free with sets_free() in either case. */
bool sets_make(const struct options *options, struct sets *ret_sets);
void sets_free(struct sets *sets);
/* Read the fragments, once for all scenarios of a run, and print what is wrong with them. */
enum status sets_read_fragments(const struct app *app, struct sets *sets);
/* Open the price files, once for all scenarios of a run, and print what is wrong with them;
 * sets->catalogs stays NULL when there is nothing to open. */
enum status sets_open_catalogs(const struct app *app, struct sets *sets);

struct input {
    struct llmcost_scenario *scenario;
    struct report report;    /* of a saved file the first one */
    struct saved_file saved; /* of a scenario empty */
    const struct sets *sets; /* that it was loaded with */
};

/* What a command wants of a file. */
struct wanted {
    struct report_asks asks; /* beyond the bills and the verdict; the threads are the options' */
    bool tell_warnings;      /* print those of the result */
    int saved;               /* of enum saved_kind: what will do, several reports in a file */
    bool keep_text;          /* the text of the file stays in sets->sources[0] until sets_free() */
};

/* Read, parse, check and evaluate one file and print its complaints: with --strict the warnings of
 * the result too, as errors; with tell_warnings as warnings. Free with input_free() in either
 * case. */
enum status input_load(const struct app *app, struct sets *sets, const char *path,
                       struct wanted wanted, struct input *ret_input);
void input_free(struct input *input);
/* Load the file that the first operand names, and answer what is asked about it. */
enum status input_answer(struct app *app, struct wanted wanted,
                         enum status (*answer)(struct app *app, struct input *input));

#endif
