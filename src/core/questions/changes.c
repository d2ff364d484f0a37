/* changes.c - the inputs that differ between two scenarios, one by one, and each of them alone.
 * Knows how inputs of two scenarios match, and that a model and a gpu bring facts along; refuses to
 * know any other field by name, or what a change costs (compare.c).
 */
#include "core/questions/compare.h"
#include "core/scenario/scenario.h"
#include "llmcost.h"

#include <string.h>

enum llmcost_cause llmcost_cause_of(const struct llmcost_field *field, bool another_way)
{
    if (field->section == LLMCOST_WORKLOAD)
        return LLMCOST_CAUSE_USAGE;
    return (field->flags & LLMCOST_PRICE) && !another_way ? LLMCOST_CAUSE_PRICE
                                                          : LLMCOST_CAUSE_STRUCTURE;
}

/* What a scenario calls itself and what a script makes of it are no inputs. */
static bool is_input(const struct llmcost_field *field)
{
    bool title = field->section == LLMCOST_TOP && field->kind == LLMCOST_TEXT;
    bool only_value = compare_is_number(field) && field->min >= field->max; /* the version */
    return !title && !only_value && field->section != LLMCOST_GATES &&
           field->kind != LLMCOST_CHANGES && !has_entries(field);
}

static bool is_same_number(const struct llmcost_input *a, const struct llmcost_input *b)
{
    return (a->origin == LLMCOST_UNSET) == (b->origin == LLMCOST_UNSET) && a->value == b->value;
}

static bool is_same_load(const struct llmcost_load *a, const struct llmcost_load *b)
{
    return a->hours == b->hours && a->factor.value == b->factor.value &&
           memcmp(a->weight, b->weight, (size_t)a->hours * sizeof a->weight[0]) == 0;
}

static bool is_same(const struct llmcost_scenario *before, int before_index,
                    const struct llmcost_scenario *after, int after_index,
                    enum llmcost_section section, const struct llmcost_field *field)
{
    const void *a = read_member(before, section, before_index, field);
    const void *b = read_member(after, section, after_index, field);
    if (field->kind == LLMCOST_LOAD)
        return is_same_load(a, b);
    if (compare_is_number(field))
        return is_same_number(a, b);
    const struct llmcost_name *was = a;
    const struct llmcost_name *is = b;
    return strcmp(llmcost_text(before, was->text), llmcost_text(after, is->text)) == 0;
}

/* ---- Lists and maps ---- */

/* The same list or map of an option before and after. */
struct two_lists {
    const struct llmcost_scenario *before, *after;
    const struct llmcost_entries *had, *has;
    bool named;
};

/* The entry of `in` that one of `of` is: that of its name in a map, of its number in a list; -1
 * when there is none. */
static int same_entry(const struct llmcost_scenario *s, const struct llmcost_entries *of, int entry,
                      const struct llmcost_scenario *other, const struct llmcost_entries *in,
                      bool named)
{
    for (int i = 0; i < in->count; i++) {
        const bool same =
            named ? strcmp(llmcost_text(s, s->entry[entry].name.text),
                           llmcost_text(other, other->entry[in->first + i].name.text)) == 0
                  : entry - of->first == i;
        if (same)
            return in->first + i;
    }
    return -1;
}

/* To the next pair: first the entries of `after` in its order with what they were, then those that
 * only `before` has. Both are -1 before the first. */
static bool next_pair(const struct two_lists *l, int *was, int *is)
{
    const bool in_before = *is < 0 && *was >= 0;
    int next = *is < 0 ? l->has->first : *is + 1;
    if (!in_before && next < l->has->first + l->has->count) {
        *is = next;
        *was = same_entry(l->after, l->has, next, l->before, l->had, l->named);
        return true;
    }
    next = in_before ? *was + 1 : l->had->first;
    for (; next < l->had->first + l->had->count; next++) {
        if (same_entry(l->before, l->had, next, l->after, l->has, l->named) >= 0)
            continue;
        *was = next;
        *is = -1;
        return true;
    }
    return false;
}

/* The next field of an entry that differs, or that only one of the two states. Enters at the list
 * or at the last such field, and is back at the list after the last. */
static bool next_in_list(const struct llmcost_scenario *before,
                         const struct llmcost_scenario *after, const struct llmcost_field *list,
                         struct llmcost_change *change)
{
    size_t count;
    const struct llmcost_field *fields = llmcost_fields(&count);
    const enum llmcost_section section = (enum llmcost_section)change->after.section;
    const enum llmcost_section inside = (enum llmcost_section)list->entries;
    const struct two_lists lists = {.before = before,
                                    .after = after,
                                    .had = read_member(before, section, change->before.index, list),
                                    .has = read_member(after, section, change->after.index, list),
                                    .named = list->kind == LLMCOST_MAP};
    const struct llmcost_field *field = &fields[change->after.field];
    int was = change->before.entry;
    int is = change->after.entry;
    if (field == list)
        field = NULL;
    else
        field = llmcost_next_field(inside, field);
    for (;;) {
        if (field == NULL && !next_pair(&lists, &was, &is))
            break;
        field = field != NULL ? field : llmcost_next_field(inside, NULL);
        const bool differs = was >= 0 && is >= 0 ? !is_same(before, was, after, is, inside, field)
                                                 : compare_states(was >= 0 ? before : after, inside,
                                                                  was >= 0 ? was : is, field);
        if (differs) {
            change->before.entry = (int16_t)was;
            change->after.entry = (int16_t)is;
            change->before.field = change->after.field = (int16_t)(field - fields);
            return true;
        }
        field = llmcost_next_field(inside, field);
    }
    change->before.entry = change->after.entry = -1;
    change->before.field = change->after.field = (int16_t)(list - fields);
    return false;
}

/* The list or map that a field is, or is in; NULL when neither. */
static const struct llmcost_field *list_of(enum llmcost_section section,
                                           const struct llmcost_field *field)
{
    if (has_entries(field))
        return field;
    return field->section < LLMCOST_SECTIONS
               ? NULL
               : llmcost_entries_field(section, (enum llmcost_section)field->section);
}

/* To the next entry that both scenarios have; false after the last. */
static bool next_entry(const struct llmcost_scenario *before, const struct llmcost_scenario *after,
                       struct llmcost_change *change)
{
    struct llmcost_ref *at = &change->after;
    at->index++;
    for (; at->section < LLMCOST_SECTIONS; at->section++, at->index = 0)
        for (; at->index < llmcost_section_entries(after, (enum llmcost_section)at->section);
             at->index++) {
            const int same =
                compare_entry(after, (enum llmcost_section)at->section, at->index, before);
            if (same < 0)
                continue;
            at->field = -1;
            change->before = *at;
            change->before.index = (int16_t)same;
            return true;
        }
    return false;
}

bool llmcost_next_change(const struct llmcost_scenario *before,
                         const struct llmcost_scenario *after, struct llmcost_change *change)
{
    size_t count;
    const struct llmcost_field *fields = llmcost_fields(&count);
    for (;;) {
        const enum llmcost_section section = (enum llmcost_section)change->after.section;
        const struct llmcost_field *field =
            change->after.field >= 0 ? &fields[change->after.field] : NULL;
        const struct llmcost_field *list = field != NULL ? list_of(section, field) : NULL;
        if (list != NULL && next_in_list(before, after, list, change)) {
            change->cause =
                (uint8_t)llmcost_cause_of(list, false); /* its entries belong together */
            return true;
        }
        if (list != NULL)
            field = list;
        field = llmcost_next_field(section, field);
        if (field == NULL) {
            if (!next_entry(before, after, change))
                return false;
            continue;
        }
        change->before.field = change->after.field = (int16_t)(field - fields);
        if (!is_input(field) ||
            is_same(before, change->before.index, after, change->after.index, section, field))
            continue;
        change->cause = (uint8_t)llmcost_cause_of(
            field, compare_changes_way(before, change->before.index, after, change->after.index,
                                       section, (enum llmcost_choice)field->choice));
        return true;
    }
}

/* ---- One change alone ---- */

/* The field that a change of ways is told with: the first that the new way states. */
static const struct llmcost_field *first_of_choice(const struct llmcost_scenario *after,
                                                   const struct llmcost_change *change,
                                                   enum llmcost_choice choice)
{
    const enum llmcost_section section = (enum llmcost_section)change->after.section;
    const struct llmcost_field *first = NULL;
    for (const struct llmcost_field *f = NULL; (f = llmcost_next_field(section, f)) != NULL;) {
        if (f->choice != choice || !compare_states(after, section, change->after.index, f))
            continue;
        if (first == NULL || (first->alternative == 0 && f->alternative != 0))
            first = f;
    }
    return first;
}

static const struct llmcost_field *gpu_field(void)
{
    return llmcost_find_field(LLMCOST_HOSTS, "gpu");
}

/* The name of a catalog entry together with the facts that it stands for. */
static void copy_entry(const struct llmcost_scenario *after, const struct llmcost_change *change,
                       const struct llmcost_field *field, struct llmcost_scenario *changed)
{
    const struct llmcost_host *from = &after->host[change->after.index];
    struct llmcost_host *to = &changed->host[change->before.index];
    compare_copy_name(changed, llmcost_member(changed, LLMCOST_HOSTS, change->before.index, field),
                      after, read_member(after, LLMCOST_HOSTS, change->after.index, field));
    if (field == gpu_field())
        to->gpu_facts = from->gpu_facts;
    else if (field == llmcost_find_field(LLMCOST_HOSTS, "model"))
        to->model_facts = from->model_facts;
}

/* All fields of a choice at once; false unless `field` is the one to tell it with. */
static bool copy_choice(const struct llmcost_scenario *after, const struct llmcost_change *change,
                        const struct llmcost_field *field, struct llmcost_scenario *changed)
{
    const enum llmcost_section section = (enum llmcost_section)change->after.section;
    const enum llmcost_choice choice = (enum llmcost_choice)field->choice;
    bool good = true;
    for (const struct llmcost_field *f = NULL; (f = llmcost_next_field(section, f)) != NULL;) {
        void *to = llmcost_member(changed, section, change->before.index, f);
        const void *from = read_member(after, section, change->after.index, f);
        if (f->choice == choice && has_entries(f))
            good = compare_copy_entries(changed, to, after, from, f) && good;
        else if (f->choice == choice && compare_is_number(f))
            compare_copy(to, from);
        else if (f->choice == choice) /* a model, and the GPU that it is estimated on */
            copy_entry(after, change, f, changed);
    }
    if (choice == LLMCOST_CAPACITY)
        copy_entry(after, change, gpu_field(), changed);
    return good && first_of_choice(after, change, choice) == field;
}

/* An entry that is new or gone is told with the first field that it states. */
static bool tells_entry(const struct llmcost_scenario *s, int entry,
                        const struct llmcost_field *field)
{
    const enum llmcost_section inside = (enum llmcost_section)field->section;
    const struct llmcost_field *first = NULL;
    do
        first = llmcost_next_field(inside, first);
    while (first != NULL && !compare_states(s, inside, entry, first));
    return first == field;
}

static bool change_entry(const struct llmcost_scenario *after, const struct llmcost_change *change,
                         const struct llmcost_field *field, struct llmcost_scenario *changed)
{
    const enum llmcost_section section = (enum llmcost_section)change->before.section;
    const enum llmcost_section inside = (enum llmcost_section)field->section;
    struct llmcost_entries *entries = llmcost_member(changed, section, change->before.index,
                                                     llmcost_entries_field(section, inside));
    const int was = change->before.entry;
    const int is = change->after.entry;
    if (was < 0)
        return tells_entry(after, is, field) &&
               compare_add_entry(changed, entries, after, is, inside);
    if (is >= 0) {
        compare_copy_field(changed, was, after, is, field);
        return true;
    }
    if (!tells_entry(changed, was, field))
        return false;
    const struct llmcost_entry *end = &changed->entry[entries->first + entries->count];
    struct llmcost_entry *gone = &changed->entry[was];
    memmove(gone, gone + 1, (size_t)(end - gone - 1) * sizeof *gone);
    entries->count--;
    return true;
}

bool llmcost_change_alone(const struct llmcost_scenario *before,
                          const struct llmcost_scenario *after, const struct llmcost_change *change,
                          struct llmcost_scenario *ret_changed, struct llmcost_diags *diags)
{
    size_t count;
    const struct llmcost_field *field = &llmcost_fields(&count)[change->after.field];
    const enum llmcost_section section = (enum llmcost_section)change->after.section;
    const int to_index = change->before.index;
    const int from_index = change->after.index;
    const void *from = read_ref(after, change->after);
    *ret_changed = *before;
    ret_changed->changes.count = 0; /* it is the first month's bill that is asked for */
    void *to = llmcost_member(ret_changed, section, to_index, field);
    if ((field->flags & LLMCOST_CURRENCIES) != 0)
        return false; /* it has changed prices, each a change of its own */
    if (field->section >= LLMCOST_SECTIONS)
        return change_entry(after, change, field, ret_changed) &&
               compare_is_legal(ret_changed, diags);
    if (compare_changes_way(before, to_index, after, from_index, section,
                            (enum llmcost_choice)field->choice))
        return copy_choice(after, change, field, ret_changed) &&
               compare_is_legal(ret_changed, diags);
    if (field->kind == LLMCOST_LOAD) {
        ret_changed->load = after->load;
        ret_changed->load.name.text = 0;
        compare_copy(&ret_changed->load.factor, &after->load.factor);
    } else if (field->kind == LLMCOST_REFERENCE || field->kind == LLMCOST_WORDS) {
        compare_copy_name(ret_changed, to, after, from);
    } else if (compare_is_number(field)) {
        compare_copy(to, from);
    } else if (section == LLMCOST_HOSTS && field != llmcost_find_field(LLMCOST_HOSTS, "rental")) {
        copy_entry(after, change, field, ret_changed);
    } else {
        return false; /* `from` and `rental`: what they change are prices, each a change of its own
                       */
    }
    return compare_is_legal(ret_changed, diags);
}
