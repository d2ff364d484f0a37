/* portfolio.c - the answer of `portfolio` as JSON: keys are files, so it is written by hand. */
#include "print/portfolio.h"
#include "io/words/words.h"
#include "text/json/json.h"

#include <string.h>

static void put_key(struct text_buffer *out, const char *key, int depth, bool first)
{
    text_put(out, first ? "" : ",");
    json_put_line(out, depth);
    json_put_text(out, key);
    text_put(out, ": ");
}

static void put_text(struct text_buffer *out, const char *key, const char *text, int depth,
                     bool first)
{
    put_key(out, key, depth, first);
    json_put_text(out, text);
}

static void put_number(struct text_buffer *out, const char *key, enum number_style style,
                       double number, int depth)
{
    char text[MAX_NUMBER_TEXT];
    put_key(out, key, depth, false);
    text_put(out, number_text(style, number, text, sizeof text));
}

static void put_micros(struct text_buffer *out, const char *key, int64_t micros, int depth)
{
    char text[MAX_NUMBER_TEXT];
    put_key(out, key, depth, false);
    text_put(out, micros_text(micros, 1, text, sizeof text));
}

static void put_truth(struct text_buffer *out, const char *key, bool truth, int depth)
{
    put_key(out, key, depth, false);
    text_put(out, truth ? "true" : "false");
}

/* The n-th of a list begins, an object; it ends. */
static void begin_item(struct text_buffer *out, int n, int depth)
{
    text_put(out, n > 0 ? "," : "");
    json_put_line(out, depth);
    text_put(out, "{");
}

static void end_item(struct text_buffer *out, int depth)
{
    json_put_line(out, depth);
    text_put(out, "}");
}

static void put_options(struct text_buffer *out, const struct portfolio *view,
                        const struct llmcost_assignment *a, int depth)
{
    const struct llmcost_portfolio *p = view->answer;
    put_key(out, "options", depth, true);
    text_put(out, "{");
    for (int w = 0; w < p->workloads; w++)
        put_text(out, view->files[w], llmcost_option_id(p->scenario[w], a->option[w]), depth + 1,
                 w == 0);
    end_item(out, depth);
}

static void put_costs(struct text_buffer *out, const struct llmcost_assignment *a, int depth)
{
    put_micros(out, "monthly_cost", a->monthly_micros, depth);
    put_number(out, "horizon_cost", NUMBER_MONEY, a->horizon_cost, depth);
}

/* null where there is none. */
static void put_side(struct text_buffer *out, const struct portfolio *view, const char *key,
                     int side)
{
    const struct llmcost_assignment *a = portfolio_side(view, side);
    put_key(out, key, 1, false);
    if (a == NULL) {
        text_put(out, "null");
        return;
    }
    text_put(out, "{");
    put_options(out, view, a, 2);
    put_costs(out, a, 2);
    end_item(out, 1);
}

static void put_lines(struct text_buffer *out, const struct portfolio *view,
                      const struct llmcost_assigned *bill, int depth)
{
    char id[8 * LLMCOST_MAX_NAME];
    put_key(out, "lines", depth, false);
    text_put(out, "[");
    for (int i = 0; i < bill->lines; i++) {
        const struct llmcost_line *line = &bill->line[i];
        const struct llmcost_component_row *row =
            llmcost_component_row((enum llmcost_component)line->component);
        begin_item(out, i, depth + 1);
        put_text(out, "id", portfolio_line(view, line, id, sizeof id), depth + 2, true);
        put_text(out, "category", row->category, depth + 2, false);
        put_number(out, "quantity", NUMBER_FIGURE, line->quantity, depth + 2);
        put_text(out, "unit", row->unit, depth + 2, false);
        put_number(out, "unit_price", NUMBER_PRICE, line->unit_price, depth + 2);
        put_micros(out, "monthly_cost", line->micros, depth + 2);
        end_item(out, depth + 1);
    }
    if (bill->lines > 0)
        json_put_line(out, depth);
    text_put(out, "]");
}

static void put_shares(struct text_buffer *out, const struct portfolio *view,
                       const struct llmcost_assignment *a, const struct llmcost_assigned *bill,
                       int depth)
{
    const struct llmcost_portfolio *p = view->answer;
    put_key(out, "workloads", depth, false);
    text_put(out, "[");
    for (int w = 0; w < p->workloads; w++) {
        begin_item(out, w, depth + 1);
        put_text(out, "file", view->files[w], depth + 2, true);
        put_text(out, "option", llmcost_option_id(p->scenario[w], a->option[w]), depth + 2, false);
        put_micros(out, "monthly_cost", bill->share_micros[w], depth + 2);
        put_truth(out, "eligible", p->use[w][a->option[w]].eligible, depth + 2);
        end_item(out, depth + 1);
    }
    json_put_line(out, depth);
    text_put(out, "]");
}

static void put_workloads(struct text_buffer *out, const struct portfolio *view)
{
    const struct llmcost_portfolio *p = view->answer;
    put_key(out, "workloads", 1, false);
    text_put(out, "[");
    for (int w = 0; w < p->workloads; w++) {
        const struct llmcost_scenario *s = p->scenario[w];
        begin_item(out, w, 2);
        put_text(out, "name", llmcost_text(s, s->name.text), 3, true);
        put_text(out, "file", view->files[w], 3, false);
        put_text(out, "sha256", view->reports[w].sha256, 3, false);
        end_item(out, 2);
    }
    json_put_line(out, 1);
    text_put(out, "]");
}

bool print_portfolio_json(FILE *out, const struct portfolio *view, const struct print_style *style)
{
    (void)style;
    const struct llmcost_portfolio *p = view->answer;
    struct text_buffer text = {0};
    text_put(&text, "{");
    put_text(&text, "kind", "llmcost.portfolio", 1, true);
    put_text(&text, "format_version", "1.0", 1, false);
    put_workloads(&text, view);
    put_key(&text, "assignments", 1, false);
    text_put(&text, "[");
    for (int i = 0; i < p->shown; i++) {
        const struct llmcost_assignment *a = &p->cheapest[i];
        begin_item(&text, i, 2);
        put_options(&text, view, a, 3);
        put_costs(&text, a, 3);
        put_truth(&text, "feasible", a->feasible, 3);
        put_truth(&text, "eligible", a->eligible, 3);
        put_lines(&text, view, &view->cheapest[i], 3);
        put_shares(&text, view, a, &view->cheapest[i], 3);
        end_item(&text, 2);
    }
    json_put_line(&text, 1);
    text_put(&text, "]");
    put_side(&text, view, "recommended", SIDE_RECOMMENDED);
    put_side(&text, view, "alone", SIDE_ALONE);
    if (p->has_alone && p->has_recommended) {
        put_number(&text, "sharing_saving", NUMBER_MONEY, p->sharing_saving, 1);
    } else {
        put_key(&text, "sharing_saving", 1, false);
        text_put(&text, "null");
    }
    put_number(&text, "evaluated", NUMBER_FIGURE, p->evaluated, 1);
    put_text(&text, "currency", words_currency(p->scenario[0]), 1, false);
    put_number(&text, "horizon_months", NUMBER_FIGURE, p->scenario[0]->months.value, 1);
    put_side(&text, view, "single", SIDE_SINGLE);
    text_put(&text, "\n}\n");
    return json_write(out, &text);
}
