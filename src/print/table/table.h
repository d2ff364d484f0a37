/* table.h - the parts that a table report is laid out with: a page, wrapped paragraphs, a grid of
 * one column per option that falls into blocks when it is too wide. Its sections can be laid out on
 * another surface too, as markup: the same sentences and cells then stand in an HTML page
 * (print/page/). Shared by print/table/report.c, table_*.c and print/page/ only.
 */
#ifndef LLMCOST_PRINT_TABLE_TABLE_H
#define LLMCOST_PRINT_TABLE_TABLE_H

#include "io/report/outcome.h"
#include "io/words/words.h"
#include "text/buffer.h"

/* The inputs that move the margin: a table shows so many, and so many with -v. */
enum { MAX_CELL = 96, SHORT_ROWS = 4, MOST_ROWS = 8, SURFACE_ROWS = 16 };

/* How a piece of text is painted where colour is allowed. */
enum ink { INK_PLAIN, INK_STRONG, INK_GOOD, INK_BAD, INK_CARE, INK_QUIET };

struct diff;
struct sweep;
struct grid_row;
struct swings;
struct page;
struct cells;
struct portfolio_told;

/* A row of a diff: what was, what is, what changed, and in percent. */
enum { DIFF_COLUMNS = 4, DIFF_LABEL = LLMCOST_MAX_PATH + 64 };
struct diff_line {
    char label[DIFF_LABEL];
    char cell[DIFF_COLUMNS][MAX_CELL];
    int indent;
    enum ink label_ink;
    enum ink ink; /* of the changes */
};

/* What sections are laid out on: a terminal, or markup. Whoever prints on one needs nothing of the
 * other: the engine in a page has no terminal in it. */
struct surface {
    const char *blank; /* what parts sections: an empty line, or nothing */
    int swings_shown;  /* inputs that move the margin; 0: as many as the style asks for */
    int (*width)(const char *text);
    /* lead stands before text, apart from it; further lines are indented */
    void (*paragraph)(struct page *page, enum ink ink, const char *lead, int indent,
                      const char *text);
    void (*heading)(struct page *page, enum ink ink, const char *text);
    void (*grid)(struct page *page, const struct grid_row *rows, int count);
    /* where one option beats another, beside a column of so many labels' widths */
    void (*pair)(struct page *page, const char *label, int column, const char *text);
    void (*swings)(struct page *page, const char *heading, struct swings *swings);
    /* The first line is the head of the others; none: nothing to lay out. */
    void (*changes)(struct page *page, const struct diff_line *lines, int count);
    void (*cells)(struct page *page, struct cells *cells);
    /* The bills month by month; NULL: it draws them elsewhere. */
    void (*curves)(struct page *page);
};
extern const struct surface terminal; /* terminal.c */

struct page {
    const struct surface *surface;
    struct text_buffer out;
    const struct report *report;
    const struct print_style *style;
    int width;       /* columns of the grid */
    bool is_closing; /* the last thing printed was a list under a lead: the next one joins it */
    int measure;     /* columns of running text: wide terminals are not read across */
    int part;        /* which of several reports on a surface */
    bool runs;       /* the surface has an engine in it */
    int most;        /* of --brief: things of a kind that are shown; 0: all */
};

static inline const struct outcome_option *page_option(const struct page *page, int option)
{
    return &page->report->outcome->options[option];
}

/* A page of that style for one report, and the whole of it written (then freed); false when memory
 * ran out or writing failed. */
struct page page_new(const struct report *report, const struct print_style *style,
                     const struct surface *surface);
bool page_write(struct page *page, FILE *out);

/* Text of the scenario or of words.h, cleaned for this page; NULL when memory ran out (the page is
 * then failed). Free it. */
char *page_clean(struct page *page, const char *text);
void page_put(struct page *page, enum ink ink, const char *text);
void page_put_part(struct page *page, enum ink ink, const char *text, size_t length);
void page_blank(struct page *page);
/* Lead (painted) and text (plain), wrapped together, further lines indented. */
void page_paragraph(struct page *page, enum ink ink, const char *lead, int indent,
                    const char *text);
/* A painted one that is put together, printf style. */
void page_say(struct page *page, enum ink ink, int indent, const char *format, ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 4, 5)))
#endif
    ;
/* The same with a text that was put together, which is freed; nothing of an empty one. */
void page_list(struct page *page, enum ink ink, const char *lead, int indent,
               struct text_buffer *text);
/* A heading after a blank line. */
void page_heading(struct page *page, const char *text);

/* Which cell of the grid: of a row and of an option. */
struct grid_at {
    const struct page *page;
    const struct grid_row *row;
    const struct outcome *outcome;
    const struct outcome_option *mine;
    int option;
};
static inline struct grid_at grid_at(const struct page *page, const struct grid_row *row,
                                     int option)
{
    return (struct grid_at){.page = page,
                            .row = row,
                            .outcome = page->report->outcome,
                            .mine = page_option(page, option),
                            .option = option};
}

/* One row of the grid. Text of cells comes from `cell`: false for "-". A row without cell is a
 * heading; the first one of a grid carries the ids of the options. */
struct grid_row {
    const char *label;
    bool (*cell)(const struct grid_at *at, char *buffer, size_t size);
    enum ink (*cell_ink)(const struct grid_at *at);
    size_t figure;    /* offset of a double in struct llmcost_fleet, of money in outcome_option */
    bool shows_zero;  /* a figure of 0 is a figure */
    int32_t order;    /* of a cost line: where it stands among them, and what it is */
    const char *line; /* its id */
    const char *path; /* of the figure of an option, as explain takes it; NULL: its line, or none */
    uint8_t indent;
    uint8_t ink; /* enum ink, of label and cells */
};

/* Print rows for all options, in as many blocks as the width asks for. */
void page_grid(struct page *page, const struct grid_row *rows, int count);

/* print/table/diff.c: of which two reports a diff is, each as a pair under a word; what it says of
 * them. */
void print_diff_side(struct page *page, const struct diff_side *side, const char *word);
void print_diff_body(struct page *page, const struct diff *diff);

/* print/table/portfolio.c: what a portfolio says below its decision. */
void print_portfolio_body(struct page *page, const struct portfolio_told *told);

/* print/table/sweep.c: the value of an axis at a point, what it is called above a column, and with
 * its unit; what an option costs at the present point; where each costs least. */
const char *sweep_point_text(const struct sweep *sweep, int a, int i, char *buffer, size_t size);
const char *sweep_key_text(const struct sweep *sweep, int a, char *buffer, size_t size);
const char *sweep_input_name(const struct sweep *sweep, int a, char *buffer, size_t size);
const char *sweep_cost_text(const struct sweep *sweep, int option, char *buffer, size_t size);
void print_cheapest(struct page *page, const struct sweep *sweep);

/* print/table/report.c: what leads a report, and what ends it. */
void print_overrides(struct page *page);
void print_decision(struct page *page);
void print_gates(struct page *page);
void print_left_out(struct page *page);
/* "103,680 requests/day, 1,000 in + 200 out tokens" */
const char *print_workload(const struct page *page, char *buffer, size_t size);

/* print/table/options.c: the bills line by line; their totals alone. */
void print_options(struct page *page);
void print_totals(struct page *page);

/* print/table/fleet.c: the rows of the fleets; the texts of their labels live with the caller.
 * Returns how many. */
struct fleet_labels {
    char heading[3 * LLMCOST_MAX_ID];
    char at_peak[LLMCOST_MAX_ID], always_on[LLMCOST_MAX_ID], elastic[LLMCOST_MAX_ID],
        staging[LLMCOST_MAX_ID];
};
int fleet_rows(const struct page *page, struct fleet_labels *labels, struct grid_row *rows);

/* print/table/timeline.c: the first and the last bill, "$7,465 to $9,001", and what lies beyond
 * both in between. */
enum { MAX_SPAN = 3 * MAX_CELL };
const char *timeline_span(const struct page *page, int option, char *buffer, size_t size);
/* The same file: nothing when every month is like the first. */
void print_timeline(struct page *page);

/* print/table/bands.c */
void print_break_evens(struct page *page);

/* What the cells of an input that moves the margin say. */
enum { SWING_WORTH, SWING_LOW, SWING_HIGH, SWING_TURN, SWING_COLUMNS };
struct swing_row {
    const struct outcome_swing *swing;
    char label[2 * LLMCOST_MAX_ID];
    char cell[SWING_COLUMNS][MAX_CELL];
};
struct swings {
    struct swing_row row[SURFACE_ROWS];
    int count;
    int label, width[SWING_COLUMNS]; /* columns */
    double least, most;              /* of all margins */
};
extern const char *const swing_heads[SWING_COLUMNS];

/* print/table/questions.c: what is not known and what to measure first; what moves the decision. */
void print_uncertainty(struct page *page);
void print_tornado(struct page *page);

/* print/table/notes.c: the other sections under the grid, each nothing when it has nothing to say.
 */
void print_obstacles(struct page *page);
void print_thumbs(struct page *page);
void print_omissions(struct page *page);
void print_warnings(struct page *page);
void print_assumptions(struct page *page);
/* The last of the assumptions: whose point values the bills have. */
void print_ranges(struct page *page);
void print_catalog(struct page *page);
void print_notes(struct page *page);

/* A gate, of a report or of a diff; the first one has the heading of the section before it. */
void page_gate(struct page *page, bool is_first, const char *name, bool passed, const char *says);

/* A table of any number of columns, of which the first holds labels and the first row is the head
 * of the others. */
struct cell {
    const char *text; /* NULL: nothing */
    enum ink ink;
};
struct cells {
    int columns, rows;
    struct cell *cell; /* row by row; NULL when memory ran out */
    struct arena arena;
};

/* So many rows of empty cells; page_cells() frees them. */
struct cells cells_new(int rows, int columns);
/* Put a copy of a text into a cell. */
void cells_put(struct cells *cells, int row, int column, enum ink ink, const char *text);
static inline const struct cell *cell_at(const struct cells *cells, int row, int column)
{
    return &cells->cell[row * cells->columns + column];
}

/* Print and free them. */
void page_cells(struct page *page, struct cells *cells);

#endif
