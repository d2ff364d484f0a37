/* write.c - offers as hosts of a scenario, the cheapest of each GPU first.
 * Knows the keys of a host and what a reader must be told of what was left out; refuses to know
 * lists, and to choose among offers.
 */
#include "io/import/gpus/gpus.h"
#include "text/utf8.h"
#include "text/yaml/fragment.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_SOURCE = 320, LOCATIONS = 4, MAX_LOCATIONS = 200 };

/* What a row is left out for. Empty words: nothing to say. */
static const struct {
    const char *one, *many; /* behind the number */
    const char *advice;
    bool warn;
} reasons[GPUS_REASONS] = {
    [GPUS_OTHER_KIND] = {.one = "row has a price of the other kind (spot or on demand)",
                         .many = "rows have a price of the other kind (spot or on demand)",
                         .advice = "--spot takes spot prices, and no others"},
    [GPUS_NO_PRICE] = {.one = "row has no such price (blank or 0)",
                       .many = "rows have no such price (blank or 0)",
                       .advice = "a price of 0 is an absent one"},
    [GPUS_FRACTION] = {.one = "row has a share of a GPU, not a whole one",
                       .many = "rows have a share of a GPU, not a whole one",
                       .advice = "a fraction of a GPU has a fraction of its memory: a host needs "
                                 "whole ones",
                       .warn = true},
    [GPUS_NOT_GPU] = {.one = "row is a TPU",
                      .many = "rows are TPUs",
                      .advice = "a host runs on GPUs"},
    [GPUS_HALF] = {.one = "accelerator has no row of a machine in its zone",
                   .many = "accelerators have no row of a machine in their zone",
                   .advice = "its price is without the machine: too low to be used alone",
                   .warn = true},
    [GPUS_UNCHECKED] = {.one = "row of several GPUs has a price per GPU alone, with no total",
                        .many = "rows of several GPUs have a price per GPU alone, with no total",
                        .advice = "in some of them it is that of the machine: look it up",
                        .warn = true},
    [GPUS_CREDIT] = {.one = "row is a credit, an adjustment or negative",
                     .many = "rows are credits, adjustments or negative",
                     .advice = "they are no price"},
    [GPUS_UNIT] = {.one = "row is not billed by the hour",
                   .many = "rows are not billed by the hour",
                   .advice = "PricingUnit must be Hours"},
};

/* An offer with what became one with it. */
struct merged {
    const struct gpu_offer *offer;
    char locations[MAX_LOCATIONS];
    const char *last_location;
    int location_count, rows;
    double hours;
    const char *date;
    char id[LLMCOST_MAX_ID];
};

/* ---- Order ---- */

static int compare_words(const char *a, const char *b)
{
    while (*a != '\0' && ascii_lower(*a) == ascii_lower(*b)) {
        a++;
        b++;
    }
    return (unsigned char)ascii_lower(*a) - (unsigned char)ascii_lower(*b);
}

static int compare_numbers(double a, double b)
{
    return a < b ? -1 : a > b ? 1 : 0;
}

/* What two rows of one offer have in common. */
static int compare_offer(const struct gpu_offer *a, const struct gpu_offer *b)
{
    int order = compare_words(a->gpu, b->gpu);
    order = order != 0 ? order : compare_numbers(a->gpu_hour, b->gpu_hour);
    order = order != 0 ? order : strcmp(a->provider, b->provider);
    order = order != 0 ? order : strcmp(a->machine, b->machine);
    order = order != 0 ? order : strcmp(a->gpu, b->gpu);
    order = order != 0 ? order : compare_numbers(a->gpus, b->gpus);
    order = order != 0 ? order : strcmp(a->currency, b->currency);
    return order != 0 ? order : a->input - b->input;
}

static int compare(const void *a, const void *b)
{
    const struct gpu_offer *one = a, *other = b;
    int order = compare_offer(one, other);
    order = order != 0 ? order : strcmp(one->location, other->location);
    return order != 0 ? order : one->line < other->line ? -1 : one->line > other->line;
}

static void merge(struct merged *merged, const struct gpu_offer *offer)
{
    const size_t used = strlen(merged->locations);
    merged->rows += offer->rows;
    merged->hours += offer->hours;
    if (strcmp(merged->date, offer->date) < 0)
        merged->date = offer->date;
    if (offer->location[0] == '\0' ||
        (merged->last_location != NULL && strcmp(merged->last_location, offer->location) == 0))
        return;
    merged->last_location = offer->location;
    if (merged->location_count++ < LOCATIONS)
        snprintf(merged->locations + used, sizeof merged->locations - used, "%s%s",
                 used > 0 ? ", " : "", offer->location);
}

/* The first LLMCOST_MAX_HOSTS offers; returns how many there are. */
static int merge_all(const struct gpu_offers *offers, struct merged *list)
{
    int count = 0;
    for (int i = 0; i < offers->count; i++) {
        const struct gpu_offer *offer = &offers->list[i];
        if (i == 0 || compare_offer(offer, &offers->list[i - 1]) != 0) {
            if (count < LLMCOST_MAX_HOSTS)
                list[count] = (struct merged){.offer = offer, .date = ""};
            count++;
        }
        if (count <= LLMCOST_MAX_HOSTS)
            merge(&list[count - 1], offer);
    }
    return count;
}

/* ---- Names ---- */

/* "A100 (80 GB)" is a100-80gb. */
static void add_slug(char *text, size_t size, const char *part)
{
    size_t used = strlen(text);
    bool gap = used > 0;
    char before = '\0';
    for (; *part != '\0' && used + 3 < size; before = *part++) {
        const char c = ascii_lower(*part);
        const bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_';
        const bool unit = c == 'g' && ascii_lower(part[1]) == 'b' && gap && used > 0 &&
                          text[used - 1] >= '0' && text[used - 1] <= '9' && before == ' ';
        if (!word) {
            gap = gap || used > 0;
            continue;
        }
        if (gap && used > 0 && !unit && text[used - 1] != '-')
            text[used++] = '-';
        gap = false;
        text[used++] = c;
    }
    text[used] = '\0';
}

static void base_id(const struct gpu_offer *offer, bool located, char *id, size_t size)
{
    char text[LLMCOST_MAX_ID] = "", count[16];
    add_slug(text, sizeof text - 8, offer->provider);
    if (offer->machine[0] != '\0') {
        add_slug(text, sizeof text - 8, offer->machine);
    } else {
        snprintf(count, sizeof count, "%.0fx", offer->gpus);
        add_slug(text, sizeof text - 8, count);
    }
    add_slug(text, sizeof text - 8, offer->gpu);
    if (offer->spot)
        add_slug(text, sizeof text - 8, "spot");
    if (located)
        add_slug(text, sizeof text - 8, offer->location);
    fragment_id(text, id, size - 4);
    if (id[0] == '\0')
        snprintf(id, size, "imported");
}

static bool is_taken(const struct merged *list, int count, const char *id)
{
    for (int i = 0; i < count; i++)
        if (strcmp(list[i].id, id) == 0)
            return true;
    return false;
}

/* Ids that several offers would have carry the first location, then a number. */
static void name_all(struct merged *list, int count)
{
    char other[LLMCOST_MAX_ID];
    for (int i = 0; i < count; i++) {
        bool shared = false;
        base_id(list[i].offer, false, list[i].id, sizeof list[i].id);
        for (int j = 0; j < count && !shared; j++) {
            base_id(list[j].offer, false, other, sizeof other);
            shared = j != i && strcmp(other, list[i].id) == 0;
        }
        if (shared)
            base_id(list[i].offer, true, list[i].id, sizeof list[i].id);
        const size_t used = strlen(list[i].id);
        for (int number = 2; is_taken(list, i, list[i].id); number++)
            snprintf(list[i].id + used, sizeof list[i].id - used, "-%d", number);
    }
}

/* ---- Text ---- */

static void put_offer(FILE *out, const struct merged *merged)
{
    const struct gpu_offer *offer = merged->offer;
    char source[MAX_SOURCE], more[32] = "", billed[64] = "";
    if (merged->location_count > LOCATIONS)
        snprintf(more, sizeof more, " and %d more", merged->location_count - LOCATIONS);
    if (merged->hours > 0)
        snprintf(billed, sizeof billed, "; %d row%s, %.9g hours billed", merged->rows,
                 merged->rows == 1 ? "" : "s", merged->hours);
    snprintf(source, sizeof source, "%s, %s line %u%s%s%s%s%s%s", offer->list, offer->file,
             (unsigned)offer->line, offer->machine[0] != '\0' ? ", " : "", offer->machine,
             offer->location[0] != '\0' ? " " : "", offer->location,
             merged->date[0] != '\0' ? ", " : "", merged->date);
    fragment_map(out, 2, merged->id);
    fragment_comment(out, 4, "%.6g x %s%s%s%s%s: %.6g %s an hour for the machine%s", offer->gpus,
                     offer->gpu, offer->spot ? ", spot" : "",
                     merged->location_count > 0 ? ", " : "", merged->locations, more,
                     offer->machine_hour > 0 ? offer->machine_hour : offer->gpu_hour * offer->gpus,
                     offer->currency, billed);
    if (offer->note[0] != '\0')
        fragment_comment(out, 4, "%s", offer->note);
    fragment_price(out, 4, "gpu_hour", offer->gpu_hour, source);
    fragment_number(out, 4, "gpus_per_node", offer->gpus, "quoted", source);
}

static void put_remarks(FILE *out, const struct merged *list, int count, int all)
{
    bool dated = true;
    for (int i = 0; i < count; i++) {
        bool first = true;
        dated = dated && list[i].date[0] != '\0';
        for (int j = 0; j < i; j++)
            first = first && list[j].offer->list != list[i].offer->list;
        if (first && list[i].offer->remark != NULL)
            fragment_comment(out, 0, "%s: %s", list[i].offer->list, list[i].offer->remark);
    }
    if (!dated)
        fragment_comment(out, 0, "The files do not say of which day these prices are: note it.");
    if (all > count)
        fragment_comment(out, 0,
                         "%d offers, of which a scenario holds %d: these are the first by "
                         "name of GPU and price. --match PATTERN narrows them.",
                         all, count);
}

static void tell_left_out(FILE *out, const struct gpu_offers *offers, struct llmcost_diags *diags)
{
    for (int i = 0; i < GPUS_REASONS; i++) {
        const int count = offers->left_out[i];
        if (count == 0 || reasons[i].one == NULL)
            continue;
        const char *words = count == 1 ? reasons[i].one : reasons[i].many;
        fragment_comment(out, 0, "Left out: %d %s.", count, words);
        if (!reasons[i].warn)
            continue;
        place_warn(diags, offers->left_out_input[i], offers->left_out_line[i], 1, "left out: %d %s",
                   count, words);
        llmcost_advise(diags, "%s", reasons[i].advice);
    }
    if (offers->spot_above > 0)
        fragment_comment(out, 0, "%d spot price%s above the price on demand.", offers->spot_above,
                         offers->spot_above == 1 ? " is" : "s are");
}

static bool complain_nothing(const struct gpu_offers *offers, const struct import_options *options,
                             struct llmcost_diags *diags)
{
    int most = -1;
    for (int i = 0; i < GPUS_REASONS; i++)
        if (reasons[i].one != NULL && offers->left_out[i] > 0 &&
            (most < 0 || offers->left_out[i] > offers->left_out[most]))
            most = i;
    if (offers->left_out[GPUS_NO_MATCH] > 0 && most < 0) {
        place_error(diags, 0, 0, 0, E_IMPORT_MISSING, "no offer matches --match %.80s",
                    options->pattern);
        llmcost_advise(diags,
                       "its words are parts of provider, machine, GPU (x8 for eight) or region");
    } else if (most >= 0) {
        place_error(diags, offers->left_out_input[most], offers->left_out_line[most], 1,
                    E_IMPORT_REFUSED, "no offer%s%s is left: %d %s",
                    options->pattern != NULL ? " that matches " : "",
                    options->pattern != NULL ? options->pattern : "", offers->left_out[most],
                    offers->left_out[most] == 1 ? reasons[most].one : reasons[most].many);
        llmcost_advise(diags, "%s", reasons[most].advice);
    } else {
        place_error(diags, 0, 0, 0, E_IMPORT_MISSING, "no row is a machine with GPUs");
    }
    return false;
}

/* One currency for all, which is the scenario's. */
static bool put_currency(FILE *out, const struct gpu_offers *offers, struct llmcost_diags *diags)
{
    const struct gpu_offer *first = &offers->list[0];
    for (int i = 1; i < offers->count; i++)
        if (strcmp(offers->list[i].currency, first->currency) != 0) {
            place_error(diags, offers->list[i].input, offers->list[i].line, 1, E_IMPORT_MIXED,
                        "prices in %.8s and in %.8s", first->currency, offers->list[i].currency);
            llmcost_advise(diags, "a scenario has one currency: import one of them with --match or "
                                  "file by file");
            return false;
        }
    if (strcmp(first->currency, "USD") == 0)
        return true;
    place_warn(diags, first->input, first->line, 1, "prices are in %.8s, not in USD",
               first->currency[0] != '\0' ? first->currency : "no stated currency");
    llmcost_advise(diags, "the whole scenario must be in that currency");
    if (first->currency[0] != '\0')
        fragment_text(out, 0, "currency", first->currency);
    return true;
}

bool gpus_write(FILE *out, struct gpu_offers *offers, const struct import_options *options,
                struct llmcost_diags *diags)
{
    struct merged list[LLMCOST_MAX_HOSTS];
    if (offers->count == 0)
        return complain_nothing(offers, options, diags);
    qsort(offers->list, (size_t)offers->count, sizeof *offers->list, compare);
    const int all = merge_all(offers, list);
    const int count = all < LLMCOST_MAX_HOSTS ? all : LLMCOST_MAX_HOSTS;
    name_all(list, count);
    fragment_comment(out, 0,
                     "Rented GPUs, read by llmcost import gpus. A host also needs a "
                     "capacity: add requests_per_second (llmcost import bench), or model and gpu "
                     "for an estimate, and gpus_per_replica.");
    put_remarks(out, list, count, all);
    tell_left_out(out, offers, diags);
    if (!put_currency(out, offers, diags))
        return false;
    fragment_map(out, 0, "hosts");
    for (int i = 0; i < count; i++)
        put_offer(out, &list[i]);
    return true;
}
