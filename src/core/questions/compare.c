/* compare.c - what moved the bills from one scenario to another: mixes of the two, priced by the
 * engine. Knows which inputs are prices, usage and structure, and how options of two scenarios
 * match; refuses to know any field by name. Every mix passes llmcost_check() or explains nothing.
 */
#include "core/questions/compare.h"
#include "core/model/demand.h"
#include "core/months/walk.h"
#include "core/scenario/scenario.h"
#include "llmcost.h"

#include <string.h>

/* Bills beyond this explain nothing: sums of four effects must fit 64 bits. */
static const int64_t MAX_EXPLAINED = 1000000000000000000; /* micros: 1e12 a month */

bool compare_is_number(const struct llmcost_field *field)
{
    return field->kind == LLMCOST_NUMBER || field->kind == LLMCOST_BOOLEAN;
}

/* Of a number, a text, a list or a map. */
bool compare_states(const struct llmcost_scenario *scenario, enum llmcost_section section,
                    int index, const struct llmcost_field *field)
{
    const void *member = read_member(scenario, section, index, field);
    if (has_entries(field))
        return ((const struct llmcost_entries *)member)->count > 0;
    return compare_is_number(field)
               ? is_stated(member)
               : ((const struct llmcost_name *)member)->origin > LLMCOST_DEFAULT;
}

/* ---- Which option is which ---- */

static const char *entry_id(const struct llmcost_scenario *s, enum llmcost_section section,
                            int index)
{
    return llmcost_text(s, read_option_id(s, section, index)->text);
}

/* The entry of `other` that entry `index` of `s` is; -1 when there is none. */
int compare_entry(const struct llmcost_scenario *s, enum llmcost_section section, int index,
                  const struct llmcost_scenario *other)
{
    if (!holds_options(section))
        return index;
    for (int i = 0; i < llmcost_section_entries(other, section); i++)
        if (strcmp(entry_id(other, section, i), entry_id(s, section, index)) == 0)
            return i;
    return -1;
}

/* ---- Ways to say one thing ---- */

/* The alternative of a choice that an entry states; 0 when none. */
static int stated_alternative(const struct llmcost_scenario *s, enum llmcost_section section,
                              int index, enum llmcost_choice choice)
{
    for (const struct llmcost_field *f = NULL; (f = llmcost_next_field(section, f)) != NULL;) {
        if (f->choice == choice && f->alternative != 0 && compare_states(s, section, index, f))
            return f->alternative;
    }
    return 0;
}

bool compare_changes_way(const struct llmcost_scenario *before, int before_index,
                         const struct llmcost_scenario *after, int after_index,
                         enum llmcost_section section, enum llmcost_choice choice)
{
    return choice != LLMCOST_NO_CHOICE &&
           stated_alternative(before, section, before_index, choice) !=
               stated_alternative(after, section, after_index, choice);
}

/* ---- Mixes ---- */

/* A number of another scenario; its texts are of that one and stay behind. */
void compare_copy(struct llmcost_input *to, const struct llmcost_input *from)
{
    *to = *from;
    to->source = to->same_as = 0;
}

void compare_copy_name(struct llmcost_scenario *to, struct llmcost_name *to_name,
                       const struct llmcost_scenario *from, const struct llmcost_name *name)
{
    const char *text = llmcost_text(from, name->text);
    *to_name = *name;
    to_name->text = llmcost_add_text(to, text, strlen(text));
    to_name->source = 0;
}

void compare_copy_field(struct llmcost_scenario *to, int to_entry,
                        const struct llmcost_scenario *from, int entry,
                        const struct llmcost_field *field)
{
    const enum llmcost_section inside = (enum llmcost_section)field->section;
    void *member = llmcost_member(to, inside, to_entry, field);
    if (compare_is_number(field))
        compare_copy(member, read_member(from, inside, entry, field));
    else
        compare_copy_name(to, member, from, read_member(from, inside, entry, field));
}

bool compare_add_entry(struct llmcost_scenario *to, struct llmcost_entries *entries,
                       const struct llmcost_scenario *from, int entry, enum llmcost_section inside)
{
    const char *name = llmcost_text(from, from->entry[entry].name.text);
    const int added =
        llmcost_add_entry(to, entries, inside, llmcost_add_text(to, name, strlen(name)));
    for (const struct llmcost_field *f = NULL;
         added >= 0 && (f = llmcost_next_field(inside, f)) != NULL;)
        compare_copy_field(to, added, from, entry, f);
    return added >= 0;
}

bool compare_copy_entries(struct llmcost_scenario *to, struct llmcost_entries *entries,
                          const struct llmcost_scenario *from, const struct llmcost_entries *of,
                          const struct llmcost_field *list)
{
    bool good = true;
    *entries = (struct llmcost_entries){.count = 0};
    for (int i = 0; i < of->count && good; i++)
        good = compare_add_entry(to, entries, from, of->first + i,
                                 (enum llmcost_section)list->entries);
    return good;
}

/* The prices that the ratio of the long-context tier is of belong to the prices that they came
 * with. */
static void keep_ratio(struct llmcost_api *to, const struct llmcost_api *from)
{
    to->written_input_per_mtok = from->written_input_per_mtok;
    to->written_long_context_input_per_mtok = from->written_long_context_input_per_mtok;
}

/* False when there is no room for the lists. */
static bool copy_prices(struct llmcost_scenario *to, const struct llmcost_scenario *from,
                        enum llmcost_section section, int index)
{
    const int other = compare_entry(to, section, index, from);
    bool good = true;
    if (other < 0)
        return true;
    for (const struct llmcost_field *f = NULL; (f = llmcost_next_field(section, f)) != NULL;) {
        const enum llmcost_choice choice = (enum llmcost_choice)f->choice;
        if ((f->flags & LLMCOST_PRICE) && compare_is_number(f) &&
            !compare_changes_way(to, index, from, other, section, choice))
            compare_copy(llmcost_member(to, section, index, f),
                         read_member(from, section, other, f));
        if ((f->flags & LLMCOST_PRICE) && has_entries(f))
            good = compare_copy_entries(to, llmcost_member(to, section, index, f), from,
                                        read_member(from, section, other, f), f) &&
                   good;
    }
    if (section == LLMCOST_APIS)
        keep_ratio(&to->api[index], &from->api[other]);
    return good;
}

static bool copy_all_prices(struct llmcost_scenario *to, const struct llmcost_scenario *from)
{
    bool good = true;
    for (int i = 0; i < to->apis; i++)
        good = copy_prices(to, from, LLMCOST_APIS, i) && good;
    for (int i = 0; i < to->hosts; i++)
        good = copy_prices(to, from, LLMCOST_HOSTS, i) && good;
    return good;
}

static void copy_workload(struct llmcost_scenario *to, const struct llmcost_scenario *from)
{
    to->workload = from->workload;
    to->load = from->load;
    to->written_input_tokens = from->written_input_tokens;
    to->written_output_tokens = from->written_output_tokens;
    to->load.name.text = 0; /* a text of the other scenario */
    for (const struct llmcost_field *f = NULL;
         (f = llmcost_next_field(LLMCOST_WORKLOAD, f)) != NULL;)
        if (compare_is_number(f))
            compare_copy(llmcost_member(to, LLMCOST_WORKLOAD, 0, f),
                         read_member(from, LLMCOST_WORKLOAD, 0, f));
    compare_copy(&to->load.factor, &from->load.factor);
}

bool compare_is_legal(struct llmcost_scenario *scenario, struct llmcost_diags *diags)
{
    llmcost_diags_init(diags);
    return llmcost_check(scenario, diags);
}

bool compare_mix(const struct llmcost_scenario *before, const struct llmcost_scenario *after,
                 enum llmcost_cause cause, struct llmcost_scenario *ret_mix,
                 struct llmcost_diags *diags)
{
    bool good = true;
    *ret_mix = cause == LLMCOST_CAUSE_STRUCTURE ? *after : *before;
    ret_mix->changes.count = 0; /* it is the first month's bill that is explained */
    if (cause == LLMCOST_CAUSE_STRUCTURE) {
        good = copy_all_prices(ret_mix, before);
        copy_workload(ret_mix, before);
    } else if (cause == LLMCOST_CAUSE_PRICE) {
        good = copy_all_prices(ret_mix, after);
    } else {
        copy_workload(ret_mix, after);
    }
    return good && compare_is_legal(ret_mix, diags);
}

/* ---- Effects ---- */

bool llmcost_monthly_micros(const struct llmcost_scenario *scenario, int option,
                            int64_t *ret_micros)
{
    struct option_month month;
    option_first_month_at(scenario, option, requests_per_month(scenario), NULL, &month);
    if (month.bill.overflows)
        return false;
    *ret_micros = month.bill.micros;
    return true;
}

/* The bill of the option with that id, where it can be explained. */
static bool bill_of(const struct llmcost_scenario *s, const char *id, int64_t *ret_micros)
{
    const int option = llmcost_find_option(s, id);
    int64_t micros;
    if (option < 0 || !llmcost_monthly_micros(s, option, &micros) || micros > MAX_EXPLAINED)
        return false;
    *ret_micros = micros;
    return true;
}

void llmcost_attribute(const struct llmcost_scenario *before, const struct llmcost_scenario *after,
                       struct llmcost_scenario *scratch,
                       struct llmcost_attribution *ret_attribution, struct llmcost_diags *diags)
{
    const int options = llmcost_option_count(after);
    for (int o = 0; o < options; o++) {
        struct llmcost_attribution *a = &ret_attribution[o];
        const char *id = llmcost_option_id(after, o);
        int64_t was = 0;
        int64_t is = 0;
        *a = (struct llmcost_attribution){.known =
                                              bill_of(before, id, &was) && bill_of(after, id, &is)};
        a->delta = is - was;
        a->effect[LLMCOST_CAUSE_INTERACTION] = a->delta;
    }
    for (int cause = 0; cause < LLMCOST_CAUSE_INTERACTION; cause++) {
        const bool legal = compare_mix(before, after, (enum llmcost_cause)cause, scratch, diags);
        for (int o = 0; legal && o < options; o++) {
            struct llmcost_attribution *a = &ret_attribution[o];
            const char *id = llmcost_option_id(after, o);
            int64_t was;
            int64_t mixed;
            if (!a->known || !bill_of(before, id, &was) || !bill_of(scratch, id, &mixed))
                continue;
            a->effect[cause] = mixed - was;
            a->effect[LLMCOST_CAUSE_INTERACTION] -= a->effect[cause];
        }
    }
}
