/* llmcost.h - rent a hosted LLM API, run an open model on your own GPUs, or mix the two?
 *
 * The engine alone: it reads no YAML and writes no JSON and no tables; the program does. It does no
 * I/O, allocates nothing, has no mutable globals, reads no clock and no locale.
 *
 * The public API in reading order: limits, numbers, scenario, diagnostics, engine, questions,
 * words. A scenario is a set of named numbers; everything else changes some of them and asks again.
 * Scenario and result are plain values: copied with `=`, nothing to free, no pointers inside. Both
 * are large (about 1 and 4 MB, most of it never touched): keep them on the heap or static, not on a
 * small stack. Section numbers (§) are those of the cost model, printed in short form in README.md.
 */
/* Example: which of two is cheaper. `cc example.c -lllmcost -lm`; tests/library.sh runs it.
 *
 *   #include <llmcost.h>
 *   #include <stdio.h>
 *
 *   static struct llmcost_scenario scenario;
 *   static struct llmcost_result result;
 *   static struct llmcost_diags diags;
 *
 *   int main(void)
 *   {
 *       llmcost_scenario_init(&scenario);
 *       llmcost_diags_init(&diags);
 *       struct llmcost_api *api = &scenario.api[llmcost_add_api(&scenario, "hosted")];
 *       struct llmcost_host *host = &scenario.host[llmcost_add_host(&scenario, "own")];
 *       llmcost_set(&scenario.workload.requests_per_day, 20000);
 *       llmcost_set(&scenario.workload.input_tokens, 1000);
 *       llmcost_set(&scenario.workload.output_tokens, 200);
 *       llmcost_set(&api->input_per_mtok, 2);
 *       llmcost_set(&api->output_per_mtok, 8);
 *       llmcost_set(&host->requests_per_second, 4);
 *       llmcost_set(&host->gpu_hour, 1.2);
 *       if (!llmcost_check(&scenario, &diags) || !llmcost_evaluate(&scenario, &result, &diags)) {
 *           fprintf(stderr, "%s\n", diags.list[0].text);
 *           return 1;
 *       }
 *       for (int i = 0; i < result.options; i++)
 *           printf("%s%s %.2f", i > 0 ? ", " : "", llmcost_option_id(&scenario, i),
 *                  (double)result.option[i].monthly_micros / 1e6);
 *       putchar('\n');
 *       return 0;
 *   }
 *   // prints: hosted 2190.00, own 876.00
 */
#ifndef LLMCOST_H
#define LLMCOST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif
#ifdef __GNUC__
#pragma GCC visibility push(default) /* what a shared library shows */
#endif

#define LLMCOST_VERSION "0.2.0"
#define LLMCOST_DATE    "2026-11-28" /* of that version: no clock is read */

/* ---- Limits ---- */

enum {
    LLMCOST_MAX_APIS = 128,
    LLMCOST_MAX_HOSTS = 64,
    LLMCOST_MAX_HYBRIDS = 64,
    LLMCOST_MAX_OPTIONS = LLMCOST_MAX_APIS + LLMCOST_MAX_HOSTS + LLMCOST_MAX_HYBRIDS,
    LLMCOST_MAX_ENTRIES = 512,  /* entries of all lists and maps of a whole scenario */
    LLMCOST_MAX_LIST = 32,      /* ... of one of them */
    LLMCOST_MAX_HOURS = 8784,   /* hours of a load shape: a leap year */
    LLMCOST_MAX_MONTHS = 600,   /* months of a horizon */
    LLMCOST_MAX_TEXT = 1 << 18, /* bytes of all ids, names and sources of a scenario */
    LLMCOST_MAX_ID = 128,       /* bytes of an id */
    LLMCOST_MAX_NAME = 64,      /* characters of the name of an entry */
    LLMCOST_MAX_DIAGS = 200,    /* complaints kept of one file */
    LLMCOST_MAX_WARNINGS = 256,
    LLMCOST_MAX_STEPS = 128,    /* numbers that change at a month */
    LLMCOST_MAX_NOTES = 128,    /* of catalog entries, in a scenario */
    LLMCOST_MAX_BANDS = 128,    /* bands of one break-even */
    LLMCOST_MAX_WORKLOADS = 32, /* of a portfolio */
    LLMCOST_MAX_PATH = 320,     /* bytes of a path such as apis."gpt-3.5".discount */
};

/* A bill beyond this many units of the currency is refused (§0). */
#define LLMCOST_MAX_BILL 9e12

/* ---- Numbers ---- */

/* Where a value came from. UNSET: never stated, and there is no default. */
enum llmcost_origin {
    LLMCOST_UNSET,
    LLMCOST_DEFAULT,
    LLMCOST_FILE,
    LLMCOST_CATALOG,
    LLMCOST_SET,
};

enum llmcost_basis { LLMCOST_BASIS_NONE, LLMCOST_MEASURED, LLMCOST_QUOTED, LLMCOST_ASSUMED };
enum { LLMCOST_BASES = LLMCOST_ASSUMED + 1 };
/* "measured", "quoted", "assumed", and "" for none. */
const char *llmcost_basis_name(enum llmcost_basis basis);

enum llmcost_range { LLMCOST_POINT, LLMCOST_TRIANGULAR, LLMCOST_LOGNORMAL, LLMCOST_UNIFORM };

/* Where in which text something stands. */
struct llmcost_place {
    uint32_t line, column; /* 1-based, in characters; 0: in no text, or the whole of it */
    uint16_t input;        /* which text: 0 the file, n the n-th of those that came with it */
};

/* One number of the scenario, in the unit of its field, with all that is known about it.
 * `value` is the point value the engine uses; a range keeps its parameters: low, likely, high
 * (triangular), low = p10 and high = p90 (lognormal), low = min and high = max (uniform). */
struct llmcost_input {
    double value;
    double low, likely, high;
    struct llmcost_place place;
    uint32_t source;  /* text offset, 0 when none is stated */
    uint8_t origin;   /* enum llmcost_origin */
    uint8_t basis;    /* enum llmcost_basis */
    uint8_t range;    /* enum llmcost_range */
    uint32_t same_as; /* text offset: the path of the range whose draw this one takes; 0: its own */
};

/* A piece of text, or a reference to an option by its id. Read it with llmcost_text(). */
struct llmcost_name {
    uint32_t text;   /* text offset, 0 when unset */
    uint32_t source; /* of the catalog entry that it names: text offset, 0 when none */
    struct llmcost_place place;
    int32_t option; /* option index that a reference names, -1 when unresolved */
    uint8_t origin; /* enum llmcost_origin */
};

/* Strictly one number of the scenario grammar: decimal, optional sign, fraction and exponent, `_`
 * between digits, then at most one of % k M B T. Returns false, and why in *ret_why (a static
 * sentence), for anything else. */
bool llmcost_parse_number(const char *text, size_t length, double *ret_value, const char **ret_why);

/* The p quantile (0 < p < 1) of a range: triangular, lognormal, uniform (§10); a point is its
 * value. */
double llmcost_quantile(const struct llmcost_input *input, double p);

/* exp, log and pow built on IEEE + - * / and sqrt alone: the same bits on every machine, within 2
 * ulp (§0). */
double llmcost_exp(double x);
double llmcost_log(double x);
double llmcost_pow(double x, double y);

/* whole(x) = ceil(x * (1 - 1e-12)): 4.000000000000001 replicas are 4 (§0). */
double llmcost_whole(double x);

/* ---- Scenario ---- */

/* Number formats of weights that the throughput estimate knows (§8). */
enum llmcost_precision {
    LLMCOST_BF16,
    LLMCOST_FP8,
    LLMCOST_INT4,  /* weights alone: computed in bf16 */
    LLMCOST_FP4,   /* weights and arithmetic, where the GPU has it */
    LLMCOST_MXFP4, /* weights alone: computed in bf16 */
    LLMCOST_PRECISIONS
};

/* What the throughput estimate (§8) reads of a GPU and of an open model; 0: unknown. */
struct llmcost_gpu {
    double memory_bytes;                     /* MEM */
    double bytes_per_second;                 /* BW, of the memory */
    double bf16_flops, fp8_flops, fp4_flops; /* F, dense, per second; 0: not supported */
    double link_bytes_per_second;            /* LINK, one way */
    bool is_amd;                             /* the estimate is optimistic there */
};
struct llmcost_model {
    double layers, hidden, heads, kv_heads, head_size; /* L, d, -, nkv, hd */
    double attention_width; /* ad: heads * head size of the attention arithmetic */
    double kv_per_token;    /* elements of the KV cache of one token that stay, all layers */
    double linear_layers; /* of the layers: those without a cache (linear attention, Mamba, MLP) */
    double window, window_layers; /* those that attend to the last so many tokens alone */
    double window_kv;             /* elements that a token takes there, all such layers */
    double experts, active_experts, expert_parameters; /* E, ka, one expert over all layers */
    double vocabulary;                                 /* V */
    double parameters, active_parameters;              /* N, Na */
    bool is_latent;    /* multi-head latent attention: one latent cache, kv_heads is 1 */
    uint8_t precision; /* enum llmcost_precision that it is published in */
};

/* The sections of a scenario, in the order of the contract. */
enum llmcost_section {
    LLMCOST_TOP,
    LLMCOST_WORKLOAD,
    LLMCOST_APIS,
    LLMCOST_HOSTS,
    LLMCOST_COMMON, /* keys of apis and hosts alike; offsets are in struct llmcost_common */
    LLMCOST_HYBRIDS,
    LLMCOST_TEAM,
    LLMCOST_HORIZON,
    LLMCOST_RULES,
    LLMCOST_UNCERTAINTY,
    LLMCOST_GATES,
    LLMCOST_SECTIONS, /* those above are keys of the file */
    /* What an entry of a list or a map holds, as sections of their own. */
    LLMCOST_RATE = LLMCOST_SECTIONS, /* of `exchange` */
    LLMCOST_EXTRA,
    LLMCOST_RUN,   /* of `runs` */
    LLMCOST_CLOCK, /* of `hours` */
    LLMCOST_METER, /* of `metered` */
    LLMCOST_ALL_SECTIONS
};

enum llmcost_load_kind {
    LLMCOST_LOAD_FLAT,
    LLMCOST_LOAD_LIST,   /* weights of the file or of a CSV */
    LLMCOST_LOAD_FACTOR, /* {load_factor: f}, §1 */
    LLMCOST_LOAD_SHAPE,  /* a named shape of the catalog */
};

/* Relative hourly demand. Weights have mean 1; levels are the distinct weights in falling order. */
struct llmcost_load {
    uint8_t kind;             /* enum llmcost_load_kind */
    struct llmcost_name name; /* of a named shape, or the CSV's path */
    /* load_factor: an input for LLMCOST_LOAD_FACTOR, else derived, 1/max(w) */
    struct llmcost_input factor;
    int32_t hours; /* H, 1..LLMCOST_MAX_HOURS */
    int32_t levels;
    double level[LLMCOST_MAX_HOURS];        /* distinct weights, falling */
    int16_t level_hours[LLMCOST_MAX_HOURS]; /* hours at that level */
    int32_t hours_above[LLMCOST_MAX_HOURS]; /* hours at that level or a higher one */
    double weight_above[LLMCOST_MAX_HOURS]; /* the sum of their weights */
    int16_t level_of[LLMCOST_MAX_HOURS];    /* hour -> its level */
    double weight[LLMCOST_MAX_HOURS];       /* in order of time */
};

struct llmcost_workload {
    struct llmcost_input requests_per_day, requests_per_month; /* exactly one of the four */
    struct llmcost_input tokens_per_day, tokens_per_month;
    struct llmcost_input input_tokens, output_tokens; /* per request */
    struct llmcost_input cached_share, cache_write_share, batch_share, long_context_share;
    struct llmcost_input cache_write_hour_share, stored_mtok, deferrable_share;
    struct llmcost_input attempts_per_request, burst, growth_per_year;
};

/* The entries of one list or map: so many of scenario.entry from `first` on. */
struct llmcost_entries {
    int32_t first, count;
};

/* When a host or hybrid takes over, and from which api (§7). */
struct llmcost_start {
    struct llmcost_input starts_month, overlap_months;
    struct llmcost_name until_then;
};

/* What apis and hosts have in common. */
struct llmcost_common {
    struct llmcost_input escalation_share;
    struct llmcost_name escalates_to;
    struct llmcost_input engineers, revalidation_cost, revalidations_per_year, fixed_per_month,
        one_off, credits;
    struct llmcost_input token_ratio, input_ratio, output_ratio, attempts_per_request;
    struct llmcost_input quality, ttft_ms, tpot_ms, availability, in_house;
    struct llmcost_name meets;    /* words with commas between them; the same of rules.requires */
    struct llmcost_entries extra; /* lines of its own, money a month */
    struct llmcost_entries metered;
};

struct llmcost_api {
    struct llmcost_name id;
    struct llmcost_common common;
    struct llmcost_name from, tier; /* tier: which of the entry's prices */
    struct llmcost_input input_per_mtok, output_per_mtok, cached_input_per_mtok,
        cache_write_per_mtok;
    struct llmcost_input long_context_over, long_context_input_per_mtok,
        long_context_output_per_mtok;
    struct llmcost_input long_context_cached_input_per_mtok, long_context_cache_write_per_mtok;
    struct llmcost_input batch_discount, discount, per_request, monthly_fee, monthly_minimum;
    struct llmcost_input price_change_per_year, requests_per_minute_limit, tokens_per_minute_limit;
    struct llmcost_input surcharge, cache_write_hour_per_mtok, cache_storage_per_mtok_hour,
        batch_cached_input_per_mtok;
    /* its own, where they are not those of the workload */
    struct llmcost_input cached_share, cache_write_share, batch_share, long_context_share;
    struct llmcost_entries hours; /* times in which its token prices are others */
    /* As the file or the catalog states them, whatever a question has changed since: what the
     * long-context tier lacks scales with their ratio (§2). See llmcost_check(). */
    double written_input_per_mtok, written_long_context_input_per_mtok;
    int32_t priced_on; /* the day of its catalog prices, from 1970-01-01; 0: none, or unknown */
};

struct llmcost_host {
    struct llmcost_name id;
    struct llmcost_common common;
    struct llmcost_input requests_per_second, input_tokens_per_second, output_tokens_per_second,
        tokens_per_second;
    struct llmcost_entries runs; /* measured points, in order of concurrency */
    struct llmcost_name model, gpu, rental;
    struct llmcost_name unit; /* what the words call a GPU of it, such as PTU; see llmcost_unit() */
    struct llmcost_input measured_input_tokens, measured_output_tokens, measured_concurrency;
    struct llmcost_input throughput_factor;
    struct llmcost_input max_utilization, prefix_cached_share;
    struct llmcost_input gpu_hour, elastic_gpu_hour, gpu_price_change_per_year;
    struct llmcost_input commitment_months, commitment_exit_share;
    struct llmcost_input purchase_per_gpu, life_years, residual_share, resale_share,
        cost_of_capital;
    struct llmcost_input watts_per_gpu, idle_power_share, pue, per_kwh;
    struct llmcost_input colocation_per_gpu_month, maintenance_share, licence_per_gpu_year;
    struct llmcost_input gpus_per_replica, gpus_per_node, min_replicas, replicas, spare_replicas,
        staging_gpus;
    struct llmcost_input cold_start_hours, operations_per_month, overhead_share,
        engineers_per_100_gpus;
    struct llmcost_input on_call_engineers, on_call_stipend_per_month, fine_tune_cost,
        fine_tunes_per_year;
    struct llmcost_input compliance_per_year, concurrency;
    struct llmcost_start start;
    struct llmcost_name precision;
    /* What the catalogs say of `gpu` and `model`; all 0 where they are not stated. */
    struct llmcost_gpu gpu_facts;
    struct llmcost_model model_facts;
    int32_t priced_on; /* the day of its catalog rental, from 1970-01-01; 0: none */
    bool automatic;    /* gpus_per_replica is `auto`: the fewest that hold the model */
};

struct llmcost_hybrid {
    struct llmcost_name id;
    struct llmcost_name host, api;
    struct llmcost_input same_model; /* both parts serve the same weights */
    struct llmcost_input replicas;
    struct llmcost_start start;
};

/* One measured point of a replica (§3). */
struct llmcost_run {
    struct llmcost_input concurrency, requests_per_second; /* or the two of tokens */
    struct llmcost_input input_tokens_per_second, output_tokens_per_second;
    struct llmcost_input ttft_ms, tpot_ms;
};

/* A time of the day in which token prices are multiplied by a factor, in the clock of the load. */
struct llmcost_clock {
    struct llmcost_name days; /* mon-fri, sat-sun, all */
    struct llmcost_input from, to, factor;
};

/* What requests use beside text tokens: so many for each, at that price. */
struct llmcost_meter {
    struct llmcost_input per_request, price;
};

/* One entry of a list or a map; which member it has says the section of its fields. */
struct llmcost_entry {
    struct llmcost_name name; /* in a map; in a list only its place counts */
    union {
        struct llmcost_input amount; /* LLMCOST_RATE, LLMCOST_EXTRA */
        struct llmcost_run run;      /* LLMCOST_RUN */
        struct llmcost_clock clock;  /* LLMCOST_CLOCK */
        struct llmcost_meter meter;  /* LLMCOST_METER */
    };
};

/* One input of a scenario: field `field` (index into llmcost_fields, -1: none) of option `index` of
 * `section` (0 in sections that are not maps); `entry` >= 0 is an entry of one of its lists or maps
 * (index into scenario.entry), field then a row of that entry's section. */
struct llmcost_ref {
    int16_t section, index, field, entry;
};

/* One number that changes at a month (§7). */
struct llmcost_step {
    struct llmcost_ref ref;
    struct llmcost_input value; /* what it is from then on, or the factor on what was in force */
    int16_t month;              /* the first with it, from 2 */
    bool scales;
};
/* In order of months; what a month sets before what it scales. */
struct llmcost_steps {
    int32_t count;
    struct llmcost_step step[LLMCOST_MAX_STEPS];
};

/* What a catalog entry says to its users, about an option. */
struct llmcost_note {
    uint32_t text; /* text offset: a whole sentence */
    int16_t section, index;
    bool of_price; /* of what was taken from it as a price, and of nothing that stands otherwise */
};

/* Gates of the scenario; flags win over them (CI only). */
struct llmcost_gates {
    struct llmcost_input max_monthly_cost, min_margin;
    struct llmcost_name max_increase; /* "500" or "5%" */
    struct llmcost_name fail_on;      /* its words, separated by commas */
};

/* What every question reads stands first, together, and lists after it. */
struct llmcost_scenario {
    struct llmcost_input version, hours_per_month;
    struct llmcost_name name, notes, currency, baseline;
    struct llmcost_entries exchange; /* what one of a currency costs in this one */
    struct llmcost_workload workload;
    /* Tokens of a request as the file states them, whatever a question has changed since: the mix
     * that a stated requests_per_second belongs to (§3). See llmcost_check(). */
    double written_input_tokens, written_output_tokens;
    struct llmcost_input salary_per_year, overhead; /* team */
    struct llmcost_input months, discount_per_year; /* horizon */
    /* rules */
    struct llmcost_input data_in_house, min_quality, max_ttft_ms, min_availability, max_tpot_ms;
    struct llmcost_name requires;
    struct llmcost_input samples, seed; /* uncertainty */
    struct llmcost_gates gates;
    struct llmcost_name section[LLMCOST_SECTIONS]; /* where each section begins, for complaints */
    int32_t as_of; /* the day that prices are judged on, from 1970-01-01; 0: none is stated */
    int32_t notes_of_catalogs;
    uint32_t text_used;
    int32_t apis, hosts, hybrids, entries;
    struct llmcost_steps changes;
    struct llmcost_load load; /* of the workload: its shape is that of every month */
    /* The load as hosts and hybrids see it, where some of it can wait (§1), else of no hours. It is
     * made from the load and the share that can wait, as they are set and by llmcost_check(). */
    struct llmcost_load deferred;
    struct llmcost_api api[LLMCOST_MAX_APIS];
    struct llmcost_host host[LLMCOST_MAX_HOSTS];
    struct llmcost_hybrid hybrid[LLMCOST_MAX_HYBRIDS];
    struct llmcost_entry entry[LLMCOST_MAX_ENTRIES];
    struct llmcost_note note[LLMCOST_MAX_NOTES];
    char text[LLMCOST_MAX_TEXT];
};

/* Options are numbered apis first, then hosts, then hybrids, each in the file's order. */
enum llmcost_option_kind { LLMCOST_API, LLMCOST_HOST, LLMCOST_HYBRID };

/* All fields at their defaults, the version too, no options, flat load: what llmcost_check() then
 * lacks is what nobody else can know, a demand, its tokens, and one option with its prices. */
void llmcost_scenario_init(struct llmcost_scenario *scenario);

/* For those who cannot include this header: the version it is of, and the bytes of its structs. */
const char *llmcost_version(void);
size_t llmcost_scenario_size(void);
size_t llmcost_result_size(void);
size_t llmcost_diags_size(void);

/* Copy text into the scenario; its offset, or 0 when there is no room. "" is offset 0. */
uint32_t llmcost_add_text(struct llmcost_scenario *scenario, const char *text, size_t length);
/* The text at an offset; valid as long as the scenario. */
const char *llmcost_text(const struct llmcost_scenario *scenario, uint32_t offset);

/* The precision of that name, such as bf16; LLMCOST_PRECISIONS when there is none. Its name. */
enum llmcost_precision llmcost_find_precision(const char *name);
const char *llmcost_precision_name(enum llmcost_precision precision);
/* Bytes of one weight in it, scales included. */
double llmcost_precision_bytes(enum llmcost_precision precision);

/* Append an option with all its fields at their defaults; its index among its kind, or -1 when
 * there is no room. */
int llmcost_add_api(struct llmcost_scenario *scenario, const char *id);
int llmcost_add_host(struct llmcost_scenario *scenario, const char *id);
int llmcost_add_hybrid(struct llmcost_scenario *scenario, const char *id);

/* How many there are; what one of them is, and its id. */
int llmcost_option_count(const struct llmcost_scenario *scenario);
enum llmcost_option_kind llmcost_option_kind(const struct llmcost_scenario *scenario, int option);
const char *llmcost_option_id(const struct llmcost_scenario *scenario, int option);

/* The option with that id, or -1. */
int llmcost_find_option(const struct llmcost_scenario *scenario, const char *id);

/* The parts an option is made of: the host it runs and the api it calls, NULL where it has none.
 * Those of a hybrid are known when llmcost_check() has passed. */
const struct llmcost_host *llmcost_option_host(const struct llmcost_scenario *scenario, int option);
const struct llmcost_api *llmcost_option_api(const struct llmcost_scenario *scenario, int option);

/* What the words call one of the GPUs of an option, such as PTU, where it is bought capacity of a
 * provider and no machine; NULL for GPUs, and for an api. */
const char *llmcost_unit(const struct llmcost_scenario *scenario, int option);

/* Set the load to `hours` weights, which are scaled to mean 1. False, and nothing is changed,
 * unless they are 1 to LLMCOST_MAX_HOURS, each from 0 to 1e15, with a positive sum. */
bool llmcost_set_load(struct llmcost_scenario *scenario, const double *weights, int hours);
/* Set it to the week of that load factor, above 0 to 1 (§1). */
void llmcost_set_load_factor(struct llmcost_scenario *scenario, double factor);

/* A number as code states it: value in place, origin LLMCOST_SET. */
void llmcost_set(struct llmcost_input *input, double value);

/* ---- Fields: the table of inputs ---- */

enum llmcost_kind {
    LLMCOST_NUMBER,
    LLMCOST_BOOLEAN, /* true or false, kept as a number 1 or 0 */
    LLMCOST_TEXT,
    LLMCOST_REFERENCE, /* the id of an option; which kinds are legal is in the row */
    LLMCOST_LOAD,
    LLMCOST_LIST,    /* of entries: their fields are those of the section `entries` */
    LLMCOST_MAP,     /* the same under names; a number each where that section has no key */
    LLMCOST_WORDS,   /* list of words */
    LLMCOST_CHANGES, /* what changes at a month: struct llmcost_steps */
};

enum llmcost_unit {
    LLMCOST_NO_UNIT,
    LLMCOST_COUNT,
    LLMCOST_SHARE,
    LLMCOST_RATIO,
    LLMCOST_TOKENS,
    LLMCOST_MTOK,
    LLMCOST_TOKENS_PER_DAY,
    LLMCOST_TOKENS_PER_MONTH,
    LLMCOST_TOKENS_PER_SECOND,
    LLMCOST_TOKENS_PER_MINUTE,
    LLMCOST_REQUESTS_PER_DAY,
    LLMCOST_REQUESTS_PER_MONTH,
    LLMCOST_REQUESTS_PER_SECOND,
    LLMCOST_REQUESTS_PER_MINUTE,
    LLMCOST_HOURS,
    LLMCOST_MONTHS,
    LLMCOST_YEARS,
    LLMCOST_PER_YEAR,       /* times a year */
    LLMCOST_SHARE_PER_YEAR, /* change a year, 0.2 is +20 % */
    LLMCOST_WATTS,
    LLMCOST_MILLISECONDS,
    LLMCOST_PEOPLE,
    LLMCOST_GPUS,
    LLMCOST_REPLICAS,
    LLMCOST_MONEY,
    LLMCOST_MONEY_PER_MONTH,
    LLMCOST_MONEY_PER_YEAR,
    LLMCOST_MONEY_PER_MTOK,
    LLMCOST_MONEY_PER_MTOK_HOUR,
    LLMCOST_MONEY_PER_REQUEST,
    LLMCOST_MONEY_PER_GPU,
    LLMCOST_MONEY_PER_GPU_HOUR,
    LLMCOST_MONEY_PER_GPU_MONTH,
    LLMCOST_MONEY_PER_GPU_YEAR,
    LLMCOST_MONEY_PER_KWH,
    LLMCOST_UNITS
};

/* "Exactly one of": fields of one group that are alternatives to each other share its name. */
enum llmcost_choice {
    LLMCOST_NO_CHOICE,
    LLMCOST_DEMAND,   /* how the demand is stated */
    LLMCOST_CAPACITY, /* how one replica's capacity is stated */
    LLMCOST_PAY,      /* how the GPUs are paid for */
    LLMCOST_POINT_OF, /* what one replica serves at a measured point */
    LLMCOST_CHOICES
};

enum {
    LLMCOST_REQUIRED = 1, /* must be stated */
    LLMCOST_WHOLE = 2,    /* a whole number */
    LLMCOST_NOTABLE = 4,  /* its default is an assumption worth showing */
    /* Names a catalog entry, which fills what its option must state and does not. */
    LLMCOST_FILLS = 8,
    /* A price input, for attribution; workload inputs are usage, the rest structure. */
    LLMCOST_PRICE = 16,
    LLMCOST_ABOVE_MIN = 32, /* min itself is excluded */
    LLMCOST_TO_API = 64,    /* a reference to an api */
    LLMCOST_TO_HOST = 128,  /* a reference to a host */
    LLMCOST_TO_HYBRID = 256,
    LLMCOST_STRUCTURE = 512, /* a count that is built, not unsure: no row of the tornado */
    /* Names are codes of currencies; what a scenario is read with, no input of the engine. */
    LLMCOST_CURRENCIES = 1024,
    LLMCOST_AUTO = 2048,    /* may be `auto`: the fewest GPUs whose memory holds the host's model */
    LLMCOST_LASTING = 4096, /* settled at the start, or judged once: no change at a month */
};

struct llmcost_field {
    const char *name; /* the C member, the YAML key, the JSON key and the word in messages */
    const char *text; /* one sentence for people */
    /* What is meant by a number below min; NULL: what its unit says. */
    const char *below;
    double min, max; /* of a number, in its unit */
    double fallback; /* the default, where has_default */
    size_t offset;   /* in the struct of its section */
    uint8_t section; /* enum llmcost_section */
    uint8_t kind;    /* enum llmcost_kind */
    uint8_t unit;    /* enum llmcost_unit */
    uint8_t entries; /* enum llmcost_section of a list's or map's entries */
    uint8_t choice;  /* enum llmcost_choice */
    /* Within a choice: fields of one alternative go together; 0 goes with any. */
    uint8_t alternative;
    bool has_default;
    uint16_t flags;
};

/* All fields in the order of the contract, section by section. */
const struct llmcost_field *llmcost_fields(size_t *ret_count);

/* The fields legal in a section, in order, the common ones of apis and hosts included: start with
 * NULL; NULL ends. */
const struct llmcost_field *llmcost_next_field(enum llmcost_section section,
                                               const struct llmcost_field *previous);
const struct llmcost_field *llmcost_find_field(enum llmcost_section section, const char *name);

/* Whether a percent sign means anything there: shares, changes a year, a load factor. */
bool llmcost_takes_percent(const struct llmcost_field *field);

/* The key of a section, "workload"; "" for the top. */
const char *llmcost_section_name(enum llmcost_section section);

/* "requests/day", "USD/Mtok": money units carry the currency. Returns buffer. */
const char *llmcost_unit_text(enum llmcost_unit unit, const char *currency, char *buffer,
                              size_t size);

/* The member a reference points to: struct llmcost_input for numbers and booleans, the load's
 * factor for a LLMCOST_LOAD field, NULL for all else and for an index out of range. */
struct llmcost_input *llmcost_at(struct llmcost_scenario *scenario, struct llmcost_ref ref);
const struct llmcost_input *llmcost_read(const struct llmcost_scenario *scenario,
                                         struct llmcost_ref ref);

/* Every number of the scenario in turn, stated or not: start with LLMCOST_FIRST_INPUT; false after
 * the last. */
#define LLMCOST_FIRST_INPUT ((struct llmcost_ref){.field = -1, .entry = -1})
bool llmcost_next_input(const struct llmcost_scenario *scenario, struct llmcost_ref *ref);

/* The member of a field in entry `index` of a section, whatever its type: struct llmcost_input,
 * llmcost_name, llmcost_load or llmcost_entries; the index of a field of entries is that into
 * scenario.entry. NULL for an index out of range. */
void *llmcost_member(struct llmcost_scenario *scenario, enum llmcost_section section, int index,
                     const struct llmcost_field *field);

/* The list or map of `section` whose entries are those of another one; NULL when there is none. */
const struct llmcost_field *llmcost_entries_field(enum llmcost_section section,
                                                  enum llmcost_section entries);
/* Append an entry with its fields at their defaults to a list or a map of this scenario, named by a
 * text offset (0 in a list): its index into scenario.entry, -1 when there is no room. */
int llmcost_add_entry(struct llmcost_scenario *scenario, struct llmcost_entries *entries,
                      enum llmcost_section section, uint32_t name);

/* 1 for sections that are not maps of options. */
int llmcost_section_entries(const struct llmcost_scenario *scenario, enum llmcost_section section);

/* Its path, `apis.hosted.input_per_mtok`; ids and names that are not plain words are quoted.
 * Returns buffer. */
const char *llmcost_path(const struct llmcost_scenario *scenario, struct llmcost_ref ref,
                         char *buffer, size_t size);

/* The reference a path names; false when it names no number of this scenario. */
bool llmcost_find_path(const struct llmcost_scenario *scenario, const char *path,
                       struct llmcost_ref *ret_ref);

/* Change one number and what follows from it (the load factor reshapes the load); its origin
 * becomes SET. */
void llmcost_assign(struct llmcost_scenario *scenario, struct llmcost_ref ref, double value);

/* ---- Diagnostics ---- */

enum llmcost_severity { LLMCOST_ERROR, LLMCOST_WARNING };

/* One located complaint. `text` is what is wrong, `advice` what to write instead ("" when there is
 * none). */
struct llmcost_diag {
    uint16_t code;    /* 102 is printed E102 (W for a warning) */
    uint8_t severity; /* enum llmcost_severity */
    bool goes_on;     /* the sentence is longer than the text: the advice is the rest of it */
    struct llmcost_place place;
    char text[232];
    char advice[232];
};

struct llmcost_diags {
    int count;   /* kept in list */
    int errors;  /* errors seen, kept or not */
    int dropped; /* complaints not kept because the list was full */
    struct llmcost_diag list[LLMCOST_MAX_DIAGS];
};

/* No complaints. */
void llmcost_diags_init(struct llmcost_diags *diags);

/* Add one complaint, printf style; the advice is set by llmcost_advise() on the last one added. */
void llmcost_complain_at(struct llmcost_diags *diags, enum llmcost_severity severity, int code,
                         struct llmcost_place place, const char *format, ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 5, 6)))
#endif
    ;

/* The same about a place of the file itself; line 0: about all of it. */
void llmcost_complain(struct llmcost_diags *diags, enum llmcost_severity severity, int code,
                      uint32_t line, uint32_t column, const char *format, ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 6, 7)))
#endif
    ;

/* What to write instead, printf style. */
void llmcost_advise(struct llmcost_diags *diags, const char *format, ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 2, 3)))
#endif
    ;

/* In order of input, line and column; equal complaints once. */
void llmcost_diags_sort(struct llmcost_diags *diags);

/* The nearest of `count` words, by edit distance within a third of its length; NULL when none is.
 */
const char *llmcost_nearest(const char *word, const char *const *words, size_t count);

/* Everything that takes more than one field to judge: required keys and choices, references
 * (resolved here), sums of shares, ranges in order, owned against rented, a capacity that is
 * finite. Adds complaints; true when the scenario can be evaluated. Call it after the last change
 * of an id or a reference. The first call also remembers what is there as written, where nothing is
 * remembered yet: input and output tokens, and the input price of each api. */
bool llmcost_check(struct llmcost_scenario *scenario, struct llmcost_diags *diags);

/* ---- Engine: scenario -> result ---- */

/* Cost lines: one row each in components.c, in the order of the report. */
enum llmcost_component {
    LLMCOST_LINE_INPUT_TOKENS,
    LLMCOST_LINE_CACHED_INPUT_TOKENS,
    LLMCOST_LINE_CACHE_WRITE_TOKENS,
    LLMCOST_LINE_OUTPUT_TOKENS,
    LLMCOST_LINE_REQUEST_FEES,
    LLMCOST_LINE_SURCHARGE,
    LLMCOST_LINE_METERED,
    LLMCOST_LINE_CACHE_STORAGE,
    LLMCOST_LINE_MONTHLY_FEE,
    LLMCOST_LINE_MONTHLY_MINIMUM,
    LLMCOST_LINE_GPUS,
    LLMCOST_LINE_CAPITAL,
    LLMCOST_LINE_ENERGY,
    LLMCOST_LINE_COLOCATION,
    LLMCOST_LINE_MAINTENANCE,
    LLMCOST_LINE_ELASTIC_GPUS,
    LLMCOST_LINE_SPARE_GPUS,
    LLMCOST_LINE_STAGING_GPUS,
    LLMCOST_LINE_OVERHEAD,
    LLMCOST_LINE_LICENCES,
    LLMCOST_LINE_OVERFLOW_API,
    LLMCOST_LINE_ESCALATION_API,
    LLMCOST_LINE_ENGINEERS,
    LLMCOST_LINE_OPERATIONS,
    LLMCOST_LINE_ON_CALL,
    LLMCOST_LINE_FINE_TUNING,
    LLMCOST_LINE_REVALIDATION,
    LLMCOST_LINE_COMPLIANCE,
    LLMCOST_LINE_FIXED,
    LLMCOST_LINE_EXTRA,
    LLMCOST_LINE_ONE_OFF,
    LLMCOST_COMPONENTS
};

/* Cost lines of one option: the components, and extra lines of its host and its api. */
enum { LLMCOST_MAX_LINES = LLMCOST_COMPONENTS + 4 * LLMCOST_MAX_LIST };

struct llmcost_component_row {
    const char *id;       /* "input_tokens"; an extra line's id is "extra:" and its name */
    const char *category; /* tokens, compute, people, model, fixed, one_off */
    const char *label;    /* for people: "input tokens" */
    const char *unit;     /* of the quantity: "Mtok", "GPU-hour", "month" */
    const char *formula;  /* in field names */
    /* What a reader should know when nothing of it is stated; NULL when it is no omission. */
    const char *omitted;
};
const struct llmcost_component_row *llmcost_component_row(enum llmcost_component component);

struct llmcost_line {
    double quantity, unit_price; /* in the row's unit; their product is `amount` */
    double amount;               /* currency a month, unrounded */
    int64_t micros;              /* currency a month, in millionths, rounded half away from zero */
    int16_t component;           /* enum llmcost_component */
    int16_t extra; /* of LLMCOST_LINE_EXTRA and _METERED: into scenario.entry, else -1 */
    int16_t load;  /* whose scenario that is, where several loads are billed together; else 0 */
};

enum llmcost_throughput { LLMCOST_STATED, LLMCOST_THROUGHPUT_MEASURED, LLMCOST_ESTIMATED };

/* What keeps a replica from serving more: a rule of latency, or the memory of its GPUs. */
enum llmcost_limit {
    LLMCOST_LIMIT_NONE,
    LLMCOST_LIMIT_TTFT,
    LLMCOST_LIMIT_TPOT,
    LLMCOST_LIMIT_MEMORY
};

/* What a host runs on (§3, §4). Counts are doubles: a sweep may ask for more than 2^31 of them. */
struct llmcost_fleet {
    double replica_requests_per_second; /* kappa, raw */
    double planned_requests_per_second; /* kp = kappa * max_utilization / burst */
    double unit_gpus, unit_replicas;    /* G and k: the smallest block that can be rented */
    double replicas;                    /* k * units held at the peak, spares excluded */
    double needed_replicas;             /* that carry the peak, given or at least held */
    double spare_replicas;              /* k * units that are held so that some may fail */
    double always_on_gpus;              /* the mix only */
    double elastic_gpu_hours;           /* a month, held elastic units included */
    double spare_gpus;
    double gpus_at_peak; /* with spares, without staging */
    double staging_gpus;
    double utilization;       /* 0..1, an output */
    double served_requests;   /* billed requests a month that the host serves */
    double overflow_requests; /* billed requests a month that go to the api of a hybrid */
    double overflow_share;
    double overflow_peak;  /* requests/s */
    double overflow_price; /* of a request, in the hours that overflow, over its mean */
    /* What one always-on GPU costs a month, at utilization 1, overhead included. */
    double monthly_per_gpu;
    double tpot_ms;        /* time per output token of a replica at that capacity; NaN: unknown */
    uint8_t limited_by;    /* enum llmcost_limit */
    uint8_t throughput;    /* enum llmcost_throughput */
    bool spare_is_elastic; /* spares and staging are cheaper at the elastic rate */
    bool fits;             /* the demand is served */
};

enum llmcost_rule {
    LLMCOST_RULE_DATA_IN_HOUSE,
    LLMCOST_RULE_MIN_QUALITY,
    LLMCOST_RULE_MAX_TTFT_MS,
    LLMCOST_RULE_MIN_AVAILABILITY,
    LLMCOST_RULE_MAX_TPOT_MS,
    LLMCOST_RULE_REQUIRES,
    LLMCOST_RULES_COUNT
};
enum llmcost_status { LLMCOST_NOT_STATED, LLMCOST_PASS, LLMCOST_FAIL, LLMCOST_UNKNOWN };
/* Its key in `rules`, "min_quality". */
const char *llmcost_rule_id(enum llmcost_rule rule);

/* Currency, without one-off. */
struct llmcost_month {
    double cost,
        cash; /* in cash a GPU is paid when it is bought, and there is no capital line (§5) */
    double credits; /* what credits took off the cost */
};

struct llmcost_option_result {
    bool feasible, eligible;
    bool has_fleet; /* false for an api: `fleet` then means nothing */
    /* enum llmcost_status; NOT_STATED: the scenario has no such rule. */
    uint8_t rule[LLMCOST_RULES_COUNT];
    /* The first month, from 1, in which the demand is not served; 0 when feasible. */
    int32_t infeasible_month;
    int32_t lines;
    /* The first month's bill, one-off share included: the sum of the lines. */
    int64_t monthly_micros;
    int64_t one_off_micros; /* the one-off share of monthly_micros */
    double one_off;         /* currency, paid at the start */
    double horizon_cost;    /* currency, discounted, one-off, owed and stranded included (§7) */
    /* At the end of the horizon, not discounted: what contracts then still bind to, and what bought
     * GPUs stand for on the books beyond what they would fetch. */
    double owed, stranded;
    /* Over the horizon, not discounted: what credits have paid of its bills, and what is left of
     * them; the last month in which they pay, 0: none. */
    double credits_paid, credits_left;
    int32_t credits_month;
    struct llmcost_fleet fleet;
    struct llmcost_line line[LLMCOST_MAX_LINES];
    struct llmcost_month month[LLMCOST_MAX_MONTHS]; /* only `months` of them are set */
};

/* Published rules of thumb (§11). */
enum llmcost_thumb {
    LLMCOST_THUMB_THREE_OF_THREE,
    LLMCOST_THUMB_SPEND_PER_YEAR,
    LLMCOST_THUMB_SPEND_PER_MONTH,
    LLMCOST_THUMB_7B_ON_A10G,
    LLMCOST_THUMB_70B_ON_A100,
    LLMCOST_THUMBS
};
enum llmcost_advice {
    LLMCOST_ADVICE_NONE,
    LLMCOST_ADVICE_RENT,
    LLMCOST_ADVICE_MIX,
    LLMCOST_ADVICE_SELF_HOST,
    LLMCOST_ADVICE_LOOK
};
struct llmcost_thumb_result {
    uint8_t says; /* enum llmcost_advice */
    /* enum llmcost_status: PASS agrees, FAIL does not, UNKNOWN cannot be judged here, NOT_STATED:
     * the rule is about something else, nothing is to be said of it. */
    uint8_t agrees;
    double figure; /* what the rule looks at: money a year, money a month, tokens a day */
};
struct llmcost_thumb_row {
    const char *id, *source;
    const char *text; /* what the rule says */
};
const struct llmcost_thumb_row *llmcost_thumb_row(enum llmcost_thumb thumb);

/* Warnings are ids with data; their words are io's. Printed W201, W202, ... in this order. */
enum llmcost_warning_id {
    LLMCOST_W_NO_HEADROOM = 201, /* option; value: its peak, bursts included, over raw capacity */
    /* Option; value: its capacity: typed, basis not measured. */
    LLMCOST_W_NOT_MEASURED = 202,
    LLMCOST_W_SMALL_ROTATION = 203, /* option; value: people on call */
    /* Option; availability is demanded of one replica without a spare. */
    LLMCOST_W_NO_SPARE = 204,
    /* Option; value: peak a minute of the month `low`, other: the limit of the api that is ref's,
     * high: 1 where both are tokens. */
    LLMCOST_W_OVER_LIMIT = 205,
    LLMCOST_W_CACHE_ONE_SIDE = 206, /* option; cached discount on one side only */
    /* Option; token ratio left at 1 between different model families. */
    LLMCOST_W_SAME_TOKENIZER = 207,
    LLMCOST_W_HYBRIDS_DIFFER = 208, /* option: hybrid; answers may differ by model */
    LLMCOST_W_OUTPUT_CHEAPER = 209, /* option; value: input price, other: output price */
    /* Option; value: its token bill, bounds all-input and all-output in low, high. */
    LLMCOST_W_OUT_OF_BOUNDS = 210,
    /* Option; ref: a price that is needed and not stated: billed at the plain or full price. */
    LLMCOST_W_UNKNOWN_PRICE = 211,
    /* Option; value: peak requests/s of the month `low`, other: what it can serve. */
    LLMCOST_W_NOT_SERVED = 212,
    /* Option; prompts are on average over its threshold, long_context_share is 0. */
    LLMCOST_W_LONG_CONTEXT = 213,
    LLMCOST_W_LONG_MONTH = 214, /* hours_per_month above 744 */
    LLMCOST_W_NO_EFFECT = 215,  /* ref: a stated input that cannot have an effect here */
    /* Option; its capacity is estimated; low, high: p10 and p90 of throughput_factor. */
    LLMCOST_W_ESTIMATED = 216,
    /* Option; value: GPUs of a replica, other: GPUs needed, 0 when no count helps. */
    LLMCOST_W_DOES_NOT_FIT = 217,
    /* Option; the estimate is known to fail here; value: enum llmcost_estimate_trap. */
    LLMCOST_W_ESTIMATE_TRAP = 218,
    /* Option; its capacity was measured at another mix; value, low: input and output tokens that it
     * was measured with; other, high: the scenario's. */
    LLMCOST_W_OTHER_MIX = 219,
    LLMCOST_W_STALE_PRICE = 220,  /* option; value: days before as_of that its price was noted */
    LLMCOST_W_LATER_PRICE = 221,  /* option; value: days after as_of that its price was noted */
    LLMCOST_W_CATALOG_NOTE = 222, /* option; value: index of the note */
    /* option: the recommended one; value: the rule that nobody can judge; ref: what is not stated
     */
    LLMCOST_W_UNKNOWN_RULE = 223,
    /* Option: a hybrid whose api has a minimum; value: always-on replicas with which it would be
     * cheaper, other: by how much a month, low: those that its mix has; ref: its replicas. */
    LLMCOST_W_MIX_MINIMUM = 224,
    /* A batch discount at an api, and hosts that serve the same requests at once; value: its share;
     * ref: batch_share. */
    LLMCOST_W_BATCH_ONE_SIDE = 225,
    /* option; ref: a typed price or throughput; value: it, other: the bound that it is beyond */
    LLMCOST_W_UNIT_SLIP = 226,
    /* option; value: sequences that the memory holds, other: concurrency; low: how many in fp8,
     * high: with twice the GPUs; 0 where that is no way out */
    LLMCOST_W_FEW_SEQUENCES = 227,
    /* option; value: utilization of GPUs that are rented by the hour for hardly any demand */
    LLMCOST_W_IDLE = 228,
    /* option; value: what the books say of its bought GPUs when the horizon ends; ref: resale_share
     */
    LLMCOST_W_BOOK_VALUE = 229,
    /* option; value: the share of its capacity that is planned for, other: that up to which 99 of
     * 100 arrivals find a place; low: places of a replica, high: of all; ref: max_utilization */
    LLMCOST_W_SLOTS = 230,
    LLMCOST_W_END = 231
};
/* The dearest rent of a GPU in the built-in catalog, dollars an hour: a typed one above it is
 * probably that of a node. */
#define LLMCOST_DEAREST_RENT 17.8
/* Where the throughput estimate is known to fail (§8). */
enum llmcost_estimate_trap {
    LLMCOST_TRAP_AMD,           /* 1.5 to 1.75 times too high */
    LLMCOST_TRAP_SEVERAL_NODES, /* a replica over several nodes: their network is not modelled */
    LLMCOST_TRAP_NO_ARITHMETIC, /* the GPU lacks the precision: computed in bf16 */
    LLMCOST_TRAP_UNKNOWN_LINK,  /* several GPUs, and their link is not known: taken as free */
    LLMCOST_TRAPS
};
/* Days after which a price is called stale, unless a gate says otherwise. */
enum { LLMCOST_STALE_DAYS = 90 };

struct llmcost_warning {
    uint16_t id;
    int16_t option;         /* -1: the whole scenario */
    struct llmcost_ref ref; /* the input it is about; field -1 when none */
    double value, other, low, high;
};

struct llmcost_not_priced {
    int16_t option, component;
};

struct llmcost_result {
    /* workload, first month (§1): what the product serves, without attempts */
    double requests_per_month, input_tokens_per_month, output_tokens_per_month;
    double mean_requests_per_second, peak_requests_per_second; /* with attempts */
    double load_factor;
    int32_t months;
    int32_t options;
    /* verdict (§11): option indices, -1 when there is none */
    int32_t recommended, cheapest, baseline, runner_up;
    /* On horizon cost, and on the first month's; never NaN, meaningful when runner_up >= 0. */
    double margin, margin_ratio, monthly_margin;
    uint8_t condition_volume, condition_quality, condition_data; /* enum llmcost_status */
    struct llmcost_thumb_result thumb[LLMCOST_THUMBS];
    int32_t warnings, not_priced;
    struct llmcost_warning warning[LLMCOST_MAX_WARNINGS];
    struct llmcost_not_priced omission[LLMCOST_MAX_OPTIONS * 8];
    struct llmcost_option_result option[LLMCOST_MAX_OPTIONS];
};

/* Evaluate a checked scenario: bills, lines, horizon costs, rules, verdict. Pure: the same scenario
 * gives the same result, bit for bit. False, with a complaint, only when a bill exceeds
 * LLMCOST_MAX_BILL; *ret_result is then undefined. */
bool llmcost_evaluate(const struct llmcost_scenario *scenario, struct llmcost_result *ret_result,
                      struct llmcost_diags *diags);

/* What a reader should be told about an evaluated scenario: warnings, what was not priced, rules of
 * thumb. Fills those members of the result. */
void llmcost_review(const struct llmcost_scenario *scenario, struct llmcost_result *result);

/* ---- The throughput estimate (§8) ---- */

/* What a replica of a host would do at the scenario's mix of tokens, calibration and
 * throughput_factor left out. */
struct llmcost_estimate {
    bool fits;                  /* the weights and the KV cache of one request go into the memory */
    double weight_bytes;        /* N * wb */
    double sequences;           /* B: at most `concurrency`, what fits, what is fast enough */
    double sequences_fit;       /* B_kv */
    double requests_per_second; /* X / output tokens; of one sequence where it does not fit */
    double step_ms, prompt_ms;  /* t_step and t_pre */
    double tpot_ms;             /* TPOT; 0 without output tokens */
    uint8_t limited_by;         /* enum llmcost_limit: what keeps B below `concurrency` */
    bool is_slow;               /* even one sequence misses rules.max_tpot_ms */
};
/* Whether the capacity of a host rests on the estimate: it names a model and a gpu, and either no
 * capacity, or one that was measured at another mix or concurrency than the scenario's. */
bool llmcost_is_estimated(const struct llmcost_host *host);
/* False when the host names no model with a gpu. */
bool llmcost_estimate(const struct llmcost_scenario *scenario, const struct llmcost_host *host,
                      struct llmcost_estimate *ret_estimate);
/* Of a host that names them: the fewest GPUs of a replica on which its model fits; 0 when no count
 * helps. */
double llmcost_gpus_needed(const struct llmcost_scenario *scenario,
                           const struct llmcost_host *host);
/* False for an option whose estimated model does not go into the memory of its GPUs. */
bool llmcost_goes_into_memory(const struct llmcost_scenario *scenario, int option);
/* Whether an input is a rule of latency that may bind what a replica of some host serves: that of
 * measured points, or the time per output token of an estimate. */
bool llmcost_binds_capacity(const struct llmcost_scenario *scenario, struct llmcost_ref ref);
/* Whether some measured point of its host, or an estimate with one sequence, is as fast as the
 * rules ask for; true where no such latency is known. */
bool llmcost_is_fast_enough(const struct llmcost_scenario *scenario, int option);
/* The precision that a host serves its model in: the one stated, else the model's own. */
enum llmcost_precision llmcost_precision_of(const struct llmcost_scenario *scenario,
                                            const struct llmcost_host *host);

/* ---- Questions ---- */

/* Against the baseline (§7): positive is a saving. Months are 1-based, 0 when there is none. */
struct llmcost_against {
    bool known; /* both serve the demand: else nothing is saved, nothing lost */
    double monthly_saving, horizon_saving;
    int32_t payback_month;      /* first month whose cumulative discounted cash saving is >= 0 */
    int32_t payback_lost_month; /* first later month in which it falls below 0 again */
    bool has_simple_payback, has_ceiling;
    double simple_payback_months;
    /* Under a falling api price: no number of months saves more; after which of them that is. What
     * is paid once counts only where it is a saving. */
    double saving_ceiling, ceiling_month;
};
void llmcost_against(const struct llmcost_scenario *scenario, const struct llmcost_result *result,
                     int option, int against, struct llmcost_against *ret_against);

/* What an option has cost by the end of each month of the horizon, discounted, one-off included, by
 * the last one with what is owed and stranded (§7): result->months figures. The same in cash. */
void llmcost_cumulative(const struct llmcost_scenario *scenario,
                        const struct llmcost_option_result *option, double *ret_cumulative);
void llmcost_cumulative_cash(const struct llmcost_scenario *scenario,
                             const struct llmcost_option_result *option, double *ret_cumulative);

/* What one option costs over the horizon: that of llmcost_evaluate(), without lines and fleets. */
struct llmcost_cost {
    double horizon_cost;
    bool feasible, eligible;
};
/* Of all options, or of those that the input can move, the others left as they are, where ref.field
 * is not -1. A bill beyond LLMCOST_MAX_BILL is not feasible. */
void llmcost_costs(const struct llmcost_scenario *scenario, struct llmcost_ref ref,
                   struct llmcost_cost *costs);
/* Whether an input can move the cost of an option: one of another option's cannot. */
bool llmcost_can_move(const struct llmcost_scenario *scenario, struct llmcost_ref ref, int option);
/* The option to recommend, -1 when there is none. */
int llmcost_cheapest(const struct llmcost_cost *costs, int count);

enum llmcost_edge { LLMCOST_OPEN, LLMCOST_ROOT, LLMCOST_JUMP, LLMCOST_LIMIT };
enum llmcost_answer { LLMCOST_FOUND, LLMCOST_NEVER, LLMCOST_ALWAYS, LLMCOST_UNVERIFIED };
enum llmcost_reason {
    LLMCOST_REASON_NONE,
    /* option_cost, against_cost: money per Mtok in the long run, at the utilization that comes out;
     * full_cost, where it is above 0: on a fleet that is used around the clock. */
    LLMCOST_REASON_UNIT_COST,
    /* It costs more up to `limit`, the most demand that the option `limited` serves. */
    LLMCOST_REASON_LIMIT,
    /* It costs more at every demand; least_gap: the smallest difference that the search met, a
     * month or over the horizon. */
    LLMCOST_REASON_ALWAYS_MORE,
    LLMCOST_REASON_BOUNDED,    /* unverified: the search ended at `searched_to` */
    LLMCOST_REASON_MANY_BANDS, /* unverified: more than LLMCOST_MAX_BANDS bands */
    /* The model of the option `limited` does not go into the memory of its GPUs. */
    LLMCOST_REASON_DOES_NOT_FIT,
    /* What the option `limited` serves is too slow for the rules, however little it is. */
    LLMCOST_REASON_TOO_SLOW,
};

struct llmcost_band {
    double from, to; /* in the unit of the variable; meaningless where the kind is LLMCOST_OPEN */
    uint8_t from_kind, to_kind; /* enum llmcost_edge */
};

/* The bands of one input in which both serve the demand and `option` is cheaper than `against`
 * (§9). `limited` is the option of a reason; of an input other than demand the one that serves at
 * none of the values that were looked at, -1: there is none. */
struct llmcost_break_even {
    int32_t option, against, limited;
    bool on_horizon;   /* over the horizon, else in the first month */
    bool never_dearer; /* where both serve it is the cheaper one, or costs the same */
    struct llmcost_ref variable;
    double current;
    uint8_t status; /* enum llmcost_answer */
    uint8_t reason; /* enum llmcost_reason */
    double option_cost, against_cost, full_cost, utilization, limit, least_gap, searched_to;
    int32_t bands;
    struct llmcost_band band[LLMCOST_MAX_BANDS];
};

/* Break-even on demand, in the demand field that the scenario states: by the first month's bill, or
 * over the horizon, whose first month then has that demand. */
void llmcost_break_even(const struct llmcost_scenario *scenario, int option, int against,
                        bool on_horizon, struct llmcost_break_even *ret_break_even);
/* Whether the horizon cost of an option is anything but its first month repeated: bills that drift,
 * a start later on, credits, or something paid once. */
bool llmcost_has_horizon(const struct llmcost_scenario *scenario, int option);

/* What an option costs from one demand to another, in the unit of the demand field: a straight line
 * from just above `from` to just below `to`. */
struct llmcost_piece {
    double from, to;
    double cost_from, cost_to;
    bool serves; /* else the costs are those of what it cannot serve */
    bool joined; /* of steps too fine to be told apart: the line joins the ends of the stretch */
};
/* The bill over the demand from..to (0 <= from < to), of the first month or over the horizon, as
 * pieces that follow each other: those of break-even (§9). They are exact where `grain` is 0; else
 * steps that are narrower than that share of their demand are joined. At most `max` pieces; how
 * many: where there are too many the last ends before `to`. */
int llmcost_staircase(const struct llmcost_scenario *scenario, int option, double from, double to,
                      bool on_horizon, double grain, struct llmcost_piece *ret_pieces, int max);

/* Millions of tokens that such a bill is for, by unit of that demand: of a month, or over the
 * horizon discounted as money is. */
double llmcost_mtok_per_demand(const struct llmcost_scenario *scenario, bool on_horizon);

/* Who is the cheapest from one demand to another, of those that serve it. */
struct llmcost_zone {
    double from, to;
    int32_t option; /* -1: nobody serves it */
};
/* A part of the pieces of several options. */
struct llmcost_pieces {
    const struct llmcost_piece *piece;
    int32_t count;
    int32_t option;
};
/* The zones of the demand that all of these pieces cover, edges interpolated between the ends of
 * pieces: exact where they are. Pieces of what may not be chosen do not belong here. At most `max`;
 * how many, of which the last then ends too early. */
int llmcost_zones(const struct llmcost_pieces *of, int count, struct llmcost_zone *ret_zones,
                  int max);

/* The same for any input (§9), of the first month's bill or of the horizon cost: the field's whole
 * range is scanned and every change of sign bisected down to adjacent doubles. Demand is answered
 * exactly by llmcost_break_even(). Where the first month does not depend on the input, the answer
 * is on the horizon, and its on_horizon says so. `scratch` is changed on the way and restored. */
void llmcost_solve(struct llmcost_scenario *scratch, struct llmcost_ref variable, int option,
                   int against, bool on_horizon, struct llmcost_break_even *ret_break_even);

enum { LLMCOST_MAX_MERGED = 4 };

/* How the margin (best alternative minus recommended, on horizon cost) moves with one input, the
 * others at their point (§10). */
struct llmcost_swing {
    struct llmcost_ref ref;
    double low,
        high; /* p10 and p90 of a range; +-20 % of a point; one less and one more of a count */
    double margin_at_low, margin_at_high;
    bool flips;      /* another option is better, or the recommended one fails, at one end */
    bool has_switch; /* there is a value nearest to the point at which the decision changes */
    double switch_value;
    /* Inputs of a tornado that act only through this one: factors of the same thing. */
    int32_t merged;
    struct llmcost_ref also[LLMCOST_MAX_MERGED];
};

enum { LLMCOST_MAX_RANGED = 96, LLMCOST_MAX_SWINGS = 128 };

struct llmcost_uncertainty;

/* All inputs that are ranges, in path order: at most `max` of them; how many there are. */
int llmcost_ranged(const struct llmcost_scenario *scenario, struct llmcost_ref *ret_refs, int max);
/* Which of them are one unknown (§10): the number of the one that leads, whose draw each takes; its
 * own where it is tied to none. A range takes the quantile of the one that its same_as names;
 * throughput factors that nobody stated are tied where model and gpu are the same. */
void llmcost_ties(const struct llmcost_scenario *scenario, const struct llmcost_ref *refs,
                  int count, int *ret_leads);

/* The swings of the inputs that move the margin: first all ranged inputs, then every other stated
 * number but counts of structure +-20 %, whole numbers by one; both widest first. Where `known` is
 * not NULL it holds the swings of the ranged inputs, and `told` are break-evens on demand that have
 * been found, which need not be found again: `pairs` of them, over the horizon where one has any.
 * Needs a result with a recommended option and a runner-up; how many were stored. `scratch` is
 * changed on the way and restored. */
int llmcost_tornado(struct llmcost_scenario *scratch, const struct llmcost_result *result,
                    const struct llmcost_uncertainty *known, const struct llmcost_break_even *told,
                    int pairs, struct llmcost_swing *ret_swings, int max);

/* The swing of one input: of a range p10 to p90, with all that are tied to it at the same quantile,
 * of a point +-20 %; the switch value of a point is looked for up to ten times and a tenth of it,
 * of a range over all that its field allows.
 * `scratch` is changed on the way and restored. */
void llmcost_swing(struct llmcost_scenario *scratch, const struct llmcost_result *result,
                   struct llmcost_ref ref, struct llmcost_swing *ret_swing);

/* Horizon costs of the draws first..last-1 of all options: costs[option * samples + draw], and
 * whether the option serves the demand in that draw. Any draw may be computed by any thread, each
 * with its own scratch scenario, which is changed and restored. False when a bill was too large. */
bool llmcost_sample(struct llmcost_scenario *scratch, const struct llmcost_ref *refs, int count,
                    int samples, int first, int last, double *ret_costs, bool *ret_serves);

struct llmcost_option_uncertainty {
    double mean, p10, p50, p90;
    double standard_error;       /* of the mean */
    double probability_cheapest; /* among eligible options that serve the demand in the draw */
    double regret;               /* expected cost over the cheapest of each draw */
    bool has_regret;             /* it serves the demand in every draw: else there is none */
    int32_t infeasible;          /* draws in which it does not serve the demand */
};
struct llmcost_input_uncertainty {
    double evppi, evppi_noise;
    struct llmcost_swing swing;
};
struct llmcost_uncertainty {
    int32_t samples, inputs; /* of ranges that are tied the one that leads alone */
    /* The eligible option of least expected cost that serves in every draw, where that is another
     * one than the recommended, which serves in every draw too; else -1. */
    int32_t on_average;
    bool has_evpi; /* an eligible option serves in every draw: else knowing has no price */
    double evpi;
    struct llmcost_option_uncertainty option[LLMCOST_MAX_OPTIONS];
    struct llmcost_input_uncertainty input[LLMCOST_MAX_RANGED]; /* by falling evppi */
};
/* Sum up all draws (§10). swings: llmcost_swing() of each that leads, NULL to have them measured
 * here. work: room for 2 * samples doubles. */
void llmcost_uncertainty(struct llmcost_scenario *scratch, const struct llmcost_result *result,
                         const struct llmcost_ref *refs, int count,
                         const struct llmcost_swing *swings, const double *costs,
                         const bool *serves, double *work,
                         struct llmcost_uncertainty *ret_uncertainty);

/* What moved a bill from one scenario to another: prices (fields flagged LLMCOST_PRICE), usage (the
 * workload), the structure (all the rest), and what none of these explains alone. */
enum llmcost_cause {
    LLMCOST_CAUSE_PRICE,
    LLMCOST_CAUSE_USAGE,
    LLMCOST_CAUSE_STRUCTURE,
    LLMCOST_CAUSE_INTERACTION,
    LLMCOST_CAUSES
};

/* The first month's bill of one option in millionths, one-off share included; false when it exceeds
 * LLMCOST_MAX_BILL. */
bool llmcost_monthly_micros(const struct llmcost_scenario *scenario, int option,
                            int64_t *ret_micros);

/* Why the monthly bill of each option of `after` changed, in millionths: the effects add up to the
 * delta exactly. A cause whose mix is no legal scenario has no effect of its own. Not `known` where
 * `before` has no option of that id, or beyond 1e12 a month. */
struct llmcost_attribution {
    bool known;
    int64_t delta;
    int64_t effect[LLMCOST_CAUSES];
};
/* ret_attribution: one for each option of `after`. scratch and diags: overwritten. */
void llmcost_attribute(const struct llmcost_scenario *before, const struct llmcost_scenario *after,
                       struct llmcost_scenario *scratch,
                       struct llmcost_attribution *ret_attribution, struct llmcost_diags *diags);

/* One input that differs. A ref's entry is -1 where only the other scenario has it; its field is
 * that before the first. */
struct llmcost_change {
    struct llmcost_ref before, after;
    uint8_t cause; /* enum llmcost_cause */
};
#define LLMCOST_FIRST_CHANGE                                                                       \
    ((struct llmcost_change){.before = LLMCOST_FIRST_INPUT, .after = LLMCOST_FIRST_INPUT})
/* The cause that a change of a field belongs to; another_way: it is stated in another of its ways.
 */
enum llmcost_cause llmcost_cause_of(const struct llmcost_field *field, bool another_way);
/* The inputs in turn whose point value, text or reference differs between options that both have,
 * in the order of the fields; name, notes, currency and gates are no inputs. False after the last.
 */
bool llmcost_next_change(const struct llmcost_scenario *before,
                         const struct llmcost_scenario *after, struct llmcost_change *change);
/* `before` with that one input of `after`, and nothing that changes at a month: its effect is on
 * the bill of the first. Where it is another way to say a thing (tokens_per_day for
 * requests_per_day) all of that choice changes with its first stated field. False when that alone
 * is no legal scenario, or for a text, whose effect lies in other inputs. diags: overwritten. */
bool llmcost_change_alone(const struct llmcost_scenario *before,
                          const struct llmcost_scenario *after, const struct llmcost_change *change,
                          struct llmcost_scenario *ret_changed, struct llmcost_diags *diags);

/* ---- Questions: several workloads, one fleet (§12) ---- */

enum { LLMCOST_SHOWN_ASSIGNMENTS = 10, LLMCOST_MAX_ASSIGNMENTS = 100000 };

/* Which option serves each of several workloads, and what that costs together. Hosts and apis of
 * one id are one fleet and one contract, whichever option uses them. */
struct llmcost_assignment {
    int16_t option[LLMCOST_MAX_WORKLOADS]; /* of the workload's own scenario */
    bool feasible;                         /* all is served in every month */
    bool eligible;                         /* every workload's own rules hold */
    int64_t monthly_micros; /* the first month in operation, one-off shares included */
    double horizon_cost;
};
/* An option of one workload: options that have a host or an api in common, if by others, are a
 * cluster, and what is paid for one depends on nothing else. Its bills are numbered from `cluster`
 * on; `bill` is what the option adds to that. */
struct llmcost_use {
    int32_t cluster, bill;
    bool eligible;
};
struct llmcost_portfolio {
    int32_t workloads;
    const struct llmcost_scenario *scenario[LLMCOST_MAX_WORKLOADS];
    struct llmcost_use use[LLMCOST_MAX_WORKLOADS][LLMCOST_MAX_OPTIONS];
    int32_t bills;     /* that are made at most */
    int32_t evaluated; /* assignments: all there are */
    int32_t shown;
    struct llmcost_assignment cheapest[LLMCOST_SHOWN_ASSIGNMENTS]; /* by horizon cost */
    /* Of those that are feasible and eligible: the cheapest of all, the next one, and the cheapest
     * with one option for all workloads. */
    bool has_recommended, has_runner_up, has_single;
    struct llmcost_assignment recommended, runner_up, single;
    /* What each workload takes where it is decided by itself: the sum of their reports. */
    bool has_alone;
    struct llmcost_assignment alone;
    double sharing_saving; /* over the horizon, of the recommended against `alone`, if both are */
};

/* How many assignments there are of each workload to one of its options. */
double llmcost_assignments(const struct llmcost_scenario *const *scenario, int workloads);
/* Begin with checked scenarios that agree on currency, hours, team and horizon, define what has one
 * id alike, and whose loads have lengths that divide each other: at most LLMCOST_MAX_WORKLOADS of
 * them and LLMCOST_MAX_ASSIGNMENTS. Returns the bytes of room that llmcost_assign_all() needs. */
size_t llmcost_portfolio_begin(const struct llmcost_scenario *const *scenario, int workloads,
                               struct llmcost_portfolio *ret_portfolio);
/* Evaluate every assignment; bills that do not depend on each other are made once. room: aligned as
 * malloc() does. A bill beyond LLMCOST_MAX_BILL is not feasible. */
void llmcost_assign_all(struct llmcost_portfolio *portfolio, void *room);
/* One assignment of which the options are set: its costs. llmcost_assign_all() has used the room.
 */
void llmcost_evaluate_assignment(const struct llmcost_portfolio *portfolio, void *room,
                                 struct llmcost_assignment *assignment);

/* The bill of an assignment in its first month in operation: what monthly_micros is the sum of. A
 * line's `load` is the workload that names an extra one. Of what is shared a workload has caused as
 * much as it uses of a fleet, in replicas, and spends with an api; shares add up to the bill.
 * together: else each workload has a fleet and a contract of its own. */
enum {
    LLMCOST_MAX_ASSIGNED_LINES = LLMCOST_COMPONENTS + 2 * LLMCOST_MAX_WORKLOADS * LLMCOST_MAX_LIST
};
struct llmcost_assigned {
    int32_t lines;
    struct llmcost_line line[LLMCOST_MAX_ASSIGNED_LINES];
    int64_t share_micros[LLMCOST_MAX_WORKLOADS];
};
void llmcost_assigned_bill(const struct llmcost_portfolio *portfolio, void *room,
                           const struct llmcost_assignment *assignment, bool together,
                           struct llmcost_assigned *ret_bill);

/* At which demand of one workload, nearest by ratio to what it is, the recommended assignment would
 * have it at another option, the demand of the others being as it is: from a sixteenth to
 * sixteen times as much. */
struct llmcost_next_move {
    struct llmcost_ref ref; /* the demand that the workload states */
    int16_t option;         /* where it goes, -1: nowhere */
    bool verified;          /* no nearer one was passed over, and none where there is none */
    double current, demand, ratio;
};
/* Room for that: as large as a scenario and a portfolio. */
struct llmcost_moving {
    struct llmcost_portfolio portfolio;
    struct llmcost_scenario scenario;
};
/* room: as that of llmcost_assign_all(), which has been called, but another. */
void llmcost_next_move(const struct llmcost_portfolio *portfolio, int workload,
                       struct llmcost_moving *scratch, void *room,
                       struct llmcost_next_move *ret_move);

/* ---- How a figure came about ---- */

enum llmcost_figure_kind {
    LLMCOST_FIGURE_ROW,  /* a figure of the report: `row` of its table */
    LLMCOST_FIGURE_LINE, /* a cost line: `row` is its component */
    LLMCOST_FIGURE_QUANTITY,
    LLMCOST_FIGURE_UNIT_PRICE,
    /* Where `option` starts to beat `against`, as the report tells it, over the horizon wherever
     * that is not the first month repeated, or (extra 0) in the first month: the first edge. */
    LLMCOST_FIGURE_BREAK_EVEN,
    LLMCOST_FIGURE_EDGE,  /* the same: `row` / 2 counts bands, an odd one is where a band ends */
    LLMCOST_FIGURE_DRAWS, /* over the draws: `row` of their table, of `option` or of `ref` */
    LLMCOST_FIGURE_INPUT, /* `ref` */
};

/* Anything that has a value and a derivation. option is -1 where it is of the whole scenario. */
struct llmcost_figure {
    uint8_t kind; /* enum llmcost_figure_kind */
    int16_t row, option, against;
    int16_t extra; /* of an extra line, else -1 */
    struct llmcost_ref ref;
};

/* All figures but the inputs, in turn: start with LLMCOST_FIRST_FIGURE; false after the last. */
#define LLMCOST_FIRST_FIGURE                                                                       \
    ((struct llmcost_figure){.row = -1, .option = -1, .against = -1, .extra = -1})
bool llmcost_next_figure(const struct llmcost_scenario *scenario, struct llmcost_figure *figure);

/* Its path, `options.llama.fleet.utilization`, `break_even.llama.hosted`, `uncertainty.evpi`, or
 * that of the input.
 * Returns buffer. */
const char *llmcost_figure_path(const struct llmcost_scenario *scenario,
                                const struct llmcost_figure *figure, char *buffer, size_t size);
/* The figure or input that a path names, ids quoted or not; false when there is none. */
bool llmcost_find_figure(const struct llmcost_scenario *scenario, const char *path,
                         struct llmcost_figure *ret_figure);

/* A figure in the tree of another one's derivation: what it reads follows it, one deeper. */
struct llmcost_node {
    struct llmcost_figure figure;
    int16_t depth;
    bool has_value;
    bool is_repeated; /* derived further up in the tree */
    double value;
    const char *formula;   /* in names; NULL for an input */
    const char *unit_text; /* NULL: `unit` says it */
    uint8_t unit;          /* enum llmcost_unit */
};
enum { LLMCOST_MAX_NODES = 8192 };

/* The derivation of a figure of an evaluated scenario, itself first; how many nodes were stored. It
 * names every input that can move the figure, those at their default included. `known` is NULL
 * where nothing was drawn: figures over the draws then have no value. */
int llmcost_explain(const struct llmcost_scenario *scenario, const struct llmcost_result *result,
                    const struct llmcost_uncertainty *known, const struct llmcost_figure *figure,
                    struct llmcost_node *ret_nodes, int max);

#ifdef __GNUC__
#pragma GCC visibility pop
#endif
#ifdef __cplusplus
}
#endif

#endif
