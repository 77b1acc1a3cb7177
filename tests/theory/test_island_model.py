"""Wright's island model: migration against drift (Wright 1931; Maruyama 1970 for finitely many islands).

The recursion is derived in scenarios/verification/island_model.py; here with and without mutation and for more shapes.
"""

import numpy as np
import pytest

from superorganisms import Superorganism
from superorganisms.scenarios.verification.island_model import distances, recursion
from tests.theory.worlds import assert_mean, obedient, quiet_world, selfish

GROUPS, FEATURES = 600, 2


def islands(m: int, n: int, p: float, mutation: float) -> Superorganism:
    units = {"spread": 0.5, "mutation": mutation, "migration": p, "selection": "wright_fisher(s=0)"}
    layers = obedient("order", 1), obedient("government", GROUPS), obedient("firm", GROUPS * m, spread=1.0)
    parameters = quiet_world(
        *layers, selfish("employee", GROUPS * m * n, **units), features=FEATURES, goal_geometry="free", effort_rule="cost"
    )
    return Superorganism(parameters, rng=21)


@pytest.mark.parametrize(("m", "n", "p"), [(4, 5, 0.1), (2, 6, 0.5), (3, 2, 1.0), (5, 4, 0.0), (2, 15, 0.0)])
@pytest.mark.parametrize("mutation", [0.0, 0.2])
def test_recursion(m: int, n: int, p: float, mutation: float) -> None:
    world, step = islands(m, n, p, mutation), recursion(m, n, p)
    expected = np.array([2 * 0.5**2, 2 * 0.5**2 + 2 * 1.0**2])
    for tick in range(41 if mutation else 11):  # without mutation variety is soon too rare to be measured
        if tick in (0, 1, 2, 5, 10, 40):
            assert_mean(distances(world.layers[3].goals.reshape(GROUPS, m, n, FEATURES)), expected)
        world.step()
        expected = step @ expected + 2 * FEATURES * mutation**2
    if p == 0.0 and mutation:  # a closed family: 2NKσ² (1 - (1 - 1/N)^t), closed form 4
        assert step[0, 0] == 1 - 1 / n
    if p > 0.0:  # at equilibrium all members of a group are the further apart, the more of them there are
        equilibrium = np.linalg.solve(np.eye(2) - step, np.full(2, 2 * FEATURES * mutation**2))
        assert equilibrium[0] == pytest.approx(2 * m * n * FEATURES * mutation**2, abs=1e-9)


@pytest.mark.parametrize(("n", "p"), [(20, 0.01), (50, 0.02)])
def test_wrights_formula(n: int, p: float) -> None:
    """Many families, rare migration: F_ST = 1 - A/B tends to 1/(1 + 2np), of haploids (Wright 1931)."""
    values, vectors = np.linalg.eig(recursion(10_000, n, p))
    a, b = vectors[:, np.argmax(values)]
    assert 1 - a / b == pytest.approx(1 / (1 + 2 * n * p), rel=0.03)
