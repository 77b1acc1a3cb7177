"""Closed form 4, second half. Two distinct members of a closed family of N are, after t ticks of Wright-Fisher without
selection, 2NKσ² (1 - (1 - 1/N)^t) apart in mean square, if they started alike: drift and mutation come into balance at
2NKσ².
"""

from collections.abc import Iterator

import numpy as np

from superorganisms.arrays import Floats
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.evidence.finding import Finding, mean
from superorganisms.scenarios.evidence.small_worlds import free_world, quiet

GROUP = "theory"
ORDER = 4.5
CLAIM = "Neutral goals of a family of N drift apart until mutation and common ancestry balance at a mean square of 2NKσ²."
SOURCES = (
    Source("wright-1931", "Drift in closed populations."),
    Source("crow-1970", "Its balance with mutation."),
)
REPLICATES, QUICK = 4000, 1000  # families
AXES = ("ticks", "mean squared distance in a family")


def distances(goals: Floats) -> Floats:
    """Mean squared distance of two distinct members, of each family of goals (families, N, K)."""
    n = goals.shape[1]
    return np.asarray(2 * n / (n - 1) * goals.var(axis=1).sum(axis=-1))


def measure(replicates: int, seed: int) -> Iterator[Finding]:
    """On the way to the balance, and there."""
    for size, features, mutation in ((4, 2, 0.3), (10, 3, 0.1)):
        units = {"mutation": mutation, "selection": "wright_fisher(s=0)", "goal": [0.0] * features}
        layers = quiet("order", 1), quiet("firm", replicates), quiet("employee", replicates * size, **units)
        world = free_world(*layers, features=features, seed=seed)
        for ticks in (1, size, 12 * size):
            world.run_for(ticks - world.tick)
            expected = 2 * size * features * mutation**2 * (1 - (1 - 1 / size) ** ticks)
            found = distances(world.layers[2].goals.reshape(replicates, size, features))
            yield mean(f"N = {size}, K = {features}: after {ticks}", expected, found).placed(
                ticks, f"N = {size}, K = {features}"
            )
