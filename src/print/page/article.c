/* article.c - one report of a page: its title, its sections, where it comes from. Knows the order
 * of the sections; refuses to know figures and sentences, and what else is on a page: the engine in
 * it writes the same again (engine.c). To add a section: a function and its row in `sections`.
 */
#include "core/base/count.h"
#include "print/page/page.h"

static void decide(struct page *page)
{
    print_overrides(page);
    html_put(page, "<div class=\"verdict\">");
    print_decision(page);
    html_put(page, "</div>\n");
    page_cards(page);
    print_obstacles(page);
    print_gates(page);
}

static void bill(struct page *page)
{
    page_bills(page);
    print_options(page);
}

static void qualify(struct page *page)
{
    print_warnings(page);
    print_thumbs(page);
    print_omissions(page);
    print_notes(page);
    if (page->report->saved != NULL)
        html_put(page, "<p class=\"quiet\">Printed again from a saved report: costs over demand, "
                       "draws and hours are drawn from the scenario alone.</p>\n");
    print_left_out(page);
    print_ranges(page);
    page_inputs(page); /* defaults, guesses and what came from a catalog */
}

static const struct {
    const char *title;
    void (*put)(struct page *page);
} sections[] = {
    {.title = "The decision", .put = decide},
    {.title = "Bills side by side", .put = bill},
    {.title = "Cost over demand", .put = page_demand},
    {.title = "What moves the decision", .put = print_tornado},
    {.title = "How sure it is", .put = page_draws},
    {.title = "Month by month", .put = page_months},
    {.title = "The fleet over the hours", .put = page_fleets},
    {.title = "What qualifies it", .put = qualify},
};

/* One that puts nothing is left out with its title. */
static void put_section(struct page *page, size_t section)
{
    const size_t start = page->out.length;
    html_put(page, "<section>");
    html_element(page, "h2", "", sections[section].title);
    html_put(page, "\n");
    const size_t before = page->out.length;
    sections[section].put(page);
    if (page->out.length == before)
        page->out.length = start;
    else
        html_put(page, "</section>\n");
}

void page_article(struct page *page)
{
    const struct report *report = page->report;
    const int months = (int)report->outcome->horizon_months;
    char work[6 * MAX_CELL];
    html_put(page, "<header>");
    html_element(page, "h1", "", outcome_title(report->outcome, report->file));
    html_put(page, "<p class=\"quiet\">");
    html_text(page, print_workload(page, work, sizeof work));
    html_print(page, " a request, %d month%s</p></header>\n", months, months == 1 ? "" : "s");
    for (size_t i = 0; i < COUNT(sections); i++)
        put_section(page, i);
    html_put(page, "<p class=\"quiet\">From ");
    html_element(page, "code", "", report->file);
    html_print(page, ", sha256 <code>%.16s</code>", report->sha256);
    if (report->outcome->as_of != NULL) {
        html_put(page, ", prices judged on ");
        html_text(page, report->outcome->as_of);
    }
    html_put(page, ". How a figure came about: <code>llmcost explain ");
    html_text(page, report->file);
    html_put(page,
             " PATH</code>, whose path shows where the pointer rests on it in the bills.</p>\n");
}
