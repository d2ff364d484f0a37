/* rows.c - the rows of a CSV (io/import/usage/rows.h): quotes, newlines inside of them, CRLF,
 * columns in any order: the strict reader of any row. Refuses to know what a row means.
 */
#include "io/import/usage/rows.h"

#include <string.h>

/* Length of the row that starts here, its newline included; -1 when it does not end. */
static ptrdiff_t row_length(const char *text, size_t length, bool last, uint64_t *ret_lines)
{
    bool start = true, quoted = false;
    *ret_lines = 1;
    for (size_t i = 0; i < length; i++) {
        const char c = text[i];
        if (quoted) {
            if (c == '"' && i + 1 < length && text[i + 1] == '"')
                i++;
            else if (c == '"')
                quoted = false;
            *ret_lines += c == '\n';
        } else if (c == '"' && start)
            quoted = true;
        else if (c == '\n')
            return (ptrdiff_t)i + 1;
        start = !quoted && c == ',';
    }
    return last && !quoted ? (ptrdiff_t)length : -1;
}

/* The next cell of a row of `length` bytes from *at on, which moves behind its comma; quotes are
 * taken off in place. False when text follows a closing quote. */
static bool next_cell(char *row, size_t length, size_t *at, struct usage_cell *ret_cell)
{
    size_t i = *at;
    bool good = true;
    if (i < length && row[i] == '"') {
        char *to = row + i;
        ret_cell->text = to;
        for (i++; i < length; i++) {
            if (row[i] == '"') {
                if (i + 1 == length || row[i + 1] != '"')
                    break;
                i++;
            }
            *to++ = row[i];
        }
        ret_cell->length = (size_t)(to - ret_cell->text);
        i += i < length; /* the closing quote */
        good = i == length || row[i] == ',';
        while (i < length && row[i] != ',')
            i++;
    } else {
        const char *comma = memchr(row + i, ',', length - i);
        const size_t end = comma != NULL ? (size_t)(comma - row) : length;
        *ret_cell = (struct usage_cell){.text = row + i, .length = end - i};
        i = end;
        while (ret_cell->length > 0 && *ret_cell->text == ' ')
            ret_cell->text++, ret_cell->length--;
        while (ret_cell->length > 0 && ret_cell->text[ret_cell->length - 1] == ' ')
            ret_cell->length--;
        if (ret_cell->length == 4 && memcmp(ret_cell->text, "NULL", 4) == 0)
            *ret_cell = (struct usage_cell){.text = NULL};
    }
    *at = i + 1;
    return good;
}

static size_t without_newline(const char *row, size_t length)
{
    if (length > 0 && row[length - 1] == '\n')
        length--;
    if (length > 0 && row[length - 1] == '\r')
        length--;
    return length;
}

/* A figure in a column that is not read: anything but zeros. */
static void look_at_unread(const struct rows *rows, int column, const struct usage_cell *cell)
{
    const struct usage_plan *plan = rows->plan;
    size_t zeros = 0;
    while (zeros < cell->length && (cell->text[zeros] == '0' || cell->text[zeros] == '.'))
        zeros++;
    for (int i = 0; i < plan->unread_count && zeros < cell->length; i++)
        if (plan->unread[i] == column)
            usage_unknown(rows->scene->log, plan->unread_name[i], strlen(plan->unread_name[i]));
}

static const char *read_row(struct rows *rows, char *row, size_t length)
{
    const struct usage_plan *plan = rows->plan;
    struct usage_row cells = {.more = 0};
    bool good = true;
    int column = 0;
    for (size_t at = 0; at <= length; column++) {
        struct usage_cell cell;
        good = next_cell(row, length, &at, &cell) && good;
        if (column < plan->columns)
            usage_put_cell(&cells, (enum usage_role)plan->role[column], cell);
        if (plan->unread_count > 0)
            look_at_unread(rows, column, &cell);
    }
    if (!good)
        return "there is text behind a closing quote";
    if (column != plan->columns)
        return column < plan->columns ? "it has fewer columns than the header"
                                      : "it has more columns than the header";
    const char *why = rows->scene->format->row(rows->scene, &cells);
    if (why == NULL && plan->plain && cells.cell[USAGE_TIME].text != NULL)
        quick_learn(&rows->clock, cells.cell[USAGE_TIME].text, cells.cell[USAGE_TIME].length,
                    rows->scene->format->clock);
    /* cppcheck-suppress returnDanglingLifetime ; a reason is a constant, never a cell */
    return why;
}

ptrdiff_t rows_strict(struct rows *rows, char *text, size_t length, bool last)
{
    uint64_t lines;
    ptrdiff_t whole = row_length(text, length, last, &lines);
    const char *why;
    if (whole < 0 && !last)
        return -1;
    if (whole < 0) { /* that line alone is given up */
        const char *end = memchr(text, '\n', length);
        whole = end != NULL ? end - text + 1 : (ptrdiff_t)length;
        lines = 1;
        why = "a quote is never closed";
    } else {
        const size_t row = without_newline(text, (size_t)whole);
        why = row > 0 ? read_row(rows, text, row) : NULL;
        rows->scene->log->good += row > 0 && why == NULL;
    }
    if (why != NULL)
        usage_reject(rows->scene->log, rows->line, 0, why);
    rows->line += lines;
    return whole;
}

int rows_header(char *text, size_t length, bool last, struct usage_cell *ret_cells, int max,
                size_t *ret_length, uint64_t *ret_lines)
{
    const ptrdiff_t whole = row_length(text, length, last, ret_lines);
    int count = 0;
    if (whole < 0)
        return -1;
    const size_t row = without_newline(text, (size_t)whole);
    for (size_t at = 0; at <= row; count++) {
        struct usage_cell cell;
        if (!next_cell(text, row, &at, &cell) || count == max)
            return -1;
        ret_cells[count] = cell.text != NULL ? cell : (struct usage_cell){.text = ""};
    }
    *ret_length = (size_t)whole;
    return count;
}
