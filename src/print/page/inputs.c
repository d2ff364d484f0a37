/* inputs.c - every assumption as a row: what it is, where it is written, how it is known.
 */
#include "print/page/page.h"

#include <string.h>

static void put_value(struct page *page, const struct outcome_assumption *input)
{
    char text[MAX_CELL];
    if (input->shape != NULL) {
        html_text(page, input->shape);
        html_put(page, ", ");
    }
    if (input->value.kind == VALUE_TEXT)
        html_text(page, input->value.text);
    else if (input->value.kind == VALUE_TRUTH)
        html_put(page, input->value.number > 0 ? "true" : "false");
    else
        html_text(page, words_count(input->value.number, text, sizeof text));
    if (input->unit != NULL) {
        html_put(page, " ");
        html_element(page, "small", "", input->unit);
    }
}

/* The lines are those of the scenario's file, or of a fragment. */
static const char *place_of(const struct outcome_assumption *input, char *buffer, size_t size)
{
    static const char *const origins[] = {
        [LLMCOST_DEFAULT] = "default", [LLMCOST_CATALOG] = "catalog", [LLMCOST_SET] = "--set"};
    if (input->line > 0 && input->file != NULL)
        snprintf(buffer, size, "%.200s:%d", input->file, (int)input->line);
    else if (input->line > 0)
        snprintf(buffer, size, "line %d", (int)input->line);
    else
        snprintf(buffer, size, "%s",
                 input->origin < sizeof origins / sizeof *origins && origins[input->origin] != NULL
                     ? origins[input->origin]
                     : "");
    return buffer;
}

void page_inputs(struct page *page)
{
    const struct outcome *outcome = page->report->outcome;
    char place[256];
    if (outcome->assumptions_count == 0)
        return;
    html_put(page, "<h3>Every input</h3>\n<div class=\"wide\" tabindex=\"0\"><table "
                   "class=\"inputs\"><thead><tr><th scope=\"col\">input</th><th scope=\"col\">value"
                   "</th><th scope=\"col\">where</th><th scope=\"col\">basis and "
                   "source</th></tr></thead><tbody>\n");
    for (int i = 0; i < outcome->assumptions_count; i++) {
        const struct outcome_assumption *input = &outcome->assumptions[i];
        const char *basis = llmcost_basis_name((enum llmcost_basis)input->basis);
        html_put(page, "<tr><th scope=\"row\">");
        html_text(page, input->path);
        html_put(page, "</th><td>");
        put_value(page, input);
        html_put(page, "</td><td>");
        html_text(page, place_of(input, place, sizeof place));
        html_put(page, "</td><td>");
        if (input->basis == LLMCOST_ASSUMED)
            html_element(page, "b", "care", basis);
        else
            html_text(page, basis);
        if (input->source != NULL && input->source[0] != '\0') {
            html_put(page, basis[0] != '\0' ? ": " : "");
            html_text(page, input->source);
        }
        html_put(page, "</td></tr>\n");
    }
    html_put(page, "</tbody></table></div>\n");
}
