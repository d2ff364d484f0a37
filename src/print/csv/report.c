/* report.c - reports as one CSV table (RFC 4180): a row for every cost line of every option and
 * one for its total. Knows columns and quoting; refuses to compute: a figure is the text that the
 * JSON report has. Columns are a promise: a new one goes to the end of `header` and of put_tail().
 * A text that a spreadsheet would take for a formula (= + - @, a tab) is led by an apostrophe.
 */
#include "io/report/report.h"
#include "text/buffer.h"
#include "text/json.h"

#include <stdlib.h>
#include <string.h>

static const char header[] = "scenario,option,kind,line,category,quantity,unit,unit_price,"
                             "monthly_cost,currency,feasible,eligible,estimated\r\n";

static void put_cell(struct text_buffer *out, const char *text)
{
    bool formula = text[0] != '\0' && strchr("=+-@\t\r", text[0]) != NULL;
    if (!formula && strpbrk(text, ",\"\r\n") == NULL) {
        text_put(out, text);
        return;
    }
    text_put(out, formula ? "\"'" : "\"");
    for (size_t run; *text != '\0'; text += run) {
        run = strcspn(text, "\"");
        text_add(out, text, run);
        if (text[run] == '"') {
            text_put(out, "\"\"");
            run++;
        }
    }
    text_put(out, "\"");
}

static void put_next(struct text_buffer *out, const char *text)
{
    text_put(out, ",");
    put_cell(out, text);
}

/* The columns that are the same in all rows of an option: before the line and behind its cost. */
static void put_head(struct text_buffer *out, const struct report *report, int option)
{
    static const char *const kinds[] = {
        [LLMCOST_API] = "api", [LLMCOST_HOST] = "host", [LLMCOST_HYBRID] = "hybrid"};
    const struct llmcost_scenario *scenario = report->scenario;
    const char *name = llmcost_text(scenario, scenario->name.text);
    put_cell(out, name[0] != '\0' ? name : report->file);
    put_next(out, llmcost_option_id(scenario, option));
    put_next(out, kinds[llmcost_option_kind(scenario, option)]);
}

static void put_tail(struct text_buffer *out, const struct report *report, int option)
{
    const struct llmcost_option_result *result = &report->result->option[option];
    const char *currency = llmcost_text(report->scenario, report->scenario->currency.text);
    put_next(out, currency[0] != '\0' ? currency : "USD");
    put_next(out, result->feasible ? "true" : "false");
    put_next(out, result->eligible ? "true" : "false");
    put_next(out, report_is_estimated(report, option) ? "true" : "false");
    text_put(out, "\r\n");
}

static void put_option(struct text_buffer *out, const struct report *report, int option)
{
    const struct llmcost_option_result *result = &report->result->option[option];
    const struct llmcost_scenario *scenario = report->scenario;
    char number[MAX_NUMBER_TEXT];
    for (int i = 0; i < result->lines; i++) {
        const struct llmcost_line *line = &result->line[i];
        const struct llmcost_component_row *row =
            llmcost_component_row((enum llmcost_component)line->component);
        char id[sizeof "extra:" + 4 * LLMCOST_MAX_EXTRA_NAME];
        snprintf(id, sizeof id, "%s", row->id);
        if (line->extra >= 0)
            snprintf(id, sizeof id, "extra:%s",
                     llmcost_text(scenario, scenario->extra[line->extra].name));
        put_head(out, report, option);
        put_next(out, id);
        put_next(out, row->category);
        put_next(out, number_text(NUMBER_FIGURE, line->quantity, number, sizeof number));
        put_next(out, row->unit);
        put_next(out, number_text(NUMBER_PRICE, line->unit_price, number, sizeof number));
        put_next(out, micros_text(line->micros, 1, number, sizeof number));
        put_tail(out, report, option);
    }
    put_head(out, report, option);
    text_put(out, ",total,total,,,,");
    text_put(out, micros_text(result->monthly_micros, 1, number, sizeof number));
    put_tail(out, report, option);
}

bool print_csv(FILE *stream, const struct report *reports, int count,
               const struct print_style *style)
{
    (void)style;
    struct text_buffer out = {0};
    text_put(&out, header);
    for (int i = 0; i < count; i++)
        for (int option = 0; option < reports[i].result->options; option++)
            put_option(&out, &reports[i], option);
    bool done =
        !out.failed && fwrite(out.data, 1, out.length, stream) == out.length && fflush(stream) == 0;
    free(out.data);
    return done;
}
