/* diff.c - a diff for a person: the decision and what moved it, then bills, break-evens
 * and inputs before and after, then the gates.
 * Knows which rows a reader compares; refuses to know paragraphs and paint (print/table/layout.c).
 */
#include "print/table/table.h"
#include "print/writers.h"
#include "text/grow.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Rows of one block, laid out together when all of them are known. */
struct grid {
    struct diff_line *row;
    int count;
    size_t room;
    bool failed;
    struct diff_line lost; /* where what does not fit in memory goes */
};

static struct diff_line *add_row(struct grid *grid)
{
    if (!grow(&grid->row, sizeof *grid->row, (size_t)grid->count + 1, &grid->room)) {
        grid->failed = true;
        return &grid->lost;
    }
    struct diff_line *row = &grid->row[grid->count++];
    *row = (struct diff_line){.indent = 0};
    return row;
}

static void put_grid(struct page *page, struct grid *grid)
{
    page->out.failed = page->out.failed || grid->failed;
    page->surface->changes(page, grid->row, grid->failed ? 0 : grid->count);
    free(grid->row);
}

static void put_head(struct grid *grid, const char *label)
{
    static const char *const heads[DIFF_COLUMNS] = {"old", "new", "change", ""};
    struct diff_line *row = add_row(grid);
    row->label_ink = row->ink = INK_STRONG;
    snprintf(row->label, sizeof row->label, "%s", label);
    for (int i = 0; i < DIFF_COLUMNS; i++)
        snprintf(row->cell[i], MAX_CELL, "%s", heads[i]);
}

/* ---- Cells ---- */

static enum ink ink_of(double delta)
{
    return delta > 0 ? INK_BAD : delta < 0 ? INK_GOOD : INK_PLAIN;
}

static void change_cell(const struct diff *diff, struct diff_line *row, int64_t delta,
                        int64_t before)
{
    char percent[MAX_CELL - 2];
    row->ink = ink_of((double)delta);
    diff_money(diff->after->currency, delta, row->cell[2], MAX_CELL);
    if (delta == 0)
        snprintf(row->cell[2], MAX_CELL, "-");
    else if (before != 0)
        snprintf(row->cell[3], MAX_CELL, "%s%s", delta > 0 ? "+" : "-",
                 words_percent(fabs((double)delta / (double)before), percent, sizeof percent));
}

static void cost_cell(const struct diff *diff, char *cell, bool known, int64_t micros)
{
    if (known)
        words_money(diff->after->currency, (double)micros / 1e6, cell, MAX_CELL);
    else
        snprintf(cell, MAX_CELL, "-");
}

/* ---- Sections ---- */

static const char *title_of(const struct diff_side *side)
{
    return side->name != NULL ? side->name : side->file;
}

/* Its file, and what was set for it. */
static void put_file(struct text_buffer *text, const struct diff_side *side)
{
    char one[MAX_SENTENCE];
    text_put(text, side->file);
    for (int i = 0; i < side->override_count; i++) {
        if (words_override(side->overrides, i, one, sizeof one) == NULL)
            continue;
        text_put_all(text, i > 0 ? ", " : " (", one, NULL);
    }
    text_put(text, side->override_count > 0 ? ")" : "");
}

static void put_title(struct page *page, const struct diff *diff)
{
    struct text_buffer text = {0};
    if (strcmp(title_of(diff->before), title_of(diff->after)) != 0)
        page_paragraph(page, INK_STRONG, title_of(diff->before), 2, " ->");
    page_paragraph(page, INK_STRONG, title_of(diff->after), 0, "");
    put_file(&text, diff->before);
    text_put(&text, " -> ");
    put_file(&text, diff->after);
    page->out.failed = page->out.failed || text.failed;
    if (!text.failed)
        page_paragraph(page, INK_QUIET, text.data, 2, "");
    free(text.data);
}

static void put_words(struct page *page, const struct diff *diff)
{
    char sentence[MAX_SENTENCE];
    for (int n = 0; words_diff(diff, n, sentence, sizeof sentence) != NULL; n++) {
        char *colon = n == 0 ? strstr(sentence, ": ") : NULL;
        if (colon == NULL) {
            page_paragraph(page, INK_PLAIN, "", 0, sentence);
            continue;
        }
        char lead[MAX_SENTENCE];
        snprintf(lead, sizeof lead, "%.*s", (int)(colon + 1 - sentence), sentence);
        page_paragraph(page, diff->flips ? INK_CARE : INK_GOOD, lead, 0, colon + 1);
    }
}

static void put_effects(const struct diff *diff, struct grid *grid,
                        const struct diff_option_change *change)
{
    for (int cause = 0; cause < LLMCOST_CAUSES; cause++) {
        if (!change->attributed || change->effect[cause] == 0)
            continue;
        struct diff_line *row = add_row(grid);
        row->indent = 2;
        row->label_ink = INK_QUIET;
        snprintf(row->label, sizeof row->label, "because of %s",
                 diff_cause_word((enum llmcost_cause)cause));
        change_cell(diff, row, change->effect[cause], 0);
    }
}

static void put_option(const struct diff *diff, struct grid *grid,
                       const struct diff_option_change *change)
{
    const struct outcome_option *before = change->before;
    const struct outcome_option *after = change->after;
    if (before == NULL && after == NULL)
        return;
    struct diff_line *row = add_row(grid);
    row->label_ink = INK_STRONG;
    const bool estimated =
        (before != NULL && before->estimated) || (after != NULL && after->estimated);
    snprintf(row->label, sizeof row->label, "%s%s", (after ? after : before)->id,
             estimated ? ", estimated" : "");
    cost_cell(diff, row->cell[0], before != NULL && before->feasible,
              before ? before->monthly_cost : 0);
    cost_cell(diff, row->cell[1], after != NULL && after->feasible,
              after ? after->monthly_cost : 0);
    if (before != NULL && after != NULL && !(before->feasible && after->feasible))
        snprintf(row->cell[2], MAX_CELL, "%s",
                 before->feasible == after->feasible ? "cannot serve" : "changed");
    else if (change->has_delta && before != NULL)
        change_cell(diff, row, change->delta, before->monthly_cost);
    else
        snprintf(row->cell[2], MAX_CELL, "%s", diff_status_word(change->status));
    for (int i = 0; before && after && i < change->lines; i++) {
        const struct diff_line_change *line = &change->line[i];
        if (line->status == DIFF_UNCHANGED)
            continue;
        row = add_row(grid);
        row->indent = 2;
        snprintf(row->label, sizeof row->label, "%s",
                 (line->after ? line->after : line->before)->label);
        cost_cell(diff, row->cell[0], line->before, line->before ? line->before->monthly_cost : 0);
        cost_cell(diff, row->cell[1], line->after, line->after ? line->after->monthly_cost : 0);
        change_cell(diff, row, line->delta, line->before ? line->before->monthly_cost : 0);
    }
    put_effects(diff, grid, change);
}

/* What a change of the bill does not show: an option that fails now, or by the horizon only. */
static void put_obstacles(struct page *page, const struct diff *diff)
{
    for (int i = 0; i < diff->options; i++) {
        const struct outcome_option *before = diff->option[i].before;
        const struct outcome_option *after = diff->option[i].after;
        if (before == NULL || after == NULL)
            continue;
        if (before->feasible != after->feasible)
            page_say(page, INK_CARE, 2, "%s %s the demand.", after->id,
                     after->feasible ? "now serves" : "no longer serves");
        if (before->eligible != after->eligible)
            page_say(page, INK_CARE, 2, "%s %s the rules.", after->id,
                     after->eligible ? "now passes" : "no longer passes");
    }
}

static void put_bills(struct page *page, const struct diff *diff)
{
    struct grid grid = {.count = 0};
    put_head(&grid, "per month");
    for (int i = 0; i < diff->options; i++)
        put_option(diff, &grid, &diff->option[i]);
    put_grid(page, &grid);
}

static void edge_change(struct diff_line *row, const struct diff_edge_row *edge)
{
    char figure[MAX_CELL - 2];
    double delta = edge->to - edge->from;
    if (fabs(delta) >= 100) /* as far apart as the figures beside it, which are whole */
        delta = words_round(edge->to, 0) - words_round(edge->from, 0);
    const char *sign = delta > 0 ? "+" : delta < 0 ? "-" : "";
    words_count(fabs(delta), figure, sizeof figure);
    snprintf(row->cell[2], MAX_CELL, "%s%s", sign, delta != 0 ? figure : "-");
    if (edge->from != 0 && delta != 0)
        snprintf(row->cell[3], MAX_CELL, "%s%s", sign,
                 words_percent(fabs(delta / edge->from), figure, sizeof figure));
}

/* A row for each edge: that of a band that is wide may stay where a narrow one's has moved. */
static void put_pair(struct grid *grid, const struct diff_break_even_change *change)
{
    enum { MOST = 12 };
    const struct outcome_break_even *any = change->after ? change->after : change->before;
    const char *variable = strrchr(any->variable, '.');
    struct diff_edge_row edge;
    for (int n = 0; diff_edge_row(change, n, &edge); n++) {
        struct diff_line *row = add_row(grid);
        if (n == MOST) {
            snprintf(row->label, sizeof row->label, "  more edges are in the JSON diff");
            return;
        }
        if (n == 0)
            snprintf(row->label, sizeof row->label, "%s beats %s, %s", any->option, any->against,
                     variable ? variable + 1 : any->variable);
        snprintf(row->cell[0], MAX_CELL, "%s", edge.before);
        snprintf(row->cell[1], MAX_CELL, "%s", edge.after);
        if (edge.has_delta)
            edge_change(row, &edge);
        else if (n == 0)
            snprintf(row->cell[2], MAX_CELL, "%s", diff_status_word(change->status));
    }
}

static void put_break_evens(struct page *page, const struct diff *diff)
{
    struct grid grid = {.count = 0};
    char title[64], period[48];
    for (int i = 0; i < diff->break_evens; i++) {
        const struct diff_break_even_change *change = &diff->break_even[i];
        if (change->is_told_alike)
            continue;
        snprintf(title, sizeof title, change->on_horizon ? "break-even %s" : "break-even",
                 diff_period(diff, period, sizeof period));
        if (grid.count == 0)
            put_head(&grid, title);
        put_pair(&grid, change);
    }
    put_grid(page, &grid);
}

static void put_inputs(struct page *page, const struct diff *diff)
{
    struct grid grid = {.count = 0};
    char text[LLMCOST_MAX_ID + MAX_CELL];
    for (int i = 0; i < diff->inputs; i++) {
        const struct diff_input_change *change = &diff->input[i];
        if (grid.count == 0) {
            put_head(&grid, "inputs");
            if (grid.row != NULL)
                snprintf(grid.row[0].cell[2], MAX_CELL, "alone");
        }
        struct diff_line *row = add_row(&grid);
        snprintf(row->label, sizeof row->label, "%s", change->path);
        snprintf(row->cell[0], MAX_CELL, "%.90s",
                 diff_value_text(&change->before, text, sizeof text));
        snprintf(row->cell[1], MAX_CELL, "%.90s",
                 diff_value_text(&change->after, text, sizeof text));
        bool plain = change->effects == 1 && change->is_own;
        for (int n = 0; n < change->effects; n++) {
            if (!plain) {
                row = add_row(&grid);
                row->indent = 2;
                row->label_ink = INK_QUIET;
                snprintf(row->label, sizeof row->label, "%s", change->effect_on[n].option);
            }
            change_cell(diff, row, change->effect_on[n].micros, 0);
        }
        if (change->effects == 0 && change->has_effect)
            snprintf(row->cell[2], MAX_CELL, "-");
    }
    put_grid(page, &grid);
}

void print_diff_side(struct page *page, const struct diff_side *side, const char *word)
{
    struct text_buffer text = {0};
    text_put(&text, side->name != NULL ? side->name : "");
    text_put(&text, side->name != NULL ? ", " : "");
    put_file(&text, side);
    page->out.failed = page->out.failed || text.failed;
    if (!text.failed)
        page->surface->pair(page, word, 0, text.data);
    free(text.data);
}

void print_diff_body(struct page *page, const struct diff *diff)
{
    put_words(page, diff);
    put_obstacles(page, diff);
    put_bills(page, diff);
    put_break_evens(page, diff);
    put_inputs(page, diff);
    for (int i = 0; i < diff->gates; i++)
        page_gate(page, i == 0, gate_name(diff->gate[i].id), diff->gate[i].passed,
                  diff->gate[i].says);
}

bool print_diff_table(const struct print_job *job)
{
    struct page page = page_new(NULL, job->style, &terminal);
    put_title(&page, job->diff);
    print_diff_body(&page, job->diff);
    return page_write(&page, job->out);
}
