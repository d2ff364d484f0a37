/* gates.c - how the values of gates are read from the command line.
 * Knows what to write instead of a wrong one; refuses to judge a gate (gates.c).
 */
#include "cli/options/rows.h"

#include <string.h>

static struct gate *gate_of(const struct option_row *row, struct options *options)
{
    return (struct gate *)(void *)((char *)options + row->offset);
}

bool take_amount(const struct option_row *row, struct options *options, const char *value,
                 struct llmcost_diags *diags)
{
    static const char wanted[] = "an amount of money a month, such as 5000 or 12k";
    const char *why;
    struct gate gate;
    if (!gate_parse_change(value, &gate, &why))
        return option_refuse(row, value, why, wanted, diags);
    if (gate.is_share)
        return option_refuse(row, value, "it is a share of nothing", wanted, diags);
    *gate_of(row, options) = gate;
    return true;
}

bool take_change(const struct option_row *row, struct options *options, const char *value,
                 struct llmcost_diags *diags)
{
    const char *why;
    return gate_parse_change(value, gate_of(row, options), &why) ||
           option_refuse(row, value, why, "an amount of money a month, or a percentage: 500 or 5%",
                         diags);
}

bool take_share(const struct option_row *row, struct options *options, const char *value,
                struct llmcost_diags *diags)
{
    const char *why;
    return gate_parse_share(value, gate_of(row, options), &why) ||
           option_refuse(row, value, why, "a percentage: 10%", diags);
}

bool fail_word(int index, struct option_word *ret_word)
{
    const int id = GATE_VERDICT_CHANGE + index;
    if (id < MAX_GATES)
        *ret_word = (struct option_word){.word = gate_name((enum gate_id)id)};
    return id < MAX_GATES;
}

bool take_fail_on(const struct option_row *row, struct options *options, const char *value,
                  struct llmcost_diags *diags)
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
            deny(diags, E_OPTION_VALUE, NULL, "--%s cannot be \"%.*s\"", row->name,
                 (int)(length < 80 ? length : 80), word);
            llmcost_advise(diags, "write one or more of %s, with commas", gate_words);
            if (nearest != NULL && strcmp(nearest, name) != 0)
                advise_nearest(diags, nearest);
            return false;
        }
        options->gates.gate[id] = gate;
        word += length;
        if (*word == '\0')
            return true;
    }
}
