/* report.c - reports as JSON: the walk over their rows (io/report/outcome_rows.c). A saved report
 * is printed as it was read, what this version does not know included. Knows no key of a report.
 */
#include "io/report/saved/report.h"
#include "io/report/outcome.h"
#include "print/json/gates.h"
#include "print/json/rows.h"

/* Gates that were judged anew stand in place of those that were read. */
static bool put_saved(struct text_buffer *out, const struct report *report, int depth)
{
    bool ok = true;
    cJSON *tree = report->saved->tree;
    if (report->gates != report->saved->gate && report->gate_count > 0) {
        cJSON_DeleteItemFromObjectCaseSensitive(tree, "gates");
        json_gates(&ok, tree, report->gates, report->gate_count);
    }
    json_put_tree(out, tree, depth);
    return ok;
}

bool print_json(FILE *out, const struct report *reports, int count, const struct print_style *style)
{
    (void)style;
    struct text_buffer text = {0};
    const int depth = count > 1 ? 2 : 0;
    if (count > 1)
        text_put(&text, "{\n  \"kind\": \"llmcost.reports\",\n  \"format_version\": \"1.0\",\n"
                        "  \"reports\": [");
    for (int i = 0; i < count; i++) {
        if (count > 1) {
            text_put(&text, i > 0 ? "," : "");
            json_put_line(&text, depth);
        }
        if (reports[i].saved == NULL)
            json_put_object(&text, outcome_rows, reports[i].outcome, depth);
        else if (!put_saved(&text, &reports[i], depth))
            text.failed = true;
    }
    text_put(&text, count > 1 ? "\n  ]\n}\n" : "\n");
    return json_write(out, &text);
}
