/* candidates.c - the keys of a price list that a word might have meant. Knows no format. */
#include "core/base/real.h"
#include "io/prices/likeness.h"
#include "io/prices/list.h"

#include <stdio.h>
#include <string.h>

static bool is_last_part(const char *key, const char *word)
{
    const size_t length = strlen(key);
    const size_t part = strlen(word);
    return length > part && key[length - part - 1] == '/' && strcmp(key + length - part, word) == 0;
}

/* The fewer letters it has beyond the word the likelier a key is meant; first those whose last part
 * is the word. */
static size_t rank(const char *key, const char *word)
{
    return strlen(key) + (is_last_part(key, word) ? 0 : LLMCOST_MAX_ID);
}

static void add_candidate(struct candidates *candidates, const char *key, const char *word)
{
    int at = candidates->count;
    candidates->total++;
    while (at > 0 && rank(candidates->name[at - 1], word) > rank(key, word))
        at--;
    if (at == MAX_CANDIDATES)
        return;
    candidates->count += candidates->count < MAX_CANDIDATES;
    memmove(candidates->name + at + 1, candidates->name + at,
            (size_t)(candidates->count - at - 1) * sizeof candidates->name[0]);
    snprintf(candidates->name[at], LLMCOST_MAX_ID, "%s", key);
}

/* The key nearest to a word, NULL when none is near. */
static const char *nearest_key(const struct price_file *file, const char *word)
{
    const char *names[2] = {NULL, NULL};
    for (int i = 0; i < file->count; i++) {
        const char **first = names[0] != NULL ? names : names + 1;
        names[1] = price_file_key(file, i);
        const char *nearest = llmcost_nearest(word, first, names[0] != NULL ? 2 : 1);
        names[0] = nearest != NULL ? nearest : names[0];
    }
    return names[0];
}

void price_file_candidates(const struct price_file *file, const char *word,
                           struct candidates *candidates)
{
    struct api_entry entry;
    const int before = candidates->total;
    for (int i = 0; i < file->count && word[0] != '\0'; i++) {
        const char *key = price_file_key(file, i);
        if (!file->item[i].is_replaced && strstr(key, word) != NULL &&
            price_file_entry(file, i, &entry) && entry.refusal[0] == '\0')
            add_candidate(candidates, key, word);
    }
    if (candidates->total > before)
        return;
    double likest = 0;
    for (int i = 0; i < file->count; i++)
        likest = at_least(likest, name_likeness(word, price_file_key(file, i)));
    const char *nearest = likest > SAME_PARTS ? NULL : nearest_key(file, word);
    if (nearest != NULL)
        add_candidate(candidates, nearest, word);
    for (int i = 0; i < file->count && nearest == NULL && likest > 0; i++)
        if (name_likeness(word, price_file_key(file, i)) >= ALMOST_LIKEST * likest)
            add_candidate(candidates, price_file_key(file, i), word);
}
