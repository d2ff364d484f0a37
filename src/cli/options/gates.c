/* gates.c - how the values of gates and of diffs are read from the command line.
 * Knows what to write instead of a wrong one; refuses to judge a gate (gates.c).
 */
#include "cli/options/gates.h"

#include <string.h>

static bool take_side(const char *option, const char **sets, int *count, const char *value,
                      struct llmcost_diags *diags)
{
    const char *equals = strchr(value, '=');
    if (equals == NULL || equals == value) {
        llmcost_complain(diags, LLMCOST_ERROR, E_OPTION_VALUE, 0, 0, "%s cannot be \"%.80s\"",
                         option, value);
        llmcost_advise(diags, "write %s PATH=VALUE, such as %s apis.hosted.input_per_mtok=3",
                       option, option);
        return false;
    }
    if (*count >= MAX_SETS) {
        llmcost_complain(diags, LLMCOST_ERROR, E_OPTION_VALUE, 0, 0, "more than %d times %s",
                         MAX_SETS, option);
        llmcost_advise(diags, "write the values into a scenario of its own");
        return false;
    }
    sets[(*count)++] = value;
    return true;
}

bool take_old_set(struct options *options, const char *value, struct llmcost_diags *diags)
{
    return take_side("--old-set", options->old_sets, &options->old_set_count, value, diags);
}

bool take_new_set(struct options *options, const char *value, struct llmcost_diags *diags)
{
    return take_side("--new-set", options->new_sets, &options->new_set_count, value, diags);
}

/* ---- Gates ---- */

static bool refuse(const char *option, const char *value, const char *why, const char *wanted,
                   struct llmcost_diags *diags)
{
    llmcost_complain(diags, LLMCOST_ERROR, E_OPTION_VALUE, 0, 0, "%s cannot be \"%.80s\": %s",
                     option, value, why);
    llmcost_advise(diags, "write %s", wanted);
    return false;
}

bool take_max_monthly_cost(struct options *options, const char *value, struct llmcost_diags *diags)
{
    static const char wanted[] = "an amount of money a month, such as 5000 or 12k";
    const char *why;
    struct gate gate;
    if (!gate_parse_change(value, &gate, &why))
        return refuse("--max-monthly-cost", value, why, wanted, diags);
    if (gate.is_share)
        return refuse("--max-monthly-cost", value, "it is a share of nothing", wanted, diags);
    options->gates.gate[GATE_MAX_MONTHLY_COST] = gate;
    return true;
}

static bool take_change(struct options *options, enum gate_id id, const char *option,
                        const char *value, struct llmcost_diags *diags)
{
    const char *why;
    if (gate_parse_change(value, &options->gates.gate[id], &why))
        return true;
    return refuse(option, value, why, "an amount of money a month, or a percentage: 500 or 5%",
                  diags);
}

bool take_max_increase(struct options *options, const char *value, struct llmcost_diags *diags)
{
    return take_change(options, GATE_MAX_INCREASE, "--max-increase", value, diags);
}

bool take_max_decrease(struct options *options, const char *value, struct llmcost_diags *diags)
{
    return take_change(options, GATE_MAX_DECREASE, "--max-decrease", value, diags);
}

bool take_min_margin(struct options *options, const char *value, struct llmcost_diags *diags)
{
    const char *why;
    if (gate_parse_share(value, &options->gates.gate[GATE_MIN_MARGIN], &why))
        return true;
    return refuse("--min-margin", value, why, "a percentage: 10%", diags);
}

bool take_fail_on(struct options *options, const char *value, struct llmcost_diags *diags)
{
    for (const char *word = value;; word++) {
        size_t length = strcspn(word, ",");
        struct gate gate;
        int id = gate_parse_word(word, length, &gate);
        if (id < 0) {
            char name[64];
            snprintf(name, sizeof name, "%.*s", (int)(length < 63 ? length : 63), word);
            name[strcspn(name, "=")] = '\0';
            const char *nearest = gate_nearest_word(name);
            llmcost_complain(diags, LLMCOST_ERROR, E_OPTION_VALUE, 0, 0,
                             "--fail-on cannot be \"%.*s\"", (int)(length < 80 ? length : 80),
                             word);
            if (nearest != NULL && strcmp(nearest, name) != 0)
                llmcost_advise(diags, "did you mean \"%s\"?", nearest);
            else
                llmcost_advise(diags, "write one or more of %s, with commas", gate_words);
            return false;
        }
        options->gates.gate[id] = gate;
        word += length;
        if (*word == '\0')
            return true;
    }
}

bool take_exit_code(struct options *options, const char *value, struct llmcost_diags *diags)
{
    (void)value, (void)diags;
    options->exit_code = true;
    return true;
}
