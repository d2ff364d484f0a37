/* likeness.h - how much of a name that is not known stands in one that is. */
#ifndef LLMCOST_IO_PRICES_LIKENESS_H
#define LLMCOST_IO_PRICES_LIKENESS_H

/* The share of two names' letters and digits that both have in whole parts, which are runs of
 * letters or of digits, in any order and case (the Dice coefficient): 1 for `sxm/h100` and
 * `h100-sxm`. 0 where no part of three characters is shared, or where the share is not more
 * than half and the name has a part that the word lacks. */
double name_likeness(const char *word, const char *name);

/* Above this the same parts are meant, whatever name is nearest by its letters. */
#define SAME_PARTS 0.9
/* How much less like than the likest a name may be to be offered with it. */
#define ALMOST_LIKEST 0.85

#endif
