#!/usr/bin/env python3
"""A saved report tells what its scenario told, and no claim that its figures contradict.

usage: saved.py LLMCOST [FILE...] [--count N] [--seed N] [--portfolio FILE...]

Each scenario (the files, and N random ones of tests/model/random_scenarios.py, every other with
ranges and long numbers) is printed in all formats, and again from its own JSON: the same text. Prints
what differs. Then each sentence that the JSON of a file holds is forged in turn: no format tells the
claim. Prints `N passed, M failed` last.
"""
import argparse
import html.parser
import json
import os
import random
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), 'model'))
import random_scenarios  # noqa: E402

FORMATS = ('json', 'txt', 'md', 'csv', 'html')
DRAWN = ('Cost over demand', 'How sure it is', 'Month by month', 'The fleet over the hours')


class Text(html.parser.HTMLParser):
    """The texts of a page, without pictures and what drives them."""

    def __init__(self):
        super().__init__()
        self.texts, self.skipped = [], 0

    def handle_starttag(self, tag, attrs):
        self.skipped += tag in ('svg', 'script', 'style', 'form')

    def handle_endtag(self, tag):
        self.skipped -= tag in ('svg', 'script', 'style', 'form')

    def handle_data(self, data):
        if not self.skipped and data.strip():
            self.texts.append(data.strip())


def texts_of(page):
    reader = Text()
    reader.feed(page)
    return reader.texts


def printed(llmcost, source, prefix, command='report'):
    """The text of each format; the complaints where it was refused."""
    names = {format: f'{prefix}.{format}' for format in FORMATS}
    options = [x for f, n in names.items() for x in ('-f', f'{ {"txt": "table", "md": "markdown"}.get(f, f) }:{n}')]
    done = subprocess.run([llmcost, command, source, *options], capture_output=True, text=True)
    if done.returncode not in (0, 1):
        return done.stderr
    told = {}
    for format, name in names.items():
        with open(name, encoding='utf-8') as f:
            told[format] = f.read()
    return told


def lines_apart(first, second):
    """The first difference of two texts."""
    a, b = first.splitlines(), second.splitlines()
    at = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
    return f'{a[at:at + 1]} is {b[at:at + 1]} when it is read again'


def apart(fresh, again):
    """What a report tells otherwise when it is read again; of a page what it does not tell fresh."""
    for format in FORMATS[:-1]:
        if fresh[format] != again[format]:
            return f'{format}: {lines_apart(fresh[format], again[format])}'
    known = set(texts_of(fresh['html']))
    for text in texts_of(again['html']):
        if text not in known and not text.startswith('Printed again from a saved report'):
            return f'html: {text!r} is told only when it is read again'
    return None


def hold_alike(llmcost, source, directory):
    fresh = printed(llmcost, source, os.path.join(directory, 'fresh'))
    if isinstance(fresh, str):
        return None  # what is refused tells nothing
    again = printed(llmcost, os.path.join(directory, 'fresh.json'), os.path.join(directory, 'again'))
    if isinstance(again, str):
        return again
    compared = subprocess.run([llmcost, 'diff', source, os.path.join(directory, 'fresh.json'), '--exit-code'],
                              capture_output=True, text=True, check=False)
    return apart(fresh, again) or (compared.stdout if compared.returncode else None)


CLAIM = 'hosted costs $1 a month and is the best of all.'
# Names and notes of somebody, told as such, and what nothing but the JSON itself tells.
OWN = re.compile(r'(^|\.)(name|notes|file|source|shape|typed|overrides\[\d+\]\.(path|value)|priced_on|as_of|'
                 r'kind|format_version|version|sha256|currency|id|option|against|baseline|recommended|cheapest|'
                 r'runner_up|on_average|variable|path|unit|status|basis|origin|throughput|limited_by|says|item|'
                 r'from_kind|to_kind|horizon_status|category|how|assumptions\[\d+\]\.value|also\[\d+\]|'
                 r'fails_at\[\d+\])$')


def texts_in(tree, path=''):
    """The path of every text of a report, with the object and the key that hold it."""
    items = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in items:
        at = f'{path}[{key}]' if isinstance(tree, list) else f'{path}.{key}'.lstrip('.')
        if isinstance(value, str):
            yield at, tree, key
        yield from texts_in(value, at)


def is_note(holder):
    return holder.get('id') == 'W222' if isinstance(holder, dict) else False


def hold_forged(llmcost, source, directory, command='report'):
    """Whatever sentence of a saved report is forged, no format tells it."""
    saved, forged = os.path.join(directory, 'fresh.json'), os.path.join(directory, 'forged.json')
    sources = source if isinstance(source, list) else [source]
    subprocess.run([llmcost, command, *sources, '-f', f'json:{saved}'], capture_output=True, check=False)
    with open(saved, encoding='utf-8') as f:
        report = json.load(f)
    wrong, count = [], 0
    for path, holder, key in list(texts_in(report)):
        if OWN.search(path) or is_note(holder):
            continue
        before, count = holder[key], count + 1
        holder[key] = CLAIM
        with open(forged, 'w', encoding='utf-8') as f:
            json.dump(report, f)
        holder[key] = before
        told = printed(llmcost, forged, os.path.join(directory, 'again'), command)
        said = told if isinstance(told, dict) else {}
        wrong += [f'{path} is told as {format}' for format, text in said.items() if CLAIM in ' '.join(text.split())]
    return wrong, count


def with_ranges(scenario, r):
    """Long numbers and ranges in place of some of its numbers."""
    for entry in [scenario['workload'], *scenario.get('apis', {}).values(), *scenario.get('hosts', {}).values()]:
        for key, value in entry.items():
            if isinstance(value, float) and 0.01 < value and r.random() < 0.5:
                entry[key] = value = value * (1 + r.random() * 1e-3)
            if isinstance(value, (int, float)) and not isinstance(value, bool) and r.random() < 0.1 and value > 0:
                entry[key] = {'min': value * 0.9, 'max': value} if value <= 1 else {'min': value, 'max': value * 1.3}
    scenario['uncertainty'] = {'samples': 64}


def random_file(seed, directory):
    scenario, used = random_scenarios.draw(seed, random_scenarios.chosen(''), 8)
    if seed % 2:
        with_ranges(scenario, random.Random(seed))
    path = os.path.join(directory, f'seed-{seed}.yaml')
    with open(path, 'w', encoding='utf-8') as f:
        f.write(random_scenarios.text(scenario, seed, used))
    return path


def least_file(amount, directory):
    """Amounts that JSON rounds, to nothing at last, and figures of more digits than it has."""
    path = os.path.join(directory, f'least-{amount}.yaml')
    price = min(float(amount), 1000)
    with open(path, 'w', encoding='utf-8') as f:
        f.write(f'''version: 1
workload: {{requests_per_day: 5234.678949, input_tokens: 151825.49996, output_tokens: {amount}}}
apis: {{a: {{input_per_mtok: {price}, output_per_mtok: 3, one_off: {amount}}}}}
hosts:
  h: {{requests_per_second: 4, gpu_hour: 1e-7, min_replicas: 0, one_off: {amount}, commitment_months: 18}}
  o: {{requests_per_second: 5e-2, purchase_per_gpu: {price}, life_years: 3}}
''')
    return path


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('llmcost')
    parser.add_argument('files', nargs='*')
    parser.add_argument('--count', type=int, default=40)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--portfolio', nargs='*', default=[])
    options = parser.parse_args()
    passed = failed = 0
    with tempfile.TemporaryDirectory() as directory:
        least = ('0.00000587', '1e-7', '1e-300', '4.9e-7', '5e-7', '123456789.123456789')
        sources = options.files + [least_file(amount, directory) for amount in least]
        sources += [random_file(options.seed + i, directory) for i in range(options.count)]
        for source in sources:
            wrong = hold_alike(options.llmcost, source, directory)
            passed, failed = passed + (wrong is None), failed + (wrong is not None)
            if wrong is not None:
                print(f'{os.path.basename(source)}: {wrong}')
        forged = [(source, 'report') for source in options.files]
        forged += [(options.portfolio, 'portfolio')] if options.portfolio else []
        for source, command in forged:
            wrong, count = hold_forged(options.llmcost, source, directory, command)
            passed, failed = passed + count - len(wrong), failed + len(wrong)
            for what in wrong:
                print(f'{source}, forged: {what}')
    print(f'saved reports: {passed} passed, {failed} failed')
    return failed > 0


if __name__ == '__main__':
    sys.exit(main())
