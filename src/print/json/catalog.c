/* catalog.c - entries of a catalog for scripts: every value under its key, null where
 * it is unknown, with source, date and licence.
 */
#include "print/catalog.h"
#include "text/json/json.h"

#include <string.h>

static void put_known(bool *ok, cJSON *item, const char *key, double value)
{
    if (value > 0)
        json_number(ok, item, key, NUMBER_FIGURE, value);
    else
        json_null(ok, item, key);
}

static void put_date(bool *ok, cJSON *item, const char *key, const char *date)
{
    json_text(ok, item, key, date[0] != '\0' ? date : NULL);
}

static void put_provenance(bool *ok, cJSON *item, const char *source, const char *date,
                           const char *licence)
{
    json_text(ok, item, "source", source[0] != '\0' ? source : NULL);
    put_date(ok, item, "date", date);
    json_text(ok, item, "licence", licence);
}

/* Prices as exact as they were read: a price below 1e-6 of a dollar is one, too. */
static void put_prices(bool *ok, cJSON *item, const char *name, const struct entry_value *values,
                       int count)
{
    cJSON *prices = json_object(ok, item, name);
    for (int i = 0; i < count; i++)
        json_number(ok, prices, values[i].field->name, NUMBER_FIGURE, values[i].value);
}

static void put_services(bool *ok, cJSON *item, const struct entry_service *services)
{
    cJSON *tiers = json_object(ok, item, "tiers");
    for (int i = 0; i < SERVICES; i++)
        if (services[i].values > 0)
            put_prices(ok, tiers, service_names[i], services[i].value, services[i].values);
}

static void put_times(bool *ok, cJSON *item, const struct entry_time *times, int count)
{
    cJSON *hours = json_array(ok, item, "hours");
    for (int i = 0; i < count; i++) {
        cJSON *one = json_object(ok, hours, NULL);
        json_text(ok, one, "days", times[i].days);
        json_number(ok, one, "from", NUMBER_FIGURE, times[i].from);
        json_number(ok, one, "to", NUMBER_FIGURE, times[i].to);
        json_number(ok, one, "factor", NUMBER_FIGURE, times[i].factor);
    }
}

static void put_api(bool *ok, cJSON *list, const struct api_view *view)
{
    const struct api_entry *entry = &view->entry;
    cJSON *item = json_object(ok, list, NULL);
    json_text(ok, item, "id", entry->key);
    json_text(ok, item, "provider", view->provider);
    put_prices(ok, item, "prices", entry->value, entry->values);
    put_services(ok, item, entry->service);
    put_times(ok, item, entry->time, entry->times);
    put_date(ok, item, "from", entry->from);
    put_date(ok, item, "to", entry->to);
    put_provenance(ok, item, entry->source, entry->date, view->licence);
    put_date(ok, item, "deprecated", view->api != NULL ? view->api->deprecated : "");
    json_text(ok, item, "refusal", entry->refusal[0] != '\0' ? entry->refusal : NULL);
    cJSON *notes = json_array(ok, item, "notes");
    for (int i = 0; i < entry->notes; i++)
        json_text(ok, notes, NULL, entry->note[i]);
    if (view->api == NULL)
        return;
    cJSON *lists = json_array(ok, item, "price_lists");
    for (int i = 0; i < view->api->lists; i++) {
        const struct price_list *prices = &view->api->list[i];
        cJSON *one = json_object(ok, lists, NULL);
        put_date(ok, one, "from", prices->from);
        put_date(ok, one, "to", prices->to);
        put_prices(ok, one, "prices", prices->value, prices->values);
        put_services(ok, one, prices->service);
        put_times(ok, one, prices->time, prices->times);
        put_provenance(ok, one, prices->source, prices->date, prices->licence);
        json_texts(ok, one, "notes", prices->note, prices->notes);
    }
}

static void put_gpu(bool *ok, cJSON *list, const struct known_gpu *gpu)
{
    const struct gpu_entry *entry = &gpu->entry;
    const struct llmcost_gpu *facts = &entry->facts;
    cJSON *item = json_object(ok, list, NULL);
    json_text(ok, item, "id", entry->id);
    json_text(ok, item, "name", entry->name);
    json_texts(ok, item, "aliases", gpu->alias, gpu->aliases);
    json_number(ok, item, "memory_gb_sold", NUMBER_FIGURE, entry->memory_gb_sold);
    put_known(ok, item, "memory_bytes", facts->memory_bytes);
    put_known(ok, item, "bytes_per_second", facts->bytes_per_second);
    put_known(ok, item, "bf16_flops", facts->bf16_flops);
    put_known(ok, item, "fp8_flops", facts->fp8_flops);
    put_known(ok, item, "fp4_flops", facts->fp4_flops);
    put_known(ok, item, "link_bytes_per_second", facts->link_bytes_per_second);
    put_known(ok, item, "watts", entry->watts);
    json_bool(ok, item, "is_amd", facts->is_amd);
    json_text(ok, item, "note", gpu->note);
    put_provenance(ok, item, entry->source, entry->date, gpu->licence);
    cJSON *rentals = json_array(ok, item, "rentals");
    for (int i = 0; i < entry->rentals; i++) {
        const struct gpu_rental *rental = &entry->rental[i];
        cJSON *one = json_object(ok, rentals, NULL);
        json_text(ok, one, "id", rental->id);
        json_text(ok, one, "kind", rental->kind);
        json_number(ok, one, "gpu_hour", NUMBER_FIGURE, rental->gpu_hour);
        json_number(ok, one, "gpus_per_node", NUMBER_FIGURE, rental->gpus_per_node);
        json_number(ok, one, "commitment_months", NUMBER_FIGURE, rental->commitment_months);
        json_text(ok, one, "source", rental->source);
        json_text(ok, one, "date", rental->date);
    }
}

static void put_model(bool *ok, cJSON *list, const struct known_model *model)
{
    const struct model_entry *entry = &model->entry;
    const struct llmcost_model *f = &entry->facts;
    cJSON *item = json_object(ok, list, NULL);
    json_text(ok, item, "id", entry->id);
    json_text(ok, item, "name", entry->name);
    json_texts(ok, item, "aliases", model->alias, model->aliases);
    json_text(ok, item, "precision", llmcost_precision_name(f->precision));
    json_number(ok, item, "parameters", NUMBER_FIGURE, f->parameters);
    json_number(ok, item, "active_parameters", NUMBER_FIGURE, f->active_parameters);
    json_number(ok, item, "weight_bytes", NUMBER_FIGURE, entry->weight_bytes);
    json_number(ok, item, "experts", NUMBER_FIGURE, f->experts);
    json_number(ok, item, "active_experts", NUMBER_FIGURE, f->active_experts);
    json_number(ok, item, "expert_parameters", NUMBER_FIGURE, f->expert_parameters);
    json_number(ok, item, "layers", NUMBER_FIGURE, f->layers);
    json_number(ok, item, "hidden", NUMBER_FIGURE, f->hidden);
    json_number(ok, item, "heads", NUMBER_FIGURE, f->heads);
    json_number(ok, item, "kv_heads", NUMBER_FIGURE, f->kv_heads);
    json_number(ok, item, "head_size", NUMBER_FIGURE, f->head_size);
    json_bool(ok, item, "is_latent", f->is_latent);
    json_number(ok, item, "attention_width", NUMBER_FIGURE, f->attention_width);
    json_number(ok, item, "kv_per_token", NUMBER_FIGURE, f->kv_per_token);
    json_number(ok, item, "linear_layers", NUMBER_FIGURE, f->linear_layers);
    json_number(ok, item, "window", NUMBER_FIGURE, f->window);
    json_number(ok, item, "window_layers", NUMBER_FIGURE, f->window_layers);
    json_number(ok, item, "window_kv", NUMBER_FIGURE, f->window_kv);
    json_number(ok, item, "vocabulary", NUMBER_FIGURE, f->vocabulary);
    json_text(ok, item, "note", entry->note);
    put_provenance(ok, item, entry->source, entry->date, model->licence);
}

static bool put_shapes(FILE *out, const struct catalog_view *view)
{
    const struct shape_catalog *catalog = view->shapes;
    bool ok;
    cJSON *root = json_begin(&ok, "llmcost.catalog"), *list = json_array(&ok, root, "loads");
    for (int i = 0; i < catalog->count; i++) {
        const struct load_shape *shape = &catalog->shape[i];
        if (strstr(shape->id, view->pattern) == NULL)
            continue;
        cJSON *item = json_object(&ok, list, NULL);
        json_text(&ok, item, "id", shape->id);
        json_text(&ok, item, "text", shape->text);
        json_number(&ok, item, "hours", NUMBER_FIGURE, shape->hours);
        json_number(&ok, item, "load_factor", NUMBER_FIGURE, shape->factor);
        json_text(&ok, item, "source", shape->source);
        json_text(&ok, item, "licence", shape->licence);
        json_text(&ok, item, "date", shape->date);
        cJSON *weights = json_array(&ok, item, "weights");
        for (int hour = 0; hour < shape->hours; hour++)
            json_number(&ok, weights, NULL, NUMBER_FIGURE, shape->weight[hour]);
    }
    return json_end(ok, out, root);
}

static bool put_kinds(FILE *out, const struct catalog_view *view)
{
    bool ok;
    cJSON *root = json_begin(&ok, "llmcost.catalog"), *list = json_array(&ok, root, "catalogs");
    for (int i = 0; i < view->kind_count; i++) {
        cJSON *item = json_object(&ok, list, NULL);
        json_text(&ok, item, "id", view->kinds[i].name);
        json_text(&ok, item, "text", view->kinds[i].text);
        json_number(&ok, item, "entries", NUMBER_FIGURE, view->kinds[i].entries);
    }
    return json_end(ok, out, root);
}

bool print_catalog_json(const struct print_job *job)
{
    const struct catalog_view *view = job->catalog;
    if (view->kinds != NULL)
        return put_kinds(job->out, view);
    if (view->shapes != NULL)
        return put_shapes(job->out, view);
    static const char *const keys[CATALOG_KINDS] = {
        [CATALOG_APIS] = "apis", [CATALOG_GPUS] = "gpus", [CATALOG_MODELS] = "models"};
    bool ok;
    cJSON *root = json_begin(&ok, "llmcost.catalog");
    if (view->kind == CATALOG_APIS)
        put_date(&ok, root, "as_of", view->as_of);
    cJSON *list = json_array(&ok, root, keys[view->kind]);
    for (int i = 0; i < view->count; i++) {
        if (view->kind == CATALOG_APIS)
            put_api(&ok, list, &view->api[i]);
        else if (view->kind == CATALOG_GPUS)
            put_gpu(&ok, list, view->gpu[i]);
        else
            put_model(&ok, list, view->model[i]);
    }
    return json_end(ok, job->out, root);
}
