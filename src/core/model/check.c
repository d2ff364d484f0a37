/* check.c - everything that takes more than one field to judge, before a scenario may be evaluated.
 * Knows which inputs need or exclude each other; refuses to know how they were written down.
 * One function per matter, called from llmcost_check().
 */
#include "core/base/append.h"
#include "core/base/codes.h"
#include "core/base/count.h"
#include "core/model/estimate.h"
#include "core/model/together.h"
#include "core/scenario/scenario.h"
#include "llmcost.h"

#include <stdio.h>
#include <string.h>

/* The id of an option, the name of an entry, or where the section begins, which has no text. */
static const struct llmcost_name *entry_name(const struct llmcost_scenario *s,
                                             enum llmcost_section section, int index)
{
    if (section >= LLMCOST_SECTIONS)
        return &s->entry[index].name;
    return holds_options(section) ? read_option_id(s, section, index) : &s->section[section];
}

/* Where to point when a thing is missing: the entry it is missing from, else its section. */
static struct llmcost_place entry_place(const struct llmcost_scenario *s,
                                        enum llmcost_section section, int index)
{
    return entry_name(s, section, index)->place;
}

/* "hosts.llama.runs.2": the path of one of its numbers without the last word. */
static const char *inner_path(const struct llmcost_scenario *s, int index, char *buffer,
                              size_t size)
{
    struct llmcost_ref ref = LLMCOST_FIRST_INPUT;
    size_t count;
    buffer[0] = '\0';
    while (llmcost_next_input(s, &ref))
        if (ref.entry == index) {
            llmcost_path(s, ref, buffer, size);
            buffer[strlen(buffer) - strlen(llmcost_fields(&count)[ref.field].name) - 1] = '\0';
            break;
        }
    return buffer;
}

/* "hosts.llama", "workload", "" for the top. */
static const char *entry_path(const struct llmcost_scenario *s, enum llmcost_section section,
                              int index, char *buffer, size_t size)
{
    if (section >= LLMCOST_SECTIONS)
        return inner_path(s, index, buffer, size);
    const char *id = llmcost_text(s, entry_name(s, section, index)->text);
    size_t used = append_text(buffer, size, 0, llmcost_section_name(section));
    used = append_text(buffer, size, used, id[0] != '\0' ? "." : "");
    append_text(buffer, size, used, id);
    return buffer;
}

static bool field_is_stated(struct llmcost_scenario *s, enum llmcost_section section, int index,
                            const struct llmcost_field *field, struct llmcost_place *ret_place)
{
    const void *member = llmcost_member(s, section, index, field);
    if (field->kind == LLMCOST_NUMBER || field->kind == LLMCOST_BOOLEAN) {
        const struct llmcost_input *input = member;
        *ret_place = input->place;
        return is_stated(input);
    }
    if (has_entries(field)) {
        const struct llmcost_entries *entries = member;
        *ret_place = s->entry[entries->first].name.place;
        return entries->count > 0;
    }
    /* what is required or a choice is never a load */
    const struct llmcost_name *name = member;
    *ret_place = name->place;
    return name->origin > LLMCOST_DEFAULT;
}

/* Where a field stands as messages name it. */
static const char *place_text(struct llmcost_scenario *s, enum llmcost_section section, int index,
                              const struct llmcost_field *field, char *buffer, size_t size)
{
    struct llmcost_place place;
    field_is_stated(s, section, index, field, &place);
    const void *member = llmcost_member(s, section, index, field);
    const bool number = field->kind == LLMCOST_NUMBER || field->kind == LLMCOST_BOOLEAN;
    const int origin = number ? ((const struct llmcost_input *)member)->origin
                              : ((const struct llmcost_name *)member)->origin;
    if (origin == LLMCOST_SET)
        snprintf(buffer, size, "in --set");
    else if (place.input > 0)
        snprintf(buffer, size, "in --with");
    else
        snprintf(buffer, size, "line %u", (unsigned)place.line);
    return buffer;
}

/* ---- Required keys and choices ---- */

static void check_required(struct llmcost_scenario *s, enum llmcost_section section, int index,
                           struct llmcost_diags *diags)
{
    char path[LLMCOST_MAX_PATH];
    struct llmcost_place place;
    for (const struct llmcost_field *f = NULL; (f = llmcost_next_field(section, f)) != NULL;) {
        if (!(f->flags & LLMCOST_REQUIRED) || field_is_stated(s, section, index, f, &place))
            continue;
        place = entry_place(s, section, index);
        entry_path(s, section, index, path, sizeof path);
        llmcost_complain_at(diags, LLMCOST_ERROR, E_MISSING_KEY, place, "%s%s`%s` is missing", path,
                            path[0] ? ": " : "", f->name);
        llmcost_advise(diags, "%s", f->text);
    }
}

/* "requests_per_second, input_tokens_per_second with output_tokens_per_second, or
 * tokens_per_second" */
static void list_choice(enum llmcost_section section, enum llmcost_choice choice, char *buffer,
                        size_t size)
{
    int previous = -1;
    size_t used = 0;
    buffer[0] = '\0';
    for (const struct llmcost_field *f = NULL; (f = llmcost_next_field(section, f)) != NULL;) {
        if (f->choice != choice)
            continue;
        const char *joint = used == 0 ? "" : f->alternative == previous ? " with " : ", ";
        snprintf(buffer + used, size - used, "%s`%s`", joint, f->name);
        used = strlen(buffer);
        previous = f->alternative;
    }
}

/* A measured capacity beside a model is no second way: the estimate goes through that point. */
static bool calibrates(struct llmcost_scenario *s, enum llmcost_section section, int index,
                       const struct llmcost_field *capacity, const struct llmcost_field *model)
{
    if (model->kind != LLMCOST_TEXT)
        return false;
    if (has_entries(capacity)) /* runs are measured */
        return true;
    const struct llmcost_input *input = llmcost_member(s, section, index, capacity);
    return input->basis == LLMCOST_MEASURED;
}

/* Two ways to say one thing, none at all, or half of one. */
static void check_choice(struct llmcost_scenario *s, enum llmcost_section section, int index,
                         enum llmcost_choice choice, struct llmcost_diags *diags)
{
    const struct llmcost_field *first = NULL;
    struct llmcost_place first_place = {.line = 0};
    bool any = false;
    char path[LLMCOST_MAX_PATH];
    char list[232], where[24];
    struct llmcost_place place;
    entry_path(s, section, index, path, sizeof path);
    for (const struct llmcost_field *f = NULL; (f = llmcost_next_field(section, f)) != NULL;) {
        if (f->choice != choice || !field_is_stated(s, section, index, f, &place))
            continue;
        any = true;
        if (first != NULL && f->alternative != 0 && f->alternative != first->alternative &&
            !calibrates(s, section, index, first, f)) {
            llmcost_complain_at(diags, LLMCOST_ERROR, E_TWO_WAYS, place,
                                "%s: `%s` beside `%s` (%s) says one thing in two ways", path,
                                f->name, first->name,
                                place_text(s, section, index, first, where, sizeof where));
            llmcost_advise(diags, f->kind == LLMCOST_TEXT
                                      ? "keep one of the two; a capacity with `basis: measured` "
                                        "calibrates the estimate"
                                      : "keep one of the two");
        }
        if (first == NULL && f->alternative != 0) {
            first = f;
            first_place = place;
        }
    }
    if (!any) {
        place = entry_place(s, section, index);
        list_choice(section, choice, list, sizeof list);
        llmcost_complain_at(diags, LLMCOST_ERROR, E_MISSING_CHOICE, place, "%s: %s is missing",
                            path,
                            choice == LLMCOST_DEMAND ? "the demand"
                            : choice == LLMCOST_PAY  ? "the price of the GPUs"
                                                     : "the capacity of a replica");
        llmcost_advise(diags, "state one of %s", list);
    }
    for (const struct llmcost_field *f = NULL;
         first != NULL && (f = llmcost_next_field(section, f)) != NULL;) {
        if (f->choice != choice || f->alternative != first->alternative ||
            field_is_stated(s, section, index, f, &place))
            continue;
        llmcost_complain_at(diags, LLMCOST_ERROR, E_NEEDS_KEY, first_place,
                            "%s: `%s` needs `%s` beside it", path, first->name, f->name);
        llmcost_advise(diags, "%s", f->text);
    }
}

/* ---- References ---- */

static bool is_legal_target(const struct llmcost_scenario *s, int option,
                            const struct llmcost_field *field)
{
    static const unsigned flag[] = {[LLMCOST_API] = LLMCOST_TO_API,
                                    [LLMCOST_HOST] = LLMCOST_TO_HOST,
                                    [LLMCOST_HYBRID] = LLMCOST_TO_HYBRID};
    return (field->flags & flag[llmcost_option_kind(s, option)]) != 0;
}

static void advise_target(const struct llmcost_scenario *s, const struct llmcost_field *field,
                          const char *id, struct llmcost_diags *diags)
{
    const char *legal[LLMCOST_MAX_OPTIONS];
    size_t count = 0;
    for (int option = 0; option < llmcost_option_count(s); option++)
        if (is_legal_target(s, option, field))
            legal[count++] = llmcost_option_id(s, option);
    const char *nearest = llmcost_nearest(id, legal, count);
    if (nearest != NULL)
        llmcost_advise(diags, "did you mean `%s`?", nearest);
    else if (count > 0)
        llmcost_advise(diags, "known are %s%s%s%s%s", legal[0], count > 1 ? ", " : "",
                       count > 1 ? legal[1] : "", count > 2 ? ", " : "",
                       count > 2 ? (count > 3 ? "..." : legal[2]) : "");
    else
        llmcost_advise(diags, "there is none in this file");
}

static void check_references(struct llmcost_scenario *s, enum llmcost_section section, int index,
                             struct llmcost_diags *diags)
{
    char path[LLMCOST_MAX_PATH];
    for (const struct llmcost_field *f = NULL; (f = llmcost_next_field(section, f)) != NULL;) {
        if (f->kind != LLMCOST_REFERENCE)
            continue;
        struct llmcost_name *name = llmcost_member(s, section, index, f);
        name->option = -1;
        if (name->origin <= LLMCOST_DEFAULT)
            continue;
        const char *id = llmcost_text(s, name->text);
        const int target = llmcost_find_option(s, id);
        if (target >= 0 && is_legal_target(s, target, f)) {
            name->option = target;
            continue;
        }
        entry_path(s, section, index, path, sizeof path);
        const char *kind = !(f->flags & LLMCOST_TO_HOST)  ? "api"
                           : !(f->flags & LLMCOST_TO_API) ? "host"
                                                          : "option";
        llmcost_complain_at(diags, LLMCOST_ERROR, E_NO_SUCH_OPTION, name->place,
                            "%s%s`%s`: there is no %s `%s`", path, path[0] ? ": " : "", f->name,
                            kind, id);
        advise_target(s, f, id, diags);
    }
}

/* ---- Ranges ---- */

/* What is not stated of the estimate's error is what is known of it (§8). */
static void settle_estimate(struct llmcost_host *h)
{
    const double ninetieth = 1.2815515655446004; /* of the standard normal */
    struct llmcost_input *factor = &h->throughput_factor;
    if (is_stated(factor))
        return;
    factor->range = LLMCOST_POINT;
    if (!llmcost_is_estimated(h))
        return;
    factor->range = LLMCOST_LOGNORMAL;
    factor->high = llmcost_exp(estimate_deviation(h) * ninetieth);
    factor->low = 1 / factor->high;
}

/* A rate is what prices are read at: nothing draws it. */
static void check_rate(const struct llmcost_scenario *s, struct llmcost_ref ref,
                       struct llmcost_diags *diags)
{
    char path[LLMCOST_MAX_PATH];
    size_t count;
    if (!(llmcost_fields(&count)[ref.field].flags & LLMCOST_CURRENCIES))
        return;
    llmcost_path(s, ref, path, sizeof path);
    llmcost_complain_at(diags, LLMCOST_ERROR, E_NOT_A_RANGE, llmcost_read(s, ref)->place,
                        "%s: a rate is one number and no range", path);
    llmcost_advise(diags, "write the rate to count with, and compare with --set %.120s=...", path);
}

/* Draws have a dimension for each range, and only so many; how they are drawn is no range itself.
 */
static void check_ranges(const struct llmcost_scenario *s, struct llmcost_diags *diags)
{
    struct llmcost_ref ref = LLMCOST_FIRST_INPUT;
    const struct llmcost_input *draws[] = {&s->samples, &s->seed};
    int ranges = 0;
    while (next_known_input(s, LLMCOST_FILE, &ref)) {
        const struct llmcost_input *input = llmcost_read(s, ref);
        if (input->range != LLMCOST_POINT)
            check_rate(s, ref, diags);
        if (input->range == LLMCOST_POINT || ++ranges != LLMCOST_MAX_RANGED + 1)
            continue;
        llmcost_complain_at(diags, LLMCOST_ERROR, E_MANY_RANGES,
                            is_stated(input) ? input->place : entry_place(s, LLMCOST_TOP, 0),
                            "more than %d inputs are ranges", (int)LLMCOST_MAX_RANGED);
        llmcost_advise(diags, "keep those that may decide, and state the others as numbers");
    }
    for (size_t i = 0; i < COUNT(draws); i++) {
        if (draws[i]->range == LLMCOST_POINT)
            continue;
        llmcost_complain_at(diags, LLMCOST_ERROR, E_NOT_A_RANGE, draws[i]->place,
                            "uncertainty: `%s` says how ranges are drawn and is none itself",
                            i == 0 ? "samples" : "seed");
        llmcost_advise(diags, "write one whole number");
    }
}

static void check_entry(struct llmcost_scenario *s, enum llmcost_section section, int entry,
                        struct llmcost_diags *diags)
{
    int told = LLMCOST_NO_CHOICE;
    check_required(s, section, entry, diags);
    for (const struct llmcost_field *f = NULL; (f = llmcost_next_field(section, f)) != NULL;) {
        if (f->choice == LLMCOST_NO_CHOICE || f->choice == told)
            continue;
        told = f->choice;
        check_choice(s, section, entry, (enum llmcost_choice)f->choice, diags);
    }
}

/* What each entry of the lists and maps of an option must state. */
static void check_entries(struct llmcost_scenario *s, enum llmcost_section section, int index,
                          struct llmcost_diags *diags)
{
    for (const struct llmcost_field *f = NULL; (f = llmcost_next_field(section, f)) != NULL;) {
        if (!has_entries(f))
            continue;
        const struct llmcost_entries *entries = llmcost_member(s, section, index, f);
        for (int i = entries->first; i < entries->first + entries->count; i++)
            check_entry(s, (enum llmcost_section)f->entries, i, diags);
    }
}

static void check_section(struct llmcost_scenario *s, enum llmcost_section section,
                          struct llmcost_diags *diags)
{
    for (int i = 0; i < llmcost_section_entries(s, section); i++) {
        check_required(s, section, i, diags);
        check_references(s, section, i, diags);
        check_entries(s, section, i, diags);
        if (section == LLMCOST_WORKLOAD)
            check_choice(s, section, i, LLMCOST_DEMAND, diags);
        if (section == LLMCOST_APIS)
            check_api(s, &s->api[i], diags);
        if (section == LLMCOST_HYBRIDS)
            check_start(s, &s->hybrid[i].start, &s->hybrid[i].id, diags);
        if (section == LLMCOST_HOSTS) {
            settle_estimate(&s->host[i]);
            check_choice(s, section, i, LLMCOST_CAPACITY, diags);
            check_choice(s, section, i, LLMCOST_PAY, diags);
            check_host(s, &s->host[i], diags);
        }
    }
}

bool llmcost_check(struct llmcost_scenario *scenario, struct llmcost_diags *diags)
{
    const int before = diags->errors;
    scenario_remember(scenario);
    settle_load(scenario);
    for (int section = 0; section < LLMCOST_SECTIONS; section++)
        check_section(scenario, (enum llmcost_section)section, diags);
    check_workload(scenario, diags);
    check_changes(scenario, diags);
    check_ranges(scenario, diags);
    if (llmcost_option_count(scenario) == 0) {
        llmcost_complain_at(diags, LLMCOST_ERROR, E_NO_OPTIONS,
                            entry_place(scenario, LLMCOST_TOP, 0),
                            "there is no option to evaluate");
        llmcost_advise(diags, "add at least one entry under `apis` or `hosts`");
    }
    if (scenario->baseline.option < 0)
        scenario->baseline.option = 0; /* apis come first: the first api, else the first option */
    return diags->errors == before;
}
