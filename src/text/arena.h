/* arena.h - memory that is taken in pieces and given back at once. Knows nothing of what is put
 * into it; a piece that memory did not suffice for is NULL, and the arena remembers it. */
#ifndef LLMCOST_TEXT_ARENA_H
#define LLMCOST_TEXT_ARENA_H

#include <stdbool.h>
#include <stddef.h>

struct arena {
    struct arena_block *last;
    bool failed; /* a piece was asked for that there was no memory for */
};

/* `count` things of `size` bytes, all zero; NULL when memory ran out. */
void *arena_take(struct arena *arena, size_t count, size_t size);
/* A copy of a text; NULL for NULL, and when memory ran out. */
const char *arena_text(struct arena *arena, const char *text);
void arena_free(struct arena *arena);

#endif
