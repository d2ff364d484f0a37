/* gates.c - gates as a section of a table: all of them, passed or not. */
#include "print/table/gates.h"

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
