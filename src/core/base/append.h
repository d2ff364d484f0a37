/* append.h - texts one behind the other in a buffer of a known size, for all floors. */
#ifndef LLMCOST_CORE_BASE_APPEND_H
#define LLMCOST_CORE_BASE_APPEND_H

#include <stddef.h>

/* A text behind the first `used` characters of a buffer, cut where it does not fit; how many there
 * are then. Printf takes ten times as long. */
static inline size_t append_text(char *buffer, size_t size, size_t used, const char *text)
{
    for (; *text != '\0' && used + 1 < size; text++)
        buffer[used++] = *text;
    buffer[used] = '\0';
    return used;
}

#endif
