/* notes.c - the sections under the grid: options that are out, rules of thumb,
 * omissions, warnings, assumptions, notes. Knows what a reader needs to defend the decision;
 * refuses to know the sentences themselves (words*.c).
 */
#include "core/scenario/scenario.h"
#include "core/scenario/vary.h"
#include "print/table/table.h"
#include "text/kept.h"

#include <stdlib.h>
#include <string.h>

enum { INDENT = 2, LONGEST_WORD = 12 };

static const char *id_of(const struct page *page, int option)
{
    return page_option(page, option)->id;
}

/* The group of paragraphs that ends a report stands apart from what is above it. */
static void begin_closing(struct page *page)
{
    if (!page->is_closing)
        page_blank(page);
    page->is_closing = true;
}

/* Cut behind an item so that it fills so many lines, with where the others are to be had. */
static void shorten(const struct page *page, const char *lead, int lines, struct text_buffer *list)
{
    static const char more[] = ", ... (-v: all)";
    const int lost = (lines - 1) * (INDENT + LONGEST_WORD); /* where a line breaks */
    int (*const width)(const char *text) = page->surface->width;
    const int room = lines * page->measure - width(lead) - lost;
    size_t end = 0;
    char mark = ',';
    int depth = 0;
    if (page->style->verbose || list->failed || list->length == 0 || width(list->data) <= room)
        return;
    const size_t most = text_fit(list->data, room - (int)sizeof more + 1);
    for (size_t i = 0; i < most; i++) {
        depth += (list->data[i] == '(') - (list->data[i] == ')');
        if (depth == 0 && (list->data[i] == mark || list->data[i] == ';')) {
            end = i;
            mark = list->data[i]; /* items with commas stand between semicolons */
        }
    }
    if (end == 0)
        return;
    list->length = end;
    text_put(list, more);
}

/* A list after a bold lead, in one group with those before it; nothing when the list is empty. It
 * is cut to so many lines, 0: never. */
static void closing(struct page *page, const char *lead, int lines, struct text_buffer *list)
{
    if (lines > 0)
        shorten(page, lead, lines, list);
    page->out.failed = page->out.failed || list->failed;
    if (list->length > 0 && !page->out.failed) {
        begin_closing(page);
        page_paragraph(page, INK_STRONG, lead, INDENT, list->data);
    }
    free(list->data);
}

/* ---- What is the same of several options is said once ---- */

/* Says what `tell` has to say of each option, the same thing of several options once:
 * "hosted, llama: the people who run it; qwen: ...". */
static void closing_by_option(struct page *page, const char *lead, int lines,
                              void (*tell)(const struct page *, int option, struct text_buffer *))
{
    int options = page->report->outcome->options_count;
    struct text_buffer *texts = calloc((size_t)options + 1, sizeof *texts);
    struct text_buffer list = {.failed = texts == NULL};
    for (int option = 0; texts != NULL && option < options; option++) {
        tell(page, option, &texts[option]);
        list.failed = list.failed || texts[option].failed;
    }
    for (int option = 0; !list.failed && option < options; option++) {
        if (texts[option].length == 0)
            continue;
        text_item(&list, "; ", id_of(page, option));
        for (int other = option + 1; other < options; other++)
            if (texts[other].length > 0 && strcmp(texts[other].data, texts[option].data) == 0) {
                text_put_all(&list, ", ", id_of(page, other), NULL);
                texts[other].length = 0;
            }
        text_put(&list, ": ");
        text_put(&list, texts[option].data);
    }
    if (list.length > 0)
        text_put(&list, ".");
    for (int option = 0; texts != NULL && option < options; option++)
        free(texts[option].data);
    free(texts);
    closing(page, lead, lines, &list);
}

/* ---- Options that are out ---- */

static void tell_obstacle(const struct page *page, int option, struct text_buffer *text)
{
    const char *obstacle = page->report->outcome->options[option].obstacle;
    text_put(text, obstacle != NULL ? obstacle : "");
}

void print_obstacles(struct page *page)
{
    closing_by_option(page, "Cannot be chosen: ", 0, tell_obstacle);
}

/* ---- Rules of thumb ---- */

/* All that agree, or all that do not; a source is named once for those of it that follow each
 * other. */
static void put_thumbs(struct page *page, const char *lead, int8_t agrees)
{
    struct text_buffer list = {0};
    const char *source = NULL;
    for (int i = 0; i < page->report->outcome->rules_of_thumb_count; i++) {
        const struct outcome_thumb *thumb = &page->report->outcome->rules_of_thumb[i];
        if (thumb->agrees != agrees || thumb->message == NULL)
            continue;
        if (source != NULL && strcmp(source, thumb->source) != 0) {
            text_put_all(&list, " (", source, ")", NULL);
        }
        text_put_all(&list, source != NULL ? "; " : "", thumb->message, NULL);
        source = thumb->source;
    }
    if (source != NULL) {
        text_put_all(&list, " (", source, ").", NULL);
    }
    closing(page, lead, 2, &list);
}

void print_thumbs(struct page *page)
{
    put_thumbs(page, "Rules of thumb agree: ", 1);
    put_thumbs(page, "Rules of thumb disagree: ", 0);
}

/* ---- Not priced ---- */

static void tell_omissions(const struct page *page, int option, struct text_buffer *text)
{
    for (int i = 0; i < page->report->outcome->not_priced_count; i++) {
        const struct outcome_omission *omission = &page->report->outcome->not_priced[i];
        if (strcmp(omission->option, id_of(page, option)) != 0)
            continue;
        text_item(text, ", ", omission->text);
    }
}

void print_omissions(struct page *page)
{
    closing_by_option(page, "Not priced: ", 1, tell_omissions);
}

/* ---- Warnings ---- */

/* Already said by print_obstacles(). */
static bool is_obstacle(const struct page *page, const struct outcome_warning *warning)
{
    return (warning->code == LLMCOST_W_NOT_SERVED || warning->code == LLMCOST_W_OVER_LIMIT) &&
           warning->option >= 0 && !page_option(page, warning->option)->feasible;
}

/* Of what a warning is: an option's id, an input's path; nothing when it does not begin so. */
static int lead_of(const struct outcome_warning *warning)
{
    const ptrdiff_t length = warning->matter - warning->message;
    return length > 2 ? (int)length - 2 : 0; /* without ": " */
}

/* A warning, with all of which the same is said; nothing when an earlier one has said it. */
static void put_warning(struct page *page, const struct outcome_warning *mine)
{
    const struct outcome *outcome = page->report->outcome;
    char lead[16];
    struct text_buffer text = {0};
    for (int i = 0; i < outcome->warnings_count; i++) {
        const struct outcome_warning *other = &outcome->warnings[i];
        if (other->code != mine->code || (lead_of(other) > 0) != (lead_of(mine) > 0) ||
            is_obstacle(page, other) || strcmp(other->matter, mine->matter) != 0)
            continue;
        if (other < mine)
            return;
        if (lead_of(mine) == 0)
            break;
        text_put(&text, text.length > 0 ? ", " : "");
        text_add(&text, other->message, (size_t)lead_of(other));
    }
    text_put_all(&text, lead_of(mine) > 0 ? ": " : "", mine->matter, NULL);
    snprintf(lead, sizeof lead, "%.8s ", mine->id);
    page->out.failed = page->out.failed || text.failed;
    if (!text.failed) {
        begin_closing(page);
        page_paragraph(page, INK_CARE, lead, INDENT, text.data);
    }
    free(text.data);
}

void print_warnings(struct page *page)
{
    for (int i = 0; i < page->report->outcome->warnings_count; i++)
        if (!is_obstacle(page, &page->report->outcome->warnings[i]))
            put_warning(page, &page->report->outcome->warnings[i]);
}

/* ---- Assumptions ---- */

static void put_value(struct text_buffer *list, const struct llmcost_field *field, double value)
{
    char figure[MAX_CELL];
    words_count(kept((enum number_style)row_style_of_input((enum llmcost_unit)field->unit), value),
                figure, sizeof figure);
    if (field->kind == LLMCOST_BOOLEAN)
        snprintf(figure, sizeof figure, "%s", value > 0 ? "true" : "false");
    text_put_all(list, " ", figure, NULL);
}

/* A default matters only where it enters the bill. */
static bool is_used(const struct llmcost_scenario *scenario, const struct llmcost_field *field)
{
    return field->section != LLMCOST_TEAM || scenario->salary_per_year.origin != LLMCOST_UNSET;
}

/* "max_utilization 1 (llama, qwen)": the options are named where others state it. */
static void put_default(const struct page *page, int16_t index, const struct llmcost_field *field,
                        struct text_buffer *list)
{
    static const enum llmcost_section shared[] = {LLMCOST_APIS, LLMCOST_HOSTS};
    const struct llmcost_scenario *scenario = page->report->scenario;
    bool common = field->section == LLMCOST_COMMON;
    struct text_buffer names = {0};
    int entries = 0;
    int defaults = 0;
    double value = field->fallback;
    for (int s = 0; s < (common ? 2 : 1); s++) {
        enum llmcost_section section = common ? shared[s] : (enum llmcost_section)field->section;
        for (int i = 0; i < llmcost_section_entries(scenario, section); i++) {
            struct llmcost_ref ref = {
                .section = (int16_t)section, .index = (int16_t)i, .field = index, .entry = -1};
            const struct llmcost_input *input = llmcost_read(scenario, ref);
            entries++;
            if (input == NULL || input->origin != LLMCOST_DEFAULT)
                continue;
            text_put(&names, defaults++ > 0 ? ", " : " (");
            if (section == LLMCOST_APIS || section == LLMCOST_HOSTS)
                text_put(&names, id_of(page, section == LLMCOST_APIS ? i : scenario->apis + i));
        }
    }
    if (defaults > 0) {
        text_item(list, ", ", field->name);
        put_value(list, field, value);
        if (defaults < entries && !names.failed) {
            text_put(list, names.data);
            text_put(list, ")");
        }
    }
    list->failed = list->failed || names.failed;
    free(names.data);
}

static void print_defaults(struct page *page)
{
    size_t count;
    const struct llmcost_field *fields = llmcost_fields(&count);
    const struct llmcost_load *load = &page->report->scenario->load;
    struct text_buffer list = {0};
    for (size_t i = 0; i < count; i++) {
        bool shown = (fields[i].flags & LLMCOST_NOTABLE) != 0 && fields[i].has_default;
        if (shown && is_used(page->report->scenario, &fields[i]))
            put_default(page, (int16_t)i, &fields[i], &list);
        if (fields[i].kind == LLMCOST_LOAD && load->kind == LLMCOST_LOAD_FLAT &&
            load->factor.origin == LLMCOST_DEFAULT)
            text_put(&list, list.length > 0 ? ", load flat" : "load flat");
    }
    closing(page, "Defaults: ", 1, &list);
}

/* A named shape is somebody else's traffic: "load office-hours (load factor 0.275)". */
static void put_shape(const struct llmcost_scenario *scenario, struct text_buffer *list)
{
    const struct llmcost_load *load = &scenario->load;
    char figure[MAX_CELL];
    if (load->kind != LLMCOST_LOAD_SHAPE)
        return;
    text_put(list, "load ");
    text_put(list, llmcost_text(scenario, load->name.text));
    text_put(list, " (load factor ");
    text_put(list, words_count(words_round(load->factor.value, 3), figure, sizeof figure));
    text_put(list, ")");
}

void print_ranges(struct page *page)
{
    const struct outcome_uncertainty *u = page->report->outcome->uncertainty;
    char text[MAX_CELL];
    int ranges = 0;
    for (int i = 0; u != NULL && i < u->inputs_count; i++)
        ranges += 1 + u->inputs[i].also_count;
    if (ranges == 0)
        return;
    snprintf(text, sizeof text, "bills are those of the point values of %d input%s.", ranges,
             ranges == 1 ? "" : "s");
    page_paragraph(page, INK_STRONG, "Ranges: ", INDENT, text);
}

void print_assumptions(struct page *page)
{
    const struct llmcost_scenario *scenario = page->report->scenario;
    struct llmcost_ref ref = LLMCOST_FIRST_INPUT;
    struct text_buffer list = {0};
    print_defaults(page);
    put_shape(scenario, &list);
    while (next_known_input(scenario, LLMCOST_FILE, &ref)) {
        const struct llmcost_input *input = llmcost_read(scenario, ref);
        char path[LLMCOST_MAX_PATH];
        if (input->basis != LLMCOST_ASSUMED)
            continue;
        text_item(&list, ", ", llmcost_path(scenario, ref, path, sizeof path));
        put_value(&list, field_of(ref), input->value);
        const char *source = llmcost_text(scenario, input->source);
        if (source[0] != '\0') {
            text_put_all(&list, " (", source, ")", NULL);
        }
    }
    closing(page, "Assumed: ", 1, &list);
    print_ranges(page);
}

/* "hosted.from gpt-4o-mini (source, date), llama.gpu_hour $2.99 (source, date)" */
void print_catalog(struct page *page)
{
    const struct llmcost_scenario *scenario = page->report->scenario;
    const struct llmcost_name *name;
    struct text_buffer list = {0};
    struct llmcost_ref ref;
    char path[LLMCOST_MAX_PATH];
    int cursor = 0;
    while ((name = report_next_entry(scenario, &cursor, &ref)) != NULL) {
        text_item(&list, "; ", llmcost_path(scenario, ref, path, sizeof path));
        text_put_all(&list, " ", llmcost_text(scenario, name->text), " (",
                     llmcost_text(scenario, name->source), ")", NULL);
    }
    ref = LLMCOST_FIRST_INPUT;
    ref.section = LLMCOST_HOSTS;
    while (next_known_input(scenario, LLMCOST_CATALOG, &ref) && ref.section == LLMCOST_HOSTS) {
        const struct llmcost_input *input = llmcost_read(scenario, ref);
        if (input->origin != LLMCOST_CATALOG)
            continue;
        text_item(&list, "; ", llmcost_path(scenario, ref, path, sizeof path));
        put_value(&list, field_of(ref), input->value);
        text_put_all(&list, " (", llmcost_text(scenario, input->source), ")", NULL);
    }
    closing(page, "Catalog: ", 1, &list);
}

/* ---- Gates ---- */

void page_gate(struct page *page, bool is_first, const char *name, bool passed, const char *says)
{
    char text[MAX_GATE_TEXT + 32];
    if (is_first)
        page_heading(page, "gates");
    snprintf(text, sizeof text, "%s: %s", name, says);
    page_paragraph(page, passed ? INK_GOOD : INK_BAD, passed ? "  pass  " : "  FAIL  ", 8, text);
}

/* ---- Notes ---- */

void print_notes(struct page *page)
{
    const char *notes = page->report->outcome->head.scenario.notes;
    if (notes == NULL || notes[0] == '\0')
        return;
    page_blank(page);
    page_paragraph(page, INK_PLAIN, "", 0, notes);
}
