#!/usr/bin/env python3
"""Every reference value that the cost model's text prints, held against model.py.

usage: references.py         exits 1 and prints each value that is missed
Knows: the figures of sections 1, 3, 4, 5, 7, 9, 10 and those of the users' reports that a few lines
of a scenario give. A model that holds these is fit to judge an engine by.
To extend: a function under @reference that calls `hold`.
"""
import copy
import math
import os
import random
import statistics
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import bands  # noqa: E402
import check  # noqa: E402
import model  # noqa: E402
import portfolio  # noqa: E402
import random_scenarios  # noqa: E402

LOADS = check.named_loads()
REFERENCES, MISSED = [], []


def reference(function):
    REFERENCES.append(function)
    return function


def hold(what, found, wanted, relative=1e-6):
    good = found == wanted if wanted is None or isinstance(wanted, (bool, str)) else (
        found is not None and abs(found - wanted) <= relative * abs(wanted) + 1e-9)
    if not good:
        MISSED.append(f'{what}: {found!r}, the text says {wanted!r}')


def scenario(workload, apis=None, hosts=None, **more):
    return dict(version=1, workload=workload, apis=apis or {}, hosts=hosts or {}, **more)


def ask(s):
    return model.evaluate(s, LOADS)


# ---- Section 1

@reference
def load_factor_has_mean_1():
    for f in (0.02, 0.3, 0.5, 0.75, 0.99):
        w = model.load_factor_week(f)
        hold(f'mean at {f}', sum(w) / 168, 1)
        hold(f'peak at {f}', max(w), 1 / f)


@reference
def what_can_wait():
    w = model.weights_of('office-hours', LOADS)
    days = model.days_of('office-hours', 168)
    for share, wanted in ((0, 0.2754), (0.5, 0.5508), (1, 0.7419)):
        later = model.deferred(w, days, share)
        hold(f'load factor with {share} deferrable', round(1 / max(later), 4), wanted)
        for day in days:
            hold('a day keeps its sum', sum(later[h] for h in day), sum(w[h] for h in day))


@reference
def a_load_factor_defers_within_its_days():
    w, days = model.load_factor_week(0.4), model.days_of({'load_factor': 0.4}, 168)
    later = model.deferred(w, days, 1)
    hold('all of a day can wait', max(later[h] for h in days[3]), min(later[h] for h in days[3]))
    hold('seven days', len(days), 7)


# ---- Section 2

@reference
def two_tiers_cached_and_batch():
    work = dict(requests_per_month=1000, input_tokens=300000, output_tokens=2000,
                cached_share=0.4, cache_write_share=0.1, batch_share=1, long_context_share=0.6)
    api = dict(input_per_mtok=0.2, output_per_mtok=1.2, cached_input_per_mtok=0.02,
               cache_write_per_mtok=0.25, batch_discount=0.5, long_context_input_per_mtok=0.4,
               long_context_output_per_mtok=1.8, long_context_cached_input_per_mtok=0.04,
               long_context_cache_write_per_mtok=0.5)
    hold('tiers', ask(scenario(work, {'a': api}))['options']['a']['monthly_cost'], 33.48)


@reference
def price_by_the_clock():
    s = scenario(dict(requests_per_month=1e6, input_tokens=2000, output_tokens=500,
                      load='office-hours'),
                 {'a': dict(input_per_mtok=0.22, output_per_mtok=0.66,
                            hours=[{'days': 'mon-fri', 'from': 9, 'to': 12, 'factor': 2},
                                   {'days': 'mon-fri', 'from': 14, 'to': 18, 'factor': 2}])})
    hold('hours', ask(s)['options']['a']['monthly_cost'], 1270.907715582451)


@reference
def an_hour_written_costs_1_6_times():
    s = scenario(dict(requests_per_month=1e6, input_tokens=1000, output_tokens=0,
                      cache_write_hour_share=0.5),
                 {'a': dict(input_per_mtok=3, output_per_mtok=15, cache_write_per_mtok=3.75)})
    hold('hour writes', ask(s)['options']['a']['lines']['cache_write_tokens'], 500 * 6.0)


# ---- Section 3

@reference
def deepseek_day():
    days = (608e9 / 73.7e3 + 168e9 / 14.8e3) / 86400
    hold('node-days', round(days, 2), 226.86)
    hold('cost', round(226.75 * 8 * 24 * 2), 87072)
    s = scenario(dict(requests_per_month=1, input_tokens=608e9, output_tokens=168e9), None,
                 {'h': dict(gpu_hour=2, input_tokens_per_second=73.7e3,
                            output_tokens_per_second=14.8e3)})
    kappa = ask(s)['options']['h']['fleet']['replica_requests_per_second']
    hold('the same by the capacity', round(1 / kappa / 86400, 2), 226.86)


@reference
def another_mix():
    host = dict(gpu_hour=2, requests_per_second=4, measured_input_tokens=1000,
                measured_output_tokens=250)
    s = scenario(dict(requests_per_day=3e5, input_tokens=1000, output_tokens=1000), None,
                 {'h': host})
    hold('4 (1000 + 5*250) / (1000 + 5*1000)',
         ask(s)['options']['h']['fleet']['replica_requests_per_second'], 1.5)


@reference
def room_in_the_slots():
    for slots, share in ((16, 0.56), (64, 0.75), (256, 0.86)):
        root = (-2.33 + math.sqrt(2.33 ** 2 + 4 * slots)) / 2
        hold(f'usable of {slots}', round(root ** 2 / slots, 2), share)


@reference
def tightening_never_raises_capacity():
    r = random.Random(3)
    for _ in range(200):
        runs, ttft, tpot = [], 50.0, 5.0
        for n in range(5):
            runs.append(dict(concurrency=2 ** n, requests_per_second=r.uniform(1, 9),
                             ttft_ms=ttft, tpot_ms=tpot))
            ttft, tpot = ttft * r.uniform(1, 2), tpot * r.uniform(1, 2)
        rates = [run['requests_per_second'] for run in runs]
        last = 0.0
        for limit in (60, 90, 150, 300, 900):
            s = {'rules': {'max_ttft_ms': limit, 'max_tpot_ms': limit / 10}}
            rate, met, _, _ = model.best_of_runs(s, runs, rates)
            if met:
                hold('capacity falls as a limit rises', rate >= last - 1e-12, True)
                last = rate


# ---- Section 4

@reference
def screening_curves():
    """D = 1,1,2,2,3,3,4,5 units, W = 1 an hour, elastic 1.8, API 2 a unit: 2 always-on, 28.6."""
    d = [1, 1, 2, 2, 3, 3, 4, 5]
    mean = sum(d) / 8
    s = scenario(dict(requests_per_month=mean * 8 * 3600, input_tokens=1e6, output_tokens=0,
                      load=d), {'a': dict(input_per_mtok=2 / 3600, output_per_mtok=0)},
                 {'h': dict(gpu_hour=1, elastic_gpu_hour=1.8, requests_per_second=1)},
                 hybrids={'mix': {'host': 'h', 'api': 'a'}}, hours_per_month=8)
    mix = ask(s)['options']['mix']
    hold('always on', mix['fleet']['always_on_gpus'], 2)
    hold('total', mix['monthly_cost'], 28.6)


@reference
def spare_in_an_idle_node():
    s = scenario(dict(requests_per_month=6570000, input_tokens=1000, output_tokens=300), None,
                 {'h': dict(gpu_hour=2, gpus_per_node=8, requests_per_second=1,
                            spare_replicas=1)})
    own = ask(s)['options']['h']
    hold('one unit, not two', own['fleet']['gpus_at_peak'], 8)
    hold('its cost', own['monthly_cost'], 11680)


@reference
def seventh_of_a_gpu():
    s = scenario(dict(requests_per_month=6570000, input_tokens=500, output_tokens=60), None,
                 {'h': dict(gpu_hour=2, gpus_per_replica=1 / 7, requests_per_second=1)})
    hold('three on one', ask(s)['options']['h']['monthly_cost'], 1460)


@reference
def three_years_for_one():
    s = scenario(dict(requests_per_day=1e6, input_tokens=1000, output_tokens=200), None,
                 {'h': dict(gpu_hour=2.2, requests_per_second=4, commitment_months=36)},
                 horizon={'months': 12})
    own = ask(s)['options']['h']
    hold('owed', own['owed_after_horizon'], 115632)
    hold('three times the rent', own['horizon_cost'], 3 * sum(own['cost']))


# ---- Section 5

@reference
def annuity():
    owned = model.Owned(dict(purchase_per_gpu=30000, life_years=3, residual_share=0.1,
                             cost_of_capital=0.08))
    j, n = 1.08 ** (1 / 12) - 1, 36
    paid = sum(owned.capital / (1 + j) ** m for m in range(1, n + 1)) + 3000 / (1 + j) ** n
    hold('present value of payments and residual', paid, 30000)
    hold('book at the end is the residual', owned.book(36), 3000)
    hold('book at the start is the price', owned.book(0), 30000)


@reference
def bought_pays_back():
    hosts = {'rented': dict(gpu_hour=2.5, gpus_per_replica=8, tokens_per_second=14080),
             'bought': dict(purchase_per_gpu=42500, life_years=5, watts_per_gpu=1275, per_kwh=0.13,
                            colocation_per_gpu_month=255, gpus_per_replica=8,
                            tokens_per_second=14080)}
    s = scenario(dict(tokens_per_month=20e9, input_tokens=1500, output_tokens=500), None, hosts,
                 horizon={'months': 60})
    found = ask(s)['options']
    saved = found['rented']['cash'][1] - found['bought']['cash'][1]
    hold('cash saved a month', round(saved), 11592)
    hold('months', round(340000 / saved, 1), 29.3)
    hold('payback', found['bought']['payback_months'], 30)
    hold('purchase', found['bought']['cash'][0] - found['bought']['cash'][1], 340000)
    s['horizon']['months'] = 12
    hold('not in a year', ask(s)['options']['bought']['payback_months'], None)


@reference
def spares_draw_as_the_fleet_does():
    s = scenario(dict(requests_per_month=2628000, input_tokens=1000, output_tokens=300), None,
                 {'h': dict(purchase_per_gpu=36500, life_years=5, watts_per_gpu=1000,
                            idle_power_share=0.3, per_kwh=0.2, requests_per_second=2,
                            spare_replicas=1)})
    hold('25 % busy', ask(s)['options']['h']['monthly_cost'], 1355.3666666666668)


# ---- Section 7

def saved_over(months, one_off, saved, rate, **more):
    s = scenario(dict(requests_per_month=1e6, input_tokens=1000, output_tokens=0),
                 {'api': dict(input_per_mtok=2 * saved / 1000, output_per_mtok=0),
                  'cheap': dict(input_per_mtok=saved / 1000, output_per_mtok=0, one_off=one_off)},
                 horizon={'months': months, 'discount_per_year': rate})
    return ask(s)['options']['cheap']


@reference
def payback():
    hold('discounted', saved_over(24, 100000, 10000, 0.1)['payback_months'], 11)
    hold('undiscounted', saved_over(24, 100000, 10000, 0)['payback_months'], 10)
    hold('net present value', saved_over(24, 100000, 10000, 0.1)['horizon_saving'], 117645.68, 1e-7)


def against_40000(**keys):
    s = scenario(dict(requests_per_month=1e7, input_tokens=2000, output_tokens=500),
                 {'hosted': dict(input_per_mtok=1, output_per_mtok=4)},
                 {'own': dict(gpu_hour=1, requests_per_second=100, operations_per_month=19270,
                              one_off=50000, **keys)})
    return s


@reference
def starting_later():
    for keys, wanted in (({}, 190000), (dict(starts_month=4, until_then='hosted'), 130000),
                         (dict(until_then='hosted', overlap_months=3), 70000)):
        hold(f'{keys}', ask(against_40000(**keys))['options']['own']['horizon_saving'], wanted)


@reference
def credits_and_changes():
    s = against_40000()
    s['apis']['hosted']['credits'] = 100000
    hosted = ask(s)['options']['hosted']
    hold('with credits', hosted['horizon_cost'], 380000)
    hold('the bill stands', hosted['monthly_cost'], 40000)
    hold('two and a half months', sum(hosted['cost'][:3]), 20000)
    s = against_40000()
    s['changes'] = [{'month': 7, 'scale': {'workload.requests_per_month': 2}}]
    hold('doubled from month 7', ask(s)['options']['hosted']['horizon_cost'], 720000)


@reference
def falling_prices():
    d, c, ratio = math.log(10) / 12, 20000, 2
    hold('ceiling', round(c / d * (ratio - 1 - math.log(ratio))), 31983)
    hold('reached', round(math.log(ratio) / d, 2), 3.61)
    s = scenario(dict(requests_per_month=1e6, input_tokens=1000, output_tokens=0),
                 {'api': dict(input_per_mtok=40, output_per_mtok=0, price_change_per_year=-0.9)},
                 {'own': dict(gpu_hour=20000 / 730, requests_per_second=9)})
    found = ask(s)['options']
    saved = [a - b for a, b in zip(found['api']['cumulative'], found['own']['cumulative'])]
    hold('by months', round(max(saved)), 42762)
    hold('after month', saved.index(max(saved)) + 1, 4)


# ---- Section 9

@reference
def staircase():
    """Fixed 30,000, unit 3,650 with capacity 12,000, price 0.6."""
    s = scenario(dict(requests_per_month=1e5, input_tokens=1e6, output_tokens=0),
                 {'api': dict(input_per_mtok=0.6, output_per_mtok=0)},
                 {'own': dict(gpu_hour=5, requests_per_second=12000 / (730 * 3600),
                              fixed_per_month=30000)})
    found = bands.bands(s, 'workload.requests_per_month', 'own', 'api', 1e5, 1.2e5, 300)
    wanted = [(104750, 108000), (332500 / 3, None)]
    hold('bands', len(found), 2)
    for (a, b), (x, y) in zip(found, wanted):
        hold('from', a, x)
        hold('to', b, y)


@reference
def the_seed_of_this_project():
    def break_even(load, **keys):
        s = scenario(dict(requests_per_day=1e5, input_tokens=1000, output_tokens=200, load=load),
                     {'api': dict(input_per_mtok=2 / 1.2 * 1.2, output_per_mtok=2)},
                     {'own': dict(gpu_hour=1.2, requests_per_second=4, **keys)},
                     hours_per_month=720)
        return bands.bands(s, 'workload.requests_per_day', 'own', 'api', 10, 250000, 500)[-1][0]
    hold('requests an hour', break_even('flat') / 24, 500)
    hold('with operations', break_even('flat', operations_per_month=12000) / 24, 67000 / 9)
    hold('its utilization', round(67000 / 9 / 3600 / 4, 3), 0.517)
    hold('at a load factor of 0.3', break_even({'load_factor': 0.3}, operations_per_month=12000),
         190666.66666667)


@reference
def throughput_that_pays():
    """n = floor((x*v - F)/h) units may be paid: each must carry x * max(w) / n."""
    s = scenario(dict(requests_per_month=1e5, input_tokens=1e6, output_tokens=0),
                 {'api': dict(input_per_mtok=0.6, output_per_mtok=0)},
                 {'own': dict(gpu_hour=5, requests_per_second=1, fixed_per_month=30000)})
    n = model.floor((1e5 * 0.6 - 30000) / 3650)
    found = bands.bands(s, 'hosts.own.requests_per_second', 'own', 'api', 0.001, 0.01, 200)
    hold('bands', len(found), 1)
    hold('from', found[0][0], 1e5 / n / (730 * 3600))


@reference
def a_full_replica_is_not_full():
    """2.21 against 0.305 for a replica kept for the peak is one that is 13.8 % used."""
    hold('used', round(0.305 / 2.21, 3), 0.138)


# ---- Section 10

def triangular(low, likely, high, p):
    middle = (likely - low) / (high - low)
    if p < middle:
        return low + math.sqrt(p * (high - low) * (likely - low))
    return high - math.sqrt((1 - p) * (high - low) * (high - likely))


@reference
def ranges():
    for p, wanted in ((0.1, 2.0866522986), (0.5, 2.6225022686), (0.9, 3.3839642867)):
        hold(f'triangular p{p}', triangular(1.7, 2.35, 4, p), wanted, 1e-9)
    sigma = math.log(4) / 2.5631031311
    hold('lognormal mean', 2 * math.exp(sigma ** 2 / 2), 2.3150122738, 1e-9)
    normal = statistics.NormalDist()
    hold('inverse normal', normal.inv_cdf(0.975), 1.959963984540054, 1e-12)
    hold('p10 to p90', 2 * normal.inv_cdf(0.9), 2.5631031311, 1e-9)

    def information(spread):
        """E[max(0, D)] - max(0, E D) of D normal with mean 1."""
        return spread * normal.pdf(1 / spread) - normal.cdf(-1 / spread)

    weights = (3, 1.5, 0.7, 0.2)
    hold('EVPI', information(math.sqrt(sum(w * w for w in weights))), 0.92696, 1e-5)
    for weight, wanted in zip(weights, (0.762708, 0.226679, 0.024095)):
        hold(f'EVPPI of {weight}', information(weight), wanted, 1e-5)


# ---- Portfolio

def day_and_night():
    """Two workloads that each use two units in their own half of the day."""
    out = []
    for load in ([0] * 12 + [1] * 12, [1] * 12 + [0] * 12):
        out.append(scenario(dict(requests_per_month=1825 * 3600, input_tokens=1000,
                                 output_tokens=0, load=load),
                            {'api': dict(input_per_mtok=3893.333333 / 6570, output_per_mtok=0)},
                            {'own': dict(gpu_hour=960 / 730, requests_per_second=2.5,
                                         operations_per_month=5000)}))
    return out


@reference
def one_fleet_by_day_and_by_night():
    files, names = day_and_night(), ['chat.yaml', 'batch.yaml']
    for s in files:
        hold('each rents alone', ask(s)['verdict']['recommended'], 'api')
        hold('own alone', ask(s)['options']['own']['monthly_cost'], 6920)
    both = portfolio.evaluate(files, names)
    hold('together', both['recommended']['options'] == dict.fromkeys(names, 'own'), True)
    hold('own', both['recommended']['monthly_cost'], 6920)
    hold('rented', both['alone']['monthly_cost'], 7786.666666)
    hold('saving', both['sharing_saving'], 12 * 866.666666)
    hold('assignments', both['evaluated'], 4)


@reference
def a_portfolio_of_one_is_its_report():
    features = [f for f in random_scenarios.chosen('all') if f != 'starts']
    for seed in range(30):
        s, _ = random_scenarios.draw(seed, features, 10)
        alone = ask(s)
        for row in portfolio.evaluate([s], ['a'], LOADS)['assignments']:
            option = alone['options'][row['options']['a']]
            for key in ('monthly_cost', 'horizon_cost', 'feasible', 'eligible'):
                hold(f'seed {seed}, {key}', row[key], option[key], 1e-12)


@reference
def the_order_of_files_changes_nothing():
    known = [f for f in random_scenarios.chosen('all') if f not in ('starts', 'changes')]
    for seed in range(15):
        files, _ = random_scenarios.draw_portfolio(seed, known, 8)
        names = [f'{n}.yaml' for n in range(len(files))]
        there = portfolio.evaluate(files, names, LOADS)['assignments']
        back = portfolio.evaluate(files[::-1], names[::-1], LOADS)['assignments']
        for a, b in zip(there, back):
            hold(f'seed {seed}', a['horizon_cost'], b['horizon_cost'], 1e-9)


# ---- Neutral values

def neutral(s, edit):
    """The scenario with an edit that must not change anything, or None where it does not fit."""
    s = copy.deepcopy(s)
    work = s['workload']
    if edit == 'ratio':
        for option in list(s['apis'].values()) + list(s['hosts'].values()):
            option.setdefault('input_ratio', 1)
            option.setdefault('attempts_per_request', work.get('attempts_per_request', 1))
    elif edit == 'hours':
        load = work.get('load')
        if isinstance(load, dict) or isinstance(load, list) and len(load) > 168:
            return None
        for api in s['apis'].values():
            api.setdefault('hours', [{'days': 'mon-fri', 'from': 22, 'to': 6.5, 'factor': 1}])
    elif edit == 'split hours':
        for api in s['apis'].values():
            entry = (api.get('hours') or [None])[0]
            if entry and entry['from'] < entry['to']:
                middle = (entry['from'] + entry['to']) / 2
                api['hours'] += [dict(entry, **{'from': middle})]
                entry['to'] = middle
    elif edit == 'one month':
        for host in s['hosts'].values():
            if 'purchase_per_gpu' not in host:
                host.setdefault('commitment_months', 1)
    elif edit == 'changes':
        if s['horizon']['months'] < 3 or s.get('changes'):
            return None
        demand = next(k for k in work if k.startswith(('requests_per', 'tokens_per')))
        s['changes'] = [{'month': 2, 'scale': {f'workload.{demand}': 4}},
                        {'month': 2, 'scale': {f'workload.{demand}': 0.25}}]
    elif edit == 'starts':
        for option in list(s['hosts'].values()) + list(s['hybrids'].values()):
            option.setdefault('starts_month', 1)
            option.setdefault('until_then', next(iter(s['apis'])))
    elif edit == 'runs':
        if any('runs' in host for host in s['hosts'].values()):
            return None
        for host in s['hosts'].values():
            if 'requests_per_second' in host:
                host['runs'] = [{'requests_per_second': host.pop('requests_per_second'),
                                 'ttft_ms': 0, 'tpot_ms': 0}]
        s['rules'].pop('max_ttft_ms', None)
        s['rules'].pop('max_tpot_ms', None)
    elif edit == 'two days':
        if isinstance(work.get('load'), list) and len(work['load']) == 24:
            work['load'] = work['load'] * 7
    return s


@reference
def neutral_values_change_nothing():
    features = random_scenarios.chosen('all')
    for seed in range(60):
        s, used = random_scenarios.draw(seed, features, 10)
        before = ask(s)['options']
        for edit in ('ratio', 'hours', 'split hours', 'one month', 'changes', 'starts', 'runs',
                     'two days'):
            edited = neutral(s, edit)
            if edited is None:
                continue
            for identity, option in ask(edited)['options'].items():
                for key in ('monthly_cost', 'horizon_cost', 'owed_after_horizon', 'feasible'):
                    hold(f'{edit}, seed {seed}, {identity} {key}', option[key],
                         before[identity][key], 1e-8)
                hold(f'{edit}, seed {seed}, {identity} cash', sum(option['cash']),
                     sum(before[identity]['cash']), 1e-8)


def main():
    for function in REFERENCES:
        before = len(MISSED)
        function()
        for line in MISSED[before:]:
            print(f'{function.__name__}: {line}')
    missed = len({line for line in MISSED})
    print(f'{len(REFERENCES)} references, {missed} values missed')
    return 1 if MISSED else 0


if __name__ == '__main__':
    sys.exit(main())
