/* report.c - asks the engine everything that one report answers, before anything is written.
 * Knows which questions a report consists of; refuses to know how they are answered or printed.
 */
#include "io/report/outcome.h"

#include <stdlib.h>
#include <string.h>

/* Every host and hybrid against every api, in option order. */
static int ask_break_even(const struct llmcost_scenario *scenario, struct llmcost_break_even *list,
                          struct llmcost_break_even *told)
{
    int count = 0;
    for (int option = scenario->apis; option < llmcost_option_count(scenario); option++)
        for (int api = 0; api < scenario->apis; api++, count++) {
            llmcost_break_even(scenario, option, api, false, &list[count]);
            if (llmcost_has_horizon(scenario, option) || llmcost_has_horizon(scenario, api))
                llmcost_break_even(scenario, option, api, true, &told[count]);
            else
                told[count] = list[count];
        }
    return count;
}

/* What is not known: NULL when no input is a range. False when memory ran out or a bill of a draw
 * is too large. */
static bool ask_uncertainty(struct llmcost_scenario *scenario, struct report *report,
                            struct llmcost_diags *diags, bool *ret_no_memory)
{
    struct llmcost_ref refs[LLMCOST_MAX_RANGED];
    const int count = llmcost_ranged(scenario, refs, LLMCOST_MAX_RANGED);
    if (count == 0)
        return true;
    report->uncertainty = malloc(sizeof *report->uncertainty);
    if (report->asks.drawing)
        report->margins = malloc((size_t)scenario->samples.value * sizeof *report->margins);
    if (report->uncertainty == NULL || (report->asks.drawing && report->margins == NULL)) {
        *ret_no_memory = true;
        return false;
    }
    return sample_uncertainty(scenario, report->result, refs, count, &report->asks.sharing,
                              report->uncertainty, report->margins, diags, ret_no_memory);
}

static bool ask_questions(struct llmcost_scenario *scenario, struct report *report,
                          struct llmcost_diags *diags, bool *ret_no_memory)
{
    report->break_even_count = ask_break_even(scenario, report->break_even, report->told);
    return ask_uncertainty(scenario, report, diags, ret_no_memory);
}

/* After the draws, where there are any: they have swung the ranges already. */
static void ask_swings(struct llmcost_scenario *scenario, struct report *report)
{
    const struct llmcost_uncertainty *known = report->uncertainty;
    const int most = report->asks.swings + (known != NULL ? known->inputs : 0);
    if (report->asks.swings > 0)
        report->swing_count =
            llmcost_tornado(scenario, report->result, known, report->told, report->break_even_count,
                            report->swings, most < REPORT_SWINGS ? most : REPORT_SWINGS);
}

bool report_make(struct llmcost_scenario *scenario, const struct report_asks *asks,
                 struct report *ret_report, struct llmcost_diags *diags, bool *ret_no_memory)
{
    size_t pairs = (size_t)(scenario->hosts + scenario->hybrids) * (size_t)scenario->apis;
    struct llmcost_result *result = malloc(sizeof *result);
    struct report report = {.asks = *asks, .scenario = scenario, .result = result};
    report.break_even = malloc((pairs ? pairs : 1) * sizeof *report.break_even);
    report.told = malloc((pairs ? pairs : 1) * sizeof *report.told);
    report.swings = malloc(REPORT_SWINGS * sizeof *report.swings);
    *ret_no_memory =
        result == NULL || report.break_even == NULL || report.told == NULL || report.swings == NULL;
    bool good = !*ret_no_memory && llmcost_evaluate(scenario, result, diags);
    if (good) {
        llmcost_review(scenario, result);
        good = !asks->questions || ask_questions(scenario, &report, diags, ret_no_memory);
    }
    if (good) {
        ask_swings(scenario, &report);
        *ret_report = report;
        return true;
    }
    free(result);
    report.result = NULL;
    report_free(&report);
    return false;
}

void report_free(struct report *report)
{
    free(report->result);
    free(report->break_even);
    free(report->told);
    free(report->swings);
    free(report->uncertainty);
    free(report->margins);
    if (report->outcome != NULL)
        arena_free(&report->outcome->arena);
    free(report->outcome);
    report->outcome = NULL;
    report->result = NULL;
    report->break_even = NULL;
    report->told = NULL;
    report->swings = NULL;
    report->uncertainty = NULL;
    report->margins = NULL;
}

/* The concurrency of an estimate decides it, stated or not. */
static bool is_of_estimate(const struct llmcost_scenario *scenario, struct llmcost_ref ref,
                           const struct llmcost_field *field)
{
    return ref.section == LLMCOST_HOSTS && llmcost_is_estimated(&scenario->host[ref.index]) &&
           field == llmcost_find_field(LLMCOST_HOSTS, "concurrency");
}

/* A field of one legal value (the version) assumes nothing. */
bool report_is_assumption(const struct llmcost_scenario *scenario, struct llmcost_ref ref)
{
    size_t count;
    const struct llmcost_input *input = llmcost_read(scenario, ref);
    if (input->origin == LLMCOST_UNSET)
        return false;
    const struct llmcost_field *field = &llmcost_fields(&count)[ref.field];
    if (field->kind == LLMCOST_NUMBER && field->min >= field->max)
        return false;
    return input->origin != LLMCOST_DEFAULT || field->kind == LLMCOST_LOAD ||
           (field->flags & LLMCOST_NOTABLE) != 0 || input->range != LLMCOST_POINT ||
           is_of_estimate(scenario, ref, field);
}

const struct llmcost_name *report_next_entry(const struct llmcost_scenario *scenario, int *cursor,
                                             struct llmcost_ref *ret_ref)
{
    for (int at; (at = (*cursor)++) < scenario->apis + 2 * scenario->hosts;) {
        const int of_hosts = at - scenario->apis; /* the model, then the gpu of each */
        const bool is_api = of_hosts < 0, is_model = of_hosts % 2 == 0;
        const int index = is_api ? at : of_hosts / 2;
        const struct llmcost_name *name = is_api     ? &scenario->api[index].from
                                          : is_model ? &scenario->host[index].model
                                                     : &scenario->host[index].gpu;
        const enum llmcost_section section = is_api ? LLMCOST_APIS : LLMCOST_HOSTS;
        size_t count;
        if (name->text == 0 || name->source == 0)
            continue;
        const struct llmcost_field *field = llmcost_find_field(section, is_api     ? "from"
                                                                        : is_model ? "model"
                                                                                   : "gpu");
        *ret_ref = (struct llmcost_ref){.section = (int16_t)section,
                                        .index = (int16_t)index,
                                        .field = (int16_t)(field - llmcost_fields(&count)),
                                        .entry = -1};
        return name;
    }
    return NULL;
}

/* ---- Places ---- */

const char *report_fragment(const struct report *report, struct llmcost_place place)
{
    const int at = (int)place.input - 1;
    return at >= 0 && at < report->fragment_count ? report->fragments[at].name : NULL;
}

static const struct llmcost_name *option_name(const struct llmcost_scenario *scenario, int option,
                                              struct llmcost_ref *ret_entry)
{
    static const uint8_t sections[] = {[LLMCOST_API] = LLMCOST_APIS,
                                       [LLMCOST_HOST] = LLMCOST_HOSTS,
                                       [LLMCOST_HYBRID] = LLMCOST_HYBRIDS};
    enum llmcost_option_kind kind = llmcost_option_kind(scenario, option);
    int first = kind == LLMCOST_API    ? 0
                : kind == LLMCOST_HOST ? scenario->apis
                                       : scenario->apis + scenario->hosts;
    int index = option - first;
    *ret_entry = (struct llmcost_ref){
        .section = sections[kind], .index = (int16_t)index, .field = -1, .entry = -1};
    return kind == LLMCOST_API    ? &scenario->api[index].id
           : kind == LLMCOST_HOST ? &scenario->host[index].id
                                  : &scenario->hybrid[index].id;
}

/* The path of an option is that of any of its fields without the field. */
static void option_path(const struct llmcost_scenario *scenario, struct llmcost_ref entry,
                        char *path, size_t size)
{
    size_t count;
    const struct llmcost_field *fields = llmcost_fields(&count);
    const struct llmcost_field *field =
        llmcost_next_field((enum llmcost_section)entry.section, NULL);
    entry.field = (int16_t)(field - fields);
    llmcost_path(scenario, entry, path, size);
    size_t length = strlen(path), tail = strlen(field->name) + 1;
    if (length > tail)
        path[length - tail] = '\0';
}

const char *report_place(const struct llmcost_scenario *scenario, int option,
                         struct llmcost_ref ref, char *path, size_t size,
                         struct llmcost_place *ret_place)
{
    const struct llmcost_input *input = ref.field >= 0 ? llmcost_read(scenario, ref) : NULL;
    struct llmcost_ref entry;
    *ret_place = (struct llmcost_place){.line = 0};
    path[0] = '\0';
    if (input != NULL && input->origin == LLMCOST_FILE) {
        *ret_place = input->place;
    } else if (option >= 0) {
        const struct llmcost_name *id = option_name(scenario, option, &entry);
        if (id->origin == LLMCOST_FILE)
            *ret_place = id->place;
    }
    if (ref.field >= 0)
        llmcost_path(scenario, ref, path, size);
    else if (option >= 0 && option_name(scenario, option, &entry) != NULL)
        option_path(scenario, entry, path, size);
    return path;
}
