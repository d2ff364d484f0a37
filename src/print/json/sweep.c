/* sweep.c - a sweep as JSON, point by point. An option that does not serve the demand has no cost:
 * null. */
#include "io/report/outcome.h"
#include "print/json/rows.h"
#include "print/writers.h"
#include "text/json/pen.h"

#include <stdlib.h>
#include <string.h>

/* In quotes, as JSON writes it. */
static void pen_quoted(struct pen *pen, const char *text, size_t length)
{
    pen_text(pen, "\"");
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '"' || text[i] == '\\')
            pen_text(pen, "\\");
        pen_put(pen, text + i, 1);
    }
    pen_text(pen, "\"");
}

static void pen_id(struct pen *pen, const struct sweep *sweep, int option)
{
    const char *id = llmcost_option_id(sweep->scenario, option);
    pen_quoted(pen, id, strlen(id));
}

struct sweep_head {
    struct outcome_head head;
    const char *currency;
    int32_t horizon_months;
};

static const struct json_row head_rows[] = {{PART(sweep_head, head, outcome_head_rows)},
                                            {FIGURE(sweep_head, currency)},
                                            {FIGURE(sweep_head, horizon_months)},
                                            {.key = NULL}};

/* Up to the months of the horizon; the object goes on. */
static bool put_head(FILE *out, const struct report *report)
{
    struct arena arena = {.last = NULL};
    struct text_buffer text = {0};
    struct sweep_head head = {.currency = report->outcome->currency,
                              .horizon_months = report->outcome->horizon_months};
    outcome_fill_head(report, "llmcost.sweep", &arena, &head.head);
    text_put(&text, "{");
    json_put_keys(&text, head_rows, &head, 1, false);
    text.failed = text.failed || arena.failed;
    arena_free(&arena);
    return json_write(out, &text);
}

static void json_word(struct pen *pen, const struct axis_word *word)
{
    if (word->is_number)
        pen_number(pen, NUMBER_FIGURE, word->number);
    else
        pen_quoted(pen, word->text, word->length);
}

static void json_range(struct pen *pen, const struct axis *axis)
{
    pen_text(pen, ", \"low\": ");
    pen_number(pen, NUMBER_FIGURE, axis->low);
    pen_text(pen, ", \"high\": ");
    pen_number(pen, NUMBER_FIGURE, axis->high);
    pen_text(pen, ", \"count\": ");
    pen_number(pen, NUMBER_FIGURE, axis->count);
    pen_text(pen, axis->log ? ", \"scale\": \"log\"}" : ", \"scale\": \"linear\"}");
}

static void json_list(struct pen *pen, const struct axis *axis)
{
    pen_text(pen, ", \"values\": [");
    for (int i = 0; i < axis->count; i++) {
        pen_text(pen, i > 0 ? ", " : "");
        json_word(pen, &axis->word[i]);
    }
    pen_text(pen, "]}");
}

static void json_head(struct pen *pen, const struct sweep *sweep)
{
    char path[LLMCOST_MAX_PATH];
    pen_text(pen, ",\n  \"inputs\": [");
    for (int a = 0; a < sweep->axes; a++) {
        const struct axis *axis = &sweep->axis[a];
        pen_text(pen, a > 0 ? ",\n    {\"path\": " : "\n    {\"path\": ");
        sweep_axis_path(sweep, a, path, sizeof path);
        pen_quoted(pen, path, strlen(path));
        if (axis->is_list)
            json_list(pen, axis);
        else
            json_range(pen, axis);
    }
    pen_text(pen, "\n  ],\n  \"options\": [");
    for (int o = 0; o < sweep->options; o++) {
        pen_text(pen, o > 0 ? ", " : "");
        pen_id(pen, sweep, o);
    }
    pen_text(pen, "]");
    bool any = false; /* left out where no figure rests on an estimate */
    for (int o = 0; o < sweep->options; o++) {
        if (!sweep->report->outcome->options[o].estimated)
            continue;
        pen_text(pen, any ? ", " : ",\n  \"estimated\": [");
        pen_id(pen, sweep, o);
        any = true;
    }
    pen_text(pen, any ? "],\n  \"points\": [" : ",\n  \"points\": [");
}

static void json_values(struct pen *pen, const struct sweep *sweep, const int *at)
{
    for (int a = 0; a < sweep->axes; a++) {
        const struct axis *axis = &sweep->axis[a];
        pen_text(pen, a > 0 ? ", " : "");
        if (axis->is_list)
            json_word(pen, &axis->word[at[a]]);
        else
            pen_number(pen, NUMBER_FIGURE, axis_value(axis, at[a]));
    }
}

/* Of each option that may be chosen anywhere the cheapest point, the cheapest option first. */
static void json_cheapest(struct pen *pen, const struct sweep *sweep)
{
    int order[LLMCOST_MAX_OPTIONS];
    const int count = sweep_cheapest(sweep, order);
    pen_text(pen, "\n  ],\n  \"cheapest\": [");
    for (int i = 0; i < count; i++) {
        const struct sweep_best *best = &sweep->best[order[i]];
        pen_text(pen, i > 0 ? ",\n    {\"option\": " : "\n    {\"option\": ");
        pen_id(pen, sweep, order[i]);
        pen_text(pen, ", \"values\": [");
        json_values(pen, sweep, best->at);
        pen_text(pen, "], \"horizon_cost\": ");
        pen_number(pen, NUMBER_MONEY, best->cost);
        pen_text(pen, "}");
    }
    pen_text(pen, count > 0 ? "\n  ]\n}\n" : "]\n}\n");
}

static void json_point(struct pen *pen, const struct sweep *sweep)
{
    pen_text(pen, sweep->done > 1 ? ",\n    {\"values\": [" : "\n    {\"values\": [");
    json_values(pen, sweep, sweep->at);
    pen_text(pen, "], \"recommended\": ");
    if (sweep->recommended >= 0)
        pen_id(pen, sweep, sweep->recommended);
    else
        pen_text(pen, "null");
    pen_text(pen, ", \"horizon_costs\": [");
    for (int o = 0; o < sweep->options; o++) {
        pen_text(pen, o > 0 ? ", " : "");
        if (sweep->cost[o].feasible)
            pen_number(pen, NUMBER_MONEY, sweep->cost[o].horizon_cost);
        else
            pen_text(pen, "null");
    }
    pen_text(pen, "]}");
}

bool print_sweep_json(const struct print_job *job)
{
    struct sweep *sweep = job->sweep;
    struct pen *pen = pen_open(job->out); /* first: what was printed cannot be taken back */
    if (pen == NULL || !put_head(job->out, sweep->report)) {
        free(pen);
        return false;
    }
    sweep_start(sweep);
    json_head(pen, sweep);
    while (sweep_next(sweep) && !pen->failed)
        json_point(pen, sweep);
    json_cheapest(pen, sweep);
    return pen_close(pen);
}
