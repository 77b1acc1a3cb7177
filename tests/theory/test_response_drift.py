"""A response that turns a little in every tick: Q by drift · z radians, in the plane of a random pair of features.

E cos(drift z) = exp(-drift²/2) and E sin = 0, and a feature is in the pair with probability 2/K: so in expectation R shrinks to
(1 - (2/K)(1 - exp(-drift²/2)))ᵗ R_0, and this is the efficiency of who goes on as in tick 1. Rotational diffusion: Perrin 1928.
"""

import numpy as np
import pytest
from scipy import stats

from superorganisms import Superorganism
from tests.theory.worlds import assert_mean, obedient, quiet_world


def drifting(features: int, drift: float, seed: int) -> Superorganism:
    layers = obedient("order", 1), obedient("employee", 1)
    intent = [1.0] + [0.0] * (features - 1)
    return Superorganism(quiet_world(*layers, features=features, intent=intent, response_drift=drift), rng=seed)


@pytest.mark.parametrize(("features", "drift"), [(2, 0.3), (3, 0.5), (5, 1.5)])
def test_mean_efficiency(features: int, drift: float) -> None:
    found = []
    for seed in range(200):
        world = drifting(features, drift, seed)
        world.run_for(6)
        np.testing.assert_allclose(world.response @ world.response.T, np.eye(features), rtol=0, atol=1e-12)
        found.append(world.measures["efficiency"].to_numpy())
    shrinks = 1 - 2 / features * (1 - np.exp(-(drift**2) / 2))
    assert_mean(np.array(found)[:, 1:], shrinks ** np.arange(1, 6))
    assert np.array(found)[:, 0] == pytest.approx(1.0, abs=1e-12)


def test_angles_are_normal() -> None:
    world, angles = drifting(2, 0.2, 3), []
    for _ in range(1500):
        before = world.response.copy()
        world.step()
        step = world.response @ before.T
        angles.append(np.arctan2(step[1, 0], step[0, 0]))
    assert stats.kstest(angles, stats.norm(scale=0.2).cdf).pvalue > 1e-6
    assert_mean(np.array(angles) ** 2, 0.2**2)
    assert abs(np.corrcoef(angles[:-1], angles[1:])[0, 1]) < 4.9 / np.sqrt(len(angles))
