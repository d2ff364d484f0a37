/* explain.c - the derivation of figures as an indented tree for people, and the path of a
 * figure read back. Knows what a reader needs of each step: value, formula, and where each input
 * was written; refuses to know a formula (the core's). Inputs at their default are named in one
 * line, cost lines that are nothing in another.
 */
#include "core/base/count.h"
#include "core/base/units.h"
#include "core/scenario/scenario.h"
#include "core/scenario/vary.h"
#include "print/explained.h"
#include "print/reference/reference.h"
#include "print/table/table.h"

#include <stdlib.h>
#include <string.h>

enum { STEP = 2, FIGURE = 160, DEEPEST = 24 };

/* ---- Values ---- */

/* The overhead's quantity is money and its price a share: rent, and a part of it. */
static bool is_of_rent(const struct llmcost_node *node)
{
    return node->unit_text != NULL && strcmp(node->unit_text, "rent") == 0;
}

/* A cost line reads as it does in its column of the report. */
static void line_text(const struct page *page, const struct llmcost_node *node, char *buffer,
                      size_t size)
{
    const struct outcome *outcome = page->report->outcome;
    char money[FIGURE], unit[LLMCOST_MAX_ID];
    words_money_of(outcome->currency, node->value,
                   outcome_monthly(&outcome->options[node->figure.option]), money, sizeof money);
    llmcost_unit_text((enum llmcost_unit)node->unit, "", unit, sizeof unit);
    snprintf(buffer, size, "%s%s", money, unit);
}

/* "12,864 USD/month" is written $12,864/month. */
static void money_text(const char *currency, enum llmcost_unit unit, double value, char *buffer,
                       size_t size)
{
    char money[FIGURE];
    char unit_text[LLMCOST_MAX_ID];
    if (is_sum(unit))
        words_money(currency, value, money, sizeof money);
    else
        words_unit_price(currency, value, money, sizeof money);
    llmcost_unit_text(unit, "", unit_text, sizeof unit_text);
    snprintf(buffer, size, "%s%s", money, unit_text);
}

static const char *plain_text(const struct page *page, const struct llmcost_node *node,
                              char *buffer, size_t size)
{
    const char *currency = words_currency(page->report->scenario);
    const int kind = node->figure.kind;
    const bool is_truth =
        kind == LLMCOST_FIGURE_INPUT && field_of(node->figure.ref)->kind == LLMCOST_BOOLEAN;
    const bool is_load =
        kind == LLMCOST_FIGURE_INPUT && field_of(node->figure.ref)->kind == LLMCOST_LOAD;
    char figure[FIGURE];
    char unit[LLMCOST_MAX_ID];
    if (!node->has_value)
        snprintf(buffer, size, "none");
    else if (is_truth)
        snprintf(buffer, size, "%s", node->value > 0 ? "true" : "false");
    else if (kind == LLMCOST_FIGURE_LINE)
        line_text(page, node, buffer, size);
    else if (kind == LLMCOST_FIGURE_QUANTITY && is_of_rent(node))
        money_text(currency, LLMCOST_MONEY_PER_MONTH, node->value, buffer, size);
    else if (kind == LLMCOST_FIGURE_UNIT_PRICE && is_of_rent(node))
        words_percent(node->value, buffer, size);
    else if (kind == LLMCOST_FIGURE_UNIT_PRICE) {
        words_unit_price(currency, node->value, figure, sizeof figure);
        snprintf(buffer, size, "%s/%s", figure, node->unit_text);
    } else if (node->unit_text == NULL && !is_load && is_share(node->unit)) {
        words_percent(node->value, figure, sizeof figure);
        snprintf(buffer, size, "%s%s", figure,
                 node->unit == LLMCOST_SHARE_PER_YEAR ? " a year" : "");
    } else if (node->unit_text == NULL && is_money(node->unit))
        money_text(currency, node->unit, node->value, buffer, size);
    else {
        llmcost_unit_text((enum llmcost_unit)node->unit, "", unit, sizeof unit);
        const char *what = node->unit == LLMCOST_RATIO ? "" : unit;
        if (node->unit_text != NULL || is_load)
            what = node->unit_text != NULL ? node->unit_text : "load factor";
        words_counted(node->value, what, buffer, size);
    }
    return buffer;
}

/* In the words of what stands for a GPU, where it is none. */
static const char *value_text(const struct page *page, const struct llmcost_node *node,
                              char *buffer, size_t size)
{
    char text[2 * FIGURE];
    plain_text(page, node, text, sizeof text);
    return words_in_unit(text, told_unit(page->report->scenario, node), buffer, size);
}

/* A sum of an option reads as it does beside those of the others. */
static const char *figure_text(const struct page *page, const char *path,
                               const struct llmcost_node *node, char *buffer, size_t size)
{
    static const char *const names[] = {[SUM_MONTH] = ".monthly_cost",
                                        [SUM_YEAR] = ".annual_cost",
                                        [SUM_HORIZON] = ".horizon_cost"};
    char money[FIGURE], unit[LLMCOST_MAX_ID];
    const char *last = strrchr(path, '.');
    for (size_t sum = 0; sum < COUNT(names); sum++)
        if (node->figure.kind == LLMCOST_FIGURE_ROW && node->figure.option >= 0 && last != NULL &&
            node->has_value && strcmp(last, names[sum]) == 0) {
            outcome_sum_text(page->report->outcome, node->figure.option, (enum outcome_sum)sum,
                             money, sizeof money);
            llmcost_unit_text((enum llmcost_unit)node->unit, "", unit, sizeof unit);
            snprintf(buffer, size, "%s%s", money, unit);
            return buffer;
        }
    return value_text(page, node, buffer, size);
}

/* "chat.yaml:14, assumed: not load-tested" */
static void put_origin(const struct explained *explained, const struct llmcost_input *input,
                       struct text_buffer *text)
{
    const char *source = llmcost_text(explained->report->scenario, input->source);
    char line[32];
    text_put(text, "  [");
    if (input->origin == LLMCOST_FILE) {
        snprintf(line, sizeof line, ":%u", (unsigned)input->place.line);
        const char *fragment = report_fragment(explained->report, input->place);
        text_put_all(text, fragment != NULL ? fragment : explained->file, line, NULL);
    } else
        text_put(text, input->origin == LLMCOST_SET       ? "--set"
                       : input->origin == LLMCOST_CATALOG ? "catalog"
                                                          : "default");
    if (input->basis != LLMCOST_BASIS_NONE) {
        text_put_all(text, ", ", llmcost_basis_name((enum llmcost_basis)input->basis), NULL);
    }
    if (source[0] != '\0') {
        text_put_all(text, ": ", source, NULL);
    }
    text_put(text, "]");
}

/* ---- The tree ---- */

static int after(const struct explained *explained, int at)
{
    return told_after(explained->nodes, explained->count, at);
}

/* Of a change of an input. */
static bool is_later(const struct llmcost_node *node, const struct llmcost_step *step)
{
    return node->figure.kind == LLMCOST_FIGURE_INPUT && is_same_ref(node->figure.ref, step->ref);
}

/* At its default, and for good. */
static bool is_default(const struct explained *explained, const struct llmcost_node *node)
{
    const struct llmcost_steps *changes = &explained->report->scenario->changes;
    for (int i = 0; i < changes->count; i++)
        if (is_later(node, &changes->step[i]))
            return false;
    return node->figure.kind == LLMCOST_FIGURE_INPUT &&
           llmcost_read(explained->report->scenario, node->figure.ref)->origin == LLMCOST_DEFAULT;
}

/* A cost line that is not in the bill. */
static bool is_nothing(const struct llmcost_node *node)
{
    return node->figure.kind == LLMCOST_FIGURE_LINE && node->depth > 0 && node->value == 0;
}

static void put_line(struct page *page, int depth, enum ink ink, const char *lead, const char *text)
{
    char start[STEP * DEEPEST + FIGURE + LLMCOST_MAX_PATH];
    int indent = STEP * (depth < DEEPEST ? depth : DEEPEST);
    snprintf(start, sizeof start, "%*s%s", indent, "", lead);
    page_paragraph(page, ink, start, indent + 2 * STEP, text);
}

/* The same of a text that was put together, which is freed; nothing of an empty one. */
static void put_list_line(struct page *page, int depth, enum ink ink, const char *lead,
                          struct text_buffer *text)
{
    page->out.failed = page->out.failed || text->failed;
    if (text->length > 0 && !page->out.failed)
        put_line(page, depth, ink, lead, text->data);
    free(text->data);
}

/* "from month 7 on: $1.50/Mtok  [chat.yaml:20]" */
static void put_later(struct page *page, const struct explained *explained,
                      const struct llmcost_node *node)
{
    const struct llmcost_steps *changes = &explained->report->scenario->changes;
    for (int i = 0; i < changes->count; i++) {
        const struct llmcost_step *step = &changes->step[i];
        struct llmcost_node later = *node;
        char lead[64], value[2 * FIGURE];
        struct text_buffer text = {0};
        if (!is_later(node, step))
            continue;
        later.value = step->value.value;
        snprintf(lead, sizeof lead, "from month %d on: ", (int)step->month);
        text_put(&text, step->scales ? words_counted(later.value, "times", value, sizeof value)
                                     : value_text(page, &later, value, sizeof value));
        text_put(&text, step->scales ? " what it was" : "");
        put_origin(explained, &step->value, &text);
        put_list_line(page, node->depth + 1, INK_PLAIN, lead, &text);
    }
}

static void put_node(struct page *page, const struct explained *explained,
                     const struct llmcost_node *node)
{
    const char *path = explained->paths[node - explained->nodes];
    char value[2 * FIGURE];
    struct text_buffer text = {0};
    text_put(&text, "  ");
    text_put(&text, figure_text(page, path, node, value, sizeof value));
    if (node->figure.kind == LLMCOST_FIGURE_INPUT)
        put_origin(explained, llmcost_read(explained->report->scenario, node->figure.ref), &text);
    if (node->is_repeated)
        text_put(&text, "  (above)");
    put_list_line(page, node->depth, node->depth == 0 ? INK_STRONG : INK_PLAIN, path, &text);
    put_later(page, explained, node);
    const struct told_formula *told = &explained->formulas[node - explained->nodes];
    if (told->names != NULL)
        put_line(page, node->depth + 1, INK_QUIET,
                 told->numbers != NULL ? "= " : "that is: ", told->names);
    if (told->numbers != NULL)
        put_line(page, node->depth + 1, INK_QUIET, "= ", told->numbers);
}

/* The children that are told together, in one line: "token_ratio 1, cached_share 0". */
static void put_together(struct page *page, const struct explained *explained, int at,
                         const char *lead, bool (*is)(const struct explained *, int))
{
    const struct llmcost_node *parent = &explained->nodes[at];
    struct text_buffer list = {0};
    char value[2 * FIGURE];
    for (int i = at + 1; i < after(explained, at); i = after(explained, i)) {
        const struct llmcost_node *node = &explained->nodes[i];
        if (!is(explained, i))
            continue;
        text_put(&list, list.length > 0 ? ", " : "");
        const char *path = explained->paths[i];
        const char *last = strrchr(path, '.');
        if (node->figure.kind != LLMCOST_FIGURE_INPUT) {
            text_put(&list, last != NULL ? last + 1 : path);
            continue;
        }
        text_put(&list, path);
        text_put(&list, " ");
        text_put(&list, value_text(page, node, value, sizeof value));
    }
    put_list_line(page, parent->depth + 1, INK_QUIET, lead, &list);
}

static bool default_at(const struct explained *explained, int i)
{
    return is_default(explained, &explained->nodes[i]);
}

static bool nothing_at(const struct explained *explained, int i)
{
    return is_nothing(&explained->nodes[i]);
}

static void put_tree(struct page *page, const struct explained *explained, int at)
{
    put_node(page, explained, &explained->nodes[at]);
    for (int i = at + 1; i < after(explained, at); i = after(explained, i))
        if (!default_at(explained, i) && !nothing_at(explained, i))
            put_tree(page, explained, i);
    put_together(page, explained, at, "at their default: ", default_at);
    put_together(page, explained, at, "nothing: ", nothing_at);
}

/* "options.own.monthly_cost  $7,608/month" */
static void put_list(struct page *page, const struct explained *explained)
{
    char value[2 * FIGURE + 2] = "  ";
    if (explained->listed_count == 0)
        return;
    page_heading(page,
                 "figures that can be explained: llmcost explain FILE PATH; every input can, too");
    for (int i = 0; i < explained->listed_count; i++) {
        figure_text(page, explained->listed_paths[i], &explained->listed[i], value + 2,
                    sizeof value - 2);
        put_line(page, 0, INK_PLAIN, explained->listed_paths[i], value);
    }
}

bool print_explained_table(const struct print_job *job)
{
    const struct explained *explained = job->explained;
    if (explained->code != NULL)
        return print_code_table(job->out, explained->code, job->style);
    struct page page = page_new(explained->report, job->style, &terminal);
    const struct outcome_verdict *verdict = &explained->report->outcome->verdict;
    for (int n = 0; explained->with_decision && n < verdict->reasons_count; n++)
        page_paragraph(&page, n == 0 ? INK_GOOD : INK_PLAIN, "", 0, verdict->reasons[n]);
    for (int at = 0; at < explained->count; at = after(explained, at)) {
        if (at > 0 || explained->with_decision)
            page_blank(&page);
        put_tree(&page, explained, at);
    }
    put_list(&page, explained);
    return page_write(&page, job->out);
}
