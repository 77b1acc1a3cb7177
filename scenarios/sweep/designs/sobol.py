"""Saltelli's design for Sobol indices: samples·(axes + 2) points, from a scrambled Sobol sequence.

Sobol 2001; Saltelli et al. 2010. `samples` must be a power of 2.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from SALib.sample import sobol

from superorganisms.arrays import Floats
from superorganisms.errors import BatchError
from superorganisms.scenarios.sweep.axes import Axis, spread

SENTENCE = "Saltelli's design for Sobol indices, samples·(axes + 2) points"
SAMPLED = True


def problem(dimensions: int) -> dict[str, Any]:
    """The axes as SALib knows them: all of [0, 1]."""
    return {"num_vars": dimensions, "names": [str(number) for number in range(dimensions)], "bounds": [[0.0, 1.0]] * dimensions}


def units(dimensions: int, samples: int, seed: int) -> Floats:
    """(samples·(dimensions + 2), dimensions) in [0, 1]."""
    if samples < 2 or samples & (samples - 1):
        raise BatchError(f"design sobol needs a power of 2 of at least 2 as samples, got {samples}")
    return np.asarray(sobol.sample(problem(dimensions), samples, calc_second_order=False, seed=seed))


def points(axes: Sequence[Axis], samples: int, seed: int) -> list[tuple[Any, ...]]:
    """The values of every point."""
    return spread(axes, units(len(axes), samples, seed))
