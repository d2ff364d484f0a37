#!/usr/bin/env python3
"""The sweep of bench_questions.sh, vectorised with NumPy.

usage: sweep_numpy.py POINTS compute|csv

One api against one fixed host for 12 months, demand from 1,000 to 1,000,000 requests/day: what the
scenario of the bench says, in as few array operations as it takes. `compute` prints two sums,
`csv` the same table as `llmcost sweep -f csv`. Exit status 77 where NumPy is missing.
"""
import os
import sys

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[name] = "1"  # one core, as the program it is compared with
try:
    import numpy as np
except ImportError:
    sys.exit(77)

HOURS, MONTHS = 730.0, 12
INPUT, OUTPUT, PER_MTOK = 1000.0, 200.0, 2.0
GPU_HOUR, CAPACITY, OPERATIONS = 1.2, 4.0, 12000.0


def sweep(points):
    per_day = np.linspace(1000.0, 1e6, points)
    requests = per_day * (HOURS / 24)
    rate = requests / (HOURS * 3600)
    tokens_in = np.round(requests * (INPUT / 1e6) * PER_MTOK, 6)
    tokens_out = np.round(requests * (OUTPUT / 1e6) * PER_MTOK, 6)
    units = np.maximum(np.ceil(rate / CAPACITY * (1 - 1e-12)), 1)
    hosted = np.zeros(points)
    own = np.zeros(points)
    api_month = tokens_in + tokens_out
    own_month = np.round(units * (GPU_HOUR * HOURS), 6) + OPERATIONS
    for _ in range(MONTHS):
        hosted += api_month
        own += own_month
    return per_day, hosted, own, hosted <= own


def main():
    points, what = int(sys.argv[1]), sys.argv[2]
    per_day, hosted, own, rent = sweep(points)
    if what == "compute":
        print("%.2f %.2f %d" % (hosted.sum(), own.sum(), rent.sum()))
        return
    out = sys.stdout
    out.write("workload.requests_per_day,recommended,hosted horizon_cost,own horizon_cost\r\n")
    names = np.where(rent, "hosted", "own")
    for first in range(0, points, 1 << 16):
        part = slice(first, first + (1 << 16))
        rows = zip(per_day[part].tolist(), names[part].tolist(), hosted[part].tolist(),
                   own[part].tolist())
        out.write("".join("%.9g,%s,%.6f,%.6f\r\n" % row for row in rows))


main()
