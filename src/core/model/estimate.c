/* estimate.c - throughput of an open model on a GPU, estimated from what both are made of (§8).
 * Knows the step of a decoder: memory, arithmetic, communication and overhead, summed, not maxed.
 * A fallback: whoever has measured is believed (capacity.c). To add a precision: an entry in
 * llmcost.h and a row here.
 */
#include "core/model/estimate.h"
#include "core/base/count.h"
#include "core/base/real.h"
#include "core/model/measured.h"
#include "core/scenario/scenario.h"
#include "llmcost.h"

#include <string.h>

/* Fitted on 3,301 public runs (§8). */
static const double MEMORY_EFFICIENCY = 0.84, LINK_EFFICIENCY = 0.50;
static const double LAYER_DENSE = 69e-6, LAYER_EXPERTS = 130e-6; /* s, of kernels and waiting */
static const double USABLE_MEMORY = 0.92, RESERVED_BYTES = 2.5e9;
static const double ACTIVATION_BYTES = 2; /* what GPUs exchange */
/* Without NVLink or its like models are split by layers, not within them. */
static const double SLOW_LINK = 64e9;
/* 64 and more experts wait for the busiest of them: fitted on 1,661 runs, of which 1.26 to 1.65
 * times at 256 and more sequences. */
static const double CROWDED_SEQUENCES = 64, CROWDING = 0.17; /* for each doubling beyond */
enum { MOST_GPUS = 1024, MANY_EXPERTS = 64 };

/* What a number format means for bytes and arithmetic. The KV cache of a format whose arithmetic is
 * bf16 is bf16 too; the others keep it in fp8, as the measured runs do. */
struct precision_row {
    const char *name;
    double weight_bytes, kv_bytes;
    double efficiency; /* ec */
};
static const struct precision_row precisions[] = {
    [LLMCOST_BF16] = {.name = "bf16", .weight_bytes = 2, .kv_bytes = 2, .efficiency = 0.564},
    [LLMCOST_FP8] = {.name = "fp8", .weight_bytes = 1, .kv_bytes = 1, .efficiency = 0.564},
    [LLMCOST_INT4] = {.name = "int4", .weight_bytes = 0.53, .kv_bytes = 2, .efficiency = 0.564},
    [LLMCOST_FP4] = {.name = "fp4", .weight_bytes = 0.53, .kv_bytes = 1, .efficiency = 0.388},
    [LLMCOST_MXFP4] = {.name = "mxfp4", .weight_bytes = 0.53, .kv_bytes = 2, .efficiency = 0.564},
};

_Static_assert(COUNT(precisions) == LLMCOST_PRECISIONS, "a row for each precision");

/* Formats of the same size and speed under another name. */
static const struct {
    const char *name;
    enum llmcost_precision precision;
} same_precisions[] = {
    {.name = "fp16", .precision = LLMCOST_BF16},
    {.name = "nvfp4", .precision = LLMCOST_FP4},
};

enum llmcost_precision llmcost_find_precision(const char *name)
{
    int found = 0;
    for (size_t i = 0; i < COUNT(same_precisions); i++)
        if (strcmp(same_precisions[i].name, name) == 0)
            return same_precisions[i].precision;
    while (found < LLMCOST_PRECISIONS && strcmp(precisions[found].name, name) != 0)
        found++;
    return (enum llmcost_precision)found;
}

const char *llmcost_precision_name(enum llmcost_precision precision)
{
    return precisions[precision].name;
}

double llmcost_precision_bytes(enum llmcost_precision precision)
{
    return precisions[precision].weight_bytes;
}

enum llmcost_precision llmcost_precision_of(const struct llmcost_scenario *scenario,
                                            const struct llmcost_host *host)
{
    const enum llmcost_precision stated =
        llmcost_find_precision(llmcost_text(scenario, host->precision.text));
    return stated < LLMCOST_PRECISIONS ? stated
                                       : (enum llmcost_precision)host->model_facts.precision;
}

/* The format that is computed in: mxfp4 is fp4 where the GPU has it, int4 is bf16. */
static enum llmcost_precision arithmetic_of(const struct llmcost_gpu *gpu,
                                            enum llmcost_precision precision)
{
    if (precision == LLMCOST_MXFP4 && gpu->fp4_flops > 0)
        return LLMCOST_FP4;
    return precision == LLMCOST_FP8 || precision == LLMCOST_FP4 ? precision : LLMCOST_BF16;
}

/* FLOP/s of one GPU in a precision: 0 where it has no arithmetic of its own for it. */
static double own_flops(const struct llmcost_gpu *gpu, enum llmcost_precision precision)
{
    const enum llmcost_precision in = arithmetic_of(gpu, precision);
    return in == LLMCOST_FP8   ? gpu->fp8_flops
           : in == LLMCOST_FP4 ? gpu->fp4_flops
                               : gpu->bf16_flops;
}

bool lacks_arithmetic(const struct llmcost_scenario *scenario, const struct llmcost_host *host)
{
    return own_flops(&host->gpu_facts, llmcost_precision_of(scenario, host)) <= 0;
}

/* A host, its precision and its number of GPUs, with the figures that no mix of tokens changes. */
struct replica {
    const struct llmcost_gpu *gpu;
    const struct llmcost_model *model;
    double gpus;
    double weight_bytes; /* of one weight */
    double kv_bytes;     /* of one element of the cache */
    double flops;        /* per second, of all GPUs, as far as they are used */
};

static struct replica replica_of(const struct llmcost_scenario *scenario,
                                 const struct llmcost_host *host, double gpus)
{
    const enum llmcost_precision precision = llmcost_precision_of(scenario, host);
    const struct precision_row *row = &precisions[precision];
    const double flops = own_flops(&host->gpu_facts, precision);
    const enum llmcost_precision in =
        flops > 0 ? arithmetic_of(&host->gpu_facts, precision) : LLMCOST_BF16;
    const double efficiency = precisions[in].efficiency;
    return (struct replica){
        .gpu = &host->gpu_facts,
        .model = &host->model_facts,
        .gpus = gpus,
        .weight_bytes = row->weight_bytes,
        .kv_bytes = row->kv_bytes,
        .flops = efficiency * gpus * (flops > 0 ? flops : host->gpu_facts.bf16_flops),
    };
}

/* Bytes of the cache of one sequence of so many tokens. */
static double cache_bytes(const struct replica *r, double tokens)
{
    const struct llmcost_model *m = r->model;
    return r->kv_bytes * (m->kv_per_token * tokens + m->window_kv * at_most(tokens, m->window));
}

/* Layers times the tokens before it that one more token attends to. */
static double attended(const struct llmcost_model *m, double tokens)
{
    const double whole = m->layers - m->linear_layers - m->window_layers;
    return whole * tokens + m->window_layers * at_most(tokens, m->window);
}

/* The sum of that over a prompt. */
static double attended_by_prompt(const struct llmcost_model *m, double tokens)
{
    const double whole = m->layers - m->linear_layers - m->window_layers;
    const double near = at_most(tokens, m->window);
    return whole * tokens * tokens / 2 + m->window_layers * near * (tokens - near / 2);
}

/* B_kv: how many sequences the memory holds beside the weights; below 1 when not even one. */
static double sequences_that_fit(const struct replica *r, double tokens)
{
    const double room = r->gpus * (USABLE_MEMORY * r->gpu->memory_bytes - RESERVED_BYTES) -
                        r->model->parameters * r->weight_bytes;
    /* more GPUs than KV heads hold some of them twice */
    const double copies = at_least(r->gpus / at_least(r->model->kv_heads, 1), 1);
    return room / (cache_bytes(r, tokens) * copies);
}

/* Seconds to move `tokens` activations of all layers between the GPUs. */
static double exchange(const struct replica *r, double tokens)
{
    if (r->gpus <= 1 || r->gpu->link_bytes_per_second <= 0)
        return 0;
    const double bytes = tokens * r->model->hidden * ACTIVATION_BYTES;
    const double seconds = bytes / (LINK_EFFICIENCY * r->gpu->link_bytes_per_second);
    if (r->gpu->link_bytes_per_second <= SLOW_LINK)
        return (r->gpus - 1) * seconds; /* from each group of layers to the next */
    return 2 * r->model->layers * 2 * (r->gpus - 1) / r->gpus * seconds;
}

/* How much longer than by the sum of its parts. */
static double crowding(const struct llmcost_model *m, double sequences)
{
    if (m->experts < MANY_EXPERTS || sequences <= CROWDED_SEQUENCES)
        return 1;
    return 1 + CROWDING * llmcost_log(sequences / CROWDED_SEQUENCES) / llmcost_log(2);
}

/* Bytes of the weights that a step of B sequences reads. */
static double weights_read(const struct replica *r, double sequences)
{
    const struct llmcost_model *m = r->model;
    const bool experts = m->experts > 1;
    const double base =
        m->active_parameters - (experts ? m->active_experts * m->expert_parameters : 0);
    const double touched =
        experts ? m->experts * (1 - llmcost_pow(1 - m->active_experts / m->experts, sequences)) : 0;
    return (base + m->expert_parameters * touched) * r->weight_bytes;
}

/* t_step: one output token of each of B sequences. */
static double step_seconds(const struct replica *r, double sequences, double context)
{
    const struct llmcost_model *m = r->model;
    const double memory = (weights_read(r, sequences) + sequences * cache_bytes(r, context)) /
                          (MEMORY_EFFICIENCY * r->gpus * r->gpu->bytes_per_second);
    const double arithmetic =
        sequences * (2 * m->active_parameters + 4 * m->attention_width * attended(m, context)) /
        r->flops;
    return memory + arithmetic + exchange(r, sequences) +
           m->layers * (m->experts > 1 ? LAYER_EXPERTS : LAYER_DENSE);
}

/* t_pre: the prompt of one request, its cached tokens left out of all but attention. */
static double prefill_seconds(const struct replica *r, double input, double uncached)
{
    const struct llmcost_model *m = r->model;
    const double dense = m->active_parameters - m->vocabulary * m->hidden;
    return (uncached * 2 * dense + 4 * m->attention_width * attended_by_prompt(m, input)) /
               r->flops +
           exchange(r, uncached);
}

/* A mix of tokens per request, and how many sequences are offered at once. */
struct mix {
    double input, uncached, output, concurrency;
};

/* With B sequences. */
static struct llmcost_estimate estimate_of(const struct replica *r, const struct mix *mix,
                                           double fit, double sequences)
{
    const double slower = crowding(r->model, sequences);
    const double step = slower * step_seconds(r, sequences, mix->input + mix->output / 2);
    const double prompt = slower * prefill_seconds(r, mix->input, mix->uncached);
    return (struct llmcost_estimate){
        .fits = fit >= 1,
        .weight_bytes = r->model->parameters * r->weight_bytes,
        .sequences = sequences,
        .sequences_fit = fit,
        .requests_per_second = sequences / (mix->output * step + sequences * prompt),
        .step_ms = 1000 * step,
        .prompt_ms = 1000 * prompt,
        .tpot_ms = mix->output > 0 ? 1000 * (step + sequences * prompt / mix->output) : 0,
    };
}

static struct llmcost_estimate estimate_at(const struct replica *r, const struct mix *mix)
{
    const double fit = sequences_that_fit(r, mix->input + mix->output);
    /* one sequence that does not fit: a figure to show, never to plan with */
    struct llmcost_estimate e =
        estimate_of(r, mix, fit, at_least(at_most(mix->concurrency, fit), 1));
    e.limited_by = fit < mix->concurrency ? LLMCOST_LIMIT_MEMORY : LLMCOST_LIMIT_NONE;
    return e;
}

/* The same with the most sequences, a whole number, whose TPOT is not above a limit. More of them
 * take longer; that crowded experts serve more when there are fewer is no reason to count with it.
 */
static struct llmcost_estimate estimate_within(const struct replica *r, const struct mix *mix,
                                               double most_ms)
{
    const struct llmcost_estimate free = estimate_at(r, mix);
    if (free.tpot_ms <= most_ms)
        return free;
    double low = 1;
    double high = llmcost_whole(free.sequences);
    while (high - low > 1) {
        const double middle = (double)(int64_t)((low + high) / 2);
        if (estimate_of(r, mix, free.sequences_fit, middle).tpot_ms <= most_ms)
            low = middle;
        else
            high = middle;
    }
    struct llmcost_estimate e = estimate_of(r, mix, free.sequences_fit, low);
    e.requests_per_second = at_most(e.requests_per_second, free.requests_per_second);
    e.limited_by = LLMCOST_LIMIT_TPOT;
    e.is_slow = e.tpot_ms > most_ms;
    return e;
}

static struct mix mix_of(const struct terms *terms, const struct llmcost_host *host)
{
    const struct token_mix own = tokens_of(terms, &host->common);
    return (struct mix){.input = own.input,
                        .uncached = own.input * (1 - prefix_cached(terms, host)),
                        .output = own.output,
                        .concurrency = host->concurrency.value};
}

/* The mix that the capacity was measured at. Prompts of a benchmark are not cached unless it is the
 * scenario's own mix. */
static struct mix measured_mix(const struct terms *terms, const struct llmcost_host *host)
{
    const struct token_mix own = stated_mix(terms, host);
    struct mix mix = mix_of(terms, host);
    mix.input = own.input;
    mix.uncached = is_stated(&host->measured_input_tokens)
                       ? own.input
                       : own.input * (1 - prefix_cached(terms, host));
    mix.output = own.output;
    if (is_stated(&host->measured_concurrency))
        mix.concurrency = host->measured_concurrency.value;
    return mix;
}

bool has_facts(const struct llmcost_host *host)
{
    return host->model_facts.parameters > 0 && host->gpu_facts.memory_bytes > 0;
}

static bool was_measured_elsewhere(const struct llmcost_host *host)
{
    return is_stated(&host->measured_input_tokens) || is_stated(&host->measured_output_tokens) ||
           is_stated(&host->measured_concurrency);
}

bool llmcost_is_estimated(const struct llmcost_host *host)
{
    return has_facts(host) && host->runs.count == 0 &&
           (!states_capacity(host) || was_measured_elsewhere(host));
}

bool estimate_make(const struct terms *terms, const struct llmcost_host *host,
                   struct llmcost_estimate *ret_estimate)
{
    if (!has_facts(host))
        return false;
    const struct replica r = replica_of(terms->scenario, host, host->gpus_per_replica.value);
    const struct mix mix = mix_of(terms, host);
    const struct llmcost_input *most = &terms->scenario->max_tpot_ms;
    if (most->origin == LLMCOST_UNSET)
        *ret_estimate = estimate_at(&r, &mix);
    else
        *ret_estimate = estimate_within(
            &r, &mix, most->value * calibration(terms, host) * host->throughput_factor.value);
    return true;
}

bool llmcost_estimate(const struct llmcost_scenario *scenario, const struct llmcost_host *host,
                      struct llmcost_estimate *ret_estimate)
{
    const struct terms first = first_terms(scenario);
    return estimate_make(&first, host, ret_estimate);
}

bool llmcost_goes_into_memory(const struct llmcost_scenario *scenario, int option)
{
    const struct llmcost_host *host = llmcost_option_host(scenario, option);
    struct llmcost_estimate e;
    return host == NULL || !llmcost_is_estimated(host) || !llmcost_estimate(scenario, host, &e) ||
           e.fits;
}

double llmcost_gpus_needed(const struct llmcost_scenario *scenario, const struct llmcost_host *host)
{
    const struct terms first = first_terms(scenario);
    const struct mix mix = mix_of(&first, host);
    struct replica r = replica_of(scenario, host, 1);
    for (; r.gpus <= MOST_GPUS; r.gpus++)
        if (sequences_that_fit(&r, mix.input + mix.output) >= 1)
            return r.gpus;
    return 0;
}

double most_requests(const struct llmcost_scenario *scenario, const struct llmcost_host *host)
{
    const double many = 1e9; /* sequences of a model that keeps no cache */
    const struct terms terms = first_terms(scenario);
    const struct replica r = replica_of(scenario, host, host->gpus_per_replica.value);
    const struct mix mix = measured_mix(&terms, host);
    const double cache = cache_bytes(&r, mix.uncached + mix.output / 2);
    const double room = r.gpus * r.gpu->memory_bytes - r.model->parameters * r.weight_bytes;
    const double sequences = room < cache * many ? room / cache : many;
    if (sequences < 1)
        return 0;
    const double seconds = mix.output * (weights_read(&r, sequences) / sequences + cache) /
                           (r.gpus * r.gpu->bytes_per_second);
    return seconds > 0 ? 1 / seconds : MAX_CAPACITY;
}

double calibration(const struct terms *terms, const struct llmcost_host *host)
{
    if (!states_capacity(host))
        return 1;
    const struct replica r = replica_of(terms->scenario, host, host->gpus_per_replica.value);
    const struct mix mix = measured_mix(terms, host);
    const struct token_mix own = stated_mix(terms, host);
    const double share = is_stated(&host->measured_input_tokens) ? 0 : prefix_cached(terms, host);
    return stated_capacity(host, own, own, share) / estimate_at(&r, &mix).requests_per_second;
}
