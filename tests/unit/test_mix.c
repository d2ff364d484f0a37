/* test_mix.c - the capacity mix against brute force over all choices on 2,000 random small cases
 * (§4). Without cold starts the search here knows nothing of slices: for every number of always-on
 * units and every hour it tries every number of elastic units and leaves the rest to the api. With
 * cold starts the model serves a slice in one way, so every assignment of ways to slices is tried.
 */
#include "core/questions/curve.h"
#include "model.h"

enum { MAX_UNITS = 6, MAX_HOURS = 24 };

struct trial {
    int hours;
    double demand[MAX_HOURS];       /* units */
    double month, rate, unit;       /* hours; requests/s: mean, and of a unit's planned capacity */
    double always_on, elastic, api; /* money for: a unit all month, a unit an hour, a unit-hour */
    int held, cold;
    bool has_always_on, has_elastic, has_api;
};

struct answer {
    double cost;
    double always_on;          /* units, held ones included when they are not elastic */
    double elastic;            /* unit-hours of the shape */
    double overflow;           /* unit-hours of load */
    double at_peak, over_peak; /* units in the busiest hour; units of load at the api at most */
};

static double up(double x)
{
    return ceil(x * (1 - 1e-12));
}

/* The cheapest number of elastic units in one hour above `base` units that are held anyway. */
static double best_hour(const struct trial *t, double base, double load, double *ret_elastic,
                        double *ret_over)
{
    double best = INFINITY;
    for (int e = 0; e <= MAX_UNITS; e++) {
        const double over = fmax(0, load - base - e);
        if ((e > 0 && !t->has_elastic) || (!t->has_api && over > load * 1e-12))
            continue;
        const double cost =
            (e > 0 ? e * t->elastic : 0) + (over > 0 && t->has_api ? over * t->api : 0);
        if (cost < best) {
            best = cost;
            *ret_elastic = e;
            *ret_over = t->has_api ? over : 0;
        }
    }
    return best;
}

/* Held units are always on or elastic all month, whichever is cheaper. */
static bool holds_elastic(const struct trial *t)
{
    return t->has_elastic && (!t->has_always_on || t->elastic * t->month < t->always_on);
}

static struct answer by_hours(const struct trial *t)
{
    struct answer best = {.cost = INFINITY};
    const bool held_elastic = holds_elastic(t);
    const double slot = t->month / t->hours; /* hours of the month that an hour of the shape is */
    for (int extra = 0; extra <= (t->has_always_on ? MAX_UNITS : 0); extra++) {
        struct answer a = {0};
        const double held = t->held;
        a.always_on = (held_elastic ? 0 : held) + extra;
        a.elastic = held_elastic ? held * t->hours : 0;
        a.cost = a.always_on > 0 ? a.always_on * t->always_on : 0;
        a.cost += a.elastic > 0 ? a.elastic * slot * t->elastic : 0;
        for (int h = 0; h < t->hours; h++) {
            double e = 0, over = 0;
            a.cost += slot * best_hour(t, held + extra, t->demand[h], &e, &over);
            a.elastic += e;
            a.overflow += over;
            a.over_peak = fmax(a.over_peak, over);
            if (t->demand[h] >= t->demand[0])
                a.at_peak = held + extra + e;
        }
        if (a.cost < best.cost)
            best = a;
    }
    return best;
}

/* Hours in which slice n runs: when it is needed, and `cold` hours before, around the clock. */
static int paid_hours(const struct trial *t, int n)
{
    int paid = 0;
    for (int h = 0; h < t->hours; h++) {
        bool pays = false;
        for (int ahead = 0; ahead <= t->cold; ahead++)
            pays = pays || up(t->demand[(h + ahead) % t->hours]) >= n;
        paid += pays;
    }
    return paid;
}

static double used_hours(const struct trial *t, int n, double *ret_peak)
{
    double used = 0;
    *ret_peak = 0;
    for (int h = 0; h < t->hours; h++) {
        const double share = fmin(fmax(t->demand[h] - (n - 1), 0), 1);
        used += up(t->demand[h]) >= n ? share : 0;
        *ret_peak = fmax(*ret_peak, share);
    }
    return used;
}

static struct answer by_slices(const struct trial *t)
{
    struct answer best = {.cost = INFINITY};
    const bool held_elastic = holds_elastic(t);
    const double slot = t->month / t->hours;
    const int top = (int)fmax(up(t->demand[0]), t->held);
    int ways = 1;
    for (int n = t->held; n < top; n++)
        ways *= 3;
    for (int way = 0; way < ways; way++) {
        struct answer a = {.always_on = held_elastic ? 0 : t->held,
                           .elastic = held_elastic ? t->held * t->hours : 0,
                           .at_peak = t->held};
        int rest = way;
        bool legal = true;
        for (int n = t->held + 1; n <= top; n++, rest /= 3) {
            double peak;
            const double used = used_hours(t, n, &peak);
            const int kind = rest % 3;
            legal = legal && (kind == 0   ? t->has_always_on
                              : kind == 1 ? t->has_elastic
                                          : t->has_api);
            a.always_on += kind == 0;
            a.elastic += kind == 1 ? paid_hours(t, n) : 0;
            a.overflow += kind == 2 ? used : 0;
            a.over_peak += kind == 2 ? peak : 0;
            a.at_peak += kind != 2;
        }
        a.cost = (a.always_on > 0 ? a.always_on * t->always_on : 0) +
                 (a.elastic > 0 ? a.elastic * slot * t->elastic : 0) +
                 (a.overflow > 0 ? a.overflow * slot * t->api : 0);
        if (legal && a.cost < best.cost)
            best = a;
    }
    return best;
}

/* Put a random case into `scenario`; demand[0] is the busiest hour. */
static struct trial random_trial(void)
{
    static const double sizes[] = {1, 2, 3, 8};
    static const double nodes[] = {1, 2, 4, 8};
    struct trial t = {.hours = chance(0.7) ? pick_int(1, 8) : MAX_HOURS};
    double sum = 0;
    double weight[MAX_HOURS] = {0};
    model_base();
    t.has_api = chance(0.7);
    t.has_elastic = chance(0.7);
    t.has_always_on = !t.has_elastic || chance(0.7);
    const bool owned = t.has_always_on && chance(0.3);
    t.cold = t.has_elastic && chance(0.3) ? pick_int(1, 30) : 0;
    t.month = chance(0.5) ? 1000 : 730;
    for (int h = 0; h < t.hours; h++) {
        weight[h] = chance(0.1) ? 0 : chance(0.3) ? pick_int(1, 3) : pick(0, 3);
        weight[h] = h == 0 ? 3.5 : weight[h];
        sum += weight[h];
    }
    const double g = sizes[pick_int(0, 3)];
    const double node = nodes[pick_int(0, 3)];
    const double G = node <= g ? up(g / node) * node : node;
    const double k = node <= g ? 1 : floor(node / g);
    const double kappa = pick(0.1, 3);
    const double most = chance(0.5) ? pick(0.4, 1) : 1;
    const double burst = chance(0.5) ? pick(1, 2) : 1;
    const double overhead = chance(0.4) ? pick(0, 0.5) : 0;
    const double peak_units = chance(0.1) ? pick_int(1, 4) : pick(0.01, MAX_UNITS - 1);
    t.unit = k * kappa * most / burst;
    for (int h = 0; h < t.hours; h++)
        t.demand[h] = weight[h] / weight[0] * peak_units;
    t.rate = sum / t.hours / weight[0] * peak_units * t.unit;
    t.held = chance(0.5) ? 0 : pick_int(0, 3);
    const double gpu = pick(0.5, 4);
    const double elastic_gpu = gpu * pick(0.7, 4);
    const double request = pick(0.3, 4) * G * gpu * t.hours / (t.unit * 3600 * t.hours);
    const struct change changes[] = {
        {"hours_per_month", t.month},
        {"workload.requests_per_month", t.rate * t.month * 3600},
        {"workload.burst", burst},
        {"hosts.host.requests_per_second", kappa},
        {"hosts.host.max_utilization", most},
        {"hosts.host.gpus_per_replica", g},
        {"hosts.host.gpus_per_node", node},
        {"hosts.host.overhead_share", overhead},
        {"hosts.host.min_replicas", t.held * k},
        {"hosts.host.cold_start_hours", t.cold > 0 ? t.cold - pick(0, 0.9) : 0},
        {"apis.api.input_per_mtok", 0},
        {"apis.api.output_per_mtok", 0},
        {"apis.api.per_request", request},
        {"hosts.host.elastic_gpu_hour", t.has_elastic ? elastic_gpu : NAN},
        {"hosts.host.gpu_hour", t.has_always_on && !owned ? gpu : NAN},
        {"hosts.host.purchase_per_gpu", owned ? gpu * t.month * 36 : NAN},
        {"hosts.host.life_years", owned ? 3 : NAN},
    };
    model_change(changes, COUNT(changes));
    assert_true(llmcost_set_load(&scenario, weight, t.hours));
    t.always_on = G * gpu * t.month * (owned ? 1 : 1 + overhead);
    t.elastic = G * elastic_gpu * (1 + overhead);
    t.api = request * t.unit * 3600;
    return t;
}

static void compare(const struct trial *t, int option, int number)
{
    const struct answer a = t->cold > 0 ? by_slices(t) : by_hours(t);
    const struct llmcost_fleet *f = &result.option[option].fleet;
    const double G = f->unit_gpus;
    const double slot = t->month / t->hours;
    char row[32];
    snprintf(row, sizeof row, "case %d, option %d", number, option);
    const double cost = f->always_on_gpus / G * (t->has_always_on ? t->always_on : 0) +
                        f->elastic_gpu_hours / G * (t->has_elastic ? t->elastic : 0) +
                        f->overflow_requests / (t->unit * 3600) * t->api;
    ASSERT_ROW_NEAR(row, cost, a.cost, 1e-9 * a.cost);
    ASSERT_ROW_NEAR(row, f->always_on_gpus, a.always_on * G, 1e-9);
    ASSERT_ROW_NEAR(row, f->elastic_gpu_hours, a.elastic * slot * G, 1e-9 * t->month * G);
    ASSERT_ROW_NEAR(row, f->overflow_share, a.overflow * slot * t->unit / (t->rate * t->month),
                    1e-9);
    ASSERT_ROW_NEAR(row, f->gpus_at_peak, a.at_peak * G, 1e-9);
    ASSERT_ROW_NEAR(row, f->overflow_peak, a.over_peak * t->unit, 1e-9 * t->unit);
    /* what is served over what is paid, raw */
    const double raw = f->replica_requests_per_second * f->unit_replicas;
    const double paid = (a.always_on + a.elastic / t->hours) * raw;
    const double served = t->rate - a.overflow / t->hours * t->unit;
    ASSERT_ROW_NEAR(row, f->utilization, paid > 0 ? served / paid : 0, 1e-9);
    assert_true(f->utilization >= 0 && f->utilization <= 1);
    /* and the lines are these quantities: api requests, and GPUs with their overhead */
    ASSERT_ROW_NEAR(row, bill(&result, option, 0), a.cost, 1e-5 + 1e-9 * a.cost);
}

static void test_brute_force(void **state)
{
    int mixed = 0;
    (void)state;
    model_seed = 2023;
    for (int i = 0; i < 2000; i++) {
        struct trial t = random_trial();
        model_evaluate("random");
        if (t.has_api)
            compare(&t, MIX, i);
        const struct llmcost_fleet *f = &result.option[MIX].fleet;
        mixed += f->always_on_gpus > 0 && f->elastic_gpu_hours > 0 && f->overflow_requests > 0;
        t.has_api = false;
        compare(&t, HOST, i);
    }
    assert_true(mixed > 20); /* the draw reaches all three at once */
}

/* At the same hourly price hours on demand never cost more than all of them. */
static void test_elastic_never_dearer(void **state)
{
    (void)state;
    model_seed = 7;
    for (int i = 0; i < 300; i++) {
        random_trial();
        const double price = pick(0.1, 5);
        const struct change same[] = {
            {"hosts.host.purchase_per_gpu", NAN}, {"hosts.host.life_years", NAN},
            {"hosts.host.cold_start_hours", 0},   {"hosts.host.gpu_hour", price},
            {"hosts.host.elastic_gpu_hour", NAN},
        };
        model_change(same, COUNT(same));
        model_evaluate("always on");
        const double always_on = bill(&result, HOST, 0);
        model_assign("hosts.host.gpu_hour", NAN);
        model_assign("hosts.host.elastic_gpu_hour", price);
        model_evaluate("elastic");
        assert_true(bill(&result, HOST, 0) <= always_on * (1 + 1e-12) + 1e-6);
        assert_true(result.option[HOST].fleet.utilization <= 1);
    }
}

/* With min_replicas 0 and no minimum a hybrid costs at most what either part costs alone and the
 * other's fixed lines. */
static void test_hybrid_never_dearer(void **state)
{
    (void)state;
    model_seed = 11;
    for (int i = 0; i < 500; i++) {
        random_trial();
        const double host_fixed = pick(0, 1000);
        const double api_fixed = pick(0, 1000);
        model_assign("hosts.host.min_replicas", 0);
        model_assign("hosts.host.operations_per_month", host_fixed);
        model_assign("apis.api.monthly_fee", api_fixed);
        model_evaluate("hybrid");
        const double mix = bill(&result, MIX, 0);
        assert_true(mix <= bill(&result, HOST, 0) + api_fixed + 1e-5);
        assert_true(mix <= bill(&result, API, 0) + host_fixed + 1e-5);
    }
}

/* What a hybrid costs at any demand lies between the lines that stand for it, also where its parts
 * send on different shares of their requests, which has no say in the mix. The lines are what a
 * break-even is certified with. */
static void test_bounds(void **state)
{
    static struct curve curve;
    static struct curve_month months[LLMCOST_MAX_MONTHS];
    (void)state;
    model_seed = 23;
    for (int i = 0; i < 400; i++) {
        double requests;
        model_base();
        if (i % 2 == 1)
            llmcost_set_load_factor(&scenario, pick(0.2, 1));
        model_assign("hosts.host.requests_per_second", pick(0.1, 3));
        model_assign("hosts.host.escalation_share", pick(0, 0.5));
        model_assign("apis.api.escalation_share", pick(0, 0.5));
        model_assign("apis.api.output_per_mtok", pick(0.1, 10));
        model_assign("apis.dear.output_per_mtok", pick(0.1, 10));
        model_evaluate("bounds");
        demand_field(&scenario, &requests);
        curve_make(&scenario, MIX, requests, i % 4 >= 2, months, &curve);
        for (int k = 0; k < 200; k++) {
            const double x = curve.settled + curve.unit_x * (0.003 + 0.137 * k);
            const double cost = look(&curve, x).cost;
            const double noise = 1e-8 * cost;
            assert_true(cost >= curve.base_low + curve.slope_low * x - noise);
            assert_true(cost <= curve.base_high + curve.slope_high * x + noise);
        }
    }
}

/* Demand may lower a bill by `falls` at most, or a stretch could be passed over in which it wins: a
 * GPU that is bought earlier has lost more of its value by the end, and leaves less on the books.
 */
static void test_falls(void **state)
{
    static struct curve curve;
    static struct curve_month months[LLMCOST_MAX_MONTHS];
    double most = 0;
    (void)state;
    model_seed = 29;
    for (int i = 0; i < 200; i++) {
        double requests;
        model_base();
        scenario.host[0].gpu_hour.origin = LLMCOST_UNSET;
        model_assign("hosts.host.purchase_per_gpu", pick(2000, 40000));
        model_assign("hosts.host.life_years", pick(1, 4));
        model_assign("hosts.host.resale_share", pick(0, 0.5));
        model_assign("hosts.host.requests_per_second", pick(0.1, 3));
        model_assign("workload.growth_per_year", pick(0.3, 2));
        model_assign("horizon.months", pick_int(6, 36));
        model_evaluate("falls");
        demand_field(&scenario, &requests);
        curve_make(&scenario, i % 2 == 0 ? HOST : MIX, requests, true, months, &curve);
        double highest = 0;
        for (int k = 0; k < 200; k++) {
            const double cost = look(&curve, curve.unit_x * (0.003 + 0.037 * k)).cost;
            assert_true(cost >= highest - curve.falls - 1e-8 * highest);
            most = fmax(most, highest - cost);
            highest = fmax(highest, cost);
        }
    }
    assert_true(most > 10);
}

/* The work and the answer scale with units: a fleet of 100,000 units is 100,000 of one. */
static void test_many_units(void **state)
{
    static const double counts[] = {1, 100, 1e5, 1e8};
    (void)state;
    for (size_t i = 0; i < COUNT(counts); i++) {
        model_base();
        llmcost_set_load_factor(&scenario, 0.3);
        model_assign("workload.requests_per_month", 3600e3 * counts[i]);
        model_assign("hosts.host.requests_per_second", 1 / 0.3);
        model_evaluate("many");
        ASSERT_NEAR(result.option[HOST].fleet.replicas, counts[i], 0);
        ASSERT_NEAR(result.option[HOST].fleet.utilization, 0.3, 1e-11);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_brute_force),
        cmocka_unit_test(test_elastic_never_dearer),
        cmocka_unit_test(test_hybrid_never_dearer),
        cmocka_unit_test(test_bounds),
        cmocka_unit_test(test_falls),
        cmocka_unit_test(test_many_units),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
