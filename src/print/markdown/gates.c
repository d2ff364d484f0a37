/* gates.c - gates as a list in a comment: all of them, passed or not. */
#include "print/markdown/gates.h"

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
