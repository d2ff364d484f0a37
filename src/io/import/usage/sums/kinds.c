/* kinds.c - the table that decides what a record of usage is (io/import/usage/sums/kinds.h). To add
 * a kind: a row, before those that its evidence would satisfy as well.
 */
#include "io/import/usage/sums/kinds.h"

static const struct usage_kind_row kinds[USAGE_KINDS] = {
    [USAGE_REQUEST] = {.name = "requests",
                       .excludes = USAGE_HAS_COUNT | USAGE_HAS_PERIOD | USAGE_HAS_DAY |
                                   USAGE_IS_SUM | USAGE_IS_LARGE,
                       .knows = USAGE_KNOWS_REQUESTS | USAGE_KNOWS_SIZES},
    [USAGE_BUCKET] = {.name = "buckets (sums over a time, with a count of requests)",
                      .needs = USAGE_HAS_TIME | USAGE_HAS_COUNT,
                      .excludes = USAGE_HAS_CALL,
                      .knows = USAGE_KNOWS_REQUESTS},
    [USAGE_SUM] = {.name = "sums over a time, without a count of requests",
                   .needs = USAGE_HAS_TIME,
                   .some = USAGE_HAS_PERIOD | USAGE_HAS_DAY | USAGE_IS_SUM,
                   .excludes = USAGE_HAS_CALL | USAGE_HAS_COUNT},
    [USAGE_TOTAL] = {.name = "totals of a batch",
                     .needs = USAGE_HAS_COUNT,
                     .excludes = USAGE_HAS_TIME | USAGE_HAS_PERIOD | USAGE_HAS_DAY,
                     .knows = USAGE_KNOWS_REQUESTS},
};

const struct usage_kind_row *usage_kind_row(enum usage_kind kind)
{
    return &kinds[kind];
}

bool usage_decide(unsigned evident, enum usage_kind *ret_kind, const char **ret_why)
{
    if ((evident & USAGE_HAS_CALL) != 0) /* the date of a call is that of one request */
        evident &= ~(unsigned)(USAGE_HAS_DAY | USAGE_HAS_PERIOD);
    for (int i = 0; i < USAGE_KINDS; i++)
        if ((evident & kinds[i].needs) == kinds[i].needs &&
            (kinds[i].some == 0 || (evident & kinds[i].some) != 0) &&
            (evident & kinds[i].excludes) == 0) {
            *ret_kind = (enum usage_kind)i;
            return true;
        }
    *ret_why = (evident & USAGE_IS_LARGE) != 0
                   ? "it has more than 2,000,000 tokens: that is a sum of several requests, and "
                     "nothing says of how many or until when"
                   : "nothing says whether it is one request or a sum";
    return false;
}
