"""Conventions, load shapes, prices of an api (sections 0, 1, 2 of the cost model).

Knows: rounding, yearly changes, what a load's hours weigh, what one billed request costs at an api.
Refuses to know: GPUs, months that depend on months. To extend: a new price kind is a row in
`Api.kinds`; a new load is a branch of `weights_of`.
"""
import math

INFINITE = float('inf')
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
            self.mean_factor = sum(x * self.factors[h % 168] for h, x in enumerate(w)) / sum(w)

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
        factor = self.mean_factor if hour is None or not self.factors else self.factors[hour % 168]
        plain = sum(self.token.values()) * factor + self.fee
        return plain * (1 + self.surcharge) if surcharged else plain

    def fits(self, requests, tokens):
        """Whether so many billed requests and tokens in a minute fit the stated limits."""
        limits = ((requests, get(self.api, 'requests_per_minute_limit')),
                  (tokens, get(self.api, 'tokens_per_minute_limit')))
        return all(limit is None or x <= limit * (1 + 1e-12) for x, limit in limits)
