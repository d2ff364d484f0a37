/* json.c - JSON files of benchmark results: one object, several, JSON lines, an array, or a
 * sweep with its runs under `benchmarks`. Knows where records stand in a file; refuses to know what
 * their fields mean (io/import/bench/formats.c).
 */
#include "core/base/count.h"
#include "io/import/bench/reader.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

/* A key that says how many GPUs there were, for the message that asks for --gpus. */
static void find_hint(struct bench_reader *reader)
{
    const char *paths =
        "tp tensor_parallel_size server_info.tp_size num_gpus gpus gpu_count tp_size";
    char path[RECORD_MAX_PATH];
    double value;
    while (import_next_word(&paths, path, sizeof path)) {
        const struct record_leaf *leaf = record_find(reader->record, path);
        if (leaf == NULL || !record_leaf_number(leaf, &value))
            continue;
        snprintf(reader->run->hint, sizeof reader->run->hint, "`%.24s` is %g", path, value);
        return;
    }
}

/* vLLM's sweeps say in the name of a folder alone what they set, SERVE--max_num_seqs=4-BENCH--...,
 * of the server and of the benchmark. */
static void read_folder(const char *path, struct bench_run *run)
{
    static const char serve[] = "SERVE--", bench[] = "BENCH--";
    const char *set = strstr(path, serve), *load = strstr(path, bench);
    size_t length = 0;
    if (load != NULL)
        snprintf(run->label, sizeof run->label, "%.*s", (int)strcspn(load + sizeof bench - 1, "/"),
                 load + sizeof bench - 1);
    if (set == NULL)
        return;
    set += sizeof serve - 1;
    length = strcspn(set, "/");
    if (load > set && load < set + length)
        length = (size_t)(load - set) - 1; /* a dash stands between them */
    snprintf(run->setting, sizeof run->setting, "%.*s", (int)length, set);
}

/* What stands in a list is what went through the run (prompts, generated texts), not about it. */
static bool is_about_run(const struct record_leaf *leaf)
{
    static const char *const words[] = {"generated", "prompt", "output_text", "response", "error"};
    for (size_t i = 0; i < COUNT(words); i++)
        if (leaf->kind == RECORD_TEXT && import_holds(leaf->path, words[i]))
            return false;
    return strchr(leaf->path, '[') == NULL;
}

static bool says_made_up(const struct record *record)
{
    for (int i = 0; i < record->count; i++) {
        const struct record_leaf *leaf = &record->leaf[i];
        const bool is_no = leaf->kind == RECORD_FALSE || leaf->kind == RECORD_NULL ||
                           (leaf->kind == RECORD_NUMBER && leaf->number == 0);
        if (!is_no && is_about_run(leaf) &&
            (bench_says_made_up(leaf->path) ||
             (leaf->kind == RECORD_TEXT && bench_says_made_up(leaf->text))))
            return true;
    }
    return false;
}

/* Where the last record began: places are counted on from there. */
struct place {
    size_t offset;
    uint32_t line, column;
};

struct json_file {
    struct import_file *file;
    struct bench_runs *runs;
    struct place place;
    int records, bad;
};

static void move_place(struct place *place, const char *start, size_t offset)
{
    uint32_t line, column;
    if (offset < place->offset)
        *place = (struct place){.line = 1, .column = 1};
    utf8_place(start + place->offset, offset - place->offset, &line, &column);
    place->column = line > 1 ? column : place->column + column - 1;
    place->line += line - 1;
    place->offset = offset;
}

static bool use_record(struct json_file *json, const struct record *record)
{
    struct bench_run run = {.input = json->file->input, .file = import_file_name(json->file)};
    const struct bench_format *format = bench_format_find(record);
    move_place(&json->place, record->start, record->offset);
    json->records++;
    if (format == NULL) {
        place_error(json->file->diags, run.input, json->place.line, json->place.column,
                    E_IMPORT_FORMAT, "this is no benchmark result that llmcost knows");
        llmcost_advise(json->file->diags,
                       "it reads vLLM bench serve and throughput, SGLang, AIPerf, "
                       "genai-perf, guidellm, llmperf, vllm-cost-meter, InferenceX");
        json->bad++;
        return true;
    }
    run.tool = format->tool;
    run.line = json->place.line;
    run.column = json->place.column;
    struct bench_reader reader = {
        .record = record, .run = &run, .diags = json->file->diags, .good = true};
    format->read(&reader);
    find_hint(&reader);
    read_folder(json->file->path, &run);
    run.made_up = says_made_up(record) || bench_says_made_up(run.file);
    json->bad += !reader.good;
    if (reader.good && bench_add(json->runs, &run) == NULL)
        json->file->no_memory = true;
    return !json->file->no_memory;
}

static bool complain_json(struct json_file *json, const struct json_scan *scan)
{
    uint32_t line, column;
    utf8_place(scan->start, scan->offset, &line, &column);
    place_error(json->file->diags, json->file->input, line, column, E_IMPORT_READ,
                "this is not JSON: %s", scan->why != NULL ? scan->why : "it ends here");
    llmcost_advise(json->file->diags, "is the file cut off? A benchmark writes it at its end");
    return false;
}

/* The object that the scan has just entered, and the benchmarks that it holds. */
static bool read_object(struct json_file *json, struct json_scan *scan, bool is_outer)
{
    struct record record = {.input = json->file->input};
    struct json_scan inner;
    const int first = json->runs->count;
    const enum record_result result =
        record_read(&record, scan, is_outer ? "benchmarks" : NULL, &inner);
    bool good = result == RECORD_OK;
    if (result == RECORD_NOT_JSON) {
        complain_json(json, scan);
    } else if (result == RECORD_TOO_MANY) {
        place_error(json->file->diags, record.input, 0, 0, E_IMPORT_FORMAT,
                    "an object of more than 65,536 values is no benchmark result");
    } else if (result == RECORD_NO_MEMORY) {
        json->file->no_memory = true;
    }
    if (good)
        record_close(&record, json->file->diags);
    if (good && inner.start == NULL)
        good = use_record(json, &record);
    while (good && inner.start != NULL && json_scan_next(&inner) == JSON_OBJECT)
        good = read_object(json, &inner, false);
    for (int i = first; good && i < json->runs->count; i++) {
        struct bench_run *run = &json->runs->list[i];
        struct bench_reader reader = {.record = &record};
        if (run->model[0] == '\0')
            reader_text(&reader, "args.model args.backend_kwargs.model", run->model,
                        sizeof run->model);
    }
    record_free(&record);
    return good;
}

/* Python writes NaN and Infinity, which are no JSON: as texts of the same length they keep every
 * place as it is. */
static void tame(char *text)
{
    static const struct {
        const char *word, *instead;
        size_t length;
    } rows[] = {
        {.word = "NaN", .instead = "\"\" ", .length = 3},
        {.word = "-Infinity", .instead = "\"-inf\"   ", .length = 9},
        {.word = "Infinity", .instead = "\"inf\"   ", .length = 8},
    };
    bool quoted = false;
    for (char *at = text; *at != '\0'; at++) {
        if (*at == '\\' && quoted && at[1] != '\0')
            at++;
        else if (*at == '"')
            quoted = !quoted;
        for (size_t i = 0; !quoted && i < COUNT(rows); i++)
            if (*at == rows[i].word[0] && strncmp(at, rows[i].word, rows[i].length) == 0) {
                memcpy(at, rows[i].instead, rows[i].length);
                at += rows[i].length - 1;
                break;
            }
    }
}

bool bench_read_json(struct import_file *file, struct bench_runs *runs)
{
    struct llmcost_diags *diags = file->diags;
    struct json_file json = {.file = file, .runs = runs, .place = {.line = 1, .column = 1}};
    struct json_scan scan;
    const int before = diags->count, errors = diags->errors, first = runs->count;
    size_t length;
    char *text = import_file_text(file, &length);
    if (text == NULL)
        return false;
    tame(text);
    json_scan_begin(&scan, text, length, true);
    bool good = true, more = true;
    while (good && more) {
        const enum json_event event = json_scan_next(&scan);
        if (event == JSON_OBJECT)
            good = read_object(&json, &scan, true);
        else if (event == JSON_END)
            more = false;
        else if (event == JSON_ERROR)
            good = complain_json(&json, &scan);
        else if (event != JSON_ARRAY && event != JSON_ARRAY_END) {
            place_error(diags, file->input, 1, 1, E_IMPORT_FORMAT,
                        "the file holds something else than JSON objects");
            good = false;
        }
    }
    if (good && json.bad > 0 && runs->count > first)
        bench_leave_out(diags, before, errors);
    else
        good = good && json.bad == 0;
    if (good && json.records == 0) {
        place_error(diags, file->input, 0, 0, E_IMPORT_FORMAT, "the file holds no object");
        good = false;
    }
    free(text);
    return good && !file->no_memory;
}
