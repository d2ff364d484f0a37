/* saved.h - the sentences of a report that was read from JSON are those of the file. */
#ifndef LLMCOST_IO_WORDS_SAVED_H
#define LLMCOST_IO_WORDS_SAVED_H

#include <stddef.h>

/* A text of a saved report into the buffer, which is returned; NULL when the report has none. */
const char *saved_words(const char *text, char *buffer, size_t size);

#endif
