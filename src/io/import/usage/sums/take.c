/* take.c - what every reader hands its records to (io/import/usage/sums/format.h): here it is
 * decided what a record is, whose it is, and whether it was there before. Refuses to know any
 * format.
 */
#include "io/import/usage/sums/format.h"

#include <string.h>

static void tell_time(struct usage_scene *scene, const struct usage_record *r)
{
    struct usage_log *log = scene->log;
    if ((r->knows & USAGE_KNOWS_TIME) == 0)
        return;
    log->first = r->start < log->first ? r->start : log->first;
    log->last = r->end > log->last ? r->end : log->last;
}

const char *usage_take(struct usage_scene *scene, struct usage_record *r,
                       const struct usage_whose *whose)
{
    struct usage_log *log = scene->log;
    const char *why = NULL;
    const uint64_t tokens = r->input + r->output;
    bool forgot;
    uint64_t more;
    r->evident |= scene->format->evident;
    r->evident |= whose->id.length > 0 ? USAGE_HAS_CALL : 0;
    r->evident |= (r->knows & USAGE_KNOWS_TIME) != 0 ? USAGE_HAS_TIME : 0;
    r->evident |= tokens > USAGE_LARGEST_REQUEST ? USAGE_IS_LARGE : 0;
    if ((r->evident & USAGE_IS_LARGE) != 0 && (r->evident & USAGE_HAS_TIME) != 0 &&
        r->start == r->end && r->start % USAGE_DAY == 0)
        r->evident |= USAGE_HAS_DAY; /* no request, and at midnight: a day */
    if (tokens + r->requests + r->cached == 0) {
        usage_odd(log, USAGE_EMPTY, 1);
        return NULL;
    }
    if (!usage_decide(r->evident, &r->kind, &why)) {
        usage_odd(log, USAGE_LARGE, (r->evident & USAGE_IS_LARGE) != 0);
        return why;
    }
    r->knows |= usage_kind_row(r->kind)->knows;
    r->requests = r->kind == USAGE_REQUEST ? 1 : r->requests;
    struct usage_model *model = usage_model(scene->models, whose->model.text, whose->model.length,
                                            whose->embeds ? "(embeddings)" : "");
    scene->model = model;
    const struct usage_cell *id = whose->id.length > 0 ? &whose->id : &whose->row_id;
    if (id->length > 0 &&
        usage_id_seen(scene->ids, id->text, id->length, r->output, &more, &forgot)) {
        usage_odd(log, USAGE_AGAIN, 1);
        usage_sum(model->usage, &model->usage->output, more);
        model->output += more;
        return NULL;
    } else if (id->length > 0)
        usage_odd(log, USAGE_FORGOT, forgot);
    usage_odd(log, USAGE_EMBEDDINGS, model->embeds && model->is_taken ? tokens : 0);
    log->added++;
    tell_time(scene, r);
    usage_add(model->usage, r);
    usage_sum(model->usage, &model->requests, r->requests);
    usage_sum(model->usage, &model->input, r->input);
    usage_sum(model->usage, &model->output, r->output);
    return NULL;
}

void usage_read_tier(struct usage_tier *tier, struct usage_cell word)
{
    tier->has = true;
    tier->is_batch = usage_cell_is(word, "batch");
    tier->is_priority = usage_cell_holds(word, "priority");
    tier->is_flex = usage_cell_is(word, "flex");
}

void usage_put_tier(struct usage_scene *scene, const struct usage_tier *tier,
                    struct usage_record *r)
{
    const uint64_t tokens = r->input + r->output;
    r->knows |= tier->has ? USAGE_KNOWS_BATCH : 0;
    r->is_batch = tier->is_batch;
    usage_odd(scene->log, USAGE_PRIORITY, tier->is_priority ? tokens : 0);
    usage_odd(scene->log, USAGE_FLEX, tier->is_flex ? tokens : 0);
    usage_odd(scene->log, USAGE_RESIDENT, tier->is_resident ? tokens : 0);
}

bool usage_cell_holds(struct usage_cell cell, const char *word)
{
    const size_t length = strlen(word);
    for (size_t at = 0; cell.text != NULL && at + length <= cell.length; at++) {
        size_t i = 0;
        while (i < length && (cell.text[at + i] | 0x20) == word[i])
            i++;
        if (i == length)
            return true;
    }
    return false;
}

bool usage_cell_is(struct usage_cell cell, const char *word)
{
    size_t i = 0;
    while (i < cell.length && (cell.text[i] | 0x20) == word[i])
        i++;
    return i == cell.length && word[i] == '\0';
}

void usage_put_cell(struct usage_row *row, enum usage_role role, struct usage_cell cell)
{
    if (row->cell[role].text == NULL)
        row->cell[role] = cell;
    else if (role != USAGE_NO_ROLE && row->more < USAGE_MORE_CELLS) {
        row->also[row->more].role = role;
        row->also[row->more++].cell = cell;
    }
}
