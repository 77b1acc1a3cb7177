"""One at a time: a coordination game in which one random unit of the layer revises its strategy in each tick (Blume 1993).

Two strategies that the metric tells apart: A (`direct`, metric 1) and B (`bottlecap`, metric 0). Payoffs are those of a game
against the N - 1 others. The reviser takes the strategy of a unit of its family drawn in proportion to exp(payoff), itself
included (`moran`, `wright_fisher`), or compares itself with another (`fermi`); with probability u the strategy is drawn anew.
So the number k of A-players is a birth-death chain, known exactly.
"""

import numpy as np
import pytest

from superorganisms import Superorganism
from tests.theory.worlds import assert_share, obedient, quiet_world

GAME = np.array([[3.0, 0.0], [2.0, 1.5]])  # A against A, A against B; B against A, B against B


def payoffs(k: np.ndarray, n: int | np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Of an A-player and of a B-player, where k of n play A."""
    return (GAME[0, 0] * (k - 1) + GAME[0, 1] * (n - k)) / (n - 1), (GAME[1, 0] * k + GAME[1, 1] * (n - k - 1)) / (n - 1)


def payoff(metrics: np.ndarray, goals: np.ndarray, families: np.ndarray) -> np.ndarray:
    k, n = np.add.reduceat(metrics, families[:-1]), np.diff(families)
    a, b = payoffs(np.repeat(k, n), np.repeat(n, n))
    return np.where(metrics > 0.5, a, b)


def exponential(metrics: np.ndarray, goals: np.ndarray, families: np.ndarray) -> np.ndarray:
    return np.exp(payoff(metrics, goals, families))


def revisions(rule: str, n: int, u: float) -> np.ndarray:
    """(up, down) (2, n + 1): chances that one revision makes k of n one more, or one less."""
    k = np.arange(n + 1)
    a, b = payoffs(k, n)
    share = k * np.exp(a) / (k * np.exp(a) + (n - k) * np.exp(b))
    if rule != "fermi":
        return np.array([(n - k) / n * ((1 - u) * share + u / 2), k / n * ((1 - u) * (1 - share) + u / 2)])
    # It copies the other kind's strategy, or one of its own kind's (with probability 1/2) and then draws the other one
    up = k * (1 - u / 2) / (1 + np.exp(-(a - b))) + (n - k - 1) / 2 * u / 2
    down = (n - k) * (1 - u / 2) / (1 + np.exp(-(b - a))) + (k - 1) / 2 * u / 2
    return np.array([(n - k) / n * up / (n - 1), k / n * down / (n - 1)])


def players(rule: str, families: int, n: int, u: float, strategies: object) -> Superorganism:
    selection = {"rule": rule, "fitness": payoff if rule == "fermi" else exponential}
    units = {"goal": [0.0, 1.0], "selection": selection, "strategies": strategies, "strategy_mutation": u}
    layers = obedient("order", 1), obedient("firm", families), obedient("employee", families * n, **units)
    return Superorganism(quiet_world(*layers, features=2, intent=[1.0, 0.0], updating="asynchronous"), rng=13)


@pytest.mark.parametrize("rule", ["moran", "wright_fisher", "fermi"])
def test_every_step_of_the_chain(rule: str) -> None:
    """From each k as many steps up and down as the chain says: each visit of a state is one more trial."""
    n, u, ticks = 8, 0.2, 3000
    world = players(rule, 1, n, u, {"direct": 0.5, "bottlecap": 0.5})
    world.run_for(ticks)
    k = np.rint(world.measures["employee.direct_share"].to_numpy() * n).astype(int)
    steps = np.diff(k)
    assert np.abs(steps).max() == 1
    assert len(np.unique(k)) >= n - 1  # from one convention nearly to the other
    for step, chances in zip((1, -1), revisions(rule, n, u), strict=True):
        for number, chance in enumerate(chances):
            if (k[:-1] == number).any():
                assert_share(steps[k[:-1] == number] == step, chance)


@pytest.mark.parametrize("rule", ["moran", "wright_fisher", "fermi"])
def test_which_convention_wins(rule: str) -> None:
    """Without fresh draws a family ends in one convention. A tick reaches each of the families with probability 1/families."""
    n, families, ticks = 4, 120, 1500
    world = players(rule, families, n, 0.0, (["direct"] * 2 + ["bottlecap"] * 2) * families)
    code = world.layers[2].strategies[0]
    up, down = revisions(rule, n, 0.0)
    chain = np.diag(1 - up - down) + np.diag(up[:-1], 1) + np.diag(down[1:], -1)
    chain = np.eye(n + 1) + (chain - np.eye(n + 1)) / families
    world.run_for(ticks)
    found = (world.layers[2].strategies == code).reshape(families, n).sum(axis=1)
    expected = np.linalg.matrix_power(chain, ticks)[2]
    for number, chance in enumerate(expected):
        assert_share(found == number, chance)
