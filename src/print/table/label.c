/* label.c - a label at the left of a terminal, on as many lines as it takes. Refuses to know what
 * stands beside it.
 */
#include "print/table/terminal.h"

enum { INDENT = 2 };

void terminal_label(struct page *page, enum ink ink, const char *text, int width)
{
    const char *line = text;
    for (;;) {
        const int inset = line == text ? 0 : INDENT;
        char piece[3 * LLMCOST_MAX_ID];
        const size_t length = text_line(line, width - inset);
        const char *next = text_after_line(line, length);
        snprintf(piece, sizeof piece, "%.*s", (int)length, line);
        text_spaces(&page->out, INDENT + inset);
        page_put(page, ink, piece);
        if (*next == '\0') {
            text_spaces(&page->out, width - inset - text_width(piece));
            return;
        }
        page_blank(page);
        line = next;
    }
}
