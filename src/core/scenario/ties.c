/* ties.c - ranges that share a cause share a draw (§10): those that name another range, and the
 * throughput factors of hosts that run one model on one GPU. Knows who leads and who follows;
 * refuses to know how a draw is made. A tie to what is no range is none, but those that name the
 * same one still go together.
 */
#include "core/scenario/ties.h"
#include "core/scenario/scenario.h"
#include "core/scenario/vary.h"
#include "llmcost.h"

#include <string.h>

/* The ref with that path; -1 when there is none among them. */
static int find_ref(const struct llmcost_scenario *s, const struct llmcost_ref *refs, int count,
                    const char *path)
{
    char buffer[LLMCOST_MAX_PATH];
    for (int i = 0; i < count; i++)
        if (is_same_path(llmcost_path(s, refs[i], buffer, sizeof buffer), path))
            return i;
    return -1;
}

/* The first before it that names the same; itself when there is none. */
static int first_namesake(const struct llmcost_scenario *s, const struct llmcost_ref *refs, int at)
{
    const char *path = llmcost_text(s, llmcost_read(s, refs[at])->same_as);
    for (int i = 0; i < at; i++)
        if (is_same_path(llmcost_text(s, llmcost_read(s, refs[i])->same_as), path))
            return i;
    return at;
}

static bool is_same_text(const struct llmcost_scenario *s, const struct llmcost_name *a,
                         const struct llmcost_name *b)
{
    return strcmp(llmcost_text(s, a->text), llmcost_text(s, b->text)) == 0;
}

/* The host whose estimate has an error that nobody stated, and that is what is drawn; NULL for any
 * other range. */
static const struct llmcost_host *estimated_host(const struct llmcost_scenario *s,
                                                 struct llmcost_ref ref)
{
    const struct llmcost_input *input = llmcost_read(s, ref);
    const struct llmcost_host *host = ref.section == LLMCOST_HOSTS ? &s->host[ref.index] : NULL;
    return host != NULL && input == &host->throughput_factor && !is_stated(input) ? host : NULL;
}

/* The first host before it with the same model and gpu. */
static int first_alike(const struct llmcost_scenario *s, const struct llmcost_ref *refs, int at)
{
    const struct llmcost_host *host = estimated_host(s, refs[at]);
    for (int i = 0; host != NULL && i < at; i++) {
        const struct llmcost_host *other = estimated_host(s, refs[i]);
        if (other != NULL && is_same_text(s, &host->model, &other->model) &&
            is_same_text(s, &host->gpu, &other->gpu))
            return i;
    }
    return at;
}

static int lead_of(const struct llmcost_scenario *s, const struct llmcost_ref *refs, int count,
                   int at)
{
    const uint32_t path = llmcost_read(s, refs[at])->same_as;
    const int named = path != 0 ? find_ref(s, refs, count, llmcost_text(s, path)) : -1;
    if (path == 0)
        return first_alike(s, refs, at);
    return named >= 0 ? named : first_namesake(s, refs, at);
}

void llmcost_ties(const struct llmcost_scenario *scenario, const struct llmcost_ref *refs,
                  int count, int *ret_leads)
{
    int next[LLMCOST_MAX_RANGED];
    for (int i = 0; i < count; i++)
        next[i] = lead_of(scenario, refs, count, i);
    for (int i = 0; i < count; i++) {
        ret_leads[i] = i;
        for (int step = 0; step < count; step++) /* a circle ends somewhere */
            ret_leads[i] = next[ret_leads[i]];
    }
}

int followers_of(const struct llmcost_scenario *scenario, struct llmcost_ref lead,
                 struct follower ret_followers[LLMCOST_MAX_RANGED])
{
    struct llmcost_ref refs[LLMCOST_MAX_RANGED];
    int leads[LLMCOST_MAX_RANGED];
    int followers = 0;
    if (llmcost_read(scenario, lead)->range == LLMCOST_POINT)
        return 0;
    const int count = llmcost_ranged(scenario, refs, LLMCOST_MAX_RANGED);
    llmcost_ties(scenario, refs, count, leads);
    for (int i = 0; i < count; i++)
        if (leads[i] != i && is_same_ref(refs[leads[i]], lead))
            ret_followers[followers++] =
                (struct follower){.ref = refs[i], .point = llmcost_read(scenario, refs[i])->value};
    return followers;
}

static bool is_same_range(const struct llmcost_input *a, const struct llmcost_input *b)
{
    return a->range == b->range && a->low == b->low && a->likely == b->likely && a->high == b->high;
}

double follow(const struct llmcost_input *lead, double value, const struct llmcost_input *range)
{
    double low = 0x1p-53;
    double high = 1 - 0x1p-53;
    if (is_same_range(lead, range))
        return value;
    while (high - low > 1e-12) {
        const double middle = low + (high - low) / 2;
        if (llmcost_quantile(lead, middle) < value)
            low = middle;
        else
            high = middle;
    }
    return llmcost_quantile(range, low + (high - low) / 2);
}

void move_followers(struct llmcost_scenario *scratch, struct llmcost_ref lead, double point,
                    const struct follower *followers, int count)
{
    const struct llmcost_input *at = llmcost_read(scratch, lead);
    const bool is_point = at->value >= point && at->value <= point;
    for (int i = 0; i < count; i++) {
        const struct follower *f = &followers[i];
        const double value = follow(at, at->value, llmcost_read(scratch, f->ref));
        change_input(scratch, f->ref, is_point ? f->point : allowed_value(f->ref, value));
    }
}
