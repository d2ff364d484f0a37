/* test_import_model.c - config.json files to entries of models: parameters against sums done by
 * hand, windows, formats of weights, names, and what is refused with which reason.
 */
#include "io/catalog/read.h"
#include "io/import/import.h"
#include "unit.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static struct llmcost_diags diags;

/* The one entry that a config of that text becomes; false when it is refused. */
static bool import_text(const char *text, struct catalog *ret_catalog)
{
    *ret_catalog = (struct catalog){.models = 0};
    char folder[200], path[256], *fragment = NULL;
    const char *place = getenv("TMPDIR"), *paths[] = {path};
    size_t length = 0;
    bool no_memory = false;
    const struct import_options options = {.as_of = NULL};
    snprintf(folder, sizeof folder, "%s/llmcost-model.XXXXXX", place != NULL ? place : "/tmp");
    assert_non_null(mkdtemp(folder));
    /* The entry is named after the file, and a name made by chance may say int4. */
    snprintf(path, sizeof path, "%s/model.json", folder);
    const int file = open(path, O_WRONLY | O_CREAT | O_EXCL, 0600);
    assert_true(file >= 0);
    assert_int_equal(write(file, text, strlen(text)), (long)strlen(text));
    close(file);
    FILE *out = open_memstream(&fragment, &length);
    assert_non_null(out);
    llmcost_diags_init(&diags);
    const bool good = import_model(paths, 1, &options, out, &diags, &no_memory);
    fclose(out);
    unlink(path);
    rmdir(folder);
    assert_false(no_memory);
    if (good)
        assert_true(catalog_parse(fragment, length, 0, ret_catalog, &diags));
    free(fragment);
    return good;
}

/* Ten layers of 1000, ten heads of 100 and two of them for the cache, 20,000 words. */
#define SHAPE                                                                                      \
    "\"hidden_size\": 1000, \"num_hidden_layers\": 10, \"num_attention_heads\": 10, "              \
    "\"num_key_value_heads\": 2, \"vocab_size\": 20000"
#define DENSE        SHAPE ", \"intermediate_size\": 3000, \"torch_dtype\": \"bfloat16\""
#define TYPES(three) "\"layer_types\": [" three ", " three ", " three ", \"full_attention\"]"

static const struct {
    const char *name, *text;
    double parameters, active, expert;
    double kv, width, window_kv;
    int precision, warnings;
} rows[] = {
    /* a layer: 2 * 10^6 (query, output) + 2 * 200,000 (key, value) + 3 * 3 * 10^6; an embedding:
     * 2 * 10^7 */
    {.name = "dense",
     .text = "{\"model_type\": \"llama\", " DENSE "}",
     .parameters = 154e6,
     .active = 134e6,
     .kv = 4000,
     .width = 1000,
     .precision = LLMCOST_BF16},
    {.name = "one embedding for both ends",
     .text = "{\"model_type\": \"llama\", \"tie_word_embeddings\": true, " DENSE "}",
     .parameters = 134e6,
     .active = 134e6,
     .kv = 4000,
     .width = 1000,
     .precision = LLMCOST_BF16},
    {.name = "within a model of images, and an MLP without a gate",
     .text = "{\"model_type\": \"seer\", \"text_config\": {\"model_type\": \"falcon\", " DENSE "}}",
     .parameters = 124e6,
     .active = 104e6,
     .kv = 4000,
     .width = 1000,
     .precision = LLMCOST_BF16},
    /* experts of 3 * 10^5 in nine layers, one of them shared, and 8,000 to choose with; the dense
     * layer as above */
    {.name = "experts",
     .text = "{\"model_type\": \"qwen3_moe\", \"num_experts\": 8, \"num_experts_per_tok\": 2, "
             "\"moe_intermediate_size\": 100, \"n_shared_experts\": 1, "
             "\"first_k_dense_replace\": 1, "
             "\"quantization_config\": {\"quant_method\": \"fp8\"}, " DENSE "}",
     .parameters = 40e6 + 24e6 + 9e6 + 9 * (0.3e6 + 8000) + 8 * 2.7e6,
     .active = 20e6 + 24e6 + 9e6 + 9 * (0.3e6 + 8000) + 2 * 2.7e6,
     .expert = 2.7e6,
     .kv = 4000,
     .width = 1000,
     .precision = LLMCOST_FP8},
    /* query 1000 * 50 + 50 * 10 * 60, key and value 1000 * 70 + 50 * 10 * 80, output 10 * 40 * 1000
     */
    {.name = "latent attention",
     .text = "{\"model_type\": \"deepseek_v3\", \"q_lora_rank\": 50, \"kv_lora_rank\": 50, "
             "\"qk_rope_head_dim\": 20, \"qk_nope_head_dim\": 40, \"v_head_dim\": 40, "
             "\"quantization_config\": {\"quant_method\": \"compressed-tensors\", "
             "\"config_groups\": {\"group_0\": {\"weights\": {\"num_bits\": 4}}}}, " DENSE "}",
     .parameters = 40e6 + 90e6 + 10 * (80000 + 110000 + 400000),
     .active = 20e6 + 90e6 + 10 * (80000 + 110000 + 400000),
     .kv = 700,
     .width = 500,
     .precision = LLMCOST_INT4},
    {.name = "windows in six of ten layers",
     .text = "{\"model_type\": \"new\", \"sliding_window\": 128, "
             "\"quantization_config\": {\"quant_method\": \"mxfp4\"}, \"layer_types\": "
             "[\"sliding_attention\", \"sliding_attention\", \"sliding_attention\", "
             "\"sliding_attention\", \"sliding_attention\", \"sliding_attention\", "
             "\"full_attention\", \"full_attention\", \"full_attention\", "
             "\"full_attention\"], " DENSE "}",
     .parameters = 154e6,
     .active = 134e6,
     .kv = 1600,
     .width = 1000,
     .window_kv = 2400,
     .precision = LLMCOST_MXFP4},
    {.name = "every sixth layer sees all",
     .text = "{\"model_type\": \"gemma3_text\", \"sliding_window\": 512, " DENSE "}",
     .parameters = 134e6, /* one embedding for both ends, as the family has it */
     .active = 134e6,
     .kv = 400,
     .width = 1000,
     .window_kv = 3600,
     .precision = LLMCOST_BF16},
    {.name = "every fifth, and two embeddings, as it is stated",
     .text = "{\"model_type\": \"gemma3_text\", \"sliding_window\": 512, "
             "\"tie_word_embeddings\": false, \"sliding_window_pattern\": 5, " DENSE "}",
     .parameters = 154e6,
     .active = 134e6,
     .kv = 800,
     .width = 1000,
     .window_kv = 3200,
     .precision = LLMCOST_BF16},
    {.name = "a window that is not used",
     .text = "{\"model_type\": \"qwen2\", \"sliding_window\": 512, "
             "\"use_sliding_window\": false, " DENSE "}",
     .parameters = 154e6,
     .active = 134e6,
     .kv = 4000,
     .width = 1000,
     .precision = LLMCOST_BF16},
    {.name = "a window of which nobody says where",
     .text = "{\"model_type\": \"new\", \"sliding_window\": 512, " DENSE "}",
     .parameters = 154e6,
     .active = 134e6,
     .kv = 4000,
     .width = 1000,
     .precision = LLMCOST_BF16,
     .warnings = 1},
    {.name = "weights in float32",
     .text = "{\"model_type\": \"llama\", \"intermediate_size\": 3000, "
             "\"torch_dtype\": \"float32\", " SHAPE "}",
     .parameters = 154e6,
     .active = 134e6,
     .kv = 4000,
     .width = 1000,
     .precision = LLMCOST_BF16,
     .warnings = 1},
};

static void test_counts(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct catalog catalog;
        if (!import_text(rows[i].text, &catalog))
            fail_msg("%s: %s", rows[i].name, diags.list[0].text);
        assert_int_equal(catalog.models, 1);
        if (catalog.model == NULL)
            return;
        const struct llmcost_model *f = &catalog.model[0].entry.facts;
        ASSERT_ROW_NEAR(rows[i].name, f->parameters, rows[i].parameters, 0);
        ASSERT_ROW_NEAR(rows[i].name, f->active_parameters, rows[i].active, 0);
        ASSERT_ROW_NEAR(rows[i].name, f->expert_parameters, rows[i].expert, 0);
        ASSERT_ROW_NEAR(rows[i].name, f->kv_per_token, rows[i].kv, 0);
        ASSERT_ROW_NEAR(rows[i].name, f->attention_width, rows[i].width, 0);
        ASSERT_ROW_NEAR(rows[i].name, f->window_kv, rows[i].window_kv, 0);
        assert_int_equal(f->precision, rows[i].precision);
        assert_int_equal(diags.count, rows[i].warnings);
        catalog_free(&catalog);
    }
}

/* Linear attention in three of four layers: query, key 2 * 10 * 50, value 20 * 50, gates. */
static void test_linear(void **state)
{
    struct catalog catalog;
    (void)state;
    assert_true(import_text(
        "{\"model_type\": \"qwen3_5\", \"attn_output_gate\": true, \"hidden_size\": 1000, "
        "\"num_hidden_layers\": 4, \"num_attention_heads\": 10, \"num_key_value_heads\": 2, "
        "\"vocab_size\": 20000, \"intermediate_size\": 3000, \"dtype\": \"bfloat16\", "
        "\"linear_num_key_heads\": 10, \"linear_key_head_dim\": 50, "
        "\"linear_num_value_heads\": 20, \"linear_value_head_dim\": 50, " TYPES(
            "\"linear_attention\"") "}",
        &catalog));
    if (catalog.model == NULL)
        return;
    const struct llmcost_model *f = &catalog.model[0].entry.facts;
    ASSERT_NEAR(f->linear_layers, 3, 0);
    ASSERT_NEAR(f->kv_per_token, 400, 0);
    ASSERT_NEAR(f->parameters, 40e6 + 4 * 9e6 + 3.4e6 + 3 * 1000.0 * (1000 + 3000 + 40), 0);
    catalog_free(&catalog);
}

static const struct {
    const char *text, *says;
} bad[] = {
    {.text = "{}", .says = "no `model_type`"},
    {.text = "{\"model_type\": \"llama\"}", .says = "it lacks `num_hidden_layers`"},
    {.text = "[1]", .says = "no `model_type`"},
    {.text = "{\"model_type\": \"llama\", " SHAPE "}", .says = "it lacks `intermediate_size`"},
    {.text = "{\"model_type\": \"t5\", \"is_encoder_decoder\": true}", .says = "has an encoder"},
    {.text = "{\"model_type\": \"m\", \"ssm_state_size\": 16, " DENSE "}", .says = "state-space"},
    {.text = "{\"model_type\": \"m\", \"compress_ratios\": [0], " DENSE "}", .says = "compressed"},
    {.text = "{\"model_type\": \"m\", \"num_experts\": 4, " DENSE "}",
     .says = "lacks `num_experts_per_tok`"},
    {.text = "{\"model_type\": \"m\", \"kv_lora_rank\": 64, " DENSE "}",
     .says = "it lacks qk_rope"},
    {.text = "{\"model_type\": \"m\", \"layer_types\": [\"full_attention\"], " DENSE "}",
     .says = "`layer_types` has 1 layers, not 10"},
    {.text = "{\"model_type\": \"m\", \"quantization_config\": {\"quant_method\": \"vptq\"}, " DENSE
             "}",
     .says = "none of fp8, fp4, mxfp4 and int4"},
    {.text = "{\"model_type\": \"m\", \"num_experts\": 4, \"num_experts_per_tok\": 2, "
             "\"decoder_sparse_step\": 2, " DENSE "}",
     .says = "which of its layers have experts is not clear"},
    {.text = "{\"model_type\": \"m\", \"head_dim\": 12.5, \"num_attention_heads\": 3, "
             "\"hidden_size\": 1000, \"num_hidden_layers\": 1, \"vocab_size\": 9}",
     .says = "no multiple of num_attention_heads"},
    {.text = "{\"model_type\": ", .says = ""},
};

static void test_refusals(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(bad); i++) {
        struct catalog catalog;
        if (import_text(bad[i].text, &catalog))
            fail_msg("%s is imported", bad[i].text);
        assert_true(diags.errors > 0);
        bool said = false;
        for (int n = 0; n < diags.count; n++)
            said = said || strstr(diags.list[n].text, bad[i].says) != NULL;
        if (!said)
            fail_msg("%s: %s", bad[i].text, diags.list[0].text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_counts),
        cmocka_unit_test(test_linear),
        cmocka_unit_test(test_refusals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
