/* quick_number.h - the number text of json.h for those who print millions of them. */
#ifndef LLMCOST_TEXT_QUICK_NUMBER_H
#define LLMCOST_TEXT_QUICK_NUMBER_H

#include "text/json/json.h"

/* The characters that number_text() would print, without the terminator; how many there are. The
 * buffer has room for MAX_NUMBER_TEXT. */
size_t quick_number(enum number_style style, double value, char *buffer);
/* The same of micros_text(), and of a whole number. */
size_t quick_micros(int64_t micros, int times, char *buffer);
size_t quick_whole(int64_t value, char *buffer);

#endif
