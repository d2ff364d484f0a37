"""What a replica serves and what a GPU costs to own (sections 3 and 5 of the cost model).

Knows: requests/s from each way to state a capacity, runs under limits of latency, the annuity.
Refuses to know: how many replicas there are. To extend: a way to state a capacity is a branch of
`capacity`.
"""
from terms import get


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
