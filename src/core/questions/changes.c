/* changes.c - the inputs that differ between two scenarios, one by one, and each of them alone.
 * Knows how inputs of two scenarios match, and that a model and a gpu bring facts along; refuses to
 * know any other field by name, or what a change costs (compare.c).
 */
#include "core/questions/compare.h"
#include "core/scenario/scenario.h"
#include "llmcost.h"

#include <string.h>

static enum llmcost_cause cause_of(const struct llmcost_field *field, bool another_way)
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
           field->kind != LLMCOST_WORDS && field->kind != LLMCOST_EXTRAS;
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
    const void *a = compare_member(before, section, before_index, field);
    const void *b = compare_member(after, section, after_index, field);
    if (field->kind == LLMCOST_LOAD)
        return is_same_load(a, b);
    if (compare_is_number(field))
        return is_same_number(a, b);
    const struct llmcost_name *was = a;
    const struct llmcost_name *is = b;
    return strcmp(llmcost_text(before, was->text), llmcost_text(after, is->text)) == 0;
}

/* The number of that name; -1 when a run has none. */
static int find_extra(const struct llmcost_scenario *s, const struct llmcost_named *named,
                      const char *name)
{
    for (int i = named->first; i < named->first + named->count; i++)
        if (strcmp(llmcost_text(s, s->extra[i].name), name) == 0)
            return i;
    return -1;
}

/* The next number of a run that differs: first those of `after` in its order, then those that only
 * `before` has. Enters with both refs at the row of the run; both extras -1 before the first. */
static bool next_extra(const struct llmcost_scenario *before, const struct llmcost_scenario *after,
                       struct llmcost_change *change)
{
    const struct llmcost_named *had = named_of(before, change->before);
    const struct llmcost_named *has = named_of(after, change->after);
    const bool in_before = change->after.extra < 0 && change->before.extra >= 0;
    int next = change->after.extra < 0 ? has->first : change->after.extra + 1;
    for (; !in_before && next < has->first + has->count; next++) {
        const char *name = llmcost_text(after, after->extra[next].name);
        const int same = find_extra(before, had, name);
        if (same >= 0 && is_same_number(&before->extra[same].amount, &after->extra[next].amount))
            continue;
        change->after.extra = (int16_t)next;
        change->before.extra = (int16_t)same;
        return true;
    }
    next = in_before ? change->before.extra + 1 : had->first;
    for (; next < had->first + had->count; next++) {
        const char *name = llmcost_text(before, before->extra[next].name);
        if (find_extra(after, has, name) >= 0)
            continue;
        change->after.extra = -1;
        change->before.extra = (int16_t)next;
        return true;
    }
    change->before.extra = change->after.extra = -1;
    return false;
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
        change->cause = LLMCOST_CAUSE_STRUCTURE;
        if (field != NULL && field->kind == LLMCOST_EXTRAS && next_extra(before, after, change))
            return true;
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
        change->cause = (uint8_t)cause_of(
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

static void copy_reference(const struct llmcost_scenario *after, const struct llmcost_name *from,
                           struct llmcost_scenario *changed, struct llmcost_name *to)
{
    const char *id = llmcost_text(after, from->text);
    *to = *from;
    to->text = llmcost_add_text(changed, id, strlen(id));
    to->source = 0;
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
    copy_reference(after, compare_member(after, LLMCOST_HOSTS, change->after.index, field), changed,
                   llmcost_member(changed, LLMCOST_HOSTS, change->before.index, field));
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
    for (const struct llmcost_field *f = NULL; (f = llmcost_next_field(section, f)) != NULL;) {
        void *to = llmcost_member(changed, section, change->before.index, f);
        const void *from = compare_member(after, section, change->after.index, f);
        if (f->choice == choice && compare_is_number(f))
            compare_copy(to, from);
        else if (f->choice == choice) /* a model, and the GPU that it is estimated on */
            copy_entry(after, change, f, changed);
    }
    if (choice == LLMCOST_CAPACITY)
        copy_entry(after, change, gpu_field(), changed);
    return first_of_choice(after, change, choice) == field;
}

/* Extra lines of an option are a run: it moves to the end, where there is room to grow. */
static bool add_extra(const struct llmcost_scenario *after, const struct llmcost_change *change,
                      struct llmcost_scenario *changed, struct llmcost_named *c)
{
    if (changed->extras + c->count + 1 > LLMCOST_MAX_EXTRAS ||
        c->count + 1 > LLMCOST_MAX_OPTION_EXTRAS)
        return false;
    for (int i = 0; i < c->count; i++)
        changed->extra[changed->extras + i] = changed->extra[c->first + i];
    struct llmcost_extra *extra = &changed->extra[changed->extras + c->count];
    const char *name = llmcost_text(after, after->extra[change->after.extra].name);
    compare_copy(&extra->amount, &after->extra[change->after.extra].amount);
    extra->name = llmcost_add_text(changed, name, strlen(name));
    c->first = changed->extras;
    changed->extras += ++c->count;
    return true;
}

static struct llmcost_named *extras_of(struct llmcost_scenario *changed, struct llmcost_ref ref)
{
    size_t count;
    return llmcost_member(changed, (enum llmcost_section)ref.section, ref.index,
                          &llmcost_fields(&count)[ref.field]);
}

static bool change_extra(const struct llmcost_scenario *after, const struct llmcost_change *change,
                         struct llmcost_scenario *changed)
{
    struct llmcost_named *c = extras_of(changed, change->before);
    if (change->before.extra < 0)
        return add_extra(after, change, changed, c);
    struct llmcost_extra *extra = &changed->extra[change->before.extra];
    if (change->after.extra >= 0) {
        compare_copy(&extra->amount, &after->extra[change->after.extra].amount);
        return true;
    }
    const struct llmcost_extra *end = &changed->extra[c->first + c->count];
    memmove(extra, extra + 1, (size_t)(end - extra - 1) * sizeof *extra);
    c->count--;
    return true;
}

bool llmcost_change_alone(const struct llmcost_scenario *before,
                          const struct llmcost_scenario *after, const struct llmcost_change *change,
                          struct llmcost_scenario *ret_changed)
{
    size_t count;
    const struct llmcost_field *field = &llmcost_fields(&count)[change->after.field];
    const enum llmcost_section section = (enum llmcost_section)change->after.section;
    const int to_index = change->before.index;
    const int from_index = change->after.index;
    const void *from = compare_member(after, section, from_index, field);
    *ret_changed = *before;
    void *to = llmcost_member(ret_changed, section, to_index, field);
    if ((field->flags & LLMCOST_CURRENCIES) != 0) {
        return false; /* it has changed prices, each a change of its own */
    } else if (field->kind == LLMCOST_EXTRAS) {
        if (!change_extra(after, change, ret_changed))
            return false;
    } else if (compare_changes_way(before, to_index, after, from_index, section,
                                   (enum llmcost_choice)field->choice)) {
        if (!copy_choice(after, change, field, ret_changed))
            return false;
    } else if (field->kind == LLMCOST_LOAD) {
        ret_changed->load = after->load;
        ret_changed->load.name.text = 0;
        ret_changed->load.factor.source = 0;
    } else if (field->kind == LLMCOST_REFERENCE) {
        copy_reference(after, from, ret_changed, to);
    } else if (compare_is_number(field)) {
        compare_copy(to, from);
    } else if (section == LLMCOST_HOSTS && field != llmcost_find_field(LLMCOST_HOSTS, "rental")) {
        copy_entry(after, change, field, ret_changed);
    } else {
        return false; /* `from` and `rental`: what they change are prices, each a change of its own
                       */
    }
    return compare_is_legal(ret_changed);
}
