/* page.h - the sections of an HTML page, each nothing when it has nothing to say. What a section
 * says in sentences and cells is what the table says (print/table/table.h).
 */
#ifndef LLMCOST_PRINT_PAGE_PAGE_H
#define LLMCOST_PRINT_PAGE_PAGE_H

#include "print/page/chart.h"

/* surface.c: how sections of the table are laid out as markup. */
extern const struct surface page_surface;
extern const struct print_style page_style;

/* article.c: all that a page says of a report. */
void page_article(struct page *page);

/* page.c: a page up to its body, and what ends it. */
void page_begin(struct page *page, const char *title, int others);
void page_end(struct page *page);
/* The same figures for programs: JSON, which is freed. */
void page_data(struct page *page, struct text_buffer *json);

/* bills.c: a bar by category for each bill. */
struct page_bar {
    const char *title;
    const struct outcome_line *lines;
    int count;
    int64_t monthly_cost;
    bool is_chosen;
};
void page_bars(struct page *page, const char *currency, const struct page_bar *bars, int count);
/* The same file: a card for each option; by category. */
void page_cards(struct page *page);
void page_bills(struct page *page);
/* What a bill or a margin is over: "a month", "over 12 months". */
const char *page_period(const struct page *page, bool on_horizon, char *buffer, size_t size);

/* demand.c */
void page_demand(struct page *page);
/* draws.c */
void page_draws(struct page *page);
/* months.c: also where every month is like the first. */
void page_months(struct page *page);
/* fleet.c */
void page_fleets(struct page *page);
/* inputs.c: every assumption with where it stands and how it is known. */
void page_inputs(struct page *page);

#endif
