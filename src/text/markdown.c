/* markdown.c - escaping for GitHub's Markdown, tables, folded sections and their size (markdown.h).
 * Knows what GitHub makes of plain text: markup, HTML, formulas, links, mentions, references to
 * issues. Refuses to know what is said.
 */
#include "text/markdown.h"
#include "core/base/count.h"

#include <stdlib.h>
#include <string.h>

enum {
    MOST_TEXT = 300, /* characters of any one text: a source may be a page long */
    CLOSING = 120,   /* room to say what was left out and to close a section */
    FOOTER = 400,    /* room for the last lines of the comment */
    MAX_CLEAN = 4 * 1200
};

#define BREAK "&#8203;" /* zero width: parts what GitHub would take for a link or a mention */

void markdown_put(struct markdown *m, const char *markup)
{
    text_put(&m->piece, markup);
}

/* A copy without control characters and line breaks, cut to so many characters. */
static const char *tidy(const char *text, int most, char *buffer, size_t size)
{
    text_clean(text, false, buffer, size);
    const char *at = buffer;
    int count = 0;
    while (*at != '\0' && count < most) {
        utf8_next(&at);
        count++;
    }
    size_t end = (size_t)(at - buffer);
    if (*at != '\0' || strlen(text) >= size) {
        static const char more[] = "...";
        if (end + sizeof more > size)
            end = size - sizeof more;
        end = utf8_cut(buffer, end);
        memcpy(buffer + end, more, sizeof more);
    }
    return buffer;
}

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static void put_escaped(struct text_buffer *out, const char *text)
{
    for (const char *c = text; *c != '\0'; c++) {
        if (*c == '<')
            text_put(out, "&lt;");
        else if (*c == '>')
            text_put(out, "&gt;");
        else if (*c == '&')
            text_put(out, "&amp;");
        else if (*c == '@')
            text_put(out, "@" BREAK);
        else if (*c == ':' && c[1] == ':')
            text_put(out, "\\:"); /* a line that begins with two is a command in a log */
        else if (*c == ':' && c[1] == '/' && c[2] == '/')
            text_put(out, ":" BREAK);
        else if (*c == '.' && c - text >= 3 && (memcmp(c - 3, "www", 3) == 0))
            text_put(out, BREAK ".");
        else if (*c == '#' && is_word(c[1]))
            text_put(out, "\\#" BREAK);
        else if (strchr("\\`*_[]~|#$!", *c) != NULL) {
            text_put(out, "\\");
            text_add(out, c, 1);
        } else
            text_add(out, c, 1);
    }
}

void markdown_text(struct markdown *m, const char *text, int most)
{
    char clean[MAX_CLEAN];
    put_escaped(&m->piece, tidy(text, most > 0 ? most : MOST_TEXT, clean, sizeof clean));
}

/* A fence of more backquotes than the text has in a row; a bar would end the cell even in here. */
void markdown_code(struct markdown *m, const char *text)
{
    char clean[MAX_CLEAN];
    size_t longest = 0;
    tidy(text, MOST_TEXT, clean, sizeof clean);
    for (const char *c = clean; *c != '\0'; c++) {
        size_t run = strspn(c, "`");
        longest = run > longest ? run : longest;
        c += run > 1 ? run - 1 : 0;
    }
    if (clean[0] == '\0')
        return;
    for (size_t i = 0; i <= longest; i++)
        text_put(&m->piece, "`");
    text_put(&m->piece, longest > 0 ? " " : "");
    for (const char *c = clean; *c != '\0'; c++) {
        text_put(&m->piece, *c == '|' ? "\\" : "");
        text_add(&m->piece, c, 1);
    }
    text_put(&m->piece, longest > 0 ? " " : "");
    for (size_t i = 0; i <= longest; i++)
        text_put(&m->piece, "`");
}

void markdown_cell(struct markdown *m, const char *text)
{
    markdown_put(m, "| ");
    markdown_text(m, text, 0);
    markdown_put(m, " ");
}

void markdown_code_cell(struct markdown *m, const char *text)
{
    markdown_put(m, "| ");
    markdown_code(m, text);
    markdown_put(m, " ");
}

void markdown_row_end(struct markdown *m)
{
    markdown_put(m, "|\n");
    markdown_add(m);
}

/* Where what is added now must end. */
static size_t end_of(const struct markdown *m)
{
    return m->open > 0 ? m->end[m->open] : MARKDOWN_LIMIT - FOOTER;
}

void markdown_item(struct markdown *m, const char *id, const char *code, const char *text, int most)
{
    markdown_put(m, "- ");
    if (id != NULL) {
        markdown_put(m, id);
        markdown_put(m, " ");
    }
    if (code != NULL) {
        markdown_code(m, code);
        markdown_put(m, ": ");
    }
    markdown_text(m, text, most);
    markdown_put(m, "\n");
    markdown_add(m);
}

void markdown_paragraph(struct markdown *m, bool is_first, const char *text, int most)
{
    markdown_put(m, is_first ? "**" : "");
    markdown_text(m, text, most);
    markdown_put(m, is_first ? "**\n\n" : "\n\n");
    markdown_add(m);
}

bool markdown_add(struct markdown *m)
{
    bool fits = m->out.length + m->piece.length + CLOSING <= end_of(m);
    m->out.failed = m->out.failed || m->piece.failed;
    if (fits && m->piece.length > 0)
        text_add(&m->out, m->piece.data, m->piece.length);
    m->piece.length = 0;
    m->dropped += !fits;
    m->is_cut = m->is_cut || !fits;
    return fits;
}

bool markdown_open(struct markdown *m, const char *title, const char *head)
{
    const size_t deepest = COUNT(m->end) - 1;
    const size_t outer = end_of(m);
    const size_t room = outer > m->out.length + CLOSING ? outer - CLOSING - m->out.length : 0;
    const size_t parts = m->parts > 0 ? (size_t)m->parts : 2;
    const int dropped = m->dropped;
    if ((size_t)m->open >= deepest)
        return false;
    m->open++;
    m->end[m->open] = m->out.length + room / parts;
    m->parts = 0;
    markdown_put(m, "\n<details>\n<summary>");
    markdown_put(m, title);
    markdown_put(m, "</summary>\n\n");
    markdown_put(m, head);
    if (!markdown_add(m)) {
        m->dropped = dropped;
        m->open--;
        return false;
    }
    m->dropped = 0;
    return true;
}

void markdown_close(struct markdown *m, const char *things)
{
    char text[CLOSING];
    if (m->dropped > 0) {
        snprintf(text, sizeof text, "\n%d more %s are in the JSON report.\n", m->dropped, things);
        text_put(&m->out, text);
    }
    text_put(&m->out, "\n</details>\n");
    m->dropped = 0;
    m->open--;
}

bool markdown_print(struct markdown *m, FILE *out)
{
    bool done = !m->out.failed && !m->piece.failed &&
                fwrite(m->out.data, 1, m->out.length, out) == m->out.length && fflush(out) == 0;
    free(m->out.data);
    free(m->piece.data);
    return done;
}
