/* page.c - reports as one HTML file that needs nothing else: sections, style, the JSON report, and
 * a policy that lets nothing be loaded or run. Knows the order of the sections; refuses to know
 * figures and sentences. To add a section: a function and its row in `sections`.
 */
#include "print/page/page.h"
#include "print/json/rows.h"
#include "print/page/snapshot.h"
#include "print/writers.h"

#include <stdlib.h>
#include <string.h>

/* Put in by the build: page.css, page.js, and the engine as `make engine` made it. */
extern const unsigned char page_css[], page_js[], engine_wasm_gz[];
extern const size_t engine_wasm_gz_length;

/* What a page may do: nothing is loaded; one that has an engine runs it. */
#define POLICY           "default-src 'none'; style-src 'unsafe-inline'"
#define POLICY_OF_ENGINE POLICY "; script-src 'unsafe-inline' 'wasm-unsafe-eval'; img-src data:"

/* ---- The page ---- */

void page_begin(struct page *page, const char *title, int others)
{
    html_put(page, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                   "<meta http-equiv=\"Content-Security-Policy\" content=\"");
    html_put(page, page->runs ? POLICY_OF_ENGINE : POLICY);
    html_put(page, "\">\n"
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
        html_text(page, outcome_title(reports[i].outcome, reports[i].file));
        html_put(page, "</a>");
        if (verdict->reasons_count > 0)
            html_element(page, "span", "quiet", verdict->reasons[0]);
        html_put(page, "</li>\n");
    }
    html_put(page, "</ol></nav>\n");
}

/* The end of the key that a line begins with: behind its colon; the line where it is a value alone.
 */
static const char *skip_key(const char *line)
{
    const char *at = line;
    if (*at++ != '"')
        return line;
    while (*at != '"')
        at += *at == '\\' ? 2 : 1;
    return at[1] == ':' ? at + 2 : line;
}

/* Without what stands between its words for the eye, a third of it: page.js knows how to put that
 * back. */
void page_data(struct page *page, struct text_buffer *json)
{
    const char *at = json->data, *const end = json->failed ? at : at + json->length;
    page->out.failed = page->out.failed || json->failed;
    html_put(page, "<script type=\"application/json\" id=\"report\">\n");
    while (at < end) {
        at += strspn(at, " ");
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        const char *stop = newline != NULL ? newline : end, *value = skip_key(at);
        html_script(page, at, (size_t)(value - at));
        at = value > at && *value == ' ' ? value + 1 : value;
        html_script(page, at, (size_t)(stop - at));
        at = stop < end ? stop + 1 : end;
    }
    html_put(page, "\n</script>\n");
    free(json->data);
}

static void put_data(struct page *page, const struct report *reports, int count)
{
    struct text_buffer json = {0};
    json_put_reports(&json, reports, count);
    page_data(page, &json);
}

/* The scenarios, the engine and what runs it: of a saved report there is no scenario to ask. */
static void put_engine(struct page *page, const struct report *reports, int count)
{
    for (int i = 0; i < count; i++) {
        if (reports[i].saved != NULL)
            continue;
        html_print(page, "<script type=\"text/plain\" id=\"scenario%d\">\n", i + 1);
        snapshot_write(&reports[i], &page->out);
        html_put(page, "</script>\n");
    }
    html_print(page, "<script type=\"application/wasm\" id=\"engine\" data-bytes=\"%zu\">\n",
               engine_wasm_gz_length);
    html_base93(page, engine_wasm_gz, engine_wasm_gz_length);
    html_put(page, "\n</script>\n<script id=\"run\">\n");
    html_put(page, (const char *)page_js);
    html_put(page, "</script>\n");
}

bool print_html(const struct print_job *job)
{
    const struct report *reports = job->reports;
    struct page page = page_new(reports, &page_style, &page_surface);
    for (int i = 0; i < job->count; i++)
        page.runs = page.runs || reports[i].saved == NULL;
    page_begin(&page, outcome_title(reports->outcome, reports->file), job->count - 1);
    if (job->count > 1)
        put_contents(&page, reports, job->count);
    html_put(&page, "<main>\n");
    for (int i = 0; i < job->count; i++) {
        page.report = &reports[i];
        page.part = i + 1;
        html_print(&page, "<article id=\"report%d\">\n", page.part);
        page_article(&page);
        html_put(&page, "</article>\n");
    }
    html_put(&page, "</main>\n");
    put_data(&page, reports, job->count);
    if (page.runs)
        put_engine(&page, reports, job->count);
    page_end(&page);
    return page_write(&page, job->out);
}

/* What changed, in the sentences and rows of the table. */
bool print_diff_html(const struct print_job *job)
{
    const struct diff *diff = job->diff;
    struct page page = page_new(NULL, &page_style, &page_surface);
    page_begin(&page, "What changed", 0);
    html_put(&page, "<main class=\"diff\">\n<header><h1>What changed</h1>\n");
    print_diff_side(&page, diff->before, "old");
    print_diff_side(&page, diff->after, "new");
    html_put(&page, "</header>\n");
    print_diff_body(&page, diff);
    html_put(&page, "</main>\n");
    page_end(&page);
    return page_write(&page, job->out);
}
