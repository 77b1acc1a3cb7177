"""Every value of each axis with every value of the others."""

from collections.abc import Sequence
from itertools import product
from typing import Any

from superorganisms.scenarios.sweep.axes import Axis

SENTENCE = "every value with every other"
SAMPLED = False


def points(axes: Sequence[Axis], samples: int, seed: int) -> list[tuple[Any, ...]]:
    """The last axis moves fastest; one point without axes."""
    return list(product(*(axis.listed() for axis in axes)))
