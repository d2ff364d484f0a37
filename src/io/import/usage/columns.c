/* columns.c - the columns of a table: what --columns says of them, what its header says, and which
 * format that is. Refuses columns that could be meant for one thing more than once.
 */
#include "io/import/usage/detect.h"
#include "text/sniff.h"
#include "text/source.h"

#include <stdio.h>
#include <string.h>

enum { MOST_PARTS = USAGE_MORE_CELLS - 1 };

static const char advice_columns[] =
    "say which is which: --columns timestamp=NAME,input=NAME,output=NAME,cached=NAME";

const char *const usage_role_words[USAGE_NAMED] = {
    [USAGE_TIME] = "timestamp", [USAGE_INPUT] = "input",    [USAGE_OUTPUT] = "output",
    [USAGE_CACHED] = "cached",  [USAGE_COUNT] = "requests", [USAGE_MODEL] = "model",
    [USAGE_UNTIL] = "end",
};

void usage_complain_unknown(const struct usage_job *job, uint32_t line)
{
    char names[200];
    size_t used = 0;
    for (int i = 0; i < USAGE_FORMATS; i++)
        if (usage_formats[i].known_as != NULL && used < sizeof names)
            used += (size_t)snprintf(names + used, sizeof names - used, "%s%s",
                                     used > 0 ? ", " : "", usage_formats[i].known_as);
    place_error(job->diags, job->input, line, line > 0, E_IMPORT_FORMAT,
                "this is none of the usage files that import reads");
    llmcost_advise(job->diags, "it reads usage of %s; other logs with --columns", names);
}

/* ---- --columns ---- */

static bool complain_columns(struct llmcost_diags *diags, const char *word, size_t length)
{
    place_error(diags, 0, 0, 0, E_IMPORT_READ, "--columns: `%.*s` is not understood",
                length < 80 ? (int)length : 80, word);
    llmcost_advise(diags, "write --columns timestamp=NAME,input=NAME+NAME,output=NAME, and cached, "
                          "requests, model, end where they have unusual names");
    return false;
}

bool usage_columns(const char *columns, struct usage_scene *scene, struct llmcost_diags *diags)
{
    for (const char *at = columns; at != NULL && *at != '\0';) {
        const size_t length = strcspn(at, ",");
        const char *equals = memchr(at, '=', length);
        int role = 0;
        if (equals == NULL)
            return complain_columns(diags, at, length);
        while (role < USAGE_NAMED &&
               (strlen(usage_role_words[role]) != (size_t)(equals - at) ||
                memcmp(usage_role_words[role], at, (size_t)(equals - at)) != 0))
            role++;
        const size_t name = length - (size_t)(equals - at) - 1;
        size_t parts = 1;
        for (size_t i = 0; i < name; i++)
            parts += equals[1 + i] == '+';
        const bool is_sum = role == USAGE_INPUT || role == USAGE_OUTPUT || role == USAGE_CACHED ||
                            role == USAGE_COUNT;
        if (role == USAGE_NAMED || name == 0 || scene->column[role].text != NULL ||
            parts > (is_sum ? MOST_PARTS : 1))
            return complain_columns(diags, at, length);
        scene->column[role] = (struct usage_cell){.text = equals + 1, .length = name};
        at += length + (at[length] == ',');
    }
    return true;
}

bool usage_has_columns(const struct usage_scene *scene)
{
    for (int i = 0; i < USAGE_NAMED; i++)
        if (scene->column[i].text != NULL)
            return true;
    return false;
}

/* ---- CSV ---- */

/* The names for a message: "a, b, c", or "a, b, ..." where not all of them fit. */
static void list_names(const struct usage_cell *cells, int count, char *list, size_t size)
{
    size_t used = 0;
    list[0] = '\0';
    for (int i = 0; i < count; i++) {
        const size_t length = cells[i].length < 40 ? cells[i].length : 40;
        const bool fits = used + length + sizeof ", , ..." <= size;
        const int written = snprintf(list + used, size - used, "%s%.*s", i > 0 ? ", " : "",
                                     fits ? (int)length : 3, fits ? cells[i].text : "...");
        used += written > 0 ? (size_t)written : 0;
        if (!fits)
            break;
    }
}

static bool has_name(const struct usage_cell *cells, int count, const char *name, size_t length)
{
    for (int i = 0; i < count; i++)
        if (cells[i].length == length && memcmp(cells[i].text, name, length) == 0)
            return true;
    return false;
}

/* The first format all of whose signs the header has. */
static const struct usage_format *format_of(const struct usage_cell *cells, int count)
{
    for (int i = 0; i < USAGE_FORMATS; i++) {
        const struct usage_format *format = &usage_formats[i];
        bool all = format->row != NULL && format->signs[0] != NULL;
        for (int k = 0; k < USAGE_SIGNS && all && format->signs[k] != NULL; k++)
            all = has_name(cells, count, format->signs[k], strlen(format->signs[k]));
        if (all)
            return format;
    }
    return &usage_formats[USAGE_FORMAT_REQUESTS];
}

/* Each column's role; false after a complaint about two of one role. */
static bool give_roles(struct usage_job *job, const struct usage_cell *cells, int count,
                       int at[USAGE_ROLES])
{
    for (int i = 0; i < USAGE_ROLES; i++)
        at[i] = -1;
    for (int i = 0; i < count; i++) {
        const enum usage_role role = usage_role(&job->scene, cells[i].text, cells[i].length);
        job->plan.role[i] = (uint8_t)role;
        if (role == USAGE_NO_ROLE)
            continue;
        const bool sum = role < USAGE_NAMED && job->scene.column[role].text != NULL;
        job->plan.plain =
            job->plan.plain && (role <= USAGE_CACHED || role == USAGE_MODEL) && at[role] < 0;
        if (at[role] >= 0 && !sum) {
            const struct usage_cell *first = &cells[at[role]];
            place_error(job->diags, job->input, 1, 1, E_IMPORT_READ,
                        "the columns \"%.*s\" and \"%.*s\" could both be the %s",
                        first->length < 60 ? (int)first->length : 60, first->text,
                        cells[i].length < 60 ? (int)cells[i].length : 60, cells[i].text,
                        role < USAGE_NAMED ? usage_role_words[role] : "same figure");
            llmcost_advise(job->diags, "%s", advice_columns);
            return false;
        }
        at[role] = i;
    }
    return true;
}

/* A part of a sum of --columns that no column is called, where there is one. */
static void find_absent(const struct usage_cell *cells, int count, const struct usage_cell *column,
                        struct usage_cell *ret_part)
{
    struct usage_cell part = {.text = NULL};
    bool found = has_name(cells, count, column->text, column->length);
    while (!found && usage_next_part(column, &part))
        if (!has_name(cells, count, part.text, part.length)) {
            *ret_part = part;
            return;
        }
}

static bool complain_missing(const struct usage_job *job, const struct usage_cell *cells, int count,
                             const int at[USAGE_ROLES])
{
    char list[132];
    int found = 0;
    const struct usage_names *missing = NULL;
    struct usage_cell part = {.text = NULL};
    for (int role = 0; role < USAGE_NAMED && part.text == NULL; role++)
        if (job->scene.column[role].text != NULL)
            find_absent(cells, count, &job->scene.column[role], &part);
    for (const struct usage_names *row = job->scene.format->names; row->names != NULL; row++) {
        const bool named = row->role < USAGE_NAMED && job->scene.column[row->role].text != NULL;
        found += at[row->role] >= 0;
        if (at[row->role] < 0 && row->required && !named && missing == NULL)
            missing = row;
    }
    if (missing == NULL && part.text == NULL)
        return false;
    list_names(cells, count, list, sizeof list);
    const enum usage_role role = missing != NULL ? missing->role : USAGE_NO_ROLE;
    if (part.text != NULL)
        place_error(job->diags, job->input, 1, 1, E_IMPORT_MISSING, "no column is called \"%.*s\"",
                    part.length < 80 ? (int)part.length : 80, part.text);
    else if (found == 0) {
        usage_complain_unknown(job, 1);
        return true;
    } else
        place_error(job->diags, job->input, 1, 1, E_IMPORT_MISSING,
                    "no column is known to be the %s",
                    role < USAGE_NAMED ? usage_role_words[role] : missing->names);
    llmcost_advise(job->diags, "its columns are %s; %s", list,
                   "write --columns timestamp=NAME,input=NAME,output=NAME");
    return true;
}

/* Where every cell is read, a column of zeros is nothing to tell; the fast path tells its name. */
static void leave_unread(struct usage_job *job, int column, const struct usage_cell *name)
{
    struct usage_plan *plan = &job->plan;
    if (plan->plain || plan->unread_count == USAGE_MAX_UNREAD) {
        usage_unknown(job->scene.log, name->text, name->length);
        return;
    }
    plan->unread[plan->unread_count] = column;
    snprintf(plan->unread_name[plan->unread_count++], USAGE_MAX_NAME, "%.*s",
             (int)(name->length < USAGE_MAX_NAME ? name->length : USAGE_MAX_NAME - 1), name->text);
}

bool usage_detect_table(const struct usage_input *input, size_t start, struct usage_job *job)
{
    struct usage_cell cells[USAGE_MAX_COLUMNS];
    int at[USAGE_ROLES];
    if (!place_check(job->diags, job->input, 1,
                     text_table_trouble(input->head + start, input->length - start)))
        return false;
    size_t length;
    uint64_t lines;
    const int count = rows_header(input->head + start, input->length - start, input->is_whole,
                                  cells, USAGE_MAX_COLUMNS, &length, &lines);
    if (count < 0) {
        usage_complain_unknown(job, 0);
        return false;
    }
    job->scene.format = usage_has_columns(&job->scene) ? &usage_formats[USAGE_FORMAT_REQUESTS]
                                                       : format_of(cells, count);
    job->plan.plain = job->scene.format->plain;
    if (!give_roles(job, cells, count, at) || complain_missing(job, cells, count, at))
        return false;
    for (int i = 0; i < count; i++)
        if (job->plan.role[i] == USAGE_NO_ROLE && usage_may_matter(cells[i].text, cells[i].length))
            leave_unread(job, i, &cells[i]);
    job->mode = USAGE_BY_ROWS;
    job->plan.columns = count;
    job->start = start + length;
    job->line = lines + 1;
    return true;
}
