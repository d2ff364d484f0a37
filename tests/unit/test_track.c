/* test_track.c - a track against looks: what is told of the pieces of a horizon without billing all
 * of its months is what they come to (§9).
 */
#include "core/questions/track.h"
#include "model.h"

/* A track bills a month anew only where its piece ends or what it takes over has a say in it: at
 * every demand it costs what a look bills, whatever is held from month to month and paid for it. */
static void test_tracks(void **state)
{
    enum { LEVELS = 168, STEPS = 60 };
    static struct curve curve;
    static struct track track;
    static struct curve_month months[LLMCOST_MAX_MONTHS];
    static struct known_month known[LLMCOST_MAX_MONTHS];
    static int16_t hours[LEVELS];
    int looks = 0;
    (void)state;
    model_seed = 31;
    for (int i = 0; i < 200; i++) {
        double requests;
        model_base();
        if (i % 2 == 1)
            llmcost_set_load_factor(&scenario, pick(0.2, 1));
        if (i % 3 == 0) {
            scenario.host[0].gpu_hour.origin = LLMCOST_UNSET;
            model_assign("hosts.host.purchase_per_gpu", pick(2000, 40000));
            model_assign("hosts.host.life_years", pick(1, 4));
            if (i % 2 == 0)
                model_assign("hosts.host.elastic_gpu_hour", pick(1, 9));
        } else {
            model_assign("hosts.host.commitment_months", pick_int(1, 12));
        }
        model_assign("hosts.host.requests_per_second", pick(0.1, 3));
        model_assign("hosts.host.gpu_price_change_per_year", pick(-0.4, 0.4));
        model_assign("hosts.host.spare_replicas", pick_int(0, 2));
        model_assign("hosts.host.staging_gpus", pick_int(0, 2));
        model_assign("hosts.host.overhead_share", pick(0, 0.3));
        if (i % 5 > 0)
            model_assign("workload.growth_per_year", pick(-0.3, 2));
        model_assign("horizon.months", pick_int(2, 24));
        model_evaluate("tracks");
        demand_field(&scenario, &requests);
        curve_make(&scenario, i % 4 >= 2 ? HOST : MIX, requests, true, months, &curve);
        track_begin(&track, &curve, 1e3 * curve.unit_x, known, LEVELS, hours);
        double x = curve.unit_x * pick(0, 30);
        for (int k = 0; k < STEPS && !track.lost; k++) {
            uint64_t credits;
            track_on(&track, x);
            const double at = x + (track.to - x) * 0.37;
            const double cost = look(&curve, at).cost;
            assert_true(fabs(track_cost(&track, at, &credits) - cost) <= 1e-9 * cost);
            looks++;
            x = track.to;
        }
    }
    assert_true(looks > 200 * STEPS / 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tracks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
