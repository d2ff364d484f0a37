/* lists.c - lists of rented GPUs in CSV: one row and one reader for each.
 * Knows columns, and whether a price is that of a machine or of one GPU; refuses to know what is
 * made of them. To add a list: a reader and a row.
 */
#include "core/base/count.h"
#include "io/import/gpus/gpus.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_ERRORS = 20 };

/* ---- Lists ---- */

static void read_gpuhunt(struct gpus_reader *reader)
{
    struct gpu_offer offer = gpus_offer(reader);
    const struct csv_cell spot = gpus_cell(reader, "spot");
    gpus_word(reader, "provider", offer.provider, sizeof offer.provider);
    gpus_word(reader, "instance_name", offer.machine, sizeof offer.machine);
    gpus_word(reader, "location", offer.location, sizeof offer.location);
    gpus_word(reader, "gpu_name", offer.gpu, sizeof offer.gpu);
    offer.gpus = gpus_number(reader, "gpu_count");
    offer.machine_hour = gpus_number(reader, "price");
    offer.spot = strcmp(spot.text, "True") == 0 || strcmp(spot.text, "true") == 0 ||
                 strcmp(spot.text, "1") == 0;
    if (offer.gpus == 0 || offer.gpu[0] == '\0')
        gpus_leave_out(reader, GPUS_NO_GPU);
    else if (strncmp(offer.gpu, "tpu", 3) == 0 ||
             strcmp(gpus_cell(reader, "gpu_vendor").text, "google") == 0)
        gpus_leave_out(reader, GPUS_NOT_GPU);
    else
        gpus_add(reader, &offer);
}

/* Per-GPU is that of a GPU on demand; Spot is of the whole row. */
static void read_fsdl(struct gpus_reader *reader)
{
    struct gpu_offer offer = gpus_offer(reader);
    gpus_word(reader, "Cloud", offer.provider, sizeof offer.provider);
    gpus_word(reader, "Name", offer.machine, sizeof offer.machine);
    gpus_word(reader, "GPU Type", offer.gpu, sizeof offer.gpu);
    offer.gpus = gpus_number(reader, "GPUs");
    offer.spot = reader->options->spot;
    if (offer.spot) {
        offer.machine_hour = gpus_number(reader, "Spot");
        if (gpus_number(reader, "On-demand") > 0 &&
            offer.machine_hour > gpus_number(reader, "On-demand"))
            reader->offers->spot_above++;
    } else {
        const double all = gpus_number(reader, "On-demand");
        offer.gpu_hour = gpus_number(reader, "Per-GPU");
        offer.machine_hour = all;
        const double off = all / (offer.gpu_hour * offer.gpus);
        if (offer.gpu_hour > 0 && all == 0 && offer.gpus > 1) {
            gpus_leave_out(reader, gpus_matches(&offer, reader->options->pattern) ? GPUS_UNCHECKED
                                                                                  : GPUS_NO_MATCH);
            return;
        }
        if (all > 0 && offer.gpu_hour > 0 && (off < 0.98 || off > 1.02))
            snprintf(offer.note, sizeof offer.note,
                     "Per-GPU is %.6g, but On-demand %.6g over %.6g GPUs is %.6g", offer.gpu_hour,
                     all, offer.gpus, all / offer.gpus);
    }
    gpus_add(reader, &offer);
}

/* A bill: the list price of hours of machines that are known to hold GPUs. */
static void read_focus(struct gpus_reader *reader)
{
    static const char *const naming[] = {"ChargeDescription", "SkuMeter", "SkuId", "ResourceType"};
    struct gpu_offer offer = gpus_offer(reader);
    const char *gpu = NULL;
    bool found = false;
    for (size_t i = 0; !found && i < COUNT(naming); i++)
        found = gpus_instance(gpus_cell(reader, naming[i]).text, offer.machine,
                              sizeof offer.machine, &gpu, &offer.gpus);
    if (!found) {
        gpus_leave_out(reader, GPUS_NO_GPU);
        return;
    }
    const char *category = gpus_cell(reader, "ChargeCategory").text;
    const char *unit = gpus_cell(reader, "PricingUnit").text;
    offer.hours = gpus_number(reader, "PricingQuantity");
    offer.machine_hour = gpus_number(reader, "ListUnitPrice");
    if (strcmp(category, "Usage") != 0 || gpus_cell(reader, "ChargeClass").length > 0 ||
        offer.hours < 0 || offer.machine_hour < 0) {
        gpus_leave_out(reader, GPUS_CREDIT);
        return;
    }
    if (strcmp(unit, "Hours") != 0 && strcmp(unit, "Hour") != 0 && strcmp(unit, "Hrs") != 0) {
        gpus_leave_out(reader, GPUS_UNIT);
        return;
    }
    snprintf(offer.gpu, sizeof offer.gpu, "%s", gpu);
    gpus_word(reader, "ProviderName", offer.provider, sizeof offer.provider);
    gpus_word(reader, "RegionId", offer.location, sizeof offer.location);
    gpus_word(reader, "BillingCurrency", offer.currency, sizeof offer.currency);
    gpus_word(reader, "ChargePeriodStart", offer.date, sizeof offer.date);
    gpus_add(reader, &offer);
}

static const struct gpus_format formats[] = {
    {.list = "SkyPilot catalog",
     .has = {"InstanceType", "AcceleratorName", "AcceleratorCount", "Price"},
     .read = gpus_read_skypilot,
     .finish = gpus_finish_skypilot},
    {.list = "gpuhunt catalog",
     .has = {"instance_name", "price", "gpu_count", "gpu_name", "spot"},
     .read = read_gpuhunt},
    {.list = "FSDL cloud GPU list",
     .has = {"Cloud", "GPU Type", "GPUs", "On-demand", "Per-GPU"},
     .remark = "The list is no longer kept: its prices are of March 2025 or before.",
     .read = read_fsdl},
    {.list = "FOCUS bill",
     .has = {"BilledCost", "ChargePeriodStart", "ListUnitPrice", "PricingUnit", "ChargeCategory",
             "ChargeDescription"},
     .remark = "List prices of machines in the bill; discounts are not in them.",
     .read = read_focus},
};

static const struct gpus_format *find_format(const struct csv *csv)
{
    for (size_t i = 0; i < COUNT(formats); i++) {
        bool all = true;
        for (size_t j = 0; j < sizeof formats[i].has / sizeof *formats[i].has; j++)
            all = all && (formats[i].has[j] == NULL || csv_column(csv, formats[i].has[j]) >= 0);
        if (all)
            return &formats[i];
    }
    return NULL;
}

/* ---- Files ---- */

static bool complain_json(struct import_file *file)
{
    struct llmcost_diags *diags = file->diags;
    size_t length;
    char *text = import_file_text(file, &length);
    if (text == NULL)
        return false;
    if (strstr(text, "\"bf16_tensor_core\"") != NULL ||
        strstr(text, "\"memory_bandwidth\"") != NULL) {
        place_error(diags, file->input, 0, 0, E_IMPORT_REFUSED,
                    "this file holds specifications of GPUs, not prices");
        llmcost_advise(diags, "what llmcost knows of GPUs is shown by llmcost catalog gpus; prices "
                              "are in SkyPilot's vms.csv, gpuhunt's catalog.csv or a FOCUS bill");
    } else {
        place_error(diags, file->input, 1, 1, E_IMPORT_FORMAT,
                    "this is no list of GPU prices that llmcost knows");
        llmcost_advise(diags, "it reads the CSV of SkyPilot (vms.csv), gpuhunt, FSDL and FOCUS");
    }
    free(text);
    return false;
}

/* A comma too many costs its row, not the list, unless it costs them all. */
static bool judge_odd(struct gpus_reader *reader, int rows)
{
    const struct csv *csv = &reader->csv;
    if (csv->odd > 0 && rows == 0)
        place_error(reader->file->diags, reader->file->input, csv->odd_line, 1, E_IMPORT_READ,
                    "no row has as many cells as the header");
    else if (csv->odd > 0)
        place_warn(reader->file->diags, reader->file->input, csv->odd_line, 1,
                   "rows left out, for they have other cells than the header: %d", csv->odd);
    if (csv->odd > 0)
        llmcost_advise(reader->file->diags, "a comma in a cell needs quotes around the cell");
    return csv->odd == 0 || rows > 0;
}

static bool read_rows(struct gpus_reader *reader)
{
    enum csv_event event = CSV_ROW;
    int rows = 0;
    reader->csv.skips_odd = true;
    for (; !reader->file->no_memory && reader->errors < MAX_ERRORS &&
           (event = csv_next(&reader->csv)) == CSV_ROW;
         rows++)
        reader->format->read(reader);
    if (reader->format->finish != NULL)
        reader->format->finish(reader);
    const bool ended = event == CSV_ROW || import_file_ended(reader->file, &reader->csv, event);
    return ended && judge_odd(reader, rows) && reader->errors == 0 && !reader->file->no_memory;
}

bool gpus_read(struct import_file *file, const struct import_options *options,
               struct gpu_offers *offers)
{
    struct gpus_reader reader = {.file = file, .options = options, .offers = offers};
    bool good = false;
    if (text_is_json(file->head, file->head_length))
        return complain_json(file);
    csv_begin(&reader.csv, file->head, file->head_length, file->rest);
    const enum csv_event event = csv_read_header(&reader.csv);
    if (event == CSV_ROW)
        reader.format = find_format(&reader.csv);
    if (reader.format != NULL) {
        good = read_rows(&reader);
    } else if (event == CSV_ROW || event == CSV_END) {
        place_error(file->diags, file->input, 1, 1, E_IMPORT_FORMAT,
                    "this is no list of GPU prices that llmcost knows");
        llmcost_advise(file->diags,
                       "it reads the CSV of SkyPilot (vms.csv), gpuhunt, FSDL and FOCUS, by "
                       "the names of their columns");
    } else {
        import_file_ended(file, &reader.csv, event);
    }
    csv_end(&reader.csv);
    return good;
}
