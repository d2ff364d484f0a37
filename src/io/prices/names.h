/* names.h - names of which each stands once: one that is taken gets a number. */
#ifndef LLMCOST_IO_PRICES_NAMES_H
#define LLMCOST_IO_PRICES_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { MAX_NAME = 128 };

struct name {
    char text[MAX_NAME];
    int next; /* the number that the next of this name gets */
};
/* All zero: none. */
struct names {
    struct name *list;
    size_t count, room;
    uint32_t *slot; /* hash table: 1 + index of a name, 0 free */
    uint32_t mask;
};
/* Add a name, or `name-2`, `name-3` ... where it is taken; false when memory ran out. What was
 * added is the last of the list. */
bool names_add(struct names *names, const char *name);
void names_free(struct names *names);

/* Where a text belongs in a hash table. Whoever wrote the text does not know where the table lies,
 * and so cannot make texts that all belong in one place. */
uint32_t hash_text(const char *text, const void *table);

#endif
