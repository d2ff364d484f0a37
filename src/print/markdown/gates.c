/* gates.c - gates as a list in a comment: all of them, passed or not. */
#include "print/markdown/gates.h"

void markdown_gate(struct markdown *m, bool is_first, const char *name, bool passed,
                   const char *says)
{
    markdown_put(m, is_first ? "\n" : "");
    markdown_put(m, passed ? "- pass " : "- **FAIL** ");
    markdown_code(m, name);
    markdown_put(m, ": ");
    markdown_text(m, says, MAX_GATE_TEXT);
    markdown_put(m, "\n");
    markdown_add(m);
}
