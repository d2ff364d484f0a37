/* write.c - the sums of usage files as a `workload:` fragment (io/import/usage/write.h). Knows what
 * follows from sums and what does not: what the files do not tell is a comment, never a default.
 */
#include "io/import/usage/write.h"
#include "text/buffer.h"
#include "text/date.h"
#include "text/fragment.h"

#include <inttypes.h>
#include <string.h>

enum { INDENT = 2, DAY = 24, MAX_SOURCE = 200, MAX_LOAD = USAGE_WEEK, HOUR_MINUTES = 60 };

#define MONTH_HOURS    730.0 /* the default hours_per_month */
#define HOUR_SECONDS   3600.0
#define TICKS          1e7
#define SOME_TOKENS    1000.0 /* of a request whose size is not known */
#define GREATEST_BURST 1000.0

struct writer {
    FILE *out;
    const struct usage *usage;
    const struct usage_origin *origin;
    char source[MAX_SOURCE];
    bool has_span;
    double seconds; /* from the first start to the last end */
    double weight[MAX_LOAD];
    int hours; /* of the load, 0: none */
    double peak_weight;
};

/* 8819 as "8,819". */
static const char *grouped(uint64_t value, char buffer[32])
{
    char digits[24];
    const int length = snprintf(digits, sizeof digits, "%" PRIu64, value);
    int used = 0;
    for (int i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0)
            buffer[used++] = ',';
        buffer[used++] = digits[i];
    }
    buffer[used] = '\0';
    return buffer;
}

static void number(const struct writer *writer, const char *key, double value)
{
    fragment_number(writer->out, INDENT, key, value, "measured", writer->source);
}

static double share(uint64_t part, uint64_t whole)
{
    return whole > 0 ? (double)part / (double)whole : 0;
}

/* ---- What was covered ---- */

static void name_source(struct writer *writer)
{
    const struct usage_origin *origin = writer->origin;
    char file[120], from[32], to[32];
    int used;
    text_clean(fragment_file(origin->file), false, file, sizeof file);
    if (strcmp(origin->file, "-") == 0)
        snprintf(file, sizeof file, "stdin");
    used = origin->files == 1
               ? snprintf(writer->source, MAX_SOURCE, "%s", file)
               : snprintf(writer->source, MAX_SOURCE, "%d files from %s on", origin->files, file);
    if (!writer->has_span || origin->format->relative || used < 0 || used >= MAX_SOURCE)
        return;
    usage_time_text(writer->usage->first, false, from, sizeof from);
    usage_time_text(writer->usage->last, false, to, sizeof to);
    if (strncmp(from, to, MAX_DATE - 1) == 0)
        snprintf(writer->source + used, (size_t)(MAX_SOURCE - used), ", %.10s", from);
    else
        snprintf(writer->source + used, (size_t)(MAX_SOURCE - used), ", %.10s to %.10s", from, to);
}

static void write_covered(const struct writer *writer)
{
    const struct usage *usage = writer->usage;
    const bool relative = writer->origin->format->relative;
    char from[40], to[40];
    if (!writer->has_span)
        return;
    usage_time_text(usage->first, relative, from, sizeof from);
    usage_time_text(usage->last, relative, to, sizeof to);
    const int64_t span = usage->last - usage->first;
    const int64_t unit = span < 2 * USAGE_HOUR         ? USAGE_MINUTE
                         : span < 2 * DAY * USAGE_HOUR ? USAGE_HOUR
                                                       : DAY * USAGE_HOUR;
    fragment_comment(writer->out, 0, "Covered: %s to %s%s, %" PRId64 ".%06d s (%.2f %s).", from, to,
                     relative ? " of the trace" : " UTC", span / USAGE_SECOND,
                     (int)(span % USAGE_SECOND / 10), (double)span / (double)unit,
                     unit == USAGE_MINUTE ? "minutes"
                     : unit == USAGE_HOUR ? "hours"
                                          : "days");
}

static void write_head(const struct writer *writer)
{
    static const struct {
        enum usage_oddity oddity;
        const char *text;
    } left_out[] = {
        {USAGE_FAILED, "requests that failed"},
        {USAGE_HITS, "requests answered from a cache of whole responses (not billed)"},
        {USAGE_WITHOUT, "objects whose usage is null"},
        {USAGE_SKIPPED, "rows that are credits, corrections or negative"},
        {USAGE_ROWS, "rows that count no tokens"},
    };
    const struct usage *usage = writer->usage;
    char a[32], b[32], c[32];
    fragment_comment(writer->out, 0, "Imported from %s (%s).", writer->source,
                     writer->origin->format->name);
    if ((usage->knows & USAGE_KNOWS_REQUESTS) != 0)
        fragment_comment(writer->out, 0, "%s requests, %s input and %s output tokens.",
                         grouped(usage->requests, a), grouped(usage->input, b),
                         grouped(usage->output, c));
    else
        fragment_comment(writer->out, 0, "%s input and %s output tokens.", grouped(usage->input, b),
                         grouped(usage->output, c));
    write_covered(writer);
    for (size_t i = 0; i < sizeof left_out / sizeof *left_out; i++)
        if (usage->oddity[left_out[i].oddity] > 0)
            fragment_comment(writer->out, 0, "Left out, %s: %s.", left_out[i].text,
                             grouped(usage->oddity[left_out[i].oddity], a));
    if (usage->malformed > 0)
        fragment_comment(writer->out, 0, "Left out, malformed: %s of %s records.",
                         grouped(usage->malformed, a), grouped(usage->malformed + usage->good, b));
}

/* ---- How much ---- */

static void write_demand(const struct writer *writer)
{
    const struct usage *usage = writer->usage;
    FILE *out = writer->out;
    const double month = MONTH_HOURS * HOUR_SECONDS / writer->seconds;
    const double tokens = (double)usage->input + (double)usage->output;
    const double requests = (double)usage->requests;
    if ((usage->knows & USAGE_KNOWS_REQUESTS) != 0) {
        if (writer->has_span) {
            fragment_comment(out, INDENT,
                             "in a month of 730 hours, at the rate of the time covered");
            number(writer, "requests_per_month", requests * month);
        } else
            fragment_comment(out, INDENT, "requests_per_month: %s; state it",
                             (usage->knows & USAGE_KNOWS_TIME) == 0
                                 ? "the files tell no time, so no rate"
                                 : "all is at one time, so there is no rate");
        number(writer, "input_tokens", (double)usage->input / requests);
        number(writer, "output_tokens", (double)usage->output / requests);
        return;
    }
    fragment_comment(out, INDENT, "in a month of 730 hours, at the rate of the time covered");
    number(writer, "tokens_per_month", tokens * month);
    fragment_comment(out, INDENT,
                     "The file counts no requests: the size of one is not known. These two are the "
                     "measured proportion of 1000 tokens; state real sizes where requests matter.");
    fragment_number(out, INDENT, "input_tokens", SOME_TOKENS * (double)usage->input / tokens,
                    "assumed", "measured proportion, size of a request not known");
    fragment_number(out, INDENT, "output_tokens", SOME_TOKENS * (double)usage->output / tokens,
                    "assumed", "measured proportion, size of a request not known");
}

static void write_shares(const struct writer *writer)
{
    const struct usage *usage = writer->usage;
    FILE *out = writer->out;
    const uint64_t tokens = usage->input + usage->output;
    char a[32];
    if ((usage->knows & USAGE_KNOWS_CACHED) == 0)
        fragment_comment(out, INDENT, "cached_share: not in the file");
    else {
        if (writer->origin->format == &usage_formats[USAGE_FORMAT_MOONCAKE])
            fragment_comment(out, INDENT,
                             "an upper bound: leading blocks of 512 tokens that an earlier request "
                             "had, in a cache without limits");
        if (usage->oddity[USAGE_NO_CACHED] > 0 &&
            writer->origin->format != &usage_formats[USAGE_FORMAT_FOCUS])
            fragment_comment(out, INDENT, "%s input tokens do not say: counted as not cached",
                             grouped(usage->oddity[USAGE_NO_CACHED], a));
        number(writer, "cached_share", share(usage->cached, usage->input));
    }
    if ((usage->knows & USAGE_KNOWS_WRITTEN) == 0)
        fragment_comment(out, INDENT, "cache_write_share: not in the file");
    else
        number(writer, "cache_write_share", share(usage->written, usage->input));
    if ((usage->knows & USAGE_KNOWS_BATCH) != 0 && usage->oddity[USAGE_NO_BATCH] == 0)
        number(writer, "batch_share", share(usage->batch, tokens));
    else if ((usage->knows & USAGE_KNOWS_BATCH) != 0)
        fragment_comment(out, INDENT, "batch_share: %s of %" PRIu64 " tokens do not say",
                         grouped(usage->oddity[USAGE_NO_BATCH], a), tokens);
    else
        fragment_comment(out, INDENT, "batch_share: not in the file");
    if ((usage->knows & USAGE_KNOWS_TIER) != 0 && usage->oddity[USAGE_NO_TIER] == 0) {
        fragment_comment(out, INDENT, "tokens of requests with a context above 200,000 tokens");
        number(writer, "long_context_share", share(usage->long_tokens, tokens));
    } else if ((usage->knows & USAGE_KNOWS_SIZES) == 0)
        fragment_comment(
            out, INDENT,
            "long_context_share: not in the file, the sizes of requests are not known");
    else if (usage->long_tokens > 0) {
        fragment_comment(out, INDENT, "tokens of requests with more than 200,000 input tokens");
        number(writer, "long_context_share", share(usage->long_tokens, tokens));
    } else
        fragment_comment(out, INDENT,
                         "long_context_share: no request has more than 200,000 input tokens");
}

/* ---- When ---- */

/* The weights of the hours: what came in each over the time that it was covered. */
static void make_load(struct writer *writer)
{
    const struct usage *usage = writer->usage;
    double count[MAX_LOAD] = {0}, covered[MAX_LOAD] = {0}, sum = 0;
    if (!writer->has_span || usage->last - usage->first < DAY * USAGE_HOUR ||
        usage->peaks->width > HOUR_MINUTES)
        return;
    const int64_t span = usage->last - usage->first;
    const int hours = span >= USAGE_WEEK * USAGE_HOUR ? USAGE_WEEK : DAY;
    for (int64_t hour = usage->first / USAGE_HOUR; hour <= usage->last / USAGE_HOUR; hour++) {
        const int64_t from = hour * USAGE_HOUR, to = from + USAGE_HOUR;
        const int64_t start = from > usage->first ? from : usage->first;
        const int64_t end = to < usage->last ? to : usage->last;
        covered[(hour + usage->week_shift) % hours] += (double)(end - start) / TICKS;
    }
    for (int i = 0; i < USAGE_WEEK; i++)
        count[i % hours] += (double)usage->hour[i];
    /* n requests have n - 1 gaps between them: the last one closes the time, it begins none. */
    double *last = &count[(usage->last / USAGE_HOUR + usage->week_shift) % hours];
    if ((usage->knows & USAGE_KNOWS_SIZES) != 0 && *last > 0 &&
        writer->origin->format != &usage_formats[USAGE_FORMAT_LITELLM])
        *last -= 1;
    for (int i = 0; i < hours; i++) {
        writer->weight[i] = covered[i] > 0 ? count[i] / covered[i] : 0;
        sum += writer->weight[i];
    }
    if (sum <= 0)
        return;
    for (int i = 0; i < hours; i++) {
        writer->weight[i] *= hours / sum;
        if (writer->weight[i] > writer->peak_weight)
            writer->peak_weight = writer->weight[i];
    }
    writer->hours = hours;
}

static void write_load(const struct writer *writer)
{
    FILE *out = writer->out;
    if (!writer->has_span)
        fragment_comment(out, INDENT, "load: not in the file");
    else if (writer->hours == 0 && writer->usage->peaks->width > HOUR_MINUTES)
        fragment_comment(out, INDENT, "load: the buckets of the file are wider than an hour");
    else if (writer->hours == 0)
        fragment_comment(out, INDENT, "load: less than a day is covered, no hourly profile");
    else {
        const bool relative = writer->origin->format->relative;
        if (writer->hours == DAY)
            fragment_comment(out, INDENT, "hours of the day, the first one from %s; mean 1",
                             relative ? "the start of the trace" : "00:00 UTC");
        else
            fragment_comment(out, INDENT, "hours of the week, the first one from %s; mean 1",
                             relative ? "the start of the trace (its weekday is not known)"
                                      : "Monday 00:00 UTC");
        fragment_list(out, INDENT, "load", writer->weight, writer->hours);
    }
}

static void write_burst(const struct writer *writer)
{
    const struct usage *usage = writer->usage;
    FILE *out = writer->out;
    const int64_t width = usage->peaks->width;
    const bool by_requests = (usage->knows & USAGE_KNOWS_REQUESTS) != 0;
    if (!writer->has_span) {
        fragment_comment(out, INDENT, "burst: not in the file");
        return;
    }
    const double all =
        by_requests ? (double)usage->requests : (double)usage->input + (double)usage->output;
    const int64_t ticks = width * USAGE_MINUTE;
    const int64_t buckets = (usage->last - usage->first + ticks - 1) / ticks;
    const double peak = (double)usage_peaks_most(usage->peaks) * (double)buckets / all;
    char name[40];
    if (width == 1)
        snprintf(name, sizeof name, "minute");
    else if (width == HOUR_MINUTES)
        snprintf(name, sizeof name, "hour");
    else if (width == DAY * HOUR_MINUTES)
        snprintf(name, sizeof name, "day");
    else
        snprintf(name, sizeof name, "%" PRId64 " minutes", width);
    const double burst = writer->hours > 0 ? peak / writer->peak_weight : 0;
    if (width == 1 && writer->hours > 0 && burst <= GREATEST_BURST) {
        fragment_comment(out, INDENT,
                         "the busiest minute (buckets of a minute), %.3g times the mean, over the "
                         "highest hour of `load`",
                         peak);
        number(writer, "burst", burst > 1 ? burst : 1);
    } else
        fragment_comment(out, INDENT,
                         "burst: the busiest %s has %.3g times the mean (buckets of %s %s)%s", name,
                         peak,
                         width == HOUR_MINUTES                       ? "an"
                         : width == 1 || width == DAY * HOUR_MINUTES ? "a"
                                                                     : "",
                         name, width > 1 ? "; peaks within it are not in the file" : "");
}

void usage_write(FILE *out, const struct usage *usage, const struct usage_origin *origin)
{
    struct writer writer = {.out = out, .usage = usage, .origin = origin};
    writer.has_span = (usage->knows & USAGE_KNOWS_TIME) != 0 && usage->last > usage->first;
    if (writer.has_span)
        writer.seconds = (double)(usage->last - usage->first) / TICKS;
    name_source(&writer);
    make_load(&writer);
    write_head(&writer);
    fragment_map(out, 0, "workload");
    write_demand(&writer);
    write_shares(&writer);
    write_load(&writer);
    write_burst(&writer);
}
