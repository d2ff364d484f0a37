/* markdown.h - the parts that a GitHub comment is made of: escaped text, tables, folded sections,
 * all within the size that a comment may have. Shared by the files print_markdown*.c.
 */
#ifndef LLMCOST_TEXT_MARKDOWN_H
#define LLMCOST_TEXT_MARKDOWN_H

#include "text/buffer.h"

#include <stdio.h>

/* First line of every comment: by it a bot finds its own one again. Nobody sees it. */
#define MARKDOWN_MARKER "<!-- llmcost -->"

enum {
    MARKDOWN_LIMIT = 60000
}; /* bytes; GitHub refuses a comment of more than 65,536 characters */

/* A comment under construction. A piece is put together in `piece`, then added whole or, when there
 * is no room for it, left out and counted. */
struct markdown {
    struct text_buffer out, piece;
    int dropped; /* pieces of the open section, or of the whole comment, that did not fit */
    bool is_cut; /* anything was left out */
    int open;    /* folded sections that are open, and where each must end */
    size_t end[4];
    /* The next section may take one of so many parts of the room that is left; 0: 2, so that no
     * section leaves nothing to those behind it. */
    int parts;
};

/* As it is, into the piece. */
void markdown_put(struct markdown *m, const char *markup);
/* Text of a scenario or a sentence about one: nothing in it is markup, a link, a mention or a
 * formula any more; cut to so many characters (0: the usual most). */
void markdown_text(struct markdown *m, const char *text, int most);
/* The same as code: ids and paths. */
void markdown_code(struct markdown *m, const char *text);
/* A piece that is an item of a list: an id, a path as code and a text, of which both may be NULL.
 */
void markdown_item(struct markdown *m, const char *id, const char *code, const char *text,
                   int most);
/* A piece that is a paragraph, the first one bold. */
void markdown_paragraph(struct markdown *m, bool is_first, const char *text, int most);
/* Start of a table cell; markdown_row_end() ends the row. */
void markdown_cell(struct markdown *m, const char *text);
void markdown_code_cell(struct markdown *m, const char *text);
void markdown_row_end(struct markdown *m);

/* Add the piece; false when there was no room. */
bool markdown_add(struct markdown *m);
/* A folded section: its title, and what must fit with it (a table's head; "" for none). When false,
 * nothing was opened. */
bool markdown_open(struct markdown *m, const char *title, const char *head);
/* Says how many `things` ("lines") were left out, in the plural. */
void markdown_close(struct markdown *m, const char *things);

/* False when memory ran out or writing failed; frees the buffers either way. */
bool markdown_print(struct markdown *m, FILE *out);

#endif
