/* units.h - kinds of units, which stand together in enum llmcost_unit. */
#ifndef LLMCOST_CORE_BASE_UNITS_H
#define LLMCOST_CORE_BASE_UNITS_H

#include "llmcost.h"

/* An amount of money, once, a month or a year. */
static inline bool is_sum(enum llmcost_unit unit)
{
    return unit >= LLMCOST_MONEY && unit <= LLMCOST_MONEY_PER_YEAR;
}
/* That, or a price of one thing. */
static inline bool is_money(enum llmcost_unit unit)
{
    return unit >= LLMCOST_MONEY && unit <= LLMCOST_MONEY_PER_KWH;
}
/* Written in percent. */
static inline bool is_share(enum llmcost_unit unit)
{
    return unit == LLMCOST_SHARE || unit == LLMCOST_SHARE_PER_YEAR;
}

#endif
