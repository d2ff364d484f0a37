/* gates.c - gates as a section of a table: all of them, passed or not. */
#include "print/table/gates.h"

void page_gate(struct page *page, bool is_first, const char *name, bool passed, const char *says)
{
    char text[MAX_GATE_TEXT + 32];
    if (is_first)
        page_heading(page, "gates");
    snprintf(text, sizeof text, "%s: %s", name, says);
    page_paragraph(page, passed ? INK_GOOD : INK_BAD, passed ? "  pass  " : "  FAIL  ", 8, text);
}
