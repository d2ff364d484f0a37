/* reader.c - what the readers of benchmark formats share (io/import/bench/reader.h).
 * Knows how a figure can be missing or wrong; refuses to know any format.
 */
#include "io/import/bench/reader.h"
#include "text/utf8.h"

#include <stdarg.h>
#include <string.h>

void reader_error(struct bench_reader *reader, int code, const char *path, const char *format, ...)
{
    const struct record *record = reader->record;
    const struct record_leaf *leaf = path != NULL ? record_find(record, path) : NULL;
    char text[256];
    uint32_t line, column;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    utf8_place(record->start, leaf != NULL ? leaf->offset : record->offset, &line, &column);
    place_error(reader->diags, record->input, line, column, code, "%s", text);
    reader->good = false;
}

/* Whether a text stands for no number: "", "inf", which is what NaN and Infinity became. */
static bool is_no_number(const struct record_leaf *leaf)
{
    return leaf->kind == RECORD_TEXT && (leaf->text[0] == '\0' || strcmp(leaf->text, "inf") == 0);
}

double reader_need(struct bench_reader *reader, const char *path)
{
    const struct record_leaf *leaf = record_find(reader->record, path);
    double value = 1;
    if (leaf == NULL || is_no_number(leaf)) {
        reader_error(reader, E_IMPORT_READ, path, "%s: `%.80s` is not there", reader->run->tool,
                     path);
        llmcost_advise(reader->diags, "without it no capacity can be stated: run the benchmark to "
                                      "its end");
    } else if (!record_leaf_number(leaf, &value) || !(value > 0)) {
        reader_error(reader, E_IMPORT_READ, path, "`%.80s` is `%.60s`: it must be a number above 0",
                     path, leaf->text);
        value = 1;
    }
    return value;
}

double reader_may(struct bench_reader *reader, const char *path)
{
    const struct record_leaf *leaf = record_find(reader->record, path);
    double value = 0;
    if (leaf == NULL || is_no_number(leaf))
        return 0;
    if (record_leaf_number(leaf, &value) && value >= 0)
        return value;
    reader_error(reader, E_IMPORT_READ, path, "`%.80s` is `%.60s`: it must be a number", path,
                 leaf->text);
    return 0;
}

void reader_text(const struct bench_reader *reader, const char *paths, char *buffer, size_t size)
{
    char path[RECORD_MAX_PATH];
    buffer[0] = '\0';
    while (buffer[0] == '\0' && import_next_word(&paths, path, sizeof path))
        snprintf(buffer, size, "%s", record_text(reader->record, path));
}

double reader_first(struct bench_reader *reader, const char *paths)
{
    char path[RECORD_MAX_PATH];
    double value = 0;
    while (value == 0 && import_next_word(&paths, path, sizeof path))
        value = reader_may(reader, path);
    return value;
}

void reader_latencies(struct bench_reader *reader, const char *pattern, const char *median,
                      const char *mean, double to_ms, struct bench_latencies *ret_latencies)
{
    const struct record *record = reader->record;
    const size_t before = strcspn(pattern, "*"), after = strlen(pattern) - before - 1;
    const char *const named[] = {mean, median};
    for (int i = 0; i < 2; i++)
        if (named[i] != NULL && record_find(record, named[i]) != NULL) {
            const double value = reader_may(reader, named[i]);
            if (value > 0)
                bench_add_latency(ret_latencies, i * 50, value * to_ms);
        }
    for (int i = 0; i < record->count; i++) {
        const char *path = record->leaf[i].path;
        const size_t length = strlen(path);
        if (length <= before + after || strncmp(path, pattern, before) != 0 ||
            strcmp(path + length - after, pattern + before + 1) != 0)
            continue;
        const double percentile = bench_percentile_of(path + before, length - before - after);
        const double value = percentile > 0 ? reader_may(reader, path) : 0;
        if (value > 0)
            bench_add_latency(ret_latencies, percentile, value * to_ms);
    }
}

void reader_agree(struct bench_reader *reader, const char *path, double stated, double reckoned,
                  const char *from)
{
    const double off = stated / reckoned - 1;
    if (!reader->good || (off > -0.02 && off < 0.02))
        return;
    reader_error(reader, E_IMPORT_READ, path, "`%.60s` is %.6g, but %.60s is %.6g", path, stated,
                 from, reckoned);
    llmcost_advise(reader->diags,
                   "is it another kind of tokens/s (totals are not output), or of another run?");
}

static bool is_digits(const char *text, size_t count)
{
    return strspn(text, "0123456789") >= count;
}

void reader_date(struct bench_reader *reader, const char *paths)
{
    const struct record *record = reader->record;
    char path[RECORD_MAX_PATH], *date = reader->run->date;
    while (import_next_word(&paths, path, sizeof path)) {
        const struct record_leaf *leaf = record_find(record, path);
        double seconds = 0;
        int days;
        if (leaf == NULL)
            continue;
        const char *text = leaf->text;
        date[0] = '\0';
        if (is_digits(text, 8) && !is_digits(text, 9) && text[8] == '-')
            snprintf(date, MAX_DATE, "%.4s-%.2s-%.2s", text, text + 4, text + 6);
        else if (record_leaf_number(leaf, &seconds) && seconds >= 1e9 && seconds < 2e11)
            date_text((int)(seconds / 86400), date);
        else if (strlen(text) >= 10)
            snprintf(date, MAX_DATE, "%.10s", text);
        if (date_days(date, &days))
            return;
        date[0] = '\0';
    }
}
