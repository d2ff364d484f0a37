/* report.c - a saved JSON report back into struct report (io/report/saved/report.h).
 * Knows which kinds and versions are read; refuses to know JSON's grammar (text/json/json_tree.c),
 * the keys of a report (io/report/outcome_rows.c), and what they mean (restore.c). Keys that have
 * no row pass.
 */
#include "io/report/saved/report.h"
#include "core/base/codes.h"
#include "core/base/count.h"
#include "io/report/saved/parts.h"

#include <stdlib.h>
#include <string.h>

enum { FORMAT_MAJOR = 1, MOST_REPORTS = 1000 };

struct head {
    const char *kind, *format_version;
};

/* Whose reports they are is looked at before anything else. */
static const struct json_row kind_rows[] = {{FIGURE(head, kind)}, {.key = NULL}};
static const struct json_row version_rows[] = {{FIGURE(head, format_version)}, {.key = NULL}};

/* "1.0": another major is refused, any minor is read. */
static bool has_version(struct reading *r, const cJSON *root)
{
    struct head head = {.kind = NULL};
    read_rows(r, version_rows, root, &head);
    const char *version = head.format_version;
    if (version == NULL)
        return false;
    size_t digits = strspn(version, "0123456789");
    size_t rest = version[digits] == '.' ? strspn(version + digits + 1, "0123456789") : 0;
    bool good = digits > 0 && rest > 0 && version[digits + 1 + rest] == '\0' && digits < 5;
    if (good && strtol(version, NULL, 10) == FORMAT_MAJOR)
        return true;
    refuse(r, cJSON_GetObjectItemCaseSensitive(root, "format_version"), "format_version",
           E_JSON_VERSION, "version %.40s of the format; this llmcost reads versions 1.x", version);
    llmcost_advise(r->diags, "write the report again from its scenario");
    return false;
}

enum { KIND_REPORT, KIND_REPORTS, KIND_PORTFOLIO, KINDS };
static const char *const kinds[KINDS] = {[KIND_REPORT] = "llmcost.report",
                                         [KIND_REPORTS] = "llmcost.reports",
                                         [KIND_PORTFOLIO] = "llmcost.portfolio"};
static const int needed[KINDS] = {[KIND_REPORT] = SAVED_REPORTS,
                                  [KIND_REPORTS] = SAVED_REPORTS,
                                  [KIND_PORTFOLIO] = SAVED_PORTFOLIO};

/* Which of the wanted kinds it is; -1 after a complaint. */
static int find_kind(struct reading *r, const cJSON *root, int wanted)
{
    struct head head = {.kind = NULL};
    read_rows(r, kind_rows, root, &head);
    if (head.kind == NULL)
        return -1;
    for (int kind = 0; kind < KINDS; kind++)
        if ((wanted & needed[kind]) != 0 && strcmp(head.kind, kinds[kind]) == 0)
            return kind;
    refuse(r, cJSON_GetObjectItemCaseSensitive(root, "kind"), "kind", E_JSON_VALUE,
           "\"%.60s\" is not known here", head.kind);
    const char *advice = "was it written by a newer llmcost?";
    if (strcmp(head.kind, kinds[KIND_PORTFOLIO]) == 0)
        advice = "`llmcost portfolio FILE` prints it again";
    else if (strncmp(head.kind, "llmcost.", 8) == 0)
        advice = (wanted & SAVED_REPORTS) != 0 ? "only saved reports are read again"
                                               : "only saved portfolios are read again here";
    llmcost_advise(r->diags, "%s", advice);
    return -1;
}

/* False after complaints or when memory ran out, which the arena knows. */
static bool read_one(struct reading *r, cJSON *root, struct report *report)
{
    struct llmcost_scenario *scenario = malloc(sizeof *scenario);
    struct saved_report *saved = calloc(1, sizeof *saved);
    struct outcome *outcome = calloc(1, sizeof *outcome);
    *report = (struct report){.scenario = scenario, .saved = saved, .outcome = outcome};
    if (scenario == NULL || saved == NULL || outcome == NULL) {
        r->no_memory = true;
        return false;
    }
    llmcost_scenario_init(scenario);
    scenario->version = (struct llmcost_input){.value = 0}; /* no report says it */
    r->tree = root;
    r->arena = &outcome->arena;
    saved->tree = root;
    const cJSON *source = cJSON_GetObjectItemCaseSensitive(root, "scenario");
    saved->lacks_notes = cJSON_GetObjectItemCaseSensitive(source, "notes") == NULL;
    saved->lacks_sensitivity = cJSON_GetObjectItemCaseSensitive(root, "sensitivity") == NULL;
    if (find_kind(r, root, SAVED_REPORTS) != KIND_REPORT || !has_version(r, root))
        return false;
    read_rows(r, outcome_rows, root, outcome);
    if (!r->failed && !outcome->arena.failed)
        restore(r, outcome, scenario, report, saved);
    r->no_memory = r->no_memory || outcome->arena.failed;
    return !r->failed && !r->no_memory;
}

static bool read_several(struct reading *r, cJSON *root, struct saved_file *file)
{
    const cJSON *list = cJSON_GetObjectItemCaseSensitive(root, "reports");
    bool good = true;
    if (!cJSON_IsArray(list)) {
        refuse(r, list != NULL ? list : root, "reports",
               list != NULL ? E_JSON_TYPE : E_JSON_MISSING, "a list is needed here");
        return false;
    }
    const int count = cJSON_GetArraySize(list);
    if (count == 0 || count > MOST_REPORTS) {
        refuse(r, list, "reports", E_JSON_VALUE, "1 to %d reports are needed here", MOST_REPORTS);
        return false;
    }
    file->reports = calloc((size_t)count, sizeof *file->reports);
    r->no_memory = file->reports == NULL;
    for (cJSON *item = list->child; item != NULL && !r->no_memory; item = item->next) {
        snprintf(r->path, sizeof r->path, "reports[%d]", file->count);
        r->failed = !cJSON_IsObject(item);
        if (r->failed)
            refuse(r, item, "", E_JSON_TYPE, "an object is needed here");
        else
            good = read_one(r, item, &file->reports[file->count++]) && good;
        good = good && !r->failed;
    }
    return good && !r->no_memory;
}

static bool read_single_portfolio(struct reading *r, struct saved_file *file)
{
    file->portfolio = calloc(1, sizeof *file->portfolio);
    r->no_memory = file->portfolio == NULL;
    return !r->no_memory && has_version(r, file->tree) &&
           read_portfolio(r, file->tree, file->portfolio);
}

bool saved_read(const struct source *source, int wanted, struct saved_file *ret_file,
                struct llmcost_diags *diags, bool *ret_no_memory)
{
    struct reading r = {.file = source, .diags = diags};
    bool good = false;
    *ret_file = (struct saved_file){.count = 0};
    *ret_no_memory = false;
    ret_file->tree = json_read(source->text, source->length, diags);
    if (ret_file->tree == NULL)
        return false;
    const int kind = find_kind(&r, ret_file->tree, wanted);
    if (kind == KIND_PORTFOLIO)
        good = read_single_portfolio(&r, ret_file);
    else if (kind == KIND_REPORTS && has_version(&r, ret_file->tree))
        good = read_several(&r, ret_file->tree, ret_file);
    else if (kind == KIND_REPORT) {
        ret_file->reports = calloc(1, sizeof *ret_file->reports);
        r.no_memory = ret_file->reports == NULL;
        ret_file->count = r.no_memory ? 0 : 1;
        good = !r.no_memory && read_one(&r, ret_file->tree, ret_file->reports);
    }
    *ret_no_memory = r.no_memory;
    return good;
}

/* What a report points to is const for those who print it. */
static void free_parts(struct report *report)
{
    union {
        const void *read;
        void *own;
    } part[] = {{.read = report->scenario}, {.read = report->saved}};
    report_free(report);
    for (size_t i = 0; i < COUNT(part); i++)
        free(part[i].own);
}

void saved_free(struct saved_file *file)
{
    for (int i = 0; i < file->count; i++)
        free_parts(&file->reports[i]);
    free(file->reports);
    if (file->portfolio != NULL)
        portfolio_told_free(file->portfolio);
    free(file->portfolio);
    cJSON_Delete(file->tree);
    *file = (struct saved_file){.count = 0};
}
