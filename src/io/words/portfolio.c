/* portfolio.c - the sentences on several workloads that share a fleet: where each goes, what that
 * costs, and what sharing saves. Knows what a portfolio says (io/report/portfolio/rows.h); refuses
 * to know how that was found. A sentence more: a function in `sentences`.
 */
#include "core/base/count.h"
#include "core/telling/codes.h"
#include "io/report/portfolio/rows.h"
#include "io/words/form.h"
#include "io/words/words.h"

#include <math.h>
#include <string.h>

/* The files of one option, whose first is `of`: " for chat.yaml, code.yaml and batch.yaml". */
static void add_files(const struct portfolio_told_assignment *a, int of, char *buffer, size_t size)
{
    int same = 0, at = 0;
    for (int w = 0; w < a->options_count; w++)
        same += strcmp(a->options[w].text, a->options[of].text) == 0;
    for (int w = 0; w < a->options_count; w++) {
        if (strcmp(a->options[w].text, a->options[of].text) != 0)
            continue;
        words_add(buffer, size, "%s%s",
                  at == 0         ? " for "
                  : at + 1 < same ? ", "
                                  : " and ",
                  a->options[w].key);
        at++;
    }
}

const char *words_assignment(const struct portfolio_told_assignment *assignment, char *buffer,
                             size_t size)
{
    const struct row_pair *options = assignment->options;
    buffer[0] = '\0';
    for (int w = 0; w < assignment->options_count; w++) {
        bool known = false;
        for (int before = 0; before < w; before++)
            known = known || strcmp(options[before].text, options[w].text) == 0;
        if (known)
            continue;
        words_add(buffer, size, "%s%s", w > 0 ? "; " : "", options[w].text);
        add_files(assignment, w, buffer, size);
    }
    return buffer;
}

const char *words_assignment_brief(const struct portfolio_told_assignment *assignment, char *buffer,
                                   size_t size)
{
    enum { LAST = 6 }; /* bytes of "; ..." */
    const struct row_pair *options = assignment->options;
    size_t used = 0;
    buffer[0] = '\0';
    for (int w = 0; w < assignment->options_count; w++) {
        int same = 0, before = 0;
        for (int other = 0; other < assignment->options_count; other++) {
            const bool alike = strcmp(options[other].text, options[w].text) == 0;
            same += alike;
            before += alike && other < w;
        }
        if (before > 0)
            continue;
        const int wanted = snprintf(buffer + used, size - used, "%s%s for %d workload%s",
                                    used > 0 ? "; " : "", options[w].text, same, words_s(same));
        if (used + (size_t)wanted + LAST > size) {
            snprintf(buffer + used, size - used, "%s", used > 0 ? "; ..." : "...");
            break;
        }
        used += (size_t)wanted;
    }
    return buffer;
}

const char *words_mixes(const char *host, double capacity, const char *const files[2], double times,
                        char *buffer, size_t size)
{
    struct holes holes = {.count = 0};
    hole_add(&holes, "capacity", capacity);
    hole_add_text(&holes, "file", files[0]);
    hole_add(&holes, "times", times);
    hole_add_text(&holes, "other", files[1]);
    char text[MAX_SENTENCE];
    snprintf(buffer, size, "%s: %s.", host,
             form_fill(code_of(LLMCOST_WARNING, W_MIXES)->says, &holes, "", text, sizeof text));
    return buffer;
}

static bool decide(const struct portfolio_told *told, char *buffer, size_t size)
{
    const struct portfolio_told_assignment *best = told->recommended;
    char month[64], horizon[64], period[64];
    if (best == NULL) {
        snprintf(buffer, size, "No assignment serves all workloads within their rules.");
        return true;
    }
    snprintf(buffer, size, "Take ");
    words_assignment(best, buffer + strlen(buffer), size - strlen(buffer));
    words_add(buffer, size, ": %s a month, %s %s.",
              words_money(told->currency, (double)best->monthly_cost / 1e6, month, sizeof month),
              words_money(told->currency, best->horizon_cost, horizon, sizeof horizon),
              words_over(told->horizon_months, period, sizeof period));
    return true;
}

const char *words_saving(const struct portfolio_told *told, char *buffer, size_t size)
{
    const struct portfolio_told_assignment *best = told->recommended;
    if (told->sharing_saving >= 0.005 && best != NULL && told->alone != NULL)
        return words_gap(told->currency, best->horizon_cost, told->alone->horizon_cost, buffer,
                         size);
    snprintf(buffer, size, "nothing");
    return buffer;
}

static bool share(const struct portfolio_told *told, char *buffer, size_t size)
{
    char text[64], period[64];
    if (isnan(told->sharing_saving) || told->workloads_count < 2)
        return false;
    if (told->sharing_saving >= 0.005)
        snprintf(buffer, size, "Deciding together saves %s %s against each workload alone.",
                 words_saving(told, text, sizeof text),
                 words_over(told->horizon_months, period, sizeof period));
    else
        snprintf(buffer, size, "Deciding together saves nothing against each workload alone.");
    if (told->single != NULL)
        words_add(buffer, size, " All on one option, %s is the cheapest: %s.",
                  told->single->options_count > 0 ? told->single->options[0].text : "",
                  words_money(told->currency, told->single->horizon_cost, text, sizeof text));
    return true;
}

/* "Next to move would be night.yaml: to rented below 8,000 requests/day, 20 % below today's
 * demand." */
static bool move(const struct portfolio_told *told, char *buffer, size_t size)
{
    const struct portfolio_told_workload *of = NULL;
    char demand[64], factor[64];
    bool verified = true, asked = false;
    for (int w = 0; w < told->workloads_count; w++) {
        const struct portfolio_told_next *next = told->workloads[w].next;
        asked = asked || next != NULL;
        verified = verified && next != NULL && next->verified;
        if (told->next_to_move != NULL && next != NULL && next->option != NULL &&
            strcmp(told->workloads[w].file, told->next_to_move) == 0)
            of = &told->workloads[w];
    }
    if (of == NULL && !asked)
        return false;
    if (of == NULL)
        snprintf(buffer, size, "No workload %s between a sixteenth and sixteen times its demand",
                 verified ? "moves" : "was found to move");
    else
        snprintf(buffer, size, "Next to move would be %s: to %s %s %s %s, %s today's demand",
                 of->file, of->next->option, of->next->ratio < 1 ? "below" : "above",
                 words_count(of->next->demand, demand, sizeof demand),
                 of->next->unit != NULL ? of->next->unit : "",
                 words_factor(of->next->ratio, factor, sizeof factor));
    words_add(buffer, size, "%s",
              verified ? "." : " (unverified: a nearer one may have been missed).");
    return true;
}

const char *words_portfolio(const struct portfolio_told *told, int n, char *buffer, size_t size)
{
    static bool (*const sentences[])(const struct portfolio_told *, char *, size_t) = {decide,
                                                                                       share, move};
    for (size_t i = 0; i < COUNT(sentences); i++)
        if (sentences[i](told, buffer, size) && n-- == 0)
            return buffer;
    return NULL;
}
