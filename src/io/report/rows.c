/* rows.c - words of rows and back, and numbers as JSON keeps them (io/report/rows.h). */
#include "io/report/rows.h"
#include "text/figures.h"

#include <string.h>

const char *row_word(const struct row_word *words, int value)
{
    while (words->word != NULL && words->value != value)
        words++;
    return words->word;
}

int row_find_word(const struct row_word *words, const char *word)
{
    for (; words->word != NULL; words++)
        if (strcmp(words->word, word) == 0)
            return words->value;
    return -1;
}

/* ---- What is kept ---- */

void rows_keep(const struct json_row *rows, void *object)
{
    for (const struct json_row *row = rows; row->key != NULL; row++) {
        void *at = (char *)object + row->offset;
        if (row->type == ROW_NUMBER) {
            double *number = at;
            *number = words_kept(row->style, *number);
        } else if (row->type == ROW_VALUE) {
            struct row_value *value = at;
            if (value->kind == VALUE_NUMBER)
                value->number = words_kept(value->style, value->number);
        } else if (row->type == ROW_OBJECT || row->type == ROW_PART) {
            rows_keep(row->rows, at);
        } else if (row->type == ROW_LINK || row->type == ROW_LIST) {
            char *items;
            int32_t count = 1;
            memcpy(&items, at, sizeof items);
            if (row->type == ROW_LIST)
                memcpy(&count, (char *)object + row->count, sizeof count);
            for (int i = 0; items != NULL && i < count; i++)
                rows_keep(row->rows, items + (size_t)i * row->size);
        }
    }
}
