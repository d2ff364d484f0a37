/* pen.h - text that goes to a stream piece by piece, through a buffer of its own: what is printed
 * may be longer than what should be kept. A failure is remembered until the end. */
#ifndef LLMCOST_TEXT_JSON_PEN_H
#define LLMCOST_TEXT_JSON_PEN_H

#include "text/json/quick_number.h"

#include <stdbool.h>
#include <stdio.h>

/* A buffer that empties itself into the stream; room for a cell is always left. */
struct pen {
    FILE *out;
    size_t used;
    bool failed;
    char text[1 << 16];
};

/* NULL when memory ran out. */
struct pen *pen_open(FILE *out);
/* At most 65,536 bytes at a time. */
void pen_put(struct pen *pen, const char *text, size_t length);
void pen_text(struct pen *pen, const char *text);
void pen_number(struct pen *pen, enum number_style style, double value);
/* Writes the rest and frees; false when anything could not be written. */
bool pen_close(struct pen *pen);

#endif
