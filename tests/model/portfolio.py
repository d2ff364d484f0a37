"""Several workloads, one fleet: every assignment of workloads to options, by brute force.

Knows: which options each scenario has, what an assignment costs (each api contract and each fleet
once, on the sum), which one is recommended, and what sharing saves.
Refuses to know: how bills are made (options.py). Workloads whose lengths of load do not divide each
other, or that define an option differently, are refused.
To extend: a new figure is a key in `describe`.
"""
import copy
import itertools

from model import Model
from options import Choice, Group, Option
from terms import Refused

AGREE = ('currency', 'hours_per_month', 'team', 'horizon', 'exchange')


def choices_of(model):
    s = model.scenario
    return ([Choice(model, 'api', i) for i in s['apis']]
            + [Choice(model, 'host', i) for i in s['hosts']]
            + [Choice(model, 'hybrid', i) for i in s['hybrids']])


def refuse(scenarios):
    """Refuse scenarios that do not fit together."""
    first = scenarios[0]
    for s in scenarios[1:]:
        for key in AGREE:
            if s.get(key) != first.get(key):
                raise Refused(f'{key} differs')
        for section in ('apis', 'hosts', 'hybrids'):
            for identity, keys in (s.get(section) or {}).items():
                for other in scenarios:
                    if (other.get(section) or {}).get(identity, keys) != keys:
                        raise Refused(f'{identity} differs')


def stretch(models):
    """Give all workloads load shapes of one length."""
    longest = max(len(model.clock(model.weights)) for model in models)
    for model in models:
        if longest % len(model.clock(model.weights)):
            raise Refused('lengths of load that do not combine')
        model.stretch = longest // len(model.clock(model.weights))


def describe(names, group, eligible):
    return {'options': {name: c.identity for name, c in zip(names, group.choices)},
            'monthly_cost': group.monthly_cost, 'horizon_cost': group.horizon_cost,
            'feasible': group.feasible, 'eligible': eligible, 'lines': group.lines}


def evaluate(scenarios, names, named_loads=None):
    """Scenario dicts and their file names -> dict of figures, assignments by horizon cost."""
    scenarios = copy.deepcopy(scenarios)
    refuse(scenarios)
    alone = [Model(copy.deepcopy(s), named_loads).evaluate() for s in scenarios]
    models = [Model(s, named_loads) for s in scenarios]
    stretch(models)
    eligible = {}
    for n, model in enumerate(models):
        for choice in choices_of(model):
            option = Option(model, choice.kind, choice.identity)
            option.operate()
            eligible[n, choice.identity] = 'fail' not in option.rules().values()
    found = []
    for choices in itertools.product(*(choices_of(model) for model in models)):
        group = Group(list(choices))
        group.run()
        allowed = all(eligible[n, c.identity] for n, c in enumerate(choices))
        found.append(describe(names, group, allowed))
    able = [a for a in found if a['feasible'] and a['eligible']]
    best = min(able, key=lambda a: a['horizon_cost'], default=None)
    picks = [a['verdict']['recommended'] for a in alone]
    out = {'assignments': sorted(found, key=lambda a: a['horizon_cost']), 'recommended': best,
           'evaluated': len(found), 'alone': None, 'sharing_saving': None}
    if None not in picks:
        out['alone'] = {
            'options': dict(zip(names, picks)),
            'monthly_cost': sum(a['options'][p]['monthly_cost'] for a, p in zip(alone, picks)),
            'horizon_cost': sum(a['options'][p]['horizon_cost'] for a, p in zip(alone, picks))}
        if best:
            out['sharing_saving'] = out['alone']['horizon_cost'] - best['horizon_cost']
    return out
