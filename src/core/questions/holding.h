/* holding.h - how far what is held from month to month may bend a cost over the demand (§9). */
#ifndef LLMCOST_CORE_QUESTIONS_HOLDING_H
#define LLMCOST_CORE_QUESTIONS_HOLDING_H

#include <stdbool.h>

/* One month of a fleet; money is for one unit. */
struct holding_month {
    double weight;    /* of its money */
    double always_on; /* a month of it; 0 where it is not offered */
    double others;    /* of every other kind, and what comes with a unit */
    double taken;     /* an always-on unit taken in it, while it is held, and what is left then */
};
struct holding {
    double unit;  /* what a unit more or less in the need of every month comes to, of all kinds */
    double loose; /* units of a month that it comes to */
    double falls; /* how much the cost may fall where demand rises; < 0: by as much as whole units
                     may bend it */
};
/* term: months that a unit is held. rises, falls: in no month is less, or more, needed than in the
 * month before. */
struct holding holding_of(const struct holding_month *months, int count, double term, bool rises,
                          bool falls);

#endif
