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

static size_t rank(const char *key, const char *word)
{
    return word == NULL ? 0 : strlen(key) + (is_last_part(key, word) ? 0 : LLMCOST_MAX_ID);
}

void candidates_add(struct candidates *candidates, const char *key, const char *word)
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

static double likeness_of(const char *word, entry_name *name, const void *of, int index)
{
    const char *text;
    double likest = 0;
    for (int n = 0; (text = name(of, index, n)) != NULL; n++)
        likest = at_least(likest, name_likeness(word, text));
    return likest;
}

/* The entry with the nearest name, -1 when none is near: always the nearer one of two names, so
 * that no list of all is needed. */
static int nearest_of(const char *word, entry_name *name, const void *of, int count)
{
    const char *best = NULL, *text;
    int nearest = -1;
    for (int i = 0; i < count; i++)
        for (int n = 0; (text = name(of, i, n)) != NULL; n++) {
            const char *const names[] = {best != NULL ? best : text, text};
            if (llmcost_nearest(word, names, 2) == text && text != best) {
                best = text;
                nearest = i;
            }
        }
    return nearest;
}

void candidates_add_near(struct candidates *candidates, const char *word, entry_name *name,
                         const void *of, int count, bool ranked)
{
    double likest = 0;
    for (int i = 0; i < count; i++)
        likest = at_least(likest, likeness_of(word, name, of, i));
    const int nearest = likest > SAME_PARTS ? -1 : nearest_of(word, name, of, count);
    for (int i = 0; i < count; i++)
        if (nearest >= 0 ? i == nearest
                         : likest > 0 && likeness_of(word, name, of, i) >= ALMOST_LIKEST * likest)
            candidates_add(candidates, name(of, i, 0), ranked ? word : NULL);
}

static const char *key_of(const void *of, int index, int name)
{
    return name == 0 ? price_file_key(of, index) : NULL;
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
            candidates_add(candidates, key, word);
    }
    if (candidates->total == before)
        candidates_add_near(candidates, word, key_of, file, file->count, true);
}
