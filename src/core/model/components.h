/* components.h - the cost lines: what a line may read, and the row that says all about it (§6). */
#ifndef LLMCOST_CORE_MODEL_COMPONENTS_H
#define LLMCOST_CORE_MODEL_COMPONENTS_H

#include "core/model/demand.h"
#include "core/model/fleet.h"
#include "core/model/of.h"
#include "core/model/pricing.h"
#include "llmcost.h"

/* The lines that an option of certain parts may have, see bill_rows_of(); none: not found. */
struct bill_rows {
    uint8_t count, row[LLMCOST_COMPONENTS];
};

/* Everything that a line of one option's bill may read. */
struct bill_context {
    const struct llmcost_scenario *scenario; /* what is the same in every month */
    const struct terms *terms;               /* what is in force in this one */
    const struct llmcost_host *host;         /* NULL: nothing is hosted */
    const struct llmcost_api *api;           /* NULL: no api is called */
    const struct bill_rows *rows; /* of a load that is billed alone; NULL: ask every line */
    const struct llmcost_common *part[2];
    /* The part is billed with another load that it serves too: here only what scales with the
     * requests is. */
    bool joins[2];
    double spent_beside; /* with its api by the other loads, as counts towards its minimum */
    const struct demand *demand;
    const struct fleet_plan *plan;
    struct tariff tariff;
    struct fleet_prices prices;
    double capital;            /* a month of one GPU of the host that is bought, else 0 */
    double part_requests[2];   /* billed requests a month that each part serves */
    double part_escalation[2]; /* marginal price of the api that each part escalates to */
    int parts;
};

/* What is spent with the api on tokens and request fees; the api is the last part. */
double spend_of(const struct bill_context *context);
/* What is missing to its monthly minimum after that. */
double shortfall_of(const struct bill_context *context);

/* A quantity in the row's unit, and the price of one. */
struct amount {
    double quantity, unit_price;
};

/* Whether lines of that component have names of their own. */
static inline bool has_own_name(int component)
{
    return component == LLMCOST_LINE_EXTRA || component == LLMCOST_LINE_METERED;
}

/* How a line moves with the demand, which is how the last band of a break-even is proven (§9). */
enum moves {
    MOVES_UNSTATED,   /* a row that says nothing fails a test */
    MOVES_NEVER,      /* the same at every demand */
    MOVES_BY_REQUEST, /* so much for each request, whichever part serves it */
    MOVES_TO_MINIMUM, /* what is missing to an api's minimum: curve.c knows where it ends */
    MOVES_WITH_RENT,  /* in the prices of a unit that the mix is chosen by: curve.c has them */
    MOVES_WITH_UNITS, /* comes with a unit on top of these prices: bill_of_unit() asks the line */
};

/* One cost line. Names in `quantity` and `price` are those of core/telling/figures.c; lists are
 * those of core/scenario/words.h, NULL for none. */
struct component {
    /* NULL for the extra and metered lines, of which there are any number. */
    struct amount (*amount)(const struct bill_context *c);
    uint8_t of;      /* enum of: no other option has such a line */
    uint8_t moves;   /* enum moves */
    bool is_bound;   /* part of what an api's token prices set bounds to */
    bool is_service; /* paid to an api that serves until a host takes over (§7) */
    bool is_each;    /* of an api: every load that it serves has such a line */
    bool no_credits; /* paid in money, whatever credits there are (§6) */
    const char *quantity, *price;
    /* Both in the last words of those names; where several apply " | " parts them, and the first
     * of which all names are there is the one. NULL: nothing to say. */
    const char *quantity_formula, *price_formula;
    /* Fields of the parts it is of, any of which says that an omission was none. */
    const char *priced_by;
    struct llmcost_component_row row;
};
extern const struct component components[LLMCOST_COMPONENTS];

#endif
