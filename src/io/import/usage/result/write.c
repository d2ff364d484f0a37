/* write.c - the sums of usage files as a `workload:` fragment (io/import/usage/result/write.h).
 * Knows what follows from sums and what does not: what the files do not tell is a comment, never a
 * default. When the requests came is in io/import/usage/result/when.c.
 */
#include "io/import/usage/result/writer.h"
#include "text/buffer.h"
#include "text/date.h"
#include "text/figures.h"

#include "llmcost.h"
#include "text/file.h"
#include "text/yaml/fragment.h"

#include <inttypes.h>
#include <string.h>

/* 8819 as "8,819". */
static const char *grouped(uint64_t value, char buffer[32])
{
    return words_count((double)value, buffer, 32);
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
    text_clean(file_base_name(origin->file), false, file, sizeof file);
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

/* Whose usage it is, where that is known. */
static void write_models(const struct writer *writer)
{
    const struct usage_models *models = writer->origin->models;
    const struct usage_model *only = writer->origin->model;
    const bool several = only == NULL && usage_models_taken(models) > 1;
    char a[32], b[32], c[32];
    for (int i = 0; i < models->count; i++) {
        const struct usage_model *model = &models->model[i];
        if ((only != NULL && only != model) || !model->is_taken ||
            model->input + model->output == 0)
            continue;
        if (several)
            fragment_comment(writer->out, 0, "- %s: %s request%s, %s input and %s output tokens",
                             model->length > 0 ? model->name : "no model stated",
                             (writer->usage->knows & USAGE_KNOWS_REQUESTS) != 0
                                 ? grouped(model->requests, a)
                                 : "no count of",
                             model->requests == 1 ? "" : "s", grouped(model->input, b),
                             grouped(model->output, c));
        else if (model->length > 0)
            fragment_comment(writer->out, 0, "Model: %s.", model->name);
    }
}

static void write_head(const struct writer *writer)
{
    static const struct {
        enum usage_oddity oddity;
        const char *text;
    } left_out[] = {
        {USAGE_FAILED, "requests that failed"},
        {USAGE_EMPTY, "records without tokens"},
        {USAGE_AGAIN, "records whose id was there before"},
        {USAGE_HITS, "requests answered from a cache of whole responses (not billed)"},
        {USAGE_WITHOUT, "objects without usage"},
        {USAGE_SKIPPED, "rows that are credits, corrections or negative"},
        {USAGE_ROWS, "rows that count no tokens"},
    };
    const struct usage *usage = writer->usage;
    const struct usage_log *log = writer->origin->log;
    char a[32], b[32], c[32];
    fragment_comment(writer->out, 0, "Imported from %s (%s).", writer->source,
                     writer->origin->format->name);
    if ((usage->knows & USAGE_KNOWS_REQUESTS) != 0)
        fragment_comment(writer->out, 0, "%s request%s, %s input and %s output tokens.",
                         grouped(usage->requests, a), usage->requests == 1 ? "" : "s",
                         grouped(usage->input, b), grouped(usage->output, c));
    else
        fragment_comment(writer->out, 0, "%s input and %s output tokens.", grouped(usage->input, b),
                         grouped(usage->output, c));
    for (int i = USAGE_BUCKET; i < USAGE_KINDS; i++)
        if ((usage->kinds >> i & 1) != 0)
            fragment_comment(writer->out, 0, "Its records are %s.",
                             usage_kind_row((enum usage_kind)i)->name);
    if (writer->mixed)
        fragment_comment(writer->out, 0, "Several models are added up here:");
    write_models(writer);
    write_covered(writer);
    for (size_t i = 0; i < sizeof left_out / sizeof *left_out; i++)
        if (log->oddity[left_out[i].oddity] > 0)
            fragment_comment(writer->out, 0, "Left out, %s: %s.", left_out[i].text,
                             grouped(log->oddity[left_out[i].oddity], a));
    if (log->malformed > 0)
        fragment_comment(writer->out, 0, "Left out, malformed: %s of %s records.",
                         grouped(log->malformed, a), grouped(log->malformed + log->good, b));
}

/* ---- How much ---- */

/* Why there is no rate. */
static const char *no_rate(const struct writer *writer)
{
    const struct usage *usage = writer->usage;
    if (writer->origin->format->is_batch || usage->kinds == 1U << USAGE_TOTAL)
        return "a batch does not tell when its requests came";
    if ((usage->knows & USAGE_KNOWS_TIME) == 0)
        return "the files tell no time, so no rate";
    return usage->no_time > 0 ? "not all records tell their time, so there is no rate"
                              : "all is at one time, so there is no rate";
}

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
            writer_number(writer, "requests_per_month", requests * month);
        } else
            fragment_comment(out, INDENT, "requests_per_month: %s; state it", no_rate(writer));
        writer_number(writer, "input_tokens", (double)usage->input / requests);
        writer_number(writer, "output_tokens", (double)usage->output / requests);
        return;
    }
    if (writer->has_span) {
        fragment_comment(out, INDENT, "in a month of 730 hours, at the rate of the time covered");
        writer_number(writer, "tokens_per_month", tokens * month);
    } else
        fragment_comment(out, INDENT, "tokens_per_month: the files tell no rate; state it");
    fragment_comment(out, INDENT,
                     "The file counts no requests: the size of one is not known. These two are the "
                     "measured proportion of 1000 tokens; state real sizes where requests matter.");
    fragment_number(out, INDENT, "input_tokens", SOME_TOKENS * (double)usage->input / tokens,
                    "assumed", "measured proportion, size of a request not known");
    fragment_number(out, INDENT, "output_tokens", SOME_TOKENS * (double)usage->output / tokens,
                    "assumed", "measured proportion, size of a request not known");
}

/* Writes for an hour cost more: a share of their own, where a scenario knows one. */
static void write_writes(const struct writer *writer)
{
    static const char hour[] = "cache_write_hour_share";
    const struct usage *usage = writer->usage;
    const bool known = llmcost_find_field(LLMCOST_WORKLOAD, hour) != NULL;
    char a[32];
    if ((usage->knows & USAGE_KNOWS_WRITTEN) == 0) {
        fragment_comment(writer->out, INDENT, "cache_write_share: not in the file");
        return;
    }
    writer_number(writer, "cache_write_share",
                  share(usage->written - (known ? usage->written_hour : 0), usage->input));
    if (usage->written_hour > 0 && known)
        writer_number(writer, hour, share(usage->written_hour, usage->input));
    else if (usage->written_hour > 0)
        fragment_comment(writer->out, INDENT,
                         "%s of these tokens are kept for an hour, which costs 1.6 times as much",
                         grouped(usage->written_hour, a));
}

/* Of several thresholds the lowest is the scenario's, the others are comments. */
static void write_long(const struct writer *writer)
{
    const struct usage *usage = writer->usage;
    const struct usage_limits *limits = usage->limits;
    const uint64_t tokens = usage->input + usage->output;
    FILE *out = writer->out;
    char a[32], b[32];
    if ((usage->knows & USAGE_KNOWS_TIER) != 0 && usage->no_tier == 0) {
        fragment_comment(out, INDENT, "tokens of requests with a context above 200,000 tokens");
        writer_number(writer, "long_context_share", share(usage->tiered, tokens));
        return;
    }
    if ((usage->knows & USAGE_KNOWS_SIZES) == 0) {
        fragment_comment(
            out, INDENT,
            "long_context_share: not in the file, the sizes of requests are not known");
        return;
    }
    for (int i = limits->count - 1; i > 0; i--)
        fragment_comment(out, INDENT, "above %s input tokens: %.6g of the tokens",
                         grouped(limits->over[i], a), share(usage->long_tokens[i], tokens));
    if (usage->long_tokens[0] > 0) {
        fragment_comment(out, INDENT, "tokens of requests with more than %s input tokens",
                         grouped(limits->over[0], a));
        writer_number(writer, "long_context_share", share(usage->long_tokens[0], tokens));
    } else
        fragment_comment(out, INDENT,
                         "long_context_share: no request has more than %s input tokens; the "
                         "largest has %s (--long-context-over N counts those above N)",
                         grouped(limits->over[0], a), grouped(usage->largest, b));
}

static void write_shares(const struct writer *writer)
{
    const struct usage *usage = writer->usage;
    FILE *out = writer->out;
    const uint64_t tokens = usage->input + usage->output;
    char a[32], b[32];
    if ((usage->knows & USAGE_KNOWS_CACHED) == 0)
        fragment_comment(out, INDENT, "cached_share: not in the file");
    else {
        if (writer->origin->format == &usage_formats[USAGE_FORMAT_MOONCAKE])
            fragment_comment(out, INDENT,
                             "an upper bound: leading blocks of 512 tokens that an earlier request "
                             "had, in a cache without limits");
        if (usage->no_cached > 0 && writer->origin->format != &usage_formats[USAGE_FORMAT_FOCUS])
            fragment_comment(out, INDENT, "%s input tokens do not say: counted as not cached",
                             grouped(usage->no_cached, a));
        writer_number(writer, "cached_share", share(usage->cached, usage->input));
    }
    write_writes(writer);
    if ((usage->knows & USAGE_KNOWS_BATCH) != 0 && usage->no_batch == 0)
        writer_number(writer, "batch_share", share(usage->batch, tokens));
    else if ((usage->knows & USAGE_KNOWS_BATCH) != 0)
        fragment_comment(out, INDENT, "batch_share: %s of %s tokens do not say",
                         grouped(usage->no_batch, a), grouped(tokens, b));
    else
        fragment_comment(out, INDENT, "batch_share: not in the file");
    write_long(writer);
}

void usage_write(FILE *out, const struct usage *usage, const struct usage_origin *origin)
{
    struct writer writer = {.out = out, .usage = usage, .origin = origin};
    writer.mixed = origin->model == NULL && origin->models->pattern == NULL &&
                   usage_models_taken(origin->models) > 1;
    writer.has_span =
        (usage->knows & USAGE_KNOWS_TIME) != 0 && usage->no_time == 0 && usage->last > usage->first;
    if (writer.has_span)
        writer.seconds = (double)(usage->last - usage->first) / TICKS;
    name_source(&writer);
    writer_make_load(&writer);
    write_head(&writer);
    fragment_map(out, 0, "workload");
    write_demand(&writer);
    write_shares(&writer);
    writer_load(&writer);
    writer_burst(&writer);
}
