/* page.c - reports as one HTML file that needs nothing else: sections, style, the JSON report, and
 * a policy that lets nothing be loaded or run. Knows the order of the sections; refuses to know
 * figures and sentences. To add a section: a function and its row in `sections`.
 */
#include "print/page/page.h"
#include "core/base/count.h"
#include "io/report/diff.h"
#include "print/json/reports.h"

#include <stdlib.h>
#include <string.h>

extern const unsigned char page_css[]; /* page.css, put in by the build */

/* ---- Sections ---- */

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
    print_assumptions(page);
    print_catalog(page);
    page_inputs(page);
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

/* ---- The page ---- */

static const char *title_of(const struct report *report)
{
    const char *name = report->outcome->head.scenario.name;
    return name != NULL && name[0] != '\0' ? name : report->file;
}

void page_begin(struct page *page, const char *title, int others)
{
    html_put(page, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                   "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                   "style-src 'unsafe-inline'\">\n"
                   "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                   "<meta name=\"generator\" content=\"llmcost " LLMCOST_VERSION "\">\n<title>");
    html_text(page, title);
    if (others > 0)
        html_print(page, " and %d more", others);
    html_put(page, "</title>\n<style>\n");
    html_put(page, (const char *)page_css);
    html_put(page, "</style>\n</head>\n<body>\n");
}

void page_end(struct page *page)
{
    html_put(page, "<footer>llmcost " LLMCOST_VERSION "</footer>\n</body>\n</html>\n");
}

/* Several reports on a page: where each begins. */
static void put_contents(struct page *page, const struct report *reports, int count)
{
    html_put(page, "<nav><ol>\n");
    for (int i = 0; i < count; i++) {
        const struct outcome_verdict *verdict = &reports[i].outcome->verdict;
        html_print(page, "<li><a href=\"#report%d\">", i + 1);
        html_text(page, title_of(&reports[i]));
        html_put(page, "</a>");
        if (verdict->reasons_count > 0)
            html_element(page, "span", "quiet", verdict->reasons[0]);
        html_put(page, "</li>\n");
    }
    html_put(page, "</ol></nav>\n");
}

static void put_report(struct page *page)
{
    const struct report *report = page->report;
    const int months = (int)report->outcome->horizon_months;
    char work[6 * MAX_CELL];
    html_print(page, "<article id=\"report%d\">\n<header>", page->part);
    html_element(page, "h1", "", title_of(report));
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
             " PATH</code>, whose path shows where the pointer rests on it in the bills.</p>\n"
             "</article>\n");
}

/* The same figures for programs. */
static void put_data(struct page *page, const struct report *reports, int count)
{
    struct text_buffer json = {0};
    json_put_reports(&json, reports, count);
    page->out.failed = page->out.failed || json.failed;
    html_put(page, "<script type=\"application/json\" id=\"report\">\n");
    if (!json.failed)
        html_script(page, json.data, json.length);
    html_put(page, "</script>\n");
    free(json.data);
}

bool print_html(FILE *out, const struct report *reports, int count, const struct print_style *style)
{
    const struct print_style plain = {.verbose = true, .ascii = style->ascii};
    struct page page = page_new(reports, &plain);
    page.surface = &page_surface;
    page_begin(&page, title_of(reports), count - 1);
    if (count > 1)
        put_contents(&page, reports, count);
    html_put(&page, "<main>\n");
    for (int i = 0; i < count; i++) {
        page.report = &reports[i];
        page.part = i + 1;
        put_report(&page);
    }
    html_put(&page, "</main>\n");
    put_data(&page, reports, count);
    page_end(&page);
    return page_write(&page, out);
}

/* What changed, in the sentences and rows of the table. */
bool print_diff_html(FILE *out, const struct diff *diff, const struct print_style *style)
{
    const struct print_style plain = {.verbose = true, .ascii = style->ascii};
    struct page page = page_new(NULL, &plain);
    page.surface = &page_surface;
    page_begin(&page, "What changed", 0);
    html_put(&page, "<main class=\"diff\">\n");
    print_diff(&page, diff);
    html_put(&page, "</main>\n");
    page_end(&page);
    return page_write(&page, out);
}
