/* hardware.c - `gpus` and `models` of a catalog.
 * Knows the keys of each and in which unit they stand; refuses to know what is computed from them.
 * To add a fact: a row here, a member in llmcost.h.
 */
#include "core/base/count.h"
#include "io/catalog/rows.h"

#include <string.h>

#define GPU(member)    offsetof(struct known_gpu, member)
#define MODEL(member)  offsetof(struct known_model, member)
#define RENTAL(member) offsetof(struct rental_reading, member)

#define MOST_WHOLE      1e9
#define MOST_PARAMETERS 1e15

static bool is_id(const struct yaml_node *key)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789-.";
    return key->length > 0 && key->length < LLMCOST_MAX_ID &&
           strspn(key->text, letters) == key->length;
}

/* ---- Rentals */

struct rental_reading {
    struct gpu_rental rental;
    uint8_t kind;
};

static bool read_rental(const struct entry_place *place, const struct yaml_node *node,
                        struct gpu_rental *ret_rental)
{
    static const char *const kinds[] = {"on-demand", "reserved", "spot", NULL};
    static const struct entry_row rows[] = {
        {.key = "kind",
         .kind = ENTRY_WORD,
         .words = kinds,
         .offset = RENTAL(kind),
         .required = true},
        {.key = "gpu_hour",
         .kind = ENTRY_NUMBER,
         .max = 1000,
         .above_min = true,
         .offset = RENTAL(rental.gpu_hour),
         .required = true},
        {.key = "gpus_per_node",
         .kind = ENTRY_NUMBER,
         .min = 1,
         .max = 1024,
         .whole = true,
         .offset = RENTAL(rental.gpus_per_node)},
        {.key = "commitment_months",
         .kind = ENTRY_NUMBER,
         .max = LLMCOST_MAX_MONTHS,
         .offset = RENTAL(rental.commitment_months)},
        {.key = "source", .kind = ENTRY_TEXT, .offset = RENTAL(rental.source), .required = true},
        {.key = "date", .kind = ENTRY_DATE, .offset = RENTAL(rental.date), .required = true},
    };
    struct rental_reading reading = {.rental = {.id = node->key->text, .gpus_per_node = 1}};
    if (!is_id(node->key))
        return entry_error(place, node->key, "the id of a rental has a to z, 0 to 9, - and .");
    if (!entry_read(place, node, rows, (int)COUNT(rows), &reading, NULL))
        return false;
    reading.rental.kind = kinds[reading.kind];
    if ((reading.rental.commitment_months > 0) != (reading.kind == 1))
        return entry_error(place, node->key, "commitment_months go with kind: reserved");
    *ret_rental = reading.rental;
    return true;
}

static bool read_rentals(const struct entry_place *place, const struct yaml_node *map,
                         struct gpu_entry *gpu)
{
    bool good = true;
    if (map->kind != YAML_MAP || map->count > MAX_RENTALS)
        return entry_error(place, map, "rentals is not a map of at most %d", MAX_RENTALS);
    for (const struct yaml_node *node = map->first; node != NULL; node = node->next)
        if (read_rental(place, node, &gpu->rental[gpu->rentals]))
            gpu->rentals++;
        else
            good = false;
    return good;
}

/* ---- GPUs */

struct gpu_reading {
    struct known_gpu gpu; /* first: the rows' offsets are those of it */
    const struct yaml_node *rentals;
};

/* clang-format off */
static const struct entry_row gpu_rows[] = {
    {.key = "name", .kind = ENTRY_TEXT, .offset = GPU(entry.name), .required = true},
    {.key = "aliases", .kind = ENTRY_LIST, .offset = GPU(aliases), .list_offset = GPU(alias),
     .list_max = MAX_ALIASES},
    {.key = "is_amd", .kind = ENTRY_FLAG, .offset = GPU(entry.facts.is_amd)},
    {.key = "memory_gb_sold", .kind = ENTRY_NUMBER, .max = 1e5, .above_min = true,
     .offset = GPU(entry.memory_gb_sold), .required = true},
    {.key = "memory_gb", .kind = ENTRY_NUMBER, .scale = "B", .max = 1e14, .above_min = true,
     .offset = GPU(entry.facts.memory_bytes), .required = true},
    {.key = "tb_per_second", .kind = ENTRY_NUMBER, .scale = "T", .max = 1e15, .above_min = true,
     .offset = GPU(entry.facts.bytes_per_second), .required = true},
    {.key = "bf16_tflops", .kind = ENTRY_NUMBER, .scale = "T", .max = 1e18, .above_min = true,
     .offset = GPU(entry.facts.bf16_flops), .required = true},
    {.key = "fp8_tflops", .kind = ENTRY_NUMBER, .scale = "T", .max = 1e18, .above_min = true,
     .offset = GPU(entry.facts.fp8_flops)},
    {.key = "fp4_tflops", .kind = ENTRY_NUMBER, .scale = "T", .max = 1e18, .above_min = true,
     .offset = GPU(entry.facts.fp4_flops)},
    {.key = "link_gb_per_second", .kind = ENTRY_NUMBER, .scale = "B", .max = 1e14,
     .above_min = true, .offset = GPU(entry.facts.link_bytes_per_second)},
    {.key = "watts", .kind = ENTRY_NUMBER, .max = 1e5, .above_min = true,
     .offset = GPU(entry.watts)},
    {.key = "note", .kind = ENTRY_TEXT, .offset = GPU(note)},
    {.key = "source", .kind = ENTRY_TEXT, .offset = GPU(entry.source), .required = true},
    {.key = "date", .kind = ENTRY_DATE, .offset = GPU(entry.date), .required = true},
    {.key = "licence", .kind = ENTRY_TEXT, .offset = GPU(licence)},
    {.key = "rentals", .kind = ENTRY_OTHER, .offset = offsetof(struct gpu_reading, rentals)},
};
/* clang-format on */

static bool read_gpu(const struct yaml_node *node, int input, struct known_gpu *ret_gpu,
                     struct llmcost_diags *diags)
{
    const struct entry_place place = {
        .input = input, .kind = "GPU", .id = node->key->text, .diags = diags};
    struct gpu_reading reading = {
        .gpu = {.entry = {.id = node->key->text}, .line = node->key->place.line}};
    if (!is_id(node->key))
        return entry_error(&place, node->key, "an id has a to z, 0 to 9, - and .");
    if (!entry_read(&place, node, gpu_rows, (int)COUNT(gpu_rows), &reading, NULL))
        return false;
    if (reading.rentals != NULL && !read_rentals(&place, reading.rentals, &reading.gpu.entry))
        return false;
    *ret_gpu = reading.gpu;
    return true;
}

void catalog_read_gpus(const struct yaml_node *map, int input, struct catalog *catalog,
                       struct llmcost_diags *diags)
{
    for (const struct yaml_node *node = map->first; node != NULL; node = node->next)
        if (read_gpu(node, input, &catalog->gpu[catalog->gpus], diags))
            catalog->gpus++;
}

/* ---- Models */

struct model_reading {
    struct known_model model; /* first: the rows' offsets are those of it */
    double latent, window_kv;
    const struct yaml_node *precision;
};

/* clang-format off */
static const struct entry_row model_rows[] = {
    {.key = "name", .kind = ENTRY_TEXT, .offset = MODEL(entry.name), .required = true},
    {.key = "aliases", .kind = ENTRY_LIST, .offset = MODEL(aliases), .list_offset = MODEL(alias),
     .list_max = MAX_ALIASES},
    {.key = "precision", .kind = ENTRY_OTHER, .offset = offsetof(struct model_reading, precision),
     .required = true},
    {.key = "parameters", .kind = ENTRY_NUMBER, .max = MOST_PARAMETERS, .above_min = true,
     .offset = MODEL(entry.facts.parameters), .required = true},
    {.key = "active_parameters", .kind = ENTRY_NUMBER, .max = MOST_PARAMETERS, .above_min = true,
     .offset = MODEL(entry.facts.active_parameters), .required = true},
    {.key = "experts", .kind = ENTRY_NUMBER, .max = MOST_WHOLE, .above_min = true, .whole = true,
     .offset = MODEL(entry.facts.experts)},
    {.key = "active_experts", .kind = ENTRY_NUMBER, .max = MOST_WHOLE, .above_min = true,
     .whole = true, .offset = MODEL(entry.facts.active_experts)},
    {.key = "expert_parameters", .kind = ENTRY_NUMBER, .max = MOST_PARAMETERS, .above_min = true,
     .offset = MODEL(entry.facts.expert_parameters)},
    {.key = "layers", .kind = ENTRY_NUMBER, .max = MOST_WHOLE, .above_min = true, .whole = true,
     .offset = MODEL(entry.facts.layers), .required = true},
    {.key = "hidden", .kind = ENTRY_NUMBER, .max = MOST_WHOLE, .above_min = true, .whole = true,
     .offset = MODEL(entry.facts.hidden), .required = true},
    {.key = "heads", .kind = ENTRY_NUMBER, .max = MOST_WHOLE, .above_min = true, .whole = true,
     .offset = MODEL(entry.facts.heads), .required = true},
    {.key = "kv_heads", .kind = ENTRY_NUMBER, .max = MOST_WHOLE, .above_min = true, .whole = true,
     .offset = MODEL(entry.facts.kv_heads)},
    {.key = "head_size", .kind = ENTRY_NUMBER, .max = MOST_WHOLE, .above_min = true, .whole = true,
     .offset = MODEL(entry.facts.head_size)},
    {.key = "attention_width", .kind = ENTRY_NUMBER, .max = MOST_WHOLE, .above_min = true,
     .whole = true, .offset = MODEL(entry.facts.attention_width)},
    {.key = "vocabulary", .kind = ENTRY_NUMBER, .max = MOST_WHOLE, .above_min = true, .whole = true,
     .offset = MODEL(entry.facts.vocabulary), .required = true},
    {.key = "latent", .kind = ENTRY_NUMBER, .max = MOST_WHOLE, .above_min = true,
     .offset = offsetof(struct model_reading, latent)},
    {.key = "linear_layers", .kind = ENTRY_NUMBER, .max = MOST_WHOLE, .whole = true,
     .offset = MODEL(entry.facts.linear_layers)},
    {.key = "window", .kind = ENTRY_NUMBER, .max = MOST_WHOLE, .above_min = true, .whole = true,
     .offset = MODEL(entry.facts.window)},
    {.key = "window_layers", .kind = ENTRY_NUMBER, .max = MOST_WHOLE, .above_min = true,
     .whole = true, .offset = MODEL(entry.facts.window_layers)},
    {.key = "window_kv", .kind = ENTRY_NUMBER, .max = MOST_WHOLE, .above_min = true, .whole = true,
     .offset = offsetof(struct model_reading, window_kv)},
    {.key = "note", .kind = ENTRY_TEXT, .offset = MODEL(entry.note)},
    {.key = "source", .kind = ENTRY_TEXT, .offset = MODEL(entry.source), .required = true},
    {.key = "date", .kind = ENTRY_DATE, .offset = MODEL(entry.date)},
    {.key = "licence", .kind = ENTRY_TEXT, .offset = MODEL(licence)},
};
/* clang-format on */

/* What goes together, and what follows from it. */
static bool finish_model(const struct entry_place *place, const struct yaml_node *node,
                         const struct model_reading *reading, struct llmcost_model *facts)
{
    const bool latent = reading->latent > 0;
    const enum llmcost_precision precision = llmcost_find_precision(reading->precision->text);
    const int experts =
        (facts->experts > 0) + (facts->active_experts > 0) + (facts->expert_parameters > 0);
    if (reading->precision->kind != YAML_SCALAR || precision == LLMCOST_PRECISIONS)
        return entry_error(place, reading->precision,
                           "precision is none of bf16, fp8, int4, fp4 and mxfp4");
    facts->precision = (uint8_t)precision;
    if (experts != 0 && experts != 3)
        return entry_error(place, node->key,
                           "experts, active_experts and expert_parameters go together");
    if (facts->active_experts > facts->experts || facts->active_parameters > facts->parameters)
        return entry_error(place, node->key, "more is active than there is");
    if (latent && (facts->kv_heads > 0 || facts->head_size > 0 || facts->attention_width == 0))
        return entry_error(place, node->key,
                           "latent goes with attention_width, not with kv_heads and head_size");
    if (!latent && (facts->kv_heads == 0 || facts->head_size == 0))
        return entry_error(place, node->key, "it needs kv_heads and head_size, or latent");
    if ((facts->window > 0) != (facts->window_layers > 0) ||
        (reading->window_kv > 0 && facts->window == 0))
        return entry_error(place, node->key, "window and window_layers go together");
    const double kept = facts->layers - facts->linear_layers - facts->window_layers;
    if (kept < 0)
        return entry_error(place, node->key, "more layers are linear or windowed than there are");
    facts->is_latent = latent;
    if (latent) {
        facts->kv_heads = 1;
        facts->head_size = reading->latent;
        facts->kv_per_token = kept * reading->latent;
    } else {
        facts->kv_per_token = 2 * kept * facts->kv_heads * facts->head_size;
        if (facts->attention_width == 0)
            facts->attention_width = facts->heads * facts->head_size;
    }
    const double own = latent ? reading->latent : 2 * facts->kv_heads * facts->head_size;
    facts->window_kv = facts->window_layers * (reading->window_kv > 0 ? reading->window_kv : own);
    return true;
}

static bool read_model(const struct yaml_node *node, int input, struct known_model *ret_model,
                       struct llmcost_diags *diags)
{
    const struct entry_place place = {
        .input = input, .kind = "model", .id = node->key->text, .diags = diags};
    struct model_reading reading = {
        .model = {.entry = {.id = node->key->text, .date = ""}, .line = node->key->place.line}};
    if (!is_id(node->key))
        return entry_error(&place, node->key, "an id has a to z, 0 to 9, - and .");
    if (!entry_read(&place, node, model_rows, (int)COUNT(model_rows), &reading, NULL) ||
        !finish_model(&place, node, &reading, &reading.model.entry.facts))
        return false;
    *ret_model = reading.model;
    ret_model->entry.weight_bytes =
        ret_model->entry.facts.parameters *
        llmcost_precision_bytes((enum llmcost_precision)ret_model->entry.facts.precision);
    return true;
}

void catalog_read_models(const struct yaml_node *map, int input, struct catalog *catalog,
                         struct llmcost_diags *diags)
{
    for (const struct yaml_node *node = map->first; node != NULL; node = node->next)
        if (read_model(node, input, &catalog->model[catalog->models], diags))
            catalog->models++;
}
