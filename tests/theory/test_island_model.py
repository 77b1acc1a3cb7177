"""Wright's island model: migration against drift (Wright 1931; Maruyama 1970 for finitely many islands).

Groups of m families of n, Wright-Fisher without selection, each newcomer's ancestor from another family with probability p,
mutation σ in K features. A = mean squared distance of the goals of two members of a family, B = of two of different families:

    A' = [(1-p)² + p²/(m-1)] (1-1/n) A + [2p(1-p) + p² (m-2)/(m-1)] B + 2Kσ²
    B' = q (1-1/n) A + (1-q) B + 2Kσ²,   q = 2p(1-p)/(m-1) + p² (m-2)/(m-1)²

as two siblings' ancestors are drawn from the same family if both stay or both go to the same one, and then are one and the same
with probability 1/n; two members of different families meet if one goes home to the other's, or both to the same third.
"""

import numpy as np
import pytest

from superorganisms import Superorganism
from tests.theory.worlds import assert_mean, obedient, quiet_world, selfish

GROUPS, FEATURES = 600, 2


def recursion(m: int, n: int, p: float) -> np.ndarray:
    """(A', B') without mutation as a matrix times (A, B)."""
    together = (1 - p) ** 2 + p * p / (m - 1)
    meet = 2 * p * (1 - p) / (m - 1) + p * p * (m - 2) / (m - 1) ** 2
    return np.array([[together * (1 - 1 / n), 1 - together], [meet * (1 - 1 / n), 1 - meet]])


def distances(goals: np.ndarray) -> np.ndarray:
    """A and B of each group, (groups, 2), from goals (groups, m, n, K): over ordered pairs of different members."""
    _, m, n, _ = goals.shape
    square = (goals**2).sum(axis=-1)
    within = 2 * n * square.sum(axis=2) - 2 * (goals.sum(axis=2) ** 2).sum(axis=-1)  # of each family
    total = 2 * m * n * square.sum(axis=(1, 2)) - 2 * (goals.sum(axis=(1, 2)) ** 2).sum(axis=-1)
    a, b = within.mean(axis=1) / (n * (n - 1)), (total - within.sum(axis=1)) / (m * (m - 1) * n * n)
    return np.stack([a, b], axis=1)


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
