/* warnings_models.c - what a reader should be told where models of several families are compared:
 * their tokens differ, their answers too, and a cache may be counted on one side only.
 */
#include "core/base/count.h"
#include "core/model/measured.h"
#include "core/model/pricing.h"
#include "core/scenario/scenario.h"
#include "core/telling/warnings.h"
#include "llmcost.h"

/* clang-format off */
static const struct code_row codes[] = {
    {.number = LLMCOST_W_CACHE_ONE_SIDE, .letter = 'W', .name = TOLD("cache on one side only"),
     .cause = TOLD("A cache makes one side of the comparison cheaper and not the other."),
     .remedy = TOLD("Give `workload.cached_share` and `prefix_cached_share` the same value, or say "
                    "why they differ; state the `cached_input_per_mtok` of an api."),
     .says = "{host?cached input makes a host cheaper and not this api: state its "
             "cached_input_per_mtok|a cache makes one side of the comparison cheaper and not the "
             "other: give workload.cached_share and prefix_cached_share the same value, or say "
             "why they differ}"},
    {.number = LLMCOST_W_SAME_TOKENIZER, .letter = 'W', .name = TOLD("same tokenizer"),
     .cause = TOLD("`token_ratio` is left at 1 between models of different families, whose tokens "
                   "differ."),
     .remedy = TOLD("Count a sample of your prompts with both tokenizers."),
     .says = "token_ratio is left at 1, yet {api word} is of another model family: count a "
             "sample of your prompts with both tokenizers"},
    {.number = LLMCOST_W_HYBRIDS_DIFFER, .letter = 'W', .name = TOLD("two models answer"),
     .cause = TOLD("A hybrid answers the same users with two models, which may answer "
                   "differently."),
     .remedy = TOLD("Check that your product can live with it."),
     .says = "two models answer the same users, and may answer differently: check that your "
             "product can live with it"},
};
/* clang-format on */

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
            review_add(r, LLMCOST_W_CACHE_ONE_SIDE, option,
                       ref_of(LLMCOST_APIS, option, "cached_input_per_mtok"), 0);
    } else if (llmcost_option_kind(s, option) == LLMCOST_HOST && api_has &&
               is_stated(&h->prefix_cached_share) && h->prefix_cached_share.value <= 0) {
        review_add(r, LLMCOST_W_CACHE_ONE_SIDE, option,
                   ref_of(LLMCOST_HOSTS, option - s->apis, "prefix_cached_share"), 0);
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
            review_add(r, LLMCOST_W_HYBRIDS_DIFFER, option,
                       (struct llmcost_ref){.field = -1, .entry = -1}, 0);
    }
    if (kind != LLMCOST_HOST || is_stated(&h->common.token_ratio))
        return;
    const int own = family_of(llmcost_text(s, h->id.text));
    for (int i = 0; i < s->apis && own >= 0; i++) {
        const int other = family_of(llmcost_text(s, s->api[i].id.text));
        if (other < 0 || other == own || is_stated(&s->api[i].common.token_ratio))
            continue;
        review_add(r, LLMCOST_W_SAME_TOKENIZER, option,
                   ref_of(LLMCOST_HOSTS, option - s->apis, "token_ratio"), i);
        return;
    }
}

static void review_models(const struct llmcost_scenario *s, int option, struct llmcost_result *r)
{
    warn_cache(s, option, r);
    warn_families(s, option, r);
}

const struct review review_of_models = {
    .codes = codes,
    .count = COUNT(codes),
    .of_option = review_models,
};
