/* test_solve.c - break-even on demand: the references of the model, and a brute-force scan of
 * 10,000 random scenarios against costs that are written here a second time, from the model's text
 * alone.
 */
#include "llmcost.h"
#include "unit.h"

static struct llmcost_scenario scenario;
static struct llmcost_break_even answer;

/* ---- A second implementation: one api and one always-on fleet, for a demand x in requests a month
 * ---- */

struct plain {
    double hours, attempts, burst;
    double in, out;
    int hours_in_load;
    double load[24]; /* mean 1 */
    /* api */
    double in_price, out_price, per_request, fee, minimum, discount, api_limit; /* 0: no limit */
    /* host */
    double kappa, max_utilization, gpu_hour, g, node, min_replicas, replicas, spare, staging;
    double operations, per_100, salary, escalation, overhead;
    bool owned;
    double purchase, life, watts, idle, per_kwh;
};

static double up(double x)
{
    return ceil(x * (1 - 1e-12));
}

static double api_cost(const struct plain *p, double x)
{
    double billed = x * p->attempts;
    double tokens =
        billed * (1 - p->discount) * (p->in * p->in_price + p->out * p->out_price) / 1e6;
    double spend = tokens + billed * p->per_request;
    return p->fee + fmax(spend, p->minimum);
}

static double host_cost(const struct plain *p, double x)
{
    double G = p->node <= p->g ? up(p->g / p->node) * p->node : p->node;
    double k = p->node <= p->g ? 1 : floor(p->node / p->g);
    double billed = x * p->attempts;
    double rate = billed / (p->hours * 3600);
    double kp = p->kappa * p->max_utilization / p->burst;
    double units = 0;
    double carry = 0; /* replicas, given ones at most */
    for (int h = 0; h < p->hours_in_load; h++) {
        units = fmax(units, up(rate * p->load[h] / (k * kp)));
        carry = fmax(carry, up(rate * p->load[h] / kp));
    }
    units = p->replicas > 0 ? up(p->replicas / k) : fmax(units, up(p->min_replicas / k));
    double needed =
        p->replicas > 0 ? fmax(fmin(carry, units * k), p->replicas) : fmax(carry, p->min_replicas);
    double spare = fmax(0, up((needed + p->spare) / k) - units);
    double utilization = rate / ((units + spare) * k * p->kappa);
    double rented = p->gpu_hour * p->hours * (1 + p->overhead);
    double dead = p->purchase / (p->life * 12);
    double power = p->watts / 1000 * p->hours * p->per_kwh;
    double busy = dead + power * (p->idle + (1 - p->idle) * utilization);
    double mix = units * G * (p->owned ? busy : rented);
    double rest = (spare * G + p->staging) * (p->owned ? busy : rented);
    double people = p->per_100 / 100 * ((units + spare) * G + p->staging) * p->salary * 1.43 / 12;
    double marginal =
        (1 - p->discount) * (p->in * p->in_price + p->out * p->out_price) / 1e6 + p->per_request;
    return mix + rest + people + p->operations + p->escalation * billed * marginal;
}

/* A generator of our own: the same cases on every machine (Knuth's MMIX constants). */
static uint64_t random_state;

static uint32_t next_random(void)
{
    random_state = random_state * 6364136223846793005ULL + 1442695040888963407ULL;
    return (uint32_t)(random_state >> 33);
}

static double pick(double low, double high)
{
    return low + (high - low) * (next_random() / 2147483647.0);
}

static int any_of(int count)
{
    return (int)(next_random() % (uint32_t)count);
}

static bool chance(double share)
{
    return pick(0, 1) < share;
}

static struct plain random_plain(void)
{
    static const double nodes[] = {1, 2, 4, 8};
    static const double sizes[] = {1, 2, 3, 4, 8, 12};
    struct plain p = {.hours = chance(0.5) ? 730 : 720,
                      .attempts = chance(0.3) ? pick(1, 2) : 1,
                      .burst = chance(0.3) ? pick(1, 2) : 1,
                      .in = floor(pick(0, 3000)),
                      .out = floor(pick(1, 800)),
                      .hours_in_load = chance(0.5) ? 1 : 24,
                      .in_price = chance(0.1) ? 0 : exp(pick(-3, 3)),
                      .out_price = exp(pick(-2, 3)),
                      .per_request = chance(0.2) ? pick(0, 0.01) : 0,
                      .fee = chance(0.2) ? pick(0, 5000) : 0,
                      .minimum = chance(0.3) ? pick(0, 20000) : 0,
                      .discount = chance(0.2) ? pick(0, 0.5) : 0,
                      .kappa = exp(pick(-2, 3)),
                      .max_utilization = chance(0.5) ? pick(0.5, 1) : 1,
                      .gpu_hour = exp(pick(-1, 2.5)),
                      .g = sizes[any_of(6)],
                      .node = nodes[any_of(4)],
                      .min_replicas = chance(0.2) ? any_of(4) : 1,
                      .replicas = chance(0.2) ? 1 + any_of(6) : 0,
                      .spare = chance(0.3) ? any_of(3) : 0,
                      .staging = chance(0.2) ? any_of(3) : 0,
                      .operations = chance(0.5) ? exp(pick(4, 11)) : 0,
                      .per_100 = chance(0.3) ? pick(0, 4) : 0,
                      .salary = 120000,
                      .escalation = chance(0.2) ? pick(0, 0.5) : 0,
                      .overhead = chance(0.2) ? 0.25 : 0,
                      .owned = chance(0.3),
                      .purchase = pick(5000, 40000),
                      .life = pick(2, 6),
                      .watts = pick(300, 1500),
                      .idle = pick(0, 1),
                      .per_kwh = pick(0.05, 0.4)};
    double sum = 0;
    for (int h = 0; h < 24; h++) {
        p.load[h] = p.hours_in_load == 1 ? 1 : pick(0, 1) * pick(0, 1);
        sum += p.load[h];
    }
    for (int h = 0; h < 24; h++)
        p.load[h] *= 24 / sum;
    p.overhead = p.owned ? 0 : p.overhead;
    return p;
}

static void build(const struct plain *p)
{
    struct llmcost_diags diags;
    struct llmcost_scenario *s = &scenario;
    llmcost_scenario_init(s);
    llmcost_set(&s->version, 1);
    llmcost_set(&s->hours_per_month, p->hours);
    llmcost_set(&s->workload.requests_per_month, 1000);
    llmcost_set(&s->workload.input_tokens, p->in);
    llmcost_set(&s->workload.output_tokens, p->out);
    llmcost_set(&s->workload.attempts_per_request, p->attempts);
    llmcost_set(&s->workload.burst, p->burst);
    llmcost_set_load(s, p->load, p->hours_in_load);
    struct llmcost_api *a = &s->api[llmcost_add_api(s, "api")];
    llmcost_set(&a->input_per_mtok, p->in_price);
    llmcost_set(&a->output_per_mtok, p->out_price);
    llmcost_set(&a->per_request, p->per_request);
    llmcost_set(&a->monthly_fee, p->fee);
    llmcost_set(&a->monthly_minimum, p->minimum);
    llmcost_set(&a->discount, p->discount);
    struct llmcost_host *h = &s->host[llmcost_add_host(s, "host")];
    llmcost_set(&h->requests_per_second, p->kappa);
    llmcost_set(&h->max_utilization, p->max_utilization);
    llmcost_set(&h->gpus_per_replica, p->g);
    llmcost_set(&h->gpus_per_node, p->node);
    llmcost_set(&h->min_replicas, p->min_replicas);
    if (p->replicas > 0)
        llmcost_set(&h->replicas, p->replicas);
    llmcost_set(&h->spare_replicas, p->spare);
    llmcost_set(&h->staging_gpus, p->staging);
    llmcost_set(&h->operations_per_month, p->operations);
    llmcost_set(&h->engineers_per_100_gpus, p->per_100);
    llmcost_set(&s->salary_per_year, p->salary);
    if (p->escalation > 0) {
        llmcost_set(&h->common.escalation_share, p->escalation);
        h->common.escalates_to = a->id;
    }
    if (p->owned) {
        llmcost_set(&h->purchase_per_gpu, p->purchase);
        llmcost_set(&h->life_years, p->life);
        llmcost_set(&h->watts_per_gpu, p->watts);
        llmcost_set(&h->idle_power_share, p->idle);
        llmcost_set(&h->per_kwh, p->per_kwh);
    } else {
        llmcost_set(&h->gpu_hour, p->gpu_hour);
        llmcost_set(&h->overhead_share, p->overhead);
    }
    llmcost_diags_init(&diags);
    assert_true(llmcost_check(s, &diags));
}

/* ---- The scan ---- */

static bool in_band(double x)
{
    for (int i = 0; i < answer.bands; i++) {
        const struct llmcost_band *b = &answer.band[i];
        if ((b->from_kind == LLMCOST_OPEN || x > b->from) &&
            (b->to_kind == LLMCOST_OPEN || x < b->to))
            return true;
    }
    return false;
}

static bool near_edge(double x)
{
    for (int i = 0; i < answer.bands; i++) {
        const struct llmcost_band *b = &answer.band[i];
        if ((b->from_kind != LLMCOST_OPEN && fabs(x - b->from) < 1e-8 * x) ||
            (b->to_kind != LLMCOST_OPEN && fabs(x - b->to) < 1e-8 * x))
            return true;
    }
    return false;
}

/* Whether the answer is right at x; ties and the edges themselves are nobody's. */
static bool right_at(const struct plain *p, double x, double limit)
{
    double host = host_cost(p, x);
    double api = api_cost(p, x);
    if (near_edge(x) || fabs(host - api) <= 1e-9 * fmax(host, api) ||
        fabs(x - limit) < 1e-8 * limit)
        return true;
    return in_band(x) == (x < limit && host < api);
}

static bool scan(const struct plain *p, double *ret_x)
{
    double k = p->node <= p->g ? 1 : floor(p->node / p->g);
    double peak = 0;
    for (int h = 0; h < p->hours_in_load; h++)
        peak = fmax(peak, p->load[h]);
    double kp = p->kappa * p->max_utilization / p->burst;
    double per_unit = k * kp * p->hours * 3600 / (p->attempts * peak);
    double limit =
        p->replicas > 0 ? p->replicas * kp * p->hours * 3600 / (p->attempts * peak) : 1e300;
    for (int n = 1; n <= 60; n++) /* both sides of every step, and within it */
        for (int i = 0; i < 5; i++) {
            static const double at[] = {1e-7, 0.21, 0.5, 0.83, 1 - 1e-7};
            *ret_x = per_unit * (n - 1 + at[i]);
            if (!right_at(p, *ret_x, limit))
                return false;
        }
    for (double x = per_unit * 1e-3; x < per_unit * 1e6; x *= 1.37) {
        *ret_x = x;
        if (!right_at(p, x, limit))
            return false;
    }
    return true;
}

static void test_brute_force(void **state)
{
    (void)state;
    const int rounds = random_rounds(10000, 10000);
    int found = 0;
    int never = 0;
    int always = 0;
    random_state = 20231;
    for (int i = 0; i < rounds; i++) {
        struct plain p = random_plain();
        double x = 0;
        build(&p);
        llmcost_break_even(&scenario, 1, 0, false, &answer);
        if (answer.status == LLMCOST_UNVERIFIED && answer.reason == LLMCOST_REASON_MANY_BANDS)
            continue; /* says so, and lists the first bands */
        found += answer.status == LLMCOST_FOUND;
        never += answer.status == LLMCOST_NEVER;
        always += answer.status == LLMCOST_ALWAYS;
        if (!scan(&p, &x)) {
            print_error("scenario %d: wrong at %.17g: host %.17g api %.17g status %d bands %d\n", i,
                        x, host_cost(&p, x), api_cost(&p, x), answer.status, answer.bands);
            for (int b = 0; b < answer.bands && b < 5; b++)
                print_error("  %d %.17g .. %d %.17g\n", answer.band[b].from_kind,
                            answer.band[b].from, answer.band[b].to_kind, answer.band[b].to);
            fail();
        }
    }
    /* the draw exercises every kind of answer */
    assert_true(found > rounds * 3 / 10 && never > rounds / 10 && always > rounds / 2000);
    print_message("bands found %d, never %d, always %d\n", found, never, always);
}

/* ---- References of the model ---- */

struct reference {
    const char *name;
    double fixed, unit, capacity, price; /* a month; capacity in requests a month */
    double edges[5];                     /* ending with 0 */
    uint8_t kinds[4];
    enum llmcost_answer status;
    bool open;
};

static void test_references(void **state)
{
    static const struct reference rows[] = {
        {"model section 9: fixed 30,000, unit 3,650 at 12,000, price 0.6",
         30000,
         3650,
         12000,
         0.6,
         {104750, 108000, 332500.0 / 3},
         {LLMCOST_ROOT, LLMCOST_JUMP, LLMCOST_ROOT},
         LLMCOST_FOUND,
         true},
        {"one unit costs more than its requests",
         0,
         3650,
         12000,
         0.3,
         {0},
         {0},
         LLMCOST_NEVER,
         false},
        {"root at 6,083.33 only",
         0,
         3650,
         12000,
         0.6,
         {36500.0 / 6, 12000, 73000.0 / 6},
         {LLMCOST_ROOT, LLMCOST_JUMP, LLMCOST_ROOT},
         LLMCOST_FOUND,
         true},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct reference *r = &rows[i];
        struct llmcost_diags diags;
        llmcost_scenario_init(&scenario);
        llmcost_set(&scenario.version, 1);
        llmcost_set(&scenario.workload.requests_per_month, 1000);
        llmcost_set(&scenario.workload.input_tokens, 1e6);
        llmcost_set(&scenario.workload.output_tokens, 0);
        struct llmcost_api *a = &scenario.api[llmcost_add_api(&scenario, "a")];
        llmcost_set(&a->input_per_mtok, r->price);
        llmcost_set(&a->output_per_mtok, 0);
        struct llmcost_host *h = &scenario.host[llmcost_add_host(&scenario, "h")];
        llmcost_set(&h->gpu_hour, r->unit / 730);
        llmcost_set(&h->requests_per_second, r->capacity / (730 * 3600));
        llmcost_set(&h->operations_per_month, r->fixed);
        llmcost_diags_init(&diags);
        assert_true(llmcost_check(&scenario, &diags));
        llmcost_break_even(&scenario, 1, 0, false, &answer);
        assert_int_equal(answer.status, r->status);
        int edge = 0;
        for (int b = 0; b < answer.bands; b++) {
            const struct llmcost_band *band = &answer.band[b];
            ASSERT_ROW_NEAR(r->name, band->from, r->edges[edge], 1e-9 * band->from);
            assert_int_equal(band->from_kind, r->kinds[edge++]);
            if (band->to_kind == LLMCOST_OPEN)
                continue;
            ASSERT_ROW_NEAR(r->name, band->to, r->edges[edge], 1e-9 * band->to);
            assert_int_equal(band->to_kind, r->kinds[edge++]);
        }
        assert_true(r->edges[edge] <= 0);
        assert_true(!r->open || answer.band[answer.bands - 1].to_kind == LLMCOST_OPEN);
    }
}

/* ---- Elastic hosts and hybrids: a dense scan against slices added up one by one ---- */

struct mixed {
    int hours;
    double load[8];
    double capacity;           /* requests a month of one unit */
    double always_on, elastic; /* a unit all month; 0: not offered */
    double api;                /* a request */
    bool hybrid;
    int held, cold;
    double licence, operations, minimum;
    double
        limit; /* requests a month that the api behind takes at most in its busiest hour; 0: none */
};

/* A month's bill; infinite when the api behind is asked for more than it takes. */
static double mixed_cost(const struct mixed *m, double x)
{
    double sent[8] = {0}; /* units of load at the api, per hour */
    double steer = 0;
    double paid = 0;     /* unit-months, for licences */
    double overflow = 0; /* requests */
    double top = 0;
    double d[8];
    const double never = 1e290;
    double W = m->always_on > 0 ? m->always_on : never;
    double E = m->elastic > 0 ? m->elastic : never;
    double V = m->hybrid ? m->api * m->capacity : never;
    for (int h = 0; h < m->hours; h++) {
        d[h] = x * m->load[h] / m->capacity;
        top = fmax(top, up(d[h]));
    }
    for (int n = 1; n <= m->held; n++) {
        steer += fmin(W, E);
        paid += 1;
    }
    for (int n = m->held + 1; n <= top; n++) {
        double rent = 0;
        double used = 0;
        double both = 0;
        double both_paid = 0;
        double both_over = 0;
        int hours = 0;
        double to_api[8] = {0};
        double all_to_api[8] = {0};
        for (int h = 0; h < m->hours; h++) {
            bool needed = up(d[h]) >= n;
            double f = needed ? fmin(fmax(d[h] - (n - 1), 0), 1) : 0;
            bool running = needed;
            for (int t = 1; t <= m->cold; t++)
                running = running || up(d[(h + t) % m->hours]) >= n;
            hours += running;
            used += f / m->hours;
            if (needed && E <= V * f) {
                both += E / m->hours;
                both_paid += 1.0 / m->hours;
            } else if (needed) {
                both += V * f / m->hours;
                both_over += f / m->hours;
                to_api[h] = f;
            }
            all_to_api[h] = f;
        }
        rent = E * hours / m->hours;
        if (m->cold > 0 && rent <= V * used)
            both = rent, both_paid = (double)hours / m->hours, both_over = 0;
        else if (m->cold > 0)
            both = V * used, both_paid = 0, both_over = used;
        if (W <= both) {
            steer += W;
            paid += 1;
        } else {
            steer += both;
            paid += both_paid;
            overflow += both_over * m->capacity;
            for (int h = 0; h < m->hours; h++)
                sent[h] += m->cold == 0                      ? to_api[h]
                           : both_over > 0 && both_paid <= 0 ? all_to_api[h]
                                                             : 0;
        }
    }
    double money = steer + paid * m->licence + m->operations;
    if (m->hybrid)
        money += fmax(0, m->minimum - overflow * m->api);
    for (int h = 0; h < m->hours; h++)
        if (m->hybrid && m->limit > 0 && sent[h] * m->capacity > m->limit)
            return INFINITY;
    return money;
}

static struct mixed random_mixed(void)
{
    struct mixed m = {.hours = 1 + any_of(8),
                      .capacity = exp(pick(5, 9)),
                      .always_on = chance(0.7) ? exp(pick(5, 8)) : 0,
                      .elastic = chance(0.8) ? exp(pick(5.5, 9)) : 0,
                      .hybrid = chance(0.6),
                      .held = any_of(3),
                      .cold = chance(0.2) ? 1 + any_of(2) : 0,
                      .licence = chance(0.3) ? pick(0, 300) : 0,
                      .operations = chance(0.6) ? exp(pick(5, 9)) : 0,
                      .minimum = chance(0.2) ? pick(0, 5000) : 0};
    if (m.always_on <= 0 && m.elastic <= 0)
        m.elastic = 1000;
    if (m.elastic <= 0)
        m.cold = 0;
    m.cold = m.cold < m.hours ? m.cold : m.hours - 1;
    m.limit = chance(0.15) ? m.capacity * pick(0.2, 20) : 0;
    m.api = (m.always_on > 0 ? m.always_on : m.elastic) / m.capacity * exp(pick(-0.5, 1.5));
    double sum = 0;
    for (int h = 0; h < m.hours; h++)
        sum += m.load[h] = chance(0.3) ? 0.25 : chance(0.1) && h > 0 ? 0 : pick(0.05, 1);
    for (int h = 0; h < m.hours; h++)
        m.load[h] *= m.hours / sum;
    return m;
}

static int build_mixed(const struct mixed *m)
{
    struct llmcost_scenario *s = &scenario;
    struct llmcost_diags diags;
    llmcost_scenario_init(s);
    llmcost_set(&s->version, 1);
    llmcost_set(&s->workload.requests_per_month, 1000);
    llmcost_set(&s->workload.input_tokens, 1e6);
    llmcost_set(&s->workload.output_tokens, 0);
    llmcost_set_load(s, m->load, m->hours);
    struct llmcost_api *a = &s->api[llmcost_add_api(s, "a")];
    llmcost_set(&a->input_per_mtok, m->api);
    llmcost_set(&a->output_per_mtok, 0);
    struct llmcost_api *behind = &s->api[llmcost_add_api(s, "behind")];
    llmcost_set(&behind->input_per_mtok, m->api);
    llmcost_set(&behind->output_per_mtok, 0);
    llmcost_set(&behind->monthly_minimum, m->minimum);
    if (m->limit > 0)
        llmcost_set(&behind->requests_per_minute_limit, m->limit / (730 * 60));
    struct llmcost_host *h = &s->host[llmcost_add_host(s, "h")];
    if (m->always_on > 0)
        llmcost_set(&h->gpu_hour, m->always_on / 730);
    if (m->elastic > 0)
        llmcost_set(&h->elastic_gpu_hour, m->elastic / 730);
    llmcost_set(&h->requests_per_second, m->capacity / (730 * 3600));
    llmcost_set(&h->min_replicas, m->held);
    llmcost_set(&h->cold_start_hours, m->cold);
    llmcost_set(&h->licence_per_gpu_year, m->licence * 12);
    llmcost_set(&h->operations_per_month, m->operations);
    struct llmcost_hybrid *mix = &s->hybrid[llmcost_add_hybrid(s, "mix")];
    mix->host = h->id;
    mix->api = behind->id;
    llmcost_diags_init(&diags);
    assert_true(llmcost_check(s, &diags));
    return m->hybrid ? 3 : 2;
}

static void test_mixes(void **state)
{
    (void)state;
    const int rounds = random_rounds(3000, 3000);
    int found = 0;
    int unverified = 0;
    random_state = 7;
    for (int i = 0; i < rounds; i++) {
        struct mixed m = random_mixed();
        int option = build_mixed(&m);
        llmcost_break_even(&scenario, option, 0, false, &answer);
        unverified += answer.status == LLMCOST_UNVERIFIED;
        found += answer.status == LLMCOST_FOUND;
        double end = answer.status == LLMCOST_UNVERIFIED ? answer.searched_to : 1e300;
        for (int step = 1; step < 560; step++) {
            double x = m.capacity * (step < 500 ? step * 0.0217 : 10 * exp((step - 500) * 0.04));
            double option_cost = mixed_cost(&m, x);
            double api_cost_x = m.api * x;
            if (x > end || near_edge(x) ||
                (option_cost < INFINITY &&
                 fabs(option_cost - api_cost_x) <= 1e-9 * fmax(option_cost, api_cost_x)))
                continue;
            if (in_band(x) != (option_cost < api_cost_x)) {
                print_error("mix %d: wrong at %.17g: %.17g against %.17g, status %d bands %d\n", i,
                            x, option_cost, api_cost_x, answer.status, answer.bands);
                for (int b = 0; b < answer.bands && b < 5; b++)
                    print_error("  %d %.17g .. %d %.17g\n", answer.band[b].from_kind,
                                answer.band[b].from, answer.band[b].to_kind, answer.band[b].to);
                fail();
            }
        }
    }
    print_message("mixes: found %d, unverified %d of %d\n", found, unverified, rounds);
    assert_true(found > rounds / 6 && unverified < rounds / 10);
}

/* ---- Limits, equal slopes, and answers that are not found ---- */

/* One api at `price` a request with optional limits and minimum against one host, demand 1,000 a
 * month. */
struct corner {
    const char *name;
    double price, minimum, requests_limit, tokens_limit;
    double unit, capacity, fixed, replicas;
    bool against_host; /* ask for the api against the host */
    enum llmcost_answer status;
    enum llmcost_reason reason;
    int bands;
    double from, to; /* of the last band, 0: open */
};

static void build_corner(const struct corner *c)
{
    struct llmcost_diags diags;
    llmcost_scenario_init(&scenario);
    llmcost_set(&scenario.version, 1);
    llmcost_set(&scenario.workload.requests_per_month, 1000);
    llmcost_set(&scenario.workload.input_tokens, 1e6);
    llmcost_set(&scenario.workload.output_tokens, 0);
    struct llmcost_api *a = &scenario.api[llmcost_add_api(&scenario, "a")];
    llmcost_set(&a->input_per_mtok, c->price);
    llmcost_set(&a->output_per_mtok, 0);
    llmcost_set(&a->monthly_minimum, c->minimum);
    if (c->requests_limit > 0)
        llmcost_set(&a->requests_per_minute_limit, c->requests_limit);
    if (c->tokens_limit > 0)
        llmcost_set(&a->tokens_per_minute_limit, c->tokens_limit);
    struct llmcost_host *h = &scenario.host[llmcost_add_host(&scenario, "h")];
    llmcost_set(&h->gpu_hour, c->unit / 730);
    llmcost_set(&h->requests_per_second, c->capacity / (730 * 3600));
    llmcost_set(&h->operations_per_month, c->fixed);
    if (c->replicas > 0)
        llmcost_set(&h->replicas, c->replicas);
    llmcost_diags_init(&diags);
    assert_true(llmcost_check(&scenario, &diags));
}

static void test_corners(void **state)
{
    static const double minutes = 730 * 60;
    const struct corner rows[] = {
        /* 43,800 minutes: 1 request a minute is 43,800 a month */
        {.name = "an api wins up to its requests limit",
         .price = 0.1,
         .requests_limit = 1,
         .unit = 1e6,
         .capacity = 1e6,
         .against_host = true,
         .status = LLMCOST_FOUND,
         .bands = 1,
         .to = minutes},
        {.name = "the tighter limit is that of tokens",
         .price = 0.1,
         .requests_limit = 10,
         .tokens_limit = 2e6,
         .unit = 1e6,
         .capacity = 1e6,
         .against_host = true,
         .status = LLMCOST_FOUND,
         .bands = 1,
         .to = 2 * minutes},
        {.name = "fixed replicas win from 1,000 to what they serve",
         .price = 1,
         .unit = 1000,
         .capacity = 5000,
         .replicas = 1,
         .status = LLMCOST_FOUND,
         .bands = 1,
         .from = 1000,
         .to = 5000},
        {.name = "fixed replicas end before they would win",
         .price = 0.1,
         .unit = 1000,
         .capacity = 5000,
         .replicas = 1,
         .status = LLMCOST_NEVER,
         .reason = LLMCOST_REASON_LIMIT},
        {.name = "a minimum makes the host win at once",
         .price = 1,
         .minimum = 2000,
         .unit = 1000,
         .capacity = 5000,
         .status = LLMCOST_ALWAYS,
         .bands = 1},
        {.name = "equal long-run slopes with a fixed cost: never",
         .price = 1,
         .unit = 5000,
         .capacity = 5000,
         .fixed = 10,
         .status = LLMCOST_NEVER,
         .reason = LLMCOST_REASON_ALWAYS_MORE},
        {.name = "equal slopes, the api has a minimum: up to it",
         .price = 1,
         .minimum = 6000,
         .unit = 5000,
         .capacity = 5000,
         .status = LLMCOST_FOUND,
         .bands = 1,
         .to = 5000},
        {.name = "the api against a host that wins above 1,000",
         .price = 1,
         .unit = 1000,
         .capacity = 5000,
         .against_host = true,
         .status = LLMCOST_FOUND,
         .bands = 1,
         .to = 1000},
        {.name = "a free api is never beaten",
         .price = 0,
         .unit = 1000,
         .capacity = 5000,
         .status = LLMCOST_NEVER,
         .reason = LLMCOST_REASON_UNIT_COST},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct corner *c = &rows[i];
        build_corner(c);
        llmcost_break_even(&scenario, c->against_host ? 0 : 1, c->against_host ? 1 : 0, false,
                           &answer);
        if (answer.status != c->status || answer.bands != c->bands)
            print_error("%s: status %d, %d bands, %.12g..%.12g\n", c->name, answer.status,
                        answer.bands, answer.band[0].from, answer.band[0].to);
        assert_int_equal(answer.status, c->status);
        assert_int_equal(answer.reason, c->reason);
        assert_int_equal(answer.bands, c->bands);
        if (c->bands == 0)
            continue;
        const struct llmcost_band *band = &answer.band[answer.bands - 1];
        assert_int_equal(band->from_kind == LLMCOST_OPEN, c->from <= 0);
        assert_int_equal(band->to_kind == LLMCOST_OPEN, c->to <= 0);
        ASSERT_ROW_NEAR(c->name, c->from > 0 ? band->from : 0, c->from, 1e-9 * c->from);
        ASSERT_ROW_NEAR(c->name, c->to > 0 ? band->to : 0, c->to, 1e-9 * c->to);
    }
}

/* A fixed cost and units that cost a shade less than their requests: root and jump at every unit,
 * thousands of bands. */
static void test_many_bands(void **state)
{
    const struct corner c = {.price = 1, .unit = 4999, .capacity = 5000, .fixed = 1000};
    (void)state;
    build_corner(&c);
    llmcost_break_even(&scenario, 1, 0, false, &answer);
    assert_int_equal(answer.status, LLMCOST_UNVERIFIED);
    assert_int_equal(answer.reason, LLMCOST_REASON_MANY_BANDS);
    assert_int_equal(answer.bands, LLMCOST_MAX_BANDS);
    for (int i = 0; i < answer.bands; i++) { /* each ends where the next unit is added */
        ASSERT_NEAR(remainder(answer.band[i].to, 5000), 0, 1e-4);
        assert_int_equal(answer.band[i].to_kind, LLMCOST_JUMP);
        assert_int_equal(answer.band[i].from_kind, LLMCOST_ROOT);
    }
}

/* Slopes that are equal for ever and bases that are not apart: the search says where it stopped. */
static void test_bounded(void **state)
{
    struct corner c = {.price = 1, .unit = 5000, .capacity = 5000};
    (void)state;
    build_corner(&c);
    llmcost_set(&scenario.host[0].elastic_gpu_hour, 5000.0 / 730);
    const double week[] = {1, 2, 3};
    llmcost_set_load(&scenario, week, 3);
    llmcost_break_even(&scenario, 1, 0, false, &answer);
    assert_true(answer.status == LLMCOST_NEVER || answer.status == LLMCOST_UNVERIFIED);
    assert_int_equal(answer.bands, 0);
    if (answer.status == LLMCOST_UNVERIFIED)
        assert_true(answer.searched_to > 5000);
}

/* Full units at 4,000 for 5,000 requests behind which an api takes the rest at 1: it takes up to
 * 4,000 of each unit, whatever the demand. */
static const struct corner overflowing = {.price = 1, .unit = 4000, .capacity = 5000};

static void build_overflow(double limit, const double *load, int hours)
{
    struct llmcost_diags diags;
    build_corner(&overflowing);
    struct llmcost_api *other = &scenario.api[llmcost_add_api(&scenario, "dear")];
    llmcost_set(&other->input_per_mtok, 1.2);
    llmcost_set(&other->output_per_mtok, 0);
    llmcost_set(&scenario.api[0].requests_per_minute_limit, limit / (730 * 60));
    struct llmcost_hybrid *mix = &scenario.hybrid[llmcost_add_hybrid(&scenario, "mix")];
    mix->host = scenario.host[0].id;
    mix->api = scenario.api[0].id;
    llmcost_set(&scenario.host[0].min_replicas, 0);
    llmcost_set_load(&scenario, load, hours);
    llmcost_diags_init(&diags);
    assert_true(llmcost_check(&scenario, &diags));
}

/* A limit above what a unit sends on is never reached; one just below is, once in every unit. */
static void test_overflow_limit(void **state)
{
    const double flat[] = {1};
    (void)state;
    build_overflow(4000.01, flat, 1);
    llmcost_break_even(&scenario, 3, 1, false, &answer);
    assert_int_equal(answer.status, LLMCOST_ALWAYS);
    build_overflow(3900, flat, 1);
    llmcost_break_even(&scenario, 3, 1, false, &answer);
    assert_int_equal(answer.status, LLMCOST_UNVERIFIED);
    assert_int_equal(answer.reason, LLMCOST_REASON_MANY_BANDS);
    for (int i = 0; i < answer.bands; i++) {
        assert_int_equal(answer.band[i].to_kind, LLMCOST_LIMIT);
        ASSERT_NEAR(answer.band[i].to, 5000 * i + 3900, 1e-6);
    }
    /* dearer than its own api's price by the fixed cost: that it may not serve is no question */
    build_overflow(3900, flat, 1);
    llmcost_set(&scenario.api[1].input_per_mtok, 0.5);
    llmcost_break_even(&scenario, 3, 1, false, &answer);
    assert_int_equal(answer.status, LLMCOST_NEVER);
}

/* Hours that ask for a hair more or less make breakpoints that are no pieces: the answer is that of
 * hours that are alike. */
static void test_slivers(void **state)
{
    enum { HOURS = 24 };
    double load[HOURS];
    struct llmcost_break_even alike;
    (void)state;
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < HOURS; i++)
            load[i] = 1 - round * 8e-12 * i;
        build_overflow(1e6, load, HOURS);
        llmcost_set(&scenario.api[1].input_per_mtok, 0.9);
        llmcost_break_even(&scenario, 3, 1, false, &answer);
        assert_int_equal(answer.status, LLMCOST_FOUND);
        if (round == 0)
            alike = answer;
    }
    assert_int_equal(answer.bands, alike.bands);
    for (int i = 0; i < answer.bands; i++) {
        ASSERT_NEAR(answer.band[i].from, alike.band[i].from, 1e-9 * alike.band[i].from);
        ASSERT_NEAR(answer.band[i].to, alike.band[i].to, 1e-9 * alike.band[i].to);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_references),     cmocka_unit_test(test_brute_force),
        cmocka_unit_test(test_mixes),          cmocka_unit_test(test_corners),
        cmocka_unit_test(test_many_bands),     cmocka_unit_test(test_bounded),
        cmocka_unit_test(test_overflow_limit), cmocka_unit_test(test_slivers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
