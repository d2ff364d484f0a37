"""usage: bench_readers.py LLMCOST FIXTURES - rows of the bench about growth, in instructions: what
every reader does with eight times a file, against 8^1.1 times what it does with one. A file is a
fixture whose records are repeated, each under an id, at a time and with figures of its own. Skipped
where valgrind is missing. And what memory many keys take.
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

SMALL, TIMES, EXPONENT = 80000, 8, 1.1  # bytes of the small file
LOG = 'usage --columns timestamp=ts,input=prompt,output=completion'
# command, fixture, keys that lead to its records (of JSON)
ROWS = [
    (LOG, 'usage-made-up/log.csv', ()), (LOG, 'usage-made-up/log.jsonl', ()),
    ('usage', 'usage-made-up/litellm.csv', ()), ('usage', 'usage-made-up/litellm.json', ()),
    ('usage', 'usage-made-up/anthropic.json', ('data',)),
    ('usage', 'openai-usage/usage.json', ('data',)), ('usage', 'payloads/payloads.json', ()),
    ('usage', 'usage-made-up/burstgpt.csv', ()), ('usage', 'usage-made-up/focus-tokens.csv', ()),
    ('usage', 'azure-2023/azure.csv', ()), ('usage', 'mooncake/trace.jsonl', ()),
    ('bench --gpus 8', 'bench-made-up/guidellm.json', ('benchmarks',)),
    ('bench --gpus 8', 'bench-made-up/inferencex.json', ()),
    ('bench --gpus 8', 'bench-made-up/vllm-serve.jsonl', ()),
    ('bench', 'vllm-cost-meter/master_results.csv', ()),
    ('gpus', 'fsdl/cloud-gpus.csv', ()), ('gpus', 'gpus-made-up/catalog.csv', ()),
    ('gpus', 'focus-gpus/focus.csv', ()),
    ('prices', 'litellm/prices.json', ()), ('prices', 'openrouter/models.json', ('data',)),
    ('prices', 'models.dev/models.json', ()), ('prices', 'genai-prices/data_v2.json', ()),
    ('prices', 'llm-prices/anthropic.json', ('models',)),
]


def another(value, number, key=''):
    """The same record once more."""
    if isinstance(value, dict):
        return {k: another(v, number, k) for k, v in value.items()}
    if isinstance(value, list):
        return [another(v, number, key) for v in value]
    if isinstance(value, int) and 1e9 < value < 1e10:
        return value + 10000000 * number
    if isinstance(value, float) and value % 1 != 0:
        return value * (1 + number * 1e-7)
    if isinstance(value, str) and key in ('id', 'request_id', 'api_key'):
        return f'{value}-{number}'
    return value


def repeated_json(text, keys, size):
    whole = json.loads(text)
    inside = whole
    for key in keys:
        inside = inside[key]
    count = -(-size // len(json.dumps(inside)))
    if isinstance(inside, dict):
        first = dict(inside)
        for i in range(1, count):
            inside.update({f'{k}-{i}': another(v, i) for k, v in first.items()})
    else:
        inside[:] = [another(v, i) for i in range(count) for v in inside]
    return json.dumps(whole)


def repeated_lines(text, size, header):
    lines = text.rstrip('\n').split('\n')
    first, rest = lines[:header], '\n'.join(lines[header:])
    return '\n'.join(first + [rest] * -(-size // len(rest))) + '\n'


def repeated(path, keys, size):
    with open(path, encoding='utf-8') as f:
        text = f.read()
    if path.endswith('.json'):
        return repeated_json(text, keys, size)
    return repeated_lines(text, size, path.endswith('.csv'))


def instructions(command, name):
    run = subprocess.run(['valgrind', '--tool=callgrind', '--callgrind-out-file=/dev/null'] + command,
                         stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
    collected = re.search(r'Collected : (\d+)', run.stderr)
    if run.returncode not in (0, 1) or collected is None:
        sys.exit(f'bench_readers.py: {name}: status {run.returncode}\n{run.stderr[-2000:]}')
    return int(collected.group(1))


def memory(llmcost, work, name, path, text, command):
    """A row of the most memory against twenty times the file."""
    path = os.path.join(work, path)
    with open(path, 'w', encoding='utf-8') as f:
        f.write(text)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    child = os.fork()
    if child == 0:
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        os.execv(llmcost, [llmcost, *command, path])
    ours = os.wait4(child, 0)[2].ru_maxrss / 1024
    most = 20 * len(text) / 1024**2
    print(f'memory, {name} : 20 times\t{ours:.1f} MB\t{most:.1f} MB\t{ours / most:.3f}\t1', flush=True)


def many_keys(llmcost, work):
    entry = '{"input_cost_per_token": 1e-06, "output_cost_per_token": 2e-06, "litellm_provider": "p"}'
    json_keys = ', '.join(f'"model-{i}": {entry}' for i in range(100000))
    yaml_keys = ''.join(f'  key-{i}: 1\n' for i in range(200000))
    memory(llmcost, work, '100,000 keys of JSON', 'keys.json', '{' + json_keys + '}',
           ('import', 'prices'))
    memory(llmcost, work, '200,000 keys of YAML', 'keys.yaml', 'version: 1\nnonsense:\n' + yaml_keys,
           ('check',))


def main():
    llmcost, fixtures = sys.argv[1:3]
    if shutil.which('valgrind') is None:
        print('bench: no valgrind: no rows of bench_readers.py', file=sys.stderr)
        return
    with tempfile.TemporaryDirectory(prefix='llmcost-bench.') as work:
        many_keys(llmcost, work)
        for command, fixture, keys in ROWS:
            took = []
            for size in (SMALL, SMALL * TIMES):
                path = os.path.join(work, os.path.basename(fixture))
                with open(path, 'w', encoding='utf-8') as f:
                    f.write(repeated(os.path.join(fixtures, fixture), keys, size))
                took.append(instructions([llmcost, 'import', *command.split(), path], fixture))
            most = took[0] * TIMES**EXPONENT
            print(f'import of {TIMES} times {os.path.basename(fixture)}\t{took[1] // 1000} k\t'
                  f'{most / 1000:.0f} k\t{took[1] / most:.3f}\t1', flush=True)


main()
