/* test_pool.c - what is held from month to month (§4, §5): contracts that run out one after the
 * other, what is owed of them, what bought GPUs cost in cash and are worth on the books.
 */
#include "core/hardware/pool.h"
#include "unit.h"

enum { MOST = 16 };

struct need {
    double gpus[MOST];
    int months;
};

static struct lot lots[MOST];

/* The pool after so many months, of which month m asks for need->gpus[m] at a price of 10 + m. */
static void hold(struct pool *pool, double term, const struct need *need)
{
    pool_make(term, lots, pool);
    for (int m = 0; m < need->months; m++) {
        pool_begin(pool, m);
        pool_raise(pool, m, need->gpus[m], 10 + m);
    }
}

static struct pool pool;
static struct llmcost_scenario scenario;

static const struct {
    const char *name;
    double term;
    struct need need;
    double gpus, price, owed;
} held[] = {
    {.name = "nothing is held of what is rented by the month",
     .need = {{4, 2}, 2},
     .gpus = 2,
     .price = 11,
     .owed = 0},
    {.name = "a contract outlasts its need: 4 at 10, of which a month is left",
     .term = 3,
     .need = {{4, 2}, 2},
     .gpus = 4,
     .price = 10,
     .owed = 1 * 4 * 10},
    {.name = "and is taken again at the price of then",
     .term = 3,
     .need = {{4, 2, 2, 2}, 4},
     .gpus = 2,
     .price = 13,
     .owed = 2 * 2 * 13},
    {.name = "what is missing is a contract of its own: 4 at 10 and 2 at 11",
     .term = 3,
     .need = {{4, 6}, 2},
     .gpus = 6,
     .price = (4 * 10 + 2 * 11) / 6.0,
     .owed = 1 * 4 * 10 + 2 * 2 * 11},
    {.name = "the first ends alone, and is made good: 2 at 11 and 3 at 13",
     .term = 3,
     .need = {{4, 6, 6, 5}, 4},
     .gpus = 5,
     .price = (2 * 11 + 3 * 13) / 5.0,
     .owed = 1 * 0 + 2 * 3 * 13 + 0},
    {.name = "half a month at the end is paid in the horizon and never owed",
     .term = 1.5,
     .need = {{4, 4}, 2},
     .gpus = 4,
     .price = 10,
     .owed = 0},
    {.name = "half of one is owed where a month of the contract is in the horizon",
     .term = 1.5,
     .need = {{0, 4}, 2},
     .gpus = 4,
     .price = 11,
     .owed = 0.5 * 4 * 11},
    {.name = "bought ones stay",
     .term = 1e9,
     .need = {{4, 6, 0, 5}, 4},
     .gpus = 6,
     .price = (4 * 10 + 2 * 11) / 6.0,
     .owed = NAN},
    {.name = "nothing held has no price", .term = 3, .need = {{0, 0}, 2}},
};

static void test_held(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(held); i++) {
        hold(&pool, held[i].term, &held[i].need);
        ASSERT_ROW_NEAR(held[i].name, pool.gpus, held[i].gpus, 0);
        ASSERT_ROW_NEAR(held[i].name, pool_price(&pool), held[i].price, 1e-12);
        if (!isnan(held[i].owed))
            ASSERT_ROW_NEAR(held[i].name, pool_owed(&pool, held[i].need.months), held[i].owed,
                            1e-12);
    }
}

/* A pool that is asked for the same in every month need not be walked: 5 months of a term of 3. */
static void test_renewed(void **state)
{
    static const struct need once = {{4}, 1};
    (void)state;
    hold(&pool, 3, &once);
    ASSERT_NEAR(pool_owed(&pool, 5), 1 * 4 * 10, 0);
    ASSERT_NEAR(pool_owed(&pool, 6), 0, 0);
}

static struct llmcost_host *bought(double residual, double capital, double years)
{
    llmcost_scenario_init(&scenario);
    struct llmcost_host *host = &scenario.host[llmcost_add_host(&scenario, "own")];
    llmcost_set(&host->purchase_per_gpu, 10);
    llmcost_set(&host->life_years, years);
    llmcost_set(&host->residual_share, residual);
    llmcost_set(&host->cost_of_capital, capital);
    return host;
}

/* A life of 3 months: paid at once, and again less what the old one leaves. */
static void test_purchases(void **state)
{
    static const double paid[] = {40, 22, 0, 30, 16.5, 0, 30, 16.5};
    static const struct need need = {{4, 6}, 2};
    const struct llmcost_host *host = bought(0.25, 0, 0.25);
    (void)state;
    for (int m = 0; m < (int)COUNT(paid); m++) {
        hold(&pool, held_months(host), &(struct need){{4, 6}, m < 2 ? m + 1 : need.months});
        ASSERT_NEAR(pool_purchases(&pool, host, m), paid[m], 1e-12);
    }
    host = bought(0.25, 0, 0.05); /* 0.6 months: bought again 1, 2, 2, 1 times in months 1..4 */
    static const double times[] = {1, 0.75, 1.5, 1.5, 0.75};
    hold(&pool, held_months(host), &(struct need){{4}, 1});
    for (int m = 0; m < (int)COUNT(times); m++)
        ASSERT_NEAR(pool_purchases(&pool, host, m), times[m] * 40, 1e-12);
}

/* The balance of a debt of 40 that is paid off month by month, at the monthly rate. */
static double debt(double residual, double yearly, int life, int months)
{
    const double rate = pow(1 + yearly, 1.0 / 12) - 1;
    double grown = 1, due = 0, balance = 40;
    for (int m = 0; m < life; m++) {
        due += grown; /* what payments of 1 are worth at the end */
        grown *= 1 + rate;
    }
    const double payment = (40 * grown - 40 * residual) / due;
    for (int m = 0; m < months; m++)
        balance = balance * (1 + rate) - payment;
    return balance;
}

static void test_book(void **state)
{
    static const struct need once = {{4}, 1};
    static const struct {
        double residual, yearly, resale;
        int months;
    } rows[] = {{0, 0, 0, 7},       {0.2, 0, 0, 7},    {0.2, 0.1, 0, 7}, {0.2, 0.1, 0.3, 7},
                {0.2, 0.1, 0.9, 7}, {0.2, 0.1, 0, 23}, {0, 0.3, 0.1, 1}};
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct llmcost_host *host = bought(rows[i].residual, rows[i].yearly, 2);
        hold(&pool, held_months(host), &once);
        const double book = debt(rows[i].residual, rows[i].yearly, 24, rows[i].months);
        ASSERT_NEAR(pool_book(&pool, host, rows[i].resale, rows[i].months),
                    fmax(book - rows[i].resale * 40, 0), 1e-9);
        /* of the second one, a life later */
        ASSERT_NEAR(pool_book(&pool, host, rows[i].resale, rows[i].months + 24),
                    fmax(book - rows[i].resale * 40, 0), 1e-9);
    }
    const struct llmcost_host *host = bought(0.2, 0.1, 2);
    ASSERT_NEAR(pool_book(&pool, host, 0, 24), 0, 0); /* its life ends with the months */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_held),
        cmocka_unit_test(test_renewed),
        cmocka_unit_test(test_purchases),
        cmocka_unit_test(test_book),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
