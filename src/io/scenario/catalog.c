/* catalog.c - what the catalogs say of the options that name an entry: `from` of an api, `gpu`
 * and `model` of a host.
 * Knows these keys and that a value in the scenario wins; refuses to know where an entry comes from
 * (catalogs.h). A key that no catalog has is refused with its candidates, never guessed.
 */
#include "core/base/units.h"
#include "core/model/clock.h"
#include "io/catalog/catalogs.h"
#include "io/catalog/read.h"
#include "io/number/change.h"
#include "io/scenario/complain.h"
#include "io/scenario/parts.h"

#include <string.h>

enum { MAX_SOURCE = 2 * MAX_ENTRY_TEXT };

/* ---- Complaints ---- */

static void complain(struct loader *loader, const struct llmcost_name *at, int code,
                     const char *text)
{
    llmcost_complain_at(loader->diags, LLMCOST_ERROR, code, at->place, "%s", text);
}

/* "did you mean `x`?", or the list of what it might have meant. */
static void advise_candidates(struct loader *loader, const struct candidates *candidates,
                              const char *otherwise)
{
    enum { ENOUGH = 180 }; /* an advice is one line */
    char list[ENOUGH + LLMCOST_MAX_ID + 8] = "";
    size_t used = 0;
    int listed = 0;
    for (; listed < candidates->count && used < ENOUGH; listed++) {
        const char *name = candidates->name[listed];
        snprintf(list + used, sizeof list - used, "%s`%s`", listed > 0 ? ", " : "", name);
        used = strlen(list);
    }
    if (listed == 0)
        load_advice(loader, "%s", otherwise);
    else if (candidates->total == 1)
        load_advice(loader, "did you mean %s?", list);
    else if (candidates->total > listed)
        load_advice(loader, "one of %s and %d more", list, candidates->total - listed);
    else
        load_advice(loader, "one of %s", list);
}

/* Whether an entry was found; else the complaint. */
static bool found(struct loader *loader, enum lookup result, const char *path, const char *word,
                  const struct llmcost_name *at, const struct candidates *candidates)
{
    char text[400];
    switch (result) {
    case LOOKUP_FOUND:
        return true;
    case LOOKUP_NONE:
        snprintf(text, sizeof text, "%s: no catalog has `%.100s`", path, word);
        complain(loader, at, E_FROM, text);
        advise_candidates(loader, candidates,
                          "llmcost catalog lists what there is, --prices FILE adds to it");
        return false;
    case LOOKUP_NOT_LISTED:
        snprintf(text, sizeof text, "%s: the given price list lacks `%.100s`: its price is missing",
                 path, word);
        complain(loader, at, E_FROM, text);
        advise_candidates(loader, candidates,
                          "name what the list has, or state the prices: those built in are of "
                          "another day");
        return false;
    case LOOKUP_AMBIGUOUS:
        snprintf(text, sizeof text,
                 "%s: `%.100s` stands in several price files, at different "
                 "prices",
                 path, word);
        complain(loader, at, E_AMBIGUOUS, text);
        advise_candidates(loader, candidates, "give one price file");
        return false;
    case LOOKUP_NO_MEMORY:
        llmcost_complain(loader->diags, LLMCOST_ERROR, E_NO_MEMORY, 0, 0, "out of memory");
        return false;
    case LOOKUP_BROKEN:
        return false;
    }
    return false;
}

/* Opened when the first option asks: most scenarios name no entry. */
static struct catalogs *catalogs_of(struct loader *loader)
{
    if (loader->catalogs == NULL) {
        loader->own_catalogs = catalogs_open(NULL, 0, NULL, false, loader->diags);
        loader->catalogs = loader->own_catalogs;
        if (loader->catalogs == NULL)
            llmcost_complain(loader->diags, LLMCOST_ERROR, E_NO_MEMORY, 0, 0, "out of memory");
    }
    return loader->catalogs;
}

/* ---- Values ---- */

uint32_t source_of_catalog(struct loader *loader, const char *source, const char *date, double rate)
{
    char text[MAX_SOURCE], number[NUMBER_TEXT];
    const bool dated = date[0] == '\0' || strstr(source, date) != NULL;
    snprintf(text, sizeof text, "%s%s%s", source, dated ? "" : ", ", dated ? "" : date);
    const size_t used = strlen(text);
    if (rate != 1)
        snprintf(text + used, sizeof text - used, ", 1 USD = %s %.20s",
                 plain_number(rate, number, sizeof number),
                 llmcost_text(loader->scenario, loader->scenario->currency.text));
    return llmcost_add_text(loader->scenario, text, strlen(text));
}

/* A value in place, unless the scenario states one. Whether it was put there. */
static bool fill(struct llmcost_input *input, double value, uint32_t source,
                 const struct llmcost_name *at)
{
    if (input->origin > LLMCOST_DEFAULT)
        return false;
    *input = (struct llmcost_input){.value = value,
                                    .place = at->place,
                                    .source = source,
                                    .origin = LLMCOST_CATALOG,
                                    .basis = LLMCOST_QUOTED};
    return true;
}

void note_of_catalog(struct loader *loader, enum llmcost_section section, int index, bool of_price,
                     const char *text)
{
    struct llmcost_scenario *s = loader->scenario;
    if (s->notes_of_catalogs < LLMCOST_MAX_NOTES)
        s->note[s->notes_of_catalogs++] =
            (struct llmcost_note){.text = llmcost_add_text(s, text, strlen(text)),
                                  .section = (int16_t)section,
                                  .index = (int16_t)index,
                                  .of_price = of_price};
}

/* Without --as-of the prices are those of the day on which they were noted: what has ended since
 * is said. */
static void note_end(struct loader *loader, int index, const struct api_entry *entry)
{
    char day[MAX_DATE], note[MAX_ENTRY_TEXT];
    if (catalogs_as_of(loader->catalogs) != NULL || entry->to[0] == '\0' ||
        strcmp(entry->to, catalog_built_in_day(day)) > 0)
        return;
    snprintf(note, sizeof note,
             "its price ended on %s, and the catalogs are of %s: state the day of the prices with "
             "--as-of",
             entry->to, day);
    note_of_catalog(loader, LLMCOST_APIS, index, true, note);
}

/* Prices by the hour need a load with a clock; without one the dearest hour stands for all, so that
 * no bill comes out too low. Whatever is stated of either wins. */
static void take_hours(struct loader *loader, int index, struct api_entry *entry)
{
    struct llmcost_scenario *s = loader->scenario;
    struct llmcost_api *api = &s->api[index];
    const bool clock = has_clock(&s->load);
    if (entry->times == 0 || api->hours.count > 0)
        return;
    note_of_catalog(
        loader, LLMCOST_APIS, index, false,
        clock ? "its prices by the hour are in UTC: the load is taken to be so too"
              : "its prices depend on the time of day: those of peak hours, the dearest, are "
                "taken; a load with a clock (24 or 168 weights, a named shape) tells them apart");
    if (!clock)
        take_dearest_hour(entry);
    for (int i = 0; clock && i < entry->times; i++) {
        const struct entry_time *time = &entry->time[i];
        const int at = llmcost_add_entry(s, &api->hours, LLMCOST_CLOCK, 0);
        if (at < 0)
            return;
        struct llmcost_clock *to = &s->entry[at].clock;
        s->entry[at].name.place = api->from.place;
        to->days =
            (struct llmcost_name){.text = llmcost_add_text(s, time->days, strlen(time->days)),
                                  .place = api->from.place,
                                  .option = -1,
                                  .origin = LLMCOST_CATALOG};
        fill(&to->from, time->from, api->from.source, &api->from);
        fill(&to->to, time->to, api->from.source, &api->from);
        fill(&to->factor, time->factor, api->from.source, &api->from);
    }
}

static int32_t day_of(const char *date)
{
    int days;
    return date_days(date, &days) ? days : 0;
}

/* ---- Options ---- */

/* After a complaint: what is required is taken as stated, so that it is not asked for as well. */
static void assume_prices(struct llmcost_api *api)
{
    fill(&api->input_per_mtok, 0, 0, &api->from);
    fill(&api->output_per_mtok, 0, 0, &api->from);
}

/* In the currency of the scenario. Whether any was taken. */
static bool take_values(struct loader *loader, int index, const struct api_entry *entry,
                        double rate)
{
    struct llmcost_scenario *s = loader->scenario;
    const struct llmcost_name *from = &s->api[index].from;
    bool taken = false;
    for (int i = 0; i < entry->values; i++) {
        const struct llmcost_field *field = entry->value[i].field;
        const double value = entry->value[i].value * (is_money(field->unit) ? rate : 1);
        double *written = written_number(s, LLMCOST_APIS, index, field);
        if (written != NULL && *written <= 0)
            *written = value;
        taken =
            fill(llmcost_member(s, LLMCOST_APIS, index, field), value, from->source, from) || taken;
    }
    return taken;
}

/* Whether the entry was found and gives what is needed: a complaint otherwise. */
static bool price_api(struct loader *loader, int index)
{
    struct llmcost_scenario *s = loader->scenario;
    struct llmcost_api *api = &s->api[index];
    struct candidates candidates = {.count = 0};
    struct api_entry entry;
    char path[LLMCOST_MAX_PATH], text[2 * MAX_ENTRY_TEXT + LLMCOST_MAX_PATH];
    const char *key = llmcost_text(s, api->from.text);
    double rate = 0;
    snprintf(path, sizeof path, "apis.%s.from", llmcost_text(s, api->id.text));
    struct catalogs *catalogs = catalogs_of(loader);
    if (catalogs == NULL ||
        !found(loader, catalogs_api(catalogs, key, &entry, &candidates, loader->diags), path, key,
               &api->from, &candidates) ||
        (rate = dollar_rate(loader, path, &api->from)) <= 0)
        return false;
    if (entry.refusal[0] != '\0') {
        snprintf(text, sizeof text, "%s: `%.100s` cannot be used: %s", path, key, entry.refusal);
        complain(loader, &api->from, E_REFUSED, text);
        load_advice(loader, "state `input_per_mtok` and `output_per_mtok` yourself");
        return false;
    }
    if (!take_tier(loader, index, &entry))
        return false;
    api->from.source = source_of_catalog(loader, entry.source, entry.date, rate);
    take_hours(loader, index, &entry);
    const bool taken = take_values(loader, index, &entry, rate);
    const struct llmcost_input *output = &s->workload.output_tokens;
    const bool writes = output->origin <= LLMCOST_DEFAULT || output->value > 0;
    if (api->input_per_mtok.origin <= LLMCOST_DEFAULT ||
        (writes && api->output_per_mtok.origin <= LLMCOST_DEFAULT)) {
        snprintf(text, sizeof text, "%s: `%.100s` has no price to use%s%s", path, key,
                 entry.notes > 0 ? ": " : "", entry.notes > 0 ? entry.note[0] : "");
        complain(loader, &api->from, E_REFUSED, text);
        load_advice(loader, "state `input_per_mtok` and `output_per_mtok` yourself");
        return false;
    }
    if (!taken)
        return true;
    api->priced_on = day_of(entry.date);
    note_end(loader, index, &entry);
    for (int i = 0; i < entry.notes; i++)
        note_of_catalog(loader, LLMCOST_APIS, index, true, entry.note[i]);
    return true;
}

/* What the GPUs rent for, where the scenario does not say how they are paid for. */
static void load_rent(struct loader *loader, int index, const struct gpu_entry *gpu,
                      const char *path)
{
    struct llmcost_scenario *s = loader->scenario;
    struct llmcost_host *host = &s->host[index];
    const char *wanted =
        host->rental.origin > LLMCOST_DEFAULT ? llmcost_text(s, host->rental.text) : NULL;
    char text[400], note[MAX_ENTRY_TEXT];
    const bool paid = host->purchase_per_gpu.origin > LLMCOST_DEFAULT ||
                      (wanted == NULL && host->elastic_gpu_hour.origin > LLMCOST_DEFAULT);
    if (paid || host->gpu_hour.origin > LLMCOST_DEFAULT)
        return;
    const struct gpu_rental *rental =
        gpu_rental_find(gpu, wanted, catalogs_as_of(loader->catalogs));
    if (rental == NULL && wanted == NULL)
        return; /* the check asks for a price */
    if (rental == NULL && wanted[0] != '\0') {
        struct candidates rentals = {.total = gpu->rentals};
        for (; rentals.count < gpu->rentals && rentals.count < MAX_CANDIDATES; rentals.count++)
            snprintf(rentals.name[rentals.count], LLMCOST_MAX_ID, "%s",
                     gpu->rental[rentals.count].id);
        snprintf(text, sizeof text, "hosts.%s.rental: the catalog has no `%.100s` for %s",
                 llmcost_text(s, host->id.text), wanted, gpu->id);
        complain(loader, &host->rental, E_FROM, text);
        advise_candidates(loader, &rentals, "state `gpu_hour`");
    }
    const struct llmcost_name *at = wanted != NULL ? &host->rental : &host->gpu;
    const double rate = rental != NULL ? dollar_rate(loader, path, at) : 0;
    if (rate <= 0) {
        fill(&host->gpu_hour, 0, 0, at);
        return;
    }
    snprintf(note, sizeof note, "%s, %s, %s", rental->source, rental->id, rental->kind);
    const uint32_t source = source_of_catalog(loader, note, rental->date, rate);
    fill(&host->gpu_hour, rental->gpu_hour * rate, source, at);
    if (rental->gpus_per_node > 1)
        fill(&host->gpus_per_node, rental->gpus_per_node, source, at);
    if (rental->commitment_months > 0)
        fill(&host->commitment_months, rental->commitment_months, source, at);
    host->priced_on = day_of(rental->date);
    if (wanted != NULL || gpu->rentals < 2)
        return;
    snprintf(note, sizeof note,
             "gpu_hour is that of %s (%s, %s); the catalog has %d rents of this GPU: pick one with "
             "`rental`, or state the gpu_hour you were quoted",
             rental->id, rental->kind, rental->date, gpu->rentals);
    note_of_catalog(loader, LLMCOST_HOSTS, index, true, note);
}

static bool load_gpu(struct loader *loader, int index)
{
    struct llmcost_scenario *s = loader->scenario;
    struct llmcost_host *host = &s->host[index];
    struct candidates candidates = {.count = 0};
    const struct gpu_entry *gpu = NULL;
    char path[LLMCOST_MAX_PATH], text[400];
    const char *id = llmcost_text(s, host->gpu.text);
    snprintf(path, sizeof path, "hosts.%s.gpu", llmcost_text(s, host->id.text));
    struct catalogs *catalogs = catalogs_of(loader);
    if (catalogs == NULL ||
        !found(loader, catalogs_gpu(catalogs, id, &gpu, &candidates, loader->diags), path, id,
               &host->gpu, &candidates))
        return false;
    host->gpu.source = source_of_catalog(loader, gpu->source, gpu->date, 1);
    host->gpu_facts = gpu->facts;
    const bool known =
        gpu->facts.memory_bytes > 0 && gpu->facts.bytes_per_second > 0 && gpu->facts.bf16_flops > 0;
    if (!known && host->model.origin > LLMCOST_DEFAULT) {
        snprintf(text, sizeof text, "%s: what the throughput estimate needs of %s is not known",
                 path, gpu->id);
        complain(loader, &host->gpu, E_REFUSED, text);
        load_advice(loader, "measure it, and state `requests_per_second` instead of `model`");
    }
    load_rent(loader, index, gpu, path);
    return true;
}

static void load_model(struct loader *loader, int index)
{
    struct llmcost_scenario *s = loader->scenario;
    struct llmcost_host *host = &s->host[index];
    struct candidates candidates = {.count = 0};
    const struct model_entry *model = NULL;
    char path[LLMCOST_MAX_PATH];
    const char *id = llmcost_text(s, host->model.text);
    snprintf(path, sizeof path, "hosts.%s.model", llmcost_text(s, host->id.text));
    struct catalogs *catalogs = catalogs_of(loader);
    if (catalogs == NULL ||
        !found(loader, catalogs_model(catalogs, id, &model, &candidates, loader->diags), path, id,
               &host->model, &candidates))
        return;
    host->model.source = source_of_catalog(loader, model->source, model->date, 1);
    host->model_facts = model->facts;
    if (model->note != NULL)
        note_of_catalog(loader, LLMCOST_HOSTS, index, false, model->note);
}

void load_from_catalogs(struct loader *loader)
{
    struct llmcost_scenario *s = loader->scenario;
    check_exchange(loader);
    for (int i = 0; i < s->apis; i++) {
        check_tier(loader, i);
        if (s->api[i].from.origin > LLMCOST_DEFAULT &&
            (s->api[i].from.text == 0 || !price_api(loader, i)))
            assume_prices(&s->api[i]);
    }
    for (int i = 0; i < s->hosts; i++) {
        if (s->host[i].model.text != 0)
            load_model(loader, i);
        if (s->host[i].gpu.origin > LLMCOST_DEFAULT &&
            (s->host[i].gpu.text == 0 || !load_gpu(loader, i)) &&
            s->host[i].purchase_per_gpu.origin <= LLMCOST_DEFAULT)
            fill(&s->host[i].gpu_hour, 0, 0, &s->host[i].gpu);
    }
    const char *as_of = loader->catalogs != NULL ? catalogs_as_of(loader->catalogs) : NULL;
    if (as_of != NULL)
        s->as_of = day_of(as_of);
}
