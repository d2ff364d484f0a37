/* forms.c - the sentences of warnings and of reasons whose figures a saved report has not got, as
 * forms with holes (forms.h): what fits none of them was not told by this program. To reword a
 * sentence in io/words/: its form here, which tests/saved.py asks for.
 */
#include "io/report/saved/forms.h"
#include "core/base/codes.h"
#include "core/base/count.h"
#include "io/report/portfolio/portfolio.h"

#include <string.h>

static const char *const not_measured[] = {
    "{n} requests/s a replica is typed, not measured: load-test it with your own "
    "prompts, then state `basis: measured`",
    "{n} requests/s a replica follows from typed figures: load-test it with your "
    "own prompts, then state `basis: measured`",
    NULL};
static const char *const small_rotation[] = {
    "{n} people are a small on-call rotation: Google's SRE book asks for 8 people "
    "on one site or 6 on each of two",
    "{n} person is a small on-call rotation: Google's SRE book asks for 8 people "
    "on one site or 6 on each of two",
    NULL};
static const char *const over_limit[] = {
    "the peak of {n} {word} is above its limit of {n}: ask for a higher limit, or "
    "spread the load",
    "the peak of {n} {word} in month {n} is above its limit of {n}: ask for a "
    "higher limit, or spread the load",
    "the peak of {n} {word} is above the limit of {n} of {word}: ask for a higher "
    "limit, or spread the load",
    "the peak of {n} {word} in month {n} is above the limit of {n} of {word}: ask "
    "for a higher limit, or spread the load",
    "the peak of {n} {word} is above the limit of {n} of {word}, which serves "
    "until it starts: ask for a higher limit, or spread the load",
    "the peak of {n} {word} in month {n} is above the limit of {n} of {word}, "
    "which serves until it starts: ask for a higher limit, or spread the load",
    NULL};
static const char *const not_served[] = {
    "the peak of {n} requests/s is above the {n} it can serve: add replicas, or "
    "leave `replicas` out to have the fleet sized",
    "the peak of {n} requests/s in month {n} is above the {n} it can serve: add "
    "replicas, or leave `replicas` out to have the fleet sized",
    NULL};
static const char *const same_tokenizer[] = {
    "token_ratio is left at 1, yet {word} is of another model family: count a "
    "sample of your prompts with both tokenizers",
    NULL};
static const char *const out_of_bounds[] = {
    "{n} a month for its tokens is not the {n} that they cost at list price: a "
    "fee, a minimum or a wrong price makes the difference",
    "{n} a month for its tokens is outside the {n} to {n} that they cost at list "
    "price, all of them input or all output: a fee, a minimum or a wrong price "
    "makes the difference",
    NULL};
static const char *const unknown_price[] = {
    "{word} is not stated, so cached input tokens are billed at the input price",
    "{word} is not stated, so cached input tokens outside of batches are billed at "
    "the input price",
    "{word} is not stated, so cache-written input tokens are billed at the input "
    "price",
    "{word} is not stated, so batch requests are billed at the full price",
    "{word} is not stated, so prompts over the threshold are billed at the plain "
    "price",
    "{word} is not stated, so its tokens are billed at the plain price",
    NULL};
static const char *const long_month[] = {"hours_per_month is {n}, and the longest month has 744",
                                         NULL};
static const char *const no_effect[] = {"{path}: stated, but changes nothing",
                                        "{path}: stated, but changes nothing without {word}", NULL};
static const char *const cache_one_side[] = {
    "cached input makes a host cheaper and not this api: state its "
    "cached_input_per_mtok",
    NULL};
static const char *const estimated[] = {
    "{n} requests/s a replica, {n} sequences at a time, is estimated from the "
    "model and the GPU (rule of thumb for memory: weights and 20 %, {n} GB); in 8 "
    "of 10 cases the true figure is {n} to {n} times that: load-test it with your "
    "own prompts",
    NULL};
static const char *const does_not_fit[] = {
    "the model does not go into the memory of its GPUs",
    "the model does not go into the memory of its GPUs: state gpus_per_replica",
    "{word} in {word} ({n} GB of weights) does not fit on {n} x {word}; needs {n}",
    "{word} in {word} ({n} GB of weights) does not fit on {n} x {word}; needs {n}: "
    "state gpus_per_replica",
    "{word} in {word} ({n} GB of weights) does not fit on {n} x {word}; the KV "
    "cache of one request is too large for any number of them",
    NULL};
static const char *const estimate_trap[] = {
    "on AMD GPUs the throughput estimate is 1.5 to 1.75 times too high",
    "a replica spans several nodes, whose network the throughput estimate leaves "
    "out: the true figure is lower",
    "the GPU has no arithmetic for this precision: the estimate computes in bf16 "
    "and saves memory only",
    "the link between these GPUs is not known: the estimate leaves it out, the "
    "true figure is lower",
    NULL};
static const char *const other_mix[] = {
    "its capacity was measured with {n} input and {n} output tokens a request, and "
    "here they are {n} and {n}: measure it at your mix, or add `model` and `gpu` "
    "to have it carried over",
    "its capacity was measured with {n} input and {n} output tokens a request, and "
    "here they are {n} and {n}: it is carried over with an output token counted as "
    "five input tokens; measure it at your mix, or add `model` and `gpu` to have "
    "it carried over by an estimate",
    NULL};
static const char *const unknown_rule[] = {
    "{path} asks for {word}, which is not stated: it is recommended as if it passed", NULL};
static const char *const unit_slip[] = {
    "{path} is {n} {word}, and the memory of its GPUs ({n}) can be read for {n} at "
    "most: is it that of several replicas? State that of one",
    "{path} is {n} {word} per replica, and the memory of its GPUs ({n}) can be "
    "read for {n} at most: is it that of several replicas? State that of one",
    "{path} is {n} an hour, and the dearest GPU of the catalog {n}: is it the "
    "price of a whole node? Divide it by its GPUs",
    "{path} is {n} for a million tokens, less than any model is sold at: is it the "
    "price of a token? Prices are per Mtok",
    "{path} is {n} for a million tokens, more than any model is sold at: is it the "
    "price of a larger unit? Prices are per Mtok",
    NULL};
static const char *const few_sequences[] = {
    "the memory of a replica holds {n} of {n} concurrent sequences: more GPUs of "
    "this kind do not help",
    "the memory of a replica holds {n} of {n} concurrent sequences; precision fp8 "
    "would hold {n}",
    "the memory of a replica holds {n} of {n} concurrent sequences; twice the "
    "gpus_per_replica {n}",
    "the memory of a replica holds {n} of {n} concurrent sequences; precision fp8 "
    "would hold {n}; twice the gpus_per_replica {n}",
    NULL};
static const char *const idle[] = {
    "its GPUs are paid by the hour and idle {n} of it: where a provider bills by "
    "the second or the request, state that as an api with `per_request`",
    NULL};
static const char *const book_value[] = {
    "bought GPUs outlive the horizon, which counts on the {n} that the books then "
    "say they are worth: state resale_share, what they would fetch",
    NULL};
static const char *const mixes[] = {
    "{word}: {n} requests/s a replica is typed, and taken as measured at each "
    "file's own mix of tokens, though a request of {word} is {n} times the work of "
    "one of {word}: state measured_input_tokens and measured_output_tokens",
    NULL};

const char *const forms_of_break_even[] = {
    "a replica kept for the peak, {n} used, costs {n} per Mtok (a full one {n}), "
    "the API {n}",
    "a replica kept for the peak, {n} used, costs {n} per Mtok (a full one {n}), "
    "{word} {n}",
    "a full replica costs {n} per Mtok, the API {n}",
    "a full replica costs {n} per Mtok, {word} {n}",
    "in the long run it costs {n} per Mtok, the API {n}",
    "in the long run it costs {n} per Mtok, {word} {n}",
    "in the long run it costs {n} per Mtok over the horizon, the API {n}",
    "in the long run it costs {n} per Mtok over the horizon, {word} {n}",
    "{word} cannot serve the months to come, whatever is asked today",
    "it serves at most {n} {word} and costs more up to there",
    "{word} serves at most {n} {word}, and up to there {word} costs more",
    "at best it costs the same",
    "it costs more at every demand that both serve",
    "searched up to {n} {word} only",
    "more than {n} bands: the first ones are listed",
    NULL};

const char *const forms_of_serving[] = {
    "the model does not go into the memory of its GPUs",
    "{word} in {word} ({n} GB of weights) does not fit on {n} x {word}; needs {n}",
    "{word} in {word} ({n} GB of weights) does not fit on {n} x {word}; the KV "
    "cache of one request is too large for any number of them",
    "even one request at a time is slower than the rules ask",
    "even one request at a time is slower than the rules ask (an output token "
    "after {n} ms)",
    "none of its {n} runs is as fast as the rules ask (at the least a first token "
    "after {n} ms, an output token after {n} ms)",
    "none of its {n} runs is as fast as the rules ask (at the least a first token "
    "after {n} ms)",
    "none of its {n} runs is as fast as the rules ask (at the least an output "
    "token after {n} ms)",
    NULL};

const char *const *forms_of_warning(int code)
{
    static const char *const none[] = {NULL};
    static const struct {
        int code;
        const char *const *forms;
    } rows[] = {
        {LLMCOST_W_NOT_MEASURED, not_measured},     {LLMCOST_W_SMALL_ROTATION, small_rotation},
        {LLMCOST_W_OVER_LIMIT, over_limit},         {LLMCOST_W_NOT_SERVED, not_served},
        {LLMCOST_W_SAME_TOKENIZER, same_tokenizer}, {LLMCOST_W_OUT_OF_BOUNDS, out_of_bounds},
        {LLMCOST_W_UNKNOWN_PRICE, unknown_price},   {LLMCOST_W_LONG_MONTH, long_month},
        {LLMCOST_W_NO_EFFECT, no_effect},           {LLMCOST_W_CACHE_ONE_SIDE, cache_one_side},
        {LLMCOST_W_ESTIMATED, estimated},           {LLMCOST_W_DOES_NOT_FIT, does_not_fit},
        {LLMCOST_W_ESTIMATE_TRAP, estimate_trap},   {LLMCOST_W_OTHER_MIX, other_mix},
        {LLMCOST_W_UNKNOWN_RULE, unknown_rule},     {LLMCOST_W_UNIT_SLIP, unit_slip},
        {LLMCOST_W_FEW_SEQUENCES, few_sequences},   {LLMCOST_W_IDLE, idle},
        {LLMCOST_W_BOOK_VALUE, book_value},         {W_MIXES, mixes},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        if (rows[i].code == code)
            return rows[i].forms;
    return none;
}

/* ---- Holes ---- */

/* A number: what it is of, digits, what it is in; 0: there is none. */
static size_t number_length(const char *text, const char *currency)
{
    static const char *const signs[] = {"$", "\xE2\x82\xAC", "\xC2\xA3", "\xC2\xA5"};
    size_t length = strspn(text, "<-");
    if (strncmp(text + length, currency, strlen(currency)) == 0 &&
        text[length + strlen(currency)] == ' ')
        length += strlen(currency) + 1;
    for (size_t i = 0; i < COUNT(signs); i++)
        if (strncmp(text + length, signs[i], strlen(signs[i])) == 0)
            length += strlen(signs[i]);
    size_t digits = strspn(text + length, "0123456789.,");
    while (digits > 0 && strchr(".,", text[length + digits - 1]) != NULL)
        digits--;
    if (digits == 0)
        return 0;
    length += digits;
    if (strncmp(text + length, " %", 2) == 0)
        return length + 2;
    return length + (text[length] != '\0' && strchr("MBT", text[length]) != NULL);
}

/* The most that a hole takes; what it is called ends with the form's brace. */
static size_t hole_length(const char *hole, const char *text, const char *currency)
{
    if (strncmp(hole, "word}", 5) == 0 || strncmp(hole, "path}", 5) == 0)
        return strcspn(text, " ");
    if (strncmp(hole, "list}", 5) == 0) {
        size_t length = strcspn(text, " ");
        while (length > 0 && text[length] == ' ' && text[length - 1] == ',')
            length += 1 + strcspn(text + length + 1, " ");
        return length;
    }
    if (strncmp(hole, "state}", 6) == 0)
        return strncmp(text, "not stated", 10) == 0 ? 10 : strncmp(text, "unknown", 7) == 0 ? 7 : 0;
    return number_length(text, currency);
}

const char *form_rest(const char *form, const char *text, const char *currency)
{
    const char *rest = NULL;
    const size_t plain = strcspn(form, "{");
    if (strncmp(form, text, plain) != 0)
        return NULL;
    form += plain;
    text += plain;
    if (*form == '\0')
        return text;
    const char *behind = form + strcspn(form, "}") + 1;
    for (size_t length = hole_length(form + 1, text, currency); length > 0 && rest == NULL;
         length--)
        rest = form_rest(behind, text + length, currency);
    return rest;
}

bool forms_make(const char *const *forms, const char *text, const char *currency)
{
    for (; *forms != NULL; forms++) {
        const char *rest = form_rest(*forms, text, currency);
        if (rest != NULL && *rest == '\0')
            return true;
    }
    return false;
}
