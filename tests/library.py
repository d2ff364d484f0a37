"""The library from Python by ctypes: library.py libllmcost.so.0 prints what the example of llmcost.h does.

Structs are opaque here: inputs are set and figures read by their paths.
"""
import ctypes as c
import sys

lib = c.CDLL(sys.argv[1])


class Ref(c.Structure):
    _fields_ = [(name, c.c_int16) for name in ("section", "index", "field", "entry")]


class Figure(c.Structure):
    _fields_ = [("kind", c.c_uint8), ("row", c.c_int16), ("option", c.c_int16), ("against", c.c_int16),
                ("extra", c.c_int16), ("ref", Ref)]


class Node(c.Structure):
    _fields_ = [("figure", Figure), ("depth", c.c_int16), ("has_value", c.c_bool), ("is_repeated", c.c_bool),
                ("value", c.c_double), ("formula", c.c_char_p), ("unit_text", c.c_char_p), ("unit", c.c_uint8)]


lib.llmcost_scenario_size.restype = lib.llmcost_result_size.restype = lib.llmcost_diags_size.restype = c.c_size_t
lib.llmcost_check.restype = lib.llmcost_evaluate.restype = lib.llmcost_find_path.restype = c.c_bool
lib.llmcost_find_figure.restype = c.c_bool
lib.llmcost_assign.argtypes = [c.c_void_p, Ref, c.c_double]
scenario = c.create_string_buffer(lib.llmcost_scenario_size())
result = c.create_string_buffer(lib.llmcost_result_size())
diags = c.create_string_buffer(lib.llmcost_diags_size())


def assign(path, value):
    ref = Ref()
    if not lib.llmcost_find_path(scenario, path.encode(), c.byref(ref)):
        sys.exit(f"there is no {path}")
    lib.llmcost_assign(scenario, ref, value)


def figure(path):
    found, node = Figure(), Node()
    if not lib.llmcost_find_figure(scenario, path.encode(), c.byref(found)):
        sys.exit(f"there is no {path}")
    lib.llmcost_explain(scenario, result, None, c.byref(found), c.byref(node), 1)
    return node.value


lib.llmcost_scenario_init(scenario)
lib.llmcost_diags_init(diags)
lib.llmcost_add_api(scenario, b"hosted")
lib.llmcost_add_host(scenario, b"own")
for path, value in {"workload.requests_per_day": 20000, "workload.input_tokens": 1000,
                    "workload.output_tokens": 200, "apis.hosted.input_per_mtok": 2,
                    "apis.hosted.output_per_mtok": 8, "hosts.own.requests_per_second": 4,
                    "hosts.own.gpu_hour": 1.2}.items():
    assign(path, value)
if not lib.llmcost_check(scenario, diags) or not lib.llmcost_evaluate(scenario, result, diags):
    sys.exit("the scenario is refused")
print(*(f"{i} {figure(f'options.{i}.monthly_cost'):.2f}" for i in ("hosted", "own")), sep=", ")
