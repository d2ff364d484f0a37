/* report.c - the report for a person, section by section: title and decision here, the options
 * side by side in print/table/options.c, what qualifies them in print/table/notes.c. Refuses to
 * know how text is laid out (print/table/layout.c) or worded (words*.c). To add a section: a
 * function and its place in `sections`.
 */
#include "io/report/saved/report.h"
#include "core/base/count.h"
#include "io/report/outcome.h"
#include "print/table/table.h"
#include "print/writers.h"
#include "text/kept.h"

#include <stdlib.h>
#include <string.h>

const char *print_workload(const struct page *page, char *buffer, size_t size)
{
    const struct llmcost_scenario *scenario = page->report->scenario;
    const struct llmcost_input *stated = NULL;
    const struct llmcost_field *demand = words_demand(scenario, &stated);
    char amount[MAX_CELL] = "";
    char unit[MAX_CELL] = "";
    char in[MAX_CELL];
    char out[MAX_CELL];
    if (demand != NULL) {
        words_volume(kept_figure(stated->value), true, amount, sizeof amount);
        llmcost_unit_text((enum llmcost_unit)demand->unit, "", unit, sizeof unit);
    }
    words_count(kept_figure(scenario->workload.input_tokens.value), in, sizeof in);
    words_count(kept_figure(scenario->workload.output_tokens.value), out, sizeof out);
    snprintf(buffer, size, "%s %s, %s in + %s out tokens", amount, unit, in, out);
    return buffer;
}

static void print_title(struct page *page)
{
    char *title = page_clean(page, outcome_title(page->report->outcome, page->report->file));
    char work[5 * MAX_CELL];
    if (title == NULL)
        return;
    print_workload(page, work, sizeof work);
    int left = page->measure - text_width(title) - text_width(work);
    if (left >= 2 && strchr(title, '\n') == NULL) {
        page_put(page, INK_STRONG, title);
        text_spaces(&page->out, left);
        page_put(page, INK_QUIET, work);
        page_blank(page);
    } else {
        page_paragraph(page, INK_STRONG, title, 0, "");
        page_paragraph(page, INK_QUIET, work, 0, "");
    }
    free(title);
}

void print_overrides(struct page *page)
{
    struct text_buffer list = {0};
    bool with = false;
    for (int i = 0; i < page->report->override_count; i++) {
        char text[MAX_SENTENCE];
        with = with || page->report->overrides[i].file != NULL;
        if (words_override(page->report->overrides, i, text, sizeof text) == NULL)
            continue;
        text_item(&list, ", ", text);
    }
    page->out.failed = page->out.failed || list.failed;
    if (list.length > 0)
        page_paragraph(page, INK_CARE, with ? "Changed: " : "Changed by --set: ", 2, list.data);
    free(list.data);
}

void print_decision(struct page *page)
{
    const struct outcome_verdict *verdict = &page->report->outcome->verdict;
    bool decided = page->report->outcome->recommended >= 0;
    for (int n = 0; n < verdict->reasons_count; n++) {
        const char *text = verdict->reasons[n];
        const char *colon = n == 0 && decided ? strstr(text, ": ") : NULL;
        if (!decided && n > 0 && page->most == 0) /* the obstacles have their own section */
            break;
        if (page->most > 0 && n >= page->most)
            break;
        if (n == 0 && colon != NULL && colon - text < 16) { /* "Rent: ..." */
            char lead[16];
            snprintf(lead, sizeof lead, "%.*s", (int)(colon - text) + 1, text);
            page_paragraph(page, INK_GOOD, lead, 0, colon + 1);
        } else if (n == 0)
            page_paragraph(page, decided ? INK_GOOD : INK_BAD, text, 0, "");
        else
            page_paragraph(page, INK_PLAIN, "", 0, text);
    }
}

void print_gates(struct page *page)
{
    for (int i = 0; i < page->report->outcome->gates_count; i++) {
        const struct outcome_gate *gate = &page->report->outcome->gates[i];
        page_gate(page, i == 0, gate->id, gate->status == LLMCOST_PASS, gate->message);
    }
}

/* A saved report may lack what a section rests on: it is left out, and that is said. */
void print_left_out(struct page *page)
{
    const struct saved_report *saved = page->report->saved;
    char text[MAX_SENTENCE];
    if (saved == NULL)
        return;
    const struct {
        bool lacks;
        const char *what;
    } rows[] = {
        {.lacks = saved->lacks_obstacles, .what = "why options are out"},
        {.lacks = saved->lacks_sensitivity, .what = "what moves the decision"},
        {.lacks = saved->lacks_thumbs, .what = "rules of thumb"},
        {.lacks = saved->lacks_notes, .what = "notes"},
    };
    size_t used = 0;
    for (size_t i = 0; i < COUNT(rows); i++)
        if (rows[i].lacks)
            used += (size_t)snprintf(text + used, sizeof text - used, "%s%s", used > 0 ? ", " : "",
                                     rows[i].what);
    if (used > 0)
        page_paragraph(page, INK_QUIET, "Not in the saved report: ", 2, text);
}

/* ---- The report ---- */

static void print_sections(struct page *page, void (*const *sections)(struct page *), size_t count)
{
    page->is_closing = false;
    for (size_t i = 0; i < count; i++)
        sections[i](page);
}

static int lines_since(const struct page *page, size_t start)
{
    int lines = 0;
    for (size_t i = start; !page->out.failed && i < page->out.length; i++)
        lines += page->out.data[i] == '\n';
    return lines;
}

static void print_report(struct page *page)
{
    static void (*const sections[])(struct page *) = {
        print_title,       print_overrides,   print_decision,    print_options,  print_obstacles,
        print_break_evens, print_uncertainty, print_tornado,     print_timeline, print_warnings,
        print_thumbs,      print_omissions,   print_assumptions, print_catalog,  print_notes,
        print_gates,       print_left_out,
    };
    const size_t start = page->out.length;
    print_sections(page, sections, COUNT(sections));
    if (page->style->height == 0 || lines_since(page, start) < page->style->height)
        return;
    page_blank(page);
    print_decision(page);
}

/* How much stands in the whole report alone. */
static void print_counts(struct page *page)
{
    const struct outcome *outcome = page->report->outcome;
    const int warnings = outcome->warnings_count, omissions = outcome->not_priced_count;
    char text[2 * MAX_CELL];
    snprintf(text, sizeof text, "%d warning%s, %d thing%s not priced: the whole report tells them.",
             warnings, warnings == 1 ? "" : "s", omissions, omissions == 1 ? "" : "s");
    page_blank(page);
    page_paragraph(page, warnings > 0 ? INK_CARE : INK_QUIET, text, 0, "");
}

/* At most 20 lines: of long lists fewer are shown, until it fits. */
static void print_brief(struct page *page)
{
    static void (*const sections[])(struct page *) = {
        print_title, print_overrides, print_decision, print_totals, print_break_evens, print_counts,
    };
    enum { MOST_LINES = 20, MOST_THINGS = 5 };
    const size_t start = page->out.length;
    for (page->most = MOST_THINGS; page->most > 0; page->most--) {
        page->out.length = start;
        print_sections(page, sections, COUNT(sections));
        if (lines_since(page, start) <= MOST_LINES || page->out.failed)
            break;
    }
    page->most = 0;
    print_gates(page);
}

static bool print_all(const struct print_job *job, void (*print)(struct page *))
{
    struct page page = page_new(NULL, job->style, &terminal);
    for (int i = 0; i < job->count; i++) {
        page.report = &job->reports[i];
        if (i > 0)
            page_blank(&page);
        print(&page);
    }
    return page_write(&page, job->out);
}

bool print_table_brief(const struct print_job *job)
{
    return print_all(job, print_brief);
}

bool print_table(const struct print_job *job)
{
    return print_all(job, print_report);
}
