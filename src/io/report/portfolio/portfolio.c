/* portfolio.c - whether several scenarios can share one fleet: what has one id must be one thing,
 * and money, hours, people and horizon are those of all (contract, section 5).
 * Knows what must agree by section; refuses to know any field by name.
 */
#include "io/report/portfolio/portfolio.h"

#include "core/scenario/scenario.h"
#include "text/figures.h"
#include "text/json/json.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- Names ---- */

/* The end of a path with so many of its parts. */
static const char *end_of(const char *path, int parts)
{
    const char *end = path + strlen(path);
    while (end > path && !(end[-1] == '/' && --parts == 0))
        end--;
    return end;
}

const char **portfolio_names(const char *const *paths, int count, struct arena *arena)
{
    const char **names = arena_take(arena, (size_t)count, sizeof *names);
    for (int i = 0; names != NULL && i < count; i++) {
        bool alone = false;
        for (int parts = 1; !alone; parts++) {
            names[i] = end_of(paths[i], parts);
            alone = names[i] == paths[i];
            bool differs = true;
            for (int other = 0; other < count; other++)
                differs =
                    differs && (other == i || strcmp(end_of(paths[other], parts), names[i]) != 0);
            alone = alone || differs;
        }
    }
    return names;
}

/* ---- What must agree ---- */

/* Two of the reports, and their names. */
struct both {
    const struct report *report[2];
    const char *file[2];
    struct llmcost_diags *diags;
};

static bool is_shared(const struct llmcost_ref *ref)
{
    return ref->section == LLMCOST_APIS || ref->section == LLMCOST_HOSTS ||
           ref->section == LLMCOST_HYBRIDS;
}

/* Of all that is not an option, the workload and its rules are each one's own. */
static bool must_agree(const struct llmcost_ref *ref)
{
    return is_shared(ref) || ref->section == LLMCOST_TOP || ref->section == LLMCOST_TEAM ||
           ref->section == LLMCOST_HORIZON;
}

/* "1.2 (chat.yaml:14)", "not stated (batch.yaml)". */
static const char *told(const struct both *both, int side, struct llmcost_ref ref, char *buffer,
                        size_t size)
{
    const struct llmcost_scenario *s = both->report[side]->scenario;
    const struct llmcost_input *number = llmcost_read(s, ref);
    const struct llmcost_name *name = number == NULL ? read_ref(s, ref) : NULL;
    const struct llmcost_place place = number != NULL ? number->place
                                       : name != NULL ? name->place
                                                      : (struct llmcost_place){0};
    char value[MAX_NUMBER_TEXT] = "not stated";
    char line[32] = "";
    if (number != NULL && number->origin != LLMCOST_UNSET)
        number_text(NUMBER_FIGURE, number->value, value, sizeof value);
    else if (name != NULL && name->text != 0)
        snprintf(value, sizeof value, "%.40s", llmcost_text(s, name->text));
    if (place.line > 0 && place.input == 0)
        snprintf(line, sizeof line, ":%" PRIu32, place.line);
    snprintf(buffer, size, "%.40s (%.50s%s)", value, both->file[side], line);
    return buffer;
}

static void complain_of(const struct both *both, const struct llmcost_change *change)
{
    /* an entry that only the first has is told by its path there */
    const bool of_second = change->after.entry >= 0 || change->before.entry < 0;
    const struct llmcost_scenario *s = both->report[of_second]->scenario;
    const struct llmcost_ref *ref = of_second ? &change->after : &change->before;
    char path[LLMCOST_MAX_PATH], before[128], after[128];
    deny(both->diags, E_UNALIKE,
         is_shared(ref) ? "options of one id are one thing: write both alike, or give "
                          "one of them another id"
                        : "workloads of one portfolio agree on it: write both alike",
         "%.100s is %s and %s", llmcost_path(s, *ref, path, sizeof path),
         told(both, 0, change->before, before, sizeof before),
         told(both, 1, change->after, after, sizeof after));
}

/* An id must be of one kind. */
static void hold_kinds(const struct both *both)
{
    const struct llmcost_scenario *s = both->report[0]->scenario;
    const struct llmcost_scenario *other = both->report[1]->scenario;
    for (int o = 0; o < llmcost_option_count(s); o++) {
        const char *id = llmcost_option_id(s, o);
        const int same = llmcost_find_option(other, id);
        if (same < 0 || llmcost_option_kind(s, o) == llmcost_option_kind(other, same))
            continue;
        deny(both->diags, E_UNALIKE, "give one of them another id",
             "%.60s is not the same kind of option in %.60s and %.60s", id, both->file[0],
             both->file[1]);
    }
}

/* Hours of a load as a fleet adds it up: a week where prices go by its hours. */
static int hours_of(const struct llmcost_scenario *s)
{
    for (int i = 0; i < s->apis; i++)
        if (s->api[i].hours.count > 0)
            return s->load.hours > 168 ? s->load.hours : 168;
    return s->load.hours;
}

static void hold_loads(const struct both *both)
{
    const int one = hours_of(both->report[0]->scenario);
    const int other = hours_of(both->report[1]->scenario);
    if ((one > other ? one % other : other % one) == 0)
        return;
    deny(both->diags, E_UNALIKE_LOADS, "write both as hours of a day, or of a week",
         "the load of %.60s has %d hours and that of %.60s %d: neither is a whole "
         "number of the other",
         both->file[0], one, both->file[1], other);
}

/* The next change at a month of an option that both have; NULL after the last. */
static const struct llmcost_step *next_step(const struct llmcost_scenario *s,
                                            const struct llmcost_scenario *other, int *at,
                                            char *path, size_t size)
{
    for (; *at < s->changes.count; ++*at) {
        const struct llmcost_step *step = &s->changes.step[*at];
        struct llmcost_ref same;
        if (is_shared(&step->ref) &&
            llmcost_find_path(other, llmcost_path(s, step->ref, path, size), &same)) {
            ++*at;
            return step;
        }
    }
    return NULL;
}

static void hold_changes(const struct both *both)
{
    const struct llmcost_scenario *a = both->report[0]->scenario;
    const struct llmcost_scenario *b = both->report[1]->scenario;
    char path[LLMCOST_MAX_PATH], other[LLMCOST_MAX_PATH];
    int at = 0, with = 0;
    for (;;) {
        const struct llmcost_step *one = next_step(a, b, &at, path, sizeof path);
        const struct llmcost_step *two = next_step(b, a, &with, other, sizeof other);
        if (one == NULL && two == NULL)
            return;
        if (one != NULL && two != NULL && one->month == two->month && one->scales == two->scales &&
            !(one->value.value > two->value.value || one->value.value < two->value.value) &&
            strcmp(path, other) == 0)
            continue;
        deny(both->diags, E_UNALIKE, "write the same `changes` of it in both",
             "%.100s does not change alike in %.50s and %.50s", one != NULL ? path : other,
             both->file[0], both->file[1]);
        return;
    }
}

static void hold_pair(const struct both *both)
{
    const struct llmcost_scenario *a = both->report[0]->scenario;
    const struct llmcost_scenario *b = both->report[1]->scenario;
    struct llmcost_change change = LLMCOST_FIRST_CHANGE;
    if (strcmp(words_currency(a), words_currency(b)) != 0)
        deny(both->diags, E_CURRENCIES, "write both in one currency",
             "%.60s is in %.20s and %.60s in %.20s: their sum is no amount of money", both->file[0],
             words_currency(a), both->file[1], words_currency(b));
    hold_kinds(both);
    while (llmcost_next_change(a, b, &change))
        if (must_agree(&change.after))
            complain_of(both, &change);
    hold_changes(both);
    hold_loads(both);
}

bool portfolio_agrees(const struct report *reports, const char *const *files, int count,
                      struct llmcost_diags *diags)
{
    for (int i = 0; i < count; i++)
        for (int j = i + 1; j < count; j++) {
            const struct both both = {
                .report = {&reports[i], &reports[j]}, .file = {files[i], files[j]}, .diags = diags};
            hold_pair(&both);
        }
    return diags->errors == 0;
}

/* ---- The answer ---- */

const struct llmcost_assignment *portfolio_side(const struct portfolio *portfolio, int side)
{
    const struct llmcost_portfolio *p = portfolio->answer;
    switch (side) {
    case SIDE_RECOMMENDED:
        return p->has_recommended ? &p->recommended : NULL;
    case SIDE_SINGLE:
        return p->has_single ? &p->single : NULL;
    default:
        return p->has_alone ? &p->alone : NULL;
    }
}

double portfolio_moved(const struct portfolio *portfolio, int workload, int option)
{
    const struct llmcost_portfolio *p = portfolio->answer;
    struct llmcost_assignment moved = p->recommended;
    moved.option[workload] = (int16_t)option;
    llmcost_evaluate_assignment(p, portfolio->room, &moved);
    return moved.feasible && moved.eligible ? moved.horizon_cost - p->recommended.horizon_cost
                                            : NAN;
}

/* At which demand each workload would go elsewhere. */
static bool find_moves(struct portfolio *p, size_t room)
{
    struct llmcost_moving *scratch = malloc(sizeof *scratch);
    void *other = malloc(room);
    p->next = calloc((size_t)p->answer->workloads, sizeof *p->next);
    const bool good = scratch != NULL && other != NULL && p->next != NULL;
    for (int w = 0; good && w < p->answer->workloads; w++)
        llmcost_next_move(p->answer, w, scratch, other, &p->next[w]);
    free(scratch);
    free(other);
    return good;
}

bool portfolio_make(const struct report *reports, const char *const *files, int count,
                    struct portfolio *ret_portfolio)
{
    struct portfolio *p = ret_portfolio;
    const struct llmcost_scenario *scenario[LLMCOST_MAX_WORKLOADS] = {NULL};
    for (int i = 0; i < count; i++)
        scenario[i] = reports[i].scenario;
    *p = (struct portfolio){.reports = reports, .files = files};
    p->answer = malloc(sizeof *p->answer);
    p->cheapest = malloc(LLMCOST_SHOWN_ASSIGNMENTS * sizeof *p->cheapest);
    p->side = malloc(SIDES * sizeof *p->side);
    const size_t room = p->answer != NULL ? llmcost_portfolio_begin(scenario, count, p->answer) : 0;
    if (p->answer != NULL)
        p->room = malloc(room);
    if (p->answer == NULL || p->cheapest == NULL || p->side == NULL || p->room == NULL)
        return false;
    llmcost_assign_all(p->answer, p->room);
    for (int i = 0; i < p->answer->shown; i++)
        llmcost_assigned_bill(p->answer, p->room, &p->answer->cheapest[i], true, &p->cheapest[i]);
    for (int side = 0; side < SIDES; side++)
        if (portfolio_side(p, side) != NULL)
            llmcost_assigned_bill(p->answer, p->room, portfolio_side(p, side), side != SIDE_ALONE,
                                  &p->side[side]);
    return find_moves(p, room);
}

void portfolio_free(struct portfolio *portfolio)
{
    free(portfolio->answer);
    free(portfolio->room);
    free(portfolio->cheapest);
    free(portfolio->side);
    free(portfolio->next);
}
