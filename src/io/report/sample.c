/* sample.c - the draws of a scenario with ranges (sample.h).
 * Knows the pieces that the work is shared out in: the swing of each input and chunks of draws,
 * taken in turn, each into its own place, so that neither the number of those who take part nor
 * their order changes a bit. Refuses to know threads and what a draw is.
 */
#include "io/report/sample.h"
#include "core/base/codes.h"

#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>

enum { CHUNK = 64 }; /* draws taken at a time */

struct sampling {
    const struct llmcost_result *result;
    const struct llmcost_ref *refs;
    const int *leads; /* of ranges that are tied the one that leads has the swing of all */
    int count, samples;
    struct llmcost_swing *swings;
    double *costs;
    bool *serves;
    atomic_int next_swing; /* the first that nobody has taken */
    atomic_int next;       /* the same of the chunks of draws */
    atomic_bool too_large; /* the bill of a draw is */
};

void sample_take_part(struct sampling *sampling, struct llmcost_scenario *scratch)
{
    const int chunks = (sampling->samples + CHUNK - 1) / CHUNK;
    int input, chunk;
    while ((input = atomic_fetch_add(&sampling->next_swing, 1)) < sampling->count)
        if (sampling->leads[input] == input)
            llmcost_swing(scratch, sampling->result, sampling->refs[input],
                          &sampling->swings[input]);
    while ((chunk = atomic_fetch_add(&sampling->next, 1)) < chunks) {
        const int first = chunk * CHUNK;
        const int last = sampling->samples - first < CHUNK ? sampling->samples : first + CHUNK;
        if (!llmcost_sample(scratch, sampling->refs, sampling->count, sampling->samples, first,
                            last, sampling->costs, sampling->serves))
            sampling->too_large = true;
    }
}

int sample_most_parts(const struct sampling *sampling)
{
    return sampling->samples / CHUNK;
}

static void tell_margins(const struct sampling *work, double *ret_margins)
{
    for (int draw = 0; draw < work->samples; draw++) {
        double mine = INFINITY, others = INFINITY;
        for (int i = 0; i < work->result->options; i++) {
            const size_t at = (size_t)i * (size_t)work->samples + (size_t)draw;
            double *least = i == work->result->recommended ? &mine : &others;
            if (work->result->option[i].eligible && work->serves[at] && work->costs[at] < *least)
                *least = work->costs[at];
        }
        ret_margins[draw] = isinf(mine) && isinf(others) ? 0 : others - mine;
    }
}

bool sample_uncertainty(struct llmcost_scenario *scenario, const struct llmcost_result *result,
                        const struct llmcost_ref *refs, int count, const struct sharing *sharing,
                        struct llmcost_uncertainty *ret_uncertainty, double *ret_margins,
                        struct llmcost_diags *diags, bool *ret_no_memory)
{
    const size_t samples = (size_t)scenario->samples.value;
    const size_t draws = samples * (size_t)result->options;
    struct llmcost_swing swings[LLMCOST_MAX_RANGED];
    int leads[LLMCOST_MAX_RANGED];
    struct sampling work = {.result = result,
                            .refs = refs,
                            .leads = leads,
                            .count = count,
                            .swings = swings,
                            .samples = (int)samples};
    double *spare = malloc(2 * samples * sizeof *spare);
    work.costs = malloc(draws * sizeof *work.costs);
    work.serves = malloc(draws * sizeof *work.serves);
    *ret_no_memory = spare == NULL || work.costs == NULL || work.serves == NULL;
    bool good = !*ret_no_memory;
    llmcost_ties(scenario, refs, count, leads);
    if (good) {
        if (sharing->share_out != NULL)
            sharing->share_out(&work, scenario, sharing->threads);
        else
            sample_take_part(&work, scenario);
        good = !work.too_large;
        if (good && ret_margins != NULL)
            tell_margins(&work, ret_margins);
        if (good)
            llmcost_uncertainty(scenario, result, refs, count, swings, work.costs, work.serves,
                                spare, ret_uncertainty);
        else {
            const struct llmcost_input *input = llmcost_read(scenario, refs[0]);
            llmcost_complain_at(diags, LLMCOST_ERROR, E_BILL, input->place,
                                "with these ranges a bill goes beyond 9,000,000,000,000 a month");
            llmcost_advise(diags, "look for a unit slip in the ranges, or narrow them");
        }
    }
    free(spare);
    free(work.costs);
    free(work.serves);
    return good;
}
