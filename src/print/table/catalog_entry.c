/* catalog_entry.c - one entry of a catalog in full: every value with its unit, its source and
 * its date, the names it goes by, notes.
 */
#include "print/catalog_parts.h"

#include <stdlib.h>
#include <string.h>

enum { INDENT = 2, GAP = 2, VALUE_COLUMN = 10, FIGURE = 40, LINE = 320 };

/* ---- Lines */

static void put_title(struct page *page, const char *id, const char *name)
{
    char rest[MAX_ENTRY_TEXT + 4];
    snprintf(rest, sizeof rest, "%s%s", name != NULL ? "  " : "", name != NULL ? name : "");
    page_paragraph(page, INK_STRONG, id, INDENT, rest);
}

/* "  memory      85.9 GB": the words wrap under the value. */
static void put_fact(struct page *page, const char *label, const char *text, int indent, int column)
{
    char lead[80];
    snprintf(lead, sizeof lead, "%*s%-*s", indent, "", column + GAP, label);
    page_paragraph(page, INK_PLAIN, lead, indent + column + GAP, text);
}

static void put_text(struct page *page, int indent, const char *text)
{
    char lead[16];
    snprintf(lead, sizeof lead, "%*s", indent, "");
    page_paragraph(page, INK_PLAIN, lead, indent, text);
}

static void put_source(struct page *page, int indent, const char *source, const char *date,
                       const char *licence)
{
    char text[2 * MAX_ENTRY_TEXT + 40];
    snprintf(text, sizeof text, "[%s%s%s%s%s]", source, licence != NULL ? "; " : "",
             licence != NULL ? licence : "", date[0] != '\0' ? ", " : "", date);
    put_text(page, indent, text);
}

static void put_aliases(struct page *page, const char *const *aliases, int count)
{
    char text[MAX_ALIASES * (LLMCOST_MAX_ID + 2)] = "";
    for (int i = 0; i < count; i++)
        words_add(text, sizeof text, "%s%.120s", i > 0 ? ", " : "", aliases[i]);
    if (count > 0)
        put_fact(page, "also", text, INDENT, VALUE_COLUMN);
}

static void put_figure(struct page *page, const char *label, double value, const char *unit,
                       const char *otherwise)
{
    char number[FIGURE], text[LINE];
    catalog_number(value, number, sizeof number);
    snprintf(text, sizeof text, "%s%s%s", number, unit[0] != '\0' ? " " : "", unit);
    put_fact(page, label, value > 0 ? text : otherwise, INDENT, VALUE_COLUMN);
}

/* ---- Hosted models */

static void put_values(struct page *page, const struct entry_value *values, int count, int indent)
{
    int column = 0;
    for (int i = 0; i < count; i++) {
        int length = (int)strlen(values[i].field->name);
        column = length > column ? length : column;
    }
    for (int i = 0; i < count; i++) {
        const struct llmcost_field *field = values[i].field;
        char number[FIGURE], unit[40], text[LINE];
        if (field->unit == LLMCOST_SHARE) {
            words_percent(values[i].value, text, sizeof text);
        } else {
            catalog_number(values[i].value, number, sizeof number);
            snprintf(text, sizeof text, "%s %s", number,
                     llmcost_unit_text(field->unit, "USD", unit, sizeof unit));
        }
        put_fact(page, field->name, text, indent, column);
    }
}

static void put_services(struct page *page, const struct entry_service *services, int indent)
{
    for (int i = 0; i < SERVICES; i++)
        if (services[i].values > 0) {
            char title[40];
            snprintf(title, sizeof title, "tier: %s", service_names[i]);
            put_text(page, indent, title);
            put_values(page, services[i].value, services[i].values, indent + INDENT);
        }
}

static void put_times(struct page *page, const struct entry_time *times, int count, int indent)
{
    for (int i = 0; i < count; i++) {
        char number[3][FIGURE], text[LINE];
        catalog_number(times[i].from, number[0], FIGURE);
        catalog_number(times[i].to, number[1], FIGURE);
        catalog_number(times[i].factor, number[2], FIGURE);
        snprintf(text, sizeof text, "days: %s, from: %s, to: %s, factor: %s (UTC)", times[i].days,
                 number[0], number[1], number[2]);
        put_fact(page, "hours", text, indent, (int)strlen("hours"));
    }
}

static void put_list(struct page *page, const struct price_list *list, bool in_force)
{
    char when[80], last[MAX_DATE] = "";
    int end = 0;
    if (date_days(list->to, &end))
        date_text(end - 1, last);
    snprintf(when, sizeof when, "%s%s%s%s%s%s", list->from[0] != '\0' ? "from " : "", list->from,
             list->from[0] != '\0' && last[0] != '\0' ? " " : "", last[0] != '\0' ? "until " : "",
             last, in_force ? ", in force" : "");
    put_text(page, INDENT, when);
    put_values(page, list->value, list->values, 2 * INDENT);
    put_services(page, list->service, 2 * INDENT);
    put_times(page, list->time, list->times, 2 * INDENT);
    for (int i = 0; i < list->notes; i++)
        put_text(page, 2 * INDENT, list->note[i]);
    put_source(page, 2 * INDENT, list->source, list->date, list->licence);
}

static void put_api(struct page *page, const struct catalog_view *view, const struct api_view *api)
{
    const struct api_entry *entry = &api->entry;
    const struct priced_api *whole = api->api;
    put_title(page, entry->key, api->provider);
    if (entry->refusal[0] != '\0')
        put_text(page, INDENT, entry->refusal);
    if (whole != NULL && whole->lists > 1) {
        const struct price_list *now = catalog_prices_at(whole, view->as_of);
        for (int i = 0; i < whole->lists; i++)
            put_list(page, &whole->list[i], &whole->list[i] == now);
        for (int i = 0; i < whole->notes; i++)
            put_text(page, INDENT, whole->note[i]);
        return;
    }
    put_values(page, entry->value, entry->values, INDENT);
    put_services(page, entry->service, INDENT);
    put_times(page, entry->time, entry->times, INDENT);
    for (int i = 0; i < entry->notes; i++)
        put_text(page, INDENT, entry->note[i]);
    if (entry->source[0] != '\0')
        put_source(page, INDENT, entry->source, entry->date, api->licence);
}

/* ---- GPUs */

static void put_rental(struct page *page, const struct gpu_rental *rental, int column)
{
    char price[FIGURE], months[FIGURE], node[FIGURE], text[2 * MAX_ENTRY_TEXT] = "";
    catalog_number(rental->gpu_hour, price, sizeof price);
    catalog_number(rental->commitment_months, months, sizeof months);
    catalog_number(rental->gpus_per_node, node, sizeof node);
    snprintf(text, sizeof text, "%s USD per GPU-hour %s%s%s%s%s%s [%s, %s]", price,
             strcmp(rental->kind, "on-demand") == 0 ? "on demand" : rental->kind,
             rental->commitment_months > 0 ? " for " : "",
             rental->commitment_months > 0 ? months : "",
             rental->commitment_months <= 0   ? ""
             : rental->commitment_months <= 1 ? " month"
                                              : " months",
             rental->gpus_per_node > 1 ? ", nodes of " : "", rental->gpus_per_node > 1 ? node : "",
             rental->source, rental->date);
    put_fact(page, rental->id, text, INDENT, column);
}

static void put_gpu(struct page *page, const struct known_gpu *gpu)
{
    const struct gpu_entry *entry = &gpu->entry;
    const struct llmcost_gpu *facts = &entry->facts;
    char memory[FIGURE], sold[FIGURE], text[LINE];
    int column = VALUE_COLUMN;
    put_title(page, entry->id, entry->name);
    put_aliases(page, gpu->alias, gpu->aliases);
    catalog_number(facts->memory_bytes / 1e9, memory, sizeof memory);
    catalog_number(entry->memory_gb_sold, sold, sizeof sold);
    snprintf(text, sizeof text, "%s GB (10^9 bytes), sold as %s GB", memory, sold);
    put_fact(page, "memory", text, INDENT, VALUE_COLUMN);
    put_figure(page, "bandwidth", facts->bytes_per_second / 1e12, "TB/s", "unknown");
    put_figure(page, "bf16", facts->bf16_flops / 1e12, "TFLOP/s dense", "unknown");
    put_figure(page, "fp8", facts->fp8_flops / 1e12, "TFLOP/s dense", "not supported");
    put_figure(page, "fp4", facts->fp4_flops / 1e12, "TFLOP/s dense", "not supported");
    put_figure(page, "link", facts->link_bytes_per_second / 1e9, "GB/s one way", "unknown");
    put_figure(page, "power", entry->watts, "W", "unknown");
    if (gpu->note != NULL)
        put_text(page, INDENT, gpu->note);
    put_source(page, INDENT, entry->source, entry->date, gpu->licence);
    for (int i = 0; i < entry->rentals; i++) {
        int length = (int)strlen(entry->rental[i].id);
        column = length > column ? length : column;
    }
    for (int i = 0; i < entry->rentals; i++)
        put_rental(page, &entry->rental[i], column);
}

/* ---- Models */

static void put_model(struct page *page, const struct known_model *model)
{
    const struct model_entry *entry = &model->entry;
    const struct llmcost_model *f = &entry->facts;
    const double billion = 1e9, bytes = entry->weight_bytes;
    char all[FIGURE], active[FIGURE], gb[FIGURE], text[LINE];
    put_title(page, entry->id, entry->name);
    put_aliases(page, model->alias, model->aliases);
    catalog_number(f->parameters / billion, all, sizeof all);
    catalog_number(f->active_parameters / billion, active, sizeof active);
    snprintf(text, sizeof text, "%sB, active %sB", all, active);
    put_fact(page, "parameters", text, INDENT, VALUE_COLUMN);
    if (f->experts > 0) {
        catalog_number(f->expert_parameters / billion, all, sizeof all);
        snprintf(text, sizeof text, "%.0f, active %.0f, %sB each over all layers", f->experts,
                 f->active_experts, all);
        put_fact(page, "experts", text, INDENT, VALUE_COLUMN);
    }
    words_count(bytes / billion, gb, sizeof gb);
    snprintf(text, sizeof text, "%s GB in %s, as published", gb,
             llmcost_precision_name(f->precision));
    put_fact(page, "weights", text, INDENT, VALUE_COLUMN);
    put_figure(page, "layers", f->layers, "", "unknown");
    put_figure(page, "hidden", f->hidden, "", "unknown");
    snprintf(text, sizeof text, "%.0f heads, %s %.0f of %.0f, attention width %.0f", f->heads,
             f->is_latent ? "latent cache" : "KV heads", f->kv_heads, f->head_size,
             f->attention_width);
    put_fact(page, "attention", text, INDENT, VALUE_COLUMN);
    snprintf(text, sizeof text, "%.0f elements a token", f->kv_per_token);
    put_fact(page, "KV cache", text, INDENT, VALUE_COLUMN);
    if (f->window_layers > 0) {
        snprintf(text, sizeof text, "%.0f tokens in %.0f of the layers, %.0f elements a token",
                 f->window, f->window_layers, f->window_kv);
        put_fact(page, "window", text, INDENT, VALUE_COLUMN);
    }
    if (f->linear_layers > 0)
        put_figure(page, "no cache", f->linear_layers, "layers", "unknown");
    put_figure(page, "vocabulary", f->vocabulary, "", "unknown");
    if (entry->note != NULL)
        put_text(page, INDENT, entry->note);
    put_source(page, INDENT, entry->source, entry->date, model->licence);
}

void print_entry(struct page *page, const struct catalog_view *view, int index)
{
    switch (view->kind) {
    case CATALOG_APIS:
        put_api(page, view, &view->api[index]);
        break;
    case CATALOG_GPUS:
        put_gpu(page, view->gpu[index]);
        break;
    case CATALOG_MODELS:
        put_model(page, view->model[index]);
        break;
    case CATALOG_KINDS:
        break;
    }
}
