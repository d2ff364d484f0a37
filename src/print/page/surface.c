/* surface.c - sections of the table laid out as markup: paragraphs, the grid as a table, bars of
 * what moves the margin. Knows elements and classes; refuses to know what is said.
 */
#include "core/base/real.h"
#include "print/page/page.h"
#include "print/table/table.h"

#include <math.h>
#include <string.h>

enum { MOST_COLUMNS = 5 }; /* options side by side: more stand in another table */

static const char *const inks[] = {
    [INK_PLAIN] = "",  [INK_STRONG] = "",   [INK_GOOD] = "good",
    [INK_BAD] = "bad", [INK_CARE] = "care", [INK_QUIET] = "quiet",
};

static void put_paragraph(struct page *page, enum ink ink, const char *lead, int indent,
                          const char *text)
{
    (void)indent;
    html_put(page, "<p>");
    if (lead[0] != '\0' && ink == INK_PLAIN)
        html_text(page, lead);
    else if (lead[0] != '\0')
        html_element(page, ink == INK_QUIET ? "span" : "b", inks[ink], lead);
    html_text(page, text);
    html_put(page, "</p>\n");
}

static void put_heading(struct page *page, enum ink ink, const char *text)
{
    (void)ink;
    html_element(page, page->report != NULL ? "h3" : "h2", "", text); /* else it has no sections */
    html_put(page, "\n");
}

/* ---- The grid ---- */

static void put_head(struct page *page, const struct grid_row *row, int first, int last)
{
    const struct outcome *outcome = page->report->outcome;
    html_put(page, "<div class=\"wide\" tabindex=\"0\"><table><thead><tr><th scope=\"col\">");
    html_text(page, row->label);
    html_put(page, "</th>");
    for (int option = first; option < last; option++) {
        html_print(page, "<th scope=\"col\"%s><i class=\"f h%d\"></i>",
                   option == outcome->recommended ? " class=\"good\"" : "",
                   chart_hue(outcome, option));
        html_text(page, page_option(page, option)->id);
        html_put(page, "</th>");
    }
    html_put(page, "</tr></thead><tbody>\n");
}

static bool has_cells(struct page *page, const struct grid_row *row, int first, int last)
{
    char text[MAX_CELL] = "";
    bool something = false;
    for (int option = first; option < last && !something; option++) {
        const struct grid_at at = grid_at(page, row, option);
        something = row->cell(&at, text, sizeof text) && text[0] != '\0';
    }
    return something;
}

/* What explain tells more of: the path of the figure, where the pointer rests on it. */
static void put_path(struct page *page, const struct grid_row *row, int option)
{
    if (row->path == NULL && row->line == NULL)
        return;
    html_put(page, " title=\"options.");
    html_text(page, page_option(page, option)->id);
    html_put(page, row->path != NULL ? "." : ".lines.");
    html_text(page, row->path != NULL ? row->path : row->line);
    html_put(page, "\"");
}

/* What a column of the table has no figure for. */
static void put_cell(struct page *page, const char *ink, const char *text)
{
    const bool is_dash = text != NULL && strcmp(text, "-") == 0;
    html_element(page, "td", ink, is_dash ? "\xE2\x80\x93" : text != NULL ? text : "");
}

/* A cell that heads a column or a row; an empty one heads nothing. */
static void put_header(struct page *page, const char *scope, const char *style, const char *text)
{
    if (text == NULL || text[0] == '\0') {
        html_put(page, "<td></td>");
        return;
    }
    html_print(page, "<th scope=\"%s\"", scope);
    if (style[0] != '\0')
        html_print(page, " class=\"%s\"", style);
    html_put(page, ">");
    html_text(page, text);
    html_put(page, "</th>");
}

static void put_row(struct page *page, bool is_total, const char *label)
{
    html_put(page, is_total ? "<tr class=\"total\">" : "<tr>");
    put_header(page, "row", "", label);
}

static void put_cells(struct page *page, const struct grid_row *row, int first, int last)
{
    char text[MAX_CELL];
    put_row(page, row->ink == INK_STRONG, row->label);
    for (int option = first; option < last; option++) {
        text[0] = '\0';
        const struct grid_at at = grid_at(page, row, option);
        const bool something = row->cell(&at, text, sizeof text);
        const enum ink ink = row->cell_ink != NULL ? row->cell_ink(&at) : (enum ink)row->ink;
        html_put(page, "<td");
        if (something && inks[ink][0] != '\0')
            html_print(page, " class=\"%s\"", inks[ink]);
        if (something)
            put_path(page, row, option);
        html_put(page, ">");
        html_text(page, something ? text : "\xE2\x80\x93");
        html_put(page, "</td>");
    }
    html_put(page, "</tr>\n");
}

static void put_grid(struct page *page, const struct grid_row *rows, int count)
{
    const int options = page->report->outcome->options_count;
    const int blocks = (options + MOST_COLUMNS - 1) / MOST_COLUMNS;
    for (int block = 0; block < blocks; block++) {
        const int first = block * options / blocks, last = (block + 1) * options / blocks;
        const struct grid_row *heading = NULL;
        put_head(page, &rows[0], first, last);
        for (int i = 1; i < count; i++) {
            if (rows[i].cell == NULL)
                heading = &rows[i];
            else if (has_cells(page, &rows[i], first, last)) {
                if (heading != NULL) { /* only when something stands under it */
                    html_print(page, "<tr class=\"part\"><th colspan=\"%d\" scope=\"colgroup\">",
                               1 + last - first);
                    html_text(page, heading->label);
                    html_put(page, "</th></tr>\n");
                    heading = NULL;
                }
                put_cells(page, &rows[i], first, last);
            }
        }
        html_put(page, "</tbody></table></div>\n");
    }
}

static void put_pair(struct page *page, const char *label, int column, const char *text)
{
    (void)column;
    html_element(page, "p", "pair", "");
    page->out.length -= strlen("</p>");
    html_element(page, "span", "", label);
    html_put(page, " ");
    html_element(page, "span", "", text);
    html_put(page, "</p>\n");
}

/* ---- What moves the margin ---- */

/* Where a margin stands on the bars, in percent. */
static double place_of(const struct scale *axis, double margin)
{
    return 100 * at_most(at_least(axis_at(axis, margin), 0), 1);
}

/* From today's margin to that at either end, and the part where another option is better. */
static void put_bars(struct page *page, const struct scale *axis, const struct outcome_swing *swing)
{
    const double today = page->report->outcome->verdict.margin, zero = place_of(axis, 0);
    html_put(page, "<td class=\"bar\"><div>");
    if (zero > 0)
        html_print(page, "<i class=\"flip\" style=\"width:%.1f%%\"></i>", zero);
    for (int end = 0; end < 2; end++) {
        const double at = place_of(axis, today), to = place_of(axis, outcome_margin(swing, end));
        html_print(page, "<i class=\"%s\" style=\"left:%.1f%%;width:%.1f%%\"></i>",
                   end == 0 ? "low" : "high", at_most(at, to), fabs(to - at));
    }
    html_print(page, "<i class=\"now\" style=\"left:%.1f%%\"></i></div></td>",
               place_of(axis, today));
}

static void put_swings(struct page *page, const char *heading, struct swings *swings)
{
    const double least = at_most(swings->least, 0), most = at_least(swings->most, 0);
    const double edge = (most - least) * 0.04;
    const struct scale axis = {.from = least - edge, .to = most + edge};
    bool has[SWING_COLUMNS] = {false};
    for (int i = 0; i < swings->count; i++)
        for (int c = 0; c < SWING_COLUMNS; c++)
            has[c] = has[c] || swings->row[i].cell[c][0] != '\0';
    html_element(page, "p", "cap", heading);
    html_put(page,
             "<ul class=\"legend\"><li><i class=\"low\"></i>lower value</li><li><i "
             "class=\"high\"></i>higher value</li><li><i class=\"flip\"></i>another option is "
             "better</li></ul>\n<div class=\"wide\" tabindex=\"0\"><table class=\"swings\">"
             "<thead><tr><th scope=\"col\">input</th><th scope=\"col\" class=\"bar\">margin</th>");
    for (int c = 0; c < SWING_COLUMNS; c++)
        if (has[c])
            html_print(page, "<th scope=\"col\">%s</th>", swing_heads[c]);
    html_put(page, "</tr></thead><tbody>\n");
    for (int i = 0; i < swings->count; i++) {
        const struct swing_row *row = &swings->row[i];
        html_put(page, row->swing->flips ? "<tr class=\"flips\"><th scope=\"row\">"
                                         : "<tr><th scope=\"row\">");
        html_text(page, row->label);
        html_put(page, "</th>");
        put_bars(page, &axis, row->swing);
        for (int c = 0; c < SWING_COLUMNS; c++)
            if (has[c])
                put_cell(page, "", row->cell[c]);
        html_put(page, "</tr>\n");
    }
    html_put(page, "</tbody></table></div>\n");
}

/* ---- What changed ---- */

static void put_changes(struct page *page, const struct diff_line *lines, int count)
{
    if (count == 0)
        return;
    html_put(page, "<div class=\"wide\" tabindex=\"0\"><table>\n");
    for (int i = 0; i < count; i++) {
        html_put(page, i == 0 ? "<thead><tr><th scope=\"col\">" : "<tr><th scope=\"row\"");
        if (i > 0)
            html_print(page, "%s>", lines[i].indent > 0 ? " class=\"under\"" : "");
        html_element(page, lines[i].label_ink == INK_STRONG ? "b" : "span",
                     inks[lines[i].label_ink], lines[i].label);
        html_put(page, "</th>");
        for (int c = 0; c < DIFF_COLUMNS; c++) {
            const char *ink = c >= 2 ? inks[lines[i].ink] : "";
            if (i == 0)
                put_header(page, "col", ink, lines[i].cell[c]);
            else
                put_cell(page, ink, lines[i].cell[c]);
        }
        html_put(page, i == 0 ? "</tr></thead><tbody>\n" : "</tr>\n");
    }
    html_put(page, "</tbody></table></div>\n");
}

/* ---- Any table ---- */

static void put_table(struct page *page, struct cells *cells)
{
    html_put(page, "<div class=\"wide\" tabindex=\"0\"><table><thead><tr>");
    for (int column = 0; column < cells->columns; column++) {
        const struct cell *head = cell_at(cells, 0, column);
        put_header(page, "col", inks[head->ink], head->text);
    }
    html_put(page, "</tr></thead><tbody>\n");
    for (int row = 1; row < cells->rows; row++) {
        const struct cell *label = cell_at(cells, row, 0);
        put_row(page, label->ink == INK_STRONG, label->text);
        for (int column = 1; column < cells->columns; column++) {
            const struct cell *cell = cell_at(cells, row, column);
            put_cell(page, inks[cell->ink], cell->text);
        }
        html_put(page, "</tr>\n");
    }
    html_put(page, "</tbody></table></div>\n");
}

/* A browser wraps. */
static int no_width(const char *text)
{
    (void)text;
    return 0;
}

/* A page is as long as it is, and in UTF-8 wherever it is written. */
const struct print_style page_style = {.verbose = true};

const struct surface page_surface = {
    .blank = "",
    .swings_shown = SURFACE_ROWS,
    .width = no_width,
    .paragraph = put_paragraph,
    .heading = put_heading,
    .grid = put_grid,
    .pair = put_pair,
    .swings = put_swings,
    .changes = put_changes,
    .cells = put_table,
};
