/* rows.c - words of rows and back (io/report/rows.h). */
#include "io/report/rows.h"

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
