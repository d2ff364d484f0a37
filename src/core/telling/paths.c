/* paths.c - the figures of a scenario in turn, and the paths they go by.
 * Knows which option has which figure; refuses to know what a figure is made of
 * (core/telling/figures.c) and how a derivation is put together (explain.c).
 */
#include "core/base/count.h"
#include "core/scenario/scenario.h"
#include "core/telling/explain.h"
#include "core/telling/tree.h"
#include "llmcost.h"

#include <stdio.h>
#include <string.h>

/* ---- Figures in turn ---- */

struct explaining explaining_of(const struct llmcost_scenario *scenario,
                                const struct llmcost_result *result, int option)
{
    struct explaining e = {
        .scenario = scenario, .terms = first_terms(scenario), .result = result, .option = option};
    if (option >= 0) {
        e.host = llmcost_option_host(scenario, option);
        e.api = llmcost_option_api(scenario, option);
    }
    e.kinds = kinds_of(e.host, e.api);
    return e;
}

const char *extra_name(const struct llmcost_scenario *scenario, int extra)
{
    return llmcost_text(scenario, scenario->entry[extra].name.text);
}

bool has_extra(const struct llmcost_common *part, int row, int extra)
{
    const struct llmcost_entries *entries =
        row == LLMCOST_LINE_METERED ? &part->metered : &part->extra;
    return extra >= entries->first && extra < entries->first + entries->count;
}

/* The next extra or metered line of the parts of an option, each name once; -1 after the last. */
static int next_extra(const struct explaining *e, int row, int extra)
{
    const struct llmcost_common *parts[] = {e->host ? &e->host->common : NULL,
                                            e->api ? &e->api->common : NULL};
    for (extra++; extra < e->scenario->entries; extra++) {
        bool mine = false;
        bool known = false;
        for (size_t i = 0; i < COUNT(parts); i++)
            mine = mine || (parts[i] != NULL && has_extra(parts[i], row, extra));
        for (int before = 0; before < extra && mine && !known; before++)
            for (size_t i = 0; i < COUNT(parts) && !known; i++)
                known =
                    parts[i] != NULL && has_extra(parts[i], row, before) &&
                    strcmp(extra_name(e->scenario, before), extra_name(e->scenario, extra)) == 0;
        if (mine && !known)
            return extra;
    }
    return -1;
}

bool next_line(const struct explaining *e, struct llmcost_figure *f)
{
    if (f->extra >= 0) {
        f->extra = (int16_t)next_extra(e, f->row, f->extra);
        if (f->extra >= 0)
            return true;
    }
    f->extra = -1;
    for (f->row++; f->row < LLMCOST_COMPONENTS; f->row++) {
        if (!is_of(e->kinds, components[f->row].of))
            continue;
        if (!has_own_name(f->row))
            return true;
        f->extra = (int16_t)next_extra(e, f->row, -1);
        if (f->extra >= 0)
            return true;
    }
    return false;
}

static int first_draw_row(int of)
{
    int row = 0;
    while (draw_rows[row].of != of)
        row++;
    return row;
}

/* The ranges with a draw of their own: of those that are tied the one that leads. */
static int unknowns(const struct llmcost_scenario *scenario,
                    struct llmcost_ref ret_refs[LLMCOST_MAX_RANGED])
{
    int leads[LLMCOST_MAX_RANGED];
    const int inputs = llmcost_ranged(scenario, ret_refs, LLMCOST_MAX_RANGED);
    int count = 0;
    llmcost_ties(scenario, ret_refs, inputs, leads);
    for (int i = 0; i < inputs; i++)
        if (leads[i] == i)
            ret_refs[count++] = ret_refs[i];
    return count;
}

/* The next of the figures over the draws: of all, of each option, of each unknown; false after the
 * last, and where nothing is drawn. */
static bool next_draw(const struct llmcost_scenario *scenario, struct llmcost_figure *f)
{
    struct llmcost_ref refs[LLMCOST_MAX_RANGED];
    const int inputs = unknowns(scenario, refs);
    int at = 0;
    if (f->kind != LLMCOST_FIGURE_DRAWS) {
        *f = LLMCOST_FIRST_FIGURE;
        f->kind = LLMCOST_FIGURE_DRAWS;
        f->row = 0;
        return inputs > 0;
    }
    const int of = draw_rows[f->row].of;
    if (f->row + 1 < draw_row_count && draw_rows[f->row + 1].of == of) {
        f->row++;
        return true;
    }
    while (of == DRAWS_INPUT && !is_same_ref(refs[at], f->ref))
        at++;
    if (of == DRAWS_ALL || (of == DRAWS_OPTION && f->option + 1 < llmcost_option_count(scenario))) {
        f->option++;
        f->row = (int16_t)first_draw_row(DRAWS_OPTION);
        return true;
    }
    if (of == DRAWS_INPUT && at + 1 == inputs)
        return false;
    f->option = -1;
    f->ref = refs[of == DRAWS_INPUT ? at + 1 : 0];
    f->row = (int16_t)first_draw_row(DRAWS_INPUT);
    return true;
}

/* The next api that an option is held against: what the report tells, then the first month's. */
static bool next_break_even(const struct llmcost_scenario *scenario, struct llmcost_figure *f)
{
    if (f->option < scenario->apis)
        return false;
    if (f->against >= 0 && f->extra < 0) {
        f->extra = 0;
        return true;
    }
    f->extra = -1;
    return ++f->against < scenario->apis;
}

/* The next row of an option or of the scenario; false after the last. */
static bool next_row(uint32_t kinds, struct llmcost_figure *f)
{
    for (f->row++; f->row < figure_row_count; f->row++)
        if (is_of(kinds, figure_rows[f->row].of))
            return true;
    return false;
}

static void begin_kind(struct llmcost_figure *f, enum llmcost_figure_kind kind)
{
    const int16_t option = f->option;
    *f = LLMCOST_FIRST_FIGURE;
    f->kind = (uint8_t)kind;
    f->option = option;
}

bool llmcost_next_figure(const struct llmcost_scenario *scenario, struct llmcost_figure *f)
{
    while (f->kind != LLMCOST_FIGURE_DRAWS) {
        const struct explaining e = explaining_of(scenario, NULL, f->option);
        if (f->kind == LLMCOST_FIGURE_ROW) {
            if (next_row(e.kinds, f))
                return true;
            begin_kind(f, e.option < 0 ? LLMCOST_FIGURE_BREAK_EVEN : LLMCOST_FIGURE_LINE);
        } else if (f->kind < LLMCOST_FIGURE_BREAK_EVEN) {
            if (f->row >= 0 && f->kind < LLMCOST_FIGURE_UNIT_PRICE) {
                f->kind++;
                return true;
            }
            f->kind = LLMCOST_FIGURE_LINE;
            if (next_line(&e, f))
                return true;
            begin_kind(f, LLMCOST_FIGURE_BREAK_EVEN);
        } else {
            if (next_break_even(scenario, f))
                return true;
            if (f->option + 1 >= llmcost_option_count(scenario))
                break;
            f->option++;
            begin_kind(f, LLMCOST_FIGURE_ROW);
        }
    }
    return next_draw(scenario, f);
}

/* ---- Paths ---- */

static bool is_plain(const char *text)
{
    return text[strcspn(text, ". \"=")] == '\0';
}

static void put(char *buffer, size_t size, const char *text, bool is_id)
{
    size_t used = strlen(buffer);
    const char *quote = is_id && !is_plain(text) ? "\"" : "";
    snprintf(buffer + used, size - used, "%s%s%s%s", used > 0 ? "." : "", quote, text, quote);
}

/* uncertainty.evpi, uncertainty.options.ID.mean, uncertainty.inputs.PATH.evppi */
static void put_draw(const struct llmcost_scenario *scenario, const struct llmcost_figure *figure,
                     char *buffer, size_t size)
{
    const struct draw_row *row = &draw_rows[figure->row];
    char path[LLMCOST_MAX_PATH];
    put(buffer, size, "uncertainty", false);
    if (row->of == DRAWS_OPTION) {
        put(buffer, size, "options", false);
        put(buffer, size, llmcost_option_id(scenario, figure->option), true);
    } else if (row->of == DRAWS_INPUT) {
        put(buffer, size, "inputs", false);
        put(buffer, size, llmcost_path(scenario, figure->ref, path, sizeof path), false);
    }
    put(buffer, size, row->name, false);
}

/* break_even.ID.ID, the same of the first month, and each edge of both. */
static void put_break_even(const struct llmcost_scenario *scenario,
                           const struct llmcost_figure *figure, char *buffer, size_t size)
{
    char edge[32];
    put(buffer, size, "break_even", false);
    put(buffer, size, llmcost_option_id(scenario, figure->option), true);
    put(buffer, size, llmcost_option_id(scenario, figure->against), true);
    if (figure->extra >= 0)
        put(buffer, size, "first_month", false);
    if (figure->kind == LLMCOST_FIGURE_EDGE) {
        snprintf(edge, sizeof edge, "%s_%d", figure->row % 2 == 0 ? "from" : "to",
                 figure->row / 2 + 1);
        put(buffer, size, edge, false);
    }
}

const char *llmcost_figure_path(const struct llmcost_scenario *scenario,
                                const struct llmcost_figure *figure, char *buffer, size_t size)
{
    static const char *const parts[] = {
        [LLMCOST_FIGURE_QUANTITY] = "quantity", [LLMCOST_FIGURE_UNIT_PRICE] = "unit_price"};
    const int kind = figure->kind;
    if (kind == LLMCOST_FIGURE_INPUT)
        return llmcost_path(scenario, figure->ref, buffer, size);
    buffer[0] = '\0';
    if (kind == LLMCOST_FIGURE_DRAWS || kind == LLMCOST_FIGURE_BREAK_EVEN ||
        kind == LLMCOST_FIGURE_EDGE) {
        (kind == LLMCOST_FIGURE_DRAWS ? put_draw : put_break_even)(scenario, figure, buffer, size);
        return buffer;
    }
    if (figure->option >= 0) {
        put(buffer, size, "options", false);
        put(buffer, size, llmcost_option_id(scenario, figure->option), true);
    }
    if (kind == LLMCOST_FIGURE_ROW) {
        put(buffer, size, figure_rows[figure->row].name, false);
        return buffer;
    }
    put(buffer, size, "lines", false);
    put(buffer, size, components[figure->row].row.id, false);
    if (figure->extra >= 0) {
        size_t used = strlen(buffer);
        snprintf(buffer + used, size - used, ":%s", extra_name(scenario, figure->extra));
    }
    if (kind != LLMCOST_FIGURE_LINE)
        put(buffer, size, parts[kind], false);
    return buffer;
}

/* Whether the path is that of an edge of this break-even, which the figure then is: edges are not
 * in turn, for who counts them must find them. */
static bool is_edge(const struct llmcost_scenario *scenario, struct llmcost_figure *figure,
                    const char *path)
{
    char text[LLMCOST_MAX_PATH];
    struct llmcost_figure edge = *figure;
    const char *last = strrchr(path, '.');
    int number = 0;
    if (figure->kind != LLMCOST_FIGURE_BREAK_EVEN || last == NULL)
        return false;
    const bool is_end = strncmp(last, ".to_", 4) == 0;
    if (!is_end && strncmp(last, ".from_", 6) != 0)
        return false;
    for (const char *at = last + (is_end ? 4 : 6); *at >= '0' && *at <= '9' && number < 1000; at++)
        number = 10 * number + (*at - '0');
    edge.kind = LLMCOST_FIGURE_EDGE;
    edge.row = (int16_t)(2 * (number - 1) + is_end);
    const bool is_path =
        number >= 1 && number <= LLMCOST_MAX_BANDS &&
        is_same_path(llmcost_figure_path(scenario, &edge, text, sizeof text), path);
    *figure = is_path ? edge : *figure;
    return is_path;
}

bool llmcost_find_figure(const struct llmcost_scenario *scenario, const char *path,
                         struct llmcost_figure *ret_figure)
{
    struct llmcost_figure figure = LLMCOST_FIRST_FIGURE;
    char text[LLMCOST_MAX_PATH];
    bool found = find_same_path(scenario, path, &figure.ref) &&
                 llmcost_read(scenario, figure.ref)->origin != LLMCOST_UNSET;
    if (found)
        figure.kind = LLMCOST_FIGURE_INPUT;
    else
        figure = LLMCOST_FIRST_FIGURE;
    while (!found && llmcost_next_figure(scenario, &figure))
        found = is_edge(scenario, &figure, path) ||
                is_same_path(llmcost_figure_path(scenario, &figure, text, sizeof text), path);
    if (found)
        *ret_figure = figure;
    return found;
}

const struct llmcost_line *explained_line(const struct explaining *e,
                                          const struct llmcost_figure *figure)
{
    const struct llmcost_option_result *result = &e->result->option[e->option];
    for (int i = 0; i < result->lines; i++) {
        const struct llmcost_line *line = &result->line[i];
        if (line->component == figure->row &&
            (line->extra < 0 || strcmp(extra_name(e->scenario, line->extra),
                                       extra_name(e->scenario, figure->extra)) == 0))
            return line;
    }
    return NULL;
}
