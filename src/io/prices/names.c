/* names.c - names that stand once (names.h). The work grows with the names, however many of them
 * are the same. Refuses to know what is named.
 */
#include "io/prices/names.h"

#include "text/grow.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

uint32_t hash_text(const char *text, const void *table)
{
    const uintptr_t seed = (uintptr_t)table;
    uint32_t hash = (uint32_t)(seed >> 4) * 2654435761u ^ (uint32_t)(seed >> 16 >> 16);
    for (; *text != '\0'; text++)
        hash = (hash ^ (unsigned char)*text) * 16777619u;
    return hash ^ hash >> 15;
}

/* The slot of a name: its own, or the free one where it belongs. */
static uint32_t *find_slot(const struct names *names, const char *name)
{
    uint32_t at = hash_text(name, names->slot) & names->mask;
    while (names->slot[at] != 0 && strcmp(names->list[names->slot[at] - 1].text, name) != 0)
        at = (at + 1) & names->mask;
    return &names->slot[at];
}

/* Slots for twice as many names as there is room for. */
static bool make_slots(struct names *names)
{
    uint32_t slots = 16;
    while (slots < names->room * 2)
        slots *= 2;
    uint32_t *const slot = calloc(slots, sizeof *slot);
    if (slot == NULL)
        return false;
    free(names->slot);
    names->slot = slot;
    names->mask = slots - 1;
    for (size_t i = 0; i < names->count; i++)
        *find_slot(names, names->list[i].text) = (uint32_t)i + 1;
    return true;
}

bool names_add(struct names *names, const char *name)
{
    const size_t room = names->room;
    if (!grow(&names->list, sizeof *names->list, names->count + 1, &names->room))
        return false;
    if (names->room != room && !make_slots(names))
        return false;
    struct name *added = &names->list[names->count];
    snprintf(added->text, sizeof added->text, "%s", name);
    uint32_t *slot = find_slot(names, added->text);
    if (*slot != 0) {
        struct name *first = &names->list[*slot - 1];
        while (*slot != 0) {
            snprintf(added->text, sizeof added->text, "%.110s-%d", name, first->next++);
            slot = find_slot(names, added->text);
        }
    }
    added->next = 2;
    *slot = (uint32_t)++names->count;
    return true;
}

void names_free(struct names *names)
{
    free(names->list);
    free(names->slot);
    *names = (struct names){.count = 0};
}
