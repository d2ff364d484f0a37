/* pen.c - text that goes to a stream through a buffer (text/json/pen.h). */
#include "text/json/pen.h"

#include <stdlib.h>
#include <string.h>

static void pen_flush(struct pen *pen)
{
    if (pen->used > 0 && fwrite(pen->text, 1, pen->used, pen->out) != pen->used)
        pen->failed = true;
    pen->used = 0;
}

void pen_put(struct pen *pen, const char *text, size_t length)
{
    if (length > sizeof pen->text - pen->used)
        pen_flush(pen);
    memcpy(pen->text + pen->used, text, length);
    pen->used += length;
}

void pen_text(struct pen *pen, const char *text)
{
    pen_put(pen, text, strlen(text));
}

void pen_number(struct pen *pen, enum number_style style, double value)
{
    if (sizeof pen->text - pen->used < MAX_NUMBER_TEXT)
        pen_flush(pen);
    pen->used += quick_number(style, value, pen->text + pen->used);
}

bool pen_close(struct pen *pen)
{
    pen_flush(pen);
    const bool good = !pen->failed && fflush(pen->out) == 0;
    free(pen);
    return good;
}

struct pen *pen_open(FILE *out)
{
    struct pen *pen = malloc(sizeof *pen);
    if (pen != NULL) {
        pen->out = out;
        pen->used = 0;
        pen->failed = false;
    }
    return pen;
}
