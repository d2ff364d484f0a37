/* told.c - what is read off a filled portfolio: lines of three bills side by side, warnings that
 * several workloads share, whose move is the nearest. A portfolio that was just made and one that
 * was read again give the same.
 */
#include "io/report/portfolio/rows.h"

#include <math.h>
#include <string.h>

/* A move that is as far up as another one is down is as far away. */
static double distance_of(const struct portfolio_told_workload *of)
{
    if (of->next == NULL || !(of->next->ratio > 0))
        return INFINITY;
    return of->next->ratio > 1 ? of->next->ratio : 1 / of->next->ratio;
}

const struct portfolio_told_workload *portfolio_told_next(const struct portfolio_told *told)
{
    const struct portfolio_told_workload *nearest = NULL;
    for (int w = 0; w < told->workloads_count; w++) {
        const struct portfolio_told_workload *of = &told->workloads[w];
        if (distance_of(of) < (nearest != NULL ? distance_of(nearest) : INFINITY))
            nearest = of;
    }
    return nearest;
}

struct portfolio_told_assignment *portfolio_told_side(const struct portfolio_told *told, int side)
{
    struct portfolio_told_assignment *const sides[SIDES] = {[SIDE_RECOMMENDED] = told->recommended,
                                                            [SIDE_SINGLE] = told->single,
                                                            [SIDE_ALONE] = told->alone};
    return sides[side];
}

const struct outcome_line *portfolio_told_line(const struct portfolio_told_assignment *assignment,
                                               const char *id)
{
    for (int i = 0; assignment != NULL && i < assignment->lines_count; i++)
        if (strcmp(assignment->lines[i].id, id) == 0)
            return &assignment->lines[i];
    return NULL;
}

const struct outcome_line *portfolio_told_nth_line(const struct portfolio_told *told, int n)
{
    for (int order = 0; order <= LLMCOST_COMPONENTS; order++)
        for (int side = 0; side < SIDES; side++) {
            const struct portfolio_told_assignment *of = portfolio_told_side(told, side);
            for (int i = 0; of != NULL && i < of->lines_count; i++) {
                bool known = of->lines[i].order != order;
                for (int before = 0; before < side && !known; before++)
                    known = portfolio_told_line(portfolio_told_side(told, before),
                                                of->lines[i].id) != NULL;
                if (!known && n-- == 0)
                    return &of->lines[i];
            }
        }
    return NULL;
}

bool portfolio_told_warns(const struct portfolio_told *told, int workload, const char *message)
{
    const struct portfolio_told_workload *of = &told->workloads[workload];
    for (int i = 0; i < of->warnings_count; i++)
        if (strcmp(of->warnings[i].message, message) == 0)
            return true;
    return false;
}

bool portfolio_told_nth_warning(const struct portfolio_told *told, int n,
                                struct portfolio_told_warning *ret_warning)
{
    for (int w = 0; w < told->workloads_count; w++)
        for (int i = 0; i < told->workloads[w].warnings_count; i++) {
            const struct outcome_warning *warning = &told->workloads[w].warnings[i];
            bool known = false;
            for (int before = 0; before < w && !known; before++)
                known = portfolio_told_warns(told, before, warning->message);
            if (known || n-- > 0)
                continue;
            *ret_warning = (struct portfolio_told_warning){.first = w, .warning = warning};
            return true;
        }
    return false;
}

bool portfolio_told_is_known(const struct portfolio_told *told, int workload, const char *option)
{
    for (int w = 0; w < workload; w++)
        for (int i = 0; i < told->workloads[w].moves_count; i++)
            if (strcmp(told->workloads[w].moves[i].option, option) == 0)
                return true;
    return false;
}
