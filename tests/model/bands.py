"""Where one option is cheaper than another, found by asking the model again and again.

Knows: the difference of two options over one input, on the first month's bill or on the horizon,
and bands of it by a scan with bisection (section 9). Refuses to know: proofs. Between two points of
the scan a sliver can hide: `bands` suits references, `is_better` suits holding an engine's bands.
"""
import copy

import model


def costs(scenario, path, x, names, basis, loads=None):
    """[(cost, whether it serves)] of the named options with the input at x."""
    s = copy.deepcopy(scenario)
    section, key = model.Model.find(s, path)
    section[key] = x
    evaluation = model.Model(s, loads)
    out = []
    for option in evaluation.options():
        if option.identity in names:
            if basis == 'monthly':
                option.operate()
                row = (option.monthly_cost, option.serves_at_first)
            else:
                option.run()
                row = (option.horizon_cost, option.feasible)
            out.append((names.index(option.identity), row))
    return [row for _, row in sorted(out)]


def is_better(scenario, path, x, option, against, basis='monthly', loads=None):
    """(whether the option is the cheaper one and both serve, how far apart they are in parts)."""
    (ours, can), (theirs, they_can) = costs(scenario, path, x, [option, against], basis, loads)
    size = max(abs(ours), abs(theirs), 1e-9)
    return can and they_can and ours < theirs, abs(ours - theirs) / size


def bands(scenario, path, option, against, low, high, points=4000, basis='monthly'):
    """[(from, to)] within low..high; ends of the field as they are."""
    def wins(x):
        return is_better(scenario, path, x, option, against, basis)[0]

    grid = [low + (high - low) * n / points for n in range(points + 1)]
    out, before = [], None
    for a, b in zip(grid, grid[1:]):
        won = wins(a) if before is None else before
        if before is None and won:
            out.append([a, None])
        before = wins(b)
        if won == before:
            continue
        left, right = a, b
        for _ in range(100):
            middle = (left + right) / 2
            if middle in (left, right):
                break
            if wins(middle) == won:
                left = middle
            else:
                right = middle
        if won:
            out[-1][1] = right
        else:
            out.append([right, None])
    return [tuple(band) for band in out]
