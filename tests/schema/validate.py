"""validate.py LLMCOST - schemas against scenarios, bad input, reports, diffs and portfolios.

Knows three promises: what `llmcost check` takes, the schema takes; what a schema can catch, it
catches (tests/schema/beyond.txt lists the bad files that it cannot); what is printed is described,
key by key. To add a case: a file where the other tests look for theirs.
"""
import copy
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import jsonschema
import yaml

TESTS = pathlib.Path(__file__).resolve().parent.parent
ROOT = TESTS.parent
LLMCOST = str(pathlib.Path(sys.argv[1]).resolve())
counts = {"passed": 0, "failed": 0}


def verdict(good, what, why=""):
    counts["passed" if good else "failed"] += 1
    if not good:
        print(f"FAIL {what}: {why}")


def run(*arguments, **options):
    return subprocess.run([LLMCOST, *arguments], capture_output=True, timeout=60, check=False,
                          stdin=options.pop("stdin", subprocess.DEVNULL), **options)


# ---- YAML as its version 1.2 reads it: PyYAML is of 1.1, where `no` is false and 012 is 10


class Core(yaml.SafeLoader):
    yaml_implicit_resolvers = {}

    def compose_node(self, parent, index):
        event = self.peek_event()
        if event.anchor is not None or getattr(event, "tag", None) is not None:
            raise yaml.YAMLError("an anchor, an alias or a tag")
        return super().compose_node(parent, index)


for tag, pattern, first in [
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)"
              r"|\.(nan|NaN|NAN)", list("-+.0123456789")),
]:
    Core.add_implicit_resolver("tag:yaml.org,2002:" + tag, re.compile(f"^(?:{pattern})$"), first)
Core.add_constructor("tag:yaml.org,2002:int",
                     lambda loader, node: int(loader.construct_scalar(node)))
Core.add_constructor("tag:yaml.org,2002:float", lambda loader, node: float(
    loader.construct_scalar(node).lower().replace(".inf", "inf").replace(".nan", "nan")))


def with_text_keys(value):
    if isinstance(value, dict):
        return {str(key): with_text_keys(item) for key, item in value.items()}
    if isinstance(value, list):
        return [with_text_keys(item) for item in value]
    return value


def read_yaml(path):
    return with_text_keys(yaml.load(path.read_bytes(), Loader=Core))


# ---- Schemas


def load_schema(name):
    result = run("schema", name)
    schema = json.loads(result.stdout) if result.returncode == 0 else None
    try:
        jsonschema.Draft7Validator.check_schema(schema)
        verdict(True, name)
    except jsonschema.SchemaError as error:
        verdict(False, f"schema {name}", error.message)
    return schema


def closed(schema):
    """The same schema, with every object that lists its keys closed."""
    if isinstance(schema, list):
        return [closed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    result = {key: closed(value) for key, value in schema.items()}
    if "properties" in schema and "required" in schema:
        result["additionalProperties"] = False
    return result


def first_error(validator, value):
    error = next(iter(validator.iter_errors(value)), None)
    if error is None:
        return None
    return f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}"


# ---- Scenarios


def check_scenarios(validator):
    files = [path for pattern in ("scenarios/*.yaml", "tests/published/*.yaml",
                                  "tests/golden/files/*.yaml", "tests/*/*.yaml")
             for path in sorted(ROOT.glob(pattern)) if path.parent.name != "bad"]
    for path in dict.fromkeys(files):
        if run("check", "-q", str(path)).returncode != 0:
            continue  # bad on purpose: tests/bad is the place for those
        error = first_error(validator, read_yaml(path))
        verdict(error is None, f"{path.relative_to(ROOT)} is good, the schema says no", error)
    result = run("init")
    with tempfile.NamedTemporaryFile(suffix=".yaml") as starter:
        starter.write(result.stdout)
        starter.flush()
        error = first_error(validator, read_yaml(pathlib.Path(starter.name)))
        verdict(error is None, "the starter", error)


# Codes of what is held against another id, key, range, month or catalog: a schema need not catch it.
HELD_AGAINST = re.compile(r"E(306|313|405|407|41[3-6]|42\d|430)")


def codes_of(path):
    return set(re.findall(r"\[([EW]\d+)\]", path.read_text(encoding="utf-8", errors="replace")))


def check_bad(validator):
    lines = (TESTS / "schema" / "beyond.txt").read_text().splitlines()
    patterns = [line.split()[0] for line in lines if line and not line.startswith("#")]
    beyond = set()
    for pattern in patterns:
        names = {path.stem for path in (TESTS / "bad").glob(pattern.lstrip("!") + ".yaml")}
        beyond = beyond - names if pattern.startswith("!") else beyond | names
    for path in sorted((TESTS / "bad").glob("*.yaml")):
        try:
            value = read_yaml(path)
        except (yaml.YAMLError, UnicodeDecodeError, ValueError, TypeError, AttributeError):
            continue  # no YAML at all: no schema gets to see it
        codes = codes_of(path)
        if codes and all(map(HELD_AGAINST.fullmatch, codes)):
            continue
        caught = not validator.is_valid(value)
        if path.stem in beyond:
            verdict(not caught, path.name, "is caught: take it off tests/schema/beyond.txt")
        else:
            verdict(caught, path.name, "is bad, and the schema takes it")
    for pattern in patterns:
        verdict(any((TESTS / "bad").glob(pattern.lstrip("!") + ".yaml")), pattern, "is in beyond.txt alone")


# ---- Every field with values at and beyond its ends, held against `llmcost check`


BASE = {
    "version": 1,
    "workload": {"requests_per_day": 1000, "input_tokens": 1000, "output_tokens": 200},
    "team": {"salary_per_year": 1e5},
    "apis": {"a": {"input_per_mtok": 2, "output_per_mtok": 2}, "b": {"input_per_mtok": 1,
                                                                     "output_per_mtok": 1}},
    "hosts": {"h": {"requests_per_second": 4, "gpu_hour": 1}},
    "hybrids": {"x": {"host": "h", "api": "a"}},
}
VALUES = [0, 1, -1, 0.5, 2, 1e9, 1e13, 1e19, "30%", "-30%", "1_000", "5k", "-0", ".5", "1,000",
          "$1", "0x10", "", "x", True, None, [1], {}, {"value": 1}, {"value": -1},
          {"low": 1, "likely": 2, "high": 3}, {"low": 1, "high": 3}, {"p10": 1, "p90": 2},
          {"min": 0.5, "max": 1}, {"min": 1, "p90": 2}, {"value": 1, "basis": "guessed"},
          {"value": 1, "basis": "measured", "source": "a test"}, {"value": 1, "note": "x"},
          "flat", "office-hours", [1] * 24, [1] * 23, [-1] + [1] * 23, [1] * 168,
          {"load_factor": 0.5}, {"load_factor": 0.01}, {"vector database": 3}, {"x": -3}, {" ": 1}]
# What takes two values or the rest of the world to judge; of a text also its bounds.
BEYOND = re.compile(r"\[(E306|E4\d\d|E310|E313|E101)\]$")
BEYOND_TEXT = re.compile(r"\[(E302|E303|E4\d\d|E310|E313)\]$")


def keys_of(schema):
    """(place in BASE, key, its schema) for each key of a scenario that has a value of its own."""
    for key, value in schema["properties"].items():
        if "additionalProperties" in value and "properties" in value:
            yield from (((key,), name, item) for name, item in value["properties"].items())
        elif "propertyNames" in value and key in BASE:
            option = next(iter(BASE[key]))
            keys = value["additionalProperties"]["properties"]
            yield from (((key, option), name, item) for name, item in keys.items())
        else:
            yield (), key, value


def ways_with(schema, place, key):
    """The keys that stand beside a key in each way of its choice, and those that must not."""
    section = schema["properties"].get(place[0]) if place else None
    if section is not None and len(place) > 1:
        section = section["additionalProperties"]
    for choice in (section or {}).get("allOf", []):
        for way in choice["anyOf"]:
            if key in way["required"]:
                return way["required"], list(way.get("properties", {}))
    return [], []


def scenario_with(place, key, value, beside, without):
    scenario = copy.deepcopy(BASE)
    target = scenario
    for step in place:
        target = target.setdefault(step, {})
    for other in without:
        target.pop(other, None)
    for other in beside:
        target.setdefault(other, 1)
    target[key] = value
    return scenario


def check_fields(schema, validator):
    with tempfile.TemporaryDirectory() as scratch:
        files = [pathlib.Path(scratch) / f"{i}.yaml" for i in range(len(VALUES))]
        for place, key, _ in keys_of(schema):
            beside, without = ways_with(schema, place, key)
            for file, value in zip(files, VALUES):
                file.write_text(json.dumps(scenario_with(place, key, value, beside, without)))
            result = run("check", "--error-format", "short", *map(str, files))
            errors = [line for line in result.stderr.decode().splitlines() if " error: " in line]
            for file, value in zip(files, VALUES):
                says = [line for line in errors if line.startswith(f"{file}:")]
                error = first_error(validator, read_yaml(file))
                beyond = BEYOND_TEXT if isinstance(value, str) else BEYOND
                what = f"{'.'.join(place + (key,))}: {json.dumps(value)[:60]}"
                if not says:
                    verdict(error is None, what, f"is good, the schema says: {error}")
                else:
                    verdict(error is not None or all(map(beyond.search, says)), what,
                            f"the schema takes it: {says}")


# ---- What an editor shows


def check_hover(schema):
    """The nearest description is shown: none may stand between a key and its own."""
    for name in ("number", "range", "text", "id"):
        verdict("description" not in schema["definitions"][name], "hover", f"{name} has one")
    options = {name: schema["properties"][name]["additionalProperties"]["properties"]
               for name in ("apis", "hosts")}
    for section, key, name in (("apis", "from", "gpt-4o-mini"), ("hosts", "gpu", "h100-sxm"),
                               ("hosts", "model", "llama-3.3-70b"), ("hosts", "rental", "aws"),
                               ("hosts", "precision", "fp8")):
        names = options[section][key].get("examples", [])
        verdict(name in names and len(set(names)) == len(names), "hover",
                f"{section}.ID.{key} offers {names[:3]}")
    load = schema["properties"]["workload"]["properties"]["load"]["anyOf"]
    verdict(any("office-hours" in form.get("enum", []) for form in load), "hover", "load")


# ---- What is printed


def part(schema, kind):
    """The schema of one kind of document: `oneOf` alone does not say what is wrong."""
    name = kind.removeprefix("llmcost.")
    if name in schema.get("definitions", {}):
        schema = {"$ref": f"#/definitions/{name}", "definitions": schema["definitions"]}
    return jsonschema.Draft7Validator(schema)


def printed(kinds):
    """Goldens, and the report of each scenario: what it is called, and its text."""
    for path in sorted((TESTS / "golden").glob("*/stdout")):
        yield str(path.relative_to(ROOT)), path.read_bytes()
    if "llmcost.report" in kinds:
        for path in sorted(ROOT.glob("scenarios/*.yaml")) + sorted(TESTS.glob("published/*.yaml")):
            yield str(path.relative_to(ROOT)), run("-f", "json", str(path)).stdout


def check_printed(name, schema, kinds):
    whole, seen = jsonschema.Draft7Validator(schema), 0
    for what, text in printed(kinds):
        if not text.startswith(b'{\n  "kind": "'):
            continue
        try:
            value = json.loads(text)
        except ValueError:
            continue  # a golden that shows only a part
        if value["kind"] not in kinds:
            continue
        seen += 1
        error = first_error(part(schema, value["kind"]), value)
        verdict(error is None and whole.is_valid(value), f"{what} as {name}", error)
        error = first_error(part(closed(schema), value["kind"]), value)
        verdict(error is None, f"{what} as {name}", f"a key is not described: {error}")
        if seen == 1:
            check_openness(name, whole, value)
    verdict(seen > 0, name, "nothing of that kind is printed")
    print(f"schema {name}: {seen} outputs")


def check_openness(name, validator, value):
    later = copy.deepcopy(value)
    later["format_version"] = "1.7"
    later["tomorrow"] = {"x": 1}
    verdict(validator.is_valid(later), name, "is not open to a later minor version")
    for key in value:
        if key == "as_of":  # of reports that are judged on a day
            continue
        less = {other: item for other, item in value.items() if other != key}
        verdict(not validator.is_valid(less), name, f"does without {key}")
    other = dict(value, format_version="2.0")
    verdict(not validator.is_valid(other), name, "takes another major version")


def check_matcher():
    """The problem matcher of GitHub against what `--error-format short` prints."""
    matcher = json.loads((ROOT / ".github" / "llmcost-matcher.json").read_text())
    patterns = [(re.compile(owner["pattern"][0]["regexp"]), owner["pattern"][0])
                for owner in matcher["problemMatcher"]]
    result = run("check", "--error-format", "short", "tests/golden/files/bad.yaml", "none.yaml",
                 cwd=str(ROOT))
    lines = [line for line in result.stderr.decode().splitlines() if "error:" in line]
    verdict(len(lines) > 2, "matcher", "nothing to match")
    for line in lines:
        found = [(match, keys) for pattern, keys in patterns if (match := pattern.match(line))]
        verdict(len(found) == 1, "matcher", f"{len(found)} patterns match: {line}")
        for match, keys in found:
            verdict(match[keys["severity"]] in ("error", "warning") and
                    match[keys["file"]].endswith(".yaml") and match[keys["message"]] != "",
                    "matcher", line)


def main():
    scenario = load_schema("scenario")
    report = load_schema("report")
    diff = load_schema("diff")
    portfolio = load_schema("portfolio")
    validator = jsonschema.Draft7Validator(scenario)
    check_scenarios(validator)
    check_bad(validator)
    check_hover(scenario)
    check_fields(scenario, validator)
    check_printed("report", report, ("llmcost.report", "llmcost.reports"))
    check_printed("diff", diff, ("llmcost.diff",))
    check_printed("portfolio", portfolio, ("llmcost.portfolio",))
    check_matcher()
    print(f"schema: {counts['passed']} passed, {counts['failed']} failed")
    return counts["failed"] > 0


sys.exit(main())
