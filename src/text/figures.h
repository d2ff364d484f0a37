/* figures.h - numbers for people: money, unit prices, counts and shares. All return buffer. */
#ifndef LLMCOST_TEXT_FIGURES_H
#define LLMCOST_TEXT_FIGURES_H

#include "llmcost.h"

/* Money for people: "$5,175", "CHF 5,175"; whole units from 100 up, cents below, three significant
 * digits below a cent: never 0.00 for something. */
const char *words_money(const char *currency, double amount, char *buffer, size_t size);
/* The same with so many decimals, for amounts that stand beside each other. */
const char *words_money_at(const char *currency, double amount, int decimals, char *buffer,
                           size_t size);
/* A part beside the whole that it belongs to: with the decimals of the whole, as in a column whose
 * last row is the total; "<$1" for one that these would round away. */
const char *words_money_of(const char *currency, double amount, double whole, char *buffer,
                           size_t size);
/* The decimals that words_money() would print. */
int words_money_decimals(double amount);
/* Rounded half away from zero to so many decimals: what the figures above and below print. */
double words_round(double value, int decimals);
/* A price of one thing: "$2.00", "$0.45", "$0.00240". */
const char *words_unit_price(const char *currency, double amount, char *buffer, size_t size);
/* 190,667 / 1,200 / 0.25: a count with thousands separators and at most 4 significant digits below
 * 1,000. */
const char *words_count(double value, char *buffer, size_t size);
/* What follows the word for so many: "" for one, "s" else. */
static inline const char *words_s(int count)
{
    return count == 1 ? "" : "s";
}
/* A count with its unit: "1 month", "12 months"; without one where it is "". */
const char *words_counted(double value, const char *unit, char *buffer, size_t size);
/* "over 12 months". */
const char *words_over(int months, char *buffer, size_t size);
/* 10M / 1.5B / 103,680: a count, in millions and more where that is shorter; with `exact` only
 * where it says the same. */
const char *words_volume(double value, bool exact, char *buffer, size_t size);
/* A share as "30 %", "51.7 %", "0.012 %"; one below 1 is never "100 %". */
const char *words_percent(double share, char *buffer, size_t size);
/* Two counts, or two shares, that stand beside each other: with as many digits as tell them apart.
 */
void words_apart(bool is_share, double a, double b, char *ret_a, char *ret_b, size_t size);
/* Decimals of two amounts side by side: as few as tell them apart and neither from nothing. */
int words_pair_decimals(double a, double b);
/* By how much one cost is below another: the difference of the two as they are printed, so that who
 * subtracts finds the same. */
const char *words_gap(const char *currency, double less, double more, char *buffer, size_t size);

/* The currency of the scenario, USD unless stated. */
const char *words_currency(const struct llmcost_scenario *scenario);

#endif
