/* csv.c - comma-separated text, row by row (csv.h).
 * Knows the grammar of RFC 4180 and what programs add to it: a byte order mark, \n alone, the
 * word NULL. Refuses to know what any column means, and to repair what is broken.
 */
#include "text/csv/csv.h"
#include "text/sniff.h"

#include "text/utf8.h"

#include "llmcost.h"
#include "text/grow.h"

#include <stdlib.h>
#include <string.h>

enum { NOTHING = -1 };

void csv_begin(struct csv *csv, const char *text, size_t length, FILE *rest)
{
    *csv = (struct csv){.at = text, .end = text + length, .rest = rest, .line = 1};
    csv->at += text_mark(text, length);
}

void csv_end(struct csv *csv)
{
    free(csv->buffer);
    free(csv->row);
    free(csv->header);
    csv->buffer = csv->row = csv->header = NULL;
}

/* More bytes of the rest, false when there are none. */
static bool refill(struct csv *csv)
{
    if (csv->rest == NULL || csv->failed)
        return false;
    if (csv->buffer == NULL && (csv->buffer = malloc(CSV_BUFFER)) == NULL) {
        csv->failed = true;
        return false;
    }
    const size_t count = fread(csv->buffer, 1, CSV_BUFFER, csv->rest);
    csv->at = csv->buffer;
    csv->end = csv->buffer + count;
    csv->failed = ferror(csv->rest) != 0;
    return count > 0 && !csv->failed;
}

static int peek(struct csv *csv)
{
    return csv->at < csv->end || refill(csv) ? (unsigned char)*csv->at : NOTHING;
}

/* The next byte, its place counted; \r\n is one break, taken as \n. */
static int take(struct csv *csv)
{
    int c = peek(csv);
    if (c == NOTHING)
        return c;
    csv->at++;
    if (c == '\r' && peek(csv) == '\n') {
        csv->at++;
        c = '\n';
    }
    if (c == '\n' || c == '\r') {
        csv->line++;
        csv->column = 0;
    } else if (!utf8_continues((char)c)) {
        csv->column++;
    }
    return c;
}

static bool put(struct csv *csv, char c)
{
    if (csv->used == csv->room && !grow(&csv->row, 1, csv->used + 1, &csv->room)) {
        csv->failed = true;
        return false;
    }
    csv->row[csv->used++] = c;
    return true;
}

static enum csv_event fail(struct csv *csv, uint32_t line, uint32_t column, const char *why)
{
    csv->line = line;
    csv->column = column;
    csv->why = why;
    return CSV_ERROR;
}

static enum csv_event stop(const struct csv *csv)
{
    return csv->rest != NULL && ferror(csv->rest) != 0 ? CSV_UNREADABLE : CSV_NO_MEMORY;
}

/* The rest of a cell behind its opening quote, the closing one included. */
static enum csv_event take_quoted(struct csv *csv, uint32_t line, uint32_t column)
{
    for (;;) {
        const int c = take(csv);
        if (csv->failed)
            return stop(csv);
        if (c == NOTHING)
            return fail(csv, line, column, "a quote opens here and is never closed");
        if (c == '\0')
            return fail(csv, csv->line, csv->column, "a NUL byte: this is not text");
        if (csv->used > CSV_MAX_ROW)
            return fail(csv, line, column, "a row of more than 1 MiB: is a quote never closed?");
        if (c != '"') {
            if (!put(csv, (char)c))
                return CSV_NO_MEMORY;
            continue;
        }
        if (peek(csv) != '"')
            break;
        take(csv);
        if (!put(csv, '"'))
            return CSV_NO_MEMORY;
    }
    const int next = peek(csv);
    if (next != NOTHING && next != ',' && next != '\n' && next != '\r')
        return fail(csv, csv->line, csv->column + 1,
                    "text behind a closing quote: a quote within quotes is doubled");
    return CSV_ROW;
}

/* One cell, up to the comma or break behind it, which stays. */
static enum csv_event take_cell(struct csv *csv)
{
    const uint32_t line = csv->line, column = csv->column + 1;
    if (csv->cells == CSV_MAX_CELLS)
        return fail(csv, line, column, "more than 512 cells in a row");
    csv->start[csv->cells] = csv->used;
    csv->cell_line[csv->cells] = line;
    csv->cell_column[csv->cells] = column;
    csv->cells++;
    if (peek(csv) == '"') {
        take(csv);
        const enum csv_event event = take_quoted(csv, line, column);
        if (event != CSV_ROW)
            return event;
    }
    for (int c = peek(csv); c != NOTHING && c != ',' && c != '\n' && c != '\r'; c = peek(csv)) {
        take(csv);
        if (c == '\0')
            return fail(csv, csv->line, csv->column, "a NUL byte: this is not text");
        if (c == '"')
            return fail(csv, csv->line, csv->column,
                        "a quote within a cell: such a cell stands in quotes, with this one "
                        "doubled");
        if (csv->used > CSV_MAX_ROW)
            return fail(csv, line, column, "a row of more than 1 MiB");
        if (!put(csv, (char)c))
            return CSV_NO_MEMORY;
    }
    if (csv->failed)
        return stop(csv);
    return put(csv, '\0') ? CSV_ROW : CSV_NO_MEMORY;
}

static enum csv_event take_row(struct csv *csv)
{
    while (peek(csv) == '\n' || peek(csv) == '\r')
        take(csv);
    csv->used = 0;
    csv->cells = 0;
    csv->row_line = csv->line;
    if (peek(csv) == NOTHING)
        return csv->failed ? stop(csv) : CSV_END;
    for (;;) {
        const enum csv_event event = take_cell(csv);
        if (event != CSV_ROW)
            return event;
        const int c = take(csv);
        if (c != ',')
            return csv->failed ? stop(csv) : CSV_ROW;
    }
}

enum csv_event csv_read_header(struct csv *csv)
{
    const enum csv_event event = take_row(csv);
    if (event != CSV_ROW)
        return event;
    csv->header = malloc(csv->used);
    if (csv->header == NULL)
        return CSV_NO_MEMORY;
    memcpy(csv->header, csv->row, csv->used);
    csv->columns = csv->cells;
    return CSV_ROW;
}

enum csv_event csv_next(struct csv *csv)
{
    enum csv_event event = take_row(csv);
    while (csv->skips_odd && event == CSV_ROW && csv->cells != csv->columns) {
        csv->odd_line = csv->odd++ == 0 ? csv->row_line : csv->odd_line;
        event = take_row(csv);
    }
    if (event == CSV_ROW && csv->cells != csv->columns)
        return fail(csv, csv->row_line, 1,
                    csv->cells < csv->columns ? "fewer cells in this row than in the header"
                                              : "more cells in this row than in the header");
    return event;
}

const char *csv_column_name(const struct csv *csv, int column)
{
    const char *name = csv->header;
    for (; column > 0; column--)
        name += strlen(name) + 1;
    return name;
}

int csv_column(const struct csv *csv, const char *name)
{
    const char *at = csv->header;
    for (int i = 0; i < csv->columns; i++, at += strlen(at) + 1)
        if (strcmp(at, name) == 0)
            return i;
    return -1;
}

struct csv_cell csv_cell(const struct csv *csv, int column)
{
    if (column < 0 || column >= csv->cells)
        return (struct csv_cell){.text = "", .line = csv->row_line, .column = 1};
    const char *text = csv->row + csv->start[column];
    if (strcmp(text, "NULL") == 0)
        text = "";
    return (struct csv_cell){.text = text,
                             .length = strlen(text),
                             .line = csv->cell_line[column],
                             .column = csv->cell_column[column]};
}

bool csv_number(struct csv_cell cell, double *ret_value)
{
    const char *why;
    for (size_t i = 0; i < cell.length; i++)
        if (strchr("0123456789+-.eE", cell.text[i]) == NULL)
            return false;
    return cell.length > 0 && llmcost_parse_number(cell.text, cell.length, ret_value, &why);
}
