/* assumptions.c - what a saved report assumes, back in the scenario
 * (io/report/saved/restoring.h): numbers, extra lines, the load, the catalog entries that options
 * name. Walks the table of fields; a path that this version does not know is passed over.
 */
#include "core/base/codes.h"
#include "core/base/count.h"
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

int option_of(struct restoring *x, const char *path, const char *id)
{
    const int option = id != NULL ? llmcost_find_option(x->scenario, id) : -1;
    if (id != NULL && option < 0)
        refuse_at(x->r, path, E_JSON_VALUE, "there is no option \"%.60s\" in this report", id);
    return option;
}

bool is_for_options(struct restoring *x, const char *path, int entry, const char *id)
{
    if (strcmp(id, llmcost_option_id(x->scenario, entry)) == 0)
        return true;
    refuse_at(x->r, path, E_JSON_VALUE, "the options stand in another order here");
    return false;
}

/* ---- Extra lines ---- */

static int add_extra(struct restoring *x, const char *path, const char *name, size_t size)
{
    struct llmcost_scenario *s = x->scenario;
    const uint32_t text = size <= 4 * LLMCOST_MAX_EXTRA_NAME ? llmcost_add_text(s, name, size) : 0;
    if (text == 0 || s->extras >= LLMCOST_MAX_EXTRAS) {
        refuse_at(x->r, path, E_JSON_VALUE, "more or longer extra lines than any report has");
        return -1;
    }
    s->extra[s->extras] = (struct llmcost_extra){.name = text};
    return s->extras++;
}

int find_extra(struct restoring *x, const char *path, const char *name)
{
    for (int i = 0; i < x->scenario->extras; i++)
        if (strcmp(llmcost_text(x->scenario, x->scenario->extra[i].name), name) == 0)
            return i;
    return add_extra(x, path, name, strlen(name));
}

static struct llmcost_ref ref_of(enum llmcost_section section, int entry,
                                 const struct llmcost_field *field)
{
    size_t count;
    return (struct llmcost_ref){.section = (int16_t)section,
                                .index = (int16_t)entry,
                                .field = (int16_t)(field - llmcost_fields(&count)),
                                .extra = -1};
}

/* Extra lines stand in runs, one for each api and host, and rates in one: made from the paths of
 * assumptions before these are read. */
static void add_extras_of(struct restoring *x, enum llmcost_section section, int entry,
                          const char *field)
{
    char prefix[LLMCOST_MAX_PATH];
    const struct llmcost_field *row = llmcost_find_field(section, field);
    struct llmcost_named *named = llmcost_member(x->scenario, section, entry, row);
    llmcost_path(x->scenario, ref_of(section, entry, row), prefix, sizeof prefix);
    const size_t length = strlen(prefix);
    *named = (struct llmcost_named){.first = x->scenario->extras};
    for (int i = 0; i < x->from->assumptions_count && !x->r->failed; i++) {
        const char *path = x->from->assumptions[i].path;
        if (strncmp(path, prefix, length) != 0 || path[length] != '.')
            continue;
        const char *name = path + length + 1;
        size_t size = strlen(name);
        if (size > 1 && name[0] == '"' && name[size - 1] == '"') {
            name++;
            size -= 2;
        }
        named->count += add_extra(x, "assumptions", name, size) >= 0;
    }
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
            llmcost_path(s, ref_of(rows[i].section, entry, field), known, sizeof known);
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
    struct llmcost_scenario *s = x->scenario;
    struct llmcost_ref cursor = LLMCOST_FIRST_INPUT;
    int misses = 0;
    find_load(x);
    for (int i = 0; i < s->apis; i++)
        add_extras_of(x, LLMCOST_APIS, i, "extra");
    for (int i = 0; i < s->hosts; i++)
        add_extras_of(x, LLMCOST_HOSTS, i, "extra");
    add_extras_of(x, LLMCOST_TOP, 0, "exchange");
    for (int i = 0; i < x->from->assumptions_count && !x->r->failed; i++)
        restore_assumption(x, i, &cursor, &misses);
}
