/* fragment.h - a YAML fragment, line by line: what every importer writes. Texts are quoted where
 * YAML needs it, comments wrapped; a number carries its basis and its source.
 */
#ifndef LLMCOST_TEXT_FRAGMENT_H
#define LLMCOST_TEXT_FRAGMENT_H

#include <stdbool.h>
#include <stdio.h>

enum { FRAGMENT_WIDTH = 80, MAX_FRAGMENT_TEXT = 1024 };

/* `# ...`, wrapped; indent in columns. */
void fragment_comment(FILE *out, int indent, const char *format, ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 3, 4)))
#endif
    ;
/* `- ` of a list's entry, whose first key follows at indent 0 and the others below it. */
void fragment_item(FILE *out, int indent);
/* `key:` that a map follows below. The key is quoted where it is not a plain word. */
void fragment_map(FILE *out, int indent, const char *key);
/* `key: {value: 5.06, basis: measured, source: "..."}`, or the number alone without basis and
 * source (NULL). A price is quoted, and has at most 6 significant digits, other numbers 9. */
void fragment_number(FILE *out, int indent, const char *key, double value, const char *basis,
                     const char *source);
void fragment_price(FILE *out, int indent, const char *key, double value, const char *source);
void fragment_text(FILE *out, int indent, const char *key, const char *text);
/* `key: [1, 2, ...]`, wrapped. */
void fragment_list(FILE *out, int indent, const char *key, const double *values, int count);

/* To so many significant digits, so that 2.9999900000000002 is 2.99999. */
double fragment_rounded(double value, int digits);

/* A text as a legal id: other characters become -. Returns buffer. */
const char *fragment_id(const char *text, char *buffer, size_t size);

#endif
