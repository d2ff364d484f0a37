/* csv.c - benchmark results in CSV: vllm-cost-meter, one run a row.
 * Knows its columns, those of its second version too; refuses any other table. Its cost column
 * checks that tps_output is what the name says: c_eff_per_mtok = gpu_cost_hr / (tps_output * 3600)
 * * 10^6.
 */
#include "text/csv/csv.h"
#include "core/base/count.h"
#include "io/import/bench/bench.h"

#include <string.h>

struct bench_table {
    struct csv csv;
    struct import_file *file;
    bool good;
};

static void complain_cell(struct bench_table *table, struct csv_cell cell, const char *column,
                          const char *what)
{
    place_error(table->file->diags, table->file->input, cell.line, cell.column, E_IMPORT_READ,
                "%.40s: `%.60s` is not %s", column, cell.text, what);
    table->good = false;
}

/* A number above 0, 0 when the cell is empty or the column is not there. */
static double number(struct bench_table *table, const char *column, bool required)
{
    const struct csv_cell cell = csv_cell(&table->csv, csv_column(&table->csv, column));
    double value = 0;
    if (cell.length == 0 && !required)
        return 0;
    if (!csv_number(cell, &value) || value < 0 || (required && !(value > 0)))
        complain_cell(table, cell, column, "a number above 0");
    return required && !table->good ? 1 : value;
}

static void word(const struct bench_table *table, const char *column, char *buffer, size_t size)
{
    snprintf(buffer, size, "%s", csv_cell(&table->csv, csv_column(&table->csv, column)).text);
}

/* ttft_p99_ms, ttft_mean_ms and so on. */
static void latencies(struct bench_table *table, const char *prefix,
                      struct bench_latencies *ret_latencies)
{
    const size_t before = strlen(prefix);
    for (int i = 0; i < table->csv.columns; i++) {
        const char *name = csv_column_name(&table->csv, i);
        const size_t length = strlen(name);
        if (length < before + 4 || strncmp(name, prefix, before) != 0 ||
            strcmp(name + length - 3, "_ms") != 0)
            continue;
        const bool is_mean = strcmp(name + before, "mean_ms") == 0;
        const double percentile =
            name[before] == 'p' ? bench_percentile_of(name + before + 1, length - before - 4) : 0;
        const double ms = is_mean || percentile > 0 ? number(table, name, false) : 0;
        if (ms > 0)
            bench_add_latency(ret_latencies, percentile, ms);
    }
}

static void check_cost(struct bench_table *table, const struct bench_run *run)
{
    const int column = csv_column(&table->csv, "c_eff_per_mtok");
    const double stated = number(table, "c_eff_per_mtok", false);
    const double cost = number(table, "gpu_cost_hr", false);
    const double reckoned = cost / (run->tokens_per_second * 3600) * 1e6;
    if (!table->good || stated == 0 || cost == 0 ||
        (stated < reckoned * 1.02 && stated > reckoned * 0.98))
        return;
    const struct csv_cell cell = csv_cell(&table->csv, column);
    place_error(table->file->diags, table->file->input, cell.line, cell.column, E_IMPORT_READ,
                "c_eff_per_mtok is %.6g, but gpu_cost_hr / (tps_output * 3600) * 10^6 is %.6g",
                stated, reckoned);
    llmcost_advise(table->file->diags, "is tps_output another kind of tokens/s than output alone?");
    table->good = false;
}

/* Its second version measures several workloads (`io_shape`) on servers with and without a prefix
 * cache: they are not one host's mean. */
static void read_setting(const struct bench_table *table, struct bench_run *run)
{
    char shape[BENCH_WORD], cached[BENCH_WORD], bursts[BENCH_WORD], config[BENCH_WORD];
    word(table, "io_shape", shape, sizeof shape);
    word(table, "prefix_caching", cached, sizeof cached);
    word(table, "burstiness", bursts, sizeof bursts);
    word(table, "config", config, sizeof config);
    const bool caches = strcmp(cached, "1") == 0 || strcmp(cached, "True") == 0;
    snprintf(run->setting, sizeof run->setting, "%s%s%s", shape,
             shape[0] != '\0' && caches ? " " : "", caches ? "prefix caching" : "");
    snprintf(run->label, sizeof run->label, "%.20s%s%.10s", config,
             bursts[0] != '\0' ? " burstiness " : "", bursts);
}

static void read_row(struct bench_table *table, struct bench_run *run)
{
    word(table, "model", run->model, sizeof run->model);
    word(table, "hardware", run->hardware, sizeof run->hardware);
    word(table, "precision", run->precision, sizeof run->precision);
    word(table, "engine", run->engine, sizeof run->engine);
    read_setting(table, run);
    run->gpus = number(table, "gpus", true);
    run->requests_per_second = number(table, "request_throughput", true);
    run->tokens = BENCH_OUTPUT_TOKENS;
    run->tokens_per_second = number(table, "tps_output", true);
    run->output_tokens = run->tokens_per_second / run->requests_per_second;
    run->gpu_hour = number(table, "gpu_cost_hr", false) / run->gpus;
    run->offered = number(table, "rps", false);
    latencies(table, "ttft_", &run->ttft);
    latencies(table, "tpot_", &run->tpot);
    check_cost(table, run);
    for (int i = 0; i < table->csv.columns; i++)
        run->made_up = run->made_up || bench_says_made_up(csv_cell(&table->csv, i).text);
}

static bool read_rows(struct bench_table *table, struct bench_runs *runs)
{
    const int before = runs->count, from = table->file->diags->count,
              errors = table->file->diags->errors;
    int bad = 0;
    bool made_up = bench_says_made_up(import_file_name(table->file));
    enum csv_event event = CSV_ROW;
    for (int i = 0; i < table->csv.columns; i++)
        made_up = made_up || bench_says_made_up(csv_column_name(&table->csv, i));
    while ((event = csv_next(&table->csv)) == CSV_ROW) {
        struct bench_run run = {.input = table->file->input,
                                .file = import_file_name(table->file),
                                .tool = "vllm-cost-meter",
                                .line = table->csv.row_line,
                                .column = 1,
                                .made_up = made_up};
        table->good = true;
        read_row(table, &run);
        bad += !table->good;
        if (table->good && bench_add(runs, &run) == NULL)
            event = CSV_NO_MEMORY;
        if (event == CSV_NO_MEMORY)
            break;
    }
    table->good = bad == 0 || runs->count > before;
    if (event == CSV_END && bad > 0 && runs->count > before)
        bench_leave_out(table->file->diags, from, errors);
    if (table->good && event == CSV_END && runs->count == before)
        return place_error(table->file->diags, table->file->input, 0, 0, E_IMPORT_READ,
                           "the table has no row below its header");
    return table->good && import_file_ended(table->file, &table->csv, event);
}

bool bench_read_csv(struct import_file *file, struct bench_runs *runs)
{
    static const char *const needed[] = {"model", "gpus", "request_throughput", "tps_output",
                                         "c_eff_per_mtok"};
    struct bench_table table = {.file = file, .good = true};
    csv_begin(&table.csv, file->head, file->head_length, file->rest);
    const enum csv_event event = csv_read_header(&table.csv);
    bool known = event == CSV_ROW, good = false;
    for (size_t i = 0; known && i < COUNT(needed); i++)
        known = csv_column(&table.csv, needed[i]) >= 0;
    if (known) {
        good = read_rows(&table, runs);
    } else if (event == CSV_ROW || event == CSV_END) {
        place_error(file->diags, file->input, 1, 1, E_IMPORT_FORMAT,
                    "this is no benchmark result that llmcost knows");
        llmcost_advise(file->diags,
                       "of tables it reads those of vllm-cost-meter; export the others as "
                       "JSON");
    } else {
        import_file_ended(file, &table.csv, event);
    }
    csv_end(&table.csv);
    return good;
}
