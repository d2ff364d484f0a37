/* cells.c - cells of CSV (cells.h). Knows quoting; refuses to know what a column is. */
#include "print/csv/cells.h"
#include "print/json/rows.h"

#include <stdlib.h>
#include <string.h>

void csv_put_cell(struct text_buffer *out, const char *text)
{
    bool formula = text[0] != '\0' && strchr("=+-@\t\r", text[0]) != NULL;
    if (!formula && strpbrk(text, ",\"\r\n") == NULL) {
        text_put(out, text);
        return;
    }
    text_put(out, formula ? "\"'" : "\"");
    for (size_t run; *text != '\0'; text += run) {
        run = strcspn(text, "\"");
        text_add(out, text, run);
        if (text[run] == '"') {
            text_put(out, "\"\"");
            run++;
        }
    }
    text_put(out, "\"");
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

const struct json_row *csv_find_row(const struct json_row *rows, const char *key)
{
    for (const struct json_row *row = rows; row->key != NULL; row++) {
        const struct json_row *within = row->type == ROW_PART ? csv_find_row(row->rows, key) : NULL;
        if (within != NULL || (row->type != ROW_PART && strcmp(row->key, key) == 0))
            return within != NULL ? within : row;
    }
    return NULL;
}
