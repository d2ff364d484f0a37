/* place.h - complaints about places in the texts that were given, and those that any reader makes.
 */
#ifndef LLMCOST_TEXT_PLACE_H
#define LLMCOST_TEXT_PLACE_H

#include "core/base/codes.h"
#include "text/sniff.h"

#include "llmcost.h"

/* The first character of the text with that number. */
struct llmcost_place source_start(int input);

/* Add an error about a place in one of the texts; its advice is set by llmcost_advise(). Always
 * false, for `return place_error(...)`. */
#if defined(__GNUC__)
__attribute__((format(printf, 6, 7)))
#endif
bool place_error(struct llmcost_diags *diags, int input, uint32_t line, uint32_t column, int code,
                 const char *format, ...);
/* The same as a warning about a file of another tool. */
#if defined(__GNUC__)
__attribute__((format(printf, 5, 6)))
#endif
void place_warn(struct llmcost_diags *diags, int input, uint32_t line, uint32_t column,
                const char *format, ...);
/* Memory ran out; always false. */
bool place_no_memory(struct llmcost_diags *diags, int input);
/* Whether a file has no trouble (sniff.h): true for NULL, else false after a complaint. */
bool place_check(struct llmcost_diags *diags, int input, uint32_t line,
                 const struct text_trouble *trouble);

#endif
