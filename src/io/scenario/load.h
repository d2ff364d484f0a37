/* load.h - texts to a scenario: the YAML file, then what --set changes, through one parser. */
#ifndef LLMCOST_IO_SCENARIO_LOAD_H
#define LLMCOST_IO_SCENARIO_LOAD_H

#include "core/base/codes.h"

#include "llmcost.h"

#include <stdio.h>

/* A text with the name that messages use: the path as given, "<stdin>", or "--set PATH=VALUE". */
struct source {
    const char *name;
    const char *text;
    size_t length;
};

/* A saved report may be larger than any scenario. */
enum { MAX_FILE_BYTES = 4 << 20, MAX_REPORT_BYTES = 64 << 20, MAX_DEPTH = 64 };

/* Read a whole file, "-" for stdin, up to MAX_FILE_BYTES, or MAX_REPORT_BYTES where it
 * begins like a saved report. On failure (unreadable, a directory, too
 * large) false and one complaint; nothing to free. On success free ret_source->text. The name is
 * kept, not copied. */
bool source_read(const char *path, struct source *ret_source, struct llmcost_diags *diags);

/* Parse, apply the sets in order, fill the fields, then llmcost_check(). False when there is an
 * error; all problems of all texts are in diags (diag.input: 0 the file, n the n-th set), sorted.
 * A scenario may name one more text, {file: x.csv} of its load, found from the directory of
 * file->name: it is read into *ret_csv (name NULL: there is none) and stays there for whoever
 * prints the complaints about it, which have input set_count + 1. Free ret_csv->text in either
 * case; its name lives in the scenario. With ret_csv NULL no file is read, and such a load refused.
 * What `from`, `gpu` and `model` name is looked up in the catalogs; NULL: in those built in. */
struct catalogs;
bool scenario_load(const struct source *file, const struct source *sets, int set_count,
                   struct catalogs *catalogs, struct source *ret_csv,
                   struct llmcost_scenario *ret_scenario, struct llmcost_diags *diags);

#endif
