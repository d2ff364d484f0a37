/* solve.c - the answer of `solve` as JSON: the head of a report, the variable, and
 * break-evens as in the report.
 */
#include "io/words/words.h"
#include "print/json/json.h"
#include "print/solved.h"

#include <errno.h>

static void add_unit(struct writer *w, cJSON *root, const struct solved *solved)
{
    size_t count;
    const struct llmcost_field *field = &llmcost_fields(&count)[solved->variable.field];
    const enum llmcost_unit unit = field->kind == LLMCOST_LOAD     ? LLMCOST_RATIO
                                   : field->kind == LLMCOST_EXTRAS ? LLMCOST_MONEY_PER_MONTH
                                                                   : (enum llmcost_unit)field->unit;
    char text[64];
    llmcost_unit_text(unit, words_currency(w->report->scenario), text, sizeof text);
    json_text(&w->ok, root, "unit", text);
}

bool print_solved_json(FILE *out, const struct solved *solved)
{
    struct writer w = {.report = solved->report, .ok = true};
    cJSON *root = cJSON_CreateObject();
    char path[LLMCOST_MAX_PATH];
    char sentence[MAX_SENTENCE];
    add_identity(&w, root, "llmcost.solve");
    json_text(&w.ok, root, "currency", words_currency(solved->report->scenario));
    json_text(&w.ok, root, "variable",
              llmcost_path(solved->report->scenario, solved->variable, path, sizeof path));
    add_unit(&w, root, solved);
    json_text(&w.ok, root, "on", solved->on_horizon ? "horizon" : "monthly");
    cJSON *list = json_array(&w.ok, root, "break_even");
    for (int i = 0; i < solved->count; i++)
        add_break_even(&w, list, &solved->answers[i],
                       words_solved_reason(solved, &solved->answers[i], sentence, sizeof sentence));
    if (!w.ok)
        errno = ENOMEM;
    bool printed = w.ok && json_print(out, root);
    cJSON_Delete(root);
    return printed;
}

bool print_json_head(FILE *out, const struct report *report, const char *kind)
{
    struct writer w = {.report = report, .ok = true};
    cJSON *root = cJSON_CreateObject();
    add_identity(&w, root, kind);
    json_text(&w.ok, root, "currency", words_currency(report->scenario));
    json_number(&w.ok, root, "horizon_months", NUMBER_FIGURE, report->result->months);
    if (!w.ok)
        errno = ENOMEM;
    bool printed = w.ok && json_print_open(out, root);
    cJSON_Delete(root);
    return printed;
}
