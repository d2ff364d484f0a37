/* assigned.c - the bill of one assignment, line by line, and what of it each workload has caused
 * (§12). Refuses to know how an assignment was chosen (portfolio.c).
 */
#include "core/model/demand.h"
#include "core/questions/portfolio.h"

#include <string.h>

static bool same_line(const struct llmcost_portfolio *p, const struct llmcost_line *one,
                      const struct llmcost_line *other)
{
    return one->component == other->component &&
           (one->extra < 0 ||
            strcmp(llmcost_text(p->scenario[one->load],
                                p->scenario[one->load]->entry[one->extra].name.text),
                   llmcost_text(p->scenario[other->load],
                                p->scenario[other->load]->entry[other->extra].name.text)) == 0);
}

/* A line of one cluster: lines of the same thing are added, the others stand in their order. */
static void add_line(const struct llmcost_portfolio *p, const struct llmcost_line *line,
                     struct llmcost_assigned *bill)
{
    for (int i = 0; i < bill->lines; i++) {
        struct llmcost_line *same = &bill->line[i];
        if (!same_line(p, same, line))
            continue;
        same->quantity += line->quantity;
        same->amount += line->amount;
        same->micros += line->micros;
        same->unit_price = same->amount / same->quantity;
        return;
    }
    int at = bill->lines++;
    for (; at > 0 && bill->line[at - 1].component > line->component; at--)
        bill->line[at] = bill->line[at - 1];
    bill->line[at] = *line;
}

/* What each of the walks has caused: the last one what rounding leaves. */
static void add_shares(struct portfolio_room *room, struct option_walk *const *walk, int walks,
                       struct llmcost_assigned *bill)
{
    double share[LLMCOST_MAX_WORKLOADS] = {0};
    int64_t left = walk[0]->month.bill.micros;
    if (walks > 1)
        walks_share(walk, walks, &room->sum, share);
    for (int i = 0; i < walks; i++) {
        const int64_t micros = i + 1 < walks ? (int64_t)(share[i] * 1e6 + 0.5) : left;
        bill->share_micros[walk[i] - room->walk] = micros;
        left -= micros;
    }
}

/* The first workload that is billed with another. */
static int first_of(const struct portfolio_room *room, struct option_walk *const *walk, int walks)
{
    int first = LLMCOST_MAX_WORKLOADS;
    for (int i = 0; i < walks; i++)
        first = walk[i] - room->walk < first ? (int)(walk[i] - room->walk) : first;
    return first;
}

void llmcost_assigned_bill(const struct llmcost_portfolio *portfolio, void *room,
                           const struct llmcost_assignment *assignment, bool together,
                           struct llmcost_assigned *ret_bill)
{
    const struct llmcost_portfolio *p = portfolio;
    const int16_t *option = assignment->option;
    struct portfolio_room *r = room;
    ret_bill->lines = 0;
    for (int w = 0; w < p->workloads; w++) {
        struct option_walk *walk[LLMCOST_MAX_WORKLOADS] = {&r->walk[w]};
        int walks = 1;
        if (together)
            walks = begin_walks(p, option, p->use[w][option[w]].cluster, r, walk);
        else
            walk_begin(walk[0], p->scenario[w], option[w], requests_per_month(p->scenario[w]),
                       LLMCOST_MAX_MONTHS, r->lots[w]);
        if (first_of(r, walk, walks) < w) /* its cluster is billed */
            continue;
        for (int i = 0; i < walks; i++)
            walk_in_operation(walk[i]);
        walks_on(walk, walks, walks > 1 ? &r->sum : NULL, r->line);
        for (int i = 0; i < walk[0]->month.bill.lines; i++) {
            r->line[i].load = (int16_t)(walk[r->line[i].load] - r->walk);
            add_line(p, &r->line[i], ret_bill);
        }
        add_shares(r, walk, walks, ret_bill);
    }
}
