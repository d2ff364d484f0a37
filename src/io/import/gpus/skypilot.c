/* skypilot.c - the catalog of SkyPilot, vms.csv: a machine a row, in each zone.
 * Knows that Google's machines stand there in two halves, one without an accelerator and one
 * without a machine, and joins those of one zone; an accelerator that goes with no machine here is
 * left out. GpuInfo is not read: its units and totals vary.
 */
#include "io/import/gpus/gpus.h"
#include "text/grow.h"

#include <stdlib.h>
#include <string.h>

/* A machine without its accelerators, or the reverse. */
struct half {
    struct gpu_offer offer;
    double price, spot_price;
    char zone[GPUS_WORD];
};

struct half_list {
    int count;
    size_t room;
    struct half *list;
};

struct gpus_halves {
    struct half_list machines, gpus;
};

static void keep_half(struct gpus_reader *reader, const struct half *half)
{
    struct gpus_halves *halves = reader->halves;
    if (halves == NULL)
        halves = reader->halves = calloc(1, sizeof *halves);
    if (halves == NULL) {
        reader->file->no_memory = true;
        return;
    }
    struct half_list *kept = half->offer.machine[0] != '\0' ? &halves->machines : &halves->gpus;
    if (grow(&kept->list, sizeof *kept->list, (size_t)kept->count + 1, &kept->room))
        kept->list[kept->count++] = *half;
    else
        reader->file->no_memory = true;
}

static bool is_tpu(const char *gpu)
{
    return strncmp(gpu, "tpu", 3) == 0 || strncmp(gpu, "TPU", 3) == 0;
}

void gpus_read_skypilot(struct gpus_reader *reader)
{
    struct half half = {.offer = gpus_offer(reader)};
    struct gpu_offer *offer = &half.offer;
    const bool spot = reader->options->spot;
    gpus_word(reader, "InstanceType", offer->machine, sizeof offer->machine);
    gpus_word(reader, "AcceleratorName", offer->gpu, sizeof offer->gpu);
    gpus_word(reader, "AvailabilityZone", half.zone, sizeof half.zone);
    gpus_word(reader, "Region", offer->location, sizeof offer->location);
    if (half.zone[0] == '\0')
        memcpy(half.zone, offer->location, sizeof half.zone);
    if (spot)
        memcpy(offer->location, half.zone, sizeof offer->location);
    offer->gpus = gpus_number(reader, "AcceleratorCount");
    half.price = gpus_number(reader, "Price");
    half.spot_price = gpus_number(reader, "SpotPrice");
    offer->spot = spot;
    offer->machine_hour = spot ? half.spot_price : half.price;
    if (offer->gpu[0] == '\0' || (offer->gpus == 0 && offer->machine[0] != '\0')) {
        if (gpus_has_half(offer->machine))
            keep_half(reader, &half);
        else
            gpus_leave_out(reader, GPUS_NO_GPU);
    } else if (is_tpu(offer->gpu)) {
        gpus_leave_out(reader, GPUS_NOT_GPU);
    } else if (offer->machine[0] == '\0') {
        keep_half(reader, &half);
    } else {
        if (spot && half.price > 0 && half.spot_price > half.price)
            reader->offers->spot_above++;
        gpus_add(reader, offer);
    }
}

/* Both rows must have a price of the kind: half a machine is no offer. */
static void join(struct gpus_reader *reader, const struct half *machine, const struct half *gpu)
{
    struct gpu_offer offer = gpu->offer;
    const double one = machine->offer.machine_hour, other = gpu->offer.machine_hour;
    memcpy(offer.machine, machine->offer.machine, sizeof offer.machine);
    snprintf(offer.provider, sizeof offer.provider, "gcp");
    offer.machine_hour = one > 0 && other > 0 ? one + other : 0;
    snprintf(offer.note, sizeof offer.note, "machine %.6g (line %u) + %s x%.6g %.6g (line %u)", one,
             (unsigned)machine->offer.line, offer.gpu, offer.gpus, other, (unsigned)offer.line);
    gpus_add(reader, &offer);
}

/* The machines of a zone side by side, in the order of the file. */
static int by_zone(const void *a, const void *b)
{
    const struct half *one = a, *other = b;
    const int order = strcmp(one->zone, other->zone);
    return order != 0                            ? order
           : one->offer.line < other->offer.line ? -1
                                                 : one->offer.line > other->offer.line;
}

/* The first machine of a zone, or of a later one. */
static int first_in(const struct half_list *machines, const char *zone)
{
    int low = 0;
    int high = machines->count;
    while (low < high) {
        const int middle = (low + high) / 2;
        if (strcmp(machines->list[middle].zone, zone) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* With each machine of its zone that it is of. */
static void join_all(struct gpus_reader *reader, const struct half_list *machines,
                     const struct half *gpu)
{
    bool joined = false;
    for (int i = first_in(machines, gpu->zone); i < machines->count; i++) {
        const struct half *machine = &machines->list[i];
        if (strcmp(machine->zone, gpu->zone) != 0)
            break;
        if (!gpus_is_half(machine->offer.machine, gpu->offer.gpu, gpu->offer.gpus))
            continue;
        join(reader, machine, gpu);
        joined = true;
    }
    if (!joined) {
        reader->csv.row_line = gpu->offer.line;
        gpus_leave_out(reader, gpus_matches(&gpu->offer, reader->options->pattern) ? GPUS_HALF
                                                                                   : GPUS_NO_MATCH);
    }
}

void gpus_finish_skypilot(struct gpus_reader *reader)
{
    struct gpus_halves *halves = reader->halves;
    if (halves == NULL)
        return;
    if (halves->machines.count > 0)
        qsort(halves->machines.list, (size_t)halves->machines.count, sizeof(struct half), by_zone);
    for (int i = 0; i < halves->gpus.count; i++)
        join_all(reader, &halves->machines, &halves->gpus.list[i]);
    free(halves->machines.list);
    free(halves->gpus.list);
    free(halves);
    reader->halves = NULL;
}
