/* words.h - lists of words, kept as one text with commas between them. */
#ifndef LLMCOST_CORE_SCENARIO_WORDS_H
#define LLMCOST_CORE_SCENARIO_WORDS_H

#include <stdbool.h>
#include <stddef.h>

/* The next word of a list: start with NULL; NULL after the last. It ends at a comma or at the end.
 */
const char *next_word(const char *list, const char *previous, size_t *ret_length);
/* The same as a text of its own, of a list whose words are shorter than MAX_WORD; NULL is a list
 * without words. */
enum { MAX_WORD = 64 };
const char *copy_word(const char *list, const char *previous, char ret_word[MAX_WORD]);
bool has_word(const char *list, const char *word, size_t length);

#endif
