/* digits.h - eight digits at a glance: the texts of a log are read as words of eight bytes.
 * Portable: words are put together byte by byte, which compilers make one load of.
 */
#ifndef LLMCOST_IO_IMPORT_USAGE_SUMS_DIGITS_H
#define LLMCOST_IO_IMPORT_USAGE_SUMS_DIGITS_H

#include <stdbool.h>
#include <stdint.h>

/* The eight bytes at p, the first one lowest. */
static inline uint64_t digits_word(const char *p)
{
    const unsigned char *b = (const unsigned char *)p;
    return (uint64_t)b[0] | (uint64_t)b[1] << 8 | (uint64_t)b[2] << 16 | (uint64_t)b[3] << 24 |
           (uint64_t)b[4] << 32 | (uint64_t)b[5] << 40 | (uint64_t)b[6] << 48 |
           (uint64_t)b[7] << 56;
}

/* Bytes of it before the first whose high half has a bit of `bad`, which has bits in high halves
 * alone: below the lowest such bit lie the top bits of exactly the bytes before it. */
static inline unsigned digits_before(uint64_t bad)
{
    const uint64_t below = (bad & (0 - bad)) - 1;
    return (unsigned)(((below & UINT64_C(0x8080808080808080)) >> 7) *
                          UINT64_C(0x0101010101010101) >>
                      56);
}

/* How many of its first bytes are digits, 0 to 8. A digit is 30..39 (hex), and adding 6 leaves it
 * below 40; what a byte behind the first other one does is of no matter. */
static inline unsigned digits_count(uint64_t word)
{
    const uint64_t high = UINT64_C(0xF0F0F0F0F0F0F0F0), zeros = UINT64_C(0x3030303030303030);
    const uint64_t six = UINT64_C(0x0606060606060606);
    return digits_before(((word & high) ^ zeros) | (((word + six) & high) ^ zeros));
}

/* The value of its first count digits, 1 to 8: they are moved to the end behind zeros, and pairs,
 * fours and eights are added up. */
static inline uint32_t digits_value(uint64_t word, unsigned count)
{
    word <<= (8 - count) * 8;
    word = (word & UINT64_C(0x0F0F0F0F0F0F0F0F)) * 2561 >> 8;
    word = (word & UINT64_C(0x00FF00FF00FF00FF)) * 6553601 >> 16;
    return (uint32_t)((word & UINT64_C(0x0000FFFF0000FFFF)) * UINT64_C(42949672960001) >> 32);
}

#endif
