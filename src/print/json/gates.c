/* gates.c - gates as JSON, as a section of a table and as a list in a comment: all of them,
 * passed or not. Knows how they look; refuses to judge (gates.c).
 */
#include "print/gates.h"

static void add_limit(bool *ok, cJSON *parent, const char *key, const struct gate_result *gate,
                      bool known, double value)
{
    if (!known)
        json_null(ok, parent, key);
    else
        json_number(ok, parent, key, gate->is_share ? NUMBER_FIGURE : NUMBER_MONEY, value);
}

void json_gates(bool *ok, cJSON *parent, const struct gate_result *gates, int count)
{
    cJSON *list = json_array(ok, parent, "gates");
    for (int i = 0; i < count; i++) {
        const struct gate_result *gate = &gates[i];
        cJSON *item = json_object(ok, list, NULL);
        json_text(ok, item, "id", gate_name(gate->id));
        json_text(ok, item, "status", gate->passed ? "pass" : "fail");
        add_limit(ok, item, "limit", gate, gate->has_limit, gate->limit);
        add_limit(ok, item, "value", gate, gate->has_value, gate->value);
        json_text(ok, item, "message", gate->says);
    }
}

void page_gates(struct page *page, const struct gate_result *gates, int count)
{
    if (count > 0)
        page_heading(page, INK_STRONG, "gates");
    for (int i = 0; i < count; i++) {
        char text[sizeof gates->says + 32];
        snprintf(text, sizeof text, "%s: %s", gate_name(gates[i].id), gates[i].says);
        page_paragraph(page, gates[i].passed ? INK_GOOD : INK_BAD,
                       gates[i].passed ? "  pass  " : "  FAIL  ", 8, text);
    }
}

void markdown_gates(struct markdown *m, const struct gate_result *gates, int count)
{
    for (int i = 0; i < count; i++) {
        markdown_put(m, i == 0 ? "\n" : "");
        markdown_put(m, gates[i].passed ? "- pass " : "- **FAIL** ");
        markdown_code(m, gate_name(gates[i].id));
        markdown_put(m, ": ");
        markdown_text(m, gates[i].says, (int)sizeof gates->says);
        markdown_put(m, "\n");
        markdown_add(m);
    }
}
