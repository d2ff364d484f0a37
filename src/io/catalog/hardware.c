/* hardware.c - `gpus` and `models` of a catalog.
 * Knows the keys of each and in which unit they stand; refuses to know what is computed from them.
 * To add a fact: a row here, a member in llmcost.h.
 */
#include "core/base/count.h"
#include "io/catalog/rows.h"

#include <string.h>

#define GPU(member)      offsetof(struct known_gpu, member)
#define MODEL(member)    offsetof(struct known_model, member)
#define GPU_FACT(member) GPU(entry.facts.member)
#define FACT(member)     MODEL(entry.facts.member)
#define RENTAL(member)   offsetof(struct rental_reading, rental.member)

#define MOST_WHOLE      1e9
#define MOST_PARAMETERS 1e15
/* A number up to a most; one above 0, too; a whole one of these. */
#define NUMBER(name, most) .key = (name), .kind = ENTRY_NUMBER, .max = (most)
#define ABOVE(name, most)  NUMBER(name, most), .above_min = true
#define WHOLE(name)        ABOVE(name, MOST_WHOLE), .whole = true

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
         .offset = offsetof(struct rental_reading, kind),
         .required = true},
        {ABOVE("gpu_hour", 1000), .offset = RENTAL(gpu_hour), .required = true},
        {NUMBER("gpus_per_node", 1024), .min = 1, .whole = true, .offset = RENTAL(gpus_per_node)},
        {NUMBER("commitment_months", LLMCOST_MAX_MONTHS), .offset = RENTAL(commitment_months)},
        {.key = "source", .kind = ENTRY_TEXT, .offset = RENTAL(source), .required = true},
        {.key = "date", .kind = ENTRY_DATE, .offset = RENTAL(date), .required = true},
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

static const struct entry_row gpu_rows[] = {
    {.key = "name", .kind = ENTRY_TEXT, .offset = GPU(entry.name), .required = true},
    {.key = "aliases", ENTRY_TEXTS(GPU(aliases), GPU(alias), MAX_ALIASES)},
    {.key = "is_amd", .kind = ENTRY_FLAG, .offset = GPU_FACT(is_amd)},
    {ABOVE("memory_gb_sold", 1e5), .offset = GPU(entry.memory_gb_sold), .required = true},
    {ABOVE("memory_gb", 1e14), .scale = "B", .offset = GPU_FACT(memory_bytes), .required = true},
    {ABOVE("tb_per_second", 1e15), .scale = "T", .offset = GPU_FACT(bytes_per_second),
     .required = true},
    {ABOVE("bf16_tflops", 1e18), .scale = "T", .offset = GPU_FACT(bf16_flops), .required = true},
    {ABOVE("fp8_tflops", 1e18), .scale = "T", .offset = GPU_FACT(fp8_flops)},
    {ABOVE("fp4_tflops", 1e18), .scale = "T", .offset = GPU_FACT(fp4_flops)},
    {ABOVE("link_gb_per_second", 1e14), .scale = "B", .offset = GPU_FACT(link_bytes_per_second)},
    {ABOVE("watts", 1e5), .offset = GPU(entry.watts)},
    {.key = "note", .kind = ENTRY_TEXT, .offset = GPU(note)},
    {.key = "source", .kind = ENTRY_TEXT, .offset = GPU(entry.source), .required = true},
    {.key = "date", .kind = ENTRY_DATE, .offset = GPU(entry.date), .required = true},
    {.key = "licence", .kind = ENTRY_TEXT, .offset = GPU(licence)},
    {.key = "rentals", .kind = ENTRY_OTHER, .offset = offsetof(struct gpu_reading, rentals)},
};

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

static const struct entry_row model_rows[] = {
    {.key = "name", .kind = ENTRY_TEXT, .offset = MODEL(entry.name), .required = true},
    {.key = "aliases", ENTRY_TEXTS(MODEL(aliases), MODEL(alias), MAX_ALIASES)},
    {.key = "precision",
     .kind = ENTRY_OTHER,
     .offset = offsetof(struct model_reading, precision),
     .required = true},
    {ABOVE("parameters", MOST_PARAMETERS), .offset = FACT(parameters), .required = true},
    {ABOVE("active_parameters", MOST_PARAMETERS), .offset = FACT(active_parameters),
     .required = true},
    {WHOLE("experts"), .offset = FACT(experts)},
    {WHOLE("active_experts"), .offset = FACT(active_experts)},
    {ABOVE("expert_parameters", MOST_PARAMETERS), .offset = FACT(expert_parameters)},
    {WHOLE("layers"), .offset = FACT(layers), .required = true},
    {WHOLE("hidden"), .offset = FACT(hidden), .required = true},
    {WHOLE("heads"), .offset = FACT(heads), .required = true},
    {WHOLE("kv_heads"), .offset = FACT(kv_heads)},
    {WHOLE("head_size"), .offset = FACT(head_size)},
    {WHOLE("attention_width"), .offset = FACT(attention_width)},
    {WHOLE("vocabulary"), .offset = FACT(vocabulary), .required = true},
    {ABOVE("latent", MOST_WHOLE), .offset = offsetof(struct model_reading, latent)},
    {.key = "linear_layers",
     .kind = ENTRY_NUMBER,
     .max = MOST_WHOLE,
     .whole = true,
     .offset = FACT(linear_layers)},
    {WHOLE("window"), .offset = FACT(window)},
    {WHOLE("window_layers"), .offset = FACT(window_layers)},
    {WHOLE("window_kv"), .offset = offsetof(struct model_reading, window_kv)},
    {.key = "note", .kind = ENTRY_TEXT, .offset = MODEL(entry.note)},
    {.key = "source", .kind = ENTRY_TEXT, .offset = MODEL(entry.source), .required = true},
    {.key = "date", .kind = ENTRY_DATE, .offset = MODEL(entry.date)},
    {.key = "licence", .kind = ENTRY_TEXT, .offset = MODEL(licence)},
};

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
