/* bench_evaluate.c - a full evaluation of one api against one fixed host (bills, lines, verdict; no
 * break-even) against the bare loop that computes just the two totals over the same 168 hours. The
 * demand is another one each time and every total is summed up and printed, so that neither side
 * can be computed once or not at all.
 */
#include "bench.h"
#include "llmcost.h"

#include <math.h>

enum { ROUNDS = 101, EVALUATIONS = 200, LOOPS = 2000 };

static const double DAY = 103680.0;
static struct llmcost_scenario scenario;
static struct llmcost_result result;
static struct llmcost_diags diags;

static bool make_scenario(void)
{
    llmcost_scenario_init(&scenario);
    llmcost_diags_init(&diags);
    llmcost_set(&scenario.version, 1.0);
    llmcost_set(&scenario.workload.requests_per_day, DAY);
    llmcost_set(&scenario.workload.input_tokens, 1000.0);
    llmcost_set(&scenario.workload.output_tokens, 200.0);
    llmcost_set_load_factor(&scenario, 0.3);
    struct llmcost_api *api = &scenario.api[llmcost_add_api(&scenario, "hosted")];
    llmcost_set(&api->input_per_mtok, 2.0);
    llmcost_set(&api->output_per_mtok, 2.0);
    struct llmcost_host *host = &scenario.host[llmcost_add_host(&scenario, "own")];
    llmcost_set(&host->gpu_hour, 1.2);
    llmcost_set(&host->requests_per_second, 4.0);
    llmcost_set(&host->operations_per_month, 12000.0);
    return llmcost_check(&scenario, &diags);
}

/* The two totals and nothing else. */
static double bare(double requests_per_day, const double *weight, int hours)
{
    double lambda = requests_per_day / 86400.0;
    double tokens = 0.0;
    double units = 0.0;
    for (int h = 0; h < hours; h++) {
        double rate = lambda * weight[h];
        tokens += rate * 3600.0 * 1200.0;
        units = fmax(units, ceil(rate / 4.0));
    }
    double api = tokens * (730.0 / hours) * 2.0 / 1e6;
    double host = units * 1.2 * 730.0 + 12000.0;
    return api + host;
}

/* A call the compiler cannot look into. */
static double (*volatile bare_loop)(double, const double *, int) = bare;

static double full(double requests_per_day)
{
    scenario.workload.requests_per_day.value = requests_per_day;
    if (!llmcost_evaluate(&scenario, &result, &diags)) {
        fprintf(stderr, "bench_evaluate: %s\n", diags.count > 0 ? diags.list[0].text : "refused");
        exit(2);
    }
    return 1e-6 * (double)(result.option[0].monthly_micros + result.option[1].monthly_micros);
}

int main(void)
{
    static double ours[ROUNDS], reference[ROUNDS];
    double sum = 0.0;
    double check = 0.0;

    if (!make_scenario()) {
        fprintf(stderr, "bench_evaluate: %s\n", diags.count > 0 ? diags.list[0].text : "refused");
        return 2;
    }
    if (fabs(full(DAY) - bare(DAY, scenario.load.weight, 168)) > 0.01) {
        fprintf(stderr, "bench_evaluate: the two do not compute the same: %.6f and %.6f\n",
                full(DAY), bare(DAY, scenario.load.weight, 168));
        return 2;
    }
    for (int round = 0; round < ROUNDS; round++) {
        double start = now();
        for (int i = 0; i < EVALUATIONS; i++) {
            sum += full(DAY + i);
        }
        double middle = now();
        for (int i = 0; i < LOOPS; i++) {
            check += bare_loop(DAY + i, scenario.load.weight, 168);
        }
        ours[round] = 1e6 * (middle - start) / EVALUATIONS;
        reference[round] = 1e6 * (now() - middle) / LOOPS;
    }
    fprintf(stderr, "checksums %.2f %.2f\n", sum, check);
    print_row("evaluate, api and host : bare loop", median(ours, ROUNDS), median(reference, ROUNDS),
              "us", 25.0);
    return 0;
}
