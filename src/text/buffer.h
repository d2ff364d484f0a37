/* buffer.h - text for a person's terminal: its width in columns, where a line may break, what
 * stands in for what cannot be shown, and a buffer that grows. Knows UTF-8; knows no report and no
 * locale.
 */
#ifndef LLMCOST_TEXT_BUFFER_H
#define LLMCOST_TEXT_BUFFER_H

#include "text/utf8.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* Columns a code point takes in a terminal: 0 (combining), 1 or 2 (wide East Asian, emoji). */
int text_point_width(uint32_t point);
/* Whether it takes none. */
bool text_point_is_unseen(uint32_t point);
/* Columns of a whole text. */
int text_width(const char *text);

/* Bytes of the longest start of text that takes at most `columns`, combining marks kept with their
 * base; at least one code point of a text that is not empty. */
size_t text_fit(const char *text, int columns);
/* How high a share, 0 to 1, is of a curve: one of eight blocks, or a digit from 0 to 9. */
const char *text_bar(double share, bool ascii);
/* Bytes of the first line when text is wrapped at `columns`: up to a space (left out) or, where no
 * space is in reach, after one of - _ / . : or in the middle of the word. A '\n' ends a line. */
size_t text_line(const char *text, int columns);
/* Where the line after the one of `length` bytes starts: past the space or '\n' it broke at. */
const char *text_after_line(const char *text, size_t length);

/* A text wrapped between the columns `left` and `width`, each line ended; the first one begins at
 * the column `at`, to which a line stands there already. */
void text_wrap(FILE *out, const char *text, int at, int left, int width);

/* Whether a character must not follow the two before it ('\0': none), a blank has to part them: a
 * log of GitHub's takes a line that begins with "::", or has "##[" anywhere, for a command. Pairs
 * of colons within words stay; text_line() begins no line with one. */
bool text_commands(char before, char last, char next);

/* A copy that is safe to print: what is unsafe (utf8.h) and malformed bytes become U+FFFD, tabs and
 * line breaks blanks, and no line of it is a command (text_commands()).
 * ASCII: dashes, quotes, currency signs and the like are spelt out, anything else becomes '?'.
 * A copy that does not fit is cut between code points. Returns buffer. */
const char *text_clean(const char *text, bool ascii, char *buffer, size_t size);

/* A word of the input as messages show it: in backquotes, line breaks and controls replaced, cut
 * when long. Returns buffer. */
enum { YAML_QUOTED = 80 };
const char *quote_word(const char *text, char *buffer, size_t size);

/* A text under construction; once memory ran out it stays failed and additions do nothing. */
struct text_buffer {
    char *data; /* terminated once anything was added; free() it */
    size_t length, room;
    bool failed;
};
/* Where the next `length` bytes are to be written, which are part of the text from then on; NULL
 * when there is no memory. */
char *text_room(struct text_buffer *buffer, size_t length);
void text_add(struct text_buffer *buffer, const char *text, size_t length);
void text_put(struct text_buffer *buffer, const char *text);
/* The next thing of a list, with text between it and those before it. */
void text_item(struct text_buffer *buffer, const char *between, const char *item);
/* Several texts, a NULL behind the last. */
void text_put_all(struct text_buffer *buffer, ...)
#if defined(__GNUC__)
    __attribute__((sentinel))
#endif
    ;
void text_spaces(struct text_buffer *buffer, int count);

#endif
