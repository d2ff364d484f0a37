/* json.h - what the two files that print a report as JSON share with nobody else. */
#ifndef LLMCOST_PRINT_JSON_JSON_H
#define LLMCOST_PRINT_JSON_JSON_H

#include "io/report/report.h"
#include "text/json.h"

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

/* Kind, version, tool, scenario, overrides: how every JSON of ours begins. */
void add_identity(struct writer *w, cJSON *root, const char *kind);
void add_number_if(struct writer *w, cJSON *parent, const char *key, bool known,
                   enum number_style style, double value);
/* The head of a JSON of that kind, which goes on: up to the months of the horizon. */
bool print_json_head(FILE *out, const struct report *report, const char *kind);
/* One break-even; reason NULL when it needs none. */
void add_break_even(struct writer *w, cJSON *list, const struct llmcost_break_even *answer,
                    const char *reason);
/* What is not known, and what moves the decision (print/json/questions.c). */
void add_uncertainty(struct writer *w, cJSON *root);
void add_sensitivity(struct writer *w, cJSON *root);

/* How a number of that unit is printed: money, price or plain figure. */
enum number_style style_of(enum llmcost_unit unit);

/* What a report rests on, and what should be known about it. */
void add_overrides(struct writer *w, cJSON *root);
void add_thumbs(struct writer *w, cJSON *root);
void add_not_priced(struct writer *w, cJSON *root);
void add_assumptions(struct writer *w, cJSON *root);
/* One input as an object of a list: path, value, unit, origin, line, basis, source. */
void add_assumption(struct writer *w, cJSON *list, struct llmcost_ref ref,
                    const struct llmcost_input *input);
void add_warnings(struct writer *w, cJSON *root);

#endif
