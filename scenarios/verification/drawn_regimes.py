"""A world drawn anew in every tick: each response comes as often as its weight says, whatever came before. Who holds one
model for life earns cos θ in each: what a bet-hedger would have to beat on average.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np

from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.evidence.finding import Finding, all_exact, mean, share
from superorganisms.scenarios.evidence.small_worlds import obedient, world_of

GROUP = "literature"
CLAIM = "In a world drawn anew in every tick one model for life is worth the weighted mean of its cosines."
SOURCES = (Source("seger-1987", "Fluctuating environments, and what a fixed strategy is worth in them."),)
REPLICATES, QUICK = 4000, 1500  # ticks
_ANGLES, _WEIGHTS = np.array([0.0, 0.6, 2.0]), np.array([1.0, 0.5, 2.5])


def turned(angle: float) -> list[list[float]]:
    """A rotation of the plane."""
    return [[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]


def measure(replicates: int, seed: int) -> Iterator[Finding]:
    """How often each comes, how often each after each, and what is earned."""
    choices = [{"response": turned(angle), "weight": weight} for angle, weight in zip(_ANGLES, _WEIGHTS, strict=True)]
    layers = obedient("order", 1), obedient("firm", 1), obedient("employee", 1)
    settings: dict[str, Any] = {"features": 2, "intent": [1.0, 0], "regimes": [{"at": 1, "draw": choices}], "seed": seed}
    world = world_of(*layers, ticks=replicates + 1, **settings)
    earned = world.measures["efficiency"].to_numpy()[1:]
    which = np.abs(earned[:, None] - np.cos(_ANGLES)).argmin(axis=1)
    yield all_exact("earned is one of the cosines", np.cos(_ANGLES)[which], earned)
    chances = _WEIGHTS / _WEIGHTS.sum()
    yield mean("earned on average", float(chances @ np.cos(_ANGLES)), earned)
    for number, chance in enumerate(chances):
        yield share(f"angle {_ANGLES[number]}", float(chance), which == number)
    one, two = which[:-1:2], which[1::2]
    for first, second in ((0, 0), (2, 0), (2, 2)):
        expected = float(chances[first] * chances[second])
        yield share(f"angle {_ANGLES[first]} before {_ANGLES[second]}", expected, (one == first) & (two == second))
