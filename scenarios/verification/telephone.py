"""Closed form 1. Whoever blends the letter u with a goal at right angles to it aims at (1-λ) g + λ u, of which λ/√(λ²+(1-λ)²)
points where u does; the goals of all layers being at right angles, what is left of the intent multiplies.
"""

import math
from collections.abc import Iterator, Sequence

import numpy as np

from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.evidence.finding import Finding, exact
from superorganisms.scenarios.evidence.small_worlds import efficiency, quiet, world_of

GROUP = "theory"
ORDER = 1
CLAIM = "Where every layer's goal is at right angles to all above, d layers leave Π λ/√(λ²+(1-λ)²) of the intent."
SOURCES = (Source("williamson-1967", "Control loss cumulates over the levels of a hierarchy."),)
AXES = ("layers with a goal of their own", "efficiency")
_SIZES = (1, 2, 4, 9, 10, 20, 21, 40)
_MIXED = (0.9, 0.3, 0.6, 1.0, 0.5, 0.75, 0.2, 0.45)


def closed_form(compliance: Sequence[float]) -> float:
    """η of layers with these compliances, from the top."""
    return math.prod(one / math.hypot(one, 1 - one) for one in compliance)


def of_world(compliance: Sequence[float]) -> float:
    """η of a world with these compliances."""
    basis = np.eye(len(compliance) + 1)
    layers = [quiet(f"layer{n}", _SIZES[n], goal=basis[n + 1].tolist(), compliance=one) for n, one in enumerate(compliance)]
    return efficiency(world_of(*layers, features=len(basis), intent=basis[0].tolist(), ticks=1))


def measure() -> Iterator[Finding]:
    """One to four layers of four, and eight that differ."""
    for share in (0.5, 0.25, 0.8):
        for depth in (1, 2, 3, 4):
            compliance = [share] * depth + [1.0] * (4 - depth)
            found = exact(f"λ = {share}, {depth} layers", closed_form(compliance), of_world(compliance))
            yield found.placed(depth, f"λ = {share}")
    yield exact("8 layers, λ from .2 to 1", closed_form(_MIXED), of_world(_MIXED))
