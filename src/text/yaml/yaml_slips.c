/* yaml_slips.c - where a person must edit, when the parser noticed a slip later (yaml_slips.h).
 * Knows lines, indents and keys as a person sees them; refuses to know any key by name.
 */
#include "text/yaml/yaml_slips.h"
#include "core/base/codes.h"
#include "text/utf8.h"

#include <string.h>

struct llmcost_place tree_place(const yaml_mark_t *mark, struct llmcost_place start)
{
    struct llmcost_place place = start;
    place.line += (uint32_t)mark->line;
    place.column = (uint32_t)mark->column + (mark->line == 0 ? start.column : 1);
    return place;
}

yaml_mark_t tree_mark(struct llmcost_place place, struct llmcost_place start)
{
    const uint32_t first = place.line == start.line ? start.column : 1;
    return (yaml_mark_t){.line = place.line - start.line, .column = place.column - first};
}

/* A line of the text without its break; beyond the last one it is empty. */
struct line {
    const char *text;
    size_t length;
};

static struct line line_at(const struct yaml_complaint *complaint, size_t number)
{
    const char *text = complaint->text, *end = text + complaint->length;
    size_t length = 0;
    for (;; number--) {
        for (length = 0; text + length < end && text[length] != '\n' && text[length] != '\r';)
            length++;
        if (number == 0 || text + length == end)
            break;
        text += length;
        text += text + 1 < end && text[0] == '\r' && text[1] == '\n' ? 2 : 1;
    }
    return (struct line){.text = number == 0 ? text : end, .length = number == 0 ? length : 0};
}

/* Columns of libyaml are characters. */
static size_t byte_of(struct line line, size_t column)
{
    size_t at = 0;
    for (; column > 0 && at < line.length; column--)
        for (at++; at < line.length && utf8_continues(line.text[at]);)
            at++;
    return at;
}

char slip_char(const struct yaml_complaint *complaint, const yaml_mark_t *mark)
{
    const struct line line = line_at(complaint, mark->line);
    const size_t at = byte_of(line, mark->column);
    return line.text + at < complaint->text + complaint->length ? line.text[at] : '\0';
}

/* ---- Slips ---- */

static void complain_line(const struct yaml_complaint *complaint, size_t number, size_t byte,
                          const char *text, const char *advice, int code,
                          struct llmcost_diags *diags)
{
    const struct line line = line_at(complaint, number);
    yaml_mark_t mark = {.line = number};
    for (size_t i = 0; i < byte; i++)
        mark.column += !utf8_continues(line.text[i]);
    llmcost_complain_at(diags, LLMCOST_ERROR, code, tree_place(&mark, complaint->start), "%s",
                        text);
    llmcost_advise(diags, "%s", advice);
}

static size_t indent_of(struct line line)
{
    size_t at = 0;
    while (at < line.length && line.text[at] == ' ')
        at++;
    return at;
}

static bool says_nothing(struct line line)
{
    const size_t at = indent_of(line);
    return at == line.length || line.text[at] == '#';
}

/* The colon that ends the first key of a line; its length where there is none. */
static size_t key_colon(struct line line)
{
    size_t at = indent_of(line);
    while (at < line.length &&
           (line.text[at] != ':' || (at + 1 < line.length && line.text[at + 1] != ' ')))
        at++;
    return at;
}

/* The last line before this one that says anything; the same where there is none. */
static size_t line_before(const struct yaml_complaint *complaint, size_t number)
{
    size_t before = number;
    while (before > 0 && says_nothing(line_at(complaint, --before)))
        continue;
    return says_nothing(line_at(complaint, before)) ? number : before;
}

static bool is_in_brackets(const struct yaml_complaint *complaint)
{
    if (complaint->innermost == NULL)
        return false;
    const yaml_mark_t mark = tree_mark(complaint->innermost->place, complaint->start);
    const char c = slip_char(complaint, &mark);
    return c == '{' || c == '[';
}

/* A line that should begin with `key: ` and does not. */
static void explain_key(const struct yaml_complaint *complaint, size_t number,
                        struct llmcost_diags *diags)
{
    static const char advice[] = "write `key: value`, with a space after the colon";
    const struct line line = line_at(complaint, number);
    const size_t start = indent_of(line);
    size_t at = start;
    while (at < line.length && (line.text[at] == '_' || (ascii_lower(line.text[at]) >= 'a' &&
                                                         ascii_lower(line.text[at]) <= 'z')))
        at++;
    if (at > start && at + 1 < line.length && line.text[at] == ':')
        complain_line(complaint, number, at, "a `:` without a space after it", advice, E_SYNTAX,
                      diags);
    else
        complain_line(complaint, number, start, "a key without its `:`", advice, E_SYNTAX, diags);
}

bool slip_key(const struct yaml_complaint *complaint, struct llmcost_diags *diags)
{
    const yaml_mark_t *mark = &complaint->parser->context_mark;
    const struct line line = line_at(complaint, mark->line);
    if (is_in_brackets(complaint) || byte_of(line, mark->column) != indent_of(line))
        return false;
    explain_key(complaint, mark->line, diags);
    return true;
}

/* A `:` that is not expected. Where it ends the key of its line, the line above runs on into it:
 * that one lacks its own `:`, or this one is indented as if it stood below a key. */
bool slip_colon(const struct yaml_complaint *complaint, struct llmcost_diags *diags)
{
    const yaml_mark_t *mark = &complaint->parser->problem_mark;
    const struct line line = line_at(complaint, mark->line);
    const size_t colon = key_colon(line), before = line_before(complaint, mark->line);
    const struct line above = line_at(complaint, before);
    const size_t above_colon = key_colon(above);
    if (colon != byte_of(line, mark->column)) {
        if (colon == line.length || memchr(line.text, '{', colon) == NULL)
            return false;
        explain_key(complaint, mark->line, diags);
        return true;
    }
    if (before == mark->line)
        return false;
    if (above_colon < above.length && indent_of(line) <= indent_of(above))
        return false;
    if (above_colon < above.length) {
        complain_line(complaint, mark->line, indent_of(line),
                      "this is indented below a key that has its value already",
                      "indent the keys of one map alike; a text that holds `: ` needs quotes",
                      E_SYNTAX, diags);
        return true;
    }
    /* Further lines of a text are no keys. */
    const size_t first = line_before(complaint, before);
    if (first != before && indent_of(above) > indent_of(line_at(complaint, first)) &&
        key_colon(line_at(complaint, first)) + 1 < line_at(complaint, first).length)
        return false;
    explain_key(complaint, before, diags);
    return true;
}

/* Between brackets: what closes them is of the other kind, or a comma is missing before a word that
 * stands deeper than the line of the bracket (else the bracket itself was not closed). */
bool slip_comma(const struct yaml_complaint *complaint, struct llmcost_diags *diags)
{
    const yaml_mark_t *mark = &complaint->parser->problem_mark;
    const struct line line = line_at(complaint, mark->line);
    const yaml_mark_t open = complaint->innermost != NULL
                                 ? tree_mark(complaint->innermost->place, complaint->start)
                                 : *mark;
    size_t at = byte_of(line, mark->column);
    const char c = slip_char(complaint, mark);
    if (complaint->innermost == NULL)
        return false;
    if (c == '}' || c == ']') {
        complain_line(complaint, mark->line, at,
                      c == '}' ? "this } closes a [" : "this ] closes a {",
                      "close { with } and [ with ]", E_OPEN_BRACKET, diags);
        return true;
    }
    if (open.line != mark->line && indent_of(line) <= indent_of(line_at(complaint, open.line)))
        return false;
    while (c == ':' && at > 0 && line.text[at - 1] != ' ')
        at--;
    size_t end = at;
    while (end > 0 && line.text[end - 1] == ' ')
        end--;
    if (at == line.length)
        return false;
    if (end > 0 && line.text[end - 1] == ';')
        complain_line(complaint, mark->line, end - 1, "a ; in the place of a comma",
                      "put a comma between two entries", E_OPEN_BRACKET, diags);
    else
        complain_line(complaint, mark->line, at, "a comma is missing before this",
                      "put a comma between two entries", E_OPEN_BRACKET, diags);
    return true;
}
