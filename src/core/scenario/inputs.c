/* inputs.c - the inputs of a scenario one after the other, each by its reference and its path.
 * Knows how options, lists and maps nest, from the table of fields; refuses to know what any input
 * means. An entry of a list is addressed by its number, of a map by its name.
 */
#include "core/base/append.h"
#include "core/scenario/scenario.h"
#include "llmcost.h"

#include <stdio.h>
#include <string.h>

struct llmcost_ref ref_of(enum llmcost_section section, int index, const char *name)
{
    size_t count;
    const struct llmcost_field *field = llmcost_find_field(section, name);
    return (struct llmcost_ref){.section = (int16_t)section,
                                .index = (int16_t)index,
                                .field = (int16_t)(field ? field - llmcost_fields(&count) : -1),
                                .entry = -1};
}

static bool is_plain_word(const char *text)
{
    for (; *text; text++)
        if (!(*text >= 'a' && *text <= 'z') && !(*text >= 'A' && *text <= 'Z') &&
            !(*text >= '0' && *text <= '9') && *text != '_' && *text != '-' && *text != ':' &&
            *text != '/')
            return false;
    return true;
}

/* At the end of what is there; a path that does not fit is cut, never overrun. */
static void append(char *buffer, size_t size, const char *dot, const char *word, bool quote)
{
    const char *mark = quote && !is_plain_word(word) ? "\"" : "";
    size_t used = strlen(buffer);
    used = append_text(buffer, size, used, used > 0 ? dot : "");
    used = append_text(buffer, size, used, mark);
    used = append_text(buffer, size, used, word);
    append_text(buffer, size, used, mark);
}

/* `extra.NAME`, `runs.2.ttft_ms`: entries of a list count from 1. */
static void append_entry(const struct llmcost_scenario *scenario, struct llmcost_ref ref,
                         const struct llmcost_field *field, char *buffer, size_t size)
{
    const enum llmcost_section section = (enum llmcost_section)ref.section;
    const struct llmcost_field *list =
        llmcost_entries_field(section, (enum llmcost_section)field->section);
    const struct llmcost_entries *entries = read_member(scenario, section, ref.index, list);
    char number[16];
    append(buffer, size, ".", list->name, false);
    snprintf(number, sizeof number, "%d", ref.entry - (int)entries->first + 1);
    if (list->kind == LLMCOST_MAP)
        append(buffer, size, ".", llmcost_text(scenario, scenario->entry[ref.entry].name.text),
               true);
    else
        append(buffer, size, ".", number, false);
    if (field->name[0] != '\0')
        append(buffer, size, ".", field->name, false);
}

const char *llmcost_basis_name(enum llmcost_basis basis)
{
    static const char *const names[] = {[LLMCOST_BASIS_NONE] = "",
                                        [LLMCOST_MEASURED] = "measured",
                                        [LLMCOST_QUOTED] = "quoted",
                                        [LLMCOST_ASSUMED] = "assumed"};
    _Static_assert(sizeof names / sizeof names[0] == LLMCOST_BASES, "a basis has no name");
    return names[basis];
}

const char *llmcost_path(const struct llmcost_scenario *scenario, struct llmcost_ref ref,
                         char *buffer, size_t size)
{
    size_t count;
    const struct llmcost_field *field = &llmcost_fields(&count)[ref.field];
    enum llmcost_section section = (enum llmcost_section)ref.section;
    buffer[0] = '\0';
    append(buffer, size, "", llmcost_section_name(section), false);
    if (section == LLMCOST_APIS)
        append(buffer, size, ".", llmcost_text(scenario, scenario->api[ref.index].id.text), true);
    if (section == LLMCOST_HOSTS)
        append(buffer, size, ".", llmcost_text(scenario, scenario->host[ref.index].id.text), true);
    if (section == LLMCOST_HYBRIDS)
        append(buffer, size, ".", llmcost_text(scenario, scenario->hybrid[ref.index].id.text),
               true);
    if (ref.entry >= 0)
        append_entry(scenario, ref, field, buffer, size);
    else
        append(buffer, size, ".", field->name, false);
    if (field->kind == LLMCOST_LOAD && scenario->load.kind == LLMCOST_LOAD_FACTOR)
        append(buffer, size, ".", "load_factor", false);
    return buffer;
}

/* To the next field of the entry that `ref` is in, else of the next entry of that list or map; back
 * to the list itself after the last. */
static bool next_in_entries(const struct llmcost_scenario *scenario, struct llmcost_ref *ref)
{
    size_t count;
    const struct llmcost_field *fields = llmcost_fields(&count);
    const enum llmcost_section section = (enum llmcost_section)ref->section;
    const struct llmcost_field *field = &fields[ref->field];
    const struct llmcost_field *list =
        has_entries(field) ? field
                           : llmcost_entries_field(section, (enum llmcost_section)field->section);
    const enum llmcost_section inside = (enum llmcost_section)list->entries;
    const struct llmcost_entries *entries = read_member(scenario, section, ref->index, list);
    field = ref->entry < 0 ? NULL : llmcost_next_field(inside, field);
    if (field == NULL) {
        const int next = ref->entry < 0 ? entries->first : ref->entry + 1;
        const bool more = next < entries->first + entries->count;
        ref->entry = (int16_t)(more ? next : -1);
        field = more ? llmcost_next_field(inside, NULL) : list;
    }
    ref->field = (int16_t)(field - fields);
    return ref->entry >= 0;
}

bool llmcost_next_input(const struct llmcost_scenario *scenario, struct llmcost_ref *ref)
{
    size_t count;
    const struct llmcost_field *fields = llmcost_fields(&count);
    for (;;) {
        const enum llmcost_section section = (enum llmcost_section)ref->section;
        const bool listed =
            ref->field >= 0 && (ref->entry >= 0 || has_entries(&fields[ref->field]));
        while (listed && next_in_entries(scenario, ref))
            if (holds_input(&fields[ref->field]))
                return true;
        const struct llmcost_field *field =
            llmcost_next_field(section, ref->field >= 0 ? &fields[ref->field] : NULL);
        if (field == NULL || llmcost_section_entries(scenario, section) == 0) {
            ref->field = -1;
            if (++ref->index >= llmcost_section_entries(scenario, section)) {
                ref->index = 0;
                if (++ref->section >= LLMCOST_SECTIONS)
                    return false;
            }
            continue;
        }
        ref->field = (int16_t)(field - fields);
        if (holds_input(field))
            return true;
    }
}

static bool is_known(const struct llmcost_input *input, enum llmcost_origin least)
{
    return input->origin >= least || input->range != LLMCOST_POINT;
}

/* The rows that follow in the same section, one after the other: most of them nobody has said a
 * word about. */
static bool next_known_row(const struct llmcost_scenario *scenario, enum llmcost_origin least,
                           struct llmcost_ref *ref)
{
    size_t count;
    const struct llmcost_field *fields = llmcost_fields(&count);
    const struct llmcost_field *row = &fields[ref->field];
    const char *base = (const char *)llmcost_read(scenario, *ref) - row->offset;
    const uint8_t section = row->section;
    const bool entries = scenario->entries > 0;
    bool known = false;
    while (!known && ++row < fields + count && row->section == section &&
           row->kind != LLMCOST_LOAD && !(entries && has_entries(row)))
        known = row->kind <= LLMCOST_BOOLEAN && is_known((const void *)(base + row->offset), least);
    ref->field = (int16_t)(row - fields - !known);
    return known;
}

bool next_known_input(const struct llmcost_scenario *scenario, enum llmcost_origin least,
                      struct llmcost_ref *ref)
{
    do {
        if (ref->field >= 0 && ref->entry < 0 && field_at(ref->field)->kind <= LLMCOST_BOOLEAN &&
            next_known_row(scenario, least, ref))
            return true;
        if (!llmcost_next_input(scenario, ref))
            return false;
    } while (!is_known(llmcost_read(scenario, *ref), least));
    return true;
}

bool is_same_path(const char *a, const char *b)
{
    for (;; a++, b++) {
        a += strspn(a, "\"");
        b += strspn(b, "\"");
        if (*a != *b || *a == '\0')
            return *a == *b;
    }
}

size_t path_length(const char *text)
{
    bool quoted = false;
    size_t length = 0;
    for (; text[length] != '\0' && (text[length] != '=' || quoted); length++)
        quoted = quoted != (text[length] == '"');
    return length;
}

bool is_same_ref(struct llmcost_ref a, struct llmcost_ref b)
{
    return a.section == b.section && a.index == b.index && a.field == b.field && a.entry == b.entry;
}

static bool find_path(const struct llmcost_scenario *scenario, const char *path, bool quoted,
                      struct llmcost_ref *ret_ref)
{
    char buffer[LLMCOST_MAX_PATH];
    struct llmcost_ref ref = LLMCOST_FIRST_INPUT;
    while (llmcost_next_input(scenario, &ref)) {
        llmcost_path(scenario, ref, buffer, sizeof buffer);
        if (quoted ? strcmp(buffer, path) == 0 : is_same_path(buffer, path)) {
            *ret_ref = ref;
            return true;
        }
    }
    return false;
}

bool llmcost_find_path(const struct llmcost_scenario *scenario, const char *path,
                       struct llmcost_ref *ret_ref)
{
    return find_path(scenario, path, true, ret_ref);
}

bool find_same_path(const struct llmcost_scenario *scenario, const char *path,
                    struct llmcost_ref *ret_ref)
{
    return find_path(scenario, path, false, ret_ref);
}

void llmcost_assign(struct llmcost_scenario *scenario, struct llmcost_ref ref, double value)
{
    struct llmcost_input *input = llmcost_at(scenario, ref);
    if (input == &scenario->load.factor)
        llmcost_set_load_factor(scenario, value);
    llmcost_set(input, value);
    settle_load(scenario);
}
