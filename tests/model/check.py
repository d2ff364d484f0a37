#!/usr/bin/env python3
"""Holds the engine against the independent model, on random scenarios and on files.

usage: check.py [BINARY] [--seed N] [--count N] [--features a,b,c|+a,b,c|all] [--most N]
                [--bands N] [--keep DIR]
       check.py [BINARY] --portfolio [--seed N] [--count N] [--features ...] [--most N]
       check.py [BINARY] --file SCENARIO.yaml...      check.py --list

Runs `BINARY -f json` on scenarios from random_scenarios.py (or on the files) and compares every
figure that model.py knows, to 1e-6 of itself. Prints the first differences with the file kept, then
how often each feature was drawn and failed, and last `N passed, M failed`; exits 1 if any failed.
--bands N asks the model at N points of every break-even, and at each edge, who is the cheaper one.
To extend: a new figure is one line in `differences`.
"""
import argparse
import collections
import json
import os
import random
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import bands  # noqa: E402
import model  # noqa: E402
import plain_yaml  # noqa: E402
import portfolio  # noqa: E402
import random_scenarios  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
TOLERANCE, MONEY = 1e-6, 1e-5  # relative; absolute, for amounts rounded to a millionth


def named_loads():
    with open(os.path.join(ROOT, 'src', 'catalog', 'loads.yaml'), encoding='utf-8') as f:
        return {name: entry['weights'] for name, entry in plain_yaml.load(f.read()).items()}


def near(a, b, absolute=MONEY):
    if a is None or b is None or isinstance(a, (bool, str)):
        return a == b
    return abs(a - b) <= absolute + TOLERANCE * max(abs(a), abs(b))


class Report:
    """The differences of one report from the model's figures."""

    def __init__(self):
        self.found = []

    def hold(self, path, ours, theirs, absolute=MONEY):
        if not near(ours, theirs, absolute):
            self.found.append(f'{path}: model {ours!r}, engine {theirs!r}')

    def holds(self, path, ours, theirs, keys, absolute=1e-9):
        for key in keys:
            if key in ours:
                self.hold(f'{path}.{key}', ours[key], theirs.get(key), absolute)


def differences(ours, theirs, known):
    """All differences of an engine's JSON report from the model's figures.

    `known` are the features that the engine is held to have.
    """
    report = Report()
    # Payback is counted on cash, which differs from cost where something is bought.
    bought = any('capital' in option['lines'] for option in ours['options'].values())
    on_cash = 'cash' in known or not bought
    report.holds('workload', ours['workload'], theirs['workload'], ours['workload'])
    if not ours['verdict_is_close']:
        report.holds('verdict', ours['verdict'], theirs['verdict'], ours['verdict'], MONEY)
    for option in theirs['options']:
        one_option(report, ours['options'][option['id']], option, on_cash)
        if 'nulls' in known:
            nulls(report, ours['options'][option['id']], option)
    for entry in theirs['timeline']:
        for option in entry['options']:
            mine, at = ours['options'][option['id']], entry['month'] - 1
            path = f'timeline[{at}].{option["id"]}'
            report.hold(path + '.cost', mine['cost'][at], option['cost'])
            report.hold(path + '.cumulative', mine['cumulative'][at], option['cumulative'], 1e-3)
            if 'cash' in option or 'cash' in known:
                report.hold(path + '.cash', mine['cash'][at], option.get('cash'))
    return report.found


def one_option(report, mine, option, on_cash):
    path = 'options.' + option['id']
    report.holds(path, mine, option, ('kind', 'feasible', 'eligible'))
    can = mine['feasible']
    if can or option['monthly_cost'] is not None:
        report.holds(path, mine, option, ('monthly_cost', 'annual_cost', 'one_off'), MONEY)
        report.holds(path, mine, option, ('horizon_cost',), 1e-3)
    if 'owed_after_horizon' in option or mine['owed_after_horizon']:
        report.hold(path + '.owed_after_horizon', mine['owed_after_horizon'],
                    option.get('owed_after_horizon'))
    if can:
        for key in ('cost_per_request', 'cost_per_mtok'):  # six digits of them are printed
            report.hold(f'{path}.{key}', mine.get(key), option[key],
                        1e-6 + 6e-6 * (mine.get(key) or 0) if (mine.get(key) or 0) >= 1 else
                        6e-6 * (mine.get(key) or 0))
    lines = {line['id']: line['monthly_cost'] for line in option['lines']}
    for identity in sorted(set(lines) | set(mine['lines'])):
        report.hold(f'{path}.lines.{identity}', mine['lines'].get(identity, 0),
                    lines.get(identity, 0))
    rules = {rule['id']: rule['status'] for rule in option['rules']}
    for rule, status in mine['rules'].items():
        report.hold(f'{path}.rules.{rule}', status, rules.get(rule))
    if mine['fleet']:
        of_fleet(report, path + '.fleet', mine['fleet'], option['fleet'])
    saving = option['against_baseline']
    if can:
        report.holds(path, mine, saving, ('monthly_saving', 'simple_payback_months'), MONEY)
        report.holds(path, mine, saving, ('horizon_saving',), 1e-3)
        if on_cash and 'payback_months' in mine and not mine['payback_is_close']:
            report.holds(path, mine, saving, ('payback_months', 'payback_lost_month'))


def nulls(report, mine, option):
    """What cannot serve, or is held against what cannot, has no figures of these."""
    path, saving = 'options.' + option['id'], option['against_baseline']
    if 'monthly_saving' not in mine:
        for key in ('monthly_saving', 'horizon_saving', 'payback_months',
                    'simple_payback_months'):
            report.hold(f'{path}.{key}', None, saving[key])
    if not mine['feasible']:
        for key in ('cost_per_request', 'cost_per_mtok'):
            report.hold(f'{path}.{key}', None, option[key])


def of_fleet(report, path, mine, fleet):
    keys = [key for key in mine if key not in ('runs_tpot_ms', 'limited_by')]
    report.holds(path, mine, fleet, keys, 1e-8)
    if mine['runs_tpot_ms'] is not None and 'tpot_ms' in fleet:
        report.hold(path + '.tpot_ms', mine['runs_tpot_ms'], fleet['tpot_ms'])
        if mine['limited_by'] != 'nothing meets the limits':
            report.hold(path + '.limited_by', mine['limited_by'], fleet['limited_by'])


def points_of(entry, found, number, r):
    """Points of a break-even to ask about: both sides of each edge, and around today's value."""
    edges = [edge for band in found for edge in (band['from'], band['to']) if edge is not None]
    around = [edge * (1 + side * step) for edge in edges for side in (-1, 1)
              for step in (3e-6, 1e-3)]
    today = entry['current']
    return around + [today] + [today * 10 ** r.uniform(-2, 2) for _ in range(number)]


def inside(x, found):
    return any((band['from'] is None or x >= band['from'])
               and (band['to'] is None or x < band['to']) for band in found)


def hold_bands(scenario, theirs, loads, number, seed, tally):
    """Differences between an engine's break-even bands and the model asked point by point."""
    report, r = Report(), random.Random(seed)
    for entry in theirs['break_even']:
        for key, basis in (('bands', 'monthly'), ('horizon_bands', 'horizon')):
            if entry.get(key) is None:
                continue
            status = entry['status']
            if basis == 'horizon':
                status = entry.get('horizon_status') or status
            tally[f'{basis} break-even {status}'] += 1
            if status == 'unverified':
                continue
            for x in points_of(entry, entry[key], number, r):
                won, apart = bands.is_better(scenario, entry['variable'], x, entry['option'],
                                             entry['against'], basis, loads)
                if apart > 1e-7 and won != inside(x, entry[key]):
                    report.found.append(
                        f'{key} of {entry["option"]} against {entry["against"]} at {x!r}: '
                        f'model {"better" if won else "not better"}, '
                        f'engine {status} {entry[key]}')
    return report.found


def run(binary, *paths, command='report'):
    """(JSON report, None) or (None, what went wrong)."""
    done = subprocess.run([binary, command, '-f', 'json', *paths], capture_output=True, text=True,
                          check=False)
    if done.returncode != 0:
        return None, f'exit {done.returncode}: {done.stderr.strip()[:400]}'
    return json.loads(done.stdout), None


def check(binary, path, scenario, loads, known, tally, points=None, seed=0):
    """Differences of one scenario; with `points`, of its break-even bands as well."""
    theirs, wrong = run(binary, path)
    if wrong:
        return [wrong]
    found = differences(model.evaluate(scenario, loads), theirs, known)
    if points is not None:
        found += hold_bands(scenario, theirs, loads, points, seed, tally)
    return found


def check_portfolio(binary, paths, files, loads):
    """Differences of a portfolio of scenarios."""
    names = [os.path.basename(path) for path in paths]
    theirs, wrong = run(binary, *paths, command='portfolio')
    if wrong:
        return [wrong]
    ours, report = portfolio.evaluate(files, names, loads), Report()
    report.hold('evaluated', ours['evaluated'], theirs['evaluated'])
    by_options = {tuple(a['options'][name] for name in names): a for a in ours['assignments']}
    for n, row in enumerate(theirs['assignments']):
        path = f'assignments[{n}]'
        mine = by_options[tuple(row['options'][name] for name in names)]
        report.holds(path, mine, row, ('feasible', 'eligible'))
        report.holds(path, mine, row, ('monthly_cost', 'horizon_cost'), 1e-3)
        report.hold(path + ' in order', ours['assignments'][n]['horizon_cost'],
                    row['horizon_cost'], 1e-3)
    for key in ('recommended', 'alone'):
        if ours[key] is None or theirs[key] is None:
            report.hold(key, ours[key] is None, theirs[key] is None)
        else:
            report.holds(key, ours[key], theirs[key], ('monthly_cost', 'horizon_cost'), 1e-3)
    report.hold('sharing_saving', ours['sharing_saving'], theirs['sharing_saving'], 1e-3)
    return report.found


def check_files(binary, paths, points):
    loads, known, failed = named_loads(), random_scenarios.chosen(''), 0
    for path in paths:
        with open(path, encoding='utf-8') as f:
            scenario = plain_yaml.load(f.read())
        found = check(binary, path, scenario, loads, known, collections.Counter(), points)
        failed += bool(found)
        for line in found[:12]:
            print(f'{path}: {line}')
    print(f'{len(paths) - failed} passed, {failed} failed')
    return failed


def check_random(options):
    known = random_scenarios.chosen(options.features)
    loads = named_loads()
    keep = options.keep or tempfile.mkdtemp(prefix='model-check-')
    os.makedirs(keep, exist_ok=True)
    drawn, wrong, tally = (collections.Counter() for _ in range(3))
    failed = shown = 0
    for number in range(options.seed, options.seed + options.count):
        draw = random_scenarios.draw_portfolio if options.portfolio else random_scenarios.draw
        drawn_files, used = draw(number, known, options.most)
        files = drawn_files if options.portfolio else [drawn_files]
        paths = [os.path.join(keep, f'{number}{"-" + str(n) if n else ""}.yaml')
                 for n in range(len(files))]
        for path, scenario in zip(paths, files):
            with open(path, 'w', encoding='utf-8') as f:
                f.write(random_scenarios.text(scenario, number, used))
        if options.portfolio:
            found = check_portfolio(options.binary, paths, files, loads)
        else:
            found = check(options.binary, paths[0], files[0], loads, known, tally, options.bands,
                          number)
        drawn.update(used)
        if not found:
            for path in paths:
                os.remove(path)
            continue
        failed += 1
        wrong.update(used)
        if shown < options.show:
            shown += 1
            print(f'{paths[0]}: {",".join(sorted(used))}')
            for line in found[:options.lines]:
                print('    ' + line)
    for name in sorted(wrong, key=lambda n: -wrong[n] / drawn[n]):
        print(f'{name:24} {wrong[name]} of {drawn[name]} failed')
    for name in sorted(tally):
        print(f'{name:32} {tally[name]}')
    print(f'{options.count - failed} passed, {failed} failed')
    return failed


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n', 1)[0])
    parser.add_argument('binary', nargs='?', default=os.path.join(ROOT, 'build', 'llmcost'))
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--count', type=int, default=200)
    parser.add_argument('--features', default='', help='a,b; +a,b beside what the engine has; all')
    parser.add_argument('--most', type=int, default=6, help='features in one scenario')
    parser.add_argument('--portfolio', action='store_true', help='several scenarios, one fleet')
    parser.add_argument('--bands', type=int, help='points asked of every break-even')
    parser.add_argument('--show', type=int, default=5, help='failed scenarios that are printed')
    parser.add_argument('--lines', type=int, default=8, help='differences printed of each')
    parser.add_argument('--keep', help='folder for the scenarios that failed')
    parser.add_argument('--file', nargs='+', help='scenario files instead of random ones')
    parser.add_argument('--list', action='store_true', help='the features')
    options = parser.parse_args()
    if options.list:
        print(random_scenarios.listing())
        return 0
    if options.file:
        return 1 if check_files(options.binary, options.file, options.bands) else 0
    return 1 if check_random(options) else 0


if __name__ == '__main__':
    sys.exit(main())
