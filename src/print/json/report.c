/* report.c - reports as JSON: the walk over their rows (io/report/outcome_rows.c). A saved report
 * is printed as it was read, what this version does not know included. Knows no key of a report.
 */
#include "io/report/saved/report.h"
#include "io/report/outcome.h"
#include "print/json/rows.h"

#include <string.h>

static const struct json_row gates_row[] = {{LIST(outcome, gates, outcome_gate_rows)},
                                            {.key = NULL}};

/* Gates that were judged anew stand at the end in place of those that were read. */
static void put_saved(struct text_buffer *out, const struct report *report, int depth)
{
    const bool anew = report->outcome->judged && report->outcome->gates_count > 0;
    bool some = false;
    if (!anew) {
        json_put_tree(out, report->saved->tree, depth);
        return;
    }
    text_put(out, "{");
    for (const cJSON *item = report->saved->tree->child; item != NULL; item = item->next) {
        if (strcmp(item->string, "gates") == 0)
            continue;
        text_put(out, some ? "," : "");
        json_put_line(out, depth + 1);
        json_put_text(out, item->string);
        text_put(out, ": ");
        json_put_tree(out, item, depth + 1);
        some = true;
    }
    json_put_keys(out, gates_row, report->outcome, depth + 1, some);
    json_put_line(out, depth);
    text_put(out, "}");
}

static void put_report(struct text_buffer *out, const struct report *report, int depth)
{
    if (report->saved == NULL)
        json_put_object(out, outcome_rows, report->outcome, depth);
    else
        put_saved(out, report, depth);
}

static void put_reports(struct text_buffer *out, const struct report *reports, int count,
                        void (*put)(struct text_buffer *, const struct report *, int depth))
{
    const int depth = count > 1 ? 2 : 0;
    if (count > 1)
        text_put(out, "{\n  \"kind\": \"llmcost.reports\",\n  \"format_version\": \"1.0\",\n"
                      "  \"reports\": [");
    for (int i = 0; i < count; i++) {
        if (count > 1) {
            text_put(out, i > 0 ? "," : "");
            json_put_line(out, depth);
        }
        put(out, &reports[i], depth);
    }
    text_put(out, count > 1 ? "\n  ]\n}\n" : "\n");
}

bool json_print_reports(const struct print_job *job,
                        void (*put)(struct text_buffer *, const struct report *, int depth))
{
    struct text_buffer text = {0};
    put_reports(&text, job->reports, job->count, put);
    return json_write(job->out, &text);
}

void json_put_reports(struct text_buffer *out, const struct report *reports, int count)
{
    put_reports(out, reports, count, put_report);
}

bool print_json(const struct print_job *job)
{
    return json_print_reports(job, put_report);
}
