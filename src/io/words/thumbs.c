/* thumbs.c - what a published rule of thumb says here. Knows the figure that it asks for; refuses
 * to know when its premise is met (core/months/).
 */
#include "io/words/form.h"
#include "io/words/words.h"

#include <string.h>

/* What it says comes behind. */
const char *const forms_of_thumbs[LLMCOST_THUMBS] = {
    [LLMCOST_THUMB_THREE_OF_THREE] =
        "volume {volume state}, quality {quality state}, data in-house {data state}: ",
    [LLMCOST_THUMB_SPEND_PER_YEAR] = "API spend of {figure$} a year: ",
    [LLMCOST_THUMB_SPEND_PER_MONTH] = "API spend of {figure$} a month: ",
    [LLMCOST_THUMB_7B_ON_A10G] = "a 7B on an A10G from 10M tokens/day (here {tokens number}): ",
    [LLMCOST_THUMB_70B_ON_A100] = "a 70B on A100s from 50M tokens/day (here {tokens number}): ",
};

const char *words_advice(enum llmcost_advice advice)
{
    static const char *const words[] = {
        [LLMCOST_ADVICE_NONE] = "no advice",       [LLMCOST_ADVICE_RENT] = "rent",
        [LLMCOST_ADVICE_MIX] = "consider a mix",   [LLMCOST_ADVICE_SELF_HOST] = "self-host",
        [LLMCOST_ADVICE_LOOK] = "look at hosting",
    };
    return words[advice];
}

const char *words_thumb(const struct report *report, enum llmcost_thumb thumb, char *buffer,
                        size_t size)
{
    enum { FIGURE = 96 };
    static const char *const held[] = {[LLMCOST_NOT_STATED] = "not stated",
                                       [LLMCOST_PASS] = "yes",
                                       [LLMCOST_FAIL] = "no",
                                       [LLMCOST_UNKNOWN] = "unknown"};
    const struct llmcost_result *result = report->result;
    const struct llmcost_thumb_result *told = &result->thumb[thumb];
    const bool is_judged = result->condition_quality != LLMCOST_UNKNOWN;
    char tokens[FIGURE];
    struct holes holes = {.count = 0};
    hole_add_text(&holes, "volume", held[result->condition_volume]);
    hole_add_text(&holes, "quality",
                  held[is_judged ? result->condition_quality : LLMCOST_NOT_STATED]);
    hole_add_text(&holes, "data", held[result->condition_data]);
    hole_add(&holes, "figure", told->figure);
    hole_add_text(&holes, "tokens", words_volume(told->figure, false, tokens, sizeof tokens));
    form_fill(forms_of_thumbs[thumb], &holes, words_currency(report->scenario), buffer, size);
    words_add(buffer, size, "%s", words_advice((enum llmcost_advice)told->says));
    return buffer;
}
