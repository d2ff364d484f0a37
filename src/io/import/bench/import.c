/* import.c - results of serving benchmarks to hosts with a measured capacity.
 * Knows the steps: read, group, judge, write; refuses to know formats (io/import/bench/formats.c,
 * one row each), and to assume how many GPUs there were.
 */
#include "io/import/bench/bench.h"

#include <stdlib.h>

bool bench_read(struct import_file *file, struct bench_runs *runs)
{
    const int first = runs->count;
    const bool good = text_is_json(file->head, file->head_length) ? bench_read_json(file, runs)
                                                                  : bench_read_csv(file, runs);
    if (good && runs->count - first > BENCH_MAX_RUNS)
        return place_error(file->diags, file->input, 0, 0, E_IMPORT_REFUSED, "more than %d runs",
                           BENCH_MAX_RUNS);
    return good;
}

static bool use_runs(struct bench_runs *runs, const struct import_options *options, FILE *out,
                     struct llmcost_diags *diags)
{
    struct bench_hosts hosts;
    return bench_group(runs, options, &hosts, diags) && bench_judge(runs, &hosts, options, diags) &&
           bench_write(out, runs, &hosts, options, diags);
}

bool import_bench(const char *const *paths, int count, const struct import_options *options,
                  FILE *out, struct llmcost_diags *diags, bool *ret_no_memory)
{
    struct bench_runs runs = {.count = 0};
    bool good = true;
    *ret_no_memory = false;
    for (int i = 0; i < count && !*ret_no_memory; i++) {
        struct import_file file;
        good = import_file_open(paths[i], i, diags, &file) && bench_read(&file, &runs) && good;
        import_file_close(&file);
        *ret_no_memory = file.no_memory;
    }
    good = good && !*ret_no_memory && use_runs(&runs, options, out, diags);
    free(runs.list);
    return good;
}
