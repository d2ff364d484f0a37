/* count.c - the parameters of a decoder, counted from the shapes of its matrices: attention,
 * linear attention, MLPs, experts, embeddings. Norms and biases are left out, less than 0.1 %.
 * Knows the matrices; refuses to know the names of architectures but those whose MLP has no gate.
 */
#include "core/base/count.h"
#include "io/import/model/model.h"

#include <string.h>

/* Of one layer with attention. */
static double attention(const struct model_config *config, const struct model_facts *f)
{
    const double query_rank = model_number(config, "q_lora_rank");
    const double rank = model_number(config, "kv_lora_rank");
    const double rope = model_number(config, "qk_rope_head_dim"),
                 nope = model_number(config, "qk_nope_head_dim");
    const double value = model_number(config, "v_head_dim");
    if (f->latent > 0) {
        const double query = query_rank > 0 ? query_rank * (f->hidden + f->heads * (nope + rope))
                                            : f->hidden * f->heads * (nope + rope);
        return query + f->hidden * (rank + rope) + rank * f->heads * (nope + value) +
               f->heads * value * f->hidden;
    }
    const double gated = model_is_true(config, "attn_output_gate") ? 2 : 1;
    return f->hidden * f->head_size * ((gated + 1) * f->heads + 2 * f->kv_heads);
}

/* Of one layer of linear attention (a gated delta net); 0 when the config does not say. */
static double linear(const struct model_config *config, const struct model_facts *f)
{
    const double heads = model_number(config, "linear_num_value_heads");
    const double keys =
        model_number(config, "linear_num_key_heads") * model_number(config, "linear_key_head_dim");
    const double values = heads * model_number(config, "linear_value_head_dim");
    return keys > 0 && values > 0 ? f->hidden * (2 * keys + 3 * values + 2 * heads) : 0;
}

/* How many layers have experts. */
static double layers_of_experts(const struct model_config *config, const struct model_facts *f)
{
    const cJSON *list = model_key(config, "moe_layer_freq");
    const cJSON *dense = model_key(config, "mlp_only_layers");
    const double every = model_number(config, "interleave_moe_layer_step");
    const cJSON *item;
    double layers = 0;
    if (cJSON_IsArray(list)) {
        cJSON_ArrayForEach(item, list) layers += item->valuedouble > 0;
        return layers;
    }
    layers = f->layers - model_number(config, "first_k_dense_replace");
    if (every > 1)
        layers = (double)(int)(f->layers / every);
    return layers - (cJSON_IsArray(dense) ? cJSON_GetArraySize(dense) : 0);
}

static bool has_gate(const struct model_config *config, const struct model_facts *f)
{
    static const char *const types[] = {"gpt2", "gpt_neo",     "gpt_neox", "gptj",
                                        "opt",  "bloom",       "falcon",   "phi",
                                        "mpt",  "gpt_bigcode", "nemotron", "starcoder2"};
    const cJSON *activation = model_key(config, "mlp_hidden_act");
    bool gate = !cJSON_IsString(activation) || strcmp(activation->valuestring, "relu2") != 0;
    for (size_t i = 0; i < COUNT(types); i++)
        gate = gate && strcmp(types[i], f->type) != 0;
    return gate;
}

/* Shared experts of one layer, which every token goes through. */
static double shared(const struct model_config *config, const struct model_facts *f, double wide,
                     double matrices)
{
    const double size = model_number(
        config,
        "shared_expert_intermediate_size share_expert_dim moe_shared_expert_intermediate_size");
    const bool scout = strncmp(f->type, "llama4", 6) == 0;
    const double width =
        size > 0 ? size
                 : (scout ? 1 : model_number(config, "n_shared_experts num_shared_experts")) * wide;
    return matrices * f->hidden * width;
}

static bool count_experts(const struct model_config *config, struct model_facts *f, double matrices,
                          double *ret_base)
{
    const double wide = model_number(
                     config, "moe_intermediate_size expert_intermediate_size intermediate_size"),
                 layers = layers_of_experts(config, f);
    f->active_experts = model_number(
        config,
        "num_experts_per_tok num_experts_per_token experts_per_token top_k_experts moe_topk");
    if (f->active_experts == 0 || wide == 0)
        return model_refuse(config, NULL, "it has %.0f experts and lacks `%s`", f->experts,
                            wide == 0 ? "moe_intermediate_size" : "num_experts_per_tok");
    if (model_number(config, "decoder_sparse_step") > 1 || layers <= 0 || layers > f->layers)
        return model_refuse(config, NULL, "which of its layers have experts is not clear");
    f->expert_parameters = layers * matrices * f->hidden * wide;
    *ret_base =
        layers * (f->hidden * f->experts + shared(config, f, wide, matrices)) +
        (f->layers - layers) * matrices * f->hidden *
            model_number(config, "intermediate_size_mlp dense_intermediate_size intermediate_size");
    return true;
}

bool model_count(const struct model_config *config, struct model_facts *f)
{
    const double matrices = has_gate(config, f) ? 3 : 2;
    const double output = f->vocabulary * f->hidden;
    double base = 0;
    f->experts = model_number(config, "num_experts n_routed_experts num_local_experts");
    if (f->experts == 1)
        f->experts = 0;
    if (f->experts > 0 && !count_experts(config, f, matrices, &base))
        return false;
    if (f->experts == 0) {
        const double wide = model_number(config, "intermediate_size n_inner");
        if (wide == 0)
            return model_refuse(config, NULL, "it lacks `intermediate_size`");
        base = f->layers * matrices * f->hidden * wide;
    }
    if (f->linear_layers > 0 && linear(config, f) == 0)
        return model_refuse(config, model_key(config, "layer_types"),
                            "it has linear attention, and the shape of that is not said");
    base += (f->layers - f->linear_layers) * attention(config, f) +
            f->linear_layers * linear(config, f) + output;
    f->active_parameters = base + f->active_experts * f->expert_parameters;
    f->parameters = base + f->experts * f->expert_parameters + (f->is_tied ? 0 : output);
    return true;
}
