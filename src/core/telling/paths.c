/* paths.c - the figures of a scenario in turn, and the paths they go by.
 * Knows which option has which figure; refuses to know what a figure is made of
 * (core/telling/figures.c) and how a derivation is put together (explain.c).
 */
#include "core/base/count.h"
#include "core/telling/explain.h"
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

bool has_extra(const struct llmcost_common *part, int extra)
{
    return extra >= part->extra.first && extra < part->extra.first + part->extra.count;
}

/* The next extra line of the parts of an option, each name once; -1 after the last. */
static int next_extra(const struct explaining *e, int extra)
{
    const struct llmcost_common *parts[] = {e->host ? &e->host->common : NULL,
                                            e->api ? &e->api->common : NULL};
    for (extra++; extra < e->scenario->entries; extra++) {
        bool mine = false;
        bool known = false;
        for (size_t i = 0; i < COUNT(parts); i++)
            mine = mine || (parts[i] != NULL && has_extra(parts[i], extra));
        for (int before = 0; before < extra && mine && !known; before++)
            for (size_t i = 0; i < COUNT(parts) && !known; i++)
                known =
                    parts[i] != NULL && has_extra(parts[i], before) &&
                    strcmp(extra_name(e->scenario, before), extra_name(e->scenario, extra)) == 0;
        if (mine && !known)
            return extra;
    }
    return -1;
}

bool next_line(const struct explaining *e, struct llmcost_figure *f)
{
    if (f->row == LLMCOST_LINE_EXTRA && f->extra >= 0) {
        f->extra = (int16_t)next_extra(e, f->extra);
        if (f->extra >= 0)
            return true;
    }
    f->extra = -1;
    for (f->row++; f->row < LLMCOST_COMPONENTS; f->row++) {
        if (!is_of(e->kinds, components[f->row].of))
            continue;
        if (f->row != LLMCOST_LINE_EXTRA)
            return true;
        f->extra = (int16_t)next_extra(e, -1);
        if (f->extra >= 0)
            return true;
    }
    return false;
}

bool llmcost_next_figure(const struct llmcost_scenario *scenario, struct llmcost_figure *f)
{
    struct explaining e = explaining_of(scenario, NULL, f->option);
    for (;;) {
        if (f->kind == LLMCOST_FIGURE_ROW) {
            for (f->row++; f->row < figure_row_count; f->row++)
                if (is_of(e.kinds, figure_rows[f->row].of))
                    return true;
            *f = LLMCOST_FIRST_FIGURE;
            f->kind = e.option < 0 ? LLMCOST_FIGURE_BREAK_EVEN : LLMCOST_FIGURE_LINE;
            f->option = (int16_t)e.option;
        } else if (f->kind < LLMCOST_FIGURE_BREAK_EVEN) {
            if (f->row >= 0 && f->kind < LLMCOST_FIGURE_UNIT_PRICE) {
                f->kind++;
                return true;
            }
            f->kind = LLMCOST_FIGURE_LINE;
            if (next_line(&e, f))
                return true;
            *f = LLMCOST_FIRST_FIGURE;
            f->kind = LLMCOST_FIGURE_BREAK_EVEN;
            f->option = (int16_t)e.option;
        } else {
            if (e.option >= scenario->apis && ++f->against < scenario->apis)
                return true;
            *f = LLMCOST_FIRST_FIGURE;
            f->option = (int16_t)(e.option + 1);
            if (f->option >= llmcost_option_count(scenario))
                return false;
            e = explaining_of(scenario, NULL, f->option);
        }
    }
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

const char *llmcost_figure_path(const struct llmcost_scenario *scenario,
                                const struct llmcost_figure *figure, char *buffer, size_t size)
{
    static const char *const parts[] = {
        [LLMCOST_FIGURE_QUANTITY] = "quantity", [LLMCOST_FIGURE_UNIT_PRICE] = "unit_price"};
    const int kind = figure->kind;
    if (kind == LLMCOST_FIGURE_INPUT)
        return llmcost_path(scenario, figure->ref, buffer, size);
    buffer[0] = '\0';
    if (kind == LLMCOST_FIGURE_BREAK_EVEN)
        put(buffer, size, "break_even", false);
    else if (figure->option >= 0)
        put(buffer, size, "options", false);
    if (figure->option >= 0)
        put(buffer, size, llmcost_option_id(scenario, figure->option), true);
    if (kind == LLMCOST_FIGURE_BREAK_EVEN)
        put(buffer, size, llmcost_option_id(scenario, figure->against), true);
    else if (kind == LLMCOST_FIGURE_ROW)
        put(buffer, size, figure_rows[figure->row].name, false);
    else {
        put(buffer, size, "lines", false);
        put(buffer, size, components[figure->row].row.id, false);
        if (figure->extra >= 0) {
            size_t used = strlen(buffer);
            snprintf(buffer + used, size - used, ":%s", extra_name(scenario, figure->extra));
        }
        if (kind != LLMCOST_FIGURE_LINE)
            put(buffer, size, parts[kind], false);
    }
    return buffer;
}

/* The same but for quotes. */
static bool is_same_path(const char *a, const char *b)
{
    for (;; a++, b++) {
        a += strspn(a, "\"");
        b += strspn(b, "\"");
        if (*a != *b || *a == '\0')
            return *a == *b;
    }
}

bool llmcost_find_figure(const struct llmcost_scenario *scenario, const char *path,
                         struct llmcost_figure *ret_figure)
{
    struct llmcost_figure figure = LLMCOST_FIRST_FIGURE;
    struct llmcost_ref ref = LLMCOST_FIRST_INPUT;
    char text[LLMCOST_MAX_PATH];
    while (llmcost_next_input(scenario, &ref))
        if (llmcost_read(scenario, ref)->origin != LLMCOST_UNSET &&
            is_same_path(llmcost_path(scenario, ref, text, sizeof text), path)) {
            *ret_figure = LLMCOST_FIRST_FIGURE;
            ret_figure->kind = LLMCOST_FIGURE_INPUT;
            ret_figure->ref = ref;
            return true;
        }
    while (llmcost_next_figure(scenario, &figure))
        if (is_same_path(llmcost_figure_path(scenario, &figure, text, sizeof text), path)) {
            *ret_figure = figure;
            return true;
        }
    return false;
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
