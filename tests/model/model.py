"""An independent model of llmcost: what the cost model's text says, evaluated the plain way.

Knows: a scenario over its months, and the figures of its report. The sections of the text are in
terms.py (0 to 2), replica.py (3, 5), fleet.py (4, 5), options.py (6, 7, 11); 12 is everywhere.
Refuses to know: the C engine, its tricks and its code; the throughput estimate (8), proofs of
break-even (9), uncertainty (10). Written from the texts alone, so that the engine can be held
against it: standard library only, floats, clarity before speed.
To extend: a new figure of the report is a key in `describe`.
"""
import copy

from options import Option
from replica import Owned, best_of_runs  # noqa: F401  (for references.py)
from terms import (Refused, days_of, deferred, floor, get, grown,  # noqa: F401
                   load_factor_week, point, weights_of)


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
        self.stretch = 1

    def deferred(self, month):
        """The load that hosts and hybrids see: what can wait has moved within its day."""
        work = self.at(month)['workload']
        share = get(work, 'deferrable_share', get(work, 'batch_share', 0))
        if share not in self.shifted:
            self.shifted[share] = deferred(self.weights, self.days, share)
        return self.shifted[share]

    def clock(self, weights):
        """The same load as a week from Monday 00:00, where a price goes by the clock.

        In a portfolio, repeated to the length of the longest load.
        """
        if self.by_the_clock and len(weights) < 168:
            weights = weights * (168 // len(weights))
        return weights * self.stretch if self.stretch > 1 else weights

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
               'horizon_cost': option.horizon_cost, 'one_off': option.one_off,
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
        one_off = option.one_off - base.one_off
        monthly = base.first_cost - option.first_cost
        if one_off > 0 and monthly > 0:
            out['simple_payback_months'] = one_off / monthly

    @staticmethod
    def fleet(option):
        fleet = option.first_fleet()
        if fleet is None:
            return None
        plan, host = fleet.plan, fleet.h
        user = fleet.users[0]
        share = sum(user.overflow) / sum(user.rates) if user.overflow and any(user.rates) else 0.0
        return {'replicas': host.k * plan.units_at_peak,
                'always_on_gpus': fleet.always_on, 'elastic_gpu_hours': fleet.elastic_hours,
                'gpus_at_peak': fleet.gpus_at_peak(), 'staging_gpus': host.staging,
                'utilization': fleet.utilization, 'replica_requests_per_second': host.kappa,
                'overflow_share': share,
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
