/* track.h - one option's cost over rising demand, of which only those months are billed anew whose
 * piece has ended: what tells quickly where nothing happens (§9). */
#ifndef LLMCOST_CORE_QUESTIONS_TRACK_H
#define LLMCOST_CORE_QUESTIONS_TRACK_H

#include "core/questions/curve.h"

/* A month at one demand. */
struct glimpse {
    double x, cost;    /* before credits */
    double payable[2]; /* by those of each part */
    double held[2];    /* GPUs from now on, and of staging */
    double always_on;  /* GPUs that the mix would take if none were held */
    uint64_t shape;
    bool serves;
};
enum { MOST_BETWEEN = 4 };
/* An affine piece of a month, as long as it takes over what it took over before. */
struct known_month {
    double weight;      /* of its money */
    double from, to;    /* where it holds */
    double since, next; /* beyond this the next breakpoint that can be written down */
    bool written;       /* at a breakpoint that can be written down */
    /* How far ahead of one the pieces between two of them ended last, and which of them it is. */
    double ahead[MOST_BETWEEN];
    int between;
    double had[2], paid_at[2]; /* GPUs that were held, and at which mean price */
    struct glimpse first;
    /* Behind its end, and where the next breakpoint is written down, as long as it takes over what
     * it did then; at 0: none. */
    struct glimpse beyond[2];
    double rise, payable_rise[2]; /* per x */
};
struct track {
    const struct curve *curve;
    struct known_month *known; /* of the span */
    struct fleet_paid paid;
    struct fleet_week week;
    double end;        /* nothing beyond matters */
    double from, to;   /* the piece of all months that is known */
    bool written;      /* its end can be written down */
    bool serves, lost; /* in every month; nothing can be told of it */
    double left;       /* what is owed and lost at the end of the horizon */
    double credits[2];
    int steps, bills; /* so far: pieces of all months, and bills of one */
};
/* known: room for the months of the span. hours: room for walk_levels(). */
void track_begin(struct track *track, const struct curve *curve, double end,
                 struct known_month *known, int levels, int16_t *hours);
/* Know the piece that begins at x, which only rises from call to call. */
void track_on(struct track *track, double x);
/* Where the piece that begins at `from` ends, by its fleets or by how far credits come; ret_doubt:
 * the share of it by which it may be elsewhere. */
double track_end(struct track *track, double from, double to, double *ret_doubt);
/* What it has taken so far, in levels of a load. */
double track_price(const struct track *track);
/* The cost at x on that piece; ret_state: how far credits have come month by month. */
double track_cost(const struct track *track, double x, uint64_t *ret_state);

#endif
