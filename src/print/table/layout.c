/* layout.c - what every section is laid out by, whatever the surface (table.h): paint, paragraphs,
 * headings. Refuses to know what a sentence says. Everything goes into the page's buffer: nothing
 * is written until the whole report stands.
 */
#include "print/table/table.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    WIDTH_UNKNOWN = 80,
    LEAST_WIDTH = 20,
    MEASURE = 100, /* running text is not stretched beyond */
};

static const char *const escape[] = {
    [INK_PLAIN] = "",       [INK_STRONG] = "\033[1m", [INK_GOOD] = "\033[1;32m",
    [INK_BAD] = "\033[31m", [INK_CARE] = "\033[33m",  [INK_QUIET] = "\033[2m",
};

struct page page_new(const struct report *report, const struct print_style *style,
                     const struct surface *surface)
{
    struct page page = {.surface = surface,
                        .report = report,
                        .style = style,
                        .width = style->width > 0 ? style->width : WIDTH_UNKNOWN};
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
    text_put(&page->out, page->surface->blank);
}

void page_paragraph(struct page *page, enum ink ink, const char *lead, int indent, const char *text)
{
    page->surface->paragraph(page, ink, lead, indent, text);
}

void page_say(struct page *page, enum ink ink, int indent, const char *format, ...)
{
    char text[4 * MAX_SENTENCE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    page_paragraph(page, ink, text, indent, "");
}

void page_list(struct page *page, enum ink ink, const char *lead, int indent,
               struct text_buffer *text)
{
    page->out.failed = page->out.failed || text->failed;
    if (text->length > 0 && !page->out.failed)
        page_paragraph(page, ink, lead, indent, text->data);
    free(text->data);
}

void page_heading(struct page *page, const char *text)
{
    page->is_closing = false;
    page->surface->heading(page, INK_STRONG, text);
}

void page_grid(struct page *page, const struct grid_row *rows, int count)
{
    page->surface->grid(page, rows, count);
}
