"""Random scenarios, each with a few features of the cost model switched on.

Knows: how to draw legal scenarios from a seed, one function per feature, and to write them as YAML.
Refuses to know: what any of them costs, and what the texts leave open (see `settle`).
To extend: a function under @feature, with the sentence that --list prints; it returns False where
it does not apply to what was drawn before it. What the engine learns leaves NOT_YET.
"""
import random

FEATURES = {}  # name -> (sentence, function), in the order in which they are applied

# Features that the engine does not have yet: off unless asked for. Delete a name when it lands.
NOT_YET = set()


def feature(name, sentence):
    def keep(function):
        FEATURES[name] = (sentence, function)
        return function
    return keep


class Draw(random.Random):
    """A seeded source of the kinds of numbers that scenarios hold."""

    def amount(self, low, high):
        """Spread evenly over orders of magnitude, four digits."""
        return float('%.4g' % (low * (high / low) ** self.random()))

    def share(self, low=0.0, high=1.0):
        return round(self.uniform(low, high), 3)

    def often(self, chance=0.5):
        return self.random() < chance


def base(r):
    """One or two apis and one or two hosts under a flat load."""
    hours = r.choice([730, 730, 720, 744])
    rate = r.amount(0.05, 30)
    i, o = r.randint(50, 6000), r.randint(20, 1500)
    requests = rate * hours * 3600
    key, amount = r.choice([('requests_per_month', requests),
                            ('requests_per_day', requests / hours * 24),
                            ('tokens_per_month', requests * (i + o)),
                            ('tokens_per_day', requests * (i + o) / hours * 24)])
    s = {'version': 1, 'name': 'random', 'hours_per_month': hours,
         'workload': {key: float('%.6g' % amount), 'input_tokens': i, 'output_tokens': o},
         'apis': {}, 'hosts': {}, 'hybrids': {}, 'team': {'salary_per_year': 120000},
         'horizon': {'months': r.choice([1, 6, 12, 12, 12, 18])}, 'rules': {}}
    for n in range(r.choice([1, 1, 2])):
        s['apis'][f'api-{n}'] = {'input_per_mtok': r.amount(0.05, 5),
                                 'output_per_mtok': r.amount(0.2, 20)}
    for n in range(r.choice([1, 1, 2])):
        s['hosts'][f'host-{n}'] = {
            'gpu_hour': r.amount(0.5, 6),
            'requests_per_second': float('%.4g' % (rate * r.amount(0.15, 6)))}
    return s


def an_api(r, s):
    return r.choice(list(s['apis'].values()))


def a_host(r, s):
    return r.choice(list(s['hosts'].values()))


def rented(host):
    return 'purchase_per_gpu' not in host


# ---- The first round

@feature('load_named', 'a named load shape')
def load_named(r, s):
    s['workload']['load'] = r.choice(['office-hours', 'evening', 'global', 'weekdays',
                                      'nightly-batch', 'production-day', 'production-week'])


@feature('load_list', 'a list of 24, 168 or a few hundred weights')
def load_list(r, s):
    if 'load' in s['workload']:
        return False
    hours = r.choice([24, 24, 24, 168, 200, 240])
    s['workload']['load'] = [r.randint(0, 20) if r.often(0.9) else 0 for _ in range(hours)]
    s['workload']['load'][r.randrange(hours)] = r.randint(10, 40)
    return True


@feature('load_factor', 'load: {load_factor: f}')
def load_factor(r, s):
    if 'load' in s['workload']:
        return False
    s['workload']['load'] = {'load_factor': r.choice([1, r.share(0.1, 0.99)])}
    return True


@feature('burst', 'burst within the hour')
def burst(r, s):
    s['workload']['burst'] = round(r.uniform(1, 2), 2)


@feature('attempts', 'attempts_per_request of the workload')
def attempts(r, s):
    s['workload']['attempts_per_request'] = round(r.uniform(1, 2.5), 2)


@feature('cached', 'cached reads and writes, with and without prices of their own')
def cached(r, s):
    s['workload']['cached_share'] = r.share(0, 0.7)
    if r.often():
        s['workload']['cache_write_share'] = r.share(0, 0.2)
    for api in s['apis'].values():
        if r.often(0.7):
            api['cached_input_per_mtok'] = r.amount(0.005, api['input_per_mtok'])
        if r.often():
            api['cache_write_per_mtok'] = r.amount(0.05, 8)


@feature('long_context', 'long-context tiers, some prices missing')
def long_context(r, s):
    s['workload']['long_context_share'] = r.share(0, 0.9)
    api = an_api(r, s)
    api['long_context_over'] = 128000
    for key in ('input', 'output', 'cached_input', 'cache_write'):
        if r.often():
            api[f'long_context_{key}_per_mtok'] = r.amount(0.1, 20)


@feature('batch', 'batch share and discount')
def batch(r, s):
    s['workload']['batch_share'] = r.share()
    an_api(r, s)['batch_discount'] = r.share(0, 0.6)


@feature('discount', 'a negotiated discount')
def discount(r, s):
    an_api(r, s)['discount'] = r.share(0, 0.4)


@feature('fees', 'per_request, monthly_fee, monthly_minimum')
def fees(r, s):
    api = an_api(r, s)
    if r.often():
        api['per_request'] = r.amount(1e-5, 1e-2)
    if r.often():
        api['monthly_fee'] = r.amount(100, 10000)
    if r.often():
        api['monthly_minimum'] = r.amount(1000, 100000)


@feature('limits', 'limits of requests and tokens per minute')
def limits(r, s):
    api = an_api(r, s)
    api['requests_per_minute_limit'] = r.amount(10, 100000)
    if r.often():
        api['tokens_per_minute_limit'] = r.amount(1e5, 1e8)


@feature('token_ratio', 'tokenizers that differ')
def token_ratio(r, s):
    for option in list(s['apis'].values()) + list(s['hosts'].values()):
        if r.often():
            option['token_ratio'] = round(r.uniform(0.7, 1.5), 2)


@feature('token_rates', 'capacity in input and output tokens/s, or both together')
def token_rates(r, s):
    host, work = a_host(r, s), s['workload']
    rps = host.pop('requests_per_second')
    if r.often(0.6):
        host['input_tokens_per_second'] = float('%.4g' % (rps * work['input_tokens'] * 2.5))
        host['output_tokens_per_second'] = float('%.4g' % (rps * work['output_tokens'] * 2))
        if r.often():
            host['prefix_cached_share'] = r.share(0, 0.8)
    else:
        host['tokens_per_second'] = float('%.4g' % (
            rps * (work['input_tokens'] + work['output_tokens'])))


@feature('max_utilization', 'headroom')
def max_utilization(r, s):
    a_host(r, s)['max_utilization'] = r.share(0.4, 1)


@feature('blocks', 'replicas of several GPUs, nodes of several GPUs')
def blocks(r, s):
    host = a_host(r, s)
    host['gpus_per_replica'] = r.choice([1, 1, 2, 3, 4, 8])
    host['gpus_per_node'] = r.choice([1, 2, 4, 8])
    for key in ('gpu_hour',):
        host[key] = float('%.4g' % (host[key] / host['gpus_per_replica']))


@feature('min_replicas', 'min_replicas, 0 included')
def min_replicas(r, s):
    a_host(r, s)['min_replicas'] = r.choice([0, 0, 2, 3, 5])


@feature('elastic', 'elastic GPUs, alone or beside reserved ones')
def elastic(r, s):
    for host in s['hosts'].values():
        if r.often(0.7):
            elastic_rate = float('%.4g' % (host['gpu_hour'] * r.uniform(0.9, 2.5)))
            if elastic_rate == host['gpu_hour']:
                elastic_rate *= 2  # of two equal prices either may be taken
            host['elastic_gpu_hour'] = elastic_rate
            if r.often(0.3):
                del host['gpu_hour']


@feature('cold_start', 'elastic units paid before they serve')
def cold_start(r, s):
    hosts = [h for h in s['hosts'].values() if 'elastic_gpu_hour' in h]
    if not hosts:
        return False
    r.choice(hosts)['cold_start_hours'] = r.choice([0.25, 1, 2, 5.5, 30])
    return True


@feature('owned', 'bought GPUs, with or without elastic peaks')
def owned(r, s):
    hosts = [h for h in s['hosts'].values() if 'gpu_hour' in h]
    if not hosts:
        return False
    host = r.choice(hosts)
    del host['gpu_hour']
    host.update(purchase_per_gpu=r.amount(2000, 40000), life_years=r.choice([1, 2, 2.5, 3, 4, 5]))
    for key, value in (('residual_share', r.share(0, 0.3)), ('cost_of_capital', r.share(0, 0.15)),
                       ('watts_per_gpu', r.randint(200, 1400)),
                       ('idle_power_share', r.share(0.1, 1)), ('pue', round(r.uniform(1, 1.6), 2)),
                       ('per_kwh', r.amount(0.05, 0.4)),
                       ('colocation_per_gpu_month', r.randint(10, 300)),
                       ('maintenance_share', r.share(0, 0.1))):
        if r.often(0.6):
            host[key] = value
    return True


@feature('replicas', 'given replicas of a host, too few now and then')
def replicas(r, s):
    a_host(r, s)['replicas'] = r.randint(1, 12)


@feature('spares', 'spare replicas and staging GPUs')
def spares(r, s):
    host = a_host(r, s)
    if r.often(0.7):
        host['spare_replicas'] = r.randint(1, 3)
    if r.often():
        host['staging_gpus'] = r.randint(1, 4)


@feature('overhead', 'a markup on rented GPU-hours')
def overhead(r, s):
    a_host(r, s)['overhead_share'] = r.share(0.02, 0.4)


@feature('licences', 'software licences per GPU')
def licences(r, s):
    a_host(r, s)['licence_per_gpu_year'] = r.amount(200, 5000)


@feature('people', 'engineers, operations, on call')
def people(r, s):
    host = a_host(r, s)
    for option in (host, an_api(r, s)):
        if r.often():
            option['engineers'] = r.share(0.05, 2)
    for key, value in (('engineers_per_100_gpus', r.randint(1, 10)),
                       ('operations_per_month', r.randint(100, 9000)),
                       ('on_call_engineers', r.randint(4, 8)),
                       ('on_call_stipend_per_month', r.randint(50, 800))):
        if r.often(0.6):
            host[key] = value
    if r.often():
        s['team']['overhead'] = round(r.uniform(1, 2), 2)


@feature('other_lines', 'fine-tuning, revalidation, compliance, fixed, extra')
def other_lines(r, s):
    host = a_host(r, s)
    if r.often():
        host.update(fine_tune_cost=r.randint(500, 5000), fine_tunes_per_year=r.randint(1, 4))
    if r.often():
        host['compliance_per_year'] = r.randint(1000, 50000)
    for option in (host, an_api(r, s)):
        if r.often():
            option.update(revalidation_cost=r.randint(100, 9000),
                          revalidations_per_year=r.randint(1, 4))
        if r.often():
            option['fixed_per_month'] = r.randint(10, 3000)
        if r.often():
            option['extra'] = {'monitoring': r.randint(10, 900), 'storage': r.randint(10, 900)}


@feature('one_off', 'one-off costs')
def one_off(r, s):
    for option in list(s['apis'].values()) + list(s['hosts'].values()):
        if r.often():
            option['one_off'] = r.amount(500, 200000)


@feature('hybrid', 'a hybrid of a host and an api')
def hybrid(r, s):
    for n in range(r.choice([1, 1, 2])):
        s['hybrids'][f'mix-{n}'] = {'host': r.choice(list(s['hosts'])),
                                    'api': r.choice(list(s['apis']))}


@feature('hybrid_replicas', 'a hybrid with given always-on replicas')
def hybrid_replicas(r, s):
    if not s['hybrids']:
        return False
    r.choice(list(s['hybrids'].values()))['replicas'] = r.randint(0, 6)
    return True


@feature('escalation', 'a share that is sent on to an api, by hosts and by apis')
def escalation(r, s):
    target = r.choice(list(s['apis']))
    others = [o for i, o in list(s['apis'].items()) + list(s['hosts'].items()) if i != target]
    r.choice(others).update(escalation_share=r.share(0.01, 0.5), escalates_to=target)
    if r.often(0.3):
        r.choice(others).update(escalation_share=r.share(0.01, 0.5), escalates_to=target)


@feature('growth', 'growing or shrinking demand')
def growth(r, s):
    s['workload']['growth_per_year'] = r.share(-0.6, 1.5)


@feature('api_drift', 'api prices that change by the year')
def api_drift(r, s):
    an_api(r, s)['price_change_per_year'] = r.share(-0.7, 0.3)


@feature('gpu_drift', 'rents that change by the year')
def gpu_drift(r, s):
    a_host(r, s)['gpu_price_change_per_year'] = r.share(-0.5, 0.3)


@feature('discounting', 'a discount rate and another horizon')
def discounting(r, s):
    s['horizon'] = {'months': r.choice([3, 12, 24, 36]), 'discount_per_year': r.share(0.01, 0.2)}


@feature('rules', 'rules and what options state against them')
def rules(r, s):
    parts = list(s['apis'].values()) + list(s['hosts'].values())
    for rule, key, value in (('min_quality', 'quality', lambda: r.share(0.5, 1)),
                             ('max_ttft_ms', 'ttft_ms', lambda: r.randint(100, 2000)),
                             ('min_availability', 'availability', lambda: r.share(0.9, 1))):
        if r.often(0.6):
            s['rules'][rule] = value()
        for part in parts:
            if r.often(0.8):
                part[key] = value()
    s['rules']['data_in_house'] = r.often()
    for part in parts:
        if r.often(0.3):
            part['in_house'] = r.often()


# ---- The second round

@feature('shapes', 'input_ratio, output_ratio, own attempts_per_request')
def shapes(r, s):
    for option in list(s['apis'].values()) + list(s['hosts'].values()):
        if r.often():
            option['input_ratio'] = round(r.uniform(0.2, 2), 2)
        if r.often():
            option['output_ratio'] = round(r.uniform(0.5, 5), 2)
        if r.often():
            option['attempts_per_request'] = round(r.uniform(1, 3), 2)


@feature('own_shares', "an api's own cached, write, batch and long-context shares")
def own_shares(r, s):
    api = an_api(r, s)
    for key, high in (('cached_share', 0.6), ('cache_write_share', 0.2), ('batch_share', 1),
                      ('long_context_share', 1)):
        if r.often():
            api[key] = r.share(0, high)
    api['batch_discount'] = 0.5
    api.setdefault('long_context_input_per_mtok', r.amount(0.1, 10))


@feature('deferral', 'deferrable_share (and a batch share that defers)')
def deferral(r, s):
    if r.often(0.8):
        s['workload']['deferrable_share'] = r.choice([0, 1, r.share(), r.share()])
    s['workload'].setdefault('load', [r.randint(0, 30) for _ in range(23)] + [31])


@feature('hour_writes', 'cache writes for an hour')
def hour_writes(r, s):
    s['workload']['cache_write_hour_share'] = r.share(0, 0.1)
    for api in s['apis'].values():
        if r.often():
            api['cache_write_hour_per_mtok'] = r.amount(0.1, 10)


@feature('storage', 'storage of an explicit cache')
def storage(r, s):
    s['workload']['stored_mtok'] = r.amount(0.1, 50)
    an_api(r, s)['cache_storage_per_mtok_hour'] = r.amount(0.1, 5)


@feature('batch_cached', 'batch_cached_input_per_mtok')
def batch_cached(r, s):
    s['workload'].setdefault('batch_share', r.share())
    s['workload'].setdefault('cached_share', r.share(0, 0.7))
    an_api(r, s).update(batch_discount=0.5, batch_cached_input_per_mtok=r.amount(0.01, 1))


@feature('surcharge', 'a surcharge on tokens and request fees')
def surcharge(r, s):
    an_api(r, s)['surcharge'] = r.share(0.01, 0.3)


@feature('hours', 'token prices by the clock')
def hours(r, s):
    load = s['workload'].get('load')
    if load is None or isinstance(load, dict) or isinstance(load, list) and len(load) > 168:
        s['workload']['load'] = [r.randint(0, 20) for _ in range(r.choice([24, 168]))]
        s['workload']['load'][0] = 25
    cuts = sorted(r.sample([x / 2 for x in range(49)], 4))
    entries = [{'days': r.choice(['mon-fri', 'sat-sun', 'all']), 'from': a, 'to': b,
                'factor': round(r.uniform(0.3, 3), 2)} for a, b in (cuts[:2], cuts[2:])]
    if r.often(0.3):
        entries = [{'days': r.choice(['mon-fri', 'all']), 'from': cuts[3], 'to': cuts[0],
                    'factor': round(r.uniform(0.3, 3), 2)}]
    if any(e['from'] == e['to'] for e in entries):
        return False
    an_api(r, s)['hours'] = entries
    return True


@feature('metered', 'metered things that are no tokens')
def metered(r, s):
    for option in (an_api(r, s), a_host(r, s)):
        if r.often(0.7):
            option['metered'] = {'search': {'per_request': r.share(0.1, 3),
                                            'price': r.amount(1e-4, 1e-2)}}
            if r.often():
                option['metered']['egress'] = {'per_request': 1, 'price': r.amount(1e-5, 1e-3)}


@feature('credits', 'a balance of credits')
def credits(r, s):
    option = r.choice(list(s['hosts'].values()) + list(s['apis'].values()))
    option['credits'] = r.amount(500, 200000)


@feature('commitments', 'contracts: commitment_months, commitment_exit_share')
def commitments(r, s):
    hosts = [h for h in s['hosts'].values() if 'gpu_hour' in h]
    if not hosts:
        return False
    host = r.choice(hosts)
    host['commitment_months'] = r.choice([1, 3, 6, 12, 36])
    if r.often():
        host['commitment_exit_share'] = r.share()
    return True


@feature('cash', 'cash of bought GPUs, and payback on it')
def cash(r, s):
    return bool(bought(r, s))


def bought(r, s):
    """Hosts that own their GPUs; one is made so where there is none."""
    hosts = [h for h in s['hosts'].values() if 'purchase_per_gpu' in h]
    if not hosts and owned(r, s) is not False:
        hosts = [h for h in s['hosts'].values() if 'purchase_per_gpu' in h]
    return hosts


@feature('resale', 'resale_share and what is stranded')
def resale(r, s):
    hosts = bought(r, s)
    if not hosts:
        return False
    r.choice(hosts)['resale_share'] = r.share(0, 0.8)
    return True


@feature('starts', 'a host or hybrid that starts later, with the overlap of both bills')
def starts(r, s):
    option = r.choice(list(s['hosts'].values()) + list(s['hybrids'].values()))
    option['until_then'] = r.choice(list(s['apis']))
    months = s['horizon']['months']
    option['starts_month'] = r.randint(1, months)
    if option['starts_month'] == 1 or r.often():
        option['overlap_months'] = r.randint(1, 4)


@feature('fraction', 'replicas on a fraction of a GPU')
def fraction(r, s):
    a_host(r, s)['gpus_per_replica'] = r.choice([0.5, 0.25, 0.142857142857142857, 0.3, 0.2, 1.5])


@feature('spares_in_nodes', 'spare replicas where a node holds several')
def spares_in_nodes(r, s):
    host = a_host(r, s)
    host.setdefault('gpus_per_node', r.choice([4, 8]))
    host['gpus_per_node'] = max(2, host['gpus_per_node'])
    host['gpus_per_replica'] = 1 if host['gpus_per_node'] < 8 else r.choice([1, 2, 3])
    if 'gpu_hour' in host:
        host['gpu_hour'] = float('%.4g' % (host['gpu_hour'] / host['gpus_per_replica']))
    host['spare_replicas'] = r.randint(1, 5)


@feature('spare_energy', "energy of spares and staging at the fleet's utilization")
def spare_energy(r, s):
    hosts = bought(r, s)
    if not hosts:
        return False
    r.choice(hosts).update(watts_per_gpu=r.randint(300, 1400), per_kwh=r.amount(0.05, 0.4),
                           idle_power_share=r.share(0, 0.9), spare_replicas=r.randint(1, 3),
                           staging_gpus=r.randint(0, 3))
    return True


@feature('runs', 'measured points under limits of latency')
def runs(r, s):
    hosts = [h for h in s['hosts'].values() if 'requests_per_second' in h]
    if not hosts:
        return False
    host, work = r.choice(hosts), s['workload']
    rps = host.pop('requests_per_second')
    host.pop('ttft_ms', None)
    concurrency, ttft, tpot, out = 1, r.randint(50, 200), r.uniform(5, 15), []
    for n in range(r.randint(2, 5)):
        rate = rps * r.uniform(0.8, 1.3) * (n + 1) / 3
        run = {'concurrency': concurrency}
        if r.often(0.8):
            run['requests_per_second'] = float('%.4g' % rate)
        else:
            run['input_tokens_per_second'] = float('%.4g' % (rate * work['input_tokens'] * 2))
            run['output_tokens_per_second'] = float('%.4g' % (rate * work['output_tokens'] * 2))
        run.update(ttft_ms=ttft, tpot_ms=round(tpot, 2))
        out.append(run)
        concurrency, ttft, tpot = concurrency * 2, int(ttft * r.uniform(1.2, 2)), tpot * 1.3
    host['runs'] = out
    for key, first, last in (('ttft_ms', out[0]['ttft_ms'], ttft),
                             ('tpot_ms', out[0]['tpot_ms'], tpot)):
        if r.often(0.6):
            s['rules']['max_' + key] = round(r.uniform(first * 0.9, last), 1)
    return True


@feature('measured', 'requests/s that were measured at another mix')
def measured(r, s):
    hosts = [h for h in s['hosts'].values() if 'requests_per_second' in h or 'runs' in h]
    if not hosts:
        return False
    host = r.choice(hosts)
    host['measured_input_tokens'] = r.randint(50, 6000)
    if r.often(0.7):
        host['measured_output_tokens'] = r.randint(20, 1500)
    return True


@feature('requires', 'words that rules require and options meet')
def requires(r, s):
    words = ['hipaa', 'eu-residency', 'soc2']
    s['rules']['requires'] = r.sample(words, r.randint(1, 2))
    for part in list(s['apis'].values()) + list(s['hosts'].values()):
        if r.often(0.8):
            part['meets'] = r.sample(words, r.randint(0, 3))


@feature('tpot_rule', 'rules.max_tpot_ms against stated figures')
def tpot_rule(r, s):
    s['rules'].setdefault('max_tpot_ms', r.randint(5, 60))
    for part in list(s['apis'].values()) + list(s['hosts'].values()):
        if r.often(0.7) and 'runs' not in part:
            part['tpot_ms'] = r.randint(5, 60)


@feature('nulls', 'null for savings, payback and unit costs of what cannot serve')
def nulls(r, s):
    (replicas if r.often() else limits)(r, s)


@feature('changes', 'changes at a month: set and scale')
def changes(r, s):
    months = s['horizon']['months']
    if months < 2:
        s['horizon']['months'] = months = 12
    dates = sorted(r.sample(range(2, months + 1), min(r.randint(1, 3), months - 1)))
    s['changes'] = [entry for entry in (one_change(r, s, month) for month in dates) if entry]
    if not s['changes']:
        del s['changes']
        return False
    return True


def one_change(r, s, month):
    work, out = s['workload'], {'month': month, 'set': {}, 'scale': {}}
    demand = next(k for k in work if k.startswith(('requests_per', 'tokens_per')))
    api_id, host_id = r.choice(list(s['apis'])), r.choice(list(s['hosts']))
    api, host = s['apis'][api_id], s['hosts'][host_id]
    kinds = [('scale', f'workload.{demand}', r.uniform(0.3, 2.5)),
             ('scale', 'workload.output_tokens', r.uniform(0.5, 2)),
             ('set', 'workload.input_tokens', r.randint(50, 6000)),
             ('scale', f'apis.{api_id}.output_per_mtok', r.uniform(0.3, 1.5)),
             ('set', f'hosts.{host_id}.max_utilization', r.uniform(0.5, 1)),
             ('set', f'hosts.{host_id}.operations_per_month', r.randint(0, 5000))]
    if 'growth_per_year' not in work:
        kinds.append(('set', f'workload.{demand}', work[demand] * r.uniform(0.3, 2)))
    if 'price_change_per_year' not in api:
        kinds.append(('set', f'apis.{api_id}.input_per_mtok', r.amount(0.05, 5)))
    for key in ('gpu_hour', 'elastic_gpu_hour'):
        if key in host:
            kinds.append(('scale', f'hosts.{host_id}.{key}', r.uniform(0.4, 1.5)))
    if 'replicas' in host:
        kinds.append(('set', f'hosts.{host_id}.replicas', r.randint(1, 12)))
    for how, path, value in r.sample(kinds, r.randint(1, 2)):
        if path not in out['set'] and path not in out['scale']:  # it stands once in an entry
            out[how][path] = value if isinstance(value, int) else float('%.4g' % value)
    return {key: value for key, value in out.items() if value}


@feature('corners', 'combinations that the texts leave open, in the reading of model.py')
def corners(r, s):
    """Draws nothing: `settle` leaves the combinations in."""


def settle(s, enabled):
    """Take out what the engine does not know yet, and what the texts leave open."""
    work = s['workload']
    if 'deferral' not in enabled and work.get('batch_share'):
        for api in s['apis'].values():
            api.pop('hours', None)
        work.pop('load', None)  # a batch share defers on hosts since the second round
    for host in s['hosts'].values():
        per_node = host.get('gpus_per_node', 1) / host.get('gpus_per_replica', 1)
        if 'spares_in_nodes' not in enabled and per_node >= 2:
            host.pop('spare_replicas', None)
        if 'spare_energy' not in enabled and ('spare_replicas' in host or 'staging_gpus' in host):
            host.pop('idle_power_share', None)
        if 'commitments' not in enabled and not rented(host) and 'elastic_gpu_hour' in host:
            host.pop('gpu_price_change_per_year', None)  # bought spares are kept: second round
        if 'corners' not in enabled:
            settle_host(s, host)
    if 'corners' not in enabled:
        for api in s['apis'].values():
            if 'long_context_cache_write_per_mtok' in api:
                api.pop('cache_write_hour_per_mtok', None)  # which of the two makes the tier's?


def settle_host(s, host):
    if 'replicas' in host:
        host.pop('min_replicas', None)  # does an ignored minimum count for spares?
    if not rented(host):
        host.pop('credits', None)  # do credits pay capital, which is no cash?
    held = not rented(host) or 'commitment_months' in host
    mixed = 'elastic_gpu_hour' in host or any(
        s['hosts'][h['host']] is host for h in s['hybrids'].values())
    if held and mixed:
        host.pop('spare_replicas', None)  # does the mix take held spares as sunk?


def chosen(names):
    """The features that a list means: `a,b` these, `+a,b` these and all that the engine has."""
    if names == 'all':
        return list(FEATURES)
    known = [name for name in FEATURES if name not in NOT_YET]
    if not names:
        return known
    wanted = [name.strip() for name in names.lstrip('+').split(',')]
    for name in wanted:
        if name not in FEATURES:
            raise SystemExit(f'no feature {name!r}: see --list')
    return [name for name in FEATURES if name in wanted or names[0] == '+' and name in known]


def draw(seed, enabled, most):
    """(scenario, names of the features in it); the same for the same arguments."""
    r = Draw(seed)
    s = base(r)
    number = r.randint(1, min(most, len(enabled)))
    wanted = set(r.sample(enabled, number))
    used = [name for name in enabled if name in wanted and FEATURES[name][1](r, s) is not False]
    settle(s, enabled)
    return s, used


def draw_portfolio(seed, enabled, most):
    """(two or three scenarios with the same options and a workload each, features used)."""
    r = Draw(seed)
    apart = ('starts', 'changes', 'replicas', 'hybrid_replicas')
    enabled = [name for name in enabled if name not in apart]
    first, used = draw(seed, enabled, most)
    files = [first]
    hours = first['workload'].get('load')
    for _ in range(r.choice([1, 1, 2])):
        other = dict(first, workload=dict(draw(r.randrange(10 ** 9), enabled, most)[0]['workload']))
        load = other['workload'].get('load')
        odd = [x for x in (load, hours) if isinstance(x, list) and len(x) > 168]
        clocked = any('hours' in api for api in first['apis'].values())
        if odd or clocked:
            other['workload']['load'] = hours
        if 'load' in other['workload'] and other['workload']['load'] is None:
            del other['workload']['load']
        files.append(other)
    return files, used


# ---- YAML

def flow(value):
    if isinstance(value, bool):
        return 'true' if value else 'false'
    if isinstance(value, dict):
        return '{' + ', '.join(f'{k}: {flow(v)}' for k, v in value.items()) + '}'
    if isinstance(value, list):
        return '[' + ', '.join(flow(v) for v in value) + ']'
    return value if isinstance(value, str) else repr(value)


def text(scenario, seed, used):
    """The scenario as YAML."""
    out = [f'# seed {seed}: {", ".join(used)}']
    for key, value in scenario.items():
        if value == {}:
            continue
        if isinstance(value, dict):
            out.append(f'{key}:')
            out += [f'  {k}: {flow(v)}' for k, v in value.items()]
        elif key == 'changes':
            out.append('changes:')
            out += [f'  - {flow(entry)}' for entry in value]
        else:
            out.append(f'{key}: {flow(value)}')
    return '\n'.join(out) + '\n'


def listing():
    return '\n'.join(f'{name:16} {row[0]}{" (not yet)" if name in NOT_YET else ""}'
                     for name, row in FEATURES.items())
