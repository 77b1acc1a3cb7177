"""Signatures of the library's scenarios as evidence, and their curves.

With 32 seeds or more an expectation is judged as `Scenario.measure` judges it: the whole 95 % interval of the mean must lie
in the range that the scenario gives. With fewer only a contradiction fails: an interval that misses the truth once in a
million lies outside of the range, and curves, which need many runs, are left out.
"""

import math
from collections.abc import Iterator

import numpy as np

from superorganisms.scenarios.curve import SEEDS as CURVE_SEEDS
from superorganisms.scenarios.definition import Scenario
from superorganisms.scenarios.evidence import curves
from superorganisms.scenarios.evidence.finding import Finding, mean
from superorganisms.scenarios.signature import LEAST_SEEDS, Expectation, interval

SEEDS = LEAST_SEEDS
QUICK_SEEDS = 5


def measure(scenario: Scenario, replicates: int, seed: int) -> Iterator[Finding]:
    """Run world and contrast with so many seeds from `seed` on, judge each expectation, and each curve if there are enough."""
    rows = []
    for number in range(seed, seed + replicates):
        pair = scenario.pair(number)
        rows.append([float(one.statistic(*pair)) for one in scenario.signature])
    for one, values in zip(scenario.signature, np.array(rows).T, strict=True):
        yield judged(one, values.tolist())
    if replicates >= LEAST_SEEDS:
        yield from curves.measure(scenario, CURVE_SEEDS, seed)


def judged(expectation: Expectation, values: list[float]) -> Finding:
    """An expectation beside its values, one a seed."""
    whole = len(values) >= LEAST_SEEDS
    at_most_once_in_a_million = mean(expectation.name, 0.0, values)
    low, high = interval(values) if whole else (at_most_once_in_a_million.low, at_most_once_in_a_million.high)
    return Finding(
        case=expectation.name,
        expected=(expectation.low, expectation.high),
        ours=math.fsum(values) / len(values),
        low=low,
        high=high,
        replicates=len(values),
        # Of a mean beyond the range only by how little it may be beyond it: whole intervals leave no room
        detects=0.0 if whole else at_most_once_in_a_million.detects,
        whole=whole,
    )
