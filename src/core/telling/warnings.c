/* warnings.c - what a reader should be told about an evaluated scenario: warnings and what was not
 * priced. A warning is an id with data, found by one function per matter; its words stand in
 * io/words.c.
 */
#include "core/telling/warnings.h"
#include "core/base/count.h"
#include "core/base/real.h"
#include "core/model/bill.h"
#include "core/model/demand.h"
#include "core/model/measured.h"
#include "core/model/pricing.h"
#include "core/months/rules.h"
#include "core/scenario/scenario.h"
#include "llmcost.h"

static const struct llmcost_ref no_ref = {.field = -1, .entry = -1};

/* ---- Model families by the words in an id ---- */

/* Families whose tokenizers differ; -1 when the id names none. */
static int family_of(const char *id)
{
    static const char *const families[] = {
        "gpt",     "claude", "gemini", "llama", "mistral", "qwen", "gemma", "deepseek", "phi-",
        "command", "grok",   "kimi",   "glm",   "sonnet",  "opus", "haiku", "mixtral"};
    static const int same[] = {0, 1, 2, 3, 4, 5, 2, 7, 8, 9, 10, 11, 12, 1, 1, 1, 4};
    for (size_t f = 0; f < COUNT(families); f++)
        for (const char *at = id; *at; at++) {
            size_t i = 0;
            const bool inside =
                at > id && ((at[-1] >= 'a' && at[-1] <= 'z') || (at[-1] >= 'A' && at[-1] <= 'Z'));
            if (inside) /* "corpus" is no "opus" */
                continue;
            while (families[f][i] && (at[i] == families[f][i] || at[i] + 32 == families[f][i]))
                i++;
            if (families[f][i] == '\0')
                return same[f];
        }
    return -1;
}

/* ---- One function per matter ---- */

static void warn_capacity(const struct llmcost_scenario *s, int option, struct llmcost_result *r)
{
    const struct llmcost_host *h = llmcost_option_host(s, option);
    const struct llmcost_option_result *o = &r->option[option];
    const struct llmcost_fleet *f = &o->fleet;
    const int index = (int)(h - s->host);
    const double at_peak = (f->replicas + f->spare_replicas) * f->replica_requests_per_second;
    const double load = option_peak(s, option, r->requests_per_month) * s->workload.burst.value;
    const bool is_host = llmcost_option_kind(s, option) == LLMCOST_HOST;
    if (is_host && !lacks_slots(s, option, r) && o->feasible && at_peak > 0 && load / at_peak > 0.9)
        review_warn(r,
                    (struct llmcost_warning){.id = LLMCOST_W_NO_HEADROOM,
                                             .option = (int16_t)option,
                                             .ref = ref_of(LLMCOST_HOSTS, index, "max_utilization"),
                                             .value = load / at_peak});
    if (is_host && f->throughput == LLMCOST_STATED) {
        const char *name = is_stated(&h->requests_per_second) ? "requests_per_second"
                           : is_stated(&h->tokens_per_second) ? "tokens_per_second"
                                                              : "output_tokens_per_second";
        review_warn(r, (struct llmcost_warning){.id = LLMCOST_W_NOT_MEASURED,
                                                .option = (int16_t)option,
                                                .ref = ref_of(LLMCOST_HOSTS, index, name),
                                                .value = f->replica_requests_per_second});
    }
    if (is_host && f->throughput == LLMCOST_ESTIMATED && f->replica_requests_per_second > 0) {
        review_estimate(s, option, r);
        review_memory(s, option, r);
    } else if (is_host)
        review_other_mix(s, option, r);
    if (is_host && h->on_call_engineers.value > 0 && h->on_call_engineers.value < 6)
        review_warn(
            r, (struct llmcost_warning){.id = LLMCOST_W_SMALL_ROTATION,
                                        .option = (int16_t)option,
                                        .ref = ref_of(LLMCOST_HOSTS, index, "on_call_engineers"),
                                        .value = h->on_call_engineers.value});
    if (is_host && is_stated(&s->min_availability) && llmcost_unit(s, option) == NULL &&
        f->replicas <= 1 && f->spare_replicas <= 0)
        review_warn(
            r, (struct llmcost_warning){.id = LLMCOST_W_NO_SPARE,
                                        .option = (int16_t)option,
                                        .ref = ref_of(LLMCOST_HOSTS, index, "spare_replicas")});
}

/* A cache discount on one side only: the other side then looks too dear. */
static void warn_cache(const struct llmcost_scenario *s, int option, struct llmcost_result *r)
{
    const struct terms first = first_terms(s);
    bool host_has = false;
    bool api_has = false;
    for (int i = 0; i < s->hosts; i++) {
        const struct llmcost_host *h = &s->host[i];
        const double share = prefix_cached(&first, h);
        host_has =
            host_has ||
            ((is_stated(&h->input_tokens_per_second) || llmcost_is_estimated(h)) && share > 0);
    }
    for (int i = 0; i < s->apis; i++)
        api_has =
            api_has || (shares_of(&first, &s->api[i]).cached > 0 &&
                        is_stated(&s->api[i].cached_input_per_mtok) &&
                        s->api[i].cached_input_per_mtok.value < s->api[i].input_per_mtok.value);
    const struct llmcost_host *h = llmcost_option_host(s, option);
    if (option < s->apis) {
        if (host_has && shares_of(&first, &s->api[option]).cached > 0 &&
            !is_stated(&s->api[option].cached_input_per_mtok))
            review_warn(r, (struct llmcost_warning){
                               .id = LLMCOST_W_CACHE_ONE_SIDE,
                               .option = (int16_t)option,
                               .ref = ref_of(LLMCOST_APIS, option, "cached_input_per_mtok")});
    } else if (llmcost_option_kind(s, option) == LLMCOST_HOST && api_has &&
               is_stated(&h->prefix_cached_share) && h->prefix_cached_share.value <= 0) {
        review_warn(r, (struct llmcost_warning){
                           .id = LLMCOST_W_CACHE_ONE_SIDE,
                           .option = (int16_t)option,
                           .ref = ref_of(LLMCOST_HOSTS, option - s->apis, "prefix_cached_share")});
    }
}

static void warn_families(const struct llmcost_scenario *s, int option, struct llmcost_result *r)
{
    const struct llmcost_host *h = llmcost_option_host(s, option);
    const struct llmcost_api *api = llmcost_option_api(s, option);
    const enum llmcost_option_kind kind = llmcost_option_kind(s, option);
    if (kind == LLMCOST_HYBRID) {
        const int a = family_of(llmcost_text(s, h->id.text));
        const int b = family_of(llmcost_text(s, api->id.text));
        const struct llmcost_hybrid *mix = &s->hybrid[option - s->apis - s->hosts];
        if (mix->same_model.value <= 0 && (a < 0 || a != b))
            review_warn(r, (struct llmcost_warning){.id = LLMCOST_W_HYBRIDS_DIFFER,
                                                    .option = (int16_t)option,
                                                    .ref = no_ref});
    }
    if (kind != LLMCOST_HOST || is_stated(&h->common.token_ratio))
        return;
    const int own = family_of(llmcost_text(s, h->id.text));
    for (int i = 0; i < s->apis && own >= 0; i++) {
        const int other = family_of(llmcost_text(s, s->api[i].id.text));
        if (other < 0 || other == own || is_stated(&s->api[i].common.token_ratio))
            continue;
        review_warn(r, (struct llmcost_warning){
                           .id = LLMCOST_W_SAME_TOKENIZER,
                           .option = (int16_t)option,
                           .ref = ref_of(LLMCOST_HOSTS, option - s->apis, "token_ratio"),
                           .value = i});
        return;
    }
}

/* What the tokens of an api bill cost at the least and at the most: all at the cheapest, all at the
 * dearest kind. */
static void warn_bounds(const struct llmcost_scenario *s, int option, struct llmcost_result *r)
{
    const struct terms first = first_terms(s);
    const struct llmcost_api *api = &s->api[option];
    const struct llmcost_option_result *o = &r->option[option];
    const struct token_mix own = tokens_of(&first, &api->common);
    const double mtok = r->requests_per_month * attempts_of(&first, &api->common) *
                        (own.input + own.output) / 1e6 * clock_mean(&first, api);
    const double price = api->input_per_mtok.value;
    const double tier = api->long_context_input_per_mtok.value;
    /* what a tier lacks is scaled like its input price (§2) */
    const double ratio = price > 0 ? at_least(tier / price, 1) : 1;
    const struct llmcost_input *kinds[] = {&api->input_per_mtok, &api->output_per_mtok,
                                           &api->cached_input_per_mtok, &api->cache_write_per_mtok};
    const struct llmcost_input *long_kinds[] = {
        &api->long_context_input_per_mtok, &api->long_context_output_per_mtok,
        &api->long_context_cached_input_per_mtok, &api->long_context_cache_write_per_mtok};
    double dearest = 0;
    for (size_t i = 0; i < COUNT(kinds); i++)
        dearest = at_least(dearest, at_least(kinds[i]->value * ratio, long_kinds[i]->value));
    const double low = mtok * at_most(price, api->output_per_mtok.value);
    const double high = mtok * dearest;
    double bill = 0;
    for (int i = 0; i < o->lines; i++)
        bill += components[o->line[i].component].is_bound ? o->line[i].amount : 0;
    if (high > 0 && bill > high * (1 + 1e-9))
        review_warn(r, (struct llmcost_warning){.id = LLMCOST_W_OUT_OF_BOUNDS,
                                                .option = (int16_t)option,
                                                .ref = ref_of(LLMCOST_APIS, option, "monthly_fee"),
                                                .value = bill,
                                                .low = low,
                                                .high = high});
}

/* A price that is needed and not stated: such tokens are billed at the full or plain price. */
static void warn_unknown_prices(const struct llmcost_scenario *s, int option,
                                struct llmcost_result *r)
{
    const struct terms first = first_terms(s);
    const struct llmcost_api *api = &s->api[option];
    const struct llmcost_workload *w = &s->workload;
    const struct token_shares share = shares_of(&first, api);
    const bool reads = w->input_tokens.value > 0 && api->input_per_mtok.value > 0;
    const struct {
        const char *field;
        const struct llmcost_input *price;
        double share;
        bool billed;
    } rows[] = {
        {.field = "cached_input_per_mtok",
         .price = &api->cached_input_per_mtok,
         .share = share.cached,
         .billed = reads},
        {.field = "cache_write_per_mtok",
         .price = &api->cache_write_per_mtok,
         .share = share.written,
         .billed = reads},
        {.field = "batch_discount",
         .price = &api->batch_discount,
         .share = share.batch,
         .billed = reads || (w->output_tokens.value > 0 && api->output_per_mtok.value > 0)},
        {.field = "long_context_input_per_mtok",
         .price = &api->long_context_input_per_mtok,
         .share = share.long_context,
         .billed = reads},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        if (rows[i].billed && rows[i].share > 0 && !is_stated(rows[i].price))
            review_warn(r,
                        (struct llmcost_warning){.id = LLMCOST_W_UNKNOWN_PRICE,
                                                 .option = (int16_t)option,
                                                 .ref = ref_of(LLMCOST_APIS, option, rows[i].field),
                                                 .value = api->input_per_mtok.value});
}

static void warn_prices(const struct llmcost_scenario *s, int option, struct llmcost_result *r)
{
    const struct terms first = first_terms(s);
    const struct llmcost_api *api = &s->api[option];
    const struct llmcost_workload *w = &s->workload;
    struct llmcost_warning about = {.option = (int16_t)option};
    const double prompt = tokens_of(&first, &api->common).input;
    if (is_stated(&api->output_per_mtok) &&
        api->output_per_mtok.value < api->input_per_mtok.value && w->output_tokens.value > 0) {
        about.id = LLMCOST_W_OUTPUT_CHEAPER;
        about.ref = ref_of(LLMCOST_APIS, option, "output_per_mtok");
        about.value = api->input_per_mtok.value;
        about.other = api->output_per_mtok.value;
        review_warn(r, about);
    }
    warn_unknown_prices(s, option, r);
    if (is_stated(&api->long_context_over) && shares_of(&first, api).long_context <= 0 &&
        prompt > api->long_context_over.value) {
        about.id = LLMCOST_W_LONG_CONTEXT;
        about.ref = ref_of(LLMCOST_WORKLOAD, 0, "long_context_share");
        about.value = prompt;
        about.other = api->long_context_over.value;
        review_warn(r, about);
    }
}

static void list_omissions(const struct llmcost_scenario *s, int option, struct llmcost_result *r)
{
    for (int c = 0; c < LLMCOST_COMPONENTS; c++)
        if ((size_t)r->not_priced < COUNT(r->omission) &&
            component_is_omitted(s, option, (enum llmcost_component)c))
            r->omission[r->not_priced++] =
                (struct llmcost_not_priced){.option = (int16_t)option, .component = (int16_t)c};
}

void llmcost_review(const struct llmcost_scenario *scenario, struct llmcost_result *result)
{
    const struct llmcost_scenario *s = scenario;
    struct llmcost_result *r = result;
    r->warnings = r->not_priced = 0;
    if (s->hours_per_month.value > 744)
        review_warn(r, (struct llmcost_warning){.id = LLMCOST_W_LONG_MONTH,
                                                .option = -1,
                                                .ref = ref_of(LLMCOST_TOP, 0, "hours_per_month"),
                                                .value = s->hours_per_month.value});
    for (int option = 0; option < r->options; option++) {
        review_served(s, option, r);
        review_units(s, option, r);
        review_book(s, option, r);
        warn_cache(s, option, r);
        warn_families(s, option, r);
        if (option < s->apis) {
            warn_prices(s, option, r);
            warn_bounds(s, option, r);
        } else {
            warn_capacity(s, option, r);
        }
        if (llmcost_option_kind(s, option) == LLMCOST_HOST) {
            review_slots(s, option, r);
            review_effect(s, option, r);
        }
        if (llmcost_option_kind(s, option) != LLMCOST_HYBRID)
            review_dates(s, option, r);
        if (llmcost_option_kind(s, option) == LLMCOST_HYBRID)
            review_minimum(s, option, r);
        list_omissions(s, option, r);
    }
    review_rules(s, r);
    review_batch(s, r);
    review_notes(s, r);
    thumbs_judge(s, r);
}
