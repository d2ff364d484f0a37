/* strings.c - memory and texts for the engine in a page: what WebAssembly has an instruction for,
 * and what a page asks so seldom that the shortest way will do. Those of a library are made for
 * speed.
 */
#ifdef __wasm__

#include <stdlib.h>
#include <string.h>

void *memcpy(void *restrict to, const void *restrict from, size_t size)
{
    return __builtin_memcpy(to, from, size);
}

void *memmove(void *to, const void *from, size_t size)
{
    return __builtin_memmove(to, from, size);
}

void *memset(void *to, int value, size_t size)
{
    return __builtin_memset(to, value, size);
}

size_t strlen(const char *text)
{
    size_t length = 0;
    while (text[length] != '\0')
        length++;
    return length;
}

void *memchr(const void *memory, int byte, size_t size)
{
    const unsigned char *at = memory;
    for (; size > 0; at++, size--)
        if (*at == (unsigned char)byte)
            return (void *)at;
    return NULL;
}

char *strchr(const char *text, int c)
{
    for (; *text != (char)c; text++)
        if (*text == '\0')
            return NULL;
    return (char *)text;
}

char *strstr(const char *text, const char *part)
{
    const size_t length = strlen(part);
    for (; strncmp(text, part, length) != 0; text++)
        if (*text == '\0')
            return NULL;
    return (char *)text;
}

size_t strspn(const char *text, const char *set)
{
    size_t length = 0;
    while (text[length] != '\0' && strchr(set, text[length]) != NULL)
        length++;
    return length;
}

size_t strcspn(const char *text, const char *set)
{
    size_t length = 0;
    while (strchr(set, text[length]) == NULL)
        length++;
    return length;
}

/* ---- Sorting: a heap, whose greatest element goes to the end ---- */

static void swap(unsigned char *a, unsigned char *b, size_t width)
{
    for (; width > 0; a++, b++, width--) {
        const unsigned char kept = *a;
        *a = *b;
        *b = kept;
    }
}

static void sink(unsigned char *base, size_t at, size_t count, size_t width,
                 int (*compare)(const void *, const void *))
{
    for (size_t child; (child = 2 * at + 1) < count; at = child) {
        if (child + 1 < count && compare(base + child * width, base + (child + 1) * width) < 0)
            child++;
        if (compare(base + at * width, base + child * width) >= 0)
            return;
        swap(base + at * width, base + child * width, width);
    }
}

void qsort(void *memory, size_t count, size_t width, int (*compare)(const void *, const void *))
{
    unsigned char *base = memory;
    for (size_t at = count / 2; at-- > 0;)
        sink(base, at, count, width, compare);
    while (count > 1) {
        count--;
        swap(base, base + count * width, width);
        sink(base, 0, count, width, compare);
    }
}

/* Nothing is left to be done when a question is answered. */
void __wasm_call_dtors(void);
void __wasm_call_dtors(void)
{
}

#else

typedef int not_empty; /* a file holds something */

#endif
