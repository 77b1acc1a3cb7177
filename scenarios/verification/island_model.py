"""Groups of m families of n, Wright-Fisher without selection, each newcomer's ancestor from another family with probability
p, mutation σ in K features. A = mean squared distance of the goals of two members of a family, B = of two of different
families:

    A' = [(1-p)² + p²/(m-1)] (1-1/n) A + [2p(1-p) + p² (m-2)/(m-1)] B + 2Kσ²
    B' = q (1-1/n) A + (1-q) B + 2Kσ²,   q = 2p(1-p)/(m-1) + p² (m-2)/(m-1)²

as two siblings' ancestors are drawn from the same family if both stay or both go to the same one, and then are one and the
same with probability 1/n; two members of different families meet if one goes home to the other's, or both to the same
third.
"""

from collections.abc import Iterator

import numpy as np

from superorganisms.arrays import Floats
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.evidence.finding import Finding, exact, mean
from superorganisms.scenarios.evidence.small_worlds import free_world, obedient, selfish

GROUP = "literature"
CLAIM = "Migration holds families together against drift as the island model says, and F_ST tends to 1/(1 + 2np)."
SOURCES = (
    Source("wright-1931", "The island model and its fixation index."),
    Source("maruyama-1970", "Finitely many islands."),
)
REPLICATES, QUICK = 1000, 300  # groups
AXES = ("ticks", "mean squared distance")
_FEATURES, _MUTATION = 2, 0.2


def recursion(m: int, n: int, p: float) -> Floats:
    """(A', B') without mutation as a matrix times (A, B)."""
    together = (1 - p) ** 2 + p * p / (m - 1)
    meet = 2 * p * (1 - p) / (m - 1) + p * p * (m - 2) / (m - 1) ** 2
    return np.array([[together * (1 - 1 / n), 1 - together], [meet * (1 - 1 / n), 1 - meet]])


def distances(goals: Floats) -> Floats:
    """A and B of each group, (groups, 2), from goals (groups, m, n, K): over ordered pairs of different members."""
    _, m, n, _ = goals.shape
    square = (goals**2).sum(axis=-1)
    within = 2 * n * square.sum(axis=2) - 2 * (goals.sum(axis=2) ** 2).sum(axis=-1)  # of each family
    total = 2 * m * n * square.sum(axis=(1, 2)) - 2 * (goals.sum(axis=(1, 2)) ** 2).sum(axis=-1)
    a, b = within.mean(axis=1) / (n * (n - 1)), (total - within.sum(axis=1)) / (m * (m - 1) * n * n)
    return np.stack([a, b], axis=1)


def measure(replicates: int, seed: int) -> Iterator[Finding]:
    """The recursion tick by tick, its equilibrium, and Wright's formula as the limit of many islands."""
    for m, n, p in ((4, 5, 0.1), (2, 6, 0.5), (3, 2, 1.0)):
        units = {"spread": 0.5, "mutation": _MUTATION, "migration": p, "selection": "wright_fisher(s=0)"}
        layers = obedient("order", 1), obedient("government", replicates), obedient("firm", replicates * m, spread=1.0)
        world = free_world(*layers, selfish("employee", replicates * m * n, **units), seed=seed)
        step, expected = recursion(m, n, p), np.array([2 * 0.5**2, 2 * 0.5**2 + 2 * 1.0**2])
        for tick in range(1, 41):
            world.step()
            expected = step @ expected + 2 * _FEATURES * _MUTATION**2
            if tick in (1, 5, 40):
                found = distances(world.layers[3].goals.reshape(replicates, m, n, _FEATURES))
                for which, name in enumerate(("A", "B")):
                    row = mean(f"m={m}, n={n}, p={p}: {name} after {tick}", expected[which], found[:, which])
                    yield row.placed(tick, f"{name}, m = {m}, n = {n}, p = {p}")
        equilibrium = np.linalg.solve(np.eye(2) - step, np.full(2, 2 * _FEATURES * _MUTATION**2))
        yield exact(f"m={m}, n={n}, p={p}: A is 2mnKσ²", 2 * m * n * _FEATURES * _MUTATION**2, equilibrium[0])
    values, vectors = np.linalg.eig(recursion(10**7, 50, 1e-5))
    a, b = vectors[:, np.argmax(values.real)].real
    yield exact("F_ST, m large, p small (to 1e-5)", 1 / 1.001, float(1 - a / b), tolerance=1e-5)
