/* drawing.h - what pictures of a report need beyond its figures: bills over the demand, draws by
 * their margin, fleets hour by hour. Filled before anything prints, and only where a format draws;
 * a saved report has none of it.
 */
#ifndef LLMCOST_IO_REPORT_DRAWING_H
#define LLMCOST_IO_REPORT_DRAWING_H

#include "io/report/report.h"
#include "text/arena.h"

enum { DRAWN_OPTIONS = 8, DRAWN_BINS = 40, DRAWN_HOURS = 168 };

/* Bills over the demand, in its unit, of the first month or over the horizon. */
struct drawn_demand {
    bool on_horizon;
    bool is_exact; /* the zones: else steps were joined that are too many */
    double from, to, today;
    double mtok; /* millions of tokens per unit of demand, over all that a bill is of */
    int32_t curves_count, zones_count;
    struct llmcost_pieces curves[DRAWN_OPTIONS];
    struct llmcost_zone *zones; /* of all options that may be chosen */
};

/* Draws by what the recommended option saves over the best alternative. */
struct drawn_margin {
    double from, width; /* of the first bin, of each */
    int32_t bins, samples;
    int32_t below, fails; /* draws below 0, and those of them in which it does not serve */
    int32_t draws[DRAWN_BINS];
};

/* The hours of one option's load in GPUs: what is busy, or would be where an api takes it. */
struct drawn_fleet {
    int32_t option, hours;
    bool is_sorted; /* by falling load: no hours of a calendar */
    double always_on;
    double idle; /* money a month for always-on GPUs that wait */
    double *busy;
};

struct drawing {
    bool has_demand, has_margin;
    struct drawn_demand demand;
    struct drawn_margin margin;
    int32_t fleets_count;
    struct drawn_fleet fleets[DRAWN_OPTIONS];
};

/* The drawing of an outcome that is filled; NULL when memory ran out, which the arena remembers. */
struct drawing *drawing_make(const struct report *report, struct arena *arena);

#endif
