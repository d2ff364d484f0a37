/* test_told.c - no two sentences of a report contradict: random decisions are
 * printed as tables, and what the tables say is read back from the text and
 * held against the bills, the months and the draws. It knows the sentences by
 * their words; every check is a row of `checks`. 2,000 scenarios where
 * LLMCOST_FULL is set.
 */
#include "decision.h"
#include "io/report/drawing.h"
#include "io/report/outcome.h"
#include "io/words/words.h"
#include "print/explained.h"
#include "print/formats.h"

#include <ctype.h>

static struct report report;
static char *page;          /* as it is printed */
static char words[1 << 17]; /* the same, runs of blanks and line ends as one blank */
static int seen[20], tried; /* how often each check found its sentence */
static int round_number, refused;
static struct llmcost_cost costs[LLMCOST_MAX_OPTIONS];

/* The first report that is wrong is printed whole, of the others what is wrong.
 */
#define REFUSE(...)                                                                                \
    do {                                                                                           \
        if (refused++ == 0)                                                                        \
            fputs(page, stderr);                                                                   \
        fprintf(stderr, "round %d: ", round_number);                                               \
        fprintf(stderr, __VA_ARGS__);                                                              \
        fputs("\n", stderr);                                                                       \
        assert_true(refused < 50);                                                                 \
    } while (0)

/* ---- Reading ---- */

static void squeeze(void)
{
    size_t used = 0;
    for (const char *at = page; *at != '\0' && used + 1 < sizeof words; at++) {
        const char c = *at == '\n' ? ' ' : *at;
        if (c != ' ' || (used > 0 && words[used - 1] != ' '))
            words[used++] = c;
    }
    words[used] = '\0';
}

/* A figure as it is printed, its commas left out; how far it may be off: half
 * its last digit. */
static bool take_figure(const char **at, double *ret_value, double *ret_off)
{
    char digits[64];
    size_t used = 0;
    const char *from = *at;
    int decimals = 0;
    bool fraction = false;
    const bool negative = *from == '-';
    from += negative;
    from += *from == '$';
    if (!isdigit((unsigned char)*from))
        return false;
    for (; used + 1 < sizeof digits; from++) {
        if (*from == ',' && isdigit((unsigned char)from[1]))
            continue;
        if (*from == '.' && !fraction && isdigit((unsigned char)from[1]))
            fraction = true;
        else if (!isdigit((unsigned char)*from))
            break;
        else
            decimals += fraction;
        digits[used++] = *from;
    }
    digits[used] = '\0';
    *ret_value = strtod(digits, NULL) * (negative ? -1 : 1);
    *ret_off = 0.5000001 * pow(10, -decimals);
    *at = from;
    return true;
}

/* The option that a word is; -1 where it is none. */
static int take_option(const char **at)
{
    const size_t length = strcspn(*at, " ,.:;");
    for (int o = 0; o < llmcost_option_count(&scenario); o++) {
        const char *id = llmcost_option_id(&scenario, o);
        if (strlen(id) == length && strncmp(id, *at, length) == 0) {
            *at += length;
            return o;
        }
    }
    return -1;
}

static bool take(const char **at, const char *text)
{
    const size_t length = strlen(text);
    if (strncmp(*at, text, length) != 0)
        return false;
    *at += length;
    return true;
}

/* The word before. */
static const char *word_before(const char *at)
{
    while (at > words && at[-1] != ' ')
        at--;
    return at;
}

static bool is_near(double told, double off, double truth)
{
    return fabs(told - truth) <= off + 1e-6 + 1e-9 * fabs(truth);
}

/* ---- Truth ---- */

static double bill_of(int option)
{
    return (double)report.result->option[option].monthly_micros / 1e6;
}

static double horizon_of(int option)
{
    return report.result->option[option].horizon_cost;
}

/* 1: the first is cheaper at that demand, -1: it is not, or one of the two does
 * not serve. */
static int truth_at(double x, int option, int against, bool on_horizon)
{
    static struct llmcost_scenario asked;
    double cost[2];
    const int pair[2] = {option, against};
    asked = scenario;
    llmcost_assign(&asked, report.told[0].variable, x);
    for (int i = 0; i < 2; i++) {
        int64_t micros = 0;
        if (!llmcost_monthly_micros(&asked, pair[i], &micros))
            return 0;
        cost[i] = (double)micros / 1e6;
    }
    if (!on_horizon)
        decision_first_month(&asked);
    llmcost_costs(&asked, LLMCOST_FIRST_INPUT, costs);
    for (int i = 0; i < 2 && on_horizon; i++)
        cost[i] = costs[pair[i]].horizon_cost;
    if (!costs[option].feasible || !costs[against].feasible)
        return -1;
    return fabs(cost[0] - cost[1]) <= 1e-9 * fmax(cost[0], cost[1]) ? 0
           : cost[0] < cost[1]                                      ? 1
                                                                    : -1;
}

static const struct llmcost_break_even *told_of(int option, int against)
{
    for (int i = 0; i < report.break_even_count; i++) {
        const struct llmcost_break_even *b = &report.told[i];
        if ((b->option == option && b->against == against) ||
            (b->option == against && b->against == option))
            return b;
    }
    return NULL;
}

/* The cumulative discounted saving of an option against the baseline by the end of a month: of its
 * bills alone, or in cash with what is paid at the start and what is owed at the end. */
static double saved_by(int option, int months, bool in_cash)
{
    const struct llmcost_option_result *o = &report.result->option[option];
    const struct llmcost_option_result *b = &report.result->option[report.result->baseline];
    const double rate = scenario.discount_per_year.value;
    double saved = in_cash ? b->one_off - o->one_off : 0;
    for (int m = 0; m < months; m++) {
        const double bills = b->month[m].cost - o->month[m].cost;
        const double cash = b->month[m].cash - o->month[m].cash;
        const double left =
            m + 1 == report.result->months ? b->owed + b->stranded - o->owed - o->stranded : 0;
        saved += (in_cash ? cash + left : bills) * pow(1 + rate, -(m + 1) / 12.0);
    }
    return saved;
}

/* ---- Checks: false where the report has no such sentence ---- */

/* "Rent: a costs $5 a month less than b ($1 vs $6)." */
static bool check_decision(void)
{
    static const char *const verbs[] = {"Rent: ", "Run your own: ", "Mix: "};
    const struct llmcost_result *r = report.result;
    for (size_t i = 0; i < COUNT(verbs); i++) {
        const char *at = strstr(words, verbs[i]);
        double gap = 0, less = 0, more = 0, off[3] = {0};
        if (at == NULL)
            continue;
        at += strlen(verbs[i]);
        const int best = take_option(&at);
        if (best != r->recommended || llmcost_option_kind(&scenario, best) != i ||
            !take(&at, " costs ") || !take_figure(&at, &gap, &off[0]))
            REFUSE("who is recommended");
        const bool monthly = take(&at, " a month less than ");
        if (!monthly) {
            at = strstr(at, report.result->months == 1 ? " month than " : " months than ");
            assert_non_null(at);
            at = strstr(at, " than ") + strlen(" than ");
        }
        const int next = take_option(&at);
        if (next != r->runner_up || !take(&at, " (") || !take_figure(&at, &less, &off[1]) ||
            !take(&at, " vs ") || !take_figure(&at, &more, &off[2]))
            REFUSE("who is next");
        if (!is_near(less, off[1], monthly ? bill_of(best) : horizon_of(best)) ||
            !is_near(more, off[2], monthly ? bill_of(next) : horizon_of(next)) ||
            fabs(more - less - gap) > 1e-6)
            REFUSE("figures of the decision");
        const char *now = strstr(words, "margin over ");
        double margin;
        if (!monthly && now != NULL && (now = strstr(now, ", now ")) != NULL) {
            now += strlen(", now ");
            if (!take_figure(&now, &margin, &off[0]) || margin != gap)
                REFUSE("less by %.9g, but the margin is %.9g", gap, margin);
        }
        const double ratio = (horizon_of(next) - horizon_of(best)) / horizon_of(best);
        const bool close = take(&at, "): practically equal");
        if (fabs(ratio - 0.02) > 1e-9 && close != (ratio < 0.02))
            REFUSE("practically equal at %g", ratio);
        for (int o = 0; o < r->options; o++)
            if (r->option[o].feasible && r->option[o].eligible &&
                horizon_of(o) < horizon_of(best) * (1 - 1e-12))
                REFUSE("%s is cheaper than what is recommended", llmcost_option_id(&scenario, o));
        return true;
    }
    return false;
}

/* Cells of all rows of that label, in option order. */
static int row_cells(const char *label, char cell[][32], int most)
{
    int count = 0;
    const size_t length = strlen(label);
    for (const char *line = page; line != NULL; line = strchr(line, '\n')) {
        line += *line == '\n';
        if (strncmp(line, label, length) != 0 || line[length] != ' ')
            continue;
        const char *end = line + strcspn(line, "\n");
        for (const char *at = line + length; at < end && count < most;) {
            at += strspn(at, " ");
            size_t n = strcspn(at, " \n");
            if (strncmp(at + n, " %", 2) == 0)
                n += 2;
            if (strncmp(at, "in ", 3) == 0 || n == 0) { /* "in 5 %" */
                at += n;
                continue;
            }
            snprintf(cell[count++], 32, "%.*s", (int)n, at);
            at += n;
        }
    }
    return count;
}

static bool check_money_row(const char *label, double (*truth)(int option),
                            bool (*told)(int option))
{
    char cell[LLMCOST_MAX_OPTIONS][32];
    const int count = row_cells(label, cell, LLMCOST_MAX_OPTIONS);
    if (count == 0)
        return false;
    int at_option = 0;
    for (int i = 0; i < count; i++) { /* a block of options of which none has one lacks the row */
        const char *at = cell[i];
        double value, off;
        if (strcmp(cell[i], "-") == 0)
            continue;
        while (at_option < report.result->options && !told(at_option))
            at_option++;
        if (at_option == report.result->options || !take_figure(&at, &value, &off) ||
            !is_near(value, off, truth(at_option)))
            REFUSE("%s is %s", label, cell[i]);
        at_option++;
    }
    while (at_option < report.result->options && !told(at_option))
        at_option++;
    if (at_option < report.result->options)
        REFUSE("%s of %s is nowhere", label, llmcost_option_id(&scenario, at_option));
    return true;
}

static bool serves(int option)
{
    return report.result->option[option].feasible;
}

static double year_of(int option)
{
    return 12 * bill_of(option);
}

static double mtok_of(int option)
{
    const struct llmcost_result *r = report.result;
    return bill_of(option) / ((r->input_tokens_per_month + r->output_tokens_per_month) / 1e6);
}

static bool check_totals(void)
{
    char label[64];
    snprintf(label, sizeof label, "over %d months", (int)report.result->months);
    check_money_row(label, horizon_of, serves);
    check_money_row("per year", year_of, serves);
    check_money_row("per Mtok", mtok_of, serves);
    return check_money_row("  total", bill_of, serves);
}

/* A cost line reads in `explain` as it does in its column. */
static bool check_explained(void)
{
    static struct llmcost_node nodes[LLMCOST_MAX_NODES];
    static const struct told_formula untold;
    struct llmcost_figure figure = LLMCOST_FIRST_FIGURE;
    int found = 0;
    while (llmcost_next_figure(&scenario, &figure)) {
        char path[256], label[64] = "", cell[64][32];
        if (figure.kind != LLMCOST_FIGURE_LINE ||
            llmcost_explain(&scenario, report.result, NULL, &figure, nodes, LLMCOST_MAX_NODES) < 1)
            continue;
        const char *name = llmcost_figure_path(&scenario, &figure, path, sizeof path);
        const struct outcome_option *mine = &report.outcome->options[figure.option];
        for (int i = 0; i < mine->lines_count; i++)
            if (mine->lines[i].order == figure.row && mine->lines[i].monthly_cost != 0)
                snprintf(label, sizeof label, "  %s", mine->lines[i].label);
        if (label[0] == '\0')
            continue;
        const struct explained explained = {.report = &report,
                                            .file = report.file,
                                            .nodes = nodes,
                                            .paths = &name,
                                            .formulas = &untold,
                                            .count = 1};
        char text[512] = "", value[32];
        FILE *out = fmemopen(text, sizeof text - 1, "w");
        assert_non_null(out);
        print_explained_table(
            &(struct print_job){.out = out,
                                .explained = &explained,
                                .style = &(struct print_style){.width = 400, .ascii = true}});
        fclose(out);
        snprintf(value, sizeof value, "%.*s", (int)strcspn(text + strlen(name) + 2, "/"),
                 text + strlen(name) + 2);
        const int cells = row_cells(label, cell, COUNT(cell));
        bool same = false;
        for (int i = 0; i < cells; i++)
            same = same || strcmp(cell[i], value) == 0;
        if (!same)
            REFUSE("%s is %s, which no cell of its row says", name, value);
        found++;
    }
    return found > 0;
}

static bool serves_a_draw(int option)
{
    return report.uncertainty->option[option].infeasible < report.uncertainty->samples;
}

static double mean_of(int option)
{
    return report.uncertainty->option[option].mean;
}

/* Who subtracts two expected costs as they are printed finds how far apart the regrets are. */
static void check_regrets(void)
{
    const struct llmcost_uncertainty *u = report.uncertainty;
    double mean[LLMCOST_MAX_OPTIONS], regret[LLMCOST_MAX_OPTIONS], off[LLMCOST_MAX_OPTIONS];
    for (int o = 0; o < report.result->options; o++) {
        char text[2][64];
        const char *at = outcome_regret_text(report.outcome, o, text[0], sizeof text[0]);
        const bool has = report.result->option[o].eligible &&
                         !isnan(report.outcome->uncertainty->options[o].regret);
        const char *cost = words_money("USD", mean_of(o), text[1], sizeof text[1]);
        double of_mean = 0;
        mean[o] = NAN;
        if ((at != NULL) != has)
            REFUSE("whether %s has a regret", llmcost_option_id(&scenario, o));
        if (at == NULL)
            continue;
        if (!take_figure(&at, &regret[o], &off[o]) || !take_figure(&cost, &mean[o], &of_mean) ||
            !is_near(regret[o], 2 * (of_mean + off[o]), u->option[o].regret))
            REFUSE("regret of %s", llmcost_option_id(&scenario, o));
        off[o] = fmax(off[o], of_mean);
        for (int other = 0; other < o; other++)
            if (!isnan(mean[other]) && fabs(mean[o] - mean[other]) > 0.005 &&
                !is_near(regret[o] - regret[other], 1.01 * fmax(off[o], off[other]),
                         mean[o] - mean[other]))
                REFUSE("regrets of %s and %s are %.9g and %.9g, their means %.9g and %.9g",
                       llmcost_option_id(&scenario, o), llmcost_option_id(&scenario, other),
                       regret[o], regret[other], mean[o], mean[other]);
    }
}

static bool check_draws(void)
{
    const struct llmcost_uncertainty *u = report.uncertainty;
    char cell[LLMCOST_MAX_OPTIONS][32];
    double sum = 0, least = INFINITY, regret = INFINITY;
    bool always = false;
    if (u == NULL)
        return false;
    check_money_row("  expected", mean_of, serves_a_draw);
    check_regrets();
    const int count = row_cells("  cheapest in", cell, LLMCOST_MAX_OPTIONS);
    for (int o = 0; o < report.result->options; o++) {
        const bool may = report.result->option[o].eligible;
        sum += u->option[o].probability_cheapest;
        if (may && u->option[o].infeasible == 0) {
            always = true;
            least = fmin(least, u->option[o].mean);
            regret = fmin(regret, u->option[o].regret);
        }
        if (count == report.result->options && strcmp(cell[o], "100 %") == 0 &&
            u->option[o].probability_cheapest < 1 - 1e-9)
            REFUSE("100 %% of draws is %.9g", u->option[o].probability_cheapest);
        if (u->option[o].probability_cheapest > 0 && (!may || !serves_a_draw(o)))
            REFUSE("what may not be chosen is the cheapest");
    }
    if (always != u->has_evpi || (always && fabs(sum - 1) > 1e-9) || sum > 1 + 1e-9)
        REFUSE("shares of draws add up to %.9g", sum);
    if (always && fabs(u->evpi - regret) > 1e-9 * least + 1e-9)
        REFUSE("EVPI %.9g is not the regret %.9g of the decision", u->evpi, regret);
    for (int i = 0; i < u->inputs; i++)
        if (u->input[i].evppi > u->evpi * (1 + 1e-12) || u->input[i].evppi < 0)
            REFUSE("EVPPI %.9g above EVPI %.9g", u->input[i].evppi, u->evpi);
    const char *at = strstr(words, "On average over the draws ");
    const int best = report.result->recommended;
    const bool turned = always && best >= 0 && u->option[best].infeasible == 0 &&
                        mean_of(best) > least * (1 + 1e-9);
    if ((at != NULL) != turned)
        REFUSE("the draws and the verdict part, %d", turned);
    if (at != NULL) {
        double value, off;
        at += strlen("On average over the draws ");
        const int cheaper = take_option(&at);
        if (cheaper < 0 || !take(&at, " costs ") || !take_figure(&at, &value, &off) ||
            !take(&at, " less than ") || take_option(&at) != best ||
            !is_near(value, 2 * off, mean_of(best) - mean_of(cheaper)) || mean_of(cheaper) > least)
            REFUSE("on average");
    }
    return true;
}

/* "a would beat h below 61,096 requests/month": at a demand that a step of the
 * printed figure lies beyond, on its side alone. */
static void check_side(int winner, int loser, bool first_month, bool above, double edge, double off)
{
    const struct llmcost_break_even *told = told_of(winner, loser);
    const double step = 2 * off + 1e-6 * edge;
    if (told == NULL)
        REFUSE("no break-even of the two");
    for (int i = 0; i < told->bands; i++) /* another edge beside it */
        for (int end = 0; end < 2; end++) {
            const double other = end == 0 ? told->band[i].from : told->band[i].to;
            const bool open =
                (end == 0 ? told->band[i].from_kind : told->band[i].to_kind) == LLMCOST_OPEN;
            if (!open && fabs(other - edge) > off && fabs(other - edge) < 2 * step)
                return;
        }
    const bool on_horizon = told->on_horizon && !first_month;
    const int inside = truth_at(edge + (above ? step : -step), winner, loser, on_horizon);
    const int outside = truth_at(edge + (above ? -step : step), winner, loser, on_horizon);
    if (inside < 0 || outside > 0)
        REFUSE("%s wins %s %.9g: %d beyond and %d before", llmcost_option_id(&scenario, winner),
               above ? "above" : "below", edge, inside, outside);
}

static bool check_distance(void)
{
    const char *at = strstr(words, " would win ");
    const bool win = at != NULL;
    const struct llmcost_break_even *key = words_key_break_even(&report);
    double edge, off;
    if (!win)
        at = strstr(words, " would beat ");
    if (at == NULL || key == NULL)
        return false;
    const char *id = word_before(at);
    const bool by_month =
        id >= words + 26 && strncmp(id - 26, "By the first month's bill ", 26) == 0;
    const int winner = take_option(&id);
    at += strlen(win ? " would win " : " would beat ");
    int loser = win ? (key->option == winner ? key->against : key->option) : take_option(&at);
    if (winner < 0 || loser < 0)
        REFUSE("who would win");
    at += *at == ' ';
    take(&at, "just ");
    take(&at, "only ");
    const bool below = take(&at, "below ") || take(&at, "up to ");
    const bool above = !below && (take(&at, "above ") || take(&at, "from "));
    if (!(below || above) || !take_figure(&at, &edge, &off))
        return false;
    check_side(winner, loser, by_month, above, edge, off);
    const char *and = strstr(at, ", and");
    const char *stop = strstr(at, ". ");
    if (and != NULL && (stop == NULL || and < stop)) {
        and += strlen(", and ");
        take(&and, "just ");
        if (take(&and, "above ") && take_figure(&and, &edge, &off))
            check_side(winner, loser, by_month, true, edge, off);
    }
    return true;
}

/* The bands at today's demand say who is cheaper today. */
static bool check_bands_today(void)
{
    for (int i = 0; i < report.break_even_count; i++) {
        const struct llmcost_break_even *b = &report.told[i];
        bool inside = false;
        const double x = b->current;
        for (int n = 0; n < b->bands; n++)
            inside = inside || ((b->band[n].from_kind == LLMCOST_OPEN || b->band[n].from <= x) &&
                                (b->band[n].to_kind == LLMCOST_OPEN || x <= b->band[n].to));
        const int truth = truth_at(x, b->option, b->against, b->on_horizon);
        if (truth != 0 && b->status != LLMCOST_UNVERIFIED && inside != (truth > 0))
            REFUSE("bands of %s against %s at today's demand",
                   llmcost_option_id(&scenario, b->option),
                   llmcost_option_id(&scenario, b->against));
    }
    return report.break_even_count > 0;
}

/* "h would not beat a at any demand" */
static bool check_never(void)
{
    const char *at = strstr(words, " at any demand: ");
    const struct llmcost_break_even *key = words_key_break_even(&report);
    if (at == NULL || key == NULL)
        return false;
    for (int i = 0; i < 24; i++) {
        const double x = key->current * pow(10, -3 + i * 0.25);
        if (truth_at(x, key->option, key->against, key->on_horizon) > 0)
            REFUSE("it would win at %.9g", x);
    }
    return true;
}

/* "it costs more at every demand, today by $5 over 12 months": of every pair. */
static bool check_always_more(void)
{
    bool any = false;
    for (int i = 0; i < report.break_even_count; i++) {
        const struct llmcost_break_even *b = &report.told[i];
        char why[MAX_SENTENCE];
        double gap, off;
        if (b->status != LLMCOST_NEVER || b->reason != LLMCOST_REASON_ALWAYS_MORE)
            continue;
        const char *at = strstr(words_break_even(&report, b, why, sizeof why), "today by ");
        if (at == NULL)
            continue;
        any = true;
        at += strlen("today by ");
        const double truth = b->on_horizon ? horizon_of(b->option) - horizon_of(b->against)
                                           : bill_of(b->option) - bill_of(b->against);
        if (!take_figure(&at, &gap, &off) || !is_near(gap, 2 * off, truth))
            REFUSE("%s, by %.9g", why, truth);
    }
    return any;
}

/* "h has paid back against a by month 3, and has lost it again by month 9." */
static bool check_payback(void)
{
    bool any = false;
    const int months = report.result->months;
    for (int o = 0; o < report.result->options; o++) {
        char lead[128];
        const char *at;
        double month, off;
        int first = 0, lost = 0;
        for (int m = 1; m <= months && report.result->baseline >= 0; m++) {
            const double saved = saved_by(o, m, true);
            if (first == 0 && saved >= -1e-5)
                first = m;
            else if (first > 0 && lost == 0 && saved < -1e-5)
                lost = m;
        }
        snprintf(lead, sizeof lead, " %s has paid back against ", llmcost_option_id(&scenario, o));
        if ((at = strstr(words, lead)) != NULL) {
            any = true;
            at = strstr(at, " by month ") + strlen(" by month ");
            assert_true(take_figure(&at, &month, &off));
            if (month != first || take(&at, ", and has lost it again") != (lost > 0))
                REFUSE("paid back by %d, lost by %d", first, lost);
        }
        snprintf(lead, sizeof lead, " %s does not pay back against ",
                 llmcost_option_id(&scenario, o));
        if (strstr(words, lead) != NULL && first > 0)
            REFUSE("it does pay back by %d", first);
    }
    return any;
}

/* "h can never save more than $5, reached after month 4; one-offs not counted."
 */
static bool check_ceiling(void)
{
    const char *at = strstr(words, " can never save more than ");
    double most = 0, month = 0, off = 0, none = 0;
    if (at == NULL)
        return false;
    const char *id = word_before(at);
    const int option = take_option(&id);
    at += strlen(" can never save more than ");
    assert_true(option >= 0 && take_figure(&at, &most, &off));
    at = strstr(at, "after month ") + strlen("after month ");
    assert_true(take_figure(&at, &month, &none));
    for (int m = 1; m <= report.result->months; m++)
        if (saved_by(option, m, false) > most + off + 1e-4)
            REFUSE("by month %d it has saved %.9g", m, saved_by(option, m, false));
    if (month <= report.result->months &&
        saved_by(option, (int)month, false) < most - off - 1e-4 - 1e-9 * most &&
        report.result->option[report.result->baseline].one_off <=
            report.result->option[option].one_off)
        REFUSE("after month %g it has saved %.9g", month, saved_by(option, (int)month, false));
    return true;
}

/* "Cheapest a month: h, from month 5 a." */
static bool check_winners(void)
{
    const char *at = strstr(words, "Cheapest a month: ");
    if (at == NULL)
        return false;
    at += strlen("Cheapest a month: ");
    int winner = take_option(&at);
    for (int m = 0; m < report.result->months; m++) {
        const char *next = at;
        double month, off;
        if (take(&next, ", from month ") && take_figure(&next, &month, &off) && month == m + 1) {
            next++;
            winner = take_option(&next);
            at = next;
        }
        assert_true(winner >= 0);
        for (int o = 0; o < report.result->options; o++) {
            const struct llmcost_option_result *r = report.result->option;
            if (r[o].feasible && r[o].eligible &&
                r[o].month[m].cost < r[winner].month[m].cost * (1 - 1e-9) - 1e-5)
                REFUSE("month %d: %s costs less than %s", m + 1, llmcost_option_id(&scenario, o),
                       llmcost_option_id(&scenario, winner));
        }
    }
    return true;
}

/* "Cannot be chosen: small, mix: cannot serve ...; poor: fails min_quality." */
static bool check_obstacles(void)
{
    char list[4096];
    const char *at = strstr(words, "Cannot be chosen: ");
    const char *end = at != NULL ? strstr(at, " break-even") : NULL;
    if (at == NULL)
        return false;
    snprintf(list, sizeof list, "%.*s", end != NULL ? (int)(end - at) : 4000, at);
    for (int o = 0; o < report.result->options; o++) {
        char one[2][64];
        const struct llmcost_option_result *r = &report.result->option[o];
        snprintf(one[0], sizeof one[0], " %s:", llmcost_option_id(&scenario, o));
        snprintf(one[1], sizeof one[1], " %s,", llmcost_option_id(&scenario, o));
        if ((strstr(list, one[0]) != NULL || strstr(list, one[1]) != NULL) !=
            !(r->feasible && r->eligible))
            REFUSE("whether %s can be chosen", llmcost_option_id(&scenario, o));
    }
    return true;
}

/* What is paid in the first month, its share of one-offs included. */
static double paid_first(int option)
{
    const struct llmcost_option_result *r = &report.result->option[option];
    return r->month[0].cost + (double)r->one_off_micros / 1e6;
}

/* Whether an api serves in the place of one of two options in the first month, or beside it. */
static bool is_later(const struct llmcost_start *start)
{
    return start->starts_month.value > 1 || start->overlap_months.value > 0;
}

static bool starts_later(int one, int other)
{
    bool later = false;
    for (int i = 0; i < scenario.hosts; i++)
        later = later || (is_later(&scenario.host[i].start) &&
                          (one == scenario.apis + i || other == scenario.apis + i));
    const int first = scenario.apis + scenario.hosts;
    for (int i = 0; i < scenario.hybrids; i++)
        later = later ||
                (is_later(&scenario.hybrid[i].start) && (one == first + i || other == first + i));
    return later;
}

/* What is behind "By the first month's bill", or behind the same of a month in operation. */
static const char *find_first_month(bool *ret_later)
{
    static const char *const months[] = {"By the first month's bill",
                                         "By the bill of a month in operation"};
    const char *at = NULL;
    for (int i = 0; i < 2 && at == NULL; i++) {
        at = strstr(words, months[i]);
        at = at != NULL ? at + strlen(months[i]) : NULL;
        *ret_later = i == 1;
    }
    return at;
}

/* "By the first month's bill, its share of one-offs included, h is cheaper by $5": one-offs (1) and
 * credits (2) are named where one of the two has any in that month. */
static bool check_first_month(void)
{
    static const char *const counted[] = {", before credits and with its share of one-offs, ",
                                          ", before credits, ",
                                          ", its share of one-offs included, ", ", "};
    static const int means[] = {3, 2, 1, 0, -1};
    const int best = report.result->recommended;
    int next = best;
    for (int o = 0; best >= 0 && o < report.result->options; o++)
        if (serves(o) && report.result->option[o].eligible && bill_of(o) < bill_of(next) - 0.006)
            next = o;
    bool later;
    double value, off;
    const char *at = find_first_month(&later);
    if (at == NULL) {
        if (next != best)
            REFUSE("the first month says otherwise, and nobody tells");
        return false;
    }
    size_t how = 0;
    while (how < COUNT(counted) && !take(&at, counted[how]))
        how++;
    const int told = take_option(&at);
    if (told < 0 || fabs(bill_of(told) - bill_of(next)) > 0.02 || !take(&at, " is cheaper by ") ||
        !take_figure(&at, &value, &off) ||
        !is_near(value, 2 * off, bill_of(best) - bill_of(next))) {
        REFUSE("the first month");
        return true;
    }
    int due = 0;
    for (int o = 0; o < report.result->options; o++)
        if (o == best || o == told)
            due |= (report.result->option[o].one_off_micros > 0 ? 1 : 0) |
                   (report.result->option[o].month[0].credits > 0 ? 2 : 0);
    if (means[how] != due)
        REFUSE("what is counted of the first month");
    if (later != starts_later(best, told))
        REFUSE("whether the first month is one in operation");
    if (due < 2 && !later && !is_near(value, 2 * off + 0.01, paid_first(best) - paid_first(told)))
        REFUSE("the first month costs another sum");
    return true;
}

/* ---- One report in every format ---- */

/* Blanks in a row are one, marks of Markdown and escapes are none. */
static void plain(const char *from, char *to, size_t size)
{
    size_t used = 0;
    for (; *from != '\0' && used + 1 < size; from++) {
        const char c = *from == '\n' ? ' ' : *from;
        if (strchr("\\*", c) == NULL && (c != ' ' || (used > 0 && to[used - 1] != ' ')))
            to[used++] = c;
    }
    to[used] = '\0';
}

/* The costs of all options in the order of the file, as JSON has them. */
static bool has_costs(const char *text)
{
    const char *at = strstr(text, "\"options\": [");
    for (int o = 0; at != NULL && o < report.result->options; o++) {
        static const char key[] = "\"horizon_cost\": ";
        at = strstr(at, key);
        if (at == NULL || !is_near(strtod(at + strlen(key), NULL), 1e-6, horizon_of(o)))
            return false;
        at += strlen(key);
    }
    return at != NULL;
}

static const struct print_style plain_style = {.width = 100, .ascii = true};

/* The report as a text, to be freed. */
static char *printed(printer *print, const struct print_style *style)
{
    char *text;
    size_t length;
    FILE *out = open_memstream(&text, &length);
    assert_non_null(out);
    assert_true(
        print(&(struct print_job){.out = out, .style = style, .reports = &report, .count = 1}));
    assert_int_equal(fclose(out), 0);
    return text;
}

static void check_form(const char *name, printer *print, int reasons)
{
    static char flat[1 << 20];
    char *text = printed(print, &plain_style), reason[2 * MAX_SENTENCE];
    plain(text, flat, sizeof flat);
    for (int i = 0; i < reasons; i++) {
        plain(report.outcome->verdict.reasons[i], reason, sizeof reason);
        if (strstr(flat, reason) == NULL)
            REFUSE("%s does not say: %s", name, reason);
    }
    if (strstr(name, "json") != NULL && !has_costs(text))
        REFUSE("%s has other costs", name);
    free(text);
}

/* What is decided reads alike in the table, in Markdown and in JSON, and in the brief of each. */
static bool check_forms(void)
{
    static const char *const names[] = {"table", "json", "markdown"};
    const int reasons = report.result->recommended >= 0 ? report.outcome->verdict.reasons_count : 1;
    for (size_t i = 0; i < COUNT(names); i++) {
        const struct format *format = format_find(names[i], strlen(names[i]));
        check_form(names[i], format->print[PRINTS_REPORT], reasons);
        check_form(strcmp(names[i], "json") == 0 ? "brief json" : "brief",
                   format->print[PRINTS_BRIEF], reasons > 0);
    }
    return true;
}

/* ---- The page ---- */

/* What stands on a page for people to read: no markup, no script. */
static void plain_page(char *from, char *to, size_t size)
{
    static const struct {
        const char *written;
        char meant;
    } entities[] = {{"&amp;", '&'},  {"&lt;", '<'},  {"&gt;", '>'},  {"&quot;", '"'},
                    {"&#39;", '\''}, {"&#58;", ':'}, {"&#91;", '['}, {"\xC2\xA0", ' '}};
    size_t used = 0;
    char *script = strstr(from, "<script");
    assert_non_null(script);
    *script = '\0';
    while (*from != '\0' && used + 1 < size) {
        char c = *from;
        const size_t markup = c == '<' ? strcspn(from, ">") + 1 : 1;
        for (size_t i = 0; i < COUNT(entities); i++)
            if (strncmp(from, entities[i].written, strlen(entities[i].written)) == 0) {
                c = entities[i].meant;
                from += strlen(entities[i].written) - 1;
            }
        from += markup;
        c = markup > 1 || c == '\n' ? ' ' : c;
        if (c != ' ' || (used > 0 && to[used - 1] != ' '))
            to[used++] = c;
    }
    to[used] = '\0';
}

/* The page says what was decided in the words of the table. */
static bool check_page(void)
{
    static char flat[1 << 20];
    const int reasons = report.result->recommended >= 0 ? report.outcome->verdict.reasons_count : 1;
    char *text = printed(print_html, &plain_style), reason[2 * MAX_SENTENCE];
    plain_page(text, flat, sizeof flat);
    for (int i = 0; i < reasons; i++) {
        snprintf(reason, sizeof reason, " %s ", report.outcome->verdict.reasons[i]);
        if (strstr(flat, reason) == NULL)
            REFUSE("the page does not say: %s", reason);
    }
    free(text);
    return true;
}

/* The cheapest of those that serve and may be chosen, at a demand; -1: none. */
static int cheapest_at(double x, bool on_horizon, double *ret_cost)
{
    static struct llmcost_scenario asked;
    int best = -1;
    asked = scenario;
    llmcost_assign(&asked, report.told[0].variable, x);
    if (!on_horizon)
        decision_first_month(&asked);
    llmcost_costs(&asked, LLMCOST_FIRST_INPUT, costs);
    for (int o = 0; o < report.result->options; o++) {
        int64_t micros = 0;
        if (!on_horizon && llmcost_monthly_micros(&asked, o, &micros))
            costs[o].horizon_cost = (double)micros / 1e6;
        if (costs[o].feasible && report.result->option[o].eligible &&
            (best < 0 || costs[o].horizon_cost < costs[best].horizon_cost))
            best = o;
    }
    *ret_cost = best >= 0 ? costs[best].horizon_cost : 0;
    return best;
}

/* "Cheapest: a up to 5,000 requests/month, then h": of a page, drawn from the pieces of bills. */
static bool check_zones(void)
{
    const struct drawing *drawing = report.outcome->drawing;
    if (drawing == NULL || !drawing->has_demand || !drawing->demand.is_exact)
        return false;
    const struct drawn_demand *demand = &drawing->demand;
    double from = demand->from;
    for (int i = 0; i < demand->zones_count; from = demand->zones[i++].to) {
        const struct llmcost_zone *zone = &demand->zones[i];
        for (int n = 1; n <= 3; n++) {
            double least;
            const double x = from * pow(zone->to / from, n / 4.0);
            const int best = cheapest_at(x, demand->on_horizon, &least);
            if (best < 0 ? zone->option >= 0
                         : zone->option < 0 || !costs[zone->option].feasible ||
                               costs[zone->option].horizon_cost > least * (1 + 1e-9) + 1e-3)
                REFUSE("at %.9g the page says %d, the cheapest is %d", x, zone->option, best);
        }
    }
    return true;
}

/* ---- CSV ---- */

static char *csv_of(enum report_table table)
{
    const struct print_style style = {.table = table};
    return printed(print_csv, &style);
}

static const char *yes_or_no(bool is)
{
    return is ? "true" : "false";
}

/* Totals of all options, and who serves and may be chosen. */
static void check_csv_lines(void)
{
    static const char *const kinds[] = {"api", "host", "hybrid"};
    char *text = csv_of(TABLE_LINES);
    const char *at = text;
    for (int o = 0; o < report.result->options; o++) {
        char lead[128], tail[64];
        snprintf(lead, sizeof lead, ",%s,%s,total,total,,,,", llmcost_option_id(&scenario, o),
                 kinds[llmcost_option_kind(&scenario, o)]);
        snprintf(tail, sizeof tail, ",USD,%s,%s,", yes_or_no(serves(o)),
                 yes_or_no(report.result->option[o].eligible));
        at = strstr(at, lead);
        char *end = NULL;
        if (at == NULL || !is_near(strtod(at + strlen(lead), &end), 1e-6, bill_of(o)) ||
            strncmp(end, tail, strlen(tail)) != 0) {
            REFUSE("CSV has another total: %s%.6f%s", lead, bill_of(o), tail);
            break;
        }
        at += strlen(lead);
    }
    free(text);
}

enum { CSV_CELLS = 20 };

/* The cells of a line; the next line, NULL: none. */
static char *split_csv(char *at, char *cell[CSV_CELLS])
{
    char *end = strstr(at, "\r\n");
    if (end == NULL)
        return NULL;
    *end = '\0';
    for (int i = 0; i < CSV_CELLS; i++) {
        const bool quoted = *at == '"';
        cell[i] = at;
        at += quoted ? strcspn(at + 1, "\"") + 2 : strcspn(at, ",");
        if (*at != '\0')
            *at++ = '\0';
    }
    return end + 2;
}

/* Empty where it is open. */
static bool is_edge(const char *cell, double edge, uint8_t kind)
{
    return kind == LLMCOST_OPEN ? *cell == '\0'
                                : *cell != '\0' && is_near(strtod(cell, NULL), 1e-6, edge);
}

/* The bands that sentences tell, by month or over the horizon, in the order of the report. */
static void check_csv_bands(void)
{
    enum { OPTION = 1, AGAINST = 2, OF = 11, FROM = 12, TO = 14 };
    char *cell[CSV_CELLS];
    char *text = csv_of(TABLE_BREAK_EVEN);
    int pair = 0, band = 0;
    for (char *at = text; at != NULL && (at = split_csv(at, cell)) != NULL;) {
        while (pair < report.break_even_count && band == report.told[pair].bands) {
            pair++;
            band = 0;
        }
        const struct llmcost_break_even *b = &report.told[pair];
        if (pair == report.break_even_count ||
            strcmp(cell[OF], b->on_horizon ? "horizon" : "monthly") != 0 ||
            strcmp(cell[OPTION], llmcost_option_id(&scenario, b->option)) != 0 ||
            strcmp(cell[AGAINST], llmcost_option_id(&scenario, b->against)) != 0)
            continue;
        if (!is_edge(cell[FROM], b->band[band].from, b->band[band].from_kind) ||
            !is_edge(cell[TO], b->band[band].to, b->band[band].to_kind))
            break;
        band++;
    }
    while (pair < report.break_even_count && band == report.told[pair].bands) {
        pair++;
        band = 0;
    }
    if (pair < report.break_even_count)
        REFUSE("CSV has other bands of break-even %d", pair);
    free(text);
}

/* Every month of every option. */
static void check_csv_months(void)
{
    enum { MONTH = 1, ID = 2, COST = 3 };
    char *cell[CSV_CELLS];
    char *text = csv_of(TABLE_TIMELINE);
    char *at = split_csv(text, cell);
    int rows = 0;
    while (at != NULL && (at = split_csv(at, cell)) != NULL) {
        const int o = llmcost_find_option(&scenario, cell[ID]);
        const int month = (int)strtol(cell[MONTH], NULL, 10);
        if (o < 0 || month < 1 || month > report.result->months ||
            !is_near(strtod(cell[COST], NULL), 1e-6,
                     report.result->option[o].month[month - 1].cost)) {
            REFUSE("CSV has another bill of month %s of %s", cell[MONTH], cell[ID]);
            break;
        }
        rows++;
    }
    if (report.outcome->timeline_count > 0 &&
        rows != report.result->months * report.result->options)
        REFUSE("CSV has %d bills", rows);
    free(text);
}

static bool check_csv(void)
{
    check_csv_lines();
    check_csv_bands();
    check_csv_months();
    return true;
}

/* The nearest flip: nothing turns nearer, on either side, by brute force. */
static bool is_won(struct llmcost_scenario *asked, struct llmcost_ref ref, double x)
{
    const int best = report.result->recommended;
    llmcost_assign(asked, ref, x);
    llmcost_costs(asked, LLMCOST_FIRST_INPUT, costs);
    if (!costs[best].feasible)
        return false;
    for (int o = 0; o < report.result->options; o++)
        if (o != best && costs[o].feasible && report.result->option[o].eligible &&
            costs[o].horizon_cost < costs[best].horizon_cost * (1 - 1e-9))
            return false;
    return true;
}

/* The margin of the decision with one input at another value, by brute force. */
static double margin_at(struct llmcost_ref ref, double x)
{
    static struct llmcost_scenario asked;
    const int best = report.result->recommended;
    double next = INFINITY;
    asked = scenario;
    llmcost_assign(&asked, ref, x);
    llmcost_costs(&asked, LLMCOST_FIRST_INPUT, costs);
    for (int o = 0; o < report.result->options; o++)
        if (o != best && costs[o].feasible && report.result->option[o].eligible)
            next = fmin(next, costs[o].horizon_cost);
    return costs[best].feasible ? next - costs[best].horizon_cost : -INFINITY;
}

/* Both ends of every row of the tornado, and whether the decision turns in between. */
/* Where the decision turns on demand is the very edge of a band, where there is one. */
static void check_turn(const struct llmcost_swing *swing)
{
    for (int i = 0; i < report.break_even_count; i++) {
        const struct llmcost_break_even *told = &report.break_even[i];
        for (int b = 0; b < 2 * told->bands; b++) {
            const struct llmcost_band *band = &told->band[b / 2];
            const double edge = b % 2 == 0 ? band->from : band->to;
            const double apart = fabs(edge - swing->switch_value);
            if ((b % 2 == 0 ? band->from_kind : band->to_kind) != LLMCOST_OPEN &&
                told->on_horizon && apart > 1e-12 * edge && apart < 0.9e-9 * edge)
                REFUSE("turns at %.15g, beside the edge %.15g", swing->switch_value, edge);
        }
    }
}

static bool check_swings(void)
{
    for (int i = 0; i < report.swing_count; i++) {
        const struct llmcost_swing *swing = &report.swings[i];
        double told[] = {swing->margin_at_low, swing->margin_at_high};
        const double truth[] = {margin_at(swing->ref, swing->low),
                                margin_at(swing->ref, swing->high)};
        const double off = 1e-9 * horizon_of(report.result->recommended) + 1e-3;
        char path[LLMCOST_MAX_PATH];
        llmcost_path(&scenario, swing->ref, path, sizeof path);
        size_t count;
        const bool whole = (llmcost_fields(&count)[swing->ref.field].flags & LLMCOST_WHOLE) != 0;
        if (whole && swing->has_switch && swing->switch_value != floor(swing->switch_value))
            REFUSE("%s turns at %.9g, which nobody can have", path, swing->switch_value);
        if (swing->has_switch &&
            &scenario.workload.requests_per_month == llmcost_read(&scenario, swing->ref))
            check_turn(swing);
        for (int end = 0; end < 2; end++) /* the engine has no infinity */
            if (fabs(told[end]) >= 1e299)
                told[end] = copysign(INFINITY, told[end]);
        for (int end = 0; end < 2; end++)
            if (isfinite(told[end]) != isfinite(truth[end]) ||
                (isfinite(truth[end]) && fabs(told[end] - truth[end]) > off))
                REFUSE("%s: margin %.9g at one end, not %.9g", path, truth[end], told[end]);
        if (swing->flips != (told[0] < -off || told[1] < -off) &&
            fabs(fmin(told[0], told[1])) > off)
            REFUSE("%s: whether it flips", path);
    }
    return report.swing_count > 0;
}

struct check {
    bool (*holds)(void);
    const char *name;
    int least; /* of a thousand reports that have such a sentence */
};

static const struct check checks[] = {
    {.name = "decision", .holds = check_decision, .least = 500},
    {.name = "totals", .holds = check_totals, .least = 900},
    {.name = "explained", .holds = check_explained, .least = 900},
    {.name = "draws", .holds = check_draws, .least = 200},
    {.name = "distance", .holds = check_distance, .least = 200},
    {.name = "bands", .holds = check_bands_today, .least = 900},
    {.name = "never", .holds = check_never, .least = 10},
    {.name = "always more", .holds = check_always_more, .least = 50},
    {.name = "payback", .holds = check_payback, .least = 100},
    {.name = "ceiling", .holds = check_ceiling, .least = 2},
    {.name = "winners", .holds = check_winners, .least = 200},
    {.name = "obstacles", .holds = check_obstacles, .least = 200},
    {.name = "first month", .holds = check_first_month, .least = 10},
    {.name = "swings", .holds = check_swings, .least = 200},
    {.name = "forms", .holds = check_forms, .least = 1000},
    {.name = "page", .holds = check_page, .least = 1000},
    {.name = "zones", .holds = check_zones, .least = 3},
    {.name = "CSV", .holds = check_csv, .least = 1000},
};

/* What a report needs beside a decision: rules now and then, and inputs that
 * nobody knows. */
static void make_scenario(void)
{
    static const char *const unknown[] = {
        "apis.a.input_per_mtok",         "hosts.h.gpu_hour",
        "hosts.k.requests_per_second",   "workload.burst",
        "hosts.l.operations_per_month",  "workload.requests_per_month",
        "apis.a.metered.searches.price", "hosts.h.credits"};
    static struct llmcost_diags diags;
    decision_random();
    if (chance(0.5))
        decision_later();
    if (chance(0.3))
        llmcost_set(&scenario.min_quality, 0.7);
    for (int i = 0; i < 2; i++)
        decision_sometimes(0.7, &scenario.api[i].common.quality, pick(0.5, 1));
    for (int i = 0; i < scenario.hosts; i++)
        decision_sometimes(0.7, &scenario.host[i].common.quality, pick(0.5, 1));
    llmcost_set(&scenario.samples, 128);
    const double share = chance(0.5) ? 0 : 0.5;
    for (size_t i = 0; i < COUNT(unknown); i++) {
        struct llmcost_ref ref;
        if (!llmcost_find_path(&scenario, unknown[i], &ref))
            continue; /* an entry that only some have */
        struct llmcost_input *input = llmcost_at(&scenario, ref);
        if (input->origin == LLMCOST_UNSET || !chance(share))
            continue;
        input->range = LLMCOST_UNIFORM;
        const double least = strcmp(unknown[i], "workload.burst") == 0 ? 1 : 0.3;
        input->low = input->value * least;
        input->high = input->value * pick(1.1, 3);
        input->value = (input->low + input->high) / 2;
    }
    llmcost_diags_init(&diags);
    if (!llmcost_check(&scenario, &diags))
        fail_msg("E%d %s", diags.list[0].code, diags.list[0].text);
}

static void print_page(void)
{
    static struct llmcost_diags diags;
    bool no_memory;
    llmcost_diags_init(&diags);
    const struct report_asks asks = {.questions = true,
                                     .assumptions = true,
                                     .drawing = round_number % 8 ==
                                                0, /* as a page has it: to draw takes its time */
                                     .swings = REPORT_SWINGS};
    if (!report_make(&scenario, &asks, &report, &diags, &no_memory))
        fail_msg("E%d %s", diags.list[0].code, diags.list[0].text);
    report.file = "random.yaml";
    assert_true(outcome_make(&report));
    page = printed(print_table, &plain_style);
    squeeze();
}

static void test_sentences(void **state)
{
    const int rounds = random_rounds(60, 2000);
    (void)state;
    model_seed = 411;
    for (round_number = 0; round_number < rounds; round_number++) {
        make_scenario();
        print_page();
        for (size_t i = 0; i < COUNT(checks); i++)
            seen[i] += checks[i].holds();
        free(page);
        report_free(&report);
        tried++;
    }
    assert_int_equal(refused, 0);
    for (size_t i = 0; i < COUNT(checks); i++) {
        print_message("%-12s %d\n", checks[i].name, seen[i]);
        if (getenv("LLMCOST_FULL") != NULL && seen[i] * 1000 < checks[i].least * tried)
            fail_msg("%s: only %d of %d reports say such a thing", checks[i].name, seen[i], tried);
    }
}

/* ---- What turns the decision */

static void test_nearest_flip(void **state)
{
    static struct llmcost_scenario asked;
    const int rounds = random_rounds(5, 40);
    const int points = random_rounds(100, 400);
    int swings = 0;
    size_t count;
    (void)state;
    model_seed = 5150;
    for (round_number = 0; round_number < rounds; round_number++) {
        make_scenario();
        print_page();
        for (int i = 0; i < report.swing_count; i++) {
            const struct llmcost_swing *swing = &report.swings[i];
            const struct llmcost_field *field = &llmcost_fields(&count)[swing->ref.field];
            const double x = llmcost_read(&scenario, swing->ref)->value;
            if (x <= 0 || (field->flags & LLMCOST_WHOLE) != 0 || field->unit == LLMCOST_MONTHS ||
                field->kind != LLMCOST_NUMBER)
                continue;
            asked = scenario;
            const double told = swing->has_switch ? fabs(log(swing->switch_value / x)) : log(10);
            swings++;
            for (int n = 1; n < points; n++) { /* up to there nothing turns */
                const double far = told * n / points * (1 - 1e-7);
                for (int side = -1; side <= 1; side += 2) {
                    const double at = x * exp(side * far);
                    if (at < field->min || at > field->max || is_won(&asked, swing->ref, at))
                        continue;
                    char path[LLMCOST_MAX_PATH];
                    REFUSE("%s turns at %.12g already, not at %.12g (today %.12g)",
                           llmcost_path(&scenario, swing->ref, path, sizeof path), at,
                           swing->has_switch ? swing->switch_value : NAN, x);
                    n = points;
                    break;
                }
            }
            llmcost_assign(&asked, swing->ref, x);
        }
        free(page);
        report_free(&report);
    }
    print_message("%d swings\n", swings);
    assert_int_equal(refused, 0);
    assert_true(swings > 2 * rounds);
}

/* The name of a test as the argument: that one alone, so that two run side by side. */
int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_sentences),
                                       cmocka_unit_test(test_nearest_flip)};
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
