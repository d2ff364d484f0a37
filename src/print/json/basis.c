/* basis.c - what a report rests on, as JSON: overrides, assumptions, warnings, what was
 * not priced, and the rules of thumb it is held against.
 * Knows names, order and number styles; walks the table of fields and knows no field by name.
 */
#include "io/words/words.h"
#include "print/json/json.h"

#include <string.h>

const char *option_or_null(const struct report *report, int option)
{
    return option >= 0 ? llmcost_option_id(report->scenario, option) : NULL;
}

const char *text_or_null(const struct llmcost_scenario *scenario, uint32_t text)
{
    return text != 0 ? llmcost_text(scenario, text) : NULL;
}

void add_status(struct writer *w, cJSON *parent, const char *key, int status)
{
    if (status == LLMCOST_PASS || status == LLMCOST_FAIL)
        json_bool(&w->ok, parent, key, status == LLMCOST_PASS);
    else
        json_null(&w->ok, parent, key);
}

static void add_line_number(struct writer *w, cJSON *parent, uint32_t line)
{
    if (line > 0)
        json_number(&w->ok, parent, "line", NUMBER_FIGURE, line);
    else
        json_null(&w->ok, parent, "line");
}

/* How a number of that unit is printed: money, price or plain figure. */
enum number_style style_of(enum llmcost_unit unit)
{
    switch (unit) {
    case LLMCOST_MONEY:
    case LLMCOST_MONEY_PER_MONTH:
    case LLMCOST_MONEY_PER_YEAR:
        return NUMBER_MONEY;
    case LLMCOST_MONEY_PER_MTOK:
    case LLMCOST_MONEY_PER_REQUEST:
    case LLMCOST_MONEY_PER_GPU:
    case LLMCOST_MONEY_PER_GPU_HOUR:
    case LLMCOST_MONEY_PER_GPU_MONTH:
    case LLMCOST_MONEY_PER_GPU_YEAR:
    case LLMCOST_MONEY_PER_KWH:
        return NUMBER_PRICE;
    default:
        return NUMBER_FIGURE;
    }
}

static const struct llmcost_field *field_of(struct llmcost_ref ref)
{
    size_t count;
    return &llmcost_fields(&count)[ref.field];
}

/* The value of --set workload.load={file: /home/me/x.csv} without the directory: a report holds no
 * absolute path. */
static const char *without_directory(const struct override *set, char *buffer, size_t size)
{
    const char *first = strchr(set->value, '/'), *last = strrchr(set->value, '/');
    bool is_load = strcmp(set->path, "workload") == 0 ||
                   strncmp(set->path, "workload.load", strlen("workload.load")) == 0;
    bool relative = first != NULL && first > set->value && strchr(" '\"", first[-1]) == NULL;
    if (!is_load || first == NULL || relative)
        return set->value;
    snprintf(buffer, size, "%.*s%s", (int)(first - set->value), set->value, last + 1);
    return buffer;
}

void add_overrides(struct writer *w, cJSON *root)
{
    const struct report *report = w->report;
    cJSON *list = json_array(&w->ok, root, "overrides");
    for (int i = 0; i < report->override_count; i++) {
        const struct override *set = &report->overrides[i];
        cJSON *item = json_object(&w->ok, list, NULL);
        struct llmcost_ref ref;
        const char *why;
        char shorter[512];
        double value;
        bool known = llmcost_find_path(report->scenario, set->path, &ref);
        json_text(&w->ok, item, "path", set->path);
        if (llmcost_parse_number(set->value, strlen(set->value), &value, &why))
            json_number(&w->ok, item, "value",
                        known ? style_of(field_of(ref)->unit) : NUMBER_FIGURE, value);
        else if (strcmp(set->value, "true") == 0 || strcmp(set->value, "false") == 0)
            json_bool(&w->ok, item, "value", set->value[0] == 't');
        else {
            const char *text = without_directory(set, shorter, sizeof shorter);
            json_text(&w->ok, item, "value", *text != '\0' ? text : NULL);
        }
    }
}

void add_assumption(struct writer *w, cJSON *list, struct llmcost_ref ref,
                    const struct llmcost_input *input)
{
    static const char *const origins[] = {[LLMCOST_DEFAULT] = "default",
                                          [LLMCOST_FILE] = "file",
                                          [LLMCOST_CATALOG] = "catalog",
                                          [LLMCOST_SET] = "set"};
    static const char *const bases[] = {[LLMCOST_MEASURED] = "measured",
                                        [LLMCOST_QUOTED] = "quoted",
                                        [LLMCOST_ASSUMED] = "assumed"};
    const struct llmcost_scenario *scenario = w->report->scenario;
    const struct llmcost_field *field = field_of(ref);
    /* An extra line is money a month, whatever its row says. */
    enum llmcost_unit unit =
        ref.extra >= 0 ? LLMCOST_MONEY_PER_MONTH : (enum llmcost_unit)field->unit;
    const char *currency = text_or_null(scenario, scenario->currency.text);
    char path[LLMCOST_MAX_PATH], text[LLMCOST_MAX_ID + 32];
    llmcost_unit_text(unit, currency != NULL ? currency : "USD", text, sizeof text);
    if (field->kind == LLMCOST_LOAD)
        snprintf(text, sizeof text, "load factor");
    cJSON *item = json_object(&w->ok, list, NULL);
    json_text(&w->ok, item, "path", llmcost_path(scenario, ref, path, sizeof path));
    if (field->kind == LLMCOST_BOOLEAN)
        json_bool(&w->ok, item, "value", input->value > 0);
    else
        json_number(&w->ok, item, "value", style_of(unit), input->value);
    json_text(&w->ok, item, "unit", text[0] != '\0' ? text : NULL);
    json_text(&w->ok, item, "origin", origins[input->origin]);
    add_line_number(w, item, input->origin == LLMCOST_FILE ? input->line : 0);
    json_text(&w->ok, item, "basis",
              input->basis != LLMCOST_BASIS_NONE ? bases[input->basis] : NULL);
    json_text(&w->ok, item, "source", text_or_null(scenario, input->source));
    const struct llmcost_load *load = &scenario->workload.load;
    if (field->kind == LLMCOST_LOAD && load->kind == LLMCOST_LOAD_SHAPE)
        json_text(&w->ok, item, "shape", text_or_null(scenario, load->name.text));
}

/* The catalog entries that options name, after the numbers: what was taken from them, and what the
 * throughput estimate knows of a model and a gpu. */
static void add_entries(struct writer *w, cJSON *list)
{
    const struct llmcost_scenario *scenario = w->report->scenario;
    const struct llmcost_name *name;
    struct llmcost_ref ref;
    int cursor = 0;
    while ((name = report_next_entry(scenario, &cursor, &ref)) != NULL) {
        char path[LLMCOST_MAX_PATH];
        cJSON *item = json_object(&w->ok, list, NULL);
        json_text(&w->ok, item, "path", llmcost_path(scenario, ref, path, sizeof path));
        json_text(&w->ok, item, "value", llmcost_text(scenario, name->text));
        json_null(&w->ok, item, "unit");
        json_text(&w->ok, item, "origin", name->origin == LLMCOST_SET ? "set" : "file");
        add_line_number(w, item, name->origin == LLMCOST_FILE ? name->line : 0);
        json_text(&w->ok, item, "basis", "quoted");
        json_text(&w->ok, item, "source", llmcost_text(scenario, name->source));
    }
}

void add_assumptions(struct writer *w, cJSON *root)
{
    cJSON *list = json_array(&w->ok, root, "assumptions");
    struct llmcost_ref ref = LLMCOST_FIRST_INPUT;
    while (llmcost_next_input(w->report->scenario, &ref)) {
        if (report_is_assumption(w->report->scenario, ref))
            add_assumption(w, list, ref, llmcost_read(w->report->scenario, ref));
    }
    add_entries(w, list);
}

void add_warnings(struct writer *w, cJSON *root)
{
    const struct report *report = w->report;
    cJSON *list = json_array(&w->ok, root, "warnings");
    for (int i = 0; i < report->result->warnings; i++) {
        const struct llmcost_warning *warning = &report->result->warning[i];
        char id[16], path[LLMCOST_MAX_PATH], sentence[MAX_SENTENCE];
        uint32_t line, column;
        snprintf(id, sizeof id, "W%u", warning->id);
        report_place(report->scenario, warning->option, warning->ref, path, sizeof path, &line,
                     &column);
        cJSON *item = json_object(&w->ok, list, NULL);
        json_text(&w->ok, item, "id", id);
        json_text(&w->ok, item, "path", path[0] != '\0' ? path : NULL);
        add_line_number(w, item, line);
        json_text(&w->ok, item, "message",
                  words_warning(report, warning, sentence, sizeof sentence));
    }
}

void add_thumbs(struct writer *w, cJSON *root)
{
    static const char *const advices[] = {[LLMCOST_ADVICE_NONE] = NULL,
                                          [LLMCOST_ADVICE_RENT] = "rent",
                                          [LLMCOST_ADVICE_MIX] = "mix",
                                          [LLMCOST_ADVICE_SELF_HOST] = "self-host",
                                          [LLMCOST_ADVICE_LOOK] = "look"};
    cJSON *list = json_array(&w->ok, root, "rules_of_thumb");
    for (int thumb = 0; thumb < LLMCOST_THUMBS; thumb++) {
        const struct llmcost_thumb_row *row = llmcost_thumb_row((enum llmcost_thumb)thumb);
        const struct llmcost_thumb_result *result = &w->report->result->thumb[thumb];
        cJSON *item = json_object(&w->ok, list, NULL);
        json_text(&w->ok, item, "id", row->id);
        json_text(&w->ok, item, "source", row->source);
        json_text(&w->ok, item, "says", advices[result->says]);
        add_status(w, item, "agrees", result->agrees);
        char sentence[MAX_SENTENCE];
        json_text(&w->ok, item, "message",
                  words_thumb(w->report, (enum llmcost_thumb)thumb, sentence, sizeof sentence));
    }
}

void add_not_priced(struct writer *w, cJSON *root)
{
    const struct llmcost_result *result = w->report->result;
    cJSON *list = json_array(&w->ok, root, "not_priced");
    for (int i = 0; i < result->not_priced; i++) {
        const struct llmcost_not_priced *omission = &result->omission[i];
        cJSON *item = json_object(&w->ok, list, NULL);
        json_text(&w->ok, item, "option", option_or_null(w->report, omission->option));
        json_text(&w->ok, item, "item",
                  llmcost_component_row((enum llmcost_component)omission->component)->id);
    }
}
