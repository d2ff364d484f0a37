/* diag.c - a bounded list of located complaints, and the nearest word to a misspelt one.
 * Knows how complaints are kept, cut and ordered; refuses to know how they are printed (io) and
 * what they are about. Texts are cut between UTF-8 characters, never inside one.
 */
#include "llmcost.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void llmcost_diags_init(struct llmcost_diags *diags)
{
    diags->count = diags->errors = diags->dropped = 0;
}

/* vsnprintf that marks a cut with "..." and never leaves half a UTF-8 character. */
static void format_text(char *buffer, size_t size, const char *format, va_list arguments)
{
    static const char mark[] = "...";
    if (vsnprintf(buffer, size, format, arguments) < (int)size)
        return;
    size_t end = size - sizeof mark;
    while (end > 0 && ((unsigned char)buffer[end] & 0xC0) == 0x80)
        end--;
    memcpy(buffer + end, mark, sizeof mark);
}

static void complain(struct llmcost_diags *diags, enum llmcost_severity severity, int code,
                     struct llmcost_place place, const char *format, va_list arguments)
{
    diags->errors += severity == LLMCOST_ERROR;
    if (diags->count >= LLMCOST_MAX_DIAGS) {
        diags->dropped++;
        return;
    }
    struct llmcost_diag *diag = &diags->list[diags->count++];
    diag->code = (uint16_t)code;
    diag->severity = (uint8_t)severity;
    diag->place = place;
    diag->goes_on = false;
    diag->advice[0] = '\0';
    format_text(diag->text, sizeof diag->text, format, arguments);
}

void llmcost_complain_at(struct llmcost_diags *diags, enum llmcost_severity severity, int code,
                         struct llmcost_place place, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    complain(diags, severity, code, place, format, arguments);
    va_end(arguments);
}

void llmcost_complain(struct llmcost_diags *diags, enum llmcost_severity severity, int code,
                      uint32_t line, uint32_t column, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    complain(diags, severity, code, (struct llmcost_place){.line = line, .column = column}, format,
             arguments);
    va_end(arguments);
}

void llmcost_advise(struct llmcost_diags *diags, const char *format, ...)
{
    va_list arguments;
    bool last_was_dropped = diags->dropped > 0 && diags->count >= LLMCOST_MAX_DIAGS;
    if (diags->count == 0 || last_was_dropped)
        return;
    struct llmcost_diag *diag = &diags->list[diags->count - 1];
    va_start(arguments, format);
    format_text(diag->advice, sizeof diag->advice, format, arguments);
    va_end(arguments);
}

static int order(uint32_t a, uint32_t b)
{
    return (a > b) - (a < b);
}

static int compare_diags(const void *left, const void *right)
{
    const struct llmcost_diag *a = left, *b = right;
    int result = order(a->place.input, b->place.input);
    if (result == 0)
        result = order(a->place.line, b->place.line);
    if (result == 0)
        result = order(a->place.column, b->place.column);
    if (result == 0)
        result = order(a->code, b->code);
    return result != 0 ? result : strcmp(a->text, b->text);
}

void llmcost_diags_sort(struct llmcost_diags *diags)
{
    int kept = 0;
    qsort(diags->list, (size_t)diags->count, sizeof diags->list[0], compare_diags);
    for (int i = 0; i < diags->count; i++) {
        if (kept > 0 && compare_diags(&diags->list[kept - 1], &diags->list[i]) == 0) {
            diags->errors -= diags->list[i].severity == LLMCOST_ERROR;
            continue;
        }
        if (kept != i)
            diags->list[kept] = diags->list[i];
        kept++;
    }
    diags->count = kept;
}

enum { MAX_WORD = 64 };

/* A letter for comparing: case, and - against _, are the commonest slips and cost nothing. */
static char fold(char c)
{
    if (c >= 'A' && c <= 'Z')
        return (char)(c - 'A' + 'a');
    return c == '-' ? '_' : c;
}

static int smallest(int a, int b, int c)
{
    int least = a < b ? a : b;
    return least < c ? least : c;
}

/* Insertions, deletions, substitutions and swaps of neighbours; MAX_WORD when a word is too long.
 */
static int edit_distance(const char *a, const char *b)
{
    int rows[3][MAX_WORD + 1];
    size_t a_length = strlen(a), b_length = strlen(b);
    if (a_length >= MAX_WORD || b_length >= MAX_WORD)
        return MAX_WORD;
    for (size_t j = 0; j <= b_length; j++)
        rows[0][j] = (int)j;
    for (size_t i = 1; i <= a_length; i++) {
        const int *above = rows[(i - 1) % 3];
        const int *above_that = rows[(i + 1) % 3];
        int *row = rows[i % 3];
        row[0] = (int)i;
        for (size_t j = 1; j <= b_length; j++) {
            bool same = fold(a[i - 1]) == fold(b[j - 1]);
            row[j] = smallest(above[j] + 1, row[j - 1] + 1, above[j - 1] + !same);
            bool swapped = i > 1 && j > 1 && fold(a[i - 1]) == fold(b[j - 2]) &&
                           fold(a[i - 2]) == fold(b[j - 1]);
            if (swapped && above_that[j - 2] + 1 < row[j])
                row[j] = above_that[j - 2] + 1;
        }
    }
    return rows[a_length % 3][b_length];
}

const char *llmcost_nearest(const char *word, const char *const *words, size_t count)
{
    int length = (int)strlen(word);
    int limit = length < 3 ? length - 1 : length / 3;
    const char *nearest = NULL;
    for (size_t i = 0; i < count; i++) {
        int distance = edit_distance(word, words[i]);
        if (distance <= limit && (nearest == NULL || distance < limit)) {
            nearest = words[i];
            limit = distance;
        }
    }
    return nearest;
}
