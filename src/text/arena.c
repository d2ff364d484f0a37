/* arena.c - memory in blocks, each twice as large as the one before (text/arena.h). A piece that is
 * larger than a block has one of its own.
 */
#include "text/arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_BLOCK = 1 << 13 };

struct arena_block {
    struct arena_block *before;
    size_t used, room;
    max_align_t data[];
};

void *arena_take(struct arena *arena, size_t count, size_t size)
{
    struct arena_block *block = arena->last;
    if (size > 0 && count > (SIZE_MAX / 4 - sizeof *block) / size) {
        arena->failed = true;
        return NULL;
    }
    const size_t wanted =
        (count * size + sizeof(max_align_t)) / sizeof(max_align_t) * sizeof(max_align_t);
    if (block == NULL || block->room - block->used < wanted) {
        size_t room = block == NULL ? FIRST_BLOCK : 2 * block->room;
        room = room < wanted ? wanted : room;
        block = malloc(sizeof *block + room);
        if (block == NULL) {
            arena->failed = true;
            return NULL;
        }
        *block = (struct arena_block){.before = arena->last, .room = room};
        arena->last = block;
    }
    char *piece = (char *)block->data + block->used;
    block->used += wanted;
    return memset(piece, 0, wanted); /* not the whole block: most of the last one is never used */
}

const char *arena_text(struct arena *arena, const char *text)
{
    const size_t size = text != NULL ? strlen(text) + 1 : 0;
    char *copy = text != NULL ? arena_take(arena, size, 1) : NULL;
    return copy != NULL ? memcpy(copy, text, size) : NULL;
}

void arena_free(struct arena *arena)
{
    while (arena->last != NULL) {
        struct arena_block *before = arena->last->before;
        free(arena->last);
        arena->last = before;
    }
}
