/* quote.h - a word of the input as messages show it: in backquotes, line breaks and controls
 * replaced, cut when long. */
#ifndef LLMCOST_TEXT_QUOTE_H
#define LLMCOST_TEXT_QUOTE_H

#include <stddef.h>

enum { YAML_QUOTED = 80 };
/* Returns buffer. */
const char *quote_word(const char *text, char *buffer, size_t size);

#endif
