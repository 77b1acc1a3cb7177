"""Federated learning: the model that a fleet shares is the mean of what its members learned (McMahan et al. 2017).

The members' errors after t ticks of undirected exploration are independent given the shift, with mean E_0 (1 - ρ/K)^t and mean
square |E_0|² (1 - ρ(2-ρ)/K)^t: so of the mean of n models |error|² = |E_0|² [(1/n)(1 - ρ(2-ρ)/K)^t + (1 - 1/n)(1 - ρ/K)^(2t)],
as variance falls with 1/n and bias doesn't.
"""

import numpy as np
import pytest

from superorganisms import Superorganism
from tests.theory.worlds import assert_mean, obedient, quiet_world


def fleets(families: int, size: int, sync: int, strategy: str = "fleet", **settings: object) -> Superorganism:
    units = {"strategies": {strategy: 1.0}, "exploration": 1.0, "rate": 0.8}
    if strategy == "fleet":
        units["sync"] = sync
    layers = obedient("order", 1), obedient("firm", families), obedient("employee", families * size, **units)
    regimes = [{"at": 1, "rotate": {"features": [0, 1], "angle": 1.0}}]
    world = {"features": 3, "regimes": regimes, "effort_rule": "cost", "intensity": 0.0} | settings
    return Superorganism(quiet_world(*layers, **world), rng=19)


def models(world: Superorganism, layer: int) -> np.ndarray:
    return np.array(world.models[world.layers[layer].models])


def test_the_mean_of_all_models() -> None:
    """The same noise: one world averages in tick 6, the other never."""
    apart, shared = fleets(5, 4, 10**9), fleets(5, 4, 6)
    for world in (apart, shared):
        world.run_for(5)
    np.testing.assert_array_equal(models(apart, 2), models(shared, 2))
    for world in (apart, shared):
        world.step()
    mean = models(apart, 2).reshape(5, 4, 3, 3).mean(axis=1)
    assert np.ptp(models(apart, 2).reshape(5, 4, 9), axis=1).max() > 0.01
    np.testing.assert_allclose(models(shared, 1), mean, rtol=0, atol=1e-12)
    np.testing.assert_allclose(models(shared, 2), np.repeat(mean, 4, axis=0), rtol=0, atol=1e-12)


def test_a_fleet_that_never_meets_is_controllers() -> None:
    apart, alone = fleets(5, 4, 10**9), fleets(5, 4, 1, "controller")
    for world in (apart, alone):
        world.run_for(7)
    np.testing.assert_array_equal(models(apart, 2), models(alone, 2))


@pytest.mark.parametrize("size", [1, 2, 10])
def test_variance_falls_with_the_number_of_members(size: int) -> None:
    ticks, rate, features = 6, 0.8, 3
    world = fleets(1500, size, ticks + 1)
    world.run_for(ticks + 1)  # the first of them in the world that they knew
    start = 8 * np.sin(0.5) ** 2
    alone = (1 - rate * (2 - rate) / features) ** ticks
    bias = (1 - rate / features) ** (2 * ticks)
    error = ((models(world, 1) - world.response) ** 2).sum(axis=(1, 2))
    assert_mean(error, start * (alone / size + (1 - 1 / size) * bias))
