/* scenario.c - a scenario as a value: defaults, options, entries and texts.
 * Knows how the structs of llmcost.h hang together; refuses to know what a number means.
 */
#include "core/scenario/scenario.h"
#include "llmcost.h"

#include <string.h>

static inline const void *place_of(const struct llmcost_scenario *scenario,
                                   enum llmcost_section section, int index,
                                   const struct llmcost_field *field)
{
    const bool shared = field->section == LLMCOST_COMMON;
    const char *base = (const char *)scenario;
    if (index < 0 || index >= llmcost_section_entries(scenario, section))
        return NULL;
    if (section == LLMCOST_HOSTS)
        base = shared ? (const char *)&scenario->host[index].common
                      : (const char *)&scenario->host[index];
    else if (section == LLMCOST_APIS)
        base = shared ? (const char *)&scenario->api[index].common
                      : (const char *)&scenario->api[index];
    else if (section == LLMCOST_HYBRIDS)
        base = (const char *)&scenario->hybrid[index];
    else if (section == LLMCOST_WORKLOAD && field->kind != LLMCOST_LOAD)
        base = (const char *)&scenario->workload;
    else if (section == LLMCOST_GATES)
        base = (const char *)&scenario->gates;
    else if (section >= LLMCOST_SECTIONS)
        base = (const char *)&scenario->entry[index];
    return base + field->offset;
}

void *llmcost_member(struct llmcost_scenario *scenario, enum llmcost_section section, int index,
                     const struct llmcost_field *field)
{
    union {
        const void *read;
        void *address;
    } same = {.read = place_of(scenario, section, index, field)};
    return same.address;
}

const void *read_member(const struct llmcost_scenario *scenario, enum llmcost_section section,
                        int index, const struct llmcost_field *field)
{
    return place_of(scenario, section, index, field);
}

/* The member that a row stands for; of an entry, whatever list it is in. */
static inline const void *member_of(const struct llmcost_scenario *scenario, struct llmcost_ref ref,
                                    const struct llmcost_field *field)
{
    const bool of_entry = field->section >= LLMCOST_SECTIONS;
    const int section = of_entry ? field->section : ref.section;
    return place_of(scenario, (enum llmcost_section)section, of_entry ? ref.entry : ref.index,
                    field);
}

const void *read_ref(const struct llmcost_scenario *scenario, struct llmcost_ref ref)
{
    const struct llmcost_field *field = field_at(ref.field);
    return field != NULL ? member_of(scenario, ref, field) : NULL;
}

const struct llmcost_input *llmcost_read(const struct llmcost_scenario *scenario,
                                         struct llmcost_ref ref)
{
    const struct llmcost_field *field = field_at(ref.field);
    const void *member = field != NULL ? member_of(scenario, ref, field) : NULL;
    if (member == NULL || !holds_input(field))
        return NULL;
    return field->kind == LLMCOST_LOAD ? &((const struct llmcost_load *)member)->factor : member;
}

struct llmcost_input *llmcost_at(struct llmcost_scenario *scenario, struct llmcost_ref ref)
{
    union {
        const struct llmcost_input *read;
        struct llmcost_input *write;
    } same = {.read = llmcost_read(scenario, ref)};
    return same.write;
}

struct llmcost_name *option_id(struct llmcost_scenario *scenario, enum llmcost_section section,
                               int index)
{
    if (section == LLMCOST_APIS)
        return &scenario->api[index].id;
    return section == LLMCOST_HOSTS ? &scenario->host[index].id : &scenario->hybrid[index].id;
}

const struct llmcost_name *read_option_id(const struct llmcost_scenario *scenario,
                                          enum llmcost_section section, int index)
{
    if (section == LLMCOST_APIS)
        return &scenario->api[index].id;
    return section == LLMCOST_HOSTS ? &scenario->host[index].id : &scenario->hybrid[index].id;
}

int llmcost_section_entries(const struct llmcost_scenario *scenario, enum llmcost_section section)
{
    if (section == LLMCOST_APIS)
        return scenario->apis;
    if (section == LLMCOST_HOSTS)
        return scenario->hosts;
    if (section == LLMCOST_HYBRIDS)
        return scenario->hybrids;
    if (section >= LLMCOST_SECTIONS)
        return scenario->entries;
    return section == LLMCOST_COMMON ? 0 : 1;
}

static void set_defaults(struct llmcost_scenario *scenario, enum llmcost_section section, int index)
{
    const struct llmcost_field *field = NULL;
    void *member;
    while ((field = llmcost_next_field(section, field)) != NULL &&
           (member = llmcost_member(scenario, section, index, field)) != NULL) {
        if (field->kind == LLMCOST_NUMBER || field->kind == LLMCOST_BOOLEAN) {
            struct llmcost_input *input = member;
            *input = (struct llmcost_input){.value = field->fallback};
            input->low = input->likely = input->high = field->fallback;
            input->origin = field->has_default ? LLMCOST_DEFAULT : LLMCOST_UNSET;
        } else if (has_entries(field)) {
            *(struct llmcost_entries *)member = (struct llmcost_entries){.count = 0};
        } else if (field->kind == LLMCOST_CHANGES) {
            ((struct llmcost_steps *)member)->count = 0;
        } else if (field->kind != LLMCOST_LOAD) {
            *(struct llmcost_name *)member = (struct llmcost_name){.option = -1};
        }
    }
}

void llmcost_scenario_init(struct llmcost_scenario *scenario)
{
    scenario->apis = scenario->hosts = scenario->hybrids = scenario->entries = 0;
    scenario->as_of = scenario->notes_of_catalogs = 0;
    scenario->text[0] = '\0';
    scenario->text_used = 1; /* offset 0 is "" */
    scenario->written_input_tokens = scenario->written_output_tokens = 0;
    memset(scenario->section, 0, sizeof scenario->section);
    for (int section = 0; section < LLMCOST_SECTIONS; section++)
        if (llmcost_section_entries(scenario, (enum llmcost_section)section) > 0)
            set_defaults(scenario, (enum llmcost_section)section, 0);
    llmcost_set(&scenario->version, 1);
    scenario->load.name = (struct llmcost_name){.option = -1};
    scenario->load.factor = (struct llmcost_input){.value = 1};
    llmcost_set_load(scenario, &(const double){1.0}, 1);
    scenario->load.kind = LLMCOST_LOAD_FLAT;
    scenario->load.factor.origin = LLMCOST_DEFAULT;
}

const char *llmcost_version(void)
{
    return LLMCOST_VERSION;
}

size_t llmcost_scenario_size(void)
{
    return sizeof(struct llmcost_scenario);
}

size_t llmcost_result_size(void)
{
    return sizeof(struct llmcost_result);
}

size_t llmcost_diags_size(void)
{
    return sizeof(struct llmcost_diags);
}

uint32_t llmcost_add_text(struct llmcost_scenario *scenario, const char *text, size_t length)
{
    uint32_t offset = scenario->text_used;
    if (length == 0 || length >= (size_t)LLMCOST_MAX_TEXT - offset)
        return 0;
    memcpy(scenario->text + offset, text, length);
    scenario->text[offset + length] = '\0';
    scenario->text_used = offset + (uint32_t)length + 1;
    return offset;
}

const char *llmcost_text(const struct llmcost_scenario *scenario, uint32_t offset)
{
    return scenario->text + offset;
}

static int add_option(struct llmcost_scenario *scenario, enum llmcost_section section,
                      int32_t *count, int limit, const char *id)
{
    size_t length = strlen(id);
    int index = *count;
    if (index >= limit || length >= LLMCOST_MAX_ID)
        return -1;
    uint32_t text = llmcost_add_text(scenario, id, length);
    if (text == 0)
        return -1;
    *count = index + 1;
    set_defaults(scenario, section, index);
    struct llmcost_name name = {.text = text, .option = -1, .origin = LLMCOST_SET};
    if (section == LLMCOST_APIS)
        scenario->api[index].id = name;
    else if (section == LLMCOST_HOSTS)
        scenario->host[index].id = name;
    else
        scenario->hybrid[index].id = name;
    return index;
}

int llmcost_add_api(struct llmcost_scenario *scenario, const char *id)
{
    int index = add_option(scenario, LLMCOST_APIS, &scenario->apis, LLMCOST_MAX_APIS, id);
    if (index < 0)
        return -1;
    struct llmcost_api *api = &scenario->api[index];
    api->priced_on = 0;
    api->written_input_per_mtok = api->written_long_context_input_per_mtok = 0;
    return index;
}

int llmcost_add_host(struct llmcost_scenario *scenario, const char *id)
{
    int index = add_option(scenario, LLMCOST_HOSTS, &scenario->hosts, LLMCOST_MAX_HOSTS, id);
    if (index < 0)
        return -1;
    struct llmcost_host *host = &scenario->host[index];
    host->gpu_facts = (struct llmcost_gpu){.memory_bytes = 0};
    host->model_facts = (struct llmcost_model){.parameters = 0};
    host->priced_on = 0;
    host->automatic = false;
    return index;
}

int llmcost_add_hybrid(struct llmcost_scenario *scenario, const char *id)
{
    return add_option(scenario, LLMCOST_HYBRIDS, &scenario->hybrids, LLMCOST_MAX_HYBRIDS, id);
}

int add_to_section(struct llmcost_scenario *scenario, enum llmcost_section section, const char *id)
{
    if (section == LLMCOST_APIS)
        return llmcost_add_api(scenario, id);
    return section == LLMCOST_HOSTS ? llmcost_add_host(scenario, id)
                                    : llmcost_add_hybrid(scenario, id);
}

/* A list that is not the last one moves to the end, where there is room to grow. */
int llmcost_add_entry(struct llmcost_scenario *scenario, struct llmcost_entries *entries,
                      enum llmcost_section section, uint32_t name)
{
    const bool last = entries->first + entries->count == scenario->entries;
    const int moved = last ? 0 : entries->count;
    if (scenario->entries + moved >= LLMCOST_MAX_ENTRIES || entries->count >= LLMCOST_MAX_LIST)
        return -1;
    if (!last) {
        memcpy(&scenario->entry[scenario->entries], &scenario->entry[entries->first],
               (size_t)moved * sizeof scenario->entry[0]);
        entries->first = scenario->entries;
        scenario->entries += moved;
    }
    const int index = scenario->entries++;
    entries->count++;
    scenario->entry[index].name = (struct llmcost_name){.text = name, .option = -1};
    set_defaults(scenario, section, index);
    return index;
}

int llmcost_option_count(const struct llmcost_scenario *scenario)
{
    return scenario->apis + scenario->hosts + scenario->hybrids;
}

enum llmcost_option_kind llmcost_option_kind(const struct llmcost_scenario *scenario, int option)
{
    if (option < scenario->apis)
        return LLMCOST_API;
    return option < scenario->apis + scenario->hosts ? LLMCOST_HOST : LLMCOST_HYBRID;
}

static const struct llmcost_hybrid *hybrid_at(const struct llmcost_scenario *scenario, int option)
{
    return &scenario->hybrid[option - scenario->apis - scenario->hosts];
}

const char *llmcost_option_id(const struct llmcost_scenario *scenario, int option)
{
    enum llmcost_option_kind kind = llmcost_option_kind(scenario, option);
    uint32_t text = kind == LLMCOST_API    ? scenario->api[option].id.text
                    : kind == LLMCOST_HOST ? scenario->host[option - scenario->apis].id.text
                                           : hybrid_at(scenario, option)->id.text;
    return llmcost_text(scenario, text);
}

int llmcost_find_option(const struct llmcost_scenario *scenario, const char *id)
{
    for (int option = 0; option < llmcost_option_count(scenario); option++)
        if (strcmp(llmcost_option_id(scenario, option), id) == 0)
            return option;
    return -1;
}

const struct llmcost_host *llmcost_option_host(const struct llmcost_scenario *scenario, int option)
{
    enum llmcost_option_kind kind = llmcost_option_kind(scenario, option);
    if (kind == LLMCOST_API)
        return NULL;
    if (kind == LLMCOST_HYBRID)
        option = hybrid_at(scenario, option)->host.option;
    return &scenario->host[option - scenario->apis];
}

const struct llmcost_api *llmcost_option_api(const struct llmcost_scenario *scenario, int option)
{
    enum llmcost_option_kind kind = llmcost_option_kind(scenario, option);
    if (kind == LLMCOST_HOST)
        return NULL;
    if (kind == LLMCOST_HYBRID)
        option = hybrid_at(scenario, option)->api.option;
    return &scenario->api[option];
}

const char *llmcost_unit(const struct llmcost_scenario *scenario, int option)
{
    const struct llmcost_host *host = llmcost_option_host(scenario, option);
    const char *unit = host != NULL ? llmcost_text(scenario, host->unit.text) : "";
    return unit[0] == '\0' || strcmp(unit, "GPU") == 0 ? NULL : unit;
}

void scenario_remember(struct llmcost_scenario *s)
{
    if (s->written_input_tokens + s->written_output_tokens <= 0) {
        s->written_input_tokens = s->workload.input_tokens.value;
        s->written_output_tokens = s->workload.output_tokens.value;
    }
    for (int i = 0; i < s->apis; i++) {
        struct llmcost_api *api = &s->api[i];
        if (api->written_input_per_mtok <= 0)
            api->written_input_per_mtok = api->input_per_mtok.value;
        if (api->written_long_context_input_per_mtok <= 0 &&
            is_stated(&api->long_context_input_per_mtok))
            api->written_long_context_input_per_mtok = api->long_context_input_per_mtok.value;
    }
}

void llmcost_set(struct llmcost_input *input, double value)
{
    input->value = input->low = input->likely = input->high = value;
    input->range = LLMCOST_POINT;
    input->origin = LLMCOST_SET;
}

const struct llmcost_input *find_named(const struct llmcost_scenario *scenario,
                                       const struct llmcost_entries *named, const char *name)
{
    for (int i = named->first; i < named->first + named->count; i++)
        if (strcmp(llmcost_text(scenario, scenario->entry[i].name.text), name) == 0)
            return &scenario->entry[i].amount;
    return NULL;
}
