/* snapshot_read.c - text to a scenario (snapshot.h). Takes what snapshot_write() writes, in its
 * order, and refuses the rest: every number is within the bounds of its field, every text within
 * its room. Knows the table of fields; refuses to know what any of them means.
 */
#include "core/scenario/scenario.h"
#include "io/number/change.h"
#include "print/page/snapshot_tokens.h"

#include <string.h>

static const struct llmcost_field *find_field(enum llmcost_section section, struct slice word)
{
    const struct llmcost_field *field = NULL;
    while ((field = llmcost_next_field(section, field)) != NULL)
        if (slice_is(word, field->name))
            return field;
    return NULL;
}

static bool read_field(struct reading *r, enum llmcost_section section, int index,
                       struct slice word, struct line *line)
{
    const struct llmcost_field *field = find_field(section, word);
    void *member = field != NULL ? llmcost_member(r->scenario, section, index, field) : NULL;
    if (member == NULL)
        return false;
    if (field->kind == LLMCOST_NUMBER || field->kind == LLMCOST_BOOLEAN)
        return reading_input(r, line, member) &&
               reading_within(field, ((const struct llmcost_input *)member)->value);
    return (field->kind == LLMCOST_TEXT || field->kind == LLMCOST_REFERENCE ||
            field->kind == LLMCOST_WORDS) &&
           reading_name(r, line, member);
}

static bool read_entry(struct reading *r, struct slice word, struct line *line)
{
    const struct llmcost_field *list = find_field(r->section, word);
    struct llmcost_name name;
    if (list == NULL || !has_entries(list) || !reading_name(r, line, &name) ||
        (list->kind == LLMCOST_MAP) != (name.text != 0))
        return false;
    struct llmcost_entries *entries = llmcost_member(r->scenario, r->section, r->index, list);
    r->inside = (enum llmcost_section)list->entries;
    r->entry = entries == NULL ? -1 : llmcost_add_entry(r->scenario, entries, r->inside, name.text);
    if (r->entry < 0)
        return false;
    r->scenario->entry[r->entry].name = name;
    return true;
}

static bool read_section(struct reading *r, struct slice word, struct line *line)
{
    for (int at = LLMCOST_TOP; at < LLMCOST_SECTIONS; at++) {
        const char *name = llmcost_section_name((enum llmcost_section)at);
        if (at == LLMCOST_COMMON || !slice_is(word, name))
            continue;
        r->section = (enum llmcost_section)at;
        r->index = 0;
        r->entry = -1;
        return reading_name(r, line, &r->scenario->section[at]);
    }
    return false;
}

static bool read_option(struct reading *r, struct line *line)
{
    struct llmcost_scenario *s = r->scenario;
    struct llmcost_name name;
    if (!reading_name(r, line, &name) || name.text == 0)
        return false;
    const char *id = llmcost_text(s, name.text);
    if (id[strspn(id, SNAPSHOT_LEVELS ".:/")] != '\0' || llmcost_find_option(s, id) >= 0)
        return false;
    r->index = add_to_section(s, r->section, id);
    r->entry = -1;
    if (r->index < 0)
        return false;
    *option_id(s, r->section, r->index) = name;
    return true;
}

/* ---- The whole ---- */

static bool read_line(struct reading *r, struct line line)
{
    const char mark = *line.at;
    line.at += strchr("/@=+.", mark) != NULL && mark != '\0';
    const struct slice word = line_word(&line);
    bool good = false;
    if (mark == '/')
        good = reading_special(r, word, &line);
    else if (mark == '@')
        good = read_section(r, word, &line);
    else if (mark == '=')
        good = holds_options(r->section) && slice_is(word, llmcost_section_name(r->section)) &&
               read_option(r, &line);
    else if (mark == '+')
        good = read_entry(r, word, &line);
    else if (mark == '.')
        good = r->entry >= 0 && read_field(r, r->inside, r->entry, word, &line);
    else
        good = read_field(r, r->section, r->index, word, &line);
    return good && line.at == line.end;
}

static bool read_lines(struct reading *r, const char *text, size_t length)
{
    struct line first = {.at = text, .end = text + length};
    long version;
    for (const char *at = text, *end; at < text + length; at = end + 1) {
        end = memchr(at, '\n', length - (size_t)(at - text));
        if (end == NULL || end == at)
            return false;
        const struct line line = {.at = at, .end = end};
        if (at == text) {
            first.end = end;
            if (!slice_is(line_word(&first), "/llmcost") ||
                !line_whole(&first, 'd', SNAPSHOT_VERSION, SNAPSHOT_VERSION, &version) ||
                first.at != end)
                return false;
        } else if (!read_line(r, line))
            return false;
    }
    const uint8_t kind = r->scenario->load.kind;
    const bool hourly = kind == LLMCOST_LOAD_LIST || kind == LLMCOST_LOAD_SHAPE;
    return hourly == (r->load == LOAD_HOURS) && r->snapshot->report.file != NULL;
}

bool snapshot_read(const char *text, size_t length, struct snapshot *ret_snapshot)
{
    struct snapshot *snapshot = ret_snapshot;
    struct reading r = {.snapshot = snapshot, .scenario = &snapshot->scenario, .entry = -1};
    size_t lines = 1;
    for (size_t i = 0; i < length; i++)
        lines += text[i] == '\n';
    snapshot->report = (struct report){.scenario = r.scenario};
    snapshot->arena = (struct arena){.failed = false};
    llmcost_scenario_init(r.scenario);
    r.scenario->version = (struct llmcost_input){.value = 0}; /* no page says it */
    r.overrides = arena_take(&snapshot->arena, lines, sizeof *r.overrides);
    r.fragments = arena_take(&snapshot->arena, lines, sizeof *r.fragments);
    struct llmcost_diags *diags = arena_take(&snapshot->arena, 1, sizeof *diags);
    if (diags == NULL || r.overrides == NULL || r.fragments == NULL)
        return false;
    llmcost_diags_init(diags);
    snapshot->report.overrides = r.overrides;
    snapshot->report.fragments = r.fragments;
    return read_lines(&r, text, length) && !snapshot->arena.failed &&
           change_finish(r.scenario, diags);
}
