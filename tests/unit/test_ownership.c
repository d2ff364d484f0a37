/* test_ownership.c - bought GPUs (§5): capital by straight line and by annuity, energy, colocation,
 * maintenance, spares, rented peaks; and what publications print for theirs. Annuities are checked
 * by running the debt month by month.
 */
#include "model.h"

#define OWNED                                                                                      \
    {"hosts.host.gpu_hour", NAN}, {"hosts.host.purchase_per_gpu", 36000},                          \
    {                                                                                              \
        "hosts.host.life_years", 3                                                                 \
    }

static const struct model_row lines_of_owned[] = {
    {.name = "straight line: 36,000 / 36",
     .change = {OWNED},
     .metric = line,
     .option = HOST,
     .which = LLMCOST_LINE_CAPITAL,
     .expected = 1000},
    {.name = "with a residual: 36,000 * 0.75 / 36",
     .change = {OWNED, {"hosts.host.residual_share", 0.25}},
     .metric = line,
     .option = HOST,
     .which = LLMCOST_LINE_CAPITAL,
     .expected = 750},
    {.name = "energy: 0.8 kW * 1.25 * 1,000 h * 0.1",
     .change = {OWNED,
                {"hosts.host.watts_per_gpu", 800},
                {"hosts.host.pue", 1.25},
                {"hosts.host.per_kwh", 0.1}},
     .metric = line,
     .option = HOST,
     .which = LLMCOST_LINE_ENERGY,
     .expected = 100},
    {.name = "energy at half load, 40 % of it idle: 100 * (0.4 + 0.6 * 0.5)",
     .change = {OWNED,
                {"hosts.host.watts_per_gpu", 800},
                {"hosts.host.pue", 1.25},
                {"hosts.host.per_kwh", 0.1},
                {"hosts.host.idle_power_share", 0.4},
                {"hosts.host.requests_per_second", 2}},
     .metric = line,
     .option = HOST,
     .which = LLMCOST_LINE_ENERGY,
     .expected = 70},
    {.name = "kWh are the quantity",
     .change = {OWNED,
                {"hosts.host.watts_per_gpu", 800},
                {"hosts.host.pue", 1.25},
                {"hosts.host.per_kwh", 0.1}},
     .metric = quantity,
     .option = HOST,
     .which = LLMCOST_LINE_ENERGY,
     .expected = 1000},
    {.name = "colocation of 4 GPUs",
     .change = {OWNED,
                {"hosts.host.gpus_per_replica", 4},
                {"hosts.host.colocation_per_gpu_month", 150}},
     .metric = line,
     .option = HOST,
     .which = LLMCOST_LINE_COLOCATION,
     .expected = 600},
    {.name = "maintenance: 36,000 * 10 % / 12",
     .change = {OWNED, {"hosts.host.maintenance_share", 0.1}},
     .metric = line,
     .option = HOST,
     .which = LLMCOST_LINE_MAINTENANCE,
     .expected = 300},
    {.name = "no overhead on what is bought",
     .change = {OWNED, {"hosts.host.overhead_share", 0.5}},
     .metric = bill,
     .option = HOST,
     .expected = 1000},
    {.name = "nor a line of rent",
     .change = {OWNED},
     .metric = line,
     .option = HOST,
     .which = LLMCOST_LINE_GPUS,
     .expected = 0},
    /* capital 1,000 + energy 100 * (0.4 + 0.6 * 1/3 busy) + colocation 150 + maintenance 300 */
    {.name = "spares carry the whole cost of a GPU",
     .change = {OWNED,
                {"hosts.host.watts_per_gpu", 800},
                {"hosts.host.pue", 1.25},
                {"hosts.host.per_kwh", 0.1},
                {"hosts.host.idle_power_share", 0.4},
                {"hosts.host.colocation_per_gpu_month", 150},
                {"hosts.host.maintenance_share", 0.1},
                {"hosts.host.spare_replicas", 2}},
     .metric = line,
     .option = HOST,
     .which = LLMCOST_LINE_SPARE_GPUS,
     .expected = 3020},
    {.name = "spares on rent where that is cheaper, with its overhead: 800 * 1.1",
     .change = {OWNED,
                {"hosts.host.elastic_gpu_hour", 0.8},
                {"hosts.host.overhead_share", 0.1},
                {"hosts.host.min_replicas", 0},
                {"hosts.host.staging_gpus", 1},
                {"workload.requests_per_month", 0}},
     .metric = bill,
     .option = HOST,
     .expected = 880},
    {.name = "spares are bought where rent is dearer with its overhead: 950 * 1.1",
     .change = {OWNED,
                {"hosts.host.elastic_gpu_hour", 0.95},
                {"hosts.host.overhead_share", 0.1},
                {"hosts.host.min_replicas", 0},
                {"hosts.host.staging_gpus", 1},
                {"workload.requests_per_month", 0}},
     .metric = bill,
     .option = HOST,
     .expected = 1000},
    /* units run 4, 1 of 4 hours; the second is rented for 250 h at 2 */
    {.name = "rented peaks beside bought GPUs: 1,000 + 500",
     .change = {OWNED, {"hosts.host.elastic_gpu_hour", 2}},
     .load = {.hours = 4, .weight = {3, 1, 1, 1}},
     .metric = bill,
     .option = HOST,
     .expected = 1500},
    {.name = "licences: 1 bought and 1/4 rented at 100",
     .change = {OWNED,
                {"hosts.host.elastic_gpu_hour", 2},
                {"hosts.host.licence_per_gpu_year", 1200}},
     .load = {.hours = 4, .weight = {3, 1, 1, 1}},
     .metric = line,
     .option = HOST,
     .which = LLMCOST_LINE_LICENCES,
     .expected = 125},
    {.name = "what one more GPU costs",
     .change = {OWNED},
     .metric = fleet,
     .option = HOST,
     .which = offsetof(struct llmcost_fleet, monthly_per_gpu),
     .expected = 1000},
};

static void test_lines(void **state)
{
    (void)state;
    model_run_rows(lines_of_owned, COUNT(lines_of_owned));
}

#undef OWNED

/* The payment that leaves exactly the residual after the last month, found by bisection on the
 * debt run month by month. */
static double annuity(double price, double residual, double yearly, int months)
{
    const double monthly = pow(1 + yearly, 1.0 / 12) - 1;
    double low = 0;
    double high = price * (monthly + 1);
    for (int i = 0; i < 200; i++) {
        const double payment = (low + high) / 2;
        double debt = price;
        for (int m = 0; m < months; m++)
            debt = debt * (1 + monthly) - payment;
        if (debt > residual)
            low = payment;
        else
            high = payment;
    }
    return (low + high) / 2;
}

static void test_annuity(void **state)
{
    static const struct {
        double price, residual_share, rate;
        int years;
    } rows[] = {
        {.price = 36000, .residual_share = 0, .rate = 0.08, .years = 3},
        {.price = 36000, .residual_share = 0.25, .rate = 0.08, .years = 3},
        {.price = 57695.9375, .residual_share = 0.1, .rate = 0.12, .years = 5},
        {.price = 20000, .residual_share = 1, .rate = 0.05, .years = 4}, /* interest alone */
        {.price = 20000, .residual_share = 0.3, .rate = 10, .years = 1},
        {.price = 20000, .residual_share = 0.3, .rate = 1e-6, .years = 5},
        {.price = 20000, .residual_share = 0.3, .rate = 1e-12, .years = 5}, /* too small to see */
        {.price = 20000, .residual_share = 0.3, .rate = 0, .years = 5},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        model_base();
        const struct change changes[] = {
            {"hosts.host.gpu_hour", NAN},
            {"hosts.host.purchase_per_gpu", rows[i].price},
            {"hosts.host.life_years", rows[i].years},
            {"hosts.host.residual_share", rows[i].residual_share},
            {"hosts.host.cost_of_capital", rows[i].rate},
        };
        model_change(changes, COUNT(changes));
        model_evaluate("annuity");
        ASSERT_NEAR(line(&result, HOST, LLMCOST_LINE_CAPITAL),
                    annuity(rows[i].price, rows[i].price * rows[i].residual_share, rows[i].rate,
                            rows[i].years * 12),
                    1e-6 * rows[i].price / 36);
    }
}

/* ---- Growth: bought fleets buy more and never sell (§7) */

static void test_never_sell(void **state)
{
    static const struct change changes[] = {
        {"hosts.host.gpu_hour", NAN}, {"hosts.host.purchase_per_gpu", 36000},
        {"hosts.host.life_years", 3}, {"hosts.host.requests_per_second", 0.25},
        {"horizon.months", 25},       {"workload.growth_per_year", -0.5},
    };
    (void)state;
    model_base();
    model_change(changes, COUNT(changes));
    model_evaluate("shrinking");
    for (int m = 1; m <= 25; m++) /* 4 units, then 2, then 1 would do */
        ASSERT_NEAR(month(&result, HOST, m), 4000, 1e-9);
    model_assign("workload.growth_per_year", 1);
    model_evaluate("growing");
    ASSERT_NEAR(month(&result, HOST, 1), 4000, 1e-9);
    ASSERT_NEAR(month(&result, HOST, 13), 8000, 1e-9); /* twice the demand: exactly 8 units */
    ASSERT_NEAR(month(&result, HOST, 14), 9000, 1e-9);
    ASSERT_NEAR(month(&result, HOST, 25), 16000, 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_annuity),
        cmocka_unit_test(test_never_sell),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
