"""The members' errors after t ticks of undirected exploration are independent given the shift, with mean E_0 (1 - ρ/K)^t
and mean square |E_0|² (1 - ρ(2-ρ)/K)^t: so of the mean of n models |error|² = |E_0|² [(1/n)(1 - ρ(2-ρ)/K)^t + (1 - 1/n)(1 -
ρ/K)^(2t)], as variance falls with 1/n and bias doesn't.
"""

from collections.abc import Iterator

import numpy as np

from superorganisms.arrays import Floats
from superorganisms.model.world import Superorganism
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.evidence.finding import Finding, all_exact, mean
from superorganisms.scenarios.evidence.small_worlds import obedient, world_of

GROUP = "literature"
CLAIM = (
    "A fleet's common model is the mean of its members': the variance of their errors falls with their number, the bias stays."
)
SOURCES = (Source("mcmahan-2017", "Federated averaging."),)
REPLICATES, QUICK = 1500, 300  # fleets
AXES = ("members", "mean square error of the common model")
_TICKS, _RATE, _FEATURES = 6, 0.8, 3


def fleets(families: int, size: int, sync: int, seed: int) -> Superorganism:
    """Who explores in a world that turns in its first tick."""
    units = {"strategies": {"fleet": 1.0}, "exploration": 1.0, "rate": _RATE, "sync": sync}
    layers = obedient("order", 1), obedient("firm", families), obedient("employee", families * size, **units)
    regimes = [{"at": 1, "rotate": {"features": [0, 1], "angle": 1.0}}]
    return world_of(*layers, features=_FEATURES, regimes=regimes, effort_rule="cost", intensity=0.0, seed=seed)


def models(world: Superorganism, layer: int) -> Floats:
    """(n, K, K) of a layer's units."""
    return np.array(world.models[world.layers[layer].models])


def measure(replicates: int, seed: int) -> Iterator[Finding]:
    """The same noise with and without a meeting; and the errors of fleets of 1, 2, 5 and 10."""
    apart, shared = fleets(5, 4, 10**9, seed), fleets(5, 4, 6, seed)
    for world in (apart, shared):
        world.run_for(6)
    mean_model = models(apart, 2).reshape(5, 4, 3, 3).mean(axis=1)
    yield all_exact("the firm's model", mean_model, models(shared, 1))
    yield all_exact("everyone's model", np.repeat(mean_model, 4, axis=0), models(shared, 2))
    start = 8 * np.sin(0.5) ** 2
    alone = (1 - _RATE * (2 - _RATE) / _FEATURES) ** _TICKS
    bias = (1 - _RATE / _FEATURES) ** (2 * _TICKS)
    for size in (1, 2, 5, 10):
        world = fleets(replicates, size, _TICKS + 1, seed)
        world.run_for(_TICKS + 1)  # the first of them in the world that they knew
        error = ((models(world, 1) - world.response) ** 2).sum(axis=(1, 2))
        found = mean(f"{size} members", start * (alone / size + (1 - 1 / size) * bias), error)
        yield found.placed(size, "after 6 ticks")
