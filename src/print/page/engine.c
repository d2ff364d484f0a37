/* engine.c - what a page asks of the engine in it (engine.h). Knows the order of questions: a
 * scenario is opened, set, and asked; refuses to know what is asked and how it is written.
 * Its state is what a page holds between two questions: there is one page, and one thread.
 */
#include "print/page/engine.h"
#include "core/base/codes.h"
#include "core/scenario/scenario.h"
#include "io/number/change.h"
#include "io/report/diff.h"
#include "io/report/gates.h"
#include "io/report/strip.h"
#include "print/page/controls.h"
#include "print/page/page.h"
#include "print/page/runtime/heap.h"
#include "print/page/snapshot.h"

#include <stdlib.h>
#include <string.h>

#ifdef __wasm__
#define EXPORT(name) __attribute__((export_name(#name)))
#else
#define EXPORT(name)
#endif

static struct {
    struct snapshot file;             /* as it was opened */
    struct llmcost_scenario scenario; /* as it is set */
    struct strip_room scratch;
    struct llmcost_diags diags;
    struct override *overrides; /* of the file and of the page */
    int override_count;
    char *room, *sets;         /* the second has what the overrides show */
    size_t mark[ROOM_ASK + 1]; /* of the heap, where each kind of question begins */
    struct text_buffer out;
} engine;

/* What was taken for a question, and for those that come after it, is given back. */
EXPORT(room) char *engine_room(int what, size_t size)
{
    if (engine.mark[ROOM_OPEN] == 0)
        engine.mark[ROOM_OPEN] = engine.mark[ROOM_SET] = engine.mark[ROOM_ASK] = heap_mark();
    free(engine.out.data);
    engine.out = (struct text_buffer){.data = NULL};
    free(engine.room);
    if (what <= ROOM_SET) {
        free(engine.overrides);
        free(engine.sets);
        engine.overrides = NULL;
        engine.sets = NULL;
    }
    if (what == ROOM_OPEN)
        arena_free(&engine.file.arena);
    heap_rewind(engine.mark[what]);
    engine.room = malloc(size + 1);
    return engine.room;
}

/* The text in the room, ended; NULL where there is none. */
static char *take_room(size_t size)
{
    if (engine.room != NULL)
        engine.room[size] = '\0';
    return engine.room;
}

EXPORT(open) bool engine_open(size_t size)
{
    const char *text = take_room(size);
    const bool good = text != NULL && snapshot_read(text, size, &engine.file);
    memcpy(&engine.scenario, &engine.file.scenario, sizeof engine.scenario);
    engine.mark[ROOM_SET] = engine.mark[ROOM_ASK] = heap_mark();
    return good;
}

/* ---- Set ---- */

static void say_refused(void)
{
    llmcost_diags_sort(&engine.diags);
    const struct llmcost_diag *diag = &engine.diags.list[0];
    text_put(&engine.out, diag->text);
    if (diag->advice[0] != '\0') {
        text_put(&engine.out, ": ");
        text_put(&engine.out, diag->advice);
    }
}

static bool set_one(char *text, int number)
{
    const struct report *report = &engine.file.report;
    struct override *set = &engine.overrides[engine.override_count];
    char *value = text + path_length(text);
    if (*value == '\0') {
        text_put(&engine.out, text);
        text_put(&engine.out, " is not PATH=VALUE");
        return false;
    }
    *value++ = '\0';
    *set = (struct override){.path = text, .value = value};
    engine.override_count++;
    const struct llmcost_place place = {
        .line = 1,
        .column = (uint32_t)(2 + utf8_count(text, strlen(text))),
        .input = (uint16_t)(report->fragment_count + report->override_count + number)};
    return change_state(&engine.scenario, text, value, place, &engine.diags);
}

static int count_lines(const char *text)
{
    int lines = 0;
    for (; *text != '\0'; text++)
        lines += *text == '\n';
    return lines;
}

EXPORT(set) bool engine_set(size_t size)
{
    const struct report *report = &engine.file.report;
    char *text = engine.sets = take_room(size);
    bool good = true;
    engine.room = NULL;
    memcpy(&engine.scenario, &engine.file.scenario, sizeof engine.scenario);
    llmcost_diags_init(&engine.diags);
    engine.override_count = report->override_count;
    if (text == NULL)
        return false;
    engine.overrides =
        malloc((size_t)(1 + report->override_count + count_lines(text)) * sizeof *engine.overrides);
    if (engine.overrides == NULL)
        return false;
    for (int i = 0; i < report->override_count; i++)
        engine.overrides[i] = report->overrides[i];
    for (int number = 1; *text != '\0'; number++) {
        char *end = strchr(text, '\n');
        if (end == NULL)
            break;
        *end = '\0';
        good = set_one(text, number) && good;
        text = end + 1;
    }
    good = good && change_finish(&engine.scenario, &engine.diags);
    engine.mark[ROOM_ASK] = heap_mark();
    if (!good && engine.out.length == 0)
        say_refused();
    return good;
}

/* ---- Ask ---- */

static bool ask(struct llmcost_scenario *scenario, const struct report_asks *asks,
                struct report *ret_report)
{
    const struct report *file = &engine.file.report;
    bool no_memory;
    llmcost_diags_init(&engine.diags);
    if (!report_make(scenario, asks, ret_report, &engine.diags, &no_memory)) {
        if (!no_memory)
            say_refused();
        return false;
    }
    ret_report->file = file->file;
    memcpy(ret_report->sha256, file->sha256, sizeof file->sha256);
    ret_report->fragments = file->fragments;
    ret_report->fragment_count = file->fragment_count;
    ret_report->overrides = engine.overrides != NULL ? engine.overrides : file->overrides;
    ret_report->override_count =
        engine.overrides != NULL ? engine.override_count : file->override_count;
    ret_report->gates = file->gates;
    return true;
}

/* As the command line does. */
static bool judge(struct report *report)
{
    struct gate_result results[MAX_GATES];
    struct diff_side side;
    if (!gates_are_set(&report->gates))
        return true;
    diff_side_make(report, &side);
    const int count = gates_judge(&report->gates, NULL, &side, results);
    return outcome_judged(report->outcome, results, count);
}

EXPORT(article) bool engine_article(bool whole, int part)
{
    struct report report = {.file = NULL};
    engine_room(ROOM_ASK, 0);
    const struct report_asks asks = {.questions = whole,
                                     .assumptions = true,
                                     .drawing = whole,
                                     .swings = whole ? REPORT_SWINGS : 0};
    if (!ask(&engine.scenario, &asks, &report))
        return false;
    bool good = outcome_make(&report) && judge(&report);
    if (good) {
        struct page page = page_new(&report, &page_style, &page_surface);
        page.part = part;
        page_article(&page);
        engine.out = page.out;
        good = !page.out.failed;
    }
    report_free(&report);
    return good;
}

/* ---- Controls ---- */

EXPORT(controls) bool engine_controls(int part)
{
    struct report report = {.file = NULL};
    engine_room(ROOM_ASK, 0);
    const struct report_asks asks = {.swings = REPORT_SWINGS}; /* no break-evens and no draws */
    if (!ask(&engine.file.scenario, &asks, &report))
        return false;
    struct page page = page_new(&report, &page_style, &page_surface);
    page.part = part;
    controls_put(&page);
    engine.out = page.out;
    report_free(&report);
    return !engine.out.failed;
}

/* What is chosen from the file as it is: the control of one path, or without one the paths. */
static bool choose(const char *path, int part)
{
    const struct report report = {.scenario = &engine.file.scenario};
    struct page page = page_new(&report, &page_style, &page_surface);
    page.part = part;
    if (path != NULL)
        controls_put_one(&page, path);
    else
        controls_put_paths(&page);
    engine.out = page.out;
    return !engine.out.failed && engine.out.length > 0;
}

EXPORT(control) bool engine_control(size_t size, int part)
{
    const char *path = take_room(size);
    return path != NULL && choose(path, part);
}

EXPORT(paths) bool engine_paths(void)
{
    engine_room(ROOM_ASK, 0);
    return choose(NULL, 0);
}

EXPORT(strip)
bool engine_strip(size_t size, double low, double high, bool is_log, bool whole, int count)
{
    enum { MOST = 200 };
    const struct strip strip = {.low = low,
                                .high = high,
                                .is_log = is_log,
                                .whole = whole,
                                .count = count < MOST ? count : MOST};
    int options[MOST];
    const char *path = take_room(size);
    if (path == NULL)
        return false;
    strip_make(&strip, &engine.scenario, path, &engine.scratch, options);
    for (int i = 0; i < strip.count; i++) {
        const char letter = options[i] < 0 ? '-' : (char)('0' + (options[i] < 8 ? options[i] : 8));
        text_add(&engine.out, &letter, 1);
    }
    return !engine.out.failed;
}

EXPORT(text) const char *engine_text(void)
{
    return engine.out.data != NULL ? engine.out.data : "";
}

EXPORT(length) size_t engine_length(void)
{
    return engine.out.length;
}
