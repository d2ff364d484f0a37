/* diff_words.c - a diff in plain English: whether the decision flips, and what moved it.
 * Knows struct diff; refuses to know where a sentence is printed. The n-th sentence is the n-th row
 * of `sentences` that has something to say.
 */
#include "core/base/count.h"
#include "io/report/diff_rows.h"
#include "io/report/portfolio/rows.h"
#include "io/words/words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { FIGURE = 96, PREDICATE = 3 * FIGURE, BRIEF = 160 };

const char *diff_status_word(enum diff_status status)
{
    return row_word(diff_statuses, (int)status);
}

const char *diff_cause_word(enum llmcost_cause cause)
{
    static const char *const words[] = {[LLMCOST_CAUSE_PRICE] = "price",
                                        [LLMCOST_CAUSE_USAGE] = "usage",
                                        [LLMCOST_CAUSE_STRUCTURE] = "structure",
                                        [LLMCOST_CAUSE_INTERACTION] = "interaction"};
    return words[cause];
}

const char *diff_money(const char *currency, int64_t micros, char *buffer, size_t size)
{
    char text[FIGURE - 2];
    words_money(currency, fabs((double)micros) / 1e6, text, sizeof text);
    snprintf(buffer, size, "%s%s", micros > 0 ? "+" : micros < 0 ? "-" : "", text);
    return buffer;
}

/* All digits of a number, its thousands apart: values that differ are to read apart. */
static void put_grouped(const char *number, char *buffer, size_t size)
{
    size_t used = 0;
    const size_t sign = *number == '-';
    const size_t whole = strcspn(number, ".");
    for (size_t i = 0; number[i] != '\0' && used + 2 < size; i++) {
        if (i > sign && i < whole && (whole - i) % 3 == 0)
            buffer[used++] = ',';
        buffer[used++] = number[i];
    }
    buffer[used] = '\0';
}

const char *diff_value_text(const struct diff_value *value, char *buffer, size_t size)
{
    char number[MAX_NUMBER_TEXT];
    if (value->kind == DIFF_NUMBER)
        put_grouped(number_text(value->style, value->number, number, sizeof number), buffer, size);
    else if (value->kind == DIFF_TRUTH)
        snprintf(buffer, size, "%s", value->number > 0 ? "true" : "false");
    else
        snprintf(buffer, size, "%s", value->kind == DIFF_TEXT ? value->text : "-");
    return buffer;
}

/* ---- Break-evens ---- */

static void put_edge(bool is_there, bool is_end, const char *figure, char *buffer, size_t size)
{
    snprintf(buffer, size, "%s%s",
             !is_there ? ""
             : is_end  ? "to "
                       : "from ",
             is_there ? figure : "");
}

static void put_answer(const struct outcome_break_even *answer, bool on_horizon, char *buffer,
                       size_t size)
{
    const char *word =
        answer == NULL
            ? "-"
            : row_word(outcome_answers, on_horizon ? answer->horizon_status : answer->status);
    snprintf(buffer, size, "%s", word);
}

/* The n-th edge of one side of bands that do not lie alike, NULL after its last. */
static const struct diff_edge *edge_of(const struct diff_break_even_change *change, bool of_new,
                                       int n)
{
    for (int i = 0; i < change->edges; i++)
        if (!isnan(of_new ? change->edge[i].after : change->edge[i].before) && n-- == 0)
            return &change->edge[i];
    return NULL;
}

bool diff_edge_row(const struct diff_break_even_change *change, int n,
                   struct diff_edge_row *ret_row)
{
    enum { EDGE = 56 }; /* a figure, with room for a word before it in the row */
    char before[EDGE] = "";
    char after[EDGE] = "";
    const struct diff_edge *was = edge_of(change, false, n);
    const struct diff_edge *is = edge_of(change, true, n);
    *ret_row = (struct diff_edge_row){.has_delta = change->is_paired && was != NULL && is != NULL};
    if (was == NULL && is == NULL && n > 0)
        return false;
    words_apart(false, was != NULL ? was->before : 0, is != NULL ? is->after : 0, before, after,
                sizeof before);
    put_edge(was != NULL, was != NULL && was->is_end, before, ret_row->before,
             sizeof ret_row->before);
    put_edge(is != NULL, is != NULL && is->is_end, after, ret_row->after, sizeof ret_row->after);
    if (was == NULL && n == 0)
        put_answer(change->before, change->on_horizon, ret_row->before, sizeof ret_row->before);
    if (is == NULL && n == 0)
        put_answer(change->after, change->on_horizon, ret_row->after, sizeof ret_row->after);
    ret_row->from = change->is_paired && was != NULL && is != NULL ? was->before : 0;
    ret_row->to = change->is_paired && was != NULL && is != NULL ? is->after : 0;
    return true;
}

/* ---- Sentences ---- */

static const struct diff_option_change *change_of(const struct diff *diff, const char *id)
{
    for (int i = 0; id != NULL && i < diff->options; i++) {
        const struct diff_option_change *change = &diff->option[i];
        if (strcmp((change->after ? change->after : change->before)->id, id) == 0)
            return change;
    }
    return NULL;
}

/* "now costs $9,953 a month, $2,488 (33.3 %) more", "is new, at $5,175 a month": what is said of an
 * option, "" of one that is not there. */
static void tell_change(const struct diff *diff, const char *id, char *buffer, size_t size)
{
    const struct diff_option_change *change = change_of(diff, id);
    const char *currency = diff->after->currency;
    char cost[FIGURE];
    char gap[FIGURE];
    char share[FIGURE] = "";
    char percent[FIGURE];
    buffer[0] = '\0';
    if (change == NULL)
        return;
    const struct outcome_option *any = change->after ? change->after : change->before;
    words_money(currency, (double)any->monthly_cost / 1e6, cost, sizeof cost);
    if (change->after == NULL) {
        snprintf(buffer, size, "is gone");
    } else if (change->before == NULL) {
        snprintf(buffer, size, "is new, at %s a month", cost);
    } else if (!change->after->feasible || !change->before->feasible) {
        const char *says = change->after->feasible    ? "now serves, at"
                           : change->before->feasible ? "no longer serves, at"
                                                      : "cannot serve, at";
        snprintf(buffer, size, "%s %s a month", says, cost);
    } else if (!change->has_delta || change->delta == 0) {
        snprintf(buffer, size, "%s %s a month", change->has_delta ? "still costs" : "costs", cost);
    } else {
        words_money(currency, fabs((double)change->delta) / 1e6, gap, sizeof gap);
        if (change->before->monthly_cost > 0)
            snprintf(
                share, sizeof share, " (%s)",
                words_percent(fabs((double)change->delta) / (double)change->before->monthly_cost,
                              percent, sizeof percent));
        snprintf(buffer, size, "now costs %s a month, %s%s %s", cost, gap, share,
                 change->delta > 0 ? "more" : "less");
    }
}

/* In the words for what was recommended and for what is, NULL: nothing. How many bytes it takes. */
static int tell_decision(const struct diff *diff, const char *before, const char *after,
                         char *buffer, size_t size)
{
    char first[PREDICATE];
    char second[PREDICATE];
    tell_change(diff, diff->after->recommended, first, sizeof first);
    tell_change(diff, diff->before->recommended, second, sizeof second);
    if (before == NULL && after == NULL)
        return snprintf(buffer, size, "No option can be chosen, now as before.");
    if (after == NULL)
        return snprintf(buffer, size,
                        "The decision changes: %s was recommended, now no option can be chosen.",
                        before);
    if (before == NULL)
        return snprintf(buffer, size,
                        "The decision changes: no option could be chosen, now %s can; %s %s.",
                        after, after, first);
    if (diff->flips)
        return snprintf(buffer, size, "The decision flips from %s to %s: %s %s; %s %s.", before,
                        after, before, second, after, first);
    return snprintf(buffer, size, "The decision stays with %s: it%s%s.", after,
                    first[0] != '\0' ? " " : "", first);
}

/* The words for an assignment that names no file. */
static const char *brief(const struct diff_side *side, char *buffer, size_t size)
{
    return side->recommended != NULL
               ? words_assignment_brief(side->portfolio->recommended, buffer, size)
               : NULL;
}

/* An assignment names its files, which may be more than there is room for. */
static bool decision(const struct diff *diff, char *buffer, size_t size)
{
    char before[BRIEF];
    char after[BRIEF];
    const int wanted =
        tell_decision(diff, diff->before->recommended, diff->after->recommended, buffer, size);
    if ((size_t)wanted >= size && diff->before->portfolio != NULL && diff->after->portfolio != NULL)
        tell_decision(diff, brief(diff->before, before, sizeof before),
                      brief(diff->after, after, sizeof after), buffer, size);
    return true;
}

static bool repeats(const struct diff_side *side, const struct outcome_option *option)
{
    return report_repeats(option->horizon_cost, side->months, (double)option->monthly_cost / 1e6);
}

/* "Over the 12 months of the horizon, which decides, one-year costs $76,212 ($78,840 before),
 * three-years $57,816 ($173,448 before)." Where that is more than a month's bill so many times. */
static bool over_horizon(const struct diff *diff, char *buffer, size_t size)
{
    const char *ids[] = {diff->before->recommended, diff->flips ? diff->after->recommended : NULL};
    bool differs = false;
    if (diff->before->months != diff->after->months || diff->after->portfolio != NULL)
        return false;
    for (int i = 0; i < (diff->flips ? 2 : 1); i++) {
        const struct diff_option_change *change = ids[i] != NULL ? change_of(diff, ids[i]) : NULL;
        char now[FIGURE], was[FIGURE], then[2 * FIGURE] = " as before";
        if (change == NULL || change->before == NULL || change->after == NULL ||
            !change->before->feasible || !change->after->feasible)
            return false;
        differs = differs || !repeats(diff->before, change->before) ||
                  !repeats(diff->after, change->after);
        words_money(diff->after->currency, change->after->horizon_cost, now, sizeof now);
        words_money(diff->before->currency, change->before->horizon_cost, was, sizeof was);
        if (!diff->flips && strcmp(now, was) == 0)
            return false;
        if (strcmp(now, was) != 0)
            snprintf(then, sizeof then, " (%s before)", was);
        if (i == 0)
            snprintf(buffer, size,
                     "Over the %d month%s of the horizon, which decides, %s costs "
                     "%s%s",
                     diff->after->months, words_s(diff->after->months), ids[i], now, then);
        else
            words_add(buffer, size, ", %s %s%s", ids[i], now, then);
    }
    if (differs)
        words_add(buffer, size, ".");
    return differs;
}

/* By how much each cause moved the bill of the recommended option or, in a flip, the old one's lead
 * over the new one. False where they cannot be told apart. */
static bool moved_by(const struct diff *diff, int64_t ret_effect[LLMCOST_CAUSES])
{
    const struct diff_option_change *after = change_of(diff, diff->after->recommended);
    const struct diff_option_change *before = change_of(diff, diff->before->recommended);
    if (after == NULL || !after->attributed || before == NULL || !before->attributed)
        return false;
    if (!after->before->feasible ||
        !before->after->feasible) /* there was no gap, or there is none */
        return false;
    for (int cause = 0; cause < LLMCOST_CAUSES; cause++)
        ret_effect[cause] =
            diff->flips ? before->effect[cause] - after->effect[cause] : after->effect[cause];
    return true;
}

/* "What moved the bill: price +$2,488, usage -$120." */
static bool causes(const struct diff *diff, char *buffer, size_t size)
{
    int64_t effect[LLMCOST_CAUSES];
    int order[LLMCOST_CAUSES] = {0};
    char text[FIGURE];
    int told = 0;
    if (!moved_by(diff, effect))
        return false;
    for (int i = 0; i < LLMCOST_CAUSES; i++) { /* by falling size */
        int at = i;
        for (; at > 0 && llabs(effect[order[at - 1]]) < llabs(effect[i]); at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
    snprintf(buffer, size,
             diff->flips ? "What moved the gap between the two: " : "What moved its bill: ");
    for (int i = 0; i < LLMCOST_CAUSES; i++) {
        if (llabs(effect[order[i]]) < DIFF_LEAST_MICROS)
            continue;
        words_add(buffer, size, "%s%s %s", told++ > 0 ? ", " : "",
                  diff_cause_word((enum llmcost_cause)order[i]),
                  diff_money(diff->after->currency, effect[order[i]], text, sizeof text));
    }
    words_add(buffer, size, " a month.");
    return told > 0;
}

/* " from 2 to 3", ", now 3", ", 2 before and now unstated". */
static void tell_step(const struct diff_input_change *change, char *buffer, size_t size)
{
    char before[LLMCOST_MAX_ID];
    char after[LLMCOST_MAX_ID];
    diff_value_text(&change->before, before, sizeof before);
    diff_value_text(&change->after, after, sizeof after);
    if (change->before.kind == DIFF_NOTHING)
        snprintf(buffer, size, ", now %s", after);
    else if (change->after.kind == DIFF_NOTHING)
        snprintf(buffer, size, ", %s before and now unstated", before);
    else
        snprintf(buffer, size, " from %s to %s", before, after);
}

/* The input that alone moves the recommended option's bill most. */
static bool main_input(const struct diff *diff, char *buffer, size_t size)
{
    const struct diff_input_change *most = NULL;
    const struct diff_input_effect *on = NULL;
    char step[3 * LLMCOST_MAX_ID];
    char text[FIGURE];
    for (int i = 0; i < diff->inputs; i++)
        for (int n = 0; n < diff->input[i].effects; n++) {
            const struct diff_input_effect *effect = &diff->input[i].effect_on[n];
            bool told = diff_same_id(effect->option, diff->before->recommended) ||
                        diff_same_id(effect->option, diff->after->recommended);
            if (!told || diff_find_option(diff->after, effect->option) == NULL)
                continue;
            if (on == NULL || llabs(effect->micros) > llabs(on->micros)) {
                most = &diff->input[i];
                on = effect;
            }
        }
    if (most == NULL)
        return false;
    tell_step(most, step, sizeof step);
    snprintf(buffer, size, "%s: %s%s, which alone moves the bill of %s by %s a month.",
             diff->inputs > 1 ? "The input that moves most" : "The input behind it", most->path,
             step, on->option, diff_money(diff->after->currency, on->micros, text, sizeof text));
    return true;
}

static bool nothing(const struct diff *diff, char *buffer, size_t size)
{
    if (diff_found(diff))
        return false;
    snprintf(buffer, size, "Nothing that counts has changed.");
    return true;
}

const char *words_diff(const struct diff *diff, int n, char *buffer, size_t size)
{
    static bool (*const sentences[])(const struct diff *, char *, size_t) = {
        decision, over_horizon, diff_says_moves, diff_says_sharing, causes, main_input, nothing};
    int said = 0;
    for (size_t i = 0; i < COUNT(sentences); i++)
        if (sentences[i](diff, buffer, size) && said++ == n)
            return buffer;
    return NULL;
}
