/* search.h - a search for the bands of one pair of options over the demand (§9). */
#ifndef LLMCOST_CORE_QUESTIONS_SEARCH_H
#define LLMCOST_CORE_QUESTIONS_SEARCH_H

#include "core/questions/curve.h"
#include "core/questions/track.h"
#include "llmcost.h"

struct search {
    struct curve *option, *against; /* large: curve_make() fills what is read of them */
    struct track *track;            /* of both, as large: search_to() fills them */
    struct llmcost_break_even *answer;
    bool sinks; /* the option gains with the demand, but for so much */
    double slack;
    double from, to;             /* what lies outside is not looked at */
    double density, dense_until; /* breakpoints, and where they end but for a few */
    double price;                /* of a look at both, in levels */
    double piece_price;          /* of one that is passed over */
    double budget;               /* levels that may still be looked at */
    bool open;                   /* a band has begun and not ended */
    bool full;                   /* more bands than there is room for */
    bool dearer;                 /* the option is so somewhere */
    double last_gap;             /* the difference at the end of the piece before */
    double last_scale;
    bool last_served;
    double passed;   /* where one ended that was passed over; 0: the piece before was not */
    double clear[2]; /* what was passed over last, as a whole, */
    double stuck;    /* and where the first piece begins that could not be; < 0: none */
    double near[2];  /* the piece with the least gap among those */
    double near_gap;
    double reached;
};

/* Look for bands from 0 on: both curves, answer, what to look at and the budget are given. */
void search_to(struct search *search, double end);
/* The band that is open ends. */
void end_band(struct search *search, double x, enum llmcost_edge kind);
/* Whether what a hybrid costs beyond its own api never rises with the demand, but by the slack:
 * then where it is cheaper it stays so. Both as curve_make() leaves them. */
bool sinks_below_its_api(const struct curve *mix, const struct curve *api, double *ret_slack);
/* Far out, by figures that differ. */
bool is_dearer_by_unit(const struct curve *option, const struct curve *against);

#endif
