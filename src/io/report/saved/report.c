/* report.c - a saved JSON report back into struct report (io/report/saved/report.h).
 * Knows the keys of the contract, which versions are read, and what may be missing; refuses to know
 * JSON's grammar (text/json_tree.c). Keys that it does not know pass. A key that this version added
 * to the contract's is read where it is there, and sets a lacks_ flag where it is not.
 */
#include "io/report/saved/report.h"

#include "io/report/saved/parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FORMAT_MAJOR = 1, MOST_REPORTS = 1000 };

/* ---- Head ---- */

/* "1.0": another major is refused, any minor is read. */
static void check_version(struct filling *f, const cJSON *root)
{
    const char *version = need_text(f, root, "format_version");
    const cJSON *place = cJSON_GetObjectItemCaseSensitive(root, "format_version");
    if (version == NULL)
        return;
    size_t digits = strspn(version, "0123456789");
    size_t rest = version[digits] == '.' ? strspn(version + digits + 1, "0123456789") : 0;
    bool good = digits > 0 && rest > 0 && version[digits + 1 + rest] == '\0' && digits < 5;
    if (good && strtol(version, NULL, 10) == FORMAT_MAJOR)
        return;
    refuse(f, place, "format_version", E_JSON_VERSION,
           "version %.40s of the format; this llmcost reads versions 1.x", version);
    llmcost_advise(f->diags, "write the report again from its scenario");
}

static void fill_overrides(struct filling *f, const cJSON *root)
{
    const cJSON *list = need_array(f, root, "overrides");
    const cJSON *item;
    int count = 0;
    if (!all_objects(f, list, "overrides"))
        return;
    struct override *overrides = calloc((size_t)cJSON_GetArraySize(list) + 1, sizeof *overrides);
    f->report->overrides = overrides;
    f->no_memory = f->no_memory || overrides == NULL;
    if (overrides == NULL)
        return;
    cJSON_ArrayForEach(item, list)
    {
        size_t length = enter_key(f, "overrides");
        enter_index(f, count);
        const char *path = need_text(f, item, "path");
        const cJSON *value = need(f, item, "value");
        const char *text = cJSON_IsBool(value)           ? cJSON_IsTrue(value) ? "true" : "false"
                           : value && value->valuestring ? value->valuestring
                                                         : "";
        overrides[count++] = (struct override){.path = path ? path : "", .value = text};
        leave(f, length);
    }
    f->report->override_count = count;
}

static void fill_head(struct filling *f, const cJSON *root)
{
    const cJSON *about = need_object(f, root, "scenario");
    const char *currency = need_text(f, root, "currency");
    struct llmcost_scenario *s = f->scenario;
    need_object(f, root, "tool");
    size_t length = enter_key(f, "scenario");
    const char *name = need_text_or_null(f, about, "name");
    const char *file = need_text(f, about, "file");
    const char *digest = need_text(f, about, "sha256");
    const cJSON *notes = cJSON_GetObjectItemCaseSensitive(about, "notes");
    s->name.text = keep_text(f, about, "name", name);
    if (cJSON_IsString(notes))
        s->notes.text = keep_text(f, about, "notes", notes->valuestring);
    f->saved->lacks_notes = about != NULL && notes == NULL;
    f->report->file = file != NULL ? file : "";
    if (digest != NULL && strlen(digest) < sizeof f->report->sha256)
        snprintf(f->report->sha256, sizeof f->report->sha256, "%s", digest);
    else if (digest != NULL)
        refuse(f, cJSON_GetObjectItemCaseSensitive(about, "sha256"), "sha256", E_JSON_VALUE,
               "64 hexadecimal digits are needed here");
    leave(f, length);
    s->currency.text = keep_text(f, root, "currency", currency);
    fill_overrides(f, root);
    s->hours_per_month.value = need_number(f, root, "hours_per_month");
    s->as_of = day_of(root, "as_of");
    f->result->months = need_whole(f, root, "horizon_months", 1, LLMCOST_MAX_MONTHS);
    s->months.value = f->result->months;
}

static void fill_workload(struct filling *f, const cJSON *root)
{
    struct llmcost_result *r = f->result;
    const cJSON *workload = need_object(f, root, "workload");
    const struct {
        const char *key;
        double *value;
    } rows[] = {
        {.key = "requests_per_month", .value = &r->requests_per_month},
        {.key = "input_tokens_per_month", .value = &r->input_tokens_per_month},
        {.key = "output_tokens_per_month", .value = &r->output_tokens_per_month},
        {.key = "mean_requests_per_second", .value = &r->mean_requests_per_second},
        {.key = "peak_requests_per_second", .value = &r->peak_requests_per_second},
        {.key = "load_factor", .value = &r->load_factor},
    };
    size_t length = enter_key(f, "workload");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        *rows[i].value = need_number(f, workload, rows[i].key);
    need_number(f, workload, "tokens_per_month");
    leave(f, length);
}

/* ---- Verdict ---- */

static uint8_t status_of(int truth)
{
    return truth < 0 ? LLMCOST_UNKNOWN : truth > 0 ? LLMCOST_PASS : LLMCOST_FAIL;
}

static void fill_reasons(struct filling *f, const cJSON *verdict)
{
    const cJSON *reasons = need_array(f, verdict, "reasons");
    const cJSON *item;
    const int most = (int)(sizeof f->saved->reason / sizeof f->saved->reason[0]);
    cJSON_ArrayForEach(item, reasons)
    {
        if (!cJSON_IsString(item) || f->saved->reasons >= most) {
            refuse(f, item, "reasons", E_JSON_TYPE, "a list of sentences is needed here");
            return;
        }
        f->saved->reason[f->saved->reasons++] = item->valuestring;
    }
}

static void fill_verdict(struct filling *f, const cJSON *root)
{
    struct llmcost_result *r = f->result;
    const cJSON *verdict = need_object(f, root, "verdict");
    bool known;
    size_t length = enter_key(f, "verdict");
    r->recommended = need_option_or_null(f, verdict, "recommended");
    r->cheapest = need_option_or_null(f, verdict, "cheapest");
    r->baseline = need_option(f, verdict, "baseline");
    r->runner_up = need_option_or_null(f, verdict, "runner_up");
    r->margin = need_number_or_null(f, verdict, "margin", &known);
    r->margin_ratio = need_number_or_null(f, verdict, "margin_ratio", &known);
    r->monthly_margin = need_number_or_null(f, verdict, "monthly_margin", &known);
    f->scenario->baseline.option = r->baseline;
    fill_reasons(f, verdict);
    const cJSON *conditions = need_object(f, verdict, "conditions");
    enter_key(f, "conditions");
    r->condition_volume = status_of(need_bool_or_null(f, conditions, "volume"));
    r->condition_quality = status_of(need_bool_or_null(f, conditions, "quality"));
    r->condition_data = status_of(need_bool_or_null(f, conditions, "data_in_house"));
    leave(f, length);
}

/* ---- Months ---- */

static void fill_month(struct filling *f, const cJSON *row, int month)
{
    const cJSON *options = need_array(f, row, "options");
    const cJSON *item;
    int option = 0;
    need_whole(f, row, "month", month + 1, month + 1);
    if (!all_objects(f, options, "options"))
        return;
    if (cJSON_GetArraySize(options) != f->result->options) {
        refuse(f, options, "options", E_JSON_VALUE, "every option has a cost in every month");
        return;
    }
    cJSON_ArrayForEach(item, options)
    {
        size_t length = enter_key(f, "options");
        enter_index(f, option);
        const char *id = need_text(f, item, "id");
        if (id != NULL && strcmp(id, llmcost_option_id(f->scenario, option)) != 0)
            refuse(f, item, "id", E_JSON_VALUE, "the options stand in another order here");
        f->result->option[option].month_cost[month] = need_number(f, item, "cost");
        need_number(f, item, "cumulative");
        leave(f, length);
        option++;
    }
}

static void fill_timeline(struct filling *f, const cJSON *root)
{
    const cJSON *timeline = need_array(f, root, "timeline");
    const cJSON *row;
    int month = 0;
    if (!all_objects(f, timeline, "timeline"))
        return;
    if (cJSON_GetArraySize(timeline) != f->result->months) {
        refuse(f, timeline, "timeline", E_JSON_VALUE, "one row for each of the %d months is needed",
               (int)f->result->months);
        return;
    }
    cJSON_ArrayForEach(row, timeline)
    {
        size_t length = enter_key(f, "timeline");
        enter_index(f, month);
        fill_month(f, row, month++);
        leave(f, length);
        if (f->failed)
            return;
    }
}

/* ---- What should be known about it ---- */

static void fill_thumb(struct filling *f, const cJSON *item)
{
    static const char *const advices[] = {[LLMCOST_ADVICE_RENT] = "rent",
                                          [LLMCOST_ADVICE_MIX] = "mix",
                                          [LLMCOST_ADVICE_SELF_HOST] = "self-host",
                                          [LLMCOST_ADVICE_LOOK] = "look"};
    const char *id = need_text(f, item, "id");
    int says = need_text_or_null(f, item, "says") ? need_word(f, item, "says", advices, 5) : 0;
    uint8_t agrees = status_of(need_bool_or_null(f, item, "agrees"));
    const cJSON *message = cJSON_GetObjectItemCaseSensitive(item, "message");
    need_text(f, item, "source");
    for (int i = 0; id != NULL && i < LLMCOST_THUMBS; i++) {
        if (strcmp(llmcost_thumb_row((enum llmcost_thumb)i)->id, id) != 0)
            continue;
        struct llmcost_thumb_result *thumb = &f->result->thumb[i];
        thumb->says = (uint8_t)(says > 0 ? says : 0);
        thumb->agrees = agrees;
        if (cJSON_IsString(message))
            f->saved->thumb[i] = message->valuestring;
        else if (agrees != LLMCOST_UNKNOWN) {
            f->saved->lacks_thumbs = true;
            thumb->agrees = LLMCOST_UNKNOWN;
        }
    }
}

static void fill_omission(struct filling *f, const cJSON *item)
{
    struct llmcost_result *r = f->result;
    const int most = (int)(sizeof r->omission / sizeof r->omission[0]);
    int option = need_option(f, item, "option");
    const char *id = need_text(f, item, "item");
    for (int i = 0; id != NULL && option >= 0 && i < LLMCOST_COMPONENTS; i++)
        if (strcmp(llmcost_component_row((enum llmcost_component)i)->id, id) == 0 &&
            r->not_priced < most)
            r->omission[r->not_priced++] =
                (struct llmcost_not_priced){.option = (int16_t)option, .component = (int16_t)i};
}

/* "llama: ...": the option that a warning is about leads its sentence. */
static int option_of(const struct filling *f, const char *message)
{
    const char *colon = strstr(message, ": ");
    char id[LLMCOST_MAX_ID];
    if (colon == NULL || (size_t)(colon - message) >= sizeof id)
        return -1;
    memcpy(id, message, (size_t)(colon - message));
    id[colon - message] = '\0';
    return llmcost_find_option(f->scenario, id);
}

static void fill_warning(struct filling *f, const cJSON *item)
{
    struct llmcost_result *r = f->result;
    const char *id = need_text(f, item, "id");
    const char *message = need_text(f, item, "message");
    bool known;
    need_text_or_null(f, item, "path");
    need_number_or_null(f, item, "line", &known);
    if (id == NULL || message == NULL)
        return;
    size_t digits = id[0] == 'W' ? strspn(id + 1, "0123456789") : 0;
    if (digits == 0 || digits > 4 || id[1 + digits] != '\0') {
        refuse(f, cJSON_GetObjectItemCaseSensitive(item, "id"), "id", E_JSON_VALUE,
               "\"%.40s\" is not the id of a warning", id);
        return;
    }
    if (r->warnings >= LLMCOST_MAX_WARNINGS)
        return;
    f->saved->warning[r->warnings] = message;
    r->warning[r->warnings++] = (struct llmcost_warning){.id = (uint16_t)strtol(id + 1, NULL, 10),
                                                         .option = (int16_t)option_of(f, message),
                                                         .ref = {.field = -1, .extra = -1}};
}

static void fill_list(struct filling *f, const cJSON *root, const char *key,
                      void (*fill)(struct filling *, const cJSON *))
{
    const cJSON *list = need_array(f, root, key);
    const cJSON *item;
    int index = 0;
    if (!all_objects(f, list, key))
        return;
    cJSON_ArrayForEach(item, list)
    {
        size_t length = enter_key(f, key);
        enter_index(f, index++);
        fill(f, item);
        leave(f, length);
    }
}

/* ---- One report ---- */

static void fill_report(struct filling *f, const cJSON *root)
{
    fill_head(f, root);
    fill_workload(f, root);
    fill_options(f, root);
    if (f->failed || f->no_memory) /* nothing can refer to options that were not read */
        return;
    fill_verdict(f, root);
    fill_break_evens(f, root);
    fill_timeline(f, root);
    fill_questions(f, root);
    fill_gates(f, root);
    fill_list(f, root, "rules_of_thumb", fill_thumb);
    fill_list(f, root, "not_priced", fill_omission);
    fill_list(f, root, "warnings", fill_warning);
}

/* The result but for what fill_option() clears: most of its 4 MB is never touched. */
static void clear_result(struct llmcost_result *result)
{
    memset(result, 0, offsetof(struct llmcost_result, warning));
    for (int i = 0; i < LLMCOST_THUMBS; i++)
        result->thumb[i].agrees = LLMCOST_NOT_STATED;
}

static bool read_one(struct filling *f, cJSON *root, struct report *report)
{
    static const char *const kinds[] = {"llmcost.report"};
    f->report = report;
    f->scenario = malloc(sizeof *f->scenario);
    f->result = malloc(sizeof *f->result);
    f->saved = calloc(1, sizeof *f->saved);
    *report = (struct report){.scenario = f->scenario, .result = f->result, .saved = f->saved};
    if (f->scenario == NULL || f->result == NULL || f->saved == NULL) {
        f->no_memory = true;
        return false;
    }
    llmcost_scenario_init(f->scenario);
    clear_result(f->result);
    f->saved->tree = root;
    if (need_word(f, root, "kind", kinds, 1) == 0)
        check_version(f, root);
    if (!f->failed)
        fill_report(f, root);
    return !f->failed && !f->no_memory;
}

static bool read_several(struct filling *f, cJSON *root, struct saved_file *file)
{
    const cJSON *list = need_array(f, root, "reports");
    cJSON *item;
    int count = cJSON_GetArraySize(list);
    bool good = true;
    if (!all_objects(f, list, "reports"))
        return false;
    if (count == 0 || count > MOST_REPORTS) {
        refuse(f, list, "reports", E_JSON_VALUE, "1 to %d reports are needed here", MOST_REPORTS);
        return false;
    }
    file->reports = calloc((size_t)count, sizeof *file->reports);
    f->no_memory = file->reports == NULL;
    for (item = list->child; item != NULL && !f->no_memory; item = item->next) {
        size_t length = enter_key(f, "reports");
        enter_index(f, file->count);
        good = read_one(f, item, &file->reports[file->count]) && good;
        file->count++;
        f->failed = false;
        leave(f, length);
    }
    return good && !f->no_memory;
}

bool saved_read(const struct source *source, struct saved_file *ret_file,
                struct llmcost_diags *diags, bool *ret_no_memory)
{
    static const char *const kinds[] = {"llmcost.report", "llmcost.reports"};
    struct filling f = {.file = source, .diags = diags};
    bool good = false;
    *ret_file = (struct saved_file){.count = 0};
    *ret_no_memory = false;
    ret_file->tree = json_read(source->text, source->length, diags);
    if (ret_file->tree == NULL)
        return false;
    int kind = need_word(&f, ret_file->tree, "kind", kinds, 2);
    if (kind == 1)
        check_version(&f, ret_file->tree);
    if (kind == 1 && !f.failed)
        good = read_several(&f, ret_file->tree, ret_file);
    else if (kind == 0) {
        ret_file->reports = calloc(1, sizeof *ret_file->reports);
        f.no_memory = ret_file->reports == NULL;
        ret_file->count = f.no_memory ? 0 : 1;
        good = !f.no_memory && read_one(&f, ret_file->tree, ret_file->reports);
    }
    *ret_no_memory = f.no_memory;
    return good;
}

/* What a report points to is const for those who print it. */
static void free_parts(struct report *report)
{
    union {
        const void *read;
        void *own;
    } part[] = {{.read = report->scenario}, {.read = report->overrides}, {.read = report->saved}};
    if (report->saved != NULL)
        free(report->saved->break_even);
    report_free(report);
    for (size_t i = 0; i < sizeof part / sizeof part[0]; i++)
        free(part[i].own);
}

void saved_free(struct saved_file *file)
{
    for (int i = 0; i < file->count; i++)
        free_parts(&file->reports[i]);
    free(file->reports);
    cJSON_Delete(file->tree);
    *file = (struct saved_file){.count = 0};
}
