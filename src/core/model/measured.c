/* measured.c - the capacity that a host states of one replica (§3), and at which cached share.
 * Refuses to know estimates (estimate.c), headroom and how many replicas there are (fleet.c).
 */
#include "core/model/measured.h"

#include "core/base/real.h"
#include "core/scenario/scenario.h"

/* An output token takes this many times the share of a replica that an input token takes: a
 * published day of DeepSeek's had 73.7k input and 14.8k output tokens/s of a node (§3). */
static const double OUTPUT_WEIGHT = 5;

double prefix_cached(const struct terms *terms, const struct llmcost_host *host)
{
    return host->prefix_cached_share.origin != LLMCOST_UNSET ? host->prefix_cached_share.value
                                                             : terms->workload->cached_share.value;
}

bool states_capacity(const struct llmcost_host *host)
{
    return is_stated(&host->requests_per_second) || is_stated(&host->tokens_per_second) ||
           is_stated(&host->input_tokens_per_second) || is_stated(&host->output_tokens_per_second);
}

struct token_mix stated_mix(const struct terms *terms, const struct llmcost_host *host)
{
    const struct llmcost_scenario *scenario = terms->scenario;
    const struct llmcost_common *own = &host->common;
    const bool known = scenario->written_input_tokens + scenario->written_output_tokens > 0;
    const struct llmcost_workload *w = terms->workload;
    const double input = known ? scenario->written_input_tokens : w->input_tokens.value;
    const double output = known ? scenario->written_output_tokens : w->output_tokens.value;
    return (struct token_mix){
        .input = is_stated(&host->measured_input_tokens)
                     ? host->measured_input_tokens.value
                     : input * own->token_ratio.value * own->input_ratio.value,
        .output = is_stated(&host->measured_output_tokens)
                      ? host->measured_output_tokens.value
                      : output * own->token_ratio.value * own->output_ratio.value};
}

double mix_factor(struct token_mix own, struct token_mix other)
{
    const double one = own.input + OUTPUT_WEIGHT * own.output;
    const double two = other.input + OUTPUT_WEIGHT * other.output;
    return one > 0 && two > 0 ? one / two : 1;
}

/* The ways to state a throughput; NULL: one that is not offered. */
struct stated {
    const struct llmcost_input *requests, *both, *input, *output;
};

static double capacity_by(const struct stated *by, struct token_mix own, struct token_mix mix,
                          double cached)
{
    if (is_stated(by->requests))
        return at_most(by->requests->value * mix_factor(own, mix), MAX_CAPACITY);
    /* of one replica, per request */
    const double seconds =
        by->both != NULL && is_stated(by->both)
            ? (mix.input + mix.output) / by->both->value
            : mix.input * (1 - cached) / by->input->value + mix.output / by->output->value;
    return seconds * MAX_CAPACITY > 1 ? 1 / seconds : MAX_CAPACITY;
}

double stated_capacity(const struct llmcost_host *host, struct token_mix own, struct token_mix mix,
                       double cached)
{
    const struct stated by = {.requests = &host->requests_per_second,
                              .both = &host->tokens_per_second,
                              .input = &host->input_tokens_per_second,
                              .output = &host->output_tokens_per_second};
    return capacity_by(&by, own, mix, cached);
}

double run_capacity(const struct llmcost_run *run, struct token_mix own, struct token_mix mix,
                    double cached)
{
    const struct stated by = {.requests = &run->requests_per_second,
                              .input = &run->input_tokens_per_second,
                              .output = &run->output_tokens_per_second};
    return capacity_by(&by, own, mix, cached);
}
