/* when.c - the hours of a load and the busiest minute, of sums of usage
 * (io/import/usage/result/writer.h). Knows that no more follows from buckets than their width
 * allows, and nothing from sums that count no requests.
 */
#include "io/import/usage/result/writer.h"
#include "text/yaml/fragment.h"

#include <inttypes.h>

/* What was decided is measured; models that were added up belong to no bill. */
void writer_number(const struct writer *writer, const char *key, double value)
{
    fragment_number(writer->out, INDENT, key, value, writer->mixed ? "assumed" : "measured",
                    writer->source);
}

/* The weights of the hours: what came in each over the time that it was covered. */
void writer_make_load(struct writer *writer)
{
    const struct usage *usage = writer->usage;
    double count[MAX_LOAD] = {0}, covered[MAX_LOAD] = {0}, sum = 0;
    if (!writer->has_span || usage->kinds == 1U << USAGE_SUM || usage->open ||
        usage->last - usage->first < DAY * USAGE_HOUR || usage->peaks.width > HOUR_MINUTES)
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
    if ((usage->knows & USAGE_KNOWS_SIZES) != 0 && *last > 0 && usage->is_last && !usage->lasts)
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

void writer_load(const struct writer *writer)
{
    FILE *out = writer->out;
    if (!writer->has_span || writer->usage->open || writer->usage->kinds == 1U << USAGE_SUM)
        fragment_comment(out, INDENT, "load: not in the file%s",
                         writer->has_span ? ": sums do not tell when requests came" : "");
    else if (writer->hours == 0 && writer->usage->peaks.width > HOUR_MINUTES)
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

void writer_burst(const struct writer *writer)
{
    const struct usage *usage = writer->usage;
    FILE *out = writer->out;
    const int64_t width = usage->peaks.width;
    const bool by_requests = (usage->knows & USAGE_KNOWS_REQUESTS) != 0;
    if (!writer->has_span || usage_most(usage) == 0 || usage->open ||
        usage->kinds == 1U << USAGE_SUM) {
        fragment_comment(out, INDENT, "burst: not in the file");
        return;
    }
    const double all =
        by_requests ? (double)usage->requests : (double)usage->input + (double)usage->output;
    const double peak = (double)usage_most(usage) * (double)usage_buckets(usage) / all;
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
        writer_number(writer, "burst", burst > 1 ? burst : 1);
    } else
        fragment_comment(out, INDENT,
                         "burst: the busiest %s has %.3g times the mean (buckets of %s %s)%s", name,
                         peak,
                         width == HOUR_MINUTES                       ? "an"
                         : width == 1 || width == DAY * HOUR_MINUTES ? "a"
                                                                     : "",
                         name, width > 1 ? "; peaks within it are not in the file" : "");
}
