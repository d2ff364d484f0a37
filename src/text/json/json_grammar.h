/* json_grammar.h - what strings and numbers of JSON are made of, for json_scan.c and json_value.c.
 */
#ifndef LLMCOST_TEXT_JSON_GRAMMAR_H
#define LLMCOST_TEXT_JSON_GRAMMAR_H

#include <stdbool.h>
#include <stdint.h>

static inline bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}
/* The four digits behind \u; false when they are not there. */
bool json_unit(const char *at, const char *end, uint32_t *ret_unit);
/* Behind the number by the grammar of JSON; NULL when there is none. */
const char *json_past_number(const char *at, const char *end);

#endif
