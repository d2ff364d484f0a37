/* grow.h - arrays that grow: room doubles where it does not suffice. */
#ifndef LLMCOST_TEXT_GROW_H
#define LLMCOST_TEXT_GROW_H

#include <stdbool.h>
#include <stddef.h>

/* Room for `needed` things of `size` bytes in an array; `list` is the address of its pointer, NULL
 * at first. False when memory ran out: array and room are what they were. */
bool grow(void *list, size_t size, size_t needed, size_t *room);

#endif
