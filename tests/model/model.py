"""An independent model of llmcost: what the cost model's text says, evaluated the plain way.

Knows: sections 1 to 7, 11 and 12 of the cost model, hour by hour, slice by slice, month by month.
Refuses to know: the C engine, its tricks and its code. It was written from the texts alone, so that
the engine can be held against it. Standard library only, floats, clarity before speed.
To extend: a new cost line is a `bill.add` in its part; a new input is read where it acts.
Not here: the throughput estimate (section 8), break-even proofs, uncertainty, portfolios.
"""
import copy
import math

INFINITE = float('inf')
PEOPLE_LINES = ('engineers', 'operations', 'on_call', 'one_off')  # what credits never pay
DAYS = {'mon-fri': range(0, 5), 'sat-sun': range(5, 7), 'all': range(0, 7)}


class Refused(Exception):
    """An input that the texts refuse."""


# ---- Conventions (section 0)

def whole(x):
    """Round up, with a grace of 1e-12 for what is whole already."""
    return math.ceil(x * (1 - 1e-12))


def floor(x):
    """Round down with the same grace."""
    return math.floor(x * (1 + 1e-12))


def micro(x):
    """A line of a bill, rounded to a millionth."""
    return math.floor(abs(x) * 1e6 + 0.5) / 1e6 * (1 if x >= 0 else -1)


def point(value):
    """The point value of a number or of a range (section 10)."""
    if not isinstance(value, dict):
        return value
    if 'value' in value:
        return value['value']
    if 'likely' in value:
        return value['likely']
    if 'p10' in value:
        return math.sqrt(value['p10'] * value['p90'])
    return (value['min'] + value['max']) / 2


def get(section, key, fallback=None):
    """A stated value, or the fallback."""
    value = point(section.get(key)) if section else None
    return fallback if value is None else value


def grown(rate, month):
    """What a yearly change of `rate` makes of 1 in `month` months."""
    return (1 + rate) ** (month / 12)


# ---- Load (section 1)

def load_factor_week(f):
    """168 weights of mean 1 and peak 1/f."""
    if f >= 1:
        return [1.0] * 168
    m = f / 2
    theta = (1 - m) / (1 - f) - 1
    d = [1 - (1 - m) * (h / 167) ** theta for h in range(168)]
    q = (1 - f) / (sum(1 - x for x in d) / 168)
    return [(1 - q * (1 - x)) / f for x in d]


def weights_of(load, named=None):
    """Weights of mean 1 of a load as a scenario states it; `named` maps names to lists."""
    if load is None or load == 'flat':
        return [1.0]
    if isinstance(load, str):
        load = (named or {})[load]
    if isinstance(load, dict):
        return load_factor_week(point(load['load_factor']))
    mean = sum(load) / len(load)
    return [w / mean for w in load]


def days_of(load, hours):
    """The hours of each day, within which what can wait may move."""
    if isinstance(load, dict):
        return [range(day, 168, 7) for day in range(7)]
    return [range(h, min(h + 24, hours)) for h in range(0, hours, 24)]


def deferred(weights, days, share):
    """The load after a share of each day moved to its quieter hours: max((1-d) w, L)."""
    if len(weights) == 1 or share <= 0:
        return list(weights)
    out = list(weights)
    for day in days:
        rest = [(1 - share) * weights[h] for h in day]
        total = sum(weights[h] for h in day)
        # L lies where filling the lowest hours up to it gives back what was taken.
        order = sorted(rest)
        above = sum(order)
        level, below = 0.0, 0
        for n, r in enumerate(order, 1):
            above -= r
            level, below = (total - above) / n, n
            if below == len(order) or level <= order[below]:
                break
        for h, r in zip(day, rest):
            out[h] = max(r, level)
    return out


# ---- Prices by the clock (section 2, 12)

def clock_factors(entries):
    """168 factors from Monday 00:00 of a list of {days, from, to, factor}."""
    factors = [1.0] * 168
    for entry in entries:
        start, end = entry['from'], entry['to']
        spans = [(start, end)] if start < end else [(start, 24), (0, end)]
        for day in DAYS[entry.get('days', 'all')]:
            for hour in range(24):
                overlap = sum(max(0, min(hour + 1, b) - max(hour, a)) for a, b in spans)
                factors[day * 24 + hour] += overlap * (point(entry['factor']) - 1)
    return factors


# ---- Hosted API (section 2)

class Api:
    """What one billed request costs at an api in a month, and its limits."""

    def __init__(self, model, identity, month):
        s, first = model.at(month), model.scenario
        api, work = s['apis'][identity], s['workload']
        self.api = api
        self.attempts = get(api, 'attempts_per_request', get(work, 'attempts_per_request', 1))
        ratio = get(api, 'token_ratio', 1)
        self.i = get(work, 'input_tokens') * ratio * get(api, 'input_ratio', 1)
        self.o = get(work, 'output_tokens') * ratio * get(api, 'output_ratio', 1)
        drift = grown(get(api, 'price_change_per_year', 0), month)
        self.token = {k: v * drift / 1e6
                      for k, v in self.kinds(api, work, first['apis'][identity]).items()}
        self.fee = get(api, 'per_request', 0) * drift
        self.surcharge = get(api, 'surcharge', 0)
        self.burst = get(work, 'burst', 1)
        self.stored = get(work, 'stored_mtok', 0) * get(s, 'hours_per_month', 730)
        self.factors = clock_factors(api['hours']) if api.get('hours') else None
        w = model.clock(model.weights)
        self.mean_factor = 1.0
        if self.factors:
            self.mean_factor = sum(a * b for a, b in zip(w, self.factors)) / sum(w)

    def kinds(self, api, work, first):
        """Money per 1e6 requests of each token line, discounts in."""
        share = {k: get(api, k, get(work, k, 0)) for k in
                 ('cached_share', 'cache_write_share', 'batch_share', 'long_context_share')}
        c, k, b, s = share.values()
        h = get(work, 'cache_write_hour_share', 0)
        base_in, base_out = get(api, 'input_per_mtok', 0), get(api, 'output_per_mtok', 0)
        write = get(api, 'cache_write_per_mtok')
        hour = get(api, 'cache_write_hour_per_mtok')
        base = {'in': base_in, 'out': base_out,
                'cached': get(api, 'cached_input_per_mtok', base_in),
                'write': base_in if write is None else write,
                'hour': hour if hour is not None else
                (2 * base_in if write is None else 1.6 * write),
                'batch_cached': get(api, 'batch_cached_input_per_mtok')}
        long_in = get(api, 'long_context_input_per_mtok')
        # The ratio is taken to the base price that the file states, whatever became of it since.
        stated = get(first, 'input_per_mtok', 0)
        ratio = 1 if long_in is None or stated == 0 else long_in / stated
        long = {kind: None if price is None else price * ratio for kind, price in base.items()}
        if long_in is not None:
            long['in'] = long_in
        long['out'] = get(api, 'long_context_output_per_mtok', long['out'])
        long['cached'] = get(api, 'long_context_cached_input_per_mtok', long['cached'])
        long_write = get(api, 'long_context_cache_write_per_mtok')
        if long_write is not None:
            long['write'] = long_write
            if hour is None:
                long['hour'] = 1.6 * long_write
        out = dict.fromkeys(('input', 'cached', 'write', 'output'), 0.0)
        batch = 1 - b * get(api, 'batch_discount', 0)
        for weight, price in ((1 - s, base), (s, long)):
            cached = price['cached'] * batch
            if price['batch_cached'] is not None:
                cached = (1 - b) * price['cached'] + b * price['batch_cached']
            out['input'] += weight * self.i * (1 - c - k - h) * price['in'] * batch
            out['cached'] += weight * self.i * c * cached
            out['write'] += weight * self.i * (k * price['write'] + h * price['hour']) * batch
            out['output'] += weight * self.o * price['out'] * batch
        return {kind: v * (1 - get(api, 'discount', 0)) for kind, v in out.items()}

    def price(self, hour=None, surcharged=True):
        """Marginal price of one billed request: in an hour of the week, or on the mean."""
        factor = self.mean_factor if hour is None or not self.factors else self.factors[hour]
        plain = sum(self.token.values()) * factor + self.fee
        return plain * (1 + self.surcharge) if surcharged else plain

    def fits(self, peak):
        """Whether a peak of so many billed requests/s fits the stated limits."""
        minute = peak * self.burst * 60
        limits = ((minute, get(self.api, 'requests_per_minute_limit')),
                  (minute * (self.i + self.o), get(self.api, 'tokens_per_minute_limit')))
        return all(limit is None or x <= limit * (1 + 1e-12) for x, limit in limits)

    def standing(self, spend):
        """Lines that do not depend on the token prices of the month."""
        yield 'monthly_fee', get(self.api, 'monthly_fee', 0)
        yield 'monthly_minimum', max(0, get(self.api, 'monthly_minimum', 0) - spend)
        yield 'cache_storage', self.stored * get(self.api, 'cache_storage_per_mtok_hour', 0)


# ---- Capacity (section 3) and ownership (section 5)

def mix_weight(i, o):
    """Share of a replica that a request takes: an output token as much as five input tokens."""
    return i + 5 * o


def host_tokens(work, host):
    """Tokens of a request in the replica's own tokens."""
    ratio = get(host, 'token_ratio', 1)
    return (get(work, 'input_tokens') * ratio * get(host, 'input_ratio', 1),
            get(work, 'output_tokens') * ratio * get(host, 'output_ratio', 1))


def capacity(s, first, identity):
    """(requests/s of a replica, whether limits of latency are met, tpot, what limits)."""
    host, work = s['hosts'][identity], s['workload']
    i, o = host_tokens(work, host)
    i0, o0 = host_tokens(first['workload'], first['hosts'][identity])
    i0 = get(host, 'measured_input_tokens', i0)
    o0 = get(host, 'measured_output_tokens', o0)
    prefix = get(host, 'prefix_cached_share', get(work, 'cached_share', 0))

    def of(figures):
        if get(figures, 'requests_per_second') is not None:
            scale = 1.0
            if (i, o) != (i0, o0):
                scale = mix_weight(i0, o0) / mix_weight(i, o)
            return get(figures, 'requests_per_second') * scale
        if get(figures, 'tokens_per_second') is not None:
            return get(figures, 'tokens_per_second') / (i + o)
        return 1 / (i * (1 - prefix) / get(figures, 'input_tokens_per_second')
                    + o / get(figures, 'output_tokens_per_second'))

    if not host.get('runs'):
        return of(host), True, None, None
    return best_of_runs(s, host['runs'], [of(run) for run in host['runs']])


def best_of_runs(s, runs, rates):
    """The highest capacity among measured points that the rules' latencies allow.

    (capacity, whether any meets them, tpot there, the latency that binds there)
    """
    limits = {name: get(s.get('rules') or {}, 'max_' + name) for name in ('ttft_ms', 'tpot_ms')}
    limits = {name: limit for name, limit in limits.items() if limit is not None}
    good = [n for n, run in enumerate(runs)
            if all(get(run, name) <= limit for name, limit in limits.items())]
    if not good:
        nearest = min(range(len(runs)),
                      key=lambda n: max(get(runs[n], k) / v for k, v in limits.items()))
        return rates[nearest], False, get(runs[nearest], 'tpot_ms'), None
    best, last = max(good, key=lambda n: rates[n]), good[-1]
    if last + 1 < len(runs):
        here, there = runs[last], runs[last + 1]
        reach, name = min(((limit - get(here, k)) / (get(there, k) - get(here, k)), k)
                          for k, limit in limits.items() if get(there, k) > limit)
        between = rates[last] + reach * (rates[last + 1] - rates[last])
        if between > rates[best]:
            tpot = get(here, 'tpot_ms')
            if tpot is not None:
                tpot += reach * (get(there, 'tpot_ms') - tpot)
            return between, True, tpot, name
    return rates[best], True, get(runs[best], 'tpot_ms'), None


class Owned:
    """A bought GPU by the month."""

    def __init__(self, host):
        self.price = get(host, 'purchase_per_gpu')
        self.months = get(host, 'life_years') * 12
        self.residual = get(host, 'residual_share', 0) * self.price
        self.rate = (1 + get(host, 'cost_of_capital', 0)) ** (1 / 12) - 1
        j, n = self.rate, self.months
        if j == 0:
            self.capital = (self.price - self.residual) / n
        else:
            self.capital = (self.price * j / (1 - (1 + j) ** -n)
                            - self.residual * j / ((1 + j) ** n - 1))
        self.colocation = get(host, 'colocation_per_gpu_month', 0)
        self.maintenance = get(host, 'maintenance_share', 0) * self.price / 12
        self.full_power = get(host, 'watts_per_gpu', 0) / 1000 * get(host, 'pue', 1) * get(
            host, 'per_kwh', 0)
        self.idle = get(host, 'idle_power_share', 1)

    def energy(self, hours_per_month, utilization):
        return self.full_power * hours_per_month * (self.idle + (1 - self.idle) * utilization)

    def monthly(self, hours_per_month, utilization):
        return (self.capital + self.colocation + self.maintenance
                + self.energy(hours_per_month, utilization))

    def book(self, age):
        """Balance of the annuity after `age` months of its payments."""
        if self.rate == 0:
            return self.price - age * self.capital
        growth = (1 + self.rate) ** age
        return self.price * growth - self.capital * (growth - 1) / self.rate


# ---- Fleet (section 4)

class Host:
    """A host's inputs in a month, in the terms of section 4."""

    def __init__(self, model, identity, month):
        s = model.at(month)
        host, work = s['hosts'][identity], s['workload']
        self.identity, self.host = identity, host
        self.hours = get(s, 'hours_per_month', 730)
        self.attempts = get(host, 'attempts_per_request', get(work, 'attempts_per_request', 1))
        self.kappa, self.fast_enough, self.tpot, self.limited = capacity(s, model.scenario,
                                                                         identity)
        self.planned = self.kappa * get(host, 'max_utilization', 1) / get(work, 'burst', 1)
        g, node = get(host, 'gpus_per_replica', 1), get(host, 'gpus_per_node', 1)
        if node <= g:
            self.gpus, self.k = whole(g / node) * node, 1
        else:
            self.gpus, self.k = node, floor(node / g)
        self.unit = self.k * self.planned / self.attempts  # requests/s of the product
        drift = grown(get(host, 'gpu_price_change_per_year', 0), month)
        self.markup = get(host, 'overhead_share', 0)
        elastic = get(host, 'elastic_gpu_hour')
        self.elastic = INFINITE if elastic is None else elastic * drift  # per GPU-hour
        self.owned = Owned(host) if get(host, 'purchase_per_gpu') is not None else None
        rent = get(host, 'gpu_hour')
        self.rent = None if rent is None or self.owned else rent * drift * self.hours
        self.cold = whole(get(host, 'cold_start_hours', 0))
        self.spare = get(host, 'spare_replicas', 0)
        self.staging = get(host, 'staging_gpus', 0)

    def always_on(self):
        """What choosing an always-on GPU counts with, per month, markup in."""
        if self.owned:
            return self.owned.monthly(self.hours, 1)
        return INFINITE if self.rent is None else self.rent * (1 + self.markup)

    def elastic_all_month(self):
        return self.elastic * (1 + self.markup) * self.hours

    def stays_on(self):
        """Whether what is kept all month is kept always-on."""
        return self.always_on() <= self.elastic_all_month()


class Plan:
    """How the load of a month is served: the choice of each slice, hour by hour."""

    def __init__(self, host, load, given, minimum, sunk, api=None):
        self.host, self.api, self.load = host, api, load
        self.hours_of = len(load)
        n_hours = self.hours_of
        level = [whole(x / host.unit) for x in load]
        top = max(level)
        fixed = None if given is None else whole(given / host.k)
        held = whole(minimum / host.k) if fixed is None else fixed
        self.on, self.elastic_hours = 0, 0.0  # units; hours of the shape
        served = [0.0] * n_hours
        units = [0] * n_hours
        choices_end = max(top, held, 0) if (fixed is None or api) else held
        for n in range(1, choices_end + 1):
            share = [min(max(x / host.unit - (n - 1), 0.0), 1.0) for x in load]
            inside = [x >= n for x in level]
            kind, hours = self.choose(n, held, fixed, sunk, share, inside)
            if kind == 'on':
                self.on += 1
            if kind == 'elastic':
                paid = hours if host.cold == 0 or n <= held else self.warmed(hours)
                self.elastic_hours += sum(paid)
            for h in range(n_hours):
                if kind == 'on' or (kind == 'elastic' and hours[h]):
                    units[h] += 1
                    served[h] += share[h]
        # Load beyond the last slice of a fixed fleet is not served by anybody.
        self.units, self.served = units, [x * host.unit for x in served]
        self.units_at_peak = max(units)
        self.overflow = [max(0.0, a - b) for a, b in zip(load, self.served)]

    def choose(self, n, held, fixed, sunk, share, inside):
        """('on' | 'elastic' | 'api', hours it is elastic in) of slice n."""
        host, api = self.host, self.api
        every = [True] * self.hours_of
        if n <= sunk:
            return 'on', every
        if n <= held:
            if fixed is not None and host.always_on() < INFINITE:
                return 'on', every
            return ('on', every) if host.stays_on() else ('elastic', every)
        hour_of_month = host.hours / self.hours_of
        on = host.gpus * host.always_on() if fixed is None else INFINITE
        hourly = host.gpus * host.elastic * (1 + host.markup) * hour_of_month
        paid = inside if host.cold == 0 else self.warmed(inside)
        elastic = hourly * sum(paid) if hourly < INFINITE else INFINITE
        if api is None:
            return ('on', every) if on <= elastic else ('elastic', inside)
        requests = [f * host.unit * 3600 * hour_of_month for f in share]
        prices = [x * api.attempts * api.price(h) for h, x in enumerate(requests)]
        overflow = sum(prices)
        if host.cold:
            best = min(on, elastic, overflow)
            if best == on:
                return 'on', every
            return ('elastic', inside) if best == elastic else ('api', None)
        mixed = sum(min(hourly, p) if here else 0.0 for p, here in zip(prices, inside))
        if on <= min(mixed, overflow):
            return 'on', every
        return 'elastic', [here and hourly <= p for p, here in zip(prices, inside)]

    def warmed(self, hours):
        """Hours paid where each use begins `cold` hours early, around the end of the shape."""
        n = self.hours_of
        return [any(hours[(h + t) % n] for t in range(min(self.host.cold, n - 1) + 1))
                for h in range(n)]

    def needed_units(self, given, minimum):
        """Units that mix and spares together ask for."""
        host = self.host
        carry = whole(max(self.served) / (host.planned / host.attempts))
        carry = min(carry, host.k * self.units_at_peak)
        floor_of = minimum if given is None else given
        return whole((max(carry, floor_of) + host.spare) / host.k)

    def spares(self, given, minimum):
        return max(0, self.needed_units(given, minimum) - self.units_at_peak)


class Pool:
    """Units (or staging GPUs) that are held: bought for good or committed for a term."""

    def __init__(self, term):
        self.term, self.lots = term, []  # lots of (month taken, GPUs, price per GPU-month)

    def begin(self, month):
        self.lots = [lot for lot in self.lots if month < lot[0] + self.term]

    def held(self):
        return sum(lot[1] for lot in self.lots)

    def take(self, month, gpus, price):
        if gpus > 0:
            self.lots.append((month, gpus, price))

    def monthly(self):
        return sum(gpus * price for _, gpus, price in self.lots)

    def owed(self, end):
        return sum((month + self.term - end) * gpus * price for month, gpus, price in self.lots
                   if month + self.term > end)


class Fleet:
    """The fleet of one host over the months: what is held goes on from month to month."""

    def __init__(self, model, identity, api=None, given=None, hybrid=False):
        self.model, self.identity, self.api = model, identity, api
        self.hybrid, self.given_in_hybrid = hybrid, given
        host = model.scenario['hosts'][identity]
        self.owned = get(host, 'purchase_per_gpu') is not None
        term = INFINITE if self.owned else get(host, 'commitment_months', 0)
        self.mix, self.aside = Pool(term), Pool(term)
        self.purchases = {}  # month -> money

    def month(self, month, rate):
        """Serve `rate` requests/s of the product on the mean; fills the figures of the month."""
        model = self.model
        host = self.h = Host(model, self.identity, month)
        api = Api(model, self.api, month) if self.api else None
        load = [rate * w for w in model.clock(model.deferred(month))]
        given = self.given_in_hybrid if self.hybrid else get(host.host, 'replicas')
        minimum = get(host.host, 'min_replicas', 1)
        self.given = given
        self.mix.begin(month)
        self.aside.begin(month)
        held = self.mix.held() / host.gpus
        # Spares keep their part of what is held: the mix takes the rest of it as sunk.
        sunk = held
        while True:
            plan = Plan(host, load, given, minimum, sunk, api)
            spares = plan.spares(given, minimum)
            if sunk <= 0 or plan.on > sunk or plan.on + spares <= held:
                break
            sunk -= 1
        self.plan, self.spares = plan, spares
        spares_on = spares if host.stays_on() else min(spares, max(0, held - plan.on))
        total_on = max(held, plan.on + spares_on)
        self.always_on = plan.on * host.gpus
        self.spare_gpus = (total_on - plan.on + spares - spares_on) * host.gpus
        self.spare_elastic = (spares - spares_on) * host.gpus
        price = host.owned.capital if host.owned else host.rent
        self.buy(month, self.mix, total_on * host.gpus, price)
        staging_on = max(self.aside.held(), host.staging if host.stays_on() else 0)
        self.staging_elastic = max(0, host.staging - staging_on)
        self.staging = staging_on + self.staging_elastic
        self.buy(month, self.aside, staging_on, price)
        self.elastic_hours = host.gpus * plan.elastic_hours * host.hours / plan.hours_of
        self.feasible = host.fast_enough
        self.peak = max(load)
        if not self.hybrid and given is not None:
            need = self.peak * host.attempts / host.planned
            self.feasible = self.feasible and whole(need) <= given
        self.utilization = self.use(load)

    def buy(self, month, pool, gpus, price):
        """Raise a pool to so many GPUs, and count what is bought (or bought again) in cash."""
        if self.owned:
            owned = self.h.owned
            for start, count, _ in pool.lots:
                age = month - start
                lives = floor(age / owned.months)
                if lives >= 1 and whole(lives * owned.months) == age:
                    again = count * (owned.price - owned.residual)
                    self.purchases[month] = self.purchases.get(month, 0) + again
        more = gpus - pool.held()
        if more > 0:
            pool.take(month, more, price)
            if self.owned:
                self.purchases[month] = self.purchases.get(month, 0) + more * self.h.owned.price

    def use(self, load):
        """Mean load served over mean raw capacity paid."""
        host, plan = self.h, self.plan
        paid = (self.always_on + self.spare_gpus) / host.gpus + (
            self.elastic_hours / host.gpus / host.hours)
        if paid == 0:
            return 0.0
        raw = host.k * host.kappa / host.attempts
        served = plan.served
        if not self.hybrid:
            served = load if self.given is None else [min(x, raw * paid) for x in load]
        return sum(served) / len(served) / (raw * paid)

    def lines(self, month):
        """(id, money) of the fleet."""
        host = self.h
        elastic = self.elastic_hours * host.elastic if self.elastic_hours else 0.0
        all_month = host.elastic * host.hours
        spare = self.spare_elastic * all_month if self.spare_elastic else 0.0
        staging = self.staging_elastic * all_month if self.staging_elastic else 0.0
        rented = elastic + spare + staging
        on_spares = self.spare_gpus - self.spare_elastic
        on_staging = self.staging - self.staging_elastic
        if self.owned:
            owned = host.owned
            yield 'capital', self.always_on * owned.capital
            yield 'energy', self.always_on * owned.energy(host.hours, self.utilization)
            yield 'colocation', self.always_on * owned.colocation
            yield 'maintenance', self.always_on * owned.maintenance
            each = owned.monthly(host.hours, self.utilization)
            spare += on_spares * each
            staging += on_staging * each
            self.capital = (self.always_on + on_spares + on_staging) * owned.capital
        else:
            self.capital = 0.0
            # Lots differ in price only after the first month, when lines are not shown.
            total, rent = self.mix.held(), self.mix.monthly()
            on = rent * self.always_on / total if total else 0.0
            yield 'gpus', on
            spare += rent - on
            staging += self.aside.monthly()
            rented += rent + self.aside.monthly()
        yield 'elastic_gpus', elastic
        yield 'spare_gpus', spare
        yield 'staging_gpus', staging
        yield 'overhead', host.markup * rented
        gpus = self.always_on + self.spare_gpus + self.staging
        yield 'licences', get(host.host, 'licence_per_gpu_year', 0) / 12 * (
            gpus + self.elastic_hours / host.hours)

    def gpus_at_peak(self):
        return self.plan.units_at_peak * self.h.gpus + self.spare_gpus

    def owed(self, end):
        if self.owned:
            return 0.0
        left = self.mix.owed(end) + self.aside.owed(end)
        return left * (1 + self.h.markup) * get(self.h.host, 'commitment_exit_share', 1)

    def stranded(self, end):
        resale = get(self.h.host, 'resale_share')
        if not self.owned or resale is None:
            return 0.0
        owned, total = self.h.owned, 0.0
        for start, gpus, _ in self.mix.lots + self.aside.lots:
            age = end - start
            age -= floor(age / owned.months) * owned.months
            if age > 1e-9:  # a life that ends with the horizon leaves nothing behind
                total += gpus * max(0.0, owned.book(age) - resale * owned.price)
        return total


# ---- Options over the months (sections 6, 7)

class Bill:
    """Lines of one month, each under the part of the option that pays it."""

    def __init__(self):
        self.parts = {'host': {}, 'api': {}, 'until_then': {}}

    def add(self, part, identity, money):
        if money:
            lines = self.parts[part]
            lines[identity] = lines.get(identity, 0.0) + money

    def lines(self):
        out = {}
        for lines in self.parts.values():
            for identity, money in lines.items():
                out[identity] = out.get(identity, 0.0) + money
        return {identity: micro(money) for identity, money in out.items()}

    def payable(self, part):
        return sum(micro(v) for k, v in self.parts[part].items() if k not in PEOPLE_LINES)


class Option:
    """One api, host or hybrid, billed month by month."""

    def __init__(self, model, kind, identity):
        self.model, self.kind, self.identity = model, kind, identity
        s = model.scenario
        self.hybrid = (s.get('hybrids') or {}).get(identity) if kind == 'hybrid' else None
        self.host_id = {'host': identity, 'hybrid': (self.hybrid or {}).get('host')}.get(kind)
        self.api_id = {'api': identity, 'hybrid': (self.hybrid or {}).get('api')}.get(kind)
        self.keys = self.hybrid or (s['hosts'][identity] if kind == 'host' else {})

    def fleet(self):
        if not self.host_id:
            return None
        return Fleet(self.model, self.host_id, self.api_id if self.kind == 'hybrid' else None,
                     get(self.hybrid, 'replicas') if self.hybrid else None, bool(self.hybrid))

    def bill(self, month, fleet):
        """The bill of a month with the option in operation; (bill, whether all is served)."""
        model = self.model
        bill, rate, requests = Bill(), model.rate(month), model.requests(month)
        feasible = True
        api = Api(model, self.api_id, month) if self.api_id else None
        if fleet:
            fleet.month(month, rate)
            feasible = fleet.feasible
            self.host_lines(bill, month, fleet, requests)
        if self.kind == 'hybrid':
            self.overflow(bill, month, fleet, api)
            feasible = feasible and api.fits(max(fleet.plan.overflow) * api.attempts)
        elif api:
            self.tokens(bill, 'api', api, requests * api.attempts)
            self.around(bill, 'api', api.api, requests * api.attempts, month)
            feasible = api.fits(rate * api.attempts * max(model.weights))
        return bill, feasible

    def tokens(self, bill, part, api, billed):
        """Token lines, request fees, surcharge, fee and minimum, storage of an api alone."""
        names = {'input': 'input_tokens', 'cached': 'cached_input_tokens',
                 'write': 'cache_write_tokens', 'output': 'output_tokens'}
        spend = billed * api.fee
        for kind, name in names.items():
            money = billed * api.token[kind] * api.mean_factor
            bill.add(part, name, money)
            spend += money
        bill.add(part, 'request_fees', billed * api.fee)
        bill.add(part, 'surcharge', spend * api.surcharge)
        for name, money in api.standing(spend):
            bill.add(part, name, money)

    def overflow(self, bill, month, fleet, api):
        plan = fleet.plan
        hour = fleet.h.hours / plan.hours_of * 3600 * api.attempts
        spend = sum(x * hour * api.price(h, False) for h, x in enumerate(plan.overflow))
        bill.add('api', 'overflow_api', spend)
        bill.add('api', 'surcharge', spend * api.surcharge)
        for name, money in api.standing(spend):
            bill.add('api', name, money)
        self.around(bill, 'api', api.api, sum(plan.overflow) * hour, month)

    def host_lines(self, bill, month, fleet, requests):
        host, get_of = fleet.h.host, lambda key: get(fleet.h.host, key, 0)
        for name, money in fleet.lines(month):
            bill.add('host', name, money)
        served = requests
        if self.kind == 'hybrid':
            served = sum(fleet.plan.served) * fleet.h.hours / fleet.plan.hours_of * 3600
        gpus = fleet.gpus_at_peak() + fleet.staging
        self.around(bill, 'host', host, served * fleet.h.attempts, month,
                    get_of('engineers_per_100_gpus') * gpus / 100)
        bill.add('host', 'operations', get_of('operations_per_month'))
        bill.add('host', 'on_call',
                 get_of('on_call_engineers') * get_of('on_call_stipend_per_month'))
        bill.add('host', 'fine_tuning', get_of('fine_tune_cost') * get_of('fine_tunes_per_year')
                 / 12)
        bill.add('host', 'compliance', get_of('compliance_per_year') / 12)

    def around(self, bill, part, common, billed, month, more_engineers=0.0):
        """Lines that apis and hosts have in common; `billed` requests pass through this part."""
        self.metered(bill, part, common, billed)
        share = get(common, 'escalation_share', 0)
        if share:
            target = Api(self.model, common['escalates_to'], month)
            bill.add(part, 'escalation_api', billed * share * target.price())
        team = self.model.scenario.get('team') or {}
        engineers = get(common, 'engineers', 0) + more_engineers
        bill.add(part, 'engineers', engineers * get(team, 'salary_per_year', 0)
                 * get(team, 'overhead', 1.43) / 12)
        bill.add(part, 'revalidation', get(common, 'revalidation_cost', 0)
                 * get(common, 'revalidations_per_year', 0) / 12)
        bill.add(part, 'fixed', get(common, 'fixed_per_month', 0))
        for name, money in (common.get('extra') or {}).items():
            bill.add(part, 'extra:' + name, point(money))

    def metered(self, bill, part, common, billed):
        for name, meter in (common.get('metered') or {}).items():
            bill.add(part, 'metered:' + name,
                     billed * get(meter, 'per_request') * get(meter, 'price'))

    def one_off(self):
        s = self.model.scenario
        parts = [s['hosts'][self.host_id]] if self.host_id else []
        parts += [s['apis'][self.api_id]] if self.api_id else []
        return sum(get(part, 'one_off', 0) for part in parts)

    def before(self, month):
        """The bill of the api that serves until the option does, and whether it can."""
        model, identity = self.model, self.keys['until_then']
        api, bill = Api(model, identity, month), Bill()
        billed = model.requests(month) * api.attempts
        self.tokens(bill, 'until_then', api, billed)
        self.metered(bill, 'until_then', api.api, billed)
        return bill, api.fits(model.rate(month) * api.attempts * max(model.weights))

    def operate(self):
        """The bill of the first month, with the option in operation."""
        self.first_fleet = self.fleet()
        first, self.serves_at_first = self.bill(0, self.first_fleet)
        self.one_off_total = self.one_off()
        self.lines = first.lines()
        self.first_cost = sum(self.lines.values())
        if self.one_off_total:
            self.lines['one_off'] = micro(self.one_off_total / self.model.months)
        self.monthly_cost = sum(self.lines.values())

    def run(self):
        """Bill in operation, timeline, horizon."""
        self.operate()
        s, months = self.model.scenario, self.model.months
        start, overlap = get(self.keys, 'starts_month', 1), get(self.keys, 'overlap_months', 0)
        fleet = self.fleet()
        balance = {part: get(s[section][identity], 'credits', 0) for part, section, identity in
                   (('host', 'hosts', self.host_id), ('api', 'apis', self.api_id)) if identity}
        cash_balance = dict(balance)
        self.cost, self.cash = [], []
        self.feasible = True
        for month in range(months):
            cost = cash = 0.0
            if month + 1 < start + overlap and self.keys.get('until_then'):
                bill, fits = self.before(month)
                cost = cash = sum(bill.lines().values())
                self.feasible = self.feasible and fits
            if month + 1 >= start:
                bill, fits = self.bill(month, fleet)
                self.feasible = self.feasible and fits
                full = sum(bill.lines().values())
                capital = fleet.capital if fleet else 0.0
                bought = fleet.purchases.get(month, 0.0) if fleet else 0.0
                cost += full - self.credit(bill, balance, 0.0)
                cash += full - capital + bought - self.credit(bill, cash_balance, capital)
            self.cost.append(cost)
            self.cash.append(cash)
        self.owed = fleet.owed(months) if fleet else 0.0
        self.stranded = fleet.stranded(months) if fleet else 0.0
        self.horizon()

    def credit(self, bill, balance, capital):
        paid = 0.0
        for part in balance:
            use = min(balance[part], bill.payable(part) - (capital if part == 'host' else 0.0))
            balance[part] -= use
            paid += use
        return paid

    def horizon(self):
        rate = get(self.model.scenario.get('horizon') or {}, 'discount_per_year', 0)
        total, self.cumulative, self.cash_cumulative = self.one_off_total, [], []
        cash_total = total
        end = (self.owed + self.stranded) * (1 + rate) ** (-self.model.months / 12)
        for month, (cost, cash) in enumerate(zip(self.cost, self.cash)):
            factor = (1 + rate) ** (-(month + 1) / 12)
            total += cost * factor
            cash_total += cash * factor
            if month == self.model.months - 1:
                total += end
                cash_total += end
            self.cumulative.append(total)
            self.cash_cumulative.append(cash_total)
        self.horizon_cost = total

    # -- Rules (section 11)

    def rules(self):
        s = self.model.scenario
        rules = s.get('rules') or {}
        parts = [s['hosts'][self.host_id]] if self.host_id else []
        parts += [s['apis'][self.api_id]] if self.api_id else []
        out = {}
        if rules.get('data_in_house'):
            out['data_in_house'] = 'pass' if self.in_house() else 'fail'
        for rule, key, pick in (('min_quality', 'quality', min), ('max_ttft_ms', 'ttft_ms', max),
                                ('min_availability', 'availability', min),
                                ('max_tpot_ms', 'tpot_ms', max)):
            limit = get(rules, rule)
            if limit is None:
                continue
            values = [get(part, key) for part in parts]
            runs = [part.get('runs') for part in parts]
            if key in ('ttft_ms', 'tpot_ms') and any(runs):
                good = self.first_fleet.h.fast_enough
                others = [v for v, r in zip(values, runs) if not r]
                if not good or any(v is not None and v > limit for v in others):
                    out[rule] = 'fail'
                else:
                    out[rule] = 'unknown' if None in others else 'pass'
            elif None in values:
                out[rule] = 'unknown'
            else:
                value = pick(values)
                good = value >= limit if rule.startswith('min') else value <= limit
                out[rule] = 'pass' if good else 'fail'
        words = rules.get('requires')
        if words:
            met = [part.get('meets') for part in parts]
            if any(m is None for m in met):
                out['requires'] = 'unknown'
            else:
                all_met = all(word in m for m in met for word in words)
                out['requires'] = 'pass' if all_met else 'fail'
        return out

    def in_house(self):
        s = self.model.scenario
        good = True
        if self.api_id:
            good = good and self.stays_inside(s['apis'][self.api_id], False)
        if self.host_id:
            good = good and self.stays_inside(s['hosts'][self.host_id], True)
        return good

    def stays_inside(self, part, fallback):
        """Whether a part keeps the data in-house, what it sends on included."""
        inside = part.get('in_house', fallback)
        if get(part, 'escalation_share', 0) > 0:
            target = self.model.scenario['apis'][part['escalates_to']]
            inside = inside and target.get('in_house', False)
        return inside


class Model:
    """A scenario (a dict with the keys of the file) and its evaluation."""

    def __init__(self, scenario, named_loads=None):
        self.scenario = scenario
        for section in ('apis', 'hosts', 'hybrids'):
            if scenario.get(section) is None:
                scenario[section] = {}
        self.months = get(scenario.get('horizon') or {}, 'months', 12)
        work = scenario['workload']
        load = work.get('load')
        self.weights = weights_of(load, named_loads)
        self.days = days_of(load, len(self.weights))
        self.by_the_clock = any(api.get('hours') for api in scenario['apis'].values())
        if self.by_the_clock and (isinstance(load, dict) or len(self.weights) not in (1, 24, 168)):
            raise Refused('hours without a clock')
        self.states, self.shifted = {}, {}

    def deferred(self, month):
        """The load that hosts and hybrids see: what can wait has moved within its day."""
        work = self.at(month)['workload']
        share = get(work, 'deferrable_share', get(work, 'batch_share', 0))
        if share not in self.shifted:
            self.shifted[share] = deferred(self.weights, self.days, share)
        return self.shifted[share]

    def clock(self, weights):
        """The same load as a week from Monday 00:00, where a price goes by the clock."""
        if not self.by_the_clock or len(weights) == 168:
            return weights
        return weights * (168 // len(weights))

    def at(self, month):
        """The scenario in force in a month: the changes up to it applied in turn."""
        changes = self.scenario.get('changes') or []
        applied = sum(1 for change in changes if change['month'] - 1 <= month)
        if applied == 0:
            return self.scenario
        if applied not in self.states:
            s = copy.deepcopy(self.scenario)
            for change in changes[:applied]:
                for path, value in (change.get('set') or {}).items():
                    section, key = self.find(s, path)
                    section[key] = value
                for path, factor in (change.get('scale') or {}).items():
                    section, key = self.find(s, path)
                    section[key] = point(section[key]) * point(factor)
            self.states[applied] = s
        return self.states[applied]

    @staticmethod
    def find(s, path):
        words = path.split('.')
        for word in words[:-1]:
            s = s[word]
        return s, words[-1]

    def requests(self, month):
        """Requests of the product in a month."""
        work = self.at(month)['workload']
        hours = get(self.scenario, 'hours_per_month', 730)
        tokens = get(work, 'input_tokens') + get(work, 'output_tokens')
        for key, factor in (('requests_per_month', 1), ('requests_per_day', hours / 24),
                            ('tokens_per_month', 1 / tokens),
                            ('tokens_per_day', hours / 24 / tokens)):
            if get(work, key) is not None:
                return get(work, key) * factor * grown(get(work, 'growth_per_year', 0), month)
        raise Refused('no demand')

    def rate(self, month):
        return self.requests(month) / (get(self.scenario, 'hours_per_month', 730) * 3600)

    def options(self):
        s = self.scenario
        names = [('api', i) for i in s['apis']] + [('host', i) for i in s['hosts']]
        names += [('hybrid', i) for i in s['hybrids']]
        return [Option(self, kind, identity) for kind, identity in names]

    def evaluate(self):
        """The figures of the report, keyed as there."""
        s, work = self.scenario, self.scenario['workload']
        options = self.options()
        for option in options:
            option.run()
        requests = self.requests(0)
        i, o = get(work, 'input_tokens'), get(work, 'output_tokens')
        mean = self.rate(0) * get(work, 'attempts_per_request', 1)
        out = {'workload': {
            'requests_per_month': requests, 'input_tokens_per_month': requests * i,
            'output_tokens_per_month': requests * o, 'tokens_per_month': requests * (i + o),
            'mean_requests_per_second': mean,
            'peak_requests_per_second': mean * max(self.weights),
            'load_factor': 1 / max(self.weights)}}
        by_id = {option.identity: option for option in options}
        base = by_id[s.get('baseline') or (list(s['apis']) + [o.identity for o in options])[0]]
        out['options'] = {option.identity: self.describe(option, base, requests, i + o)
                          for option in options}
        self.verdict(out, options, base)
        return out

    def describe(self, option, base, requests, tokens):
        rules = option.rules()
        served = option.feasible
        out = {'kind': option.kind, 'feasible': served,
               'eligible': 'fail' not in rules.values(), 'rules': rules, 'lines': option.lines,
               'monthly_cost': option.monthly_cost, 'annual_cost': option.monthly_cost * 12,
               'horizon_cost': option.horizon_cost, 'one_off': option.one_off_total,
               'owed_after_horizon': option.owed, 'stranded': option.stranded,
               'cost': option.cost, 'cash': option.cash, 'cumulative': option.cumulative,
               'fleet': self.fleet(option)}
        if served and requests > 0:
            out['cost_per_request'] = option.monthly_cost / requests
            out['cost_per_mtok'] = option.monthly_cost / (requests * tokens) * 1e6
        if served and base.feasible:
            out['monthly_saving'] = base.monthly_cost - option.monthly_cost
            out['horizon_saving'] = base.horizon_cost - option.horizon_cost
            self.payback(option, base, out)
        return out

    @staticmethod
    def payback(option, base, out):
        out['payback_months'] = out['simple_payback_months'] = out['payback_lost_month'] = None
        out['payback_is_close'] = False
        if option is base:
            return
        saved = [b - a for a, b in zip(option.cash_cumulative, base.cash_cumulative)]
        scale = max(abs(x) for x in option.cash_cumulative + base.cash_cumulative)
        for month, x in enumerate(saved, 1):
            if abs(x) <= 1e-9 * scale + 1e-4:
                out['payback_is_close'] = True
            if x >= 0 and out['payback_months'] is None:
                out['payback_months'] = month
            elif x < 0 and out['payback_months'] and out['payback_lost_month'] is None:
                out['payback_lost_month'] = month
        one_off = option.one_off_total - base.one_off_total
        monthly = base.first_cost - option.first_cost
        if one_off > 0 and monthly > 0:
            out['simple_payback_months'] = one_off / monthly

    @staticmethod
    def fleet(option):
        fleet = option.first_fleet
        if fleet is None:
            return None
        plan, host = fleet.plan, fleet.h
        all_load = sum(plan.load)
        return {'replicas': host.k * plan.units_at_peak,
                'always_on_gpus': fleet.always_on, 'elastic_gpu_hours': fleet.elastic_hours,
                'gpus_at_peak': fleet.gpus_at_peak(), 'staging_gpus': host.staging,
                'utilization': fleet.utilization, 'replica_requests_per_second': host.kappa,
                'overflow_share': (sum(plan.overflow) / all_load
                                   if all_load and option.kind == 'hybrid' else 0.0),
                'runs_tpot_ms': host.tpot,
                'limited_by': host.limited if host.fast_enough else 'nothing meets the limits'}

    @staticmethod
    def verdict(out, options, base):
        able = [o for o in options if o.feasible]
        allowed = [o for o in able if out['options'][o.identity]['eligible']]
        order = sorted(allowed, key=lambda o: o.horizon_cost)
        out['verdict'] = {
            'baseline': base.identity,
            'recommended': order[0].identity if order else None,
            'cheapest': min(able, key=lambda o: o.horizon_cost).identity if able else None,
            'margin': order[1].horizon_cost - order[0].horizon_cost if len(order) > 1 else None,
            'monthly_margin': (order[1].monthly_cost - order[0].monthly_cost
                               if len(order) > 1 else None)}
        costs = sorted(o.horizon_cost for o in able)
        out['verdict_is_close'] = any(b - a <= 1e-9 * abs(b) + 1e-3
                                      for a, b in zip(costs, costs[1:]))


def evaluate(scenario, named_loads=None):
    """Scenario dict -> dict of figures."""
    return Model(copy.deepcopy(scenario), named_loads).evaluate()
