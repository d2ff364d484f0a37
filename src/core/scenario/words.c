/* words.c - lists of words (words.h): what rules require and options meet, and what tables of the
 * core name. Refuses to know what any word means: two words are one where every letter is the same.
 */
#include "core/scenario/words.h"

#include <string.h>

const char *next_word(const char *list, const char *previous, size_t *ret_length)
{
    const char *word = list;
    if (previous != NULL)
        word = previous + strcspn(previous, ",");
    word += *word == ',';
    *ret_length = strcspn(word, ",");
    return *ret_length > 0 ? word : NULL;
}

const char *copy_word(const char *list, const char *previous, char ret_word[MAX_WORD])
{
    size_t length;
    const char *word = list != NULL ? next_word(list, previous, &length) : NULL;
    if (word == NULL || length >= MAX_WORD)
        return NULL;
    memcpy(ret_word, word, length);
    ret_word[length] = '\0';
    return word;
}

bool has_word(const char *list, const char *word, size_t length)
{
    size_t size;
    const char *at = next_word(list, NULL, &size);
    while (at != NULL && (size != length || memcmp(at, word, length) != 0))
        at = next_word(list, at, &size);
    return at != NULL;
}
