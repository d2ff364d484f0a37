/* assumptions.c - what a saved report assumes, back in the scenario
 * (io/report/saved/restoring.h): numbers, lists of entries, the load, the catalog entries that
 * options name. Walks the table of fields; a path that this version does not know is passed over.
 */
#include "core/base/codes.h"
#include "core/base/count.h"
#include "core/scenario/scenario.h"
#include "io/report/saved/restoring.h"

#include <stdio.h>
#include <string.h>

uint32_t keep_text(struct restoring *x, const char *path, const char *text)
{
    if (text == NULL || text[0] == '\0')
        return 0;
    const uint32_t offset = llmcost_add_text(x->scenario, text, strlen(text));
    if (offset == 0)
        refuse_at(x->r, path, E_JSON_VALUE, "more text than any report has");
    return offset;
}

/* ---- Entries of lists and maps ---- */

static void add_entry(struct restoring *x, const char *path, struct llmcost_entries *entries,
                      enum llmcost_section section, const char *name, size_t size)
{
    struct llmcost_scenario *s = x->scenario;
    const bool named = size > 0;
    const uint32_t text = size <= 4 * LLMCOST_MAX_NAME ? llmcost_add_text(s, name, size) : 0;
    if ((named && text == 0) || llmcost_add_entry(s, entries, section, text) < 0)
        refuse_at(x->r, path, E_JSON_VALUE, "more or longer extra lines than any report has");
}

static struct llmcost_ref ref_to(enum llmcost_section section, int entry,
                                 const struct llmcost_field *field)
{
    size_t count;
    return (struct llmcost_ref){.section = (int16_t)section,
                                .index = (int16_t)entry,
                                .field = (int16_t)(field - llmcost_fields(&count)),
                                .entry = -1};
}

/* The name at the beginning of a path: `search` of `search.price`, quoted or not; of an entry that
 * is a number the whole rest. */
static size_t name_length(const char *path, const struct llmcost_field *list)
{
    const char *end = path[0] == '"' ? strchr(path + 1, '"') : NULL;
    if (end != NULL)
        return (size_t)(end + 1 - path);
    const bool number = llmcost_next_field((enum llmcost_section)list->entries, NULL)->name[0] == 0;
    return number ? strlen(path) : strcspn(path, ".");
}

/* A list or a map gets its entries from the paths of assumptions, before these are read. Those of
 * one entry stand together. */
static void add_entries_of(struct restoring *x, enum llmcost_section section, int option,
                           const struct llmcost_field *list)
{
    char prefix[LLMCOST_MAX_PATH];
    const char *last = "";
    size_t last_size = 0;
    llmcost_path(x->scenario, ref_to(section, option, list), prefix, sizeof prefix);
    const size_t length = strlen(prefix);
    struct llmcost_entries *entries = llmcost_member(x->scenario, section, option, list);
    for (int i = 0; i < x->from->assumptions_count && !x->r->failed; i++) {
        const char *path = x->from->assumptions[i].path;
        if (strncmp(path, prefix, length) != 0 || path[length] != '.')
            continue;
        const char *name = path + length + 1;
        size_t size = name_length(name, list);
        if (size == last_size && strncmp(name, last, size) == 0)
            continue;
        last = name;
        last_size = size;
        const bool quoted = size > 1 && name[0] == '"' && name[size - 1] == '"';
        if (list->kind == LLMCOST_LIST)
            size = 0;
        add_entry(x, "assumptions", entries, (enum llmcost_section)list->entries, name + quoted,
                  size - (quoted ? 2 : 0));
    }
}

static void add_entries(struct restoring *x, enum llmcost_section section)
{
    for (int i = 0; i < llmcost_section_entries(x->scenario, section); i++)
        for (const struct llmcost_field *f = NULL; (f = llmcost_next_field(section, f)) != NULL;)
            if (has_entries(f))
                add_entries_of(x, section, i, f);
}

/* ---- The load ---- */

/* What kind of load it is decides its path. */
static void find_load(struct restoring *x)
{
    struct llmcost_load *load = &x->scenario->load;
    for (int i = 0; i < x->from->assumptions_count; i++) {
        const struct outcome_assumption *from = &x->from->assumptions[i];
        if (strcmp(from->path, "workload.load.load_factor") == 0)
            load->kind = LLMCOST_LOAD_FACTOR;
        if (strcmp(from->path, "workload.load") != 0)
            continue;
        if (from->shape != NULL) {
            load->kind = LLMCOST_LOAD_SHAPE;
            load->name.text = keep_text(x, "assumptions", from->shape);
        } else if (from->origin != LLMCOST_DEFAULT)
            load->kind = LLMCOST_LOAD_LIST;
        return;
    }
}

/* ---- Values ---- */

/* The input of a path: they come in the order of the fields, so the next one is looked at first.
 * False for a path that this version does not know. */
static bool find_next(struct restoring *x, const char *path, struct llmcost_ref *cursor,
                      int *misses)
{
    enum { PATIENCE = 200 };
    char text[LLMCOST_MAX_PATH];
    struct llmcost_ref ref = *cursor;
    if (*misses > PATIENCE)
        return false;
    while (llmcost_next_input(x->scenario, &ref))
        if (strcmp(llmcost_path(x->scenario, ref, text, sizeof text), path) == 0) {
            *cursor = ref;
            return true;
        }
    ++*misses;
    return llmcost_find_path(x->scenario, path, cursor);
}

/* The name of a catalog entry. */
static void restore_entry(struct restoring *x, const char *place,
                          const struct outcome_assumption *from)
{
    static const struct {
        enum llmcost_section section;
        const char *field;
    } rows[] = {{.section = LLMCOST_APIS, .field = "from"},
                {.section = LLMCOST_HOSTS, .field = "model"},
                {.section = LLMCOST_HOSTS, .field = "gpu"}};
    struct llmcost_scenario *s = x->scenario;
    for (size_t i = 0; i < COUNT(rows); i++)
        for (int entry = 0; entry < llmcost_section_entries(s, rows[i].section); entry++) {
            char known[LLMCOST_MAX_PATH];
            const struct llmcost_field *field = llmcost_find_field(rows[i].section, rows[i].field);
            llmcost_path(s, ref_to(rows[i].section, entry, field), known, sizeof known);
            if (strcmp(known, from->path) != 0)
                continue;
            struct llmcost_name *name = llmcost_member(s, rows[i].section, entry, field);
            name->text = keep_text(x, place, from->value.text);
            name->source = keep_text(x, place, from->source);
            name->origin = LLMCOST_FILE;
        }
}

static void restore_assumption(struct restoring *x, int index, struct llmcost_ref *cursor,
                               int *misses)
{
    const struct outcome_assumption *from = &x->from->assumptions[index];
    struct llmcost_ref number;
    char place[64];
    snprintf(place, sizeof place, "assumptions[%d].value", index);
    if (from->value.kind == VALUE_TEXT) {
        if (llmcost_find_path(x->scenario, from->path, &number))
            refuse_at(x->r, place, E_JSON_TYPE, "a number, true or false is needed here");
        else
            restore_entry(x, place, from);
        return;
    }
    if (!find_next(x, from->path, cursor, misses))
        return;
    struct llmcost_input *input = llmcost_at(x->scenario, *cursor);
    input->value = from->value.number;
    input->low = input->likely = input->high = input->value;
    input->origin = from->origin;
    input->basis = from->basis;
    input->place.line = from->line > 0 ? (uint32_t)from->line : 0;
    input->source = keep_text(x, place, from->source);
}

void restore_assumptions(struct restoring *x)
{
    struct llmcost_ref cursor = LLMCOST_FIRST_INPUT;
    int misses = 0;
    find_load(x);
    add_entries(x, LLMCOST_TOP);
    add_entries(x, LLMCOST_APIS);
    add_entries(x, LLMCOST_HOSTS);
    for (int i = 0; i < x->from->assumptions_count && !x->r->failed; i++)
        restore_assumption(x, i, &cursor, &misses);
}
