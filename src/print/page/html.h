/* html.h - writing markup into a page's buffer. All that comes from a scenario goes through
 * html_text(): nothing else escapes.
 */
#ifndef LLMCOST_PRINT_PAGE_HTML_H
#define LLMCOST_PRINT_PAGE_HTML_H

#include "print/table/table.h"

/* Markup as it stands. */
void html_put(struct page *page, const char *markup);
/* The same with numbers in it, printf style; what is put in is ours: no text of a scenario. */
void html_print(struct page *page, const char *format, ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 2, 3)))
#endif
    ;
/* Any text, as text or within the quotes of an attribute: controls and marks that reorder a line
 * are replaced. */
void html_text(struct page *page, const char *text);
/* <tag class="name">text</tag>; a name of "" is left out. */
void html_element(struct page *page, const char *tag, const char *name, const char *text);
/* The body of a script: no text in it can end the element. */
void html_script(struct page *page, const char *text, size_t length);

/* Bytes in base 93: 13 bits, the lowest first, are two digits, the lower one first, and 14 where
 * those are less than what two digits have to spare; zeros fill up the last ones. An eighth
 * shorter than base 64. */
void html_base93(struct page *page, const unsigned char *bytes, size_t length);

#endif
