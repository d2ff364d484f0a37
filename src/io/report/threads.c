/* threads.c - draws by as many threads as there are processors (threads.h). Refuses to know what a
 * draw is.
 */
#include "io/report/threads.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Of threads more only cost memory. A draw takes some 130 KB of stack, and some systems give a
 * thread no more than that by themselves (musl: 128). */
enum { MOST_THREADS = 64, STACK = 1 << 20 };

/* One helper beside the thread that asked. */
struct helper {
    struct sampling *sampling;
    struct llmcost_scenario *scratch;
    pthread_t thread;
};

static void *help(void *argument)
{
    struct helper *helper = argument;
    sample_take_part(helper->sampling, helper->scratch);
    return NULL;
}

static int threads_for(int asked, int most)
{
    const long threads = asked > 0 ? asked : sysconf(_SC_NPROCESSORS_ONLN);
    most = most > MOST_THREADS ? MOST_THREADS : most;
    return threads > most ? most : (int)threads;
}

/* Threads that a machine cannot start are done without: the others take their pieces. */
void threads_share_out(struct sampling *sampling, struct llmcost_scenario *scenario, int threads)
{
    struct helper helpers[MOST_THREADS];
    pthread_attr_t attributes;
    int started = 0;
    const bool sized = pthread_attr_init(&attributes) == 0;
    if (sized)
        pthread_attr_setstacksize(&attributes, STACK);
    threads = threads_for(threads, sample_most_parts(sampling));
    for (int i = 1; i < threads; i++) {
        struct helper *helper = &helpers[started];
        *helper = (struct helper){.sampling = sampling, .scratch = malloc(sizeof *scenario)};
        if (helper->scratch == NULL)
            break;
        memcpy(helper->scratch, scenario, sizeof *scenario);
        if (pthread_create(&helper->thread, sized ? &attributes : NULL, help, helper) != 0) {
            free(helper->scratch);
            break;
        }
        started++;
    }
    if (sized)
        pthread_attr_destroy(&attributes);
    sample_take_part(sampling, scenario);
    for (int i = 0; i < started; i++) {
        pthread_join(helpers[i].thread, NULL);
        free(helpers[i].scratch);
    }
}
