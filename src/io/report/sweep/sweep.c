/* sweep.c - the points of a grid and what the options cost at each (sweep.h).
 * Knows that a range only assigns a number, and that a listed value makes another scenario, which
 * is read anew; refuses to know how a point is printed.
 */
#include "io/report/sweep/sweep.h"
#include "core/scenario/vary.h"
#include "io/catalog/catalogs.h"
#include "io/scenario/load.h"
#include "io/words/words.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_POINTS = 100000000, MOST_READ = 10000 };

/* ---- Scenarios that listed values make ---- */

bool sweep_open(struct sweep *sweep, const struct source *texts, int count,
                struct catalogs *catalogs)
{
    size_t room = 1;
    sweep->texts = calloc((size_t)count + MAX_AXES + 2, sizeof *sweep->texts);
    sweep->diags = malloc(sizeof *sweep->diags);
    for (int a = 0; a < sweep->axes; a++) {
        size_t longest = 0;
        for (int i = 0; sweep->axis[a].is_list && i < sweep->axis[a].count; i++)
            if (sweep->axis[a].word[i].length > longest)
                longest = sweep->axis[a].word[i].length;
        sweep->lists += sweep->axis[a].is_list;
        room += sweep->axis[a].is_list ? sweep->axis[a].path_length + longest + 2 : 0;
    }
    sweep->settings = malloc(room);
    if (sweep->texts == NULL || sweep->diags == NULL || sweep->settings == NULL)
        return false;
    llmcost_diags_init(sweep->diags);
    memcpy(sweep->texts, texts, ((size_t)count + 1) * sizeof *texts);
    sweep->given = count;
    if (catalogs == NULL && sweep->lists > 0)
        catalogs = sweep->own_catalogs = catalogs_open(NULL, 0, NULL, false, sweep->diags);
    sweep->catalogs = catalogs;
    return sweep->lists == 0 || catalogs != NULL;
}

void sweep_close(struct sweep *sweep)
{
    free(sweep->texts);
    free(sweep->diags);
    free(sweep->settings);
    catalogs_close(sweep->own_catalogs);
}

/* The scenario with the listed values of this point. */
static bool reread(struct sweep *sweep)
{
    char *at = sweep->settings;
    int count = sweep->given;
    for (int a = 0; a < sweep->axes; a++) {
        const struct axis *axis = &sweep->axis[a];
        if (!axis->is_list)
            continue;
        const struct axis_word *word = &axis->word[sweep->at[a]];
        memcpy(at, axis->path, axis->path_length);
        at[axis->path_length] = '=';
        memcpy(at + axis->path_length + 1, word->text, word->length);
        const size_t length = axis->path_length + 1 + word->length;
        at[length] = '\0';
        sweep->texts[++count] = (struct source){.name = "sweep", .text = at, .length = length};
        at += length + 1;
    }
    struct source *csv = &sweep->texts[count + 1];
    llmcost_diags_init(sweep->diags);
    const bool good = scenario_load(&sweep->texts[0], sweep->texts + 1, count, sweep->catalogs, csv,
                                    sweep->scenario, sweep->diags);
    source_free(csv);
    *csv = (struct source){.name = NULL};
    return good;
}

/* ---- Checking ---- */

/* Every corner of the ranges is a legal scenario. */
static bool check_corners(struct sweep *sweep, struct llmcost_diags *diags)
{
    struct llmcost_input before[MAX_AXES] = {{.value = 0}};
    const int errors = diags->errors;
    int corners = 1;
    for (int a = 0; a < sweep->axes; a++, corners *= 2)
        if (!sweep->axis[a].is_list)
            before[a] = *llmcost_read(sweep->scenario, sweep->axis[a].ref);
    for (int corner = 0; corner < corners && diags->errors == errors; corner++) {
        for (int a = 0; a < sweep->axes; a++) {
            const struct axis *axis = &sweep->axis[a];
            if (!axis->is_list)
                llmcost_set(llmcost_at(sweep->scenario, axis->ref),
                            corner >> a & 1 ? axis->high : axis->low);
        }
        llmcost_check(sweep->scenario, diags);
    }
    for (int a = 0; a < sweep->axes; a++)
        if (!sweep->axis[a].is_list)
            restore_input(sweep->scenario, sweep->axis[a].ref, &before[a]);
    for (int i = 0; i < diags->count; i++)
        diags->list[i].place =
            (struct llmcost_place){.line = 0}; /* of a text that is not the file's */
    return diags->errors == errors;
}

/* The next values of the lists; false behind the last. */
static bool next_lists(struct sweep *sweep)
{
    for (int a = sweep->axes - 1; a >= 0; a--) {
        if (!sweep->axis[a].is_list)
            continue;
        if (++sweep->at[a] < sweep->axis[a].count)
            return true;
        sweep->at[a] = 0;
    }
    return false;
}

/* What no complaint at a listed value itself tells: with which of them it is. */
static void complain_values(struct sweep *sweep)
{
    char text[200] = "";
    for (int i = 0; i < sweep->diags->count; i++)
        if (sweep->diags->list[i].place.input > sweep->given)
            return;
    for (int i = sweep->given + 1; i <= sweep->given + sweep->lists; i++)
        words_add(text, sizeof text, "%s%.90s", text[0] != '\0' ? ", " : "", sweep->texts[i].text);
    deny(sweep->diags, E_SET_PATH, "leave that value out, or state what it needs",
         "this is with %s", text);
}

bool sweep_check(struct sweep *sweep, struct llmcost_diags *diags)
{
    int64_t read = 1;
    sweep->points = 1;
    sweep->options = llmcost_option_count(sweep->scenario);
    for (int a = 0; a < sweep->axes; a++) {
        sweep->points *= sweep->axis[a].count;
        read *= sweep->axis[a].is_list ? sweep->axis[a].count : 1;
        if (sweep->points <= MOST_POINTS && read <= MOST_READ)
            continue;
        return deny(diags, E_SET_PATH, "fewer values do: PATH=LO..HI:50", "more than %d points",
                    read > MOST_READ ? (int)MOST_READ : (int)MOST_POINTS);
    }
    if (sweep->lists == 0)
        return check_corners(sweep, diags);
    do {
        if (!reread(sweep)) {
            complain_values(sweep);
            return false;
        }
        if (llmcost_option_count(sweep->scenario) != sweep->options)
            return deny(diags, E_SET_PATH, "sweep over a key of an option",
                        "a sweep compares the same options at every point");
        if (!check_corners(sweep, diags))
            return false;
    } while (next_lists(sweep));
    return true;
}

/* ---- Points ---- */

static void assign(struct sweep *sweep, int a)
{
    sweep->value[a] = axis_value(&sweep->axis[a], sweep->at[a]);
    if (!sweep->axis[a].is_list && !sweep->failed) /* read again in vain: the input may be gone */
        llmcost_assign(sweep->scenario, sweep->axis[a].ref, sweep->value[a]);
}

void sweep_start(struct sweep *sweep)
{
    sweep->done = 0;
    for (int a = 0; a < sweep->axes; a++)
        sweep->at[a] = 0;
    for (int o = 0; o < sweep->options; o++)
        sweep->best[o] = (struct sweep_best){.known = false};
    if (sweep->lists > 0)
        sweep->failed = sweep->failed || !reread(sweep); /* a pass before this one may have */
    for (int a = 0; a < sweep->axes; a++)
        assign(sweep, a);
}

/* The next point; the first axis that moved. */
static int advance(struct sweep *sweep)
{
    int a = sweep->axes - 1;
    bool lists = false;
    while (a > 0 && sweep->at[a] + 1 == sweep->axis[a].count) {
        lists = lists || sweep->axis[a].is_list;
        sweep->at[a--] = 0;
    }
    lists = lists || sweep->axis[a].is_list;
    sweep->at[a]++;
    if (lists)
        sweep->failed = !reread(sweep) || sweep->failed;
    for (int i = lists ? 0 : a; i < sweep->axes; i++)
        assign(sweep, i);
    return lists ? -1 : a;
}

static void keep_best(struct sweep *sweep)
{
    for (int o = 0; o < sweep->options; o++) {
        const struct llmcost_cost *cost = &sweep->cost[o];
        struct sweep_best *best = &sweep->best[o];
        if (!cost->feasible || !cost->eligible)
            continue;
        best->moves = best->moves || (best->known && cost->horizon_cost != best->cost);
        if (best->known && cost->horizon_cost >= best->cost)
            continue;
        best->known = true;
        best->cost = cost->horizon_cost;
        memcpy(best->at, sweep->at, sizeof best->at);
    }
}

bool sweep_next(struct sweep *sweep)
{
    enum { PROGRESS = 1 << 16 };
    const int last = sweep->axes - 1;
    struct llmcost_ref moved = LLMCOST_FIRST_INPUT; /* everything */
    if (sweep->done >= sweep->points || sweep->failed)
        return false;
    if (sweep->done > 0 && advance(sweep) == last)
        moved = sweep->axis[last].ref;
    if (sweep->failed) /* memory ran out: every scenario was read before */
        return false;
    llmcost_costs(sweep->scenario, moved, sweep->cost);
    sweep->recommended = llmcost_cheapest(sweep->cost, sweep->options);
    keep_best(sweep);
    sweep->done++;
    if (sweep->progress != NULL && (sweep->done % PROGRESS == 0 || sweep->done == sweep->points))
        sweep->progress(sweep->done, sweep->points);
    return true;
}

int sweep_cheapest(const struct sweep *sweep, int ret_options[LLMCOST_MAX_OPTIONS])
{
    int count = 0;
    for (int o = 0; o < sweep->options; o++) {
        int at = count;
        if (!sweep->best[o].known)
            continue;
        for (; at > 0 && sweep->best[ret_options[at - 1]].cost > sweep->best[o].cost; at--)
            ret_options[at] = ret_options[at - 1];
        ret_options[at] = o;
        count++;
    }
    return count;
}

const char *sweep_axis_path(const struct sweep *sweep, int a, char *buffer, size_t size)
{
    const struct axis *axis = &sweep->axis[a];
    if (!axis->is_list)
        return llmcost_path(sweep->scenario, axis->ref, buffer, size);
    snprintf(buffer, size, "%.*s", (int)axis->path_length, axis->path);
    return buffer;
}
