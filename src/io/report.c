/* report.c - asks the engine everything that one report answers, before anything is written.
 * Knows which questions a report consists of; refuses to know how they are answered or printed.
 */
#include "report.h"

#include <stdlib.h>
#include <string.h>

/* Every host and hybrid against every api, in option order. */
static int ask_break_even(const struct llmcost_scenario *scenario, struct llmcost_break_even *list)
{
    int count = 0;
    for (int option = scenario->apis; option < llmcost_option_count(scenario); option++)
        for (int api = 0; api < scenario->apis; api++)
            llmcost_break_even(scenario, option, api, &list[count++]);
    return count;
}

bool report_make(const struct llmcost_scenario *scenario, struct report *ret_report,
                 struct llmcost_diags *diags, bool *ret_no_memory)
{
    size_t pairs = (size_t)(scenario->hosts + scenario->hybrids) * (size_t)scenario->apis;
    struct llmcost_result *result = malloc(sizeof *result);
    struct llmcost_break_even *list = malloc((pairs ? pairs : 1) * sizeof *list);
    *ret_no_memory = result == NULL || list == NULL;
    if (*ret_no_memory || !llmcost_evaluate(scenario, result, diags)) {
        free(result);
        free(list);
        return false;
    }
    llmcost_review(scenario, result);
    *ret_report = (struct report){.scenario = scenario, .result = result, .break_even = list};
    ret_report->break_even_count = ask_break_even(scenario, list);
    return true;
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
    report->result = NULL;
    report->break_even = NULL;
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
