/* keys.c - the keys of a price list: collected, found by a hash table, doubled ones
 * complained about, and those that a word might have meant. Knows no format.
 */
#include "io/import/import.h"
#include "io/prices/parts.h"
#include "text/json.h"
#include "text/json_tree.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_DUPLICATES = 20 }; /* complained about one by one */

const char *price_file_key(const struct price_file *file, int index)
{
    return file->names + file->item[index].key;
}

static uint32_t hash_of(const char *key)
{
    uint32_t hash = 2166136261u;
    for (; *key != '\0'; key++)
        hash = (hash ^ (unsigned char)*key) * 16777619u;
    return hash ^ hash >> 15;
}

bool price_add(struct price_file *file, const char *outer, const char *key, size_t place, size_t at,
               size_t end)
{
    enum { FIRST_ITEMS = 512, FIRST_BYTES = 1 << 14 };
    const size_t before = outer != NULL ? strlen(outer) + 1 : 0;
    const size_t length = before + strlen(key);
    if (length == 0 || length >= LLMCOST_MAX_ID) {
        file->long_keys++;
        return true;
    }
    if (file->count == file->room) {
        const int room = file->room > 0 ? file->room * 2 : FIRST_ITEMS;
        struct price_item *item = realloc(file->item, (size_t)room * sizeof *item);
        if (item == NULL)
            return false;
        file->item = item;
        file->room = room;
    }
    if (file->names_used + length + 1 > file->names_room) {
        const size_t room = file->names_room > 0 ? file->names_room * 2 : FIRST_BYTES;
        char *names = realloc(file->names, room);
        if (names == NULL)
            return false;
        file->names = names;
        file->names_room = room;
    }
    char *name = file->names + file->names_used;
    if (outer != NULL) {
        memcpy(name, outer, before - 1);
        name[before - 1] = '/';
    }
    memcpy(name + before, key, length - before + 1);
    file->item[file->count++] = (struct price_item){
        .key = (uint32_t)file->names_used,
        .place = (uint32_t)place,
        .at = (uint32_t)at,
        .length = (uint32_t)(end - at),
    };
    file->names_used += length + 1;
    return true;
}

/* The slot of a key: its own, or the free one where it belongs. */
static uint32_t *find_slot(const struct price_file *file, const char *key)
{
    uint32_t at = hash_of(key) & file->mask;
    while (file->slot[at] != 0 && strcmp(price_file_key(file, (int)file->slot[at] - 1), key) != 0)
        at = (at + 1) & file->mask;
    return &file->slot[at];
}

static const char *price_text(const struct price_file *file, int index, char *buffer, size_t size)
{
    struct api_entry entry;
    char text[2][MAX_NUMBER_TEXT] = {"no price", "no price"};
    price_file_entry(file, index, &entry);
    for (int i = 0; i < entry.values; i++) {
        const char *name = entry.value[i].field->name;
        const int at = strcmp(name, "input_per_mtok") == 0    ? 0
                       : strcmp(name, "output_per_mtok") == 0 ? 1
                                                              : -1;
        if (at >= 0)
            number_text(NUMBER_PRICE, entry.value[i].value, text[at], sizeof text[at]);
    }
    snprintf(buffer, size, "%.20s in and %.20s out", text[0], text[1]);
    return buffer;
}

static void complain_duplicate(const struct price_file *file, int first, int last,
                               struct llmcost_diags *diags)
{
    char old[80];
    char new[80];
    uint32_t line;
    uint32_t column;
    const int before = diags->count;
    json_place(file->text, file->length, file->item[last].place, &line, &column);
    llmcost_complain(diags, LLMCOST_WARNING, W_IMPORT, line, column,
                     "%.60s stands here a second time: %s, before %s per Mtok; the last counts",
                     price_file_key(file, last), price_text(file, last, new, sizeof new),
                     price_text(file, first, old, sizeof old));
    if (diags->count > before)
        diags->list[before].input = (uint8_t)file->input;
}

bool price_sort_keys(struct price_file *file, struct llmcost_diags *diags)
{
    int duplicates = 0;
    uint32_t room = 16;
    while (room < (uint32_t)file->count * 2)
        room *= 2;
    file->slot = calloc(room, sizeof *file->slot);
    if (file->slot == NULL)
        return false;
    file->mask = room - 1;
    for (int i = 0; i < file->count; i++) {
        uint32_t *slot = find_slot(file, price_file_key(file, i));
        if (*slot != 0) {
            const int first = (int)*slot - 1;
            file->item[first].is_replaced = true;
            if (++duplicates <= MAX_DUPLICATES)
                complain_duplicate(file, first, i, diags);
        }
        *slot = (uint32_t)i + 1;
    }
    if (duplicates > MAX_DUPLICATES) {
        const int before = diags->count;
        llmcost_complain(diags, LLMCOST_WARNING, W_IMPORT, 0, 0,
                         "%d more keys stand twice: the last counts", duplicates - MAX_DUPLICATES);
        if (diags->count > before)
            diags->list[before].input = (uint8_t)file->input;
    }
    return true;
}

int price_file_find(const struct price_file *file, const char *key)
{
    return (int)*find_slot(file, key) - 1;
}

/* ---- Candidates ---- */

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
    const char *nearest = candidates->total == before ? nearest_key(file, word) : NULL;
    if (nearest != NULL)
        add_candidate(candidates, nearest, word);
}
