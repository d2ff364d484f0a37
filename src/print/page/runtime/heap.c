/* heap.c - malloc() and its kin for the engine in a page (heap.h): a page asks, reads the answer
 * and asks anew, so memory is a pile that is taken from the top. What is given back there can be
 * had again, all else with the whole. A general one is a tenth of the engine.
 */
#include "print/page/runtime/heap.h"

#ifdef __wasm__

#include <stdint.h>
#include <string.h>

extern unsigned char __heap_base; /* where the linker has put the last of its data */

enum { ALIGNMENT = 16, PAGE = 65536 };

static uintptr_t top, last; /* the first free byte; where the block at the top begins */

static uintptr_t first_free(void)
{
    if (top == 0)
        top = ((uintptr_t)&__heap_base + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    return top;
}

static int has_room(uintptr_t end)
{
    const uintptr_t pages = (end + PAGE - 1) / PAGE, have = __builtin_wasm_memory_size(0);
    return pages <= have || __builtin_wasm_memory_grow(0, pages - have) != SIZE_MAX;
}

/* A block has its size before it. */
void *malloc(size_t size)
{
    const uintptr_t block = first_free() + ALIGNMENT;
    const size_t rounded = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (size > SIZE_MAX / 4 || !has_room(block + rounded))
        return NULL;
    *(size_t *)(block - ALIGNMENT) = rounded;
    last = block;
    top = block + rounded;
    return (void *)block;
}

void free(void *block)
{
    if (block != NULL && (uintptr_t)block == last)
        top = last - ALIGNMENT;
}

void *calloc(size_t count, size_t size)
{
    if (size > 0 && count > SIZE_MAX / 4 / size)
        return NULL;
    void *block = malloc(count * size);
    if (block != NULL)
        memset(block, 0, count * size);
    return block;
}

void *realloc(void *block, size_t size)
{
    const size_t old = block != NULL ? *(size_t *)((uintptr_t)block - ALIGNMENT) : 0;
    if (block != NULL && (uintptr_t)block == last)
        top = last - ALIGNMENT; /* it grows where it is */
    void *grown = malloc(size);
    if (grown != NULL && grown != block && block != NULL)
        memcpy(grown, block, old > size ? size : old);
    return grown;
}

size_t heap_mark(void)
{
    last = 0;
    return (size_t)first_free();
}

void heap_rewind(size_t mark)
{
    top = (uintptr_t)mark;
    last = 0;
}

#else

size_t heap_mark(void)
{
    return 0;
}

void heap_rewind(size_t mark)
{
    (void)mark;
}

#endif
