/* ties.c - whether what a range says to be the same as is another range (§10). Asks the core who
 * leads whom; refuses to know how draws are shared. One range that --set has made a number leads
 * nobody, and those that follow it still go together.
 */
#include "core/scenario/scenario.h"
#include "io/scenario/complain.h"
#include "io/scenario/parts.h"

#include <string.h>

/* The range whose path differs least; else any other one. */
static void advise_range(struct loader *loader, const struct llmcost_ref *refs, int count, int at,
                         const char *path)
{
    char buffer[LLMCOST_MAX_PATH];
    char best[LLMCOST_MAX_PATH] = "";
    const char *both[2];
    for (int i = 0; i < count; i++) {
        if (i == at)
            continue;
        llmcost_path(loader->scenario, refs[i], buffer, sizeof buffer);
        both[0] = buffer;
        both[1] = best;
        if (llmcost_nearest(path, both, best[0] != '\0' ? 2 : 1) == buffer)
            memcpy(best, buffer, sizeof best);
    }
    if (best[0] != '\0')
        load_advice(loader, "did you mean %s?", best);
    else
        load_advice(loader, "name the path of another range, such as "
                            "hosts.NAME.requests_per_second; llmcost fields lists the keys");
}

void check_ties(struct loader *loader)
{
    const struct llmcost_scenario *s = loader->scenario;
    struct llmcost_ref refs[LLMCOST_MAX_RANGED];
    char path[LLMCOST_MAX_PATH];
    int leads[LLMCOST_MAX_RANGED];
    const int count = llmcost_ranged(s, refs, LLMCOST_MAX_RANGED);
    llmcost_ties(s, refs, count, leads);
    for (int i = 0; i < count; i++) {
        const struct llmcost_input *input = llmcost_read(s, refs[i]);
        const char *target = llmcost_text(s, input->same_as);
        const char *problem = NULL;
        struct llmcost_ref other;
        if (input->same_as == 0)
            continue;
        const struct llmcost_input *named =
            find_same_path(s, target, &other) ? llmcost_read(s, other) : NULL;
        if (named == NULL)
            problem = "there is no such input";
        else if (named->range == LLMCOST_POINT && named->origin != LLMCOST_SET)
            problem = "that is no range";
        const bool circle = problem == NULL && named->range != LLMCOST_POINT &&
                            (leads[i] == i || leads[leads[i]] != leads[i]);
        if (circle)
            problem = "they go in a circle";
        if (problem == NULL)
            continue;
        llmcost_path(s, refs[i], path, sizeof path);
        llmcost_complain_at(loader->diags, LLMCOST_ERROR, E_TIE, input->place,
                            "%.90s is the same as %.90s: %s", path, target, problem);
        if (circle)
            load_advice(loader, "one of them leads: leave its same_as out");
        else
            advise_range(loader, refs, count, i, target);
    }
}
