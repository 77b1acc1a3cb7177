"""Curves of the library's scenarios as evidence: the first step against the last, and no step the wrong way.

The change from end to end (of a curve that peaks: from either end to the extreme) must be sure, with its whole 95 % interval
on the right side of 0. A step the other way fails only if it is sure to be larger than the slack that the curve allows.
"""

import math
from collections.abc import Iterator

import numpy as np

from superorganisms.arrays import Floats
from superorganisms.scenarios.definition import Scenario
from superorganisms.scenarios.evidence.finding import Finding, mean
from superorganisms.scenarios.signature import interval
from superorganisms.scenarios.tracing import Traced, trace

_SOME = 1e-12  # more than nothing


def measure(scenario: Scenario, replicates: int, seed: int) -> Iterator[Finding]:
    """Trace every curve of the scenario with so many seeds from `seed` on, and judge it."""
    for curve in scenario.curves:
        yield from judged(trace(scenario, curve, range(seed, seed + replicates)))


def judged(traced: Traced) -> Iterator[Finding]:
    """What a traced curve shows of the shape that it should have."""
    values, sign, shape = traced.values, traced.direction, traced.curve.shape
    name = f"curve {traced.curve.name}"
    if shape == "level":
        off = (values - values[0])[1:]
        yield _worst(f"{name}: off its start", np.concatenate([off, -off]), traced.curve.slack)
        return
    if shape in ("rises", "falls"):
        yield _sure(f"{name}: {shape} by", sign * (values[-1] - values[0]))
        yield _worst(f"{name}: a step the other way", -sign * np.diff(values, axis=0), traced.curve.slack)
        return
    turn, word = traced.turn, "peak" if shape == "peaks" else "dip"
    yield _place(f"{name}: {word} at", traced)
    yield _sure(f"{name}: start to {word}", sign * (values[turn] - values[0]))
    yield _sure(f"{name}: {word} to end", sign * (values[turn] - values[-1]))
    wrong = np.concatenate([-sign * np.diff(values[: turn + 1], axis=0), sign * np.diff(values[turn:], axis=0)])
    yield _worst(f"{name}: a step the other way", wrong, traced.curve.slack)


def _sure(case: str, changes: Floats) -> Finding:
    """A change that must be above 0, with its whole interval."""
    low, high = interval(changes.tolist())
    return Finding(
        case=case,
        expected=(_SOME, math.inf),
        ours=float(changes.mean()),
        low=low,
        high=high,
        replicates=changes.size,
        detects=0.0,
        whole=True,
    )


def _worst(case: str, steps: Floats, slack: float) -> Finding:
    """Of steps (steps, seeds) that must be at most `slack` the one that is most surely above."""
    found = [mean(case, slack, row) for row in steps]
    worst = max(found, key=lambda one: one.low)
    return Finding(**{**vars(worst), "expected": (-math.inf, slack)})


def _place(case: str, traced: Traced) -> Finding:
    """Where the extreme lies, among the steps that were tried."""
    at = float(traced.curve.steps[traced.turn][0])
    return Finding(
        case=case,
        expected=traced.curve.extreme,
        ours=at,
        low=at,
        high=at,
        replicates=traced.values.shape[1],
        detects=0.0,
    )
