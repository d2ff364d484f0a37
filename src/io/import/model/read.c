/* read.c - what a config.json of Hugging Face states about a decoder: its shapes, which layers see
 * how much, and the format of its weights.
 * Knows the names that keys have; refuses architectures whose cache or arithmetic the estimate
 * cannot know from them, each with the reason. To add a name: a word in a list here.
 */
#include "core/base/count.h"
#include "io/import/model/model.h"
#include "text/source.h"
#include "text/utf8.h"

#include <stdarg.h>
#include <string.h>

static const double MOST = 1e9;

const cJSON *model_key(const struct model_config *config, const char *key)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(config->keys, key);
    if (item == NULL)
        item = cJSON_GetObjectItemCaseSensitive(config->whole, key);
    return cJSON_IsNull(item) ? NULL : item;
}

double model_number(const struct model_config *config, const char *names)
{
    char name[64];
    while (import_next_word(&names, name, sizeof name)) {
        const cJSON *item = model_key(config, name);
        const double value = item != NULL && cJSON_IsNumber(item) ? item->valuedouble : 0;
        if (value > 0 && value < MOST && value == (double)(int)value)
            return value;
    }
    return 0;
}

bool model_is_true(const struct model_config *config, const char *key)
{
    return cJSON_IsTrue(model_key(config, key));
}

bool model_refuse(const struct model_config *config, const cJSON *at, const char *format, ...)
{
    char what[200];
    uint32_t line = 0, column = 0;
    va_list values;
    va_start(values, format);
    vsnprintf(what, sizeof what, format, values);
    va_end(values);
    if (at != NULL)
        utf8_place(config->text, (size_t)at->valueint, &line, &column);
    return place_error(config->diags, config->file->input, line, column, E_IMPORT_REFUSED, "%s",
                       what);
}

/* Keys of architectures that cannot be counted from their config alone. */
static bool is_known_kind(const struct model_config *config)
{
    static const struct {
        const char *key, *why;
    } rows[] = {
        {.key = "ssm_state_size", .why = "it has state-space layers"},
        {.key = "mamba_num_heads", .why = "it has state-space layers"},
        {.key = "linear_attn_config", .why = "its linear attention is of a kind of its own"},
        {.key = "compress_ratios", .why = "its cache is compressed, differently in each layer"},
        {.key = "hybrid_layer_pattern",
         .why = "the shape of its heads differs from layer to layer"},
        {.key = "global_head_dim", .why = "the shape of its heads differs from layer to layer"},
        {.key = "block_configs", .why = "each of its layers is made differently"},
        {.key = "routed_expert_hidden_size", .why = "its experts work in a narrower space"},
        {.key = "moe_latent_size", .why = "its experts work in a narrower space"},
        {.key = "encoder_layers", .why = "it has an encoder"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const cJSON *item = model_key(config, rows[i].key);
        if (item != NULL)
            return model_refuse(config, item,
                                "`%s`: %s, so that its parameters and its cache do not follow from "
                                "the config: write the entry by hand",
                                rows[i].key, rows[i].why);
    }
    return true;
}

/* ---- Which layers see how much */

static int count_types(const cJSON *list, const char *part)
{
    const cJSON *item;
    int count = 0;
    cJSON_ArrayForEach(item, list) count +=
        cJSON_IsString(item) && strstr(item->valuestring, part) != NULL;
    return count;
}

/* Of so many layers the last sees all and the others a window; 0: not known. */
static double window_pattern(const struct model_config *config, const char *type)
{
    static const struct {
        const char *type;
        double layers;
    } rows[] = {
        {.type = "gpt_oss", .layers = 2},
        {.type = "gemma2", .layers = 2},
        {.type = "gemma3", .layers = 6},
        {.type = "gemma3_text", .layers = 6},
    };
    double pattern = model_number(config, "sliding_window_pattern");
    for (size_t i = 0; pattern == 0 && i < COUNT(rows); i++)
        pattern = strcmp(type, rows[i].type) == 0 ? rows[i].layers : 0;
    return pattern;
}

/* Whether the output embedding is the input's: the family's habit where the config is silent. */
static bool is_tied(const struct model_config *config, const char *type)
{
    const cJSON *stated = model_key(config, "tie_word_embeddings");
    return cJSON_IsBool(stated) ? cJSON_IsTrue(stated) : strncmp(type, "gemma", 5) == 0;
}

static bool read_windows(const struct model_config *config, struct model_facts *facts)
{
    static const char *const all[] = {"mistral", "mixtral", "phi3", "starcoder2"};
    const cJSON *types = model_key(config, "layer_types");
    const cJSON *use = model_key(config, "use_sliding_window");
    const double window =
        cJSON_IsFalse(use) ? 0 : model_number(config, "sliding_window attention_chunk_size");
    const double pattern = window_pattern(config, facts->type);
    double layers = 0;
    if (cJSON_IsArray(types)) {
        if (cJSON_GetArraySize(types) != (int)facts->layers)
            return model_refuse(config, types, "`layer_types` has %d layers, not %.0f",
                                cJSON_GetArraySize(types), facts->layers);
        facts->linear_layers = count_types(types, "linear");
        layers = count_types(types, "sliding") + count_types(types, "chunked");
        if (facts->linear_layers + layers + count_types(types, "full") != facts->layers)
            return model_refuse(config, types, "`layer_types` names layers of an unknown kind");
    } else if (pattern > 1) {
        layers = facts->layers - (double)(int)(facts->layers / pattern);
    } else {
        for (size_t i = 0; i < COUNT(all); i++)
            layers = strcmp(facts->type, all[i]) == 0 ? facts->layers : layers;
        if (window > 0 && layers == 0)
            place_warn(config->diags, config->file->input, 0, 0,
                       "which layers have the window of %.0f tokens is not said: none is taken to",
                       window);
    }
    if (layers > 0 && window == 0 && cJSON_IsArray(types))
        return model_refuse(config, types, "layers have a window, and its size is not said");
    facts->window = layers > 0 ? window : 0;
    facts->window_layers = window > 0 ? layers : 0;
    return true;
}

/* ---- The format of the weights */

static const char *text_of(const cJSON *map, const char *key)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(map, key);
    return cJSON_IsString(item) ? item->valuestring : "";
}

static double bits_of(const cJSON *map)
{
    const cJSON *bits = cJSON_GetObjectItemCaseSensitive(map, "bits");
    const cJSON *groups = cJSON_GetObjectItemCaseSensitive(map, "config_groups");
    const cJSON *group = cJSON_IsObject(groups) ? groups->child : NULL;
    const cJSON *weights = cJSON_GetObjectItemCaseSensitive(group, "weights");
    if (bits == NULL)
        bits = cJSON_GetObjectItemCaseSensitive(weights, "num_bits");
    return cJSON_IsNumber(bits) ? bits->valuedouble : 0;
}

static const char *quantized(const cJSON *map)
{
    const char *method = text_of(map, "quant_method");
    const char *algorithm = text_of(map, "quant_algo");
    const char *format = text_of(map, "format");
    const bool packed = strcmp(method, "compressed-tensors") == 0;
    const double bits = bits_of(map);
    if (strcmp(method, "mxfp4") == 0 || import_holds(format, "mxfp4"))
        return "mxfp4";
    if (import_holds(algorithm, "nvfp4") || import_holds(format, "nvfp4"))
        return "fp4";
    if (strcmp(method, "fp8") == 0 || import_holds(algorithm, "fp8") ||
        import_holds(format, "float-quantized"))
        return "fp8";
    if ((packed || strcmp(method, "awq") == 0 || strcmp(method, "gptq") == 0) && bits == 4)
        return "int4";
    return cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(map, "load_in_4bit")) ? "int4" : NULL;
}

static bool read_precision(const struct model_config *config, struct model_facts *facts)
{
    const cJSON *map = model_key(config, "quantization_config");
    const cJSON *type = model_key(config, "torch_dtype");
    if (type == NULL)
        type = model_key(config, "dtype");
    const char *name = cJSON_IsString(type) ? type->valuestring : "";
    facts->precision = cJSON_IsObject(map) ? quantized(map) : "bf16";
    if (facts->precision == NULL)
        return model_refuse(config, map,
                            "the format of its quantized weights is none of fp8, fp4, mxfp4 and "
                            "int4: write the entry by hand");
    if (cJSON_IsObject(map) || strcmp(name, "bfloat16") == 0 || strcmp(name, "float16") == 0)
        return true;
    place_warn(config->diags, config->file->input, 0, 0,
               "its weights are %s: bf16 is taken, as they are served",
               name[0] != '\0' ? name : "of a type that is not said");
    return true;
}

/* ---- Shapes */

static bool read_heads(const struct model_config *config, struct model_facts *facts)
{
    const double latent = model_number(config, "kv_lora_rank");
    const double rope = model_number(config, "qk_rope_head_dim");
    const double nope = model_number(config, "qk_nope_head_dim");
    const double value = model_number(config, "v_head_dim");
    if (latent > 0) {
        if (rope == 0 || nope == 0 || value == 0)
            return model_refuse(config, NULL,
                                "it lacks qk_rope_head_dim, qk_nope_head_dim or v_head_dim");
        facts->latent = latent + rope;
        facts->attention_width = facts->heads * (rope + nope + value) / 2;
        return true;
    }
    facts->kv_heads = model_number(config, "num_key_value_heads num_kv_heads");
    if (facts->kv_heads == 0)
        facts->kv_heads = facts->heads; /* as these configs mean it */
    facts->head_size = model_number(config, "head_dim");
    if (facts->head_size == 0)
        facts->head_size = facts->hidden / facts->heads;
    return facts->head_size == (double)(int)facts->head_size ||
           model_refuse(config, NULL, "hidden_size is no multiple of num_attention_heads");
}

bool model_read(const struct model_config *config, struct model_facts *ret_facts)
{
    static const struct {
        const char *names;
        size_t offset;
    } rows[] = {
        {.names = "num_hidden_layers n_layer", .offset = offsetof(struct model_facts, layers)},
        {.names = "hidden_size n_embd", .offset = offsetof(struct model_facts, hidden)},
        {.names = "num_attention_heads n_head", .offset = offsetof(struct model_facts, heads)},
        {.names = "vocab_size", .offset = offsetof(struct model_facts, vocabulary)},
    };
    const cJSON *type = model_key(config, "model_type");
    struct model_facts facts = {.layers = 0};
    if (type == NULL || !cJSON_IsString(type) || type->valuestring[0] == '\0')
        return model_refuse(config, NULL,
                            "this is no config.json of a model: it has no `model_type`");
    snprintf(facts.type, sizeof facts.type, "%s", type->valuestring);
    facts.is_tied = is_tied(config, facts.type);
    if (model_is_true(config, "is_encoder_decoder"))
        return model_refuse(config, type, "`%s` has an encoder: only decoders can be estimated",
                            facts.type);
    for (size_t i = 0; i < COUNT(rows); i++) {
        double *value = (double *)(void *)((char *)&facts + rows[i].offset);
        *value = model_number(config, rows[i].names);
        if (*value == 0)
            return model_refuse(config, NULL, "it lacks `%.*s`", (int)strcspn(rows[i].names, " "),
                                rows[i].names);
    }
    if (!is_known_kind(config) || !read_heads(config, &facts) || !read_windows(config, &facts) ||
        !read_precision(config, &facts))
        return false;
    *ret_facts = facts;
    return true;
}
