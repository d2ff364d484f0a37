/* sample.c - the draws of a scenario with ranges, by as many threads as there are (sample.h).
 * Knows how the work is shared out: the swing of each input and chunks of draws, taken in turn,
 * each into its own place, so that neither the number of threads nor their order changes a bit.
 * Refuses to know what a draw is.
 */
#include "io/report/sample.h"
#include "core/base/codes.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    CHUNK = 64,        /* draws taken at a time */
    MOST_THREADS = 64, /* of them more only cost memory */
};

struct work {
    const struct llmcost_result *result;
    const struct llmcost_ref *refs;
    const int *leads; /* of ranges that are tied the one that leads has the swing of all */
    int count, samples;
    struct llmcost_swing *swings;
    double *costs;
    bool *serves;
    pthread_mutex_t lock;
    int next_swing; /* the first that nobody has taken */
    int next;       /* the same of the draws */
    bool too_large; /* the bill of a draw is */
};

static bool take_chunk(struct work *work, int *ret_first, int *ret_last)
{
    pthread_mutex_lock(&work->lock);
    *ret_first = work->next;
    *ret_last = work->samples - work->next < CHUNK ? work->samples : work->next + CHUNK;
    work->next = *ret_last;
    pthread_mutex_unlock(&work->lock);
    return *ret_first < *ret_last;
}

static bool take_swing(struct work *work, int *ret_input)
{
    pthread_mutex_lock(&work->lock);
    *ret_input = work->next_swing;
    work->next_swing += work->next_swing < work->count;
    pthread_mutex_unlock(&work->lock);
    return *ret_input < work->count;
}

static void do_work(struct work *work, struct llmcost_scenario *scratch)
{
    int first, last, input;
    bool fits = true;
    while (take_swing(work, &input))
        if (work->leads[input] == input)
            llmcost_swing(scratch, work->result, work->refs[input], &work->swings[input]);
    while (take_chunk(work, &first, &last))
        fits = llmcost_sample(scratch, work->refs, work->count, work->samples, first, last,
                              work->costs, work->serves) &&
               fits;
    if (!fits) {
        pthread_mutex_lock(&work->lock);
        work->too_large = true;
        pthread_mutex_unlock(&work->lock);
    }
}

/* One helper beside the thread that asked. */
struct helper {
    struct work *work;
    struct llmcost_scenario *scratch;
    pthread_t thread;
};

static void *help(void *argument)
{
    struct helper *helper = argument;
    do_work(helper->work, helper->scratch);
    return NULL;
}

/* Threads that a machine cannot start are done without: the others take their chunks. */
static void share_out(struct work *work, struct llmcost_scenario *scenario, int threads)
{
    struct helper helpers[MOST_THREADS];
    int started = 0;
    for (int i = 1; i < threads; i++) {
        struct helper *helper = &helpers[started];
        *helper = (struct helper){.work = work, .scratch = malloc(sizeof *scenario)};
        if (helper->scratch == NULL)
            break;
        memcpy(helper->scratch, scenario, sizeof *scenario);
        if (pthread_create(&helper->thread, NULL, help, helper) != 0) {
            free(helper->scratch);
            break;
        }
        started++;
    }
    do_work(work, scenario);
    for (int i = 0; i < started; i++) {
        pthread_join(helpers[i].thread, NULL);
        free(helpers[i].scratch);
    }
}

static int threads_for(int asked, int samples)
{
    long threads = asked > 0 ? asked : sysconf(_SC_NPROCESSORS_ONLN);
    long most = samples / CHUNK;
    most = most > MOST_THREADS ? MOST_THREADS : most;
    threads = threads > most ? most : threads;
    return threads < 1 ? 1 : (int)threads;
}

static void tell_margins(const struct work *work, double *ret_margins)
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
                        const struct llmcost_ref *refs, int count, int threads,
                        struct llmcost_uncertainty *ret_uncertainty, double *ret_margins,
                        struct llmcost_diags *diags, bool *ret_no_memory)
{
    const size_t samples = (size_t)scenario->samples.value;
    const size_t draws = samples * (size_t)result->options;
    struct llmcost_swing swings[LLMCOST_MAX_RANGED];
    int leads[LLMCOST_MAX_RANGED];
    struct work work = {.result = result,
                        .refs = refs,
                        .leads = leads,
                        .count = count,
                        .swings = swings,
                        .samples = (int)samples};
    double *spare = malloc(2 * samples * sizeof *spare);
    work.costs = malloc(draws * sizeof *work.costs);
    work.serves = malloc(draws * sizeof *work.serves);
    *ret_no_memory = spare == NULL || work.costs == NULL || work.serves == NULL ||
                     pthread_mutex_init(&work.lock, NULL) != 0;
    bool good = !*ret_no_memory;
    llmcost_ties(scenario, refs, count, leads);
    if (good) {
        share_out(&work, scenario, threads_for(threads, work.samples));
        pthread_mutex_destroy(&work.lock);
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
