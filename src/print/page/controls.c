/* controls.c - sliders, boxes and buttons of a page (controls.h). Knows how far a slider reaches;
 * refuses to know what is done with it (page.js).
 */
#include "print/page/controls.h"
#include "core/base/real.h"
#include "core/scenario/scenario.h"
#include "io/number/change.h"
#include "io/number/number.h"
#include "text/date.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_KNOBS = 8, POSITIONS = 200 };

/* How far a slider reaches; `open`: it does not stand at its low end itself. */
struct reach {
    double low, high;
    bool is_log, whole, open;
};

/* A share from end to end, money and counts by factors about what they are. */
static struct reach reach_of(const struct llmcost_scenario *s, struct llmcost_ref ref)
{
    const struct llmcost_field *field = number_field(ref);
    const struct llmcost_input *input = llmcost_read(s, ref), *demand = NULL;
    const double value = input->value;
    words_demand(s, &demand);
    const double factor = input == demand ? 10 : 4;
    struct reach reach = {.low = field->min,
                          .high = field->max,
                          .whole = (field->flags & LLMCOST_WHOLE) != 0,
                          .open = (field->flags & LLMCOST_ABOVE_MIN) != 0};
    if (field->unit == LLMCOST_SHARE && field->max <= 1)
        return reach;
    if (value > 0 && field->unit != LLMCOST_SHARE_PER_YEAR) {
        reach.low = at_least(at_most(input->low, value / factor), field->min);
        reach.open = reach.open && !(reach.low > field->min);
        reach.high = at_most(at_least(input->high, value * factor), field->max);
        reach.is_log = reach.low > 0;
    } else {
        const double most = field->unit == LLMCOST_SHARE_PER_YEAR ? 1 : 100;
        reach.low = at_least(field->min, at_most(-most / 2, value));
        reach.high = at_most(field->max, at_least(most, 2 * value));
    }
    return reach;
}

/* The shortest text that is that number. */
static void put_exactly(struct page *page, double value)
{
    char text[40];
    const char *why;
    double same = 0;
    for (int digits = 1; digits <= 17; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, value);
        if (strstr(text, "e+") != NULL && digits < 17)
            continue;
        if (llmcost_parse_number(text, strlen(text), &same, &why) && !(same < value) &&
            !(same > value))
            break;
    }
    html_text(page, text);
}

static void put_knob(struct page *page, struct llmcost_ref ref)
{
    const struct llmcost_scenario *s = page->report->scenario;
    const struct llmcost_input *input = llmcost_read(s, ref);
    const bool truth = number_field(ref)->kind == LLMCOST_BOOLEAN;
    const struct reach reach = reach_of(s, ref);
    char path[LLMCOST_MAX_PATH], label[2 * LLMCOST_MAX_ID + 64], unit[MAX_CELL];
    llmcost_path(s, ref, path, sizeof path);
    words_input(s, ref, label, sizeof label);
    words_unit(s, ref, unit, sizeof unit);
    html_put(page, "<div class=\"knob\" data-path=\"");
    html_text(page, path);
    html_print(page, "\" data-low=\"%.9g\" data-high=\"%.9g\" data-log=\"%d\" data-whole=\"%d\"",
               reach.low, reach.high, reach.is_log, reach.whole);
    html_put(page, "><label><span>");
    html_text(page, label);
    html_element(page, "small", "", unit + (unit[0] == ' '));
    html_put(page, "</span> <input type=\"text\" value=\"");
    if (truth)
        html_put(page, input->value > 0 ? "true" : "false");
    else
        put_exactly(page, input->value);
    html_put(page, "\"/>");
    html_put(page, "</label>");
    if (!truth && reach.low < reach.high) {
        html_print(page, "<input type=\"range\" min=\"%d\" max=\"%d\" aria-label=\"", reach.open,
                   POSITIONS);
        html_text(page, label);
        html_put(page, "\"/><div class=\"strip\"></div>");
    }
    html_put(page,
             "<button type=\"button\" data-do=\"one\" hidden=\"\">as in the file</button></div>\n");
}

/* ---- Which ---- */

static bool is_listed(const struct llmcost_ref *refs, int count, struct llmcost_ref ref)
{
    bool listed = false;
    for (int i = 0; i < count; i++)
        listed = listed || is_same_ref(refs[i], ref);
    return listed;
}

static void add(const struct report *report, struct llmcost_ref ref, struct llmcost_ref *refs,
                int *count)
{
    if (*count < MOST_KNOBS && change_allows(report->scenario, ref) &&
        !is_listed(refs, *count, ref))
        refs[(*count)++] = ref;
}

static int choose(const struct report *report, struct llmcost_ref refs[MOST_KNOBS])
{
    struct llmcost_ref ref = LLMCOST_FIRST_INPUT;
    const struct llmcost_input *demand = NULL;
    int count = 0;
    words_demand(report->scenario, &demand);
    while (llmcost_next_input(report->scenario, &ref))
        if (llmcost_read(report->scenario, ref) == demand)
            add(report, ref, refs, &count);
    for (int i = 0; i < report->swing_count; i++)
        add(report, report->swings[i].ref, refs, &count);
    return count;
}

/* ---- The whole ---- */

/* In quotes where a shell would read more into it. */
static void put_word(struct page *page, const char *word)
{
    const bool plain =
        word[0] != '\0' && word[strspn(word, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                             "0123456789_./:=,%+@-")] == '\0';
    struct text_buffer quoted = {0};
    text_put(&quoted, plain ? " " : " '");
    for (const char *at = word; *at != '\0'; at++)
        text_add(&quoted, *at == '\'' ? "'\\''" : at, *at == '\'' ? 4 : 1);
    text_put(&quoted, plain ? "" : "'");
    page->out.failed = page->out.failed || quoted.failed;
    if (!quoted.failed)
        html_text(page, quoted.data);
    free(quoted.data);
}

static void put_command(struct page *page)
{
    const struct report *report = page->report;
    char date[MAX_DATE];
    html_put(page, "llmcost");
    put_word(page, report->file);
    for (int i = 0; i < report->fragment_count; i++) {
        html_put(page, " --with");
        put_word(page, report->fragments[i].name);
    }
    for (int i = 0; i < report->override_count; i++)
        if (report->overrides[i].file == NULL) {
            struct text_buffer set = {0};
            text_put(&set, report->overrides[i].path);
            text_put(&set, "=");
            text_put(&set, report->overrides[i].value);
            page->out.failed = page->out.failed || set.failed;
            html_put(page, " --set");
            if (!set.failed)
                put_word(page, set.data);
            free(set.data);
        }
    if (report->scenario->as_of != 0) {
        html_put(page, " --as-of ");
        date_text(report->scenario->as_of, date);
        html_text(page, date);
    }
}

void controls_put(struct page *page)
{
    struct llmcost_ref refs[MOST_KNOBS];
    const int count = choose(page->report, refs);
    html_put(page, "<details open=\"\"><summary>What if</summary>\n"
                   "<p class=\"now\" aria-live=\"polite\"></p>\n<p class=\"refused\" "
                   "role=\"alert\"></p>\n<div class=\"knobs\">");
    for (int i = 0; i < count; i++)
        put_knob(page, refs[i]);
    html_put(page, "</div>\n<label>Add an input <input type=\"text\" list=\"paths\" "
                   "class=\"add\"/></label><datalist id=\"paths\"></datalist>\n"
                   "<pre class=\"command\" tabindex=\"0\">");
    put_command(page);
    html_put(page, "</pre>\n<p class=\"buttons\">"
                   "<button type=\"button\" data-do=\"copy\">Copy the command</button>"
                   "<button type=\"button\" data-do=\"reset\" hidden=\"\">Reset all</button>"
                   "<button type=\"button\" data-do=\"page\">Save this page</button>"
                   "<button type=\"button\" data-do=\"json\">Save the JSON report</button>"
                   "<button type=\"button\" data-do=\"dark\">Dark or light</button></p>\n"
                   "<p class=\"why command\" aria-live=\"polite\"></p></details>\n");
}

void controls_put_one(struct page *page, const char *path)
{
    struct llmcost_ref ref;
    if (change_find(page->report->scenario, path, &ref))
        put_knob(page, ref);
}

void controls_put_paths(struct page *page)
{
    const struct llmcost_scenario *s = page->report->scenario;
    char text[LLMCOST_MAX_PATH];
    struct llmcost_ref ref = LLMCOST_FIRST_INPUT;
    while (llmcost_next_input(s, &ref)) {
        if (!change_allows(s, ref))
            continue;
        html_put(page, "<option value=\"");
        html_text(page, llmcost_path(s, ref, text, sizeof text));
        html_put(page, "\">");
        html_text(page, words_input(s, ref, text, sizeof text));
        html_put(page, "</option>");
    }
}
