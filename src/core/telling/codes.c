/* codes.c - finds the row of a code, by its number, by its word, by its neighbours.
 * Knows that rows stand in several places; refuses to know any code.
 */
#include "core/telling/codes.h"
#include "core/telling/warnings.h"

#include <string.h>

/* The i-th of all rows, in no order; NULL beyond the last. */
static const struct code_row *row_at(int i)
{
    int count;
    const struct code_row *rows = base_codes(&count);
    for (int k = 0; i >= count; k++) {
        i -= count;
        if (review_at(k) == NULL)
            return NULL;
        rows = review_at(k)->codes;
        count = review_at(k)->count;
    }
    return &rows[i];
}

/* Errors before warnings, then by number. */
static int rank(const struct code_row *row)
{
    return row == NULL ? 0 : row->number + (row->letter == 'W' ? 1000 : 0);
}

const struct code_row *next_code_row(const struct code_row *row)
{
    const struct code_row *next = NULL;
    const struct code_row *other;
    for (int i = 0; (other = row_at(i)) != NULL; i++)
        if (rank(other) > rank(row) && (next == NULL || rank(other) < rank(next)))
            next = other;
    return next;
}

static char letter_of(const char *word)
{
    return (char)(word[0] & ~('a' ^ 'A')); /* a capital letter in ASCII */
}

static int number_of(const char *word)
{
    return (word[1] - '0') * 100 + (word[2] - '0') * 10 + (word[3] - '0');
}

bool is_code(const char *word)
{
    const char letter = letter_of(word);
    return strlen(word) + 1 == CODE_TEXT && (letter == 'E' || letter == 'W') &&
           strspn(word + 1, "0123456789") == 3;
}

const struct code_row *code_of(enum llmcost_severity severity, int number)
{
    const char letter = severity == LLMCOST_WARNING ? 'W' : 'E';
    const struct code_row *row;
    for (int i = 0; (row = row_at(i)) != NULL; i++)
        if (row->letter == letter && row->number == number)
            return row;
    return NULL;
}

const struct code_row *code_find(const char *word)
{
    if (!is_code(word))
        return NULL;
    return code_of(letter_of(word) == 'W' ? LLMCOST_WARNING : LLMCOST_ERROR, number_of(word));
}

/* How far a row is from a word: the same number of the other letter is nearest, all others of that
 * letter are far. */
static int distance(const struct code_row *row, const char *word)
{
    enum { FAR = 1000 };
    const int apart = row->number - number_of(word);
    const bool same_letter = row->letter == letter_of(word);
    return (apart < 0 ? -apart : apart) + (same_letter || apart == 0 ? 0 : FAR);
}

int code_nearest(const char *word, const struct code_row **ret_rows, int count)
{
    int found = 0;
    for (const struct code_row *row = NULL; (row = next_code_row(row)) != NULL;) {
        int place = found;
        for (; place > 0 && distance(row, word) < distance(ret_rows[place - 1], word); place--)
            if (place < count)
                ret_rows[place] = ret_rows[place - 1];
        if (place < count)
            ret_rows[place] = row;
        found += found < count;
    }
    return found;
}

/* The rows of base/codes.h are not looked at: the engine in a page has none of them. */
const struct code_row *code_of_warning(enum llmcost_warning_id warning)
{
    const struct review *review;
    for (int k = 0; (review = review_at(k)) != NULL; k++)
        for (int i = 0; i < review->count; i++)
            if (review->codes[i].number == warning)
                return &review->codes[i];
    return NULL;
}
