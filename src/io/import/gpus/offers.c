/* offers.c - the list of offers: which rows become one, and in what order they stand.
 * Knows what was asked for (--match, --spot) and what no price is; refuses to know lists.
 */
#include "io/import/gpus/gpus.h"
#include "text/grow.h"

#include <stdlib.h>
#include <string.h>

static bool is_whole(double value)
{
    return value >= 1 && value <= 1e6 && value == (double)(int)value;
}

bool gpus_matches(const struct gpu_offer *offer, const char *pattern)
{
    char text[5 * GPUS_WORD];
    snprintf(text, sizeof text, "%s %s %s x%g %s", offer->provider, offer->machine, offer->gpu,
             offer->gpus, offer->location);
    return import_matches(text, pattern);
}

static bool same_offer(const struct gpu_offer *a, const struct gpu_offer *b)
{
    return a->input == b->input && a->gpus == b->gpus && a->gpu_hour == b->gpu_hour &&
           strcmp(a->machine, b->machine) == 0 && strcmp(a->location, b->location) == 0 &&
           strcmp(a->gpu, b->gpu) == 0 && strcmp(a->provider, b->provider) == 0 &&
           strcmp(a->currency, b->currency) == 0;
}

static void append(struct gpus_reader *reader, const struct gpu_offer *offer)
{
    struct gpu_offers *offers = reader->offers;
    if (offers->count > 0) { /* bills and zones repeat themselves row by row */
        struct gpu_offer *last = &offers->list[offers->count - 1];
        if (same_offer(last, offer)) {
            last->rows++;
            last->hours += offer->hours;
            if (strcmp(last->date, offer->date) < 0)
                memcpy(last->date, offer->date, sizeof last->date);
            return;
        }
    }
    if (grow(&offers->list, sizeof *offers->list, (size_t)offers->count + 1, &offers->room))
        offers->list[offers->count++] = *offer;
    else
        reader->file->no_memory = true;
}

void gpus_add(struct gpus_reader *reader, const struct gpu_offer *offer)
{
    struct gpu_offer added = *offer;
    reader->csv.row_line = offer->line;
    if (added.spot != reader->options->spot)
        gpus_leave_out(reader, GPUS_OTHER_KIND);
    else if (!gpus_matches(&added, reader->options->pattern))
        gpus_leave_out(reader, GPUS_NO_MATCH);
    else if (!is_whole(added.gpus))
        gpus_leave_out(reader, GPUS_FRACTION);
    else if (added.machine_hour < 0 || added.gpu_hour < 0)
        gpus_leave_out(reader, GPUS_CREDIT);
    else if (added.machine_hour == 0 && added.gpu_hour == 0)
        gpus_leave_out(reader, GPUS_NO_PRICE);
    else {
        if (added.gpu_hour == 0)
            added.gpu_hour = added.machine_hour / added.gpus;
        append(reader, &added);
    }
}
