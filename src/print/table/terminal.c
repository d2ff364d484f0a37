/* terminal.c - text for a terminal: wrapped paragraphs, labels beside what is said of them. Knows
 * display columns; refuses to know what a sentence says. Its grids, bars and curves are in files of
 * their own.
 */
#include "print/table/terminal.h"

#include <stdlib.h>
#include <string.h>

enum { GAP = 2, LEAST_LABEL = 8, INDENT = 2 };

static void put_paragraph(struct page *page, enum ink ink, const char *lead, int indent,
                          const char *text)
{
    struct text_buffer joined = {0};
    text_put_all(&joined, lead, text, NULL);
    char *clean = joined.failed ? NULL : page_clean(page, joined.data);
    char *clean_lead = page_clean(page, lead);
    page->out.failed = page->out.failed || joined.failed;
    if (clean != NULL && clean_lead != NULL) {
        size_t painted = strlen(clean_lead);
        const char *line = clean;
        do {
            int room = page->measure - (line == clean ? 0 : indent);
            size_t length = text_line(line, room > LEAST_LABEL ? room : LEAST_LABEL);
            size_t strong = length < painted ? length : painted;
            if (line != clean && length > 0)
                text_spaces(&page->out, indent);
            page_put_part(page, ink, line, strong);
            text_add(&page->out, line + strong, length - strong);
            page_blank(page);
            const char *next = text_after_line(line, length);
            painted -= strong;
            painted -=
                painted < (size_t)(next - line) - length ? painted : (size_t)(next - line) - length;
            line = next;
        } while (*line != '\0');
    }
    free(clean);
    free(clean_lead);
    free(joined.data);
}

static void put_heading(struct page *page, enum ink ink, const char *text)
{
    page_blank(page);
    put_paragraph(page, ink, text, GAP, "");
}

static void put_pair(struct page *page, const char *label, int column, const char *text)
{
    char padded[2 * LLMCOST_MAX_ID + 80];
    if (text_width(label) + 2 > column) { /* too long for two columns: below each other */
        put_paragraph(page, INK_PLAIN, label, 3 * INDENT, "");
        put_paragraph(page, INK_PLAIN, "      ", 3 * INDENT, text);
        return;
    }
    snprintf(padded, sizeof padded, "%-*s", column, label);
    put_paragraph(page, INK_PLAIN, padded, column, text);
}

const struct surface terminal = {
    .blank = "\n",
    .width = text_width,
    .paragraph = put_paragraph,
    .heading = put_heading,
    .grid = terminal_grid,
    .pair = put_pair,
    .swings = terminal_swings,
    .changes = terminal_changes,
    .cells = terminal_cells,
    .curves = terminal_curves,
};
