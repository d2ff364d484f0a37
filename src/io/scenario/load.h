/* load.h - texts to a scenario: the YAML file, then what --with and --set change, through one
 * parser. */
#ifndef LLMCOST_IO_SCENARIO_LOAD_H
#define LLMCOST_IO_SCENARIO_LOAD_H

#include "text/source.h"

#include "llmcost.h"

#include <stdio.h>

/* Parse, apply the sets in order, fill the fields, then llmcost_check(). The first of the sets may
 * be fragments: maps that are merged over the file. False when there is an error; all problems of
 * all texts are in diags (place.input: 0 the file, n the n-th set), sorted.
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
