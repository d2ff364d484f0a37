/* explain.c - the derivation of figures as JSON: each with value, unit, formula and, in
 * `from`, what it reads. Knows names, order and number styles; every figure is the core's.
 */
#include "io/words/words.h"
#include "print/explained.h"
#include "print/json/json.h"

#include <errno.h>
#include <string.h>

static enum number_style style_of_node(const struct llmcost_node *node)
{
    if (node->figure.kind == LLMCOST_FIGURE_UNIT_PRICE)
        return NUMBER_PRICE;
    if (node->unit_text != NULL)
        return NUMBER_FIGURE;
    return style_of((enum llmcost_unit)node->unit);
}

static void unit_of_node(const struct writer *w, const struct llmcost_node *node, char *buffer,
                         size_t size)
{
    const char *currency = words_currency(w->report->scenario);
    llmcost_unit_text((enum llmcost_unit)node->unit, currency, buffer, size);
    if (node->figure.kind == LLMCOST_FIGURE_UNIT_PRICE)
        snprintf(buffer, size, "%s/%s", currency, node->unit_text);
    else if (node->unit_text != NULL)
        snprintf(buffer, size, "%s", node->unit_text);
}

/* The node and what is below it; the index behind. */
static int add_node(struct writer *w, cJSON *list, const struct explained *explained, int at)
{
    const struct llmcost_node *node = &explained->nodes[at];
    const struct llmcost_scenario *scenario = w->report->scenario;
    char path[LLMCOST_MAX_PATH];
    char unit[LLMCOST_MAX_ID + 32];
    int next = at + 1;
    if (node->figure.kind == LLMCOST_FIGURE_INPUT) {
        add_assumption(w, list, node->figure.ref, llmcost_read(scenario, node->figure.ref));
        return next;
    }
    cJSON *item = json_object(&w->ok, list, NULL);
    unit_of_node(w, node, unit, sizeof unit);
    json_text(&w->ok, item, "path",
              llmcost_figure_path(scenario, &node->figure, path, sizeof path));
    add_number_if(w, item, "value", node->has_value, style_of_node(node), node->value);
    json_text(&w->ok, item, "unit", unit[0] != '\0' ? unit : NULL);
    json_text(&w->ok, item, "formula", node->formula);
    json_bool(&w->ok, item, "repeated", node->is_repeated);
    cJSON *from = json_array(&w->ok, item, "from");
    while (next < explained->count && explained->nodes[next].depth > node->depth)
        next = add_node(w, from, explained, next);
    return next;
}

bool print_explained_json(FILE *out, const struct explained *explained)
{
    struct writer w = {.report = explained->report, .ok = true};
    cJSON *root = cJSON_CreateObject();
    char text[2 * MAX_SENTENCE];
    add_identity(&w, root, "llmcost.explain");
    json_text(&w.ok, root, "currency", words_currency(explained->report->scenario));
    cJSON *reasons = json_array(&w.ok, root, "reasons");
    for (int n = 0;
         explained->with_decision && words_reason(explained->report, n, text, sizeof text) != NULL;
         n++)
        json_text(&w.ok, reasons, NULL, text);
    cJSON *figures = json_array(&w.ok, root, "figures");
    for (int at = 0; at < explained->count;)
        at = add_node(&w, figures, explained, at);
    if (!w.ok)
        errno = ENOMEM;
    bool printed = w.ok && json_print(out, root);
    cJSON_Delete(root);
    return printed;
}
