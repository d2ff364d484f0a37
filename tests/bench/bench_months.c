/* bench_months.c - 36 months of three options (api, host with both rates, hybrid) over 168 distinct
 * hourly weights with growth, against a bare loop that does one division and one floor for each of
 * its 36 x 168 x 2 hours. Shown for fleets of 1, 100 and 100,000 units: the work must not grow with
 * them.
 */
#include "bench.h"
#include "llmcost.h"

#include <math.h>
#include <string.h>

enum { WEEK = 168, MONTHS = 36, ROUNDS = 201 };

static struct llmcost_scenario scenario;
static struct llmcost_result result;
static struct llmcost_diags diags;
static double weights[WEEK];

static void name_option(struct llmcost_name *name, const char *id)
{
    name->text = llmcost_add_text(&scenario, id, strlen(id));
    name->origin = LLMCOST_SET;
}

static bool make_scenario(double units)
{
    uint32_t seed = 1;
    for (int h = 0; h < WEEK; h++) {
        seed = seed * 1664525U + 1013904223U;
        weights[h] = 0.2 + (seed >> 8) / 16777216.0;
    }
    llmcost_scenario_init(&scenario);
    llmcost_diags_init(&diags);
    llmcost_set(&scenario.version, 1);
    llmcost_set(&scenario.months, MONTHS);
    llmcost_set(&scenario.workload.requests_per_day, 86400 * 4 * units / 2);
    llmcost_set(&scenario.workload.input_tokens, 1000);
    llmcost_set(&scenario.workload.output_tokens, 200);
    llmcost_set(&scenario.workload.growth_per_year, 0.5);
    llmcost_set_load(&scenario, weights, WEEK);
    struct llmcost_api *api = &scenario.api[llmcost_add_api(&scenario, "hosted")];
    llmcost_set(&api->input_per_mtok, 0.2);
    llmcost_set(&api->output_per_mtok, 0.6);
    llmcost_set(&api->price_change_per_year, -0.1);
    struct llmcost_host *host = &scenario.host[llmcost_add_host(&scenario, "own")];
    llmcost_set(&host->gpu_hour, 1.2);
    llmcost_set(&host->elastic_gpu_hour, 2);
    llmcost_set(&host->requests_per_second, 4);
    llmcost_set(&host->gpu_price_change_per_year, -0.05);
    struct llmcost_hybrid *mix = &scenario.hybrid[llmcost_add_hybrid(&scenario, "mix")];
    name_option(&mix->host, "own");
    name_option(&mix->api, "hosted");
    return llmcost_check(&scenario, &diags);
}

static double bare(const double *weight, double first)
{
    double sum = 0;
    for (int m = 0; m < MONTHS; m++)
        for (int h = 0; h < WEEK; h++)
            for (int option = 0; option < 2; option++)
                sum += floor(first * (1 + 0.03 * m) * weight[h] / (1.3 + option));
    return sum;
}

/* A call the compiler cannot look into. */
static double (*volatile bare_loop)(const double *, double) = bare;

int main(void)
{
    static const struct {
        const char *name;
        double units;
    } rows[] = {{"36 months, 1 unit : bare loop", 1},
                {"36 months, 100 units : bare loop", 100},
                {"36 months, 100,000 units : bare loop", 100000}};
    static double ours[ROUNDS], reference[ROUNDS];
    double check = 0;
    for (size_t row = 0; row < sizeof rows / sizeof rows[0]; row++) {
        if (!make_scenario(rows[row].units)) {
            fprintf(stderr, "bench_months: %s\n", diags.list[0].text);
            return 2;
        }
        for (int round = 0; round < ROUNDS; round++) {
            double start = now();
            if (!llmcost_evaluate(&scenario, &result, &diags))
                return 2;
            double middle = now();
            check += bare_loop(weights, 3 * rows[row].units);
            ours[round] = 1e6 * (middle - start);
            reference[round] = 1e6 * (now() - middle);
        }
        print_row(rows[row].name, median(ours, ROUNDS), median(reference, ROUNDS), "us", 4);
    }
    fprintf(stderr, "checksum %.0f\n", check);
    return 0;
}
