/* warnings_rules.c - what a reader should be told about the rules of the scenario.
 */
#include "core/base/count.h"
#include "core/months/rules.h"
#include "core/scenario/scenario.h"
#include "core/telling/warnings.h"
#include "llmcost.h"

/* clang-format off */
static const struct code_row codes[] = {
    {.number = LLMCOST_W_UNKNOWN_RULE, .letter = 'W', .name = TOLD("rule that nobody can judge"),
     .cause = TOLD("The recommended option does not state the figure that a rule of the scenario "
                   "asks for: whether it may be chosen is not known."),
     .remedy = TOLD("State the figure, measured or promised; --fail-on unknown-rule holds a script "
                    "to it."),
     .says = "{rule word} asks for {path word}, which is not stated: it is recommended as if it "
             "passed"},
};
/* clang-format on */

/* Where the figure of a part is missing. */
static bool is_missing(const struct llmcost_scenario *s, struct llmcost_ref ref)
{
    const struct llmcost_input *input = llmcost_read(s, ref);
    const struct llmcost_name *words = read_ref(s, ref); /* where it is no number */
    return (input != NULL ? input->origin : words->origin) == LLMCOST_UNSET;
}

/* A rule that nobody can judge on the recommended option: it was chosen as if it passed (§11). */
static void review_rules(const struct llmcost_scenario *s, struct llmcost_result *r)
{
    if (r->recommended < 0)
        return;
    const struct llmcost_host *host = llmcost_option_host(s, r->recommended);
    const struct llmcost_api *api = llmcost_option_api(s, r->recommended);
    for (int rule = 0; rule < LLMCOST_RULES_COUNT; rule++) {
        const char *figure = rule_row((enum llmcost_rule)rule)->figure;
        if (r->option[r->recommended].rule[rule] != LLMCOST_UNKNOWN || figure == NULL)
            continue;
        struct llmcost_ref ref = {.field = -1, .entry = -1};
        if (host != NULL)
            ref = ref_of(LLMCOST_HOSTS, (int)(host - s->host), figure);
        if (api != NULL && (host == NULL || !is_missing(s, ref) ||
                            rule_is_of_capacity((enum llmcost_rule)rule, host)))
            ref = ref_of(LLMCOST_APIS, (int)(api - s->api), figure);
        review_add(r, LLMCOST_W_UNKNOWN_RULE, r->recommended, ref, rule);
    }
}

const struct review review_of_rules = {
    .codes = codes,
    .count = COUNT(codes),
    .of_verdict = review_rules,
};
