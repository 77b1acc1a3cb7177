"""A Latin hypercube: each axis is cut into as many slices as there are points, and every slice of it is hit once.

McKay, Beckman & Conover 1979.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy.stats import qmc

from superorganisms.arrays import Floats
from superorganisms.scenarios.sweep.axes import Axis, spread

SENTENCE = "a Latin hypercube of `samples` points"
SAMPLED = True


def units(dimensions: int, samples: int, seed: int) -> Floats:
    """(samples, dimensions) in [0, 1]."""
    return np.asarray(qmc.LatinHypercube(dimensions, rng=np.random.default_rng(seed)).random(samples))


def points(axes: Sequence[Axis], samples: int, seed: int) -> list[tuple[Any, ...]]:
    """The values of every point."""
    return spread(axes, units(len(axes), samples, seed))
