/* values.c - how the value of each kind of option is read, and what is said of it.
 * Refuses to know any option by name (rows.c). To add a kind: an id in rows.h and a case here.
 */
#include "cli/options/rows.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_SENTENCE_OF_WORDS = 256 };

void join_word(char *buffer, size_t size, const char *last, const char *word, int index, int count)
{
    size_t used = index > 0 ? strlen(buffer) : 0;
    const char *between = index == 0 ? "" : index + 1 == count ? last : ", ";
    snprintf(buffer + used, size - used, "%s%s", between, word);
}

bool command_takes(const struct command_row *command, const struct option_row *row)
{
    return row->group == 0 || (row->group & command->takes) != 0;
}

enum option_value option_value(const struct option_row *row)
{
    static const enum option_value values[] = {
        [OPTION_SWITCH] = VALUE_NONE, [OPTION_FILE] = VALUE_FILE, [OPTION_WORDS] = VALUE_WORDS};
    return values[row->kind] != VALUE_OTHER ? values[row->kind] : row->value;
}

bool option_word(const struct option_row *row, int index, struct option_word *ret_word)
{
    if (row->words != NULL)
        *ret_word = row->words[index];
    return row->words != NULL ? ret_word->word != NULL
                              : row->word != NULL && row->word(index, ret_word);
}

/* "auto (default), always or never", the notes where they are asked for. */
static void list_words(const struct option_row *row, bool notes, char *buffer, size_t size)
{
    struct option_word word;
    int count = 0;
    buffer[0] = '\0';
    while (option_word(row, count, &word))
        count++;
    for (int i = 0; i < count; i++) {
        char text[80];
        option_word(row, i, &word);
        const bool noted = notes && word.note != NULL;
        snprintf(text, sizeof text, "%s%s%s%s", word.word, noted ? " (" : "",
                 noted ? word.note : "", noted ? ")" : "");
        join_word(buffer, size, " or ", text, i, count);
    }
}

const char *option_text(const struct option_row *row, char *buffer, size_t size)
{
    char words[MAX_SENTENCE_OF_WORDS];
    const char *at = strstr(row->text, "%s");
    list_words(row, true, words, sizeof words);
    if (at == NULL)
        snprintf(buffer, size, "%s", row->text);
    else
        snprintf(buffer, size, "%.*s%s%s", (int)(at - row->text), row->text, words, at + 2);
    return buffer;
}

bool option_refuse(const struct option_row *row, const char *value, const char *why,
                   const char *wanted, struct llmcost_diags *diags)
{
    deny(diags, E_OPTION_VALUE, NULL, "--%s cannot be \"%.80s\"%s%s", row->name, value,
         why != NULL ? ": " : "", why != NULL ? why : "");
    llmcost_advise(diags, "write %s", wanted);
    return false;
}

bool option_refuse_words(const struct option_row *row, const char *value,
                         struct llmcost_diags *diags)
{
    char words[MAX_SENTENCE_OF_WORDS], wanted[2 * MAX_SENTENCE_OF_WORDS];
    list_words(row, false, words, sizeof words);
    snprintf(wanted, sizeof wanted, "%s%s", words, row->wanted != NULL ? row->wanted : "");
    return option_refuse(row, value, NULL, wanted, diags);
}

/* Plain digits only; false after a complaint. */
bool option_whole(const struct option_row *row, const char *value, double *ret_number,
                  struct llmcost_diags *diags)
{
    size_t digits = strspn(value, "0123456789");
    double number = digits > 0 && digits <= 10 && value[digits] == '\0' ? strtod(value, NULL) : -1;
    if (number >= row->min && number <= row->max) {
        *ret_number = number;
        return true;
    }
    char wanted[80];
    snprintf(wanted, sizeof wanted, "a whole number%s from %.0f to %.0f",
             row->wanted != NULL ? row->wanted : "", row->min, row->max);
    return option_refuse(row, value, NULL, wanted, diags);
}

bool option_take(const struct option_row *row, struct options *options, const char *value,
                 struct llmcost_diags *diags)
{
    void *member = (char *)options + row->offset;
    struct option_word word;
    double number;
    switch (row->kind) {
    case OPTION_CALLBACK:
        return row->take(row, options, value, diags);
    case OPTION_SWITCH:
        *(bool *)member = true;
        return true;
    case OPTION_FILE:
        if (*value == '\0')
            return option_refuse(row, value, NULL, row->wanted, diags);
        *(const char **)member = value;
        return true;
    case OPTION_TEXT:
        *(const char **)member = value;
        return true;
    case OPTION_WHOLE:
        if (!option_whole(row, value, &number, diags))
            return false;
        *(int *)member = (int)number;
        return true;
    case OPTION_WORDS:
        for (int i = 0; option_word(row, i, &word); i++)
            if (strcmp(word.word, value) == 0) {
                *(int *)member = i;
                return true;
            }
        return option_refuse_words(row, value, diags);
    }
    return false;
}
