/* report.c - asks the engine everything that one report answers, before anything is written.
 * Knows which questions a report consists of; refuses to know how they are answered or printed.
 */
#include "report.h"
#include "sample.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_SWINGS = 8 };

/* Every host and hybrid against every api, in option order. */
static int ask_break_even(const struct llmcost_scenario *scenario, struct llmcost_break_even *list)
{
    int count = 0;
    for (int option = scenario->apis; option < llmcost_option_count(scenario); option++)
        for (int api = 0; api < scenario->apis; api++)
            llmcost_break_even(scenario, option, api, &list[count++]);
    return count;
}

/* What is not known: NULL when no input is a range. False when memory ran out or a bill of a draw is
 * too large. */
static bool ask_uncertainty(struct llmcost_scenario *scenario, int threads, struct report *report,
                            struct llmcost_diags *diags, bool *ret_no_memory)
{
    struct llmcost_ref refs[LLMCOST_MAX_RANGED];
    const int count = llmcost_ranged(scenario, refs, LLMCOST_MAX_RANGED);
    if (count == 0)
        return true;
    report->uncertainty = malloc(sizeof *report->uncertainty);
    if (report->uncertainty == NULL) {
        *ret_no_memory = true;
        return false;
    }
    return sample_uncertainty(scenario, report->result, refs, count, threads, report->uncertainty,
                              diags, ret_no_memory);
}

static bool ask_questions(struct llmcost_scenario *scenario, int threads, struct report *report,
                          struct llmcost_diags *diags, bool *ret_no_memory)
{
    report->break_even_count = ask_break_even(scenario, report->break_even);
    report->swing_count = llmcost_tornado(scenario, report->result, report->swings, MAX_SWINGS);
    return ask_uncertainty(scenario, threads, report, diags, ret_no_memory);
}

bool report_make(struct llmcost_scenario *scenario, const struct report_asks *asks,
                 struct report *ret_report, struct llmcost_diags *diags, bool *ret_no_memory)
{
    size_t pairs = (size_t)(scenario->hosts + scenario->hybrids) * (size_t)scenario->apis;
    struct llmcost_result *result = malloc(sizeof *result);
    struct report report = {.scenario = scenario, .result = result};
    report.break_even = malloc((pairs ? pairs : 1) * sizeof *report.break_even);
    report.swings = malloc(MAX_SWINGS * sizeof *report.swings);
    *ret_no_memory = result == NULL || report.break_even == NULL || report.swings == NULL;
    bool good = !*ret_no_memory && llmcost_evaluate(scenario, result, diags);
    if (good) {
        llmcost_review(scenario, result);
        good = !asks->questions ||
               ask_questions(scenario, asks->threads, &report, diags, ret_no_memory);
    }
    if (good)
        *ret_report = report;
    else
        report_free(&report);
    return good;
}

void report_free(struct report *report)
{
    /* The members are const for those who read a report; this module allocated what they show. */
    union {
        const struct llmcost_result *read;
        struct llmcost_result *own;
    } same = {.read = report->result};
    free(same.own);
    free(report->break_even);
    free(report->swings);
    free(report->uncertainty);
    report->result = NULL;
    report->break_even = NULL;
    report->swings = NULL;
    report->uncertainty = NULL;
}

/* ---- Places ---- */

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
        .section = sections[kind], .index = (int16_t)index, .field = -1, .extra = -1};
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
                         struct llmcost_ref ref, char *path, size_t size, uint32_t *ret_line,
                         uint32_t *ret_column)
{
    const struct llmcost_input *input = ref.field >= 0 ? llmcost_read(scenario, ref) : NULL;
    struct llmcost_ref entry;
    *ret_line = *ret_column = 0;
    path[0] = '\0';
    if (input != NULL && input->origin == LLMCOST_FILE) {
        *ret_line = input->line;
        *ret_column = input->column;
    } else if (option >= 0) {
        const struct llmcost_name *id = option_name(scenario, option, &entry);
        *ret_line = id->origin == LLMCOST_FILE ? id->line : 0;
        *ret_column = id->origin == LLMCOST_FILE ? id->column : 0;
    }
    if (ref.field >= 0)
        llmcost_path(scenario, ref, path, size);
    else if (option >= 0 && option_name(scenario, option, &entry) != NULL)
        option_path(scenario, entry, path, size);
    return path;
}
