/* test_catalog_read.c - the prices, GPUs and models that are built in, and the reader of catalogs
 * in our own YAML: what it gives at a date, what it refuses and with which words. Known prices were
 * typed in by hand from the files that `source` names.
 */
#include "io/catalog/read.h"
#include "unit.h"

static struct llmcost_diags diags;
static struct catalog catalog;

static void open_built_in(enum catalog_kind kind)
{
    llmcost_diags_init(&diags);
    if (!catalog_built_in(kind, &catalog, &diags))
        fail_msg("%u:%u: %s", (unsigned)diags.list[0].place.line,
                 (unsigned)diags.list[0].place.column, diags.list[0].text);
    assert_int_equal(diags.count, 0);
}

/* A price of an entry by its key, 0 when it is not stated. */
static double price(const struct api_entry *entry, const char *key)
{
    const struct llmcost_field *field = llmcost_find_field(LLMCOST_APIS, key);
    assert_non_null(field);
    for (int i = 0; i < entry->values; i++)
        if (entry->value[i].field == field)
            return entry->value[i].value;
    return 0;
}

/* ---- Hosted models */

static void test_apis_are_complete(void **state)
{
    (void)state;
    int days;
    open_built_in(CATALOG_APIS);
    assert_true(catalog.apis >= 60);
    assert_int_equal(catalog.gpus + catalog.models, 0);
    for (int i = 0; i < catalog.apis; i++) {
        const struct priced_api *api = &catalog.api[i];
        struct api_entry entry;
        if (catalog_find(&catalog, CATALOG_APIS, api->key) != i || api->provider == NULL)
            fail_msg("%s: its key is not unique, or it has no provider", api->key);
        if (catalog_prices_at(api, NULL) == NULL)
            fail_msg("%s: no price is in force on its own date", api->key);
        const char *slash = strrchr(api->key, '/');
        const char *model = slash != NULL ? slash + 1 : api->key;
        for (int n = 0; n < api->lists; n++) {
            const struct price_list *list = &api->list[n];
            if (!date_days(list->date, &days) || list->licence == NULL ||
                strcmp(list->licence, "MIT") != 0 ||
                (strncmp(list->source, "LiteLLM ", 8) != 0 &&
                 strncmp(list->source, "genai-prices ", 13) != 0 &&
                 strncmp(list->source, "models.dev ", 11) != 0) ||
                strstr(list->source, model) == NULL)
                fail_msg("%s: its source or its licence is not stated", api->key);
            catalog_api_entry(api, list->from[0] != '\0' ? list->from : "2024-01-01", &entry);
            assert_string_equal(entry.date, list->date);
            double input = price(&entry, "input_per_mtok");
            double output = price(&entry, "output_per_mtok");
            double cached = price(&entry, "cached_input_per_mtok");
            double batch = price(&entry, "batch_discount");
            double far_input = price(&entry, "long_context_input_per_mtok");
            bool far = price(&entry, "long_context_over") > 0;
            if (!(input > 0.01 && input <= 100 && output > 0.01 && output <= 500))
                fail_msg("%s: %g / %g", api->key, input, output);
            if (cached > input || batch >= 1)
                fail_msg("%s: cached %g of %g, batch %g", api->key, cached, input, batch);
            if (far != (far_input > 0) || (far && far_input < input))
                fail_msg("%s: a long context costs %g", api->key, far_input);
            if (input > output)
                fail_msg("%s: input is dearer than output", api->key);
        }
    }
    catalog_free(&catalog);
}

static void test_known_prices(void **state)
{
    (void)state;
    static const struct {
        const char *key, *as_of;
        double input, output, cached, write, batch, over, far_input; /* 0: not stated */
    } rows[] = {
        {.key = "gpt-4o", .input = 2.5, .output = 10, .cached = 1.25, .batch = 0.5},
        {.key = "gpt-4o-mini", .input = 0.15, .output = 0.6, .cached = 0.075, .batch = 0.5},
        {.key = "gpt-4.1", .input = 2, .output = 8, .cached = 0.5, .batch = 0.5},
        {.key = "gpt-4.1-nano", .input = 0.1, .output = 0.4, .cached = 0.025, .batch = 0.5},
        {.key = "gpt-5", .input = 1.25, .output = 10, .cached = 0.125, .batch = 0.5},
        {.key = "gpt-5-nano", .input = 0.05, .output = 0.4, .cached = 0.005, .batch = 0.5},
        {.key = "gpt-6-astra",
         .input = 10,
         .output = 50,
         .cached = 1,
         .write = 12.5,
         .over = 272000,
         .far_input = 20},
        {.key = "gpt-5.5",
         .input = 5,
         .output = 30,
         .cached = 0.5,
         .batch = 0.5,
         .over = 272000,
         .far_input = 10},
        {.key = "o3", .input = 2, .output = 8, .cached = 0.5, .batch = 0.5},
        {.key = "o3", .as_of = "2025-06-10", .input = 2, .output = 8, .cached = 0.5, .batch = 0.5},
        {.key = "o3",
         .as_of = "2025-06-09",
         .input = 10,
         .output = 40,
         .cached = 0.5,
         .batch = 0.5},
        {.key = "o4-mini", .input = 1.1, .output = 4.4, .cached = 0.275},
        {.key = "gpt-5.6-luna",
         .input = 0.2,
         .output = 1.2,
         .cached = 0.02,
         .write = 0.25,
         .batch = 0.5,
         .over = 272000,
         .far_input = 0.4},
        {.key = "gpt-5.6-luna",
         .as_of = "2026-07-29",
         .input = 1,
         .output = 6,
         .cached = 0.1,
         .write = 1.25,
         .over = 272000,
         .far_input = 2},
        {.key = "gpt-5.6-terra",
         .as_of = "2026-07-30",
         .input = 2,
         .output = 12,
         .cached = 0.2,
         .write = 2.5,
         .batch = 0.5,
         .over = 272000,
         .far_input = 4},
        {.key = "claude-haiku-4-5",
         .input = 1,
         .output = 5,
         .cached = 0.1,
         .write = 1.25,
         .batch = 0.5},
        {.key = "claude-sonnet-4-5",
         .input = 3,
         .output = 15,
         .cached = 0.3,
         .write = 3.75,
         .batch = 0.5,
         .over = 200000,
         .far_input = 6},
        {.key = "claude-sonnet-5",
         .input = 2,
         .output = 10,
         .cached = 0.2,
         .write = 2.5,
         .batch = 0.5},
        {.key = "claude-sonnet-5",
         .as_of = "2026-08-31",
         .input = 2,
         .output = 10,
         .cached = 0.2,
         .write = 2.5,
         .batch = 0.5},
        {.key = "claude-sonnet-5",
         .as_of = "2026-09-01",
         .input = 3,
         .output = 15,
         .cached = 0.3,
         .write = 3.75,
         .batch = 0.5},
        {.key = "claude-opus-4-1",
         .input = 15,
         .output = 75,
         .cached = 1.5,
         .write = 18.75,
         .batch = 0.5},
        {.key = "claude-opus-5",
         .input = 5,
         .output = 25,
         .cached = 0.5,
         .write = 6.25,
         .batch = 0.5},
        {.key = "gemini-3.1-pro-preview",
         .input = 2,
         .output = 12,
         .cached = 0.2,
         .batch = 0.5,
         .over = 200000,
         .far_input = 4},
        {.key = "mistral/mistral-large-3", .input = 0.5, .output = 1.5},
        {.key = "claude-opus-5-5",
         .input = 4,
         .output = 20,
         .cached = 0.2,
         .write = 5,
         .batch = 0.5},
        {.key = "claude-sonnet-5-5",
         .input = 2,
         .output = 10,
         .cached = 0.1,
         .write = 2.5,
         .batch = 0.5},
        {.key = "gemini-2.5-pro",
         .input = 1.25,
         .output = 10,
         .cached = 0.125,
         .batch = 0.5,
         .over = 200000,
         .far_input = 2.5},
        {.key = "gemini-3.6-flash", .input = 0.75, .output = 3.75, .cached = 0.075, .batch = 0.5},
        {.key = "gemini-3.6-flash",
         .as_of = "2027-01-01",
         .input = 1.5,
         .output = 7.5,
         .cached = 0.15,
         .batch = 0.5},
        {.key = "gemini-3.8-flash", .input = 0.75, .output = 3.75, .cached = 0.075, .batch = 0.5},
        {.key = "deepseek-chat", .input = 0.14, .output = 0.28, .cached = 0.0028},
        /* a cache that costs nothing to write: `none`, the price of plain input */
        {.key = "deepseek-v4-pro",
         .as_of = "2026-08-16",
         .input = 0.435,
         .output = 0.87,
         .cached = 0.003625,
         .write = 0.435},
        {.key = "deepseek-v4-pro", .input = 1.32, .output = 3.96, .cached = 0.044, .write = 1.32},
        {.key = "deepseek-v4-flash", .input = 0.44, .output = 1.32, .cached = 0.014, .write = 0.44},
        {.key = "moonshot/kimi-k3", .input = 3, .output = 15, .cached = 0.3},
        {.key = "xai/grok-4.7",
         .input = 2,
         .output = 6,
         .cached = 0.5,
         .over = 200000,
         .far_input = 4},
        {.key = "xai/grok-4.5",
         .input = 2,
         .output = 6,
         .cached = 0.5,
         .over = 200000,
         .far_input = 4},
        {.key = "command-r7b-12-2024", .input = 0.0375, .output = 0.15},
        {.key = "amazon.nova-micro-v1:0", .input = 0.035, .output = 0.14},
        {.key = "dashscope/qwen3-max", .input = 1.2, .output = 6, .over = 32000, .far_input = 2.4},
        {.key = "moonshot/kimi-k2.5", .input = 0.6, .output = 3, .cached = 0.1},
        {.key = "minimax/MiniMax-M3",
         .input = 0.3,
         .output = 1.2,
         .cached = 0.06,
         .over = 512000,
         .far_input = 0.6},
        {.key = "groq/llama-3.3-70b-versatile", .input = 0.59, .output = 0.79},
        {.key = "groq/openai/gpt-oss-20b", .input = 0.075, .output = 0.3, .cached = 0.0375},
        {.key = "together_ai/meta-llama/Llama-3.3-70B-Instruct-Turbo",
         .input = 0.88,
         .output = 0.88},
        {.key = "meta.llama3-3-70b-instruct-v1:0", .input = 0.72, .output = 0.72},
    };
    open_built_in(CATALOG_APIS);
    for (size_t i = 0; i < COUNT(rows); i++) {
        const int index = catalog_find(&catalog, CATALOG_APIS, rows[i].key);
        struct api_entry entry;
        if (index < 0) {
            fail_msg("there is no %s", rows[i].key);
            break;
        }
        catalog_api_entry(&catalog.api[index], rows[i].as_of, &entry);
        const double *want = &rows[i].input;
        static const char *const keys[] = {
            "input_per_mtok",
            "output_per_mtok",
            "cached_input_per_mtok",
            "cache_write_per_mtok",
            "batch_discount",
            "long_context_over",
            "long_context_input_per_mtok",
        };
        for (size_t n = 0; n < COUNT(keys); n++)
            if (price(&entry, keys[n]) != want[n]) /* the same bits: read, not computed */
                fail_msg("%s of %s is %.17g, not %g", keys[n], rows[i].key, price(&entry, keys[n]),
                         want[n]);
        assert_string_equal(entry.refusal, "");
    }
    catalog_free(&catalog);
}

/* The quick way finds what the whole catalog says, and nothing else. */
static void test_one_api_alone(void **state)
{
    (void)state;
    static const char *const none[] = {"",     "gpt",    "gpt-4o-min", "4o",     "openai",
                                       "apis", "source", "#",          "GPT-4o", "prices"};
    struct catalog one;
    open_built_in(CATALOG_APIS);
    for (int i = 0; i < catalog.apis; i++) {
        const struct priced_api *whole = &catalog.api[i];
        struct api_entry a, b;
        assert_true(catalog_built_in_api(whole->key, &one, &diags));
        if (one.apis != 1 || strcmp(one.api[0].key, whole->key) != 0)
            fail_msg("%s is not found alone", whole->key);
        assert_int_equal(one.api[0].lists, whole->lists);
        for (int n = 0; n < whole->lists; n++) {
            const char *as_of = whole->list[n].from;
            catalog_api_entry(whole, as_of, &a);
            catalog_api_entry(&one.api[0], as_of, &b);
            assert_string_equal(a.source, b.source);
            assert_int_equal(a.values, b.values);
            assert_int_equal(a.notes, b.notes);
            for (int v = 0; v < a.values; v++)
                assert_true(a.value[v].field == b.value[v].field &&
                            a.value[v].value == b.value[v].value);
        }
        catalog_free(&one);
    }
    for (size_t i = 0; i < COUNT(none); i++) {
        assert_true(catalog_built_in_api(none[i], &one, &diags));
        assert_int_equal(one.apis, 0);
        catalog_free(&one);
    }
    catalog_free(&catalog);
}

/* ---- GPUs */

static void test_gpus_are_complete(void **state)
{
    (void)state;
    double dearest = 0;
    int rentals = 0, reserved = 0, days;
    open_built_in(CATALOG_GPUS);
    assert_true(catalog.gpus >= 14);
    for (int i = 0; i < catalog.gpus; i++) {
        const struct gpu_entry *gpu = &catalog.gpu[i].entry;
        const struct llmcost_gpu *facts = &gpu->facts;
        if (catalog_find(&catalog, CATALOG_GPUS, gpu->id) != i || !date_days(gpu->date, &days) ||
            catalog.gpu[i].licence == NULL)
            fail_msg("%s: its id is not unique, or it is not complete", gpu->id);
        double share = facts->memory_bytes / gpu->memory_gb_sold / 1e9; /* GB or GiB */
        if (!(share > 1 && share < 1.08))
            fail_msg("%s: sold as %g GB, %g bytes", gpu->id, gpu->memory_gb_sold,
                     facts->memory_bytes);
        if (!(facts->bytes_per_second >= 0.3e12 && facts->bytes_per_second <= 8e12))
            fail_msg("%s: %g bytes/s", gpu->id, facts->bytes_per_second);
        if ((facts->fp8_flops > 0 && facts->fp8_flops < 1.9 * facts->bf16_flops) ||
            (facts->fp4_flops > 0 && facts->fp4_flops < 1.9 * facts->fp8_flops))
            fail_msg("%s: a narrower format is not faster", gpu->id);
        if (facts->is_amd != (strncmp(gpu->name, "AMD", 3) == 0))
            fail_msg("%s: is it AMD?", gpu->id);
        for (int n = 0; n < gpu->rentals; n++, rentals++) {
            const struct gpu_rental *rental = &gpu->rental[n];
            if (!(rental->gpu_hour >= 0.5 && rental->gpu_hour <= 18) ||
                !date_days(rental->date, &days))
                fail_msg("%s: %s", gpu->id, rental->id);
            assert_ptr_equal(gpu_rental_find(gpu, rental->id, NULL), rental);
            dearest = rental->gpu_hour > dearest ? rental->gpu_hour : dearest;
            reserved += strcmp(rental->kind, "reserved") == 0;
        }
    }
    assert_int_equal(rentals, 44);
    ASSERT_NEAR(dearest, LLMCOST_DEAREST_RENT, 0);
    assert_int_equal(reserved, 8);
    catalog_free(&catalog);
}

static void test_known_gpus(void **state)
{
    (void)state;
    static const struct {
        const char *id, *also;
        double memory, bandwidth, bf16, fp8, fp4, link, watts;
    } rows[] = {
        {.id = "h100-sxm",
         .also = "h100",
         .memory = 85.90e9,
         .bandwidth = 3.35e12,
         .bf16 = 989e12,
         .fp8 = 1978e12,
         .link = 450e9,
         .watts = 700},
        {.id = "a100-80gb-sxm",
         .also = "a100",
         .memory = 85.90e9,
         .bandwidth = 2.039e12,
         .bf16 = 312e12,
         .link = 300e9,
         .watts = 400},
        {.id = "a10g",
         .also = "a10g",
         .memory = 25.77e9,
         .bandwidth = 0.6e12,
         .bf16 = 70e12,
         .link = 32e9},
        {.id = "rtx-pro-6000",
         .also = "rtxpro6000",
         .memory = 102.64e9,
         .bandwidth = 1.792e12,
         .bf16 = 467.8e12,
         .fp8 = 935.6e12,
         .fp4 = 1871e12,
         .link = 64e9,
         .watts = 600},
        {.id = "b200",
         .also = "b200-sxm",
         .memory = 193.27e9,
         .bandwidth = 7.7e12,
         .bf16 = 2250e12,
         .fp8 = 4500e12,
         .fp4 = 9000e12,
         .link = 900e9,
         .watts = 1000},
        {.id = "mi300x",
         .also = "mi300x",
         .memory = 206.2e9,
         .bandwidth = 5.3e12,
         .bf16 = 1307e12,
         .fp8 = 2615e12,
         .link = 448e9,
         .watts = 750},
    };
    static const struct {
        const char *gpu, *id, *as_of, *found; /* id NULL: the one to assume */
        double gpu_hour;
    } rentals[] = {
        {.gpu = "h100-sxm", .found = "runpod", .gpu_hour = 2.99},
        {.gpu = "h100-sxm", .as_of = "2026-07-19", .found = "azure", .gpu_hour = 6.98},
        {.gpu = "h100-sxm", .as_of = "2025-11-30", .found = "aws", .gpu_hour = 6.88},
        {.gpu = "h100-sxm", .as_of = "2025-11-29"},
        {.gpu = "h100-sxm",
         .id = "inferencex-3-years",
         .found = "inferencex-3-years",
         .gpu_hour = 1.3},
        {.gpu = "mi355x"},
        {.gpu = "h100-pcie", .found = "lambda", .gpu_hour = 2.86},
        {.gpu = "b300", .found = "aws", .gpu_hour = 17.8},
        {.gpu = "rtx-pro-6000", .found = "aws", .gpu_hour = 3.36},
        {.gpu = "gb200"},
        {.gpu = "h100-sxm", .id = "gcp"},
    };
    open_built_in(CATALOG_GPUS);
    for (size_t i = 0; i < COUNT(rows); i++) {
        const int index = catalog_find(&catalog, CATALOG_GPUS, rows[i].id);
        if (index < 0) {
            fail_msg("there is no %s", rows[i].id);
            break;
        }
        const struct gpu_entry *gpu = &catalog.gpu[index].entry;
        const struct llmcost_gpu *facts = &gpu->facts;
        assert_int_equal(catalog_find(&catalog, CATALOG_GPUS, rows[i].also), index);
        assert_true(facts->memory_bytes == rows[i].memory);
        assert_true(facts->bytes_per_second == rows[i].bandwidth);
        assert_true(facts->bf16_flops == rows[i].bf16 && facts->fp8_flops == rows[i].fp8);
        assert_true(facts->fp4_flops == rows[i].fp4);
        assert_true(facts->link_bytes_per_second == rows[i].link);
        assert_true(gpu->watts == rows[i].watts);
    }
    for (size_t i = 0; i < COUNT(rentals); i++) {
        const int gpu = catalog_find(&catalog, CATALOG_GPUS, rentals[i].gpu);
        assert_true(gpu >= 0);
        const struct gpu_rental *rental =
            gpu_rental_find(&catalog.gpu[gpu].entry, rentals[i].id, rentals[i].as_of);
        if ((rental == NULL) != (rentals[i].found == NULL))
            fail_msg("row %zu: %s", i, rental != NULL ? rental->id : "none");
        if (rental == NULL || rentals[i].found == NULL)
            continue;
        assert_string_equal(rental->id, rentals[i].found);
        assert_true(rental->gpu_hour == rentals[i].gpu_hour);
    }
    assert_int_equal(catalog_find(&catalog, CATALOG_GPUS, "H100 SXM"), -1);
    assert_int_equal(catalog_find(&catalog, CATALOG_GPUS, ""), -1);
    catalog_free(&catalog);
}

/* ---- Models */

static void test_models_add_up(void **state)
{
    (void)state;
    int days;
    open_built_in(CATALOG_MODELS);
    assert_true(catalog.models >= 22);
    for (int i = 0; i < catalog.models; i++) {
        const struct model_entry *model = &catalog.model[i].entry;
        const struct llmcost_model *f = &model->facts;
        if (catalog_find(&catalog, CATALOG_MODELS, model->id) != i ||
            !date_days(model->date, &days) || catalog.model[i].licence == NULL)
            fail_msg("%s: its id is not unique, or it is not complete", model->id);
        /* N and Na are rounded to 10^6, an expert to 10^4: of up to 384 of them. */
        double base = f->active_parameters - f->active_experts * f->expert_parameters;
        double all = base + f->experts * f->expert_parameters + f->vocabulary * f->hidden;
        double rounding = 1.001e6 + f->experts * 0.5e4;
        const bool tied = strncmp(model->id, "gemma-", 6) == 0; /* one embedding for both ends */
        if (tied)
            all -= f->vocabulary * f->hidden;
        if (!(base > 0) || !(all - f->parameters <= rounding && f->parameters - all <= rounding))
            fail_msg("%s: %.0f parameters, not %.0f", model->id, all, f->parameters);
        const double kept = f->layers - f->linear_layers - f->window_layers;
        const double latent = strncmp(model->id, "deepseek-v4", 11) == 0 ? f->head_size : 576;
        assert_true(f->kv_per_token ==
                    kept * (f->is_latent ? latent : 2 * f->kv_heads * f->head_size));
        assert_true((f->window > 0) == (f->window_kv > 0));
        if (!f->is_latent && !tied)
            assert_true(f->attention_width == f->heads * f->head_size);
    }
    catalog_free(&catalog);
}

static void test_known_models(void **state)
{
    (void)state;
    static const struct {
        const char *id, *also;
        double parameters, kv, width, experts;
        int precision;
    } rows[] = {
        {.id = "llama-3.1-8b",
         .also = "llama3.1-8b",
         .parameters = 8.03e9,
         .kv = 65536,
         .width = 4096,
         .precision = LLMCOST_BF16},
        {.id = "llama-3.3-70b",
         .also = "llama-3.3-70b-instruct",
         .parameters = 70.552e9,
         .kv = 163840,
         .width = 8192,
         .precision = LLMCOST_BF16},
        {.id = "llama-3.1-70b",
         .also = "llama3.1-70b",
         .parameters = 70.552e9,
         .kv = 163840,
         .width = 8192,
         .precision = LLMCOST_BF16},
        {.id = "llama-2-13b",
         .also = "llama2-13b",
         .parameters = 13.015e9,
         .kv = 409600,
         .width = 5120,
         .precision = LLMCOST_BF16},
        {.id = "gpt-oss-120b",
         .also = "gpt-oss-120b",
         .parameters = 116.789e9,
         .kv = 18432,
         .width = 4096,
         .experts = 128,
         .precision = LLMCOST_MXFP4},
        {.id = "deepseek-r1",
         .also = "deepseek-r1-0528",
         .parameters = 671.025e9,
         .kv = 35136,
         .width = 20480,
         .experts = 256,
         .precision = LLMCOST_FP8},
        {.id = "kimi-k2",
         .also = "kimi-k2",
         .parameters = 1026.407e9,
         .kv = 35136,
         .width = 10240,
         .experts = 384,
         .precision = LLMCOST_FP8},
        {.id = "kimi-k2.5",
         .also = "kimi-k2.5",
         .parameters = 1026.407e9,
         .kv = 35136,
         .width = 10240,
         .experts = 384,
         .precision = LLMCOST_INT4},
        {.id = "glm-5",
         .also = "glm5",
         .parameters = 743.179e9,
         .kv = 44928,
         .width = 16384,
         .experts = 256,
         .precision = LLMCOST_BF16},
        {.id = "minimax-m2.5",
         .also = "minimax-m2.5",
         .parameters = 228.689e9,
         .kv = 126976,
         .width = 6144,
         .experts = 256,
         .precision = LLMCOST_FP8},
    };
    open_built_in(CATALOG_MODELS);
    for (size_t i = 0; i < COUNT(rows); i++) {
        const int index = catalog_find(&catalog, CATALOG_MODELS, rows[i].id);
        if (index < 0) {
            fail_msg("there is no %s", rows[i].id);
            break;
        }
        const struct llmcost_model *facts = &catalog.model[index].entry.facts;
        assert_int_equal(catalog_find(&catalog, CATALOG_MODELS, rows[i].also), index);
        assert_true(facts->parameters == rows[i].parameters);
        assert_true(facts->kv_per_token == rows[i].kv);
        assert_true(facts->attention_width == rows[i].width);
        assert_true(facts->experts == rows[i].experts);
        assert_int_equal(facts->precision, rows[i].precision);
    }
    catalog_free(&catalog);
}

/* ---- Candidates */

static void test_candidates(void **state)
{
    (void)state;
    static const struct {
        enum catalog_kind kind;
        const char *word, *first;
        int total;
    } rows[] = {
        {.kind = CATALOG_APIS, .word = "claude-sonnet", .first = "claude-sonnet-4-5", .total = 4},
        {.kind = CATALOG_APIS, .word = "gpt-4o-mni", .first = "gpt-4o-mini", .total = 1},
        {.kind = CATALOG_APIS, .word = "zzzzzzzzzz", .total = 0},
        {.kind = CATALOG_APIS, .word = "", .total = 0},
        {.kind = CATALOG_GPUS, .word = "h100", .first = "h100-sxm", .total = 2},
        {.kind = CATALOG_GPUS, .word = "H100", .first = "h100-sxm", .total = 1},
        {.kind = CATALOG_GPUS, .word = "4090", .first = "rtx-4090", .total = 1},
        {.kind = CATALOG_MODELS, .word = "llama-3.3-70", .first = "llama-3.3-70b", .total = 1},
        {.kind = CATALOG_MODELS, .word = "qwen", .first = "qwen3-8b", .total = 9},
    };
    struct candidates found;
    for (size_t i = 0; i < COUNT(rows); i++) {
        found = (struct candidates){.count = 0};
        open_built_in(rows[i].kind);
        catalog_candidates(&catalog, rows[i].kind, rows[i].word, &found);
        if (found.total != rows[i].total)
            fail_msg("%s: %d", rows[i].word, found.total);
        if (rows[i].first != NULL)
            assert_string_equal(found.name[0], rows[i].first);
        catalog_free(&catalog);
    }
    found = (struct candidates){.count = 0};
    open_built_in(CATALOG_APIS);
    catalog_candidates(&catalog, CATALOG_APIS, "a", &found);
    assert_int_equal(found.count, MAX_CANDIDATES);
    assert_true(found.total > 50);
    catalog_free(&catalog);
}

/* ---- Catalogs of a user */

#define API     "apis:\n  x: {input_per_mtok: 1, source: s, date: 2026-01-02"
#define LISTS   "apis:\n  x:\n    prices:\n"
#define WORDS   "source: s, date: 2026-01-02}\n"
#define GPU     "gpus:\n  x: {name: n, memory_gb_sold: 80, memory_gb: 85.9, tb_per_second: 3, "
#define GPU_END "bf16_tflops: 9, link_gb_per_second: 4, source: s, date: 2026-01-02"
#define MODEL                                                                                      \
    "models:\n  x: {name: n, precision: fp8, parameters: 8B, active_parameters: 7B, layers: 3, "
#define MODEL_END "hidden: 64, heads: 4, vocabulary: 99, source: s, date: 2026-01-02"

static void test_catalogs_of_a_user(void **state)
{
    (void)state;
    static const struct {
        const char *text, *says; /* NULL: it is good */
    } rows[] = {
        {.text = API "}\n"},
        {.text = API ", monthly_fee: 100, long_context_over: 200k}\n"},
        {.text = "# prices\n" API ", note: [a, b]}\ngpus: {}\nmodels: {}\n"},
        {.text = LISTS "      - {to: 2026-01-01, input_per_mtok: 1, " WORDS
                       "      - {from: 2026-01-01, input_per_mtok: 2, " WORDS},
        {.text = GPU GPU_END "}\n"},
        {.text = MODEL MODEL_END ", kv_heads: 2, head_size: 16}\n"},
        {.text = MODEL MODEL_END ", latent: 576, attention_width: 640}\n"},
        {.text = "", .says = "a catalog is a map of apis, gpus and models"},
        {.text = "[1, 2]\n", .says = "a catalog is a map of apis, gpus and models"},
        {.text = "apis: 5\n", .says = "\"apis\" is not a map of entries"},
        {.text = "prices: {}\n", .says = "a catalog has no part \"prices\""},
        {.text = "apis: {x: 5}\n", .says = "api x: it is not a map"},
        {.text = "apis: {x: {input_per_mtok: 1, date: 2026-01-02}}\n",
         .says = "api x: it needs source"},
        {.text = "apis: {x: {input_per_mtok: 1, source: s}}\n", .says = "api x: it needs date"},
        {.text = "apis: {x: {source: s, date: 2026-01-02}}\n", .says = "api x: it states no price"},
        {.text = API ", input: 5}\n", .says = "api x: there is no key \"input\""},
        {.text = API ", engineers: 5}\n", .says = "api x: there is no key \"engineers\""},
        {.text = API ", from: 2026-01-01}\n", .says = "api x: there is no key \"from\""},
        {.text = API ", per_request: none}\n", .says = "per_request cannot be none"},
        {.text = API ", long_context_output_per_mtok: none}\n",
         .says = "none needs output_per_mtok"},
        {.text = API ", output_per_mtok: free}\n", .says = "\"free\" is not a number"},
        {.text = API ", output_per_mtok: $5}\n", .says = "\"$5\" is not a number"},
        {.text = API ", output_per_mtok: '5'}\n", .says = "output_per_mtok is not a number"},
        {.text = API ", output_per_mtok: 0x5}\n", .says = "\"0x5\" is not a number"},
        {.text = API ", output_per_mtok: -5}\n", .says = "output_per_mtok is outside"},
        {.text = API ", output_per_mtok: 1e300}\n", .says = "output_per_mtok is outside"},
        {.text = API ", batch_discount: 2}\n", .says = "batch_discount is outside 0 to 1"},
        {.text = API ", output_per_mtok: {value: 5}}\n", .says = "output_per_mtok is not a number"},
        {.text = API ", note: {a: b}}\n", .says = "note has no text"},
        {.text = API ", note: [a, b, c, d, e, f, g, h, i]}\n", .says = "note has more than 8"},
        {.text = API ", deprecated: soon}\n", .says = "deprecated is not a date"},
        {.text = API ", licence: ''}\n", .says = "licence has no text"},
        {.text = API "}\n  x: {}\n", .says = "stated twice"},
        {.text = API ", prices: []}\n", .says = "beside `prices` no price"},
        {.text = "apis: {x: {prices: []}}\n", .says = "prices is not a list"},
        {.text = "apis: {x: {prices: 5}}\n", .says = "prices is not a list"},
        {.text = LISTS "      - 5\n", .says = "api x: it is not a map"},
        {.text = LISTS "      - {from: 2026-02-01, to: 2026-01-01, input_per_mtok: 1, " WORDS,
         .says = "from is not before to"},
        {.text = LISTS "      - {input_per_mtok: 1, " WORDS
                       "      - {from: 2026-01-01, input_per_mtok: 2, " WORDS,
         .says = "overlap"},
        {.text = LISTS "      - {to: 2026-01-02, input_per_mtok: 1, " WORDS
                       "      - {from: 2026-01-01, input_per_mtok: 2, " WORDS,
         .says = "overlap"},
        {.text = LISTS "      - {from: 2026-02-30, input_per_mtok: 1, " WORDS,
         .says = "from is not a date"},
        {.text = LISTS "      - {provider: p, input_per_mtok: 1, " WORDS,
         .says = "no key \"provider\""},
        {.text = GPU GPU_END ", fp8_tflops: 0}\n", .says = "fp8_tflops is not above 0"},
        {.text = GPU GPU_END ", fp8_tflops: 5T}\n", .says = "\"5T\" is not a number"},
        {.text = GPU GPU_END ", wats: 5}\n", .says = "there is no key \"wats\""},
        {.text = GPU GPU_END ", aliases: [y, [z]]}\n", .says = "aliases has no text"},
        {.text = GPU GPU_END ", aliases: [y, y, x]}\n"},
        {.text = GPU GPU_END ", is_amd: perhaps}\n", .says = "is_amd is none of its words"},
        {.text = GPU GPU_END ", rentals: 5}\n", .says = "rentals is not a map"},
        {.text = GPU GPU_END ", rentals: {a: {kind: on-demand, gpu_hour: 2}}}\n",
         .says = "it needs source"},
        {.text = GPU GPU_END ", rentals: {a: {kind: cheap, gpu_hour: 2, " WORDS "}}\n",
         .says = "kind is none of its words"},
        {.text = GPU GPU_END ", rentals: {a: {kind: reserved, gpu_hour: 2, " WORDS "}}\n",
         .says = "commitment_months go with kind: reserved"},
        {.text = GPU GPU_END ", rentals: {a: {kind: spot, gpu_hour: 2, gpus_per_node: 1.5, " WORDS
                             "}}\n",
         .says = "gpus_per_node is not whole"},
        {.text = "gpus: {X: {}}\n", .says = "an id has a to z"},
        {.text = "gpus: {x: {}}\n", .says = "GPU x: it needs name"},
        {.text = MODEL MODEL_END "}\n", .says = "it needs kv_heads and head_size, or latent"},
        {.text = MODEL MODEL_END ", latent: 576}\n", .says = "latent goes with attention_width"},
        {.text = MODEL MODEL_END ", kv_heads: 2, head_size: 16, window: 128}\n",
         .says = "window and window_layers go together"},
        {.text = MODEL MODEL_END ", kv_heads: 2, head_size: 16, linear_layers: 99}\n",
         .says = "more layers are linear or windowed"},
        {.text = MODEL MODEL_END ", kv_heads: 2, head_size: 16, experts: 8}\n",
         .says = "go together"},
        {.text = MODEL MODEL_END ", kv_heads: 2, head_size: 16, experts: 8, active_experts: 9, "
                                 "expert_parameters: 1M}\n",
         .says = "more is active than there is"},
        {.text = MODEL MODEL_END ", kv_heads: 2.5, head_size: 16}\n",
         .says = "kv_heads is not whole"},
        {.text = MODEL "precision: int3}\n", .says = "stated twice"},
        {.text = "models:\n  x: {name: n, precision: fp6, parameters: 8B, active_parameters: 7B, "
                 "layers: 3, " MODEL_END ", kv_heads: 2, head_size: 16}\n",
         .says = "precision is none of bf16"},
        {.text = "apis:\n  x: {", .says = "not closed"},
        {.text = "apis:\n\tx: 1\n", .says = "tab"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        llmcost_diags_init(&diags);
        bool good = catalog_parse(rows[i].text, strlen(rows[i].text), 3, &catalog, &diags);
        bool said = false;
        for (int n = 0; n < diags.count && rows[i].says != NULL; n++)
            said = said || (strstr(diags.list[n].text, rows[i].says) != NULL &&
                            diags.list[n].place.input == 3);
        if (good != (rows[i].says == NULL) || said == good)
            fail_msg("%s: %s", rows[i].text, diags.count > 0 ? diags.list[0].text : "read");
        catalog_free(&catalog);
    }
}

static void test_same_name_twice(void **state)
{
    (void)state;
    static const char text[] = GPU GPU_END ", aliases: [a]}\n"
                                           "  a: {name: n, memory_gb_sold: 80, memory_gb: 85.9, "
                                           "tb_per_second: 3, " GPU_END "}\n";
    llmcost_diags_init(&diags);
    assert_false(catalog_parse(text, strlen(text), 0, &catalog, &diags));
    assert_non_null(strstr(diags.list[0].text, "its name \"a\" is that of another entry"));
    catalog_free(&catalog);
}

static void test_prices_at_a_date(void **state)
{
    (void)state;
    static const char text[] =
        "apis:\n  x:\n    note: of all\n    deprecated: 2026-05-01\n    prices:\n"
        "      - {from: 2025-01-01, to: 2025-07-01, input_per_mtok: 1, note: old, source: a, "
        "date: 2025-02-01}\n"
        "      - {from: 2026-01-01, input_per_mtok: 2, source: b, date: 2026-03-01}\n";
    static const struct {
        const char *as_of;
        double input;
        int notes;
        const char *refusal;
    } rows[] = {
        {.input = 2, .notes = 1, .refusal = ""},
        {.input = 2, .notes = 1, .refusal = ""},
        {.as_of = "2026-05-01", .input = 2, .notes = 2, .refusal = ""},
        {.as_of = "2025-01-01", .input = 1, .notes = 2, .refusal = ""},
        {.as_of = "2025-06-30", .input = 1, .notes = 2, .refusal = ""},
        {.as_of = "2025-07-01", .refusal = "the catalog has no price of it for 2025-07-01"},
        {.as_of = "2024-12-31", .refusal = "the catalog has no price of it for 2024-12-31"},
    };
    llmcost_diags_init(&diags);
    assert_true(catalog_parse(text, strlen(text), 0, &catalog, &diags));
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct api_entry entry;
        catalog_api_entry(&catalog.api[0], rows[i].as_of, &entry);
        assert_true(price(&entry, "input_per_mtok") == rows[i].input);
        assert_int_equal(entry.notes, rows[i].notes);
        assert_string_equal(entry.refusal, rows[i].refusal);
        assert_string_equal(entry.key, "x");
    }
    catalog_free(&catalog);
}

static void test_recognise(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool is;
    } rows[] = {
        {.text = "apis:\n", .is = true},
        {.text = "\xEF\xBB\xBF# x\n\n---\ngpus: {}\n", .is = true},
        {.text = "# x\r\nmodels:\r\n", .is = true},
        {.text = "models", .is = false},
        {.text = "", .is = false},
        {.text = "# apis:", .is = false},
        {.text = "version: 1\napis:\n", .is = false},
        {.text = "{\"models\": []}", .is = false},
        {.text = "apisx: 1\n", .is = false},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        if (catalog_recognise(rows[i].text, strlen(rows[i].text)) != rows[i].is)
            fail_msg("%s", rows[i].text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_apis_are_complete),  cmocka_unit_test(test_known_prices),
        cmocka_unit_test(test_one_api_alone),      cmocka_unit_test(test_gpus_are_complete),
        cmocka_unit_test(test_known_gpus),         cmocka_unit_test(test_models_add_up),
        cmocka_unit_test(test_known_models),       cmocka_unit_test(test_candidates),
        cmocka_unit_test(test_catalogs_of_a_user), cmocka_unit_test(test_same_name_twice),
        cmocka_unit_test(test_prices_at_a_date),   cmocka_unit_test(test_recognise),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
