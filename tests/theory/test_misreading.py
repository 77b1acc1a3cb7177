"""Letters read with an error: under cost each of K features is off by misreading · z, so η = 1 - K misreading²/|w|² on average.

Errors are drawn anew by each unit in each layer, so those of a chain add up: 1 - K Σ misreading²/|w|². Under budget with K = 2
and one layer, E cos is that of a noisy unit vector, √(π/8) κ e^(-κ²/4) (I_0 + I_1)(κ²/4), κ = 1/misreading (the circle's offset
normal distribution: Mardia and Jupp 2000).
"""

import numpy as np
import pytest
from scipy import special

from superorganisms import Superorganism
from tests.theory.worlds import assert_mean, obedient, quiet_world

CHAINS = 4000


def misread(firm: float, employee: float, features: int, rule: str) -> np.ndarray:
    """Effort of one employee in each of many firms."""
    layers = obedient("order", 1), obedient("firm", CHAINS, misreading=firm), obedient("employee", CHAINS, misreading=employee)
    intent = [2.0] + [0.0] * (features - 1)
    world = Superorganism(quiet_world(*layers, features=features, intent=intent, effort_rule=rule), rng=43)
    world.step()
    return np.array(world.layers[2].efforts)


@pytest.mark.parametrize(("firm", "employee", "features"), [(0.0, 0.3, 2), (0.4, 0.3, 3), (1.0, 0.0, 5)])
def test_cost(firm: float, employee: float, features: int) -> None:
    efforts = misread(firm, employee, features, "cost")
    assert_mean(efforts, [2.0] + [0.0] * (features - 1))
    loss = ((efforts - np.eye(features)[0] * 2.0) ** 2).sum(axis=1) / 4
    assert_mean(loss, features * (firm**2 + employee**2) / 4)


@pytest.mark.parametrize("misreading", [0.1, 0.7, 3.0])
def test_budget(misreading: float) -> None:
    x = 1 / (4 * misreading**2)
    expected = np.sqrt(np.pi / 8) / misreading * (special.ive(0, x) + special.ive(1, x))
    assert_mean(misread(0.0, misreading, 2, "budget")[:, 0], expected)
