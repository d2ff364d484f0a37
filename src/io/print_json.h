/* print_json.h - what the two files that print a report as JSON share with nobody else. */
#ifndef LLMCOST_IO_PRINT_JSON_H
#define LLMCOST_IO_PRINT_JSON_H

#include "json.h"
#include "report.h"

/* Where one report's JSON goes, and whether memory has lasted so far. */
struct writer {
    const struct report *report;
    bool ok;
};

/* The id of an option, NULL for -1; a text of the scenario, NULL for offset 0. */
const char *option_or_null(const struct report *report, int option);
const char *text_or_null(const struct llmcost_scenario *scenario, uint32_t text);
/* true, false, or null where nobody can tell. */
void add_status(struct writer *w, cJSON *parent, const char *key, int status);

/* What a report rests on, and what should be known about it. */
void add_overrides(struct writer *w, cJSON *root);
void add_thumbs(struct writer *w, cJSON *root);
void add_not_priced(struct writer *w, cJSON *root);
void add_assumptions(struct writer *w, cJSON *root);
void add_warnings(struct writer *w, cJSON *root);

#endif
