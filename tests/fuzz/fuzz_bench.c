/* fuzz_bench.c - files of import bench and import gpus: the first byte says which, and with what
 * options. What is refused is complained about; what is imported is a map of hosts that YAML reads.
 */
#include "import.h"
#include "io/import/bench/bench.h"
#include "io/import/gpus/gpus.h"

enum { GPUS = 1, SPOT = 2, RULES = 4, COUNTED = 8, FRONTIER = 16 };

static bool run_bench(struct import_file *file, const struct import_options *options, FILE *out,
                      struct llmcost_diags *diags)
{
    struct bench_runs runs = {.count = 0};
    struct bench_hosts hosts;
    const bool good = bench_read(file, &runs) && bench_group(&runs, options, &hosts, diags) &&
                      bench_judge(&runs, &hosts, options, diags) &&
                      bench_write(out, &runs, &hosts, options, diags);
    REQUIRE(!file->no_memory);
    free(runs.list);
    return good;
}

static bool run_gpus(struct import_file *file, const struct import_options *options, FILE *out,
                     struct llmcost_diags *diags)
{
    struct gpu_offers offers = {.count = 0};
    const bool good = gpus_read(file, options, &offers) && gpus_write(out, &offers, options, diags);
    REQUIRE(!file->no_memory);
    free(offers.list);
    return good;
}

void fuzz_input(const uint8_t *data, size_t size)
{
    static struct llmcost_diags diags;
    if (size == 0)
        return;
    const unsigned choice = data[0];
    struct import_file file = {
        .path = "f.csv", .head = (const char *)data + 1, .head_length = size - 1, .diags = &diags};
    const struct import_options options = {.gpus = (choice & COUNTED) != 0 ? 8 : 0,
                                           .max_ttft_ms = (choice & RULES) != 0 ? 1000 : 0,
                                           .max_tpot_ms = (choice & RULES) != 0 ? 100 : 0,
                                           .frontier = (choice & FRONTIER) != 0,
                                           .spot = (choice & SPOT) != 0};
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    REQUIRE(out != NULL);
    llmcost_diags_init(&diags);
    bool good = import_file_check(&file);
    if (good)
        good = (choice & GPUS) != 0 ? run_gpus(&file, &options, out, &diags)
                                    : run_bench(&file, &options, out, &diags);
    fclose(out);
    REQUIRE(good == (diags.errors == 0));
    if (good) {
        struct yaml_tree tree;
        fuzz_section(text, length, "hosts", &tree);
        tree_free(&tree);
    }
    free(text);
}
