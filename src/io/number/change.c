/* change.c - one number of a loaded scenario, stated anew (change.h). Knows what hangs on a number
 * beside its value: the shape of a load factor, what was remembered as written, what a catalog
 * changes of it later. Refuses to know how values are written (number.c).
 */
#include "io/number/change.h"
#include "core/base/count.h"
#include "core/scenario/scenario.h"
#include "core/scenario/vary.h"
#include "io/number/number.h"
#include "text/utf8.h"

#include <string.h>

double *written_number(struct llmcost_scenario *scenario, enum llmcost_section section, int index,
                       const struct llmcost_field *field)
{
    const struct {
        enum llmcost_section section;
        const char *name;
        double *written;
    } rows[] = {
        {.section = LLMCOST_WORKLOAD,
         .name = "input_tokens",
         .written = &scenario->written_input_tokens},
        {.section = LLMCOST_WORKLOAD,
         .name = "output_tokens",
         .written = &scenario->written_output_tokens},
        {.section = LLMCOST_APIS,
         .name = "input_per_mtok",
         .written = &scenario->api[index].written_input_per_mtok},
        {.section = LLMCOST_APIS,
         .name = "long_context_input_per_mtok",
         .written = &scenario->api[index].written_long_context_input_per_mtok},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        if (rows[i].section == section && strcmp(rows[i].name, field->name) == 0)
            return rows[i].written;
    return NULL;
}

static bool is_from_catalogs(const struct llmcost_scenario *s)
{
    bool some = false;
    for (int i = 0; i < s->apis; i++)
        some = some || s->api[i].from.source != 0;
    return some;
}

/* What decides what is taken from a catalog decides more than itself. */
static bool decides_more(const struct llmcost_scenario *s, struct llmcost_ref ref)
{
    const struct llmcost_input *input = llmcost_read(s, ref);
    const bool dated = s->as_of != 0 && is_from_catalogs(s);
    if (ref.section == LLMCOST_HOSTS && ref.entry < 0) {
        const struct llmcost_host *host = &s->host[ref.index];
        return host->gpu_hour.origin == LLMCOST_CATALOG &&
               (input == &host->purchase_per_gpu || input == &host->elastic_gpu_hour);
    }
    if (ref.section == LLMCOST_APIS && ref.entry >= 0)
        return s->entry[ref.entry].clock.days.origin == LLMCOST_CATALOG;
    return dated && (input == &s->months || (ref.section == LLMCOST_APIS &&
                                             input == &s->api[ref.index].price_change_per_year));
}

bool change_allows(const struct llmcost_scenario *scenario, struct llmcost_ref ref)
{
    const struct llmcost_field *field = field_of(ref);
    if (field->kind == LLMCOST_LOAD)
        return scenario->load.kind == LLMCOST_LOAD_FACTOR;
    return field->kind == LLMCOST_BOOLEAN ||
           (field->min < field->max && field->section != LLMCOST_RATE &&
            !decides_more(scenario, ref));
}

bool change_find(const struct llmcost_scenario *scenario, const char *path,
                 struct llmcost_ref *ret_ref)
{
    char buffer[LLMCOST_MAX_PATH];
    struct llmcost_ref ref = LLMCOST_FIRST_INPUT;
    while (llmcost_next_input(scenario, &ref))
        if (change_allows(scenario, ref) &&
            is_same_path(llmcost_path(scenario, ref, buffer, sizeof buffer), path)) {
            *ret_ref = ref;
            return true;
        }
    return false;
}

/* Where the last price of a catalog is replaced, nothing is said of its prices. */
static void leave_catalog(struct llmcost_scenario *s, struct llmcost_ref ref)
{
    const enum llmcost_section section = (enum llmcost_section)ref.section;
    const struct llmcost_field *field = NULL;
    while ((field = llmcost_next_field(section, field)) != NULL) {
        struct llmcost_input *input = llmcost_member(s, section, ref.index, field);
        if (field->kind != LLMCOST_NUMBER || input->origin != LLMCOST_CATALOG)
            continue;
        if (section == LLMCOST_APIS)
            return;
        *input = number_stated(field->fallback, /* it came with the rent */
                               field->has_default ? LLMCOST_DEFAULT : LLMCOST_UNSET,
                               (struct llmcost_place){.line = 0});
    }
    int kept = 0;
    for (int i = 0; i < s->notes_of_catalogs; i++)
        if (!s->note[i].of_price || s->note[i].section != ref.section ||
            s->note[i].index != ref.index)
            s->note[kept++] = s->note[i];
    s->notes_of_catalogs = kept;
    *(section == LLMCOST_APIS ? &s->api[ref.index].priced_on : &s->host[ref.index].priced_on) = 0;
}

/* A number that neither the file nor a catalog states is remembered as it is now; and what a
 * catalog changes of its own price later, it changes of no other. */
static void forget(struct llmcost_scenario *s, struct llmcost_ref ref,
                   const struct llmcost_field *field, const struct llmcost_input *before)
{
    struct llmcost_steps *steps = &s->changes;
    double *written = written_number(s, (enum llmcost_section)ref.section, ref.index, field);
    const bool remembered = written != NULL && *written == before->value;
    if (remembered && before->origin != LLMCOST_FILE && before->origin != LLMCOST_CATALOG)
        *written = 0;
    int kept = 0;
    for (int i = 0; i < steps->count; i++)
        if (steps->step[i].value.origin != LLMCOST_CATALOG || !is_same_ref(steps->step[i].ref, ref))
            steps->step[kept++] = steps->step[i];
    steps->count = kept;
    if (ref.section == LLMCOST_HOSTS &&
        llmcost_read(s, ref) == &s->host[ref.index].gpus_per_replica)
        s->host[ref.index].automatic = false;
}

/* The name of an entry stands where the path names it. */
static void place_name(struct llmcost_scenario *s, struct llmcost_ref ref, const char *path,
                       struct llmcost_place place)
{
    struct llmcost_name *name = &s->entry[ref.entry].name;
    const size_t length = strlen(path), behind = length > 0 && path[length - 1] == '"';
    const size_t named = strlen(llmcost_text(s, name->text));
    const size_t start = length - behind >= named ? length - behind - named : 0;
    name->place = (struct llmcost_place){
        .line = 1, .column = 1 + (uint32_t)utf8_count(path, start), .input = place.input};
}

bool change_state(struct llmcost_scenario *scenario, const char *path, const char *value,
                  struct llmcost_place place, struct llmcost_diags *diags)
{
    struct llmcost_ref ref;
    double number = 0;
    char full[LLMCOST_MAX_PATH];
    if (!change_find(scenario, path, &ref)) {
        llmcost_complain_at(diags, LLMCOST_ERROR, E_SET_PATH, place,
                            "there is no number %.150s to set", path);
        llmcost_advise(diags, "the list of inputs names those that there are");
        return false;
    }
    const struct llmcost_field *field = field_of(ref);
    const bool is_load = field->kind == LLMCOST_LOAD;
    const struct stating stating = {.field = number_field(ref),
                                    .path = llmcost_path(scenario, ref, full, sizeof full),
                                    .currency = llmcost_text(scenario, scenario->currency.text),
                                    .place = place,
                                    .diags = diags};
    if (value[strspn(value, " ")] == '\0') {
        llmcost_complain_at(diags, LLMCOST_ERROR, E_NO_VALUE, place, "%.150s has no value", path);
        llmcost_advise(diags, "write one, or %.150s=null to remove the key", path);
        return false;
    }
    if (field->kind == LLMCOST_BOOLEAN ? !truth_judge(&stating, value, false, &number)
                                       : !number_judge(&stating, value, &number))
        return false;
    struct llmcost_input *input = llmcost_at(scenario, ref);
    const uint8_t origin = input->origin;
    if (!is_load)
        forget(scenario, ref, field, input);
    if (is_load)
        llmcost_set_load_factor(scenario, number);
    *input = number_stated(number, LLMCOST_SET, place);
    if (ref.entry >= 0 && field->name[0] == '\0')
        place_name(scenario, ref, path, place);
    if (origin == LLMCOST_CATALOG)
        leave_catalog(scenario, ref);
    struct llmcost_name *section = &scenario->section[ref.section];
    if (ref.section != LLMCOST_TOP && section->origin == LLMCOST_UNSET) { /* it begins here */
        section->origin = LLMCOST_SET;
        section->place = (struct llmcost_place){.line = 1, .column = 1, .input = place.input};
    }
    return true;
}

bool change_settle(const struct llmcost_scenario *scenario, struct llmcost_host *host,
                   struct llmcost_diags *diags)
{
    struct llmcost_input *gpus = &host->gpus_per_replica;
    const double fewest = llmcost_gpus_needed(scenario, host);
    if (fewest <= 0) {
        llmcost_complain_at(diags, LLMCOST_ERROR, E_REFUSED, gpus->place,
                            "hosts.%s.gpus_per_replica: auto finds no count: the cache of one "
                            "request is too large for any",
                            llmcost_text(scenario, host->id.text));
        llmcost_advise(diags, "state fewer tokens, or how many GPUs one copy of the model takes");
        return false;
    }
    gpus->value = gpus->low = gpus->likely = gpus->high = fewest;
    return true;
}

bool change_finish(struct llmcost_scenario *scenario, struct llmcost_diags *diags)
{
    bool good = true;
    for (int i = 0; i < scenario->hosts; i++)
        if (scenario->host[i].automatic)
            good = change_settle(scenario, &scenario->host[i], diags) && good;
    return llmcost_check(scenario, diags) && good;
}
