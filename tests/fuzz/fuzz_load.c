/* fuzz_load.c - the file of a load, as a file in memory that --set names: it is refused with a
 * complaint that shows no line of it, or makes weights that a list of the same numbers in the
 * scenario makes too.
 */
#include "fuzz.h"

#include "io/scenario/load.h"

static const char base[] = "version: 1\n"
                           "workload: {requests_per_day: 1, input_tokens: 1, output_tokens: 1}\n"
                           "apis: {a: {input_per_mtok: 1, output_per_mtok: 1}}\n";

static struct llmcost_diags diags;

static bool load(const char *set, struct source *ret_csv, struct llmcost_scenario *scenario)
{
    const struct source file = {.name = "f.yaml", .text = base, .length = sizeof base - 1};
    const struct source text = {.name = "--set", .text = set, .length = strlen(set)};
    llmcost_diags_init(&diags);
    const bool good = scenario_load(&file, &text, 1, NULL, ret_csv, scenario, &diags);
    REQUIRE(good == (diags.errors == 0));
    return good;
}

static void require_listed(const struct llmcost_load *read)
{
    enum { ROOM = LLMCOST_MAX_HOURS * 26 + 64 };
    static struct llmcost_scenario again;
    static char set[ROOM];
    double sum = 0;
    int at = snprintf(set, sizeof set, "workload.load=[");
    REQUIRE(read->hours == 24 || (read->hours >= 168 && read->hours <= LLMCOST_MAX_HOURS));
    for (int i = 0; i < read->hours; i++) {
        REQUIRE(isfinite(read->weight[i]) && read->weight[i] >= 0);
        sum += read->weight[i];
        at += snprintf(set + at, sizeof set - (size_t)at, i > 0 ? ", %.17g" : "%.17g",
                       read->weight[i]);
    }
    snprintf(set + at, sizeof set - (size_t)at, "]");
    REQUIRE(fabs(sum / read->hours - 1) < 1e-9);
    REQUIRE(load(set, NULL, &again) && again.load.hours == read->hours);
    for (int i = 0; i < read->hours; i++)
        REQUIRE(fabs(again.load.weight[i] - read->weight[i]) <= 1e-9 * read->weight[i]);
}

void fuzz_input(const uint8_t *data, size_t size)
{
    static struct llmcost_scenario *scenario;
    struct source csv = {.name = NULL};
    char set[96];
    if (scenario == NULL)
        scenario = malloc(sizeof *scenario);
    REQUIRE(scenario != NULL);
    snprintf(set, sizeof set, "workload.load={file: %s}", fuzz_file(data, size));
    if (load(set, &csv, scenario))
        require_listed(&scenario->load);
    REQUIRE(csv.text == NULL || csv.is_private);
    source_free(&csv);
}
