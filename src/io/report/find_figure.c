/* find_figure.c - a figure or an input by its path, with what was probably meant when there is none
 * (io/report/find_figure.h).
 */
#include "io/report/find_figure.h"
#include "core/base/codes.h"
#include "text/buffer.h"

#include <stdlib.h>
#include <string.h>

/* All paths, each ended by a NUL; how many. */
static int all_paths(const struct llmcost_scenario *scenario, struct text_buffer *list)
{
    struct llmcost_figure figure = LLMCOST_FIRST_FIGURE;
    struct llmcost_ref ref = LLMCOST_FIRST_INPUT;
    char path[LLMCOST_MAX_PATH];
    int count = 0;
    for (; llmcost_next_figure(scenario, &figure); count++) {
        llmcost_figure_path(scenario, &figure, path, sizeof path);
        text_add(list, path, strlen(path) + 1);
    }
    while (llmcost_next_input(scenario, &ref)) {
        if (llmcost_read(scenario, ref)->origin == LLMCOST_UNSET)
            continue;
        llmcost_path(scenario, ref, path, sizeof path);
        text_add(list, path, strlen(path) + 1);
        count++;
    }
    return count;
}

static bool complain_path(const struct llmcost_scenario *scenario, const char *path,
                          struct llmcost_diags *diags, bool *ret_no_memory)
{
    struct text_buffer list = {0};
    int count = all_paths(scenario, &list);
    const char **paths = malloc((size_t)(count + 1) * sizeof *paths);
    *ret_no_memory = list.failed || paths == NULL;
    if (!*ret_no_memory) {
        const char *at = list.data;
        for (int i = 0; i < count; i++, at += strlen(at) + 1)
            paths[i] = at;
        const char *nearest = llmcost_nearest(path, paths, (size_t)count);
        deny(diags, E_SET_PATH, NULL, "%.120s is neither a figure nor an input with a value here",
             path);
        if (nearest != NULL)
            llmcost_advise(diags, "did you mean %s?", nearest);
        else
            llmcost_advise(diags,
                           "name one such as options.ID.monthly_cost, options.ID.lines.gpus, "
                           "options.ID.fleet.utilization, or a path of the scenario");
    }
    free(paths);
    free(list.data);
    return false;
}

bool find_figure(const struct llmcost_scenario *scenario, const char *path,
                 struct llmcost_figure *ret_figure, struct llmcost_diags *diags,
                 bool *ret_no_memory)
{
    *ret_no_memory = false;
    if (strcmp(path, "verdict") == 0 || strcmp(path, "verdict.recommended") == 0)
        path = "verdict.margin";
    return llmcost_find_figure(scenario, path, ret_figure) ||
           complain_path(scenario, path, diags, ret_no_memory);
}

/* A cost line that is not in the bill is no figure to look for, nor is the first month's answer
 * where the report tells no other. */
static bool is_listed(const struct llmcost_scenario *scenario, const struct llmcost_node *node)
{
    const struct llmcost_figure *f = &node->figure;
    if (f->kind == LLMCOST_FIGURE_LINE)
        return node->has_value && node->value != 0;
    return node->has_value &&
           (f->kind != LLMCOST_FIGURE_BREAK_EVEN || f->extra < 0 ||
            llmcost_has_horizon(scenario, f->option) || llmcost_has_horizon(scenario, f->against));
}

struct llmcost_node *figures_listed(const struct report *report, struct arena *arena,
                                    int *ret_count)
{
    struct llmcost_figure figure = LLMCOST_FIRST_FIGURE;
    size_t all = 0;
    int count = 0;
    while (llmcost_next_figure(report->scenario, &figure))
        all++;
    struct llmcost_node *nodes = arena_take(arena, all + 1, sizeof *nodes);
    figure = LLMCOST_FIRST_FIGURE;
    while (nodes != NULL && llmcost_next_figure(report->scenario, &figure)) {
        llmcost_explain(report->scenario, report->result, report->uncertainty, &figure,
                        &nodes[count], 1);
        count += is_listed(report->scenario, &nodes[count]);
    }
    *ret_count = count;
    return nodes;
}

const char **figure_paths(const struct llmcost_scenario *scenario, const struct llmcost_node *nodes,
                          int count, struct arena *arena)
{
    const char **paths = arena_take(arena, (size_t)count, sizeof *paths);
    for (int i = 0; paths != NULL && i < count; i++) {
        char path[LLMCOST_MAX_PATH];
        paths[i] =
            arena_text(arena, llmcost_figure_path(scenario, &nodes[i].figure, path, sizeof path));
    }
    return arena->failed ? NULL : paths;
}
