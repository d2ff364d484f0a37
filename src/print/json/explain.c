/* explain.c - the derivation of figures as JSON: each with value, unit, formula and, in `from`,
 * what it reads. Knows names and order; every figure is the core's.
 */
#include "io/report/outcome.h"
#include "io/words/words.h"
#include "print/explained.h"
#include "print/json/rows.h"
#include "print/reference/reference.h"

#include <string.h>

struct derived {
    const char *path, *unit, *formula, *numbers;
    struct row_value value;
    bool repeated;
};

static const struct json_row derived_rows[] = {{FIGURE(derived, path)},
                                               {FIGURE(derived, value)},
                                               {FIGURE(derived, unit)},
                                               {FIGURE(derived, formula)},
                                               {FIGURE(derived, numbers)},
                                               {FIGURE(derived, repeated)},
                                               {.key = NULL}};

/* The head, and the reasons of the verdict where they were asked for. */
struct explanation {
    struct outcome_head head;
    const char *currency;
    int32_t reasons_count;
    const char **reasons;
};

/* An input, and what it is later. */
struct input {
    struct outcome_assumption now;
    int32_t changes_count;
    struct outcome_change *changes;
};

static const struct json_row input_rows[] = {
    {PART(input, now, outcome_assumption_rows)},
    {LIST(input, changes, outcome_change_rows), .optional = true},
    {.key = NULL}};

/* Where no path was given: those that may be. */
struct listed {
    int32_t paths_count;
    const char *const *paths;
};

static const struct json_row listed_rows[] = {{TEXTS(listed, paths)}, {.key = NULL}};

static const struct json_row rows[] = {{PART(explanation, head, outcome_head_rows)},
                                       {FIGURE(explanation, currency)},
                                       {TEXTS(explanation, reasons)},
                                       {.key = NULL}};

static enum row_style style_of(const struct llmcost_node *node)
{
    if (node->figure.kind == LLMCOST_FIGURE_UNIT_PRICE)
        return STYLE_PRICE;
    if (node->unit_text != NULL)
        return STYLE_FIGURE;
    return node->formula == NULL ? row_style_of_input((enum llmcost_unit)node->unit)
                                 : row_style_of((enum llmcost_unit)node->unit);
}

static void unit_of(const struct llmcost_scenario *scenario, const struct llmcost_node *node,
                    char *buffer, size_t size)
{
    const char *currency = words_currency(scenario);
    char text[LLMCOST_MAX_ID + 32];
    llmcost_unit_text((enum llmcost_unit)node->unit, currency, text, sizeof text);
    if (node->figure.kind == LLMCOST_FIGURE_UNIT_PRICE)
        snprintf(text, sizeof text, "%s/%s", currency, node->unit_text);
    else if (node->unit_text != NULL)
        snprintf(text, sizeof text, "%s", node->unit_text);
    words_in_unit(text, told_unit(scenario, node), buffer, size);
}

static void put_derived(struct text_buffer *out, const struct explained *explained,
                        const struct llmcost_node *node, int depth)
{
    const struct llmcost_scenario *scenario = explained->report->scenario;
    const struct told_formula *told = &explained->formulas[node - explained->nodes];
    char unit[2 * LLMCOST_MAX_ID];
    unit_of(scenario, node, unit, sizeof unit);
    const struct derived derived = {
        .path = explained->paths[node - explained->nodes],
        .value = {.kind = node->has_value ? VALUE_NUMBER : VALUE_NOTHING,
                  .style = (uint8_t)style_of(node),
                  .number = node->value},
        .unit = unit[0] != '\0' ? unit : NULL,
        .formula = told->names,
        .numbers = told->numbers,
        .repeated = node->is_repeated,
    };
    json_put_keys(out, derived_rows, &derived, depth, false);
}

static void put_input(struct text_buffer *out, const struct explained *explained,
                      const struct llmcost_node *node, struct arena *arena, int depth)
{
    const struct outcome *outcome = explained->report->outcome;
    const char *path = explained->paths[node - explained->nodes];
    struct input input = {.changes = NULL};
    if (outcome->changes_count > 0)
        input.changes = arena_take(arena, (size_t)outcome->changes_count, sizeof *input.changes);
    outcome_fill_assumption(explained->report, node->figure.ref, arena, &input.now);
    for (int i = 0; input.changes != NULL && i < outcome->changes_count; i++)
        if (strcmp(outcome->changes[i].path, path) == 0)
            input.changes[input.changes_count++] = outcome->changes[i];
    json_put_object(out, input_rows, &input, depth);
}

/* The figures of one depth from `at` on, each with what is below it; the index behind the last. */
static int put_figures(struct text_buffer *out, const struct explained *explained, int at,
                       struct arena *arena, int depth)
{
    const int first = at;
    const int level = at < explained->count ? explained->nodes[at].depth : 0;
    text_put(out, "[");
    while (at < explained->count && explained->nodes[at].depth == level) {
        const struct llmcost_node *node = &explained->nodes[at];
        text_put(out, at > first ? "," : "");
        json_put_line(out, depth + 1);
        if (node->figure.kind == LLMCOST_FIGURE_INPUT) {
            put_input(out, explained, node, arena, depth + 1);
            at++;
            continue;
        }
        text_put(out, "{");
        put_derived(out, explained, node, depth + 2);
        text_put(out, ",");
        json_put_line(out, depth + 2);
        text_put(out, "\"from\": ");
        at++;
        if (at < explained->count && explained->nodes[at].depth > level)
            at = put_figures(out, explained, at, arena, depth + 2);
        else
            text_put(out, "[]");
        json_put_line(out, depth + 1);
        text_put(out, "}");
    }
    if (at > first)
        json_put_line(out, depth);
    text_put(out, "]");
    return at;
}

bool print_explained_json(const struct print_job *job)
{
    const struct explained *explained = job->explained;
    if (explained->code != NULL)
        return print_code_json(job->out, explained->code);
    const struct outcome_verdict *verdict = &explained->report->outcome->verdict;
    struct arena arena = {.last = NULL};
    struct text_buffer text = {0};
    struct explanation explanation = {.currency = words_currency(explained->report->scenario)};
    outcome_fill_head(explained->report, "llmcost.explain", &arena, &explanation.head);
    if (explained->with_decision) {
        explanation.reasons = verdict->reasons;
        explanation.reasons_count = verdict->reasons_count;
    }
    text_put(&text, "{");
    json_put_keys(&text, rows, &explanation, 1, false);
    text_put(&text, ",\n  \"figures\": ");
    put_figures(&text, explained, 0, &arena, 1);
    if (explained->listed_count > 0) {
        const struct listed listed = {.paths_count = explained->listed_count,
                                      .paths = explained->listed_paths};
        text_put(&text, ",\n  ");
        json_put_keys(&text, listed_rows, &listed, 1, false);
    }
    text_put(&text, "\n}\n");
    text.failed = text.failed || arena.failed;
    arena_free(&arena);
    return json_write(job->out, &text);
}
