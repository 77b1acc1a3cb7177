"""Closed form 13: two levels of selection. Cooperators are favoured over defectors iff b/c > 1 + n/(m-2).

m families of n; everyone meets the n - 1 others of the family in a prisoner's dilemma (benefit b, cost c); Moran within;
rarely, Moran among families, whose winner takes a whole family's place (Traulsen and Nowak 2006, PNAS 103, 10952). A cooperator
always has c + b/(n-1) less than a defector of the same family, a family of cooperators b - c more than one of defectors. With
fitness exp(payoff) both are Moran's process with a constant ratio, and ρ is the product of the two fixation probabilities, at
any strength of selection; so ρ_C > ρ_D iff (b - c)(m - 1) > (c + b/(n-1))(n - 1), which is the border.
"""

from itertools import product

import numpy as np
import pytest

from superorganisms import Superorganism
from tests.theory.worlds import assert_mean, assert_share, obedient, quiet_world, selfish

COOPERATES, DEFECTS = [1.0, 0.0], [0.0, 1.0]


class Dilemma:
    """Fitness of individuals, and of families by their mean payoff, for families of n."""

    def __init__(self, benefit: float, cost: float, n: int) -> None:
        self.benefit, self.cost, self.n = benefit, cost, n

    def payoffs(self, cooperates: np.ndarray | int, cooperators: np.ndarray) -> np.ndarray:
        """Of one who cooperates (1) or not (0), by the number of cooperators in the family."""
        return self.benefit * (cooperators - cooperates) / (self.n - 1) - self.cost * cooperates

    def individuals(self, metrics: np.ndarray, goals: np.ndarray, families: np.ndarray) -> np.ndarray:
        cooperates = goals[:, 0]
        return np.exp(self.payoffs(cooperates, np.repeat(cooperates.reshape(-1, self.n).sum(axis=1), self.n)))

    def families(self, metrics: np.ndarray, goals: np.ndarray, families: np.ndarray) -> np.ndarray:
        """metrics (families,): the share of cooperators, as the parent reads it."""
        return np.exp((self.benefit - self.cost) * metrics)


def moran(n: int, r: float) -> float:
    return 1 / n if r == 1 else (1 - 1 / r) / (1 - r**-n)


def rho(m: int, benefit: float, cost: float, n: int, *, cooperator: bool) -> float:
    """Fixation probability of one cooperator among defectors, or the reverse, when families reproduce rarely."""
    sign = 1 if cooperator else -1
    return moran(n, np.exp(-sign * (cost + benefit / (n - 1)))) * moran(m, np.exp(sign * (benefit - cost)))


def groups(count: int, m: int, game: Dilemma, start: np.ndarray, period: int) -> Superorganism:
    """`count` groups of m families with start[f] cooperators in family f of each; families reproduce every `period` ticks."""

    def individuals(metrics: np.ndarray, goals: np.ndarray, families: np.ndarray) -> np.ndarray:
        return game.individuals(metrics, goals, families)

    def wholes(metrics: np.ndarray, goals: np.ndarray, families: np.ndarray) -> np.ndarray:
        return game.families(metrics, goals, families)

    each = np.concatenate([[COOPERATES] * k + [DEFECTS] * (game.n - k) for k in start])
    firms = {"selection": {"rule": "moran", "fitness": wholes}, "succession": "lineage", "period": period}
    people = {"selection": {"rule": "moran", "fitness": individuals}, "goal": np.tile(each, (count, 1))}
    layers = obedient("order", 1), obedient("government", count), obedient("firm", count * m, **firms)
    employees = selfish("employee", count * m * game.n, **people)
    return Superorganism(
        quiet_world(*layers, employees, features=2, intent=COOPERATES, effort_rule="cost", goal_geometry="free"), rng=31
    )


def cooperators(world: Superorganism, count: int) -> np.ndarray:
    """Share of cooperators in each group."""
    return np.array(world.layers[3].goals[:, 0].reshape(count, -1).mean(axis=1))


@pytest.mark.parametrize(("m", "n"), [(4, 3), (5, 2), (3, 4)])
def test_the_border(m: int, n: int) -> None:
    """By the two Moran processes: equal on it, and more or less favoured on its sides."""
    border = 1 + n / (m - 2)
    for cost in (1e-3, 0.1, 1.0):
        for ratio, sign in ((border * 1.1, 1), (border * 0.9, -1)):
            assert (
                np.sign(rho(m, ratio * cost, cost, n, cooperator=True) - rho(m, ratio * cost, cost, n, cooperator=False))
                == sign
            )
        on_it = [rho(m, border * cost, cost, n, cooperator=which) for which in (True, False)]
        assert on_it[0] == pytest.approx(on_it[1], rel=1e-9)


@pytest.mark.parametrize(("ratio", "cost"), [(8.0, 0.2), (1.2, 0.6)])
def test_fixation_in_the_world(ratio: float, cost: float) -> None:
    """Above and below the border of 2.5. First families of 3 get uniform; from then on 4 families compete in every tick."""
    m, n, count = 4, 3, 1000
    fixed = {}
    for which in (True, False):
        start = np.array([1 if which else n - 1] + [0 if which else n] * (m - 1))
        world = groups(count, m, Dilemma(ratio * cost, cost, n), start, 10**6)
        world.run_for(40)  # a family of 3 is mixed still with probability below (7/9)^40 = 4e-5
        world.intervene("firm.period", 1)
        world.run_for(100)
        share = cooperators(world, count)
        expected = rho(m, ratio * cost, cost, n, cooperator=which)
        won = share == (1.0 if which else 0.0)
        assert_share(won, expected)
        assert np.mean((share == 0) | (share == 1)) > 0.999
        fixed[which] = won.mean()
    gap = 4.9 * np.sqrt((fixed[True] + fixed[False]) / count)
    assert (fixed[True] - fixed[False]) * (1 if ratio > 2.5 else -1) > gap


def chain(m: int, game: Dilemma, period: int) -> tuple[list[tuple[int, ...]], np.ndarray]:
    """All numbers of cooperators in m families, and the transition matrix of `period` ticks: in the last of them families
    reproduce by how they did before that tick's births, and hand down what came of them.
    """
    n, k = game.n, np.arange(game.n + 1)
    birth = k * np.exp(game.payoffs(1, k)) / (k * np.exp(game.payoffs(1, k)) + (n - k) * np.exp(game.payoffs(0, k)))
    up, down = birth * (n - k) / n, (1 - birth) * k / n
    within = np.diag(1 - up - down) + np.diag(up[:-1], 1) + np.diag(down[1:], -1)
    states = list(product(range(n + 1), repeat=m))
    alone = np.ones((1, 1))
    for _ in range(m):
        alone = np.kron(alone, within)
    both = np.zeros_like(alone)
    place = {state: at for at, state in enumerate(states)}
    for i, state in enumerate(states):
        fitness = np.exp((game.benefit - game.cost) * np.array(state) / n)
        for j, after in enumerate(states):
            for winner, loser in product(range(m), repeat=2):
                copied = (*after[:loser], after[winner], *after[loser + 1 :])
                both[i, place[copied]] += alone[i, j] * fitness[winner] / fitness.sum() / m
    return states, np.linalg.matrix_power(alone, period - 1) @ both


@pytest.mark.parametrize("period", [1, 4])
def test_both_levels_at_once(period: int) -> None:
    """No separation of time scales: the exact Markov chain of three families of two or three."""
    for m, n, count in ((3, 2, 4000), (3, 3, 2500)):
        game = Dilemma(2.4, 0.5, n)
        states, step = chain(m, game, period)
        start = (n, 1, 0)
        world = groups(count, m, game, np.array(start), period)
        share = np.array(states).mean(axis=1) / n
        for rounds in (1, 3, 9):
            world.run_for(rounds * period - world.tick)
            expected = np.linalg.matrix_power(step, rounds)[states.index(start)]
            found = cooperators(world, count)
            assert_mean(found, float(expected @ share))
            for level in np.unique(share):
                chance = expected[share == level].sum()
                assert_share(np.isclose(found, level), chance)
