/* grow.c - arrays that grow (grow.h). Refuses to know what stands in them. */
#include "text/grow.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_BYTES = 512, FIRST_THINGS = 16 };

bool grow(void *list, size_t size, size_t needed, size_t *room)
{
    const size_t first = FIRST_BYTES / size;
    size_t more = *room > 0 ? *room : first > FIRST_THINGS ? first : FIRST_THINGS;
    void *array, *larger;
    if (needed <= *room)
        return true;
    while (more < needed)
        more *= 2;
    memcpy(&array, list, sizeof array); /* a pointer of any type */
    larger = realloc(array, more * size);
    if (larger == NULL)
        return false;
    memcpy(list, &larger, sizeof larger);
    *room = more;
    return true;
}
