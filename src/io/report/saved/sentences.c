/* sentences.c - what a saved report says of its lines and of what changes at a month, made anew
 * from their figures, whatever the file says. What this version does not know keeps no such words.
 */
#include "core/model/components.h"
#include "io/report/saved/restoring.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

void tell_line(struct reading *r, const char *unit, const char *path, struct outcome_line *line)
{
    char at[MOST + 32];
    const struct llmcost_component_row *row =
        line->order < LLMCOST_COMPONENTS
            ? llmcost_component_row((enum llmcost_component)line->order)
            : NULL;
    snprintf(at, sizeof at, "%s.category", path);
    if (row != NULL)
        tell_text(r, at, &line->category, row->category);
    snprintf(at, sizeof at, "%s.unit", path);
    if (row != NULL)
        tell_text(r, at, &line->unit, outcome_in_unit(r->arena, row->unit, unit));
    snprintf(at, sizeof at, "%s.formula", path);
    tell_text(r, at, &line->formula,
              row != NULL ? outcome_in_unit(r->arena, row->formula, unit) : "not known");
}

static void tell_change(struct restoring *x, const char *path, struct outcome_change *change)
{
    struct llmcost_ref ref;
    char text[LLMCOST_MAX_PATH + MOST];
    const char *made;
    snprintf(text, sizeof text, "%.*s changes from month %d on", LLMCOST_MAX_PATH, change->path,
             (int)change->month);
    made = llmcost_find_path(x->scenario, change->path, &ref)
               ? outcome_change_text(x->scenario, ref, change, x->r->arena)
               : arena_text(x->r->arena, text);
    tell_text(x->r, path, &change->message, made);
}

void tell_parts(struct restoring *x)
{
    char path[MOST];
    for (int i = 0; i < x->from->options_count; i++)
        for (int n = 0; n < x->from->options[i].lines_count; n++) {
            snprintf(path, sizeof path, "options[%d].lines[%d]", i, n);
            tell_line(x->r, x->from->options[i].unit, path, &x->from->options[i].lines[n]);
        }
    for (int i = 0; i < x->from->changes_count; i++) {
        snprintf(path, sizeof path, "changes[%d].message", i);
        tell_change(x, path, &x->from->changes[i]);
    }
    if (x->from->uncertainty != NULL)
        tell_text(x->r, "uncertainty.reason", &x->from->uncertainty->reason, outcome_no_evpi);
}
