/* formula.c - the formulas of a derivation with the numbers that stand below them (formula.h).
 * Knows which of several formulas applies: the first of which every name is that of one child.
 * Refuses to know a formula, and to compute: a test does, with what is printed. What is neither a
 * name, a number nor an operator makes a formula words, which are told as they are.
 */
#include "io/report/formula.h"
#include "core/base/units.h"
#include "io/report/outcome.h"
#include "io/words/words.h"
#include "text/buffer.h"
#include "text/json/json.h"

#include <stdlib.h>
#include <string.h>

#define LETTERS "abcdefghijklmnopqrstuvwxyz_"
#define DIGITS  "0123456789"

static const char between[] = " | ";
static const char baseline[] = "baseline_";
static const char sum[] = "the sum of ";

/* A derivation, and the node whose formula is told. */
struct telling {
    const struct llmcost_node *nodes;
    const char *const *paths;
    int count, at;
};

int told_after(const struct llmcost_node *nodes, int count, int at)
{
    int end = at + 1;
    while (end < count && nodes[end].depth > nodes[at].depth)
        end++;
    return end;
}

/* The last word of a path. */
static const char *last_word(const char *path)
{
    const char *dot = strrchr(path, '.');
    return dot != NULL ? dot + 1 : path;
}

/* Of the same option as the node whose formula is told. */
static bool is_own(const struct telling *t, int i)
{
    return t->nodes[i].figure.option == t->nodes[t->at].figure.option;
}

/* The child of that name; NULL where there is none with a value, or more than one. What begins with
 * "baseline_" is of another option. */
static const struct llmcost_node *find_child(const struct telling *t, const char *name,
                                             size_t length)
{
    const size_t lead = sizeof baseline - 1;
    const bool other = length > lead && strncmp(name, baseline, lead) == 0;
    int found = -1;
    name += other ? lead : 0;
    length -= other ? lead : 0;
    const int end = told_after(t->nodes, t->count, t->at);
    for (int i = t->at + 1; i < end; i = told_after(t->nodes, t->count, i)) {
        const char *word = last_word(t->paths[i]);
        if (strncmp(word, name, length) != 0 || word[length] != '\0' || !t->nodes[i].has_value ||
            (other && is_own(t, i)))
            continue;
        const bool is_same = found >= 0 && strcmp(t->paths[found], t->paths[i]) == 0;
        if (found >= 0 && !is_same && is_own(t, i) == is_own(t, found))
            return NULL;
        if (found < 0 || is_own(t, i))
            found = i;
    }
    return found >= 0 ? &t->nodes[found] : NULL;
}

/* Nine digits, or money to the millionth: differences of large amounts need it. */
static void put_value(struct text_buffer *out, const struct llmcost_node *node)
{
    char number[MAX_NUMBER_TEXT];
    const double value = node->value;
    const bool is_large =
        (value >= 1000 || value <= -1000) && node->unit_text == NULL && is_sum(node->unit);
    text_put(out, value < 0 ? "(" : "");
    text_put(out,
             number_text(is_large ? NUMBER_MONEY : NUMBER_FIGURE, value, number, sizeof number));
    text_put(out, value < 0 ? ")" : "");
}

/* The numbers of one formula; false where it is words, or a name has no value. */
static bool put_numbers(const struct telling *t, const char *formula, size_t length,
                        struct text_buffer *out)
{
    static const char *const functions[] = {"min", "max", "whole", "floor"};
    for (size_t i = 0, n; i < length; i += n) {
        const char *at = formula + i;
        bool is_function = false;
        n = strspn(at, LETTERS) > 0 ? strspn(at, LETTERS DIGITS) : 0;
        for (size_t f = 0; f < sizeof functions / sizeof *functions; f++)
            is_function = is_function || (strlen(functions[f]) == n && at[n] == '(' &&
                                          strncmp(at, functions[f], n) == 0);
        if (n > 0 && !is_function) {
            const struct llmcost_node *child = find_child(t, at, n);
            if (child == NULL)
                return false;
            put_value(out, child);
            continue;
        }
        if (n == 0) /* 1e6 */
            n = strspn(at, DIGITS) > 0 ? strspn(at, DIGITS "e") : strspn(at, " ()+-*/^,");
        if (n == 0)
            return false;
        n = n > length - i ? length - i : n;
        text_add(out, at, n);
    }
    return true;
}

/* All that is not nothing, added. */
static void put_sum(const struct telling *t, struct text_buffer *out)
{
    const size_t start = out->length;
    const int end = told_after(t->nodes, t->count, t->at);
    for (int i = t->at + 1; i < end; i = told_after(t->nodes, t->count, i)) {
        if (t->nodes[i].value == 0)
            continue;
        text_put(out, out->length > start ? " + " : "");
        put_value(out, &t->nodes[i]);
    }
    text_put(out, out->length > start ? "" : "0");
}

static char *part_of(struct arena *arena, const char *text, size_t length)
{
    char *part = arena_take(arena, length + 1, 1);
    if (part != NULL)
        memcpy(part, text, length);
    return part;
}

static struct told_formula tell(const struct telling *t, struct arena *arena)
{
    const char *formula = t->nodes[t->at].formula;
    struct told_formula told = {.names = formula};
    struct text_buffer numbers = {0};
    if (formula == NULL || t->nodes[t->at].is_repeated)
        return (struct told_formula){.names = NULL};
    if (strncmp(formula, sum, sizeof sum - 1) == 0 && t->nodes[t->at].has_value) {
        put_sum(t, &numbers);
        told.numbers = numbers.failed ? NULL : part_of(arena, numbers.data, numbers.length);
    }
    while (told.numbers == NULL && formula != NULL) {
        const char *end = strstr(formula, between);
        const size_t length = end != NULL ? (size_t)(end - formula) : strlen(formula);
        told.names = part_of(arena, formula, length);
        formula = end != NULL ? end + sizeof between - 1 : NULL;
        numbers.length = 0;
        if (told.names != NULL && t->nodes[t->at].has_value &&
            put_numbers(t, told.names, length, &numbers) && !numbers.failed)
            told.numbers = part_of(arena, numbers.data, numbers.length);
    }
    arena->failed = arena->failed || numbers.failed;
    free(numbers.data);
    return told;
}

/* The unit of all hosts where they have the same; NULL where one is GPUs. */
static const char *common_unit(const struct llmcost_scenario *scenario)
{
    const char *common = scenario->hosts > 0 ? llmcost_unit(scenario, scenario->apis) : NULL;
    for (int i = 1; i < scenario->hosts && common != NULL; i++) {
        const char *unit = llmcost_unit(scenario, scenario->apis + i);
        common = unit != NULL && strcmp(unit, common) == 0 ? common : NULL;
    }
    return common;
}

const char *told_unit(const struct llmcost_scenario *scenario, const struct llmcost_node *node)
{
    const struct llmcost_figure *figure = &node->figure;
    if (figure->kind == LLMCOST_FIGURE_INPUT)
        return words_unit_of(scenario, figure->ref);
    if (figure->option >= scenario->apis)
        return llmcost_unit(scenario, figure->option);
    return common_unit(scenario); /* a formula of several kinds of options */
}

struct told_formula *told_formulas(const struct llmcost_scenario *scenario,
                                   const struct llmcost_node *nodes, const char *const *paths,
                                   int count, struct arena *arena)
{
    struct telling t = {.nodes = nodes, .paths = paths, .count = count};
    struct told_formula *told = arena_take(arena, (size_t)count, sizeof *told);
    for (; told != NULL && t.at < count; t.at++) {
        told[t.at] = tell(&t, arena);
        told[t.at].names =
            outcome_in_unit(arena, told[t.at].names, told_unit(scenario, &nodes[t.at]));
    }
    return arena->failed ? NULL : told;
}
