/* bench_portfolio.c - every assignment of 10 workloads to an api, a host with both rates and a
 * hybrid of the two, all on one fleet: against the two seconds that a person waits for, and one of
 * them against one evaluation of one workload. By CPU time, so that other processes do not count.
 */
#include "bench.h"
#include "llmcost.h"

#include <math.h>
#include <string.h>

enum { WORKLOADS = 10, DAY = 24, ROUNDS = 3, EVALUATIONS = 2000 };
static const double PATIENCE = 2; /* seconds */

static struct llmcost_scenario scenario[WORKLOADS];
static struct llmcost_portfolio portfolio;
static struct llmcost_result result;
static struct llmcost_diags diags;

static double cpu(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static void name_option(struct llmcost_scenario *s, struct llmcost_name *name, const char *id)
{
    name->text = llmcost_add_text(s, id, strlen(id));
    name->origin = LLMCOST_SET;
}

static bool make_scenario(struct llmcost_scenario *s, int number)
{
    double weight[DAY];
    for (int h = 0; h < DAY; h++)
        weight[h] = 1.2 + cos((h - 2.4 * number) * 0.2618);
    llmcost_scenario_init(s);
    llmcost_set(&s->version, 1);
    llmcost_set(&s->workload.requests_per_month, 1e6 * (1 + number));
    llmcost_set(&s->workload.input_tokens, 500 + 100 * number);
    llmcost_set(&s->workload.output_tokens, 200);
    llmcost_set_load(s, weight, DAY);
    struct llmcost_api *api = &s->api[llmcost_add_api(s, "hosted")];
    llmcost_set(&api->input_per_mtok, 0.5);
    llmcost_set(&api->output_per_mtok, 1);
    struct llmcost_host *host = &s->host[llmcost_add_host(s, "own")];
    llmcost_set(&host->gpu_hour, 1.2);
    llmcost_set(&host->elastic_gpu_hour, 2);
    llmcost_set(&host->requests_per_second, 2);
    llmcost_set(&host->operations_per_month, 3000);
    struct llmcost_hybrid *mix = &s->hybrid[llmcost_add_hybrid(s, "mix")];
    name_option(s, &mix->host, "own");
    name_option(s, &mix->api, "hosted");
    return llmcost_check(s, &diags);
}

static double evaluate_once(void)
{
    const double start = cpu();
    double sum = 0;
    for (int i = 0; i < EVALUATIONS; i++) {
        scenario[0].workload.requests_per_month.value = 1e6 + i;
        if (llmcost_evaluate(&scenario[0], &result, &diags))
            sum += result.option[0].horizon_cost;
    }
    scenario[0].workload.requests_per_month.value = 1e6;
    return sum > 0 ? (cpu() - start) / EVALUATIONS : 0;
}

int main(void)
{
    const struct llmcost_scenario *list[WORKLOADS];
    double best = INFINITY;
    llmcost_diags_init(&diags);
    for (int w = 0; w < WORKLOADS; w++) {
        if (!make_scenario(&scenario[w], w)) {
            fprintf(stderr, "bench_portfolio: %s\n", diags.list[0].text);
            return 1;
        }
        list[w] = &scenario[w];
    }
    void *room = malloc(llmcost_portfolio_begin(list, WORKLOADS, &portfolio));
    if (room == NULL)
        return 1;
    for (int round = 0; round < ROUNDS; round++) {
        const double start = cpu();
        llmcost_assign_all(&portfolio, room);
        best = fmin(best, cpu() - start);
    }
    free(room);
    print_row("59,049 assignments : 2 s", best, PATIENCE, "s", 1);
    print_row("an assignment : one evaluate", best / portfolio.evaluated * 1e6,
              evaluate_once() * 1e6, "us", WORKLOADS);
    fprintf(stderr, "bench_portfolio: %d assignments, the best %.2f\n", (int)portfolio.evaluated,
            portfolio.recommended.horizon_cost);
    return portfolio.evaluated == 59049 ? 0 : 1;
}
