/* layout.c - how a table report is laid out: paint, wrapped paragraphs (table.h).
 * Knows display columns; refuses to know what a sentence says. Everything goes into the page's
 * buffer: nothing is written until the whole report stands. The grid is in print/table/grid.c.
 */
#include "core/base/count.h"
#include "print/table/table.h"

#include <stdlib.h>
#include <string.h>

enum {
    GAP = 2,
    LEAST_LABEL = 8,
    WIDTH_UNKNOWN = 80,
    LEAST_WIDTH = 20,
    MEASURE = 100, /* running text is not stretched beyond */
};

static const char *const escape[] = {
    [INK_PLAIN] = "",       [INK_STRONG] = "\033[1m", [INK_GOOD] = "\033[1;32m",
    [INK_BAD] = "\033[31m", [INK_CARE] = "\033[33m",  [INK_QUIET] = "\033[2m",
};

struct page page_new(const struct report *report, const struct print_style *style)
{
    struct page page = {
        .report = report, .style = style, .width = style->width > 0 ? style->width : WIDTH_UNKNOWN};
    page.width = page.width < LEAST_WIDTH ? LEAST_WIDTH : page.width;
    page.measure = page.width < MEASURE ? page.width : MEASURE;
    return page;
}

bool page_write(struct page *page, FILE *out)
{
    bool done = !page->out.failed &&
                fwrite(page->out.data, 1, page->out.length, out) == page->out.length &&
                fflush(out) == 0;
    free(page->out.data);
    return done;
}

char *page_clean(struct page *page, const char *text)
{
    /* The longest stand-in is three times its text: a malformed byte becomes U+FFFD. */
    size_t size = 3 * strlen(text) + 1;
    char *clean = malloc(size);
    if (clean == NULL) {
        page->out.failed = true;
        return NULL;
    }
    text_clean(text, page->style->ascii, clean, size);
    return clean;
}

void page_put_part(struct page *page, enum ink ink, const char *text, size_t length)
{
    bool paint = page->style->color && ink != INK_PLAIN && length > 0;
    if (paint)
        text_put(&page->out, escape[ink]);
    text_add(&page->out, text, length);
    if (paint)
        text_put(&page->out, "\033[0m");
}

void page_put(struct page *page, enum ink ink, const char *text)
{
    page_put_part(page, ink, text, strlen(text));
}

void page_blank(struct page *page)
{
    if (page->surface == NULL)
        text_put(&page->out, "\n");
}

void page_paragraph(struct page *page, enum ink ink, const char *lead, int indent, const char *text)
{
    struct text_buffer joined = {0};
    if (page->surface != NULL) {
        page->surface->paragraph(page, ink, lead, text);
        return;
    }
    text_put(&joined, lead);
    text_put(&joined, text);
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

void page_heading(struct page *page, enum ink ink, const char *text)
{
    page->is_closing = false;
    if (page->surface != NULL) {
        page->surface->heading(page, ink, text);
        return;
    }
    page_blank(page);
    page_paragraph(page, ink, text, GAP, "");
}
