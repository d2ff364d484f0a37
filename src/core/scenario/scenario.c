/* scenario.c - a scenario as a value: defaults, options, texts, and the path of each of its
 * numbers. Knows how the structs of llmcost.h hang together; refuses to know what a number means.
 */
#include "core/scenario/scenario.h"
#include "llmcost.h"

#include <stdio.h>
#include <string.h>

void *llmcost_member(struct llmcost_scenario *scenario, enum llmcost_section section, int index,
                     const struct llmcost_field *field)
{
    char *base = (char *)scenario;
    bool shared = field->section == LLMCOST_COMMON;
    if (index < 0 || index >= llmcost_section_entries(scenario, section))
        return NULL;
    if (section == LLMCOST_APIS)
        base = shared ? (char *)&scenario->api[index].common : (char *)&scenario->api[index];
    else if (section == LLMCOST_HOSTS)
        base = shared ? (char *)&scenario->host[index].common : (char *)&scenario->host[index];
    else if (section == LLMCOST_HYBRIDS)
        base = (char *)&scenario->hybrid[index];
    else if (section == LLMCOST_WORKLOAD && field->kind != LLMCOST_LOAD)
        base = (char *)&scenario->workload;
    else if (section == LLMCOST_GATES)
        base = (char *)&scenario->gates;
    return base + field->offset;
}

int llmcost_section_entries(const struct llmcost_scenario *scenario, enum llmcost_section section)
{
    if (section == LLMCOST_APIS)
        return scenario->apis;
    if (section == LLMCOST_HOSTS)
        return scenario->hosts;
    if (section == LLMCOST_HYBRIDS)
        return scenario->hybrids;
    return section == LLMCOST_COMMON ? 0 : 1;
}

static void set_defaults(struct llmcost_scenario *scenario, enum llmcost_section section, int index)
{
    const struct llmcost_field *field = NULL;
    while ((field = llmcost_next_field(section, field)) != NULL) {
        void *member = llmcost_member(scenario, section, index, field);
        if (field->kind == LLMCOST_NUMBER || field->kind == LLMCOST_BOOLEAN) {
            struct llmcost_input *input = member;
            *input = (struct llmcost_input){.value = field->fallback};
            input->low = input->likely = input->high = field->fallback;
            input->origin = field->has_default ? LLMCOST_DEFAULT : LLMCOST_UNSET;
        } else if (field->kind == LLMCOST_EXTRAS) {
            *(struct llmcost_named *)member = (struct llmcost_named){.count = 0};
        } else if (field->kind != LLMCOST_LOAD) {
            *(struct llmcost_name *)member = (struct llmcost_name){.option = -1};
        }
    }
}

void llmcost_scenario_init(struct llmcost_scenario *scenario)
{
    scenario->apis = scenario->hosts = scenario->hybrids = scenario->extras = 0;
    scenario->as_of = scenario->notes_of_catalogs = 0;
    scenario->text[0] = '\0';
    scenario->text_used = 1; /* offset 0 is "" */
    scenario->written_input_tokens = scenario->written_output_tokens = 0;
    memset(scenario->section, 0, sizeof scenario->section);
    for (int section = 0; section < LLMCOST_SECTIONS; section++)
        if (llmcost_section_entries(scenario, (enum llmcost_section)section) > 0)
            set_defaults(scenario, (enum llmcost_section)section, 0);
    scenario->load.name = (struct llmcost_name){.option = -1};
    scenario->load.factor = (struct llmcost_input){.value = 1};
    llmcost_set_load(scenario, &(const double){1.0}, 1);
    scenario->load.kind = LLMCOST_LOAD_FLAT;
    scenario->load.factor.origin = LLMCOST_DEFAULT;
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
    return index;
}

int llmcost_add_hybrid(struct llmcost_scenario *scenario, const char *id)
{
    return add_option(scenario, LLMCOST_HYBRIDS, &scenario->hybrids, LLMCOST_MAX_HYBRIDS, id);
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

/* ---- Paths ---- */

struct llmcost_ref ref_of(enum llmcost_section section, int index, const char *name)
{
    size_t count;
    const struct llmcost_field *field = llmcost_find_field(section, name);
    return (struct llmcost_ref){.section = (int16_t)section,
                                .index = (int16_t)index,
                                .field = (int16_t)(field ? field - llmcost_fields(&count) : -1),
                                .extra = -1};
}

const struct llmcost_input *llmcost_read(const struct llmcost_scenario *scenario,
                                         struct llmcost_ref ref)
{
    size_t count;
    const struct llmcost_field *fields = llmcost_fields(&count);
    if (ref.extra >= 0)
        return ref.extra < scenario->extras ? &scenario->extra[ref.extra].amount : NULL;
    if (ref.field < 0 || (size_t)ref.field >= count)
        return NULL;
    const struct llmcost_field *field = &fields[ref.field];
    /* llmcost_member() only computes an address: nothing is written through it here. */
    union {
        const struct llmcost_scenario *read;
        struct llmcost_scenario *address;
    } same = {.read = scenario};
    const void *member =
        llmcost_member(same.address, (enum llmcost_section)ref.section, ref.index, field);
    if (member == NULL)
        return NULL;
    if (field->kind == LLMCOST_LOAD)
        return &((const struct llmcost_load *)member)->factor;
    bool number = field->kind == LLMCOST_NUMBER || field->kind == LLMCOST_BOOLEAN;
    return number ? member : NULL;
}

const struct llmcost_named *named_of(const struct llmcost_scenario *scenario,
                                     struct llmcost_ref ref)
{
    size_t count;
    union {
        const struct llmcost_scenario *read;
        struct llmcost_scenario *address; /* nothing is written through it here */
    } same = {.read = scenario};
    return llmcost_member(same.address, (enum llmcost_section)ref.section, ref.index,
                          &llmcost_fields(&count)[ref.field]);
}

const struct llmcost_input *find_named(const struct llmcost_scenario *scenario,
                                       const struct llmcost_named *named, const char *name)
{
    for (int i = named->first; i < named->first + named->count; i++)
        if (strcmp(llmcost_text(scenario, scenario->extra[i].name), name) == 0)
            return &scenario->extra[i].amount;
    return NULL;
}

struct llmcost_input *llmcost_at(struct llmcost_scenario *scenario, struct llmcost_ref ref)
{
    union {
        const struct llmcost_input *read;
        struct llmcost_input *write;
    } same = {.read = llmcost_read(scenario, ref)};
    return same.write;
}

static bool is_plain_word(const char *text)
{
    for (; *text; text++)
        if (!(*text >= 'a' && *text <= 'z') && !(*text >= 'A' && *text <= 'Z') &&
            !(*text >= '0' && *text <= '9') && *text != '_' && *text != '-' && *text != ':' &&
            *text != '/')
            return false;
    return true;
}

/* snprintf at the end of what is there; a path that does not fit is cut, never overrun. */
static void append(char *buffer, size_t size, const char *dot, const char *word, bool quote)
{
    size_t used = strlen(buffer);
    const char *mark = quote && !is_plain_word(word) ? "\"" : "";
    snprintf(buffer + used, size - used, "%s%s%s%s", used ? dot : "", mark, word, mark);
}

const char *llmcost_path(const struct llmcost_scenario *scenario, struct llmcost_ref ref,
                         char *buffer, size_t size)
{
    size_t count;
    const struct llmcost_field *field = &llmcost_fields(&count)[ref.field];
    enum llmcost_section section = (enum llmcost_section)ref.section;
    buffer[0] = '\0';
    append(buffer, size, "", llmcost_section_name(section), false);
    if (section == LLMCOST_APIS)
        append(buffer, size, ".", llmcost_text(scenario, scenario->api[ref.index].id.text), true);
    if (section == LLMCOST_HOSTS)
        append(buffer, size, ".", llmcost_text(scenario, scenario->host[ref.index].id.text), true);
    if (section == LLMCOST_HYBRIDS)
        append(buffer, size, ".", llmcost_text(scenario, scenario->hybrid[ref.index].id.text),
               true);
    append(buffer, size, ".", field->name, false);
    if (field->kind == LLMCOST_LOAD && scenario->load.kind == LLMCOST_LOAD_FACTOR)
        append(buffer, size, ".", "load_factor", false);
    if (ref.extra >= 0)
        append(buffer, size, ".", llmcost_text(scenario, scenario->extra[ref.extra].name), true);
    return buffer;
}

bool llmcost_next_input(const struct llmcost_scenario *scenario, struct llmcost_ref *ref)
{
    size_t count;
    const struct llmcost_field *fields = llmcost_fields(&count);
    for (;;) {
        const struct llmcost_field *field = ref->field >= 0 ? &fields[ref->field] : NULL;
        enum llmcost_section section = (enum llmcost_section)ref->section;
        if (field != NULL && field->kind == LLMCOST_EXTRAS) {
            const struct llmcost_named *named = named_of(scenario, *ref);
            int next = ref->extra < 0 ? named->first : ref->extra + 1;
            if (next < named->first + named->count) {
                ref->extra = (int16_t)next;
                return true;
            }
            ref->extra = -1;
        }
        field = llmcost_next_field(section, field);
        if (field == NULL || llmcost_section_entries(scenario, section) == 0) {
            ref->field = -1;
            if (++ref->index >= llmcost_section_entries(scenario, section)) {
                ref->index = 0;
                if (++ref->section >= LLMCOST_SECTIONS)
                    return false;
            }
            continue;
        }
        ref->field = (int16_t)(field - fields);
        if (llmcost_read(scenario, *ref) != NULL)
            return true;
    }
}

bool llmcost_find_path(const struct llmcost_scenario *scenario, const char *path,
                       struct llmcost_ref *ret_ref)
{
    char buffer[LLMCOST_MAX_PATH];
    struct llmcost_ref ref = LLMCOST_FIRST_INPUT;
    while (llmcost_next_input(scenario, &ref))
        if (strcmp(llmcost_path(scenario, ref, buffer, sizeof buffer), path) == 0) {
            *ret_ref = ref;
            return true;
        }
    return false;
}

void llmcost_assign(struct llmcost_scenario *scenario, struct llmcost_ref ref, double value)
{
    struct llmcost_input *input = llmcost_at(scenario, ref);
    if (input == &scenario->load.factor)
        llmcost_set_load_factor(scenario, value);
    llmcost_set(input, value);
}
