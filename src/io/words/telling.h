/* telling.h - what the files of warnings' words share: the figures of a warning as text. */
#ifndef LLMCOST_IO_WORDS_TELLING_H
#define LLMCOST_IO_WORDS_TELLING_H

#include "io/words/words.h"

enum { FIGURE = 64 };

/* The figures of a warning, ready for a sentence. */
struct telling {
    const struct report *report;
    const struct llmcost_warning *warning;
    const char *currency;
    char path[LLMCOST_MAX_PATH]; /* of the input it is about, "" when none */
    const struct llmcost_field *field;
    char value[FIGURE], other[FIGURE]; /* as counts, told apart */
};

/* io/words/warnings_units.c: figures that are probably of another unit, hosts that are starved or
 * idle. */
void words_unit_slip(const struct telling *t, char *buffer, size_t size);
void words_few_sequences(const struct telling *t, char *buffer, size_t size);
void words_idle(const struct telling *t, char *buffer, size_t size);
void words_book_value(const struct telling *t, char *buffer, size_t size);

#endif
