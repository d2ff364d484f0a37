/* kept.h - a number as JSON keeps it: one place decides which digits these are, for who prints it
 * and for who tells of it before it is printed. */
#ifndef LLMCOST_TEXT_KEPT_H
#define LLMCOST_TEXT_KEPT_H

#include "text/json/json.h"

/* A magnitude as so many steps of 10^-decimals (of tens, where that is below 0), rounded as printf
 * rounds. False where it is too large or too small for that. */
bool kept_steps(enum number_style style, double magnitude, uint64_t *ret_steps, int *ret_decimals);

/* What is read again from the text that number_text() makes of it: NAN of what is no number. What
 * is out of reach of kept_steps() stays as it is. */
double kept(enum number_style style, double value);
static inline double kept_figure(double value)
{
    return kept(NUMBER_FIGURE, value);
}
static inline double kept_money(double value)
{
    return kept(NUMBER_MONEY, value);
}
static inline double kept_price(double value)
{
    return kept(NUMBER_PRICE, value);
}

#endif
