"""Morris's trajectories: samples·(axes + 1) points, each a step along one axis from the one before, on 4 levels.

Morris 1991; Campolongo, Cariboni & Saltelli 2007.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from SALib.sample import morris

from superorganisms.arrays import Floats
from superorganisms.errors import BatchError
from superorganisms.scenarios.sweep.axes import Axis, spread
from superorganisms.scenarios.sweep.designs.sobol import problem

SENTENCE = "Morris's trajectories, samples·(axes + 1) points"
SAMPLED = True
LEVELS = 4


def units(dimensions: int, samples: int, seed: int) -> Floats:
    """(samples·(dimensions + 1), dimensions) in [0, 1]."""
    if samples < 2:
        raise BatchError(f"design morris needs at least 2 samples (trajectories), got {samples}")
    return np.asarray(morris.sample(problem(dimensions), samples, num_levels=LEVELS, seed=seed))


def points(axes: Sequence[Axis], samples: int, seed: int) -> list[tuple[Any, ...]]:
    """The values of every point."""
    return spread(axes, units(len(axes), samples, seed))
