"""A response that turns in every tick by drift · z radians, in the plane of a random pair of features: E cos(drift z) =
exp(-drift²/2), E sin = 0, and a feature is in the pair with probability 2/K. So in expectation R shrinks to (1 - (2/K)(1 -
exp(-drift²/2)))ᵗ R_0, and this is the efficiency of who goes on as in tick 1.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np

from superorganisms.arrays import Floats
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.evidence.finding import Finding, mean
from superorganisms.scenarios.evidence.small_worlds import obedient, world_of

GROUP = "literature"
CLAIM = "In a world that turns at random a frozen model decays exponentially, as orientations do in rotational diffusion."
SOURCES = (Source("perrin-1928", "Brownian rotation."),)
REPLICATES, QUICK = 250, 60  # worlds
AXES = ("ticks", "mean efficiency")


def decays(replicates: int, features: int, drift: float, seed: int) -> Floats:
    """η (replicates, 6) tick by tick, a world a row."""
    layers = obedient("order", 1), obedient("employee", 1)
    settings: dict[str, Any] = {
        "features": features,
        "intent": [1.0] + [0.0] * (features - 1),
        "response_drift": drift,
        "ticks": 6,
    }
    first = 10_000 * seed
    worlds = (world_of(*layers, seed=number, **settings) for number in range(first, first + replicates))
    return np.array([world.measures["efficiency"].to_numpy() for world in worlds])


def measure(replicates: int, seed: int) -> Iterator[Finding]:
    """Slow and fast, in two to five features."""
    for features, drift in ((2, 0.3), (3, 0.5), (5, 1.5)):
        found = decays(replicates, features, drift, seed)
        shrinks = 1 - 2 / features * (1 - np.exp(-(drift**2) / 2))
        for tick in (2, 4, 6):
            row = mean(f"K = {features}, drift {drift}: tick {tick}", shrinks ** (tick - 1), found[:, tick - 1])
            yield row.placed(tick, f"K = {features}, drift {drift}")
