"""Where on a full grid the differences lie: each parameter alone, and what only happens together."""

from collections.abc import Sequence

import numpy as np

from superorganisms.arrays import Floats
from superorganisms.scenarios.sweep.analysis.spoken import share
from superorganisms.scenarios.sweep.analysis.variables import Variable

_DUST = 1e-9


def alone(variables: Sequence[Variable], values: Floats) -> list[float] | None:
    """Share of the variance of the means that goes with each variable alone; None unless each combination is there once.

    The means over all others, as in an analysis of variance of balanced data: with what goes with several together they add
    up to 1. Exact for this grid and these seeds, and no more: chance counts as going with several together.
    """
    across = [len(one.levels) for one in variables]
    full = len(set(zip(*(one.at for one in variables), strict=True))) == len(values) == np.prod(across, dtype=int)
    if len(variables) < 2 or not full or not np.isfinite(values).all():
        return None
    if np.ptp(values) <= _DUST * max(1.0, float(np.abs(values).max())):
        return None
    return [_alone(one, values) for one in variables]


def _alone(variable: Variable, values: Floats) -> float:
    at = np.array([variable.levels.index(value) for value in variable.at])
    means = np.array([values[at == level].mean() for level in range(len(variable.levels))])
    return float(means.var() / values.var())


def grid_sentence(variables: Sequence[Variable], values: Floats, measure: str) -> str:
    """That in a sentence; "" where it can't be said."""
    parts = alone(variables, values)
    if parts is None:
        return ""
    (most, first), *others = sorted(zip(parts, variables, strict=True), key=lambda one: -one[0])
    said = "".join(f", {share(part)} with {one.name} alone" for part, one in others)
    return (
        f"On this grid {share(most)} of the variance of {measure} between the points goes with {first.name} alone{said}, and "
        f"{share(1 - sum(parts))} with several of them together."
    )
