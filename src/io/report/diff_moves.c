/* diff_moves.c - what a diff of two portfolios says beside that of their assignments: where each
 * workload goes, and what sharing saves.
 */
#include "io/report/diff_rows.h"
#include "io/report/portfolio/rows.h"
#include "io/words/words.h"

#include <math.h>
#include <string.h>

const struct row_word diff_statuses[] = {{.value = DIFF_ADDED, .word = "added"},
                                         {.value = DIFF_REMOVED, .word = "removed"},
                                         {.value = DIFF_CHANGED, .word = "changed"},
                                         {.value = DIFF_UNCHANGED, .word = "unchanged"},
                                         {.word = NULL}};

/* A workload of two portfolios and where it goes, NULL: nowhere. */
struct move {
    const char *file, *old, *new;
    enum diff_status status;
};

static bool has_file(const struct portfolio_told *told, const char *file)
{
    for (int w = 0; w < told->workloads_count; w++)
        if (strcmp(told->workloads[w].file, file) == 0)
            return true;
    return false;
}

static const char *option_for(const struct portfolio_told *told, const char *file)
{
    const struct portfolio_told_assignment *best = told->recommended;
    for (int w = 0; best != NULL && w < best->options_count; w++)
        if (strcmp(best->options[w].key, file) == 0)
            return best->options[w].text;
    return NULL;
}

static enum diff_status status_of(const struct move *move, bool was, bool is)
{
    if (!was || !is)
        return was ? DIFF_REMOVED : DIFF_ADDED;
    return diff_same_id(move->old, move->new) ? DIFF_UNCHANGED : DIFF_CHANGED;
}

/* The n-th workload that only the old one of two portfolios has; NULL after the last. */
static const char *gone(const struct portfolio_told *old, const struct portfolio_told *new, int n)
{
    for (int w = 0; w < old->workloads_count; w++)
        if (!has_file(new, old->workloads[w].file) && n-- == 0)
            return old->workloads[w].file;
    return NULL;
}

/* The n-th one; false after the last. */
static bool nth_move(const struct diff *diff, int n, struct move *ret_move)
{
    const struct portfolio_told *old = diff->before->portfolio;
    const struct portfolio_told *new = diff->after->portfolio;
    if (old == NULL || new == NULL)
        return false;
    const bool stays = n < new->workloads_count;
    const char *file = stays ? new->workloads[n].file : gone(old, new, n - new->workloads_count);
    if (file == NULL)
        return false;
    *ret_move =
        (struct move){.file = file, .old = option_for(old, file), .new = option_for(new, file)};
    ret_move->status = status_of(ret_move, has_file(old, file), stays);
    return true;
}

/* ---- In words ---- */

/* What is said of a workload; how many bytes it takes, 0 where it stays. */
static int tell_move(const struct move *move, const char *separator, char *buffer, size_t size)
{
    buffer[0] = '\0';
    if (move->status == DIFF_CHANGED && move->old != NULL && move->new != NULL)
        return snprintf(buffer, size, "%s%s moves from %s to %s", separator, move->file, move->old,
                        move->new);
    if (move->status == DIFF_ADDED || move->status == DIFF_REMOVED)
        return snprintf(buffer, size, "%s%s is %s", separator, move->file,
                        move->status == DIFF_ADDED ? "new" : "gone");
    return 0;
}

/* "by-night.yaml moves from own to rented; x.yaml is new.", as many as there is room for. */
bool diff_says_moves(const struct diff *diff, char *buffer, size_t size)
{
    enum { REST = 32 };
    struct move move;
    size_t used = 0;
    int more = 0;
    for (int n = 0; nth_move(diff, n, &move); n++) {
        const int wanted = tell_move(&move, used > 0 ? "; " : "", buffer + used, size - used);
        if (used + (size_t)wanted + REST < size)
            used += (size_t)wanted;
        else
            more++;
    }
    buffer[used] = '\0';
    if (more > 0)
        snprintf(buffer + used, size - used, used > 0 ? "; and %d more." : "%d workloads change.",
                 more);
    else
        snprintf(buffer + used, size - used, used > 0 ? "." : "");
    return used > 0 || more > 0;
}

const char *diff_period(const struct diff *diff, char *buffer, size_t size)
{
    if (diff->before->months == diff->after->months)
        return words_over(diff->after->months, buffer, size);
    snprintf(buffer, size, "over the horizon");
    return buffer;
}

bool diff_says_sharing(const struct diff *diff, char *buffer, size_t size)
{
    const struct portfolio_told *old = diff->before->portfolio;
    const struct portfolio_told *new = diff->after->portfolio;
    char was[96], is[96], period[96];
    if (old == NULL || new == NULL || isnan(old->sharing_saving) || isnan(new->sharing_saving) ||
        fabs(new->sharing_saving - old->sharing_saving) < 0.005)
        return false;
    words_saving(new, is, sizeof is);
    words_saving(old, was, sizeof was);
    snprintf(buffer, size, "Deciding together saves %s %s, %s before.", is,
             diff_period(diff, period, sizeof period), was);
    return true;
}

/* ---- As rows ---- */

const struct json_row diff_workload_rows[] = {
    {FIGURE(diff_told_workload, file)},
    {FIGURE(diff_told_workload, status), .words = diff_statuses},
    {FIGURE(diff_told_workload, old), .or_null = true, .text = "The id of an option."},
    {FIGURE(diff_told_workload, new), .or_null = true, .text = "The id of an option."},
    {.key = NULL}};

const struct json_row diff_sharing_rows[] = {
    {FIGURE(diff_told_sharing, old), .style = STYLE_MONEY, .or_null = true},
    {FIGURE(diff_told_sharing, new), .style = STYLE_MONEY, .or_null = true},
    {FIGURE(diff_told_sharing, delta), .style = STYLE_MONEY, .or_null = true},
    {.key = NULL}};

void diff_tell_portfolios(const struct diff *diff, struct arena *arena, struct diff_told *ret)
{
    const struct portfolio_told *old = diff->before->portfolio;
    const struct portfolio_told *new = diff->after->portfolio;
    struct move move;
    if (old == NULL || new == NULL)
        return;
    ret->sharing_saving = arena_take(arena, 1, sizeof *ret->sharing_saving);
    if (ret->sharing_saving != NULL)
        *ret->sharing_saving =
            (struct diff_told_sharing){.old = old->sharing_saving,
                                       .new = new->sharing_saving,
                                       .delta = new->sharing_saving - old->sharing_saving};
    ret->workloads = arena_take(arena, (size_t)(old->workloads_count + new->workloads_count),
                                sizeof *ret->workloads);
    for (int n = 0; ret->workloads != NULL && nth_move(diff, n, &move); n++)
        ret->workloads[ret->workloads_count++] = (struct diff_told_workload){
            .file = move.file, .status = (uint8_t)move.status, .old = move.old, .new = move.new};
}
