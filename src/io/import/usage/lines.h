/* lines.h - JSON records: one a line, or the elements of lists and pages. */
#ifndef LLMCOST_IO_IMPORT_USAGE_LINES_H
#define LLMCOST_IO_IMPORT_USAGE_LINES_H

#include "io/import/usage/quick.h"
#include "io/import/usage/sums/format.h"

enum { LINES_PARTS = 24, LINES_TEXT = 512 };

/* What the lines of a log have in common: texts, and values between them. */
struct lines_shape {
    int parts; /* 0: not known */
    struct {
        uint16_t text, length; /* what stands before the value */
        uint8_t role;          /* enum usage_role */
        uint8_t kind;          /* of a value without a role: '"', '0' or 'w' */
    } part[LINES_PARTS + 1];   /* the last one without a value */
    bool has_cached;
    char texts[LINES_TEXT];
};

struct lines {
    struct usage_scene *scene;
    struct quick_clock clock;
    struct lines_shape shape;
    uint64_t line; /* as of rows */
};

/* The lines of the text; how many bytes were read: all of them unless the last line is not complete
 * and `last` is false. */
ptrdiff_t lines_read(struct lines *lines, const char *text, size_t length, bool last);

/* Records that are values one after the other, elements of a list, or elements of the `data` of
 * pages. */
struct values {
    struct usage_scene *scene;
    bool paged; /* outer objects are pages */
    int input;  /* the file's number */
    uint64_t line, record;
    bool in_list, in_page, in_data;
    bool comma;      /* one must come before the next value */
    const char *why; /* what is not JSON; then nothing more is read */
};

ptrdiff_t values_read(struct values *values, const char *text, size_t length, bool last);

#endif
