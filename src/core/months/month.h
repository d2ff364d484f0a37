/* month.h - one month of one option (§2 to §6). */
#ifndef LLMCOST_CORE_MONTHS_MONTH_H
#define LLMCOST_CORE_MONTHS_MONTH_H

#include "core/hardware/pool.h"
#include "core/model/bill.h"
#include "core/model/clock.h"
#include "core/model/demand.h"
#include "core/model/fleet.h"
#include "llmcost.h"

#include <stddef.h>
#include <string.h>

/* Who serves in a month, and on which terms. */
struct parties {
    struct terms terms;
    const struct llmcost_host *host; /* NULL: nothing is hosted */
    const struct llmcost_api *api;   /* NULL: no api is called */
    /* the apis that the host, or an api alone, and the api behind a host escalate to */
    const struct llmcost_api *target[2];
    const struct llmcost_api *until_then; /* serves until the option takes over, NULL: none */
    bool has_credits;                     /* what they may pay is asked for */
    /* What follows from all of these, and not from the month: see parties_settle(). */
    struct price_list api_prices, target_prices[2], until_prices;
    struct fleet_unit unit;
    struct bill_rows rows, until_rows;
    struct bill_rows part_rows[2]; /* of each part alone, where there are credits */
    /* Of a hybrid whose api goes by the clock: its price in each hour over its mean, which drifts
     * with it, and the hours as stack_price_week() takes them. Last: see parties_copy(). */
    double hour_price[STACK_WEEK];
    int16_t hour_order[STACK_WEEK];
};
/* Whether what it costs to send on differs by the hour. */
static inline bool prices_hours(const struct parties *p)
{
    return p->host != NULL && p->api != NULL && goes_by_the_clock(p->api);
}
/* A copy; of the hours only where they mean something. */
static inline void parties_copy(struct parties *to, const struct parties *from)
{
    memcpy(to, from, prices_hours(from) ? sizeof *to : offsetof(struct parties, hour_price));
}
/* Find what follows from the others, once for as long as the same is in force. once: one bill is
 * made of it, for which its rows are not worth finding. */
void parties_settle(struct parties *parties, bool once);
/* What a month hands on to the next. */
struct carried {
    struct pool gpus, staging; /* of the host: mix and spares, and staging */
    struct fleet_paid paid;
    /* credits that are left to the host, or an api alone, and to the api behind a host */
    struct money credits[2];
    double cash_credits; /* what is left to the host by the cash that they have paid (§5, §6) */
};
/* What one month of one option comes to. */
struct option_month {
    struct bill bill;
    struct fleet_plan plan;
    struct demand demand;
    struct money service;    /* beside the bill: of the api that serves until the option starts */
    struct money payable[2]; /* by credits of its parts, where there are any */
    /* What is paid for the month, one-offs aside and credits taken off: rounded like its lines, and
     * unrounded, for break-evens. */
    double cost, exact;
    double credits;                 /* what they took off, of all parts */
    double credited, cash_credited; /* what credits of a host took off, of its lines and of cash */
    double shortfall, service_shortfall; /* billed up to an api's monthly minimum */
    bool serves;
};
/* The factors that move prices in a month. */
struct month_factors {
    double growth;        /* of the stated demand */
    double api;           /* of the option's api */
    double gpu;           /* of the host's GPUs on rent */
    double escalation[2]; /* of the apis that the parts escalate to */
    double until_then;    /* of the api that serves until the option takes over */
};

/* lots: room for what is taken in so many months, of gpus and of staging. */
void carry_nothing(const struct parties *parties, int months, struct lot lots[2][months],
                   struct carried *ret_carried);
/* What a GPU costs to take in a month: for an hour, or to buy. */
double taken_at(const struct llmcost_host *host, const struct month_factors *factors);

/* One load in a month, and who serves it. Loads that have a host or an api in common are served
 * together: the fleet, and the contract, is that of the first of them. */
struct month_load {
    const struct parties *parties;
    const struct llmcost_input *replicas; /* a hybrid's own, NULL for others */
    double requests;
    const struct month_factors *factors;
    struct carried *carried; /* what the month before has handed on to the first of them; updated */
    struct option_month *month; /* comes out; what is of all loads in that of the first one */
    int fleet, contract;        /* the first of the loads with this host, with this api */
};
enum { MAX_TOGETHER = LLMCOST_MAX_WORKLOADS };
/* Room for several loads. */
struct month_sum {
    struct fleet_sum fleet;
    /* of each load to its api, requests/s by the hour */
    double sent[MAX_TOGETHER][LLMCOST_MAX_HOURS];
    int32_t hours[MAX_TOGETHER];
    struct bill_context context[2 * MAX_TOGETHER]; /* those in operation, then what serves until */
    struct bill_context alone[MAX_TOGETHER];       /* as a part of them bills it */
    struct demand demand[MAX_TOGETHER];
};

/* Month `month`, from 0, of loads that are served together, and behind them so many services: loads
 * at the api that serves until their option takes over, whose contract may be that of a load. sum:
 * NULL for one load, and one service. lines may be NULL. */
void month_make(const struct month_load *load, int loads, int services, struct month_sum *sum,
                int month, struct llmcost_line *lines);

#endif
