/* thumbs.c - what a published rule of thumb says here. Knows the figure that it asks for; refuses
 * to know when its premise is met (core/months/).
 */
#include "io/words/words.h"

enum { FIGURE = 96 };

/* "volume no, quality not stated, data yes: rent" */
static void three_conditions(const struct llmcost_result *result, const char *says, char *buffer,
                             size_t size)
{
    static const char *const held[] = {[LLMCOST_NOT_STATED] = "not stated",
                                       [LLMCOST_PASS] = "yes",
                                       [LLMCOST_FAIL] = "no",
                                       [LLMCOST_UNKNOWN] = "unknown"};
    const bool is_judged = result->condition_quality != LLMCOST_UNKNOWN;
    snprintf(buffer, size, "volume %s, quality %s, data in-house %s: %s",
             held[result->condition_volume],
             held[is_judged ? result->condition_quality : LLMCOST_NOT_STATED],
             held[result->condition_data], says);
}

const char *words_thumb(const struct report *report, enum llmcost_thumb thumb, char *buffer,
                        size_t size)
{
    static const char *const advice[] = {
        [LLMCOST_ADVICE_NONE] = "no advice",       [LLMCOST_ADVICE_RENT] = "rent",
        [LLMCOST_ADVICE_MIX] = "consider a mix",   [LLMCOST_ADVICE_SELF_HOST] = "self-host",
        [LLMCOST_ADVICE_LOOK] = "look at hosting",
    };
    const struct llmcost_thumb_result *result = &report->result->thumb[thumb];
    const char *currency = words_currency(report->scenario);
    const char *says = advice[result->says];
    char figure[FIGURE];
    bool money = thumb == LLMCOST_THUMB_SPEND_PER_YEAR || thumb == LLMCOST_THUMB_SPEND_PER_MONTH;
    if (money)
        words_money(currency, result->figure, figure, sizeof figure);
    else
        words_volume(result->figure, false, figure, sizeof figure);
    switch (thumb) {
    case LLMCOST_THUMB_THREE_OF_THREE:
        three_conditions(report->result, says, buffer, size);
        break;
    case LLMCOST_THUMB_SPEND_PER_YEAR:
        snprintf(buffer, size, "API spend of %s a year: %s", figure, says);
        break;
    case LLMCOST_THUMB_SPEND_PER_MONTH:
        snprintf(buffer, size, "API spend of %s a month: %s", figure, says);
        break;
    case LLMCOST_THUMB_7B_ON_A10G:
        snprintf(buffer, size, "a 7B on an A10G from 10M tokens/day (here %s): %s", figure, says);
        break;
    case LLMCOST_THUMB_70B_ON_A100:
        snprintf(buffer, size, "a 70B on A100s from 50M tokens/day (here %s): %s", figure, says);
        break;
    case LLMCOST_THUMBS:
        buffer[0] = '\0';
        break;
    }
    return buffer;
}
