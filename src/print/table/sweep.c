/* sweep.c - a sweep for a person: a row for each point, or a map of the winners over two ranges, a
 * letter for each option; then where each option costs least. Goes through the points twice, once
 * to measure the columns, so that no point is kept.
 */
#include "print/table/table.h"
#include "print/writers.h"

#include <stdlib.h>
#include <string.h>

enum { GAP = 2, NOBODY = '.' };

static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

const char *sweep_point_text(const struct sweep *sweep, int a, int i, char *buffer, size_t size)
{
    const struct axis *axis = &sweep->axis[a];
    if (!axis->is_list)
        return words_figure(sweep->scenario, axis->ref, axis_value(axis, i), buffer, size);
    snprintf(buffer, size, "%.*s", (int)axis->word[i].length, axis->word[i].text);
    return buffer;
}

static const char *value_text(const struct sweep *sweep, int a, char *buffer, size_t size)
{
    return sweep_point_text(sweep, a, sweep->at[a], buffer, size);
}

/* "gpu" of hosts.own.gpu: what stands above a column, and in a sentence. */
const char *sweep_key_text(const struct sweep *sweep, int a, char *buffer, size_t size)
{
    const struct axis *axis = &sweep->axis[a];
    size_t start = axis->path_length;
    while (start > 0 && axis->path[start - 1] != '.')
        start--;
    snprintf(buffer, size, "%.*s", (int)(axis->path_length - start), axis->path + start);
    return buffer;
}

const char *sweep_cost_text(const struct sweep *sweep, int option, char *buffer, size_t size)
{
    const struct llmcost_cost *cost = &sweep->cost[option];
    char money[MAX_CELL - 2];
    if (!cost->feasible)
        return "-";
    words_money(words_currency(sweep->scenario), cost->horizon_cost, money, sizeof money);
    snprintf(buffer, size, "%s%s", money, cost->eligible ? "" : "*");
    return buffer;
}

/* Everything but the letters and figures goes through the page: colours, wrapping, ASCII. */
static void page_pass(struct page *page, FILE *out, bool *ok)
{
    *ok = *ok && !page->out.failed &&
          fwrite(page->out.data != NULL ? page->out.data : "", 1, page->out.length, out) ==
              page->out.length;
    page->out.length = 0;
}

static void put_right(struct page *page, enum ink ink, const char *text, int width)
{
    char clean[3 * MAX_CELL];
    text_clean(text, page->style->ascii, clean, sizeof clean);
    text_spaces(&page->out, width - text_width(clean));
    page_put(page, ink, clean);
}

const char *sweep_input_name(const struct sweep *sweep, int a, char *buffer, size_t size)
{
    char unit[MAX_CELL];
    char name[2 * LLMCOST_MAX_ID];
    if (sweep->axis[a].is_list) {
        snprintf(buffer, size, "%.*s", (int)sweep->axis[a].path_length, sweep->axis[a].path);
        return buffer;
    }
    words_input(sweep->scenario, sweep->axis[a].ref, name, sizeof name);
    words_unit(sweep->scenario, sweep->axis[a].ref, unit, sizeof unit);
    snprintf(buffer, size, "%s%s%s", name, unit[0] != '\0' ? "," : "", unit);
    return buffer;
}

/* ---- Rows ---- */

struct widths {
    int value[MAX_AXES], cost[LLMCOST_MAX_OPTIONS];
};

static void measure(struct sweep *sweep, struct widths *ret_widths)
{
    char text[MAX_CELL];
    *ret_widths = (struct widths){{0}, {0}};
    for (int a = 0; a < sweep->axes && sweep->axes > 1; a++)
        ret_widths->value[a] = text_width(sweep_key_text(sweep, a, text, sizeof text));
    for (int o = 0; o < sweep->options; o++)
        ret_widths->cost[o] = text_width(llmcost_option_id(sweep->scenario, o));
    sweep_start(sweep);
    while (sweep_next(sweep)) {
        for (int a = 0; a < sweep->axes; a++) {
            const int width = text_width(value_text(sweep, a, text, sizeof text));
            ret_widths->value[a] = width > ret_widths->value[a] ? width : ret_widths->value[a];
        }
        for (int o = 0; o < sweep->options; o++) {
            const int cost = text_width(sweep_cost_text(sweep, o, text, sizeof text));
            ret_widths->cost[o] = cost > ret_widths->cost[o] ? cost : ret_widths->cost[o];
        }
    }
}

/* Whether the points are of one horizon, that of the scenario as it is. */
static bool has_one_horizon(const struct sweep *sweep)
{
    char path[LLMCOST_MAX_PATH];
    for (int a = 0; a < sweep->axes; a++)
        if (strcmp(sweep_axis_path(sweep, a, path, sizeof path), "horizon.months") == 0)
            return false;
    return true;
}

static void put_heads(struct page *page, const struct sweep *sweep, const struct widths *widths)
{
    struct text_buffer title = {0};
    char text[3 * LLMCOST_MAX_ID];
    snprintf(text, sizeof text, "cost over %d month%s by ",
             (int)page->report->outcome->horizon_months,
             words_s(page->report->outcome->horizon_months));
    text_put(&title, has_one_horizon(sweep) ? text : "cost over the horizon by ");
    for (int a = 0; a < sweep->axes; a++) {
        text_put(&title, a == 0 ? "" : a + 1 < sweep->axes ? ", " : " and ");
        text_put(&title, sweep_input_name(sweep, a, text, sizeof text));
    }
    page->out.failed = page->out.failed || title.failed;
    if (!title.failed)
        page_paragraph(page, INK_STRONG, title.data, GAP, "");
    free(title.data);
    for (int a = 0; a < sweep->axes; a++)
        put_right(page, INK_STRONG,
                  sweep->axes > 1 ? sweep_key_text(sweep, a, text, sizeof text) : "",
                  GAP + widths->value[a]);
    for (int o = 0; o < sweep->options; o++)
        put_right(page, INK_STRONG, llmcost_option_id(sweep->scenario, o), GAP + widths->cost[o]);
    page_put(page, INK_STRONG, "  recommended\n");
}

/* What marks in the cells stand for, where there are such. */
struct marks {
    bool unserved, forbidden;
};

static bool print_rows(struct page *page, FILE *out, struct sweep *sweep, struct marks *ret_marks)
{
    char text[3 * LLMCOST_MAX_ID];
    struct widths widths;
    int last = -2;
    bool ok = true;
    void (*progress)(int64_t, int64_t) = sweep->progress;
    sweep->progress = NULL;
    measure(sweep, &widths);
    sweep->progress = progress;
    sweep_start(sweep);
    put_heads(page, sweep, &widths);
    while (sweep_next(sweep) && ok) {
        for (int a = 0; a < sweep->axes; a++)
            put_right(page, INK_PLAIN, value_text(sweep, a, text, sizeof text),
                      GAP + widths.value[a]);
        for (int o = 0; o < sweep->options; o++) {
            ret_marks->unserved = ret_marks->unserved || !sweep->cost[o].feasible;
            ret_marks->forbidden =
                ret_marks->forbidden || (sweep->cost[o].feasible && !sweep->cost[o].eligible);
            put_right(page, o == sweep->recommended ? INK_GOOD : INK_PLAIN,
                      sweep_cost_text(sweep, o, text, sizeof text), GAP + widths.cost[o]);
        }
        page_put(page, INK_PLAIN, "  ");
        page_put(page, sweep->recommended != last ? INK_STRONG : INK_QUIET,
                 sweep->recommended >= 0 ? llmcost_option_id(sweep->scenario, sweep->recommended)
                                         : "none");
        page_blank(page);
        last = sweep->recommended;
        page_pass(page, out, &ok);
    }
    return ok;
}

/* Where each option costs least: "own costs least with gpu l40s, gpus_per_replica 2: $20,000." */
void print_cheapest(struct page *page, const struct sweep *sweep)
{
    int order[LLMCOST_MAX_OPTIONS];
    const int count = sweep_cheapest(sweep, order);
    for (int i = 0; i < count; i++) {
        const struct sweep_best *best = &sweep->best[order[i]];
        struct text_buffer line = {0};
        char text[3 * LLMCOST_MAX_ID];
        text_put(&line, llmcost_option_id(sweep->scenario, order[i]));
        text_put(&line, best->moves ? " costs least with " : " costs ");
        for (int a = 0; a < sweep->axes && best->moves; a++) {
            text_put(&line, a > 0 ? ", " : "");
            text_put(&line, sweep_key_text(sweep, a, text, sizeof text));
            text_put(&line, " ");
            text_put(&line, sweep_point_text(sweep, a, best->at[a], text, sizeof text));
        }
        text_put(&line, best->moves ? ": " : "");
        text_put(&line,
                 words_money(words_currency(sweep->scenario), best->cost, text, sizeof text));
        text_put(&line, best->moves ? "." : " wherever it can serve.");
        page_list(page, i == 0 ? INK_STRONG : INK_PLAIN, "", GAP, &line);
    }
}

/* ---- Two ranges: a map ---- */

static char letter_of(int option)
{
    return option < 0 ? NOBODY : option < (int)sizeof letters - 1 ? letters[option] : '?';
}

static void put_legend(struct page *page, const struct sweep *sweep, const bool *seen)
{
    struct text_buffer list = {0};
    for (int o = 0; o < sweep->options; o++) {
        char text[LLMCOST_MAX_ID + 16];
        if (!seen[o])
            continue;
        snprintf(text, sizeof text, "%s%c %s", list.length > 0 ? ", " : "", letter_of(o),
                 llmcost_option_id(sweep->scenario, o));
        text_put(&list, text);
    }
    if (seen[sweep->options])
        text_put(&list, list.length > 0 ? ", . none" : ". none");
    page_list(page, INK_PLAIN, "", GAP, &list);
}

static bool print_map(struct page *page, FILE *out, struct sweep *sweep)
{
    char text[3 * LLMCOST_MAX_ID];
    char low[MAX_CELL];
    char high[MAX_CELL];
    char cell[2];
    bool seen[LLMCOST_MAX_OPTIONS + 1] = {false};
    bool ok = true;
    int width = 0;
    /* The first input goes down the rows, the second across. */
    for (int i = 0; i < sweep->axis[0].count; i++) {
        words_figure(sweep->scenario, sweep->axis[0].ref, axis_value(&sweep->axis[0], i), text,
                     sizeof text);
        width = text_width(text) > width ? text_width(text) : width;
    }
    sweep_start(sweep);
    page_say(page, INK_STRONG, GAP, "recommended by %s (down)",
             sweep_input_name(sweep, 0, text, sizeof text));
    words_figure(sweep->scenario, sweep->axis[1].ref, sweep->axis[1].low, low, sizeof low);
    words_figure(sweep->scenario, sweep->axis[1].ref, sweep->axis[1].high, high, sizeof high);
    page_say(page, INK_STRONG, GAP, "and %s (across), %s to %s",
             sweep_input_name(sweep, 1, text, sizeof text), low, high);
    while (sweep_next(sweep)) {
        if (sweep->at[1] == 0) {
            put_right(page, INK_PLAIN, value_text(sweep, 0, text, sizeof text), GAP + width);
            page_put(page, INK_PLAIN, "  ");
        }
        const int best = sweep->recommended;
        seen[best >= 0 ? best : sweep->options] = true;
        cell[0] = letter_of(best);
        cell[1] = '\0';
        text_put(&page->out, cell);
        if (sweep->at[1] + 1 == sweep->axis[1].count)
            page_blank(page);
    }
    /* A byte a point is little, and what was printed cannot be taken back should memory run out. */
    put_legend(page, sweep, seen);
    page_pass(page, out, &ok);
    return ok;
}

bool print_sweep_table(const struct print_job *job)
{
    struct sweep *sweep = job->sweep;
    struct page page = page_new(sweep->report, job->style, &terminal);
    char text[MAX_SENTENCE];
    /* first of all: once a row is written, memory must not run out any more */
    if (words_estimated(sweep->report, text, sizeof text) != NULL)
        page_paragraph(&page, INK_CARE, "", GAP, text);
    const bool map = sweep->axes == 2 && sweep->lists == 0;
    struct marks marks = {false, false};
    bool ok = map ? print_map(&page, job->out, sweep) : print_rows(&page, job->out, sweep, &marks);
    if (marks.forbidden)
        ok = fputs("*: not allowed, it fails a rule.\n", job->out) >= 0 && ok;
    if (sweep->lists > 0) { /* its output is kept, so that memory may run out */
        if (marks.unserved)
            page_paragraph(&page, INK_QUIET, "", GAP,
                           "-: it cannot serve there, or its model does not fit.");
        print_cheapest(&page, sweep);
        page_pass(&page, job->out, &ok);
    }
    free(page.out.data);
    return ok && fflush(job->out) == 0;
}
