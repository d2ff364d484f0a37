/* diff.c - a diff as one comment for a pull request: the decision and what moved it,
 * one table of the bills, the gates, and everything else folded. Knows which figures a reviewer
 * looks at first; refuses to know sentences (io/report/diff_words.c), escaping and size
 * (markdown.c).
 */
#include "io/words/words.h"
#include "print/markdown/report.h"
#include "print/writers.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { TITLE = 120, SENTENCE = 1024 };

static void money_cell(struct markdown *m, const struct diff *diff, bool known, int64_t micros)
{
    char text[FIGURE] = "";
    if (known)
        words_money(diff->after->currency, (double)micros / 1e6, text, sizeof text);
    markdown_cell(m, text);
}

/* What it costs, "-" where it cannot serve, nothing where it is not there. */
static void cost_cell(struct markdown *m, const struct diff *diff,
                      const struct outcome_option *option)
{
    if (option != NULL && !option->feasible)
        markdown_cell(m, "-");
    else
        money_cell(m, diff, option != NULL, option != NULL ? option->monthly_cost : 0);
}

static void delta_cell(struct markdown *m, const struct diff *diff, bool known, int64_t micros)
{
    char text[FIGURE] = "";
    if (known && micros != 0)
        diff_money(diff->after->currency, micros, text, sizeof text);
    markdown_cell(m, text);
}

static void ratio_cell(struct markdown *m, bool known, double delta, double before)
{
    char percent[FIGURE];
    char text[FIGURE + 2] = "";
    if (known && before != 0 && delta != 0)
        snprintf(text, sizeof text, "%s%s", delta > 0 ? "+" : "-",
                 words_percent(fabs(delta / before), percent, sizeof percent));
    markdown_cell(m, text);
}

/* ---- Above the fold ---- */

static void put_heading(struct markdown *m, const struct diff *diff)
{
    const struct diff_side *side[] = {diff->before, diff->after};
    markdown_put(m, "### ");
    markdown_text(m, diff->after->name != NULL ? diff->after->name : diff->after->file, TITLE);
    markdown_put(m, "\n\n");
    markdown_add(m);
    for (int n = 0; n < 2; n++) {
        for (int i = 0; i < side[n]->override_count; i++) {
            char text[LLMCOST_MAX_PATH + FIGURE];
            if (words_override(side[n]->overrides, i, text, sizeof text) == NULL)
                continue;
            markdown_put(m, i > 0 ? ", " : n == 0 ? "Old, changed: " : "New, changed: ");
            markdown_code(m, text);
            markdown_add(m);
        }
        markdown_put(m, side[n]->override_count > 0 ? "\n\n" : "");
        markdown_add(m);
    }
}

static void put_words(struct markdown *m, const struct diff *diff)
{
    char text[SENTENCE];
    for (int n = 0; words_diff(diff, n, text, sizeof text) != NULL; n++)
        markdown_paragraph(m, n == 0, text, SENTENCE);
}

static const char *note_of(const struct diff *diff, const struct diff_option_change *change)
{
    const struct outcome_option *before = change->before;
    const struct outcome_option *after = change->after;
    if (before == NULL || after == NULL)
        return diff_status_word(change->status);
    if (before->feasible != after->feasible)
        return after->feasible ? "now serves the demand" : "no longer serves the demand";
    if (!after->feasible)
        return "cannot serve the demand";
    if (before->eligible != after->eligible)
        return after->eligible ? "now allowed" : "no longer allowed";
    bool now = diff->after->recommended && strcmp(diff->after->recommended, after->id) == 0;
    bool was = diff->before->recommended && strcmp(diff->before->recommended, before->id) == 0;
    const bool estimated = before->estimated || after->estimated;
    static const char *const says[2][2][2] = {
        /* [was][now][estimated] */
        {{"", "estimated"}, {"recommended now", "recommended now, estimated"}},
        {{"was recommended", "was recommended, estimated"},
         {"recommended", "recommended, estimated"}},
    };
    return says[was][now][estimated];
}

static void put_options(struct markdown *m, const struct diff *diff)
{
    char text[FIGURE];
    m->dropped = 0;
    markdown_put(m, "| option | old, a month | new, a month | change | | price | usage | structure "
                    "| interaction | |\n"
                    "| :-- | --: | --: | --: | --: | --: | --: | --: | --: | :-- |\n");
    if (!markdown_add(m))
        return;
    for (int i = 0; i < diff->options; i++) {
        const struct diff_option_change *change = &diff->option[i];
        const struct outcome_option *before = change->before;
        const struct outcome_option *after = change->after;
        markdown_code_cell(m, (after ? after : before)->id);
        const bool had = before != NULL && before->feasible;
        const bool has = after != NULL && after->feasible;
        cost_cell(m, diff, before);
        cost_cell(m, diff, after);
        delta_cell(m, diff, had && has && change->has_delta, change->delta);
        ratio_cell(m, had && has && change->has_delta, (double)change->delta,
                   before ? (double)before->monthly_cost : 0);
        for (int cause = 0; cause < LLMCOST_CAUSES; cause++)
            delta_cell(m, diff, change->attributed, change->effect[cause]);
        markdown_cell(m, note_of(diff, change));
        markdown_row_end(m);
    }
    if (m->dropped > 0) {
        snprintf(text, sizeof text, "\n%d more options are in the JSON diff.\n", m->dropped);
        text_put(&m->out, text);
    }
    m->dropped = 0;
}

/* ---- Folded ---- */

/* A row for each option that the input moves by itself: an effect is of one option, and of no
 * other.
 */
static void put_input(struct markdown *m, const struct diff *diff,
                      const struct diff_input_change *change)
{
    char text[LLMCOST_MAX_ID + FIGURE];
    for (int n = 0; n == 0 || n < change->effects; n++) {
        const bool moves = n < change->effects;
        const char *cause =
            change->cause >= 0 ? diff_cause_word((enum llmcost_cause)change->cause) : "";
        markdown_code_cell(m, change->path);
        markdown_cell(m, diff_value_text(&change->before, text, sizeof text));
        markdown_cell(m, diff_value_text(&change->after, text, sizeof text));
        markdown_cell(m, change->unit);
        markdown_cell(m, cause);
        delta_cell(m, diff, moves, moves ? change->effect_on[n].micros : 0);
        if (moves)
            markdown_code_cell(m, change->effect_on[n].option);
        else
            markdown_cell(m, "");
        markdown_row_end(m);
    }
}

static void put_inputs(struct markdown *m, const struct diff *diff)
{
    char title[FIGURE];
    if (diff->inputs == 0)
        return;
    snprintf(title, sizeof title, "%d changed input%s", diff->inputs, diff->inputs == 1 ? "" : "s");
    if (!markdown_open(m, title,
                       "| input | old | new | unit | cause | alone, a month | of |\n"
                       "| :-- | --: | --: | :-- | :-- | --: | :-- |\n"))
        return;
    for (int i = 0; i < diff->inputs; i++)
        put_input(m, diff, &diff->input[i]);
    markdown_close(m, "rows");
}

static void put_lines(struct markdown *m, const struct diff *diff)
{
    if (!markdown_open(m, "Cost lines that changed",
                       "| option | line | old | new | change | |\n"
                       "| :-- | :-- | --: | --: | --: | --: |\n"))
        return;
    for (int i = 0; i < diff->options; i++) {
        const struct diff_option_change *change = &diff->option[i];
        for (int n = 0; n < change->lines; n++) {
            const struct diff_line_change *line = &change->line[n];
            if (line->status == DIFF_UNCHANGED)
                continue;
            markdown_code_cell(m, (change->after ? change->after : change->before)->id);
            markdown_cell(m, (line->after ? line->after : line->before)->label);
            money_cell(m, diff, line->before != NULL,
                       line->before ? line->before->monthly_cost : 0);
            money_cell(m, diff, line->after != NULL, line->after ? line->after->monthly_cost : 0);
            delta_cell(m, diff, true, line->delta);
            ratio_cell(m, line->before != NULL, (double)line->delta,
                       line->before ? (double)line->before->monthly_cost : 0);
            markdown_row_end(m);
        }
    }
    markdown_close(m, "lines");
}

static void put_pair(struct markdown *m, const struct diff_break_even_change *change)
{
    const struct outcome_break_even *any = change->after ? change->after : change->before;
    struct diff_edge_row edge;
    for (int n = 0; diff_edge_row(change, n, &edge); n++) {
        markdown_code_cell(m, any->option);
        markdown_code_cell(m, any->against);
        markdown_code_cell(m, any->variable);
        markdown_cell(m, edge.before);
        markdown_cell(m, edge.after);
        ratio_cell(m, edge.has_delta, edge.to - edge.from, edge.from);
        markdown_row_end(m);
    }
}

static void put_break_evens(struct markdown *m, const struct diff *diff)
{
    char title[FIGURE] = "Break-evens that moved", period[FIGURE];
    int changed = 0;
    for (int i = 0; i < diff->break_evens; i++) {
        const struct diff_break_even_change *change = &diff->break_even[i];
        if (!change->is_told_alike && changed++ == 0 && change->on_horizon)
            snprintf(title, sizeof title, "Break-evens %s that moved",
                     diff_period(diff, period, sizeof period));
    }
    if (changed == 0 || !markdown_open(m, title,
                                       "| option | beats | on | old | new | |\n"
                                       "| :-- | :-- | :-- | --: | --: | --: |\n"))
        return;
    for (int i = 0; i < diff->break_evens; i++)
        if (!diff->break_even[i].is_told_alike)
            put_pair(m, &diff->break_even[i]);
    markdown_close(m, "edges");
}

static void put_footer(struct markdown *m)
{
    text_put(&m->out, m->is_cut ? "\nCut to fit into a comment: the JSON diff has it all.\n" : "");
    text_put(&m->out, "\n<sub>llmcost " LLMCOST_VERSION "</sub>\n");
}

bool print_diff_markdown(const struct print_job *job)
{
    const struct diff *diff = job->diff;
    struct markdown m = {.open = 0};
    markdown_put(&m, MARKDOWN_MARKER "\n");
    put_heading(&m, diff);
    put_words(&m, diff);
    put_options(&m, diff);
    for (int i = 0; i < diff->gates; i++)
        markdown_gate(&m, i == 0, gate_name(diff->gate[i].id), diff->gate[i].passed,
                      diff->gate[i].says);
    put_inputs(&m, diff);
    put_lines(&m, diff);
    put_break_evens(&m, diff);
    put_footer(&m);
    return markdown_print(&m, job->out);
}
