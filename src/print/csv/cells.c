/* cells.c - cells of CSV (cells.h). Knows quoting; refuses to know which columns a table has. */
#include "print/csv/cells.h"
#include "core/base/count.h"
#include "print/json/rows.h"

#include <stdlib.h>
#include <string.h>

/* What a spreadsheet takes for a formula, blanks before it or not. */
static bool is_formula(const char *text)
{
    static const uint32_t signs[] = {'=', '+', '-', '@', 0xFF1D, 0xFF0B, 0xFF0D, 0xFF20};
    const char *at = text + strspn(text, " \t\r\n");
    const uint32_t first = utf8_next(&at);
    for (size_t i = 0; i < COUNT(signs); i++)
        if (first == signs[i])
            return true;
    return text[0] == '\t' || text[0] == '\r';
}

void csv_put_cell(struct text_buffer *out, const char *text)
{
    const size_t size = 3 * strlen(text) + 3;
    char *clean = malloc(size);
    out->failed = out->failed || clean == NULL;
    if (clean == NULL)
        return;
    const bool formula = is_formula(text_clean(text, false, clean, size)) || is_formula(text);
    if (!formula && strpbrk(clean, ",\"") == NULL) {
        text_put(out, clean);
    } else {
        text_put(out, formula ? "\"'" : "\"");
        for (const char *c = clean; *c != '\0'; c++)
            text_add(out, *c == '"' ? "\"\"" : c, *c == '"' ? 2 : 1);
        text_put(out, "\"");
    }
    free(clean);
}

static const char *text_at(const struct json_row *row, const void *at)
{
    const struct row_value *value = at;
    if (row->type == ROW_TEXT)
        return *(const char *const *)at;
    if (row->type == ROW_WORD)
        return row_word(row->words, *(const uint8_t *)at);
    return row->type == ROW_VALUE && value->kind == VALUE_TEXT ? value->text : NULL;
}

void csv_put_value(struct text_buffer *out, const struct json_row *row, const void *object)
{
    const char *text = text_at(row, (const char *)object + row->offset);
    struct text_buffer figure = {0};
    if (text != NULL) {
        csv_put_cell(out, text);
        return;
    }
    json_put_single(&figure, row, object);
    if (figure.data != NULL && strcmp(figure.data, "null") != 0)
        text_add(out, figure.data,
                 figure.length); /* digits, true or false: a minus is no formula */
    out->failed = out->failed || figure.failed;
    free(figure.data);
}

void csv_put_source(struct text_buffer *out, const struct outcome *outcome)
{
    const struct outcome_source *source = &outcome->head.scenario;
    const bool is_named = source->name != NULL && source->name[0] != '\0';
    const char *file = source->file != NULL ? source->file : "";
    csv_put_cell(out, is_named ? source->name : file);
}

void csv_put_line(struct text_buffer *out, const struct outcome_line *line)
{
    enum { LINE_COLUMNS = 6 }; /* the formula is the last of the rows */
    for (int column = 0; column < LINE_COLUMNS; column++) {
        text_put(out, ",");
        csv_put_value(out, &outcome_line_rows[column], line);
    }
}

const struct json_row *csv_find_row(const struct json_row *rows, const char *key)
{
    for (const struct json_row *row = rows; row->key != NULL; row++) {
        const struct json_row *within = row->type == ROW_PART ? csv_find_row(row->rows, key) : NULL;
        if (within != NULL || (row->type != ROW_PART && strcmp(row->key, key) == 0))
            return within != NULL ? within : row;
    }
    return NULL;
}

void csv_put_values(struct text_buffer *out, const struct json_row *rows, const char *const *keys,
                    const void *object)
{
    for (; *keys != NULL; keys++) {
        const struct json_row *row = csv_find_row(rows, *keys);
        text_put(out, ",");
        if (object != NULL && row != NULL)
            csv_put_value(out, row, object);
    }
}
