/* utf8.h - characters of UTF-8: read, written, counted; nothing but the shortest forms, no
 * surrogates, nothing above U+10FFFF. Every other file of the product asks here. */
#ifndef LLMCOST_TEXT_UTF8_H
#define LLMCOST_TEXT_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { UTF8_MOST = 4 /* bytes of a character */, UTF8_REPLACEMENT = 0xFFFD };

/* Bytes of the well-formed character that `length` bytes begin with, 0 when there is none. What
 * follows a byte that does not fit is not looked at: a NUL ends a text of any length. */
size_t utf8_read(const char *text, size_t length, uint32_t *ret_point);
/* The character at *text, which moves past it; a malformed byte counts as U+FFFD, one at a time. */
uint32_t utf8_next(const char **text);
/* Write a character, without a NUL; how many bytes. */
size_t utf8_write(char out[UTF8_MOST], uint32_t point);

/* Whether a byte goes on with a character instead of beginning one. */
static inline bool utf8_continues(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}
/* Whether a character is never printed and, tab and line feed apart, never read: controls, what
 * cannot be seen, what turns the order of others about, what is no character. */
bool utf8_is_unsafe(uint32_t point);
/* A character as JSON and others escape it: \uXXXX, twice beyond U+FFFF. Returns buffer. */
enum { UTF8_ESCAPE = 16 };
const char *utf8_escape(uint32_t point, char buffer[UTF8_ESCAPE]);
/* Characters in so many bytes. */
uint32_t utf8_count(const char *text, size_t length);
/* At most `length`: where a text may be cut without leaving half a character. */
size_t utf8_cut(const char *text, size_t length);

/* Line and column, in characters, of a byte of a text; line breaks are \n, \r\n and \r. */
void utf8_place(const char *text, size_t offset, uint32_t *ret_line, uint32_t *ret_column);

/* A letter from A to Z as a small one, any other byte as it is, whatever the locale. */
static inline char ascii_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* 0 to 15; -1 when it is no hexadecimal digit. */
int hex_digit(char c);

#endif
