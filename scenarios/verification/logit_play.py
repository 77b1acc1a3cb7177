"""A coordination game in which one random unit revises its strategy in each tick. Two strategies that the metric tells
apart: A (`direct`, metric 1) and B (`bottlecap`, metric 0). The reviser takes the strategy of a unit of its family drawn in
proportion to exp(payoff), itself included, or compares itself with another (`fermi`); with probability u the strategy is
drawn anew. So the number of A-players is a birth-death chain, known exactly.
"""

from collections.abc import Iterator

import numpy as np

from superorganisms.arrays import Floats, Ints
from superorganisms.model.world import Superorganism
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.evidence.finding import Finding, share
from superorganisms.scenarios.evidence.small_worlds import after, birth_death, obedient, world_of

GROUP = "literature"
CLAIM = "One at a time, players of a coordination game move between its conventions as the log-linear birth-death chain says."
SOURCES = (
    Source("blume-1993", "Asynchronous revision with choices by exp(payoff)."),
    Source("huberman-1993", "Why asynchronous: synchronous updating makes other worlds."),
)
REPLICATES, QUICK = 3000, 1000  # ticks of one family; a thirtieth as many families
_VISITS = 30  # of a state, without which nothing can be said of the steps from it
_GAME = np.array([[3.0, 0.0], [2.0, 1.5]])  # A against A, A against B; B against A, B against B


def payoffs(k: Floats | Ints, n: int | Ints) -> tuple[Floats, Floats]:
    """Of an A-player and of a B-player, where k of n play A."""
    a = (_GAME[0, 0] * (k - 1) + _GAME[0, 1] * (n - k)) / (n - 1)
    return a, (_GAME[1, 0] * k + _GAME[1, 1] * (n - k - 1)) / (n - 1)


def payoff(metrics: Floats, goals: Floats, families: Ints) -> Floats:
    """Each one's payoff, by the metrics of its family."""
    k, n = np.add.reduceat(metrics, families[:-1]), np.diff(families)
    a, b = payoffs(np.repeat(k, n), np.repeat(n, n))
    return np.where(metrics > 0.5, a, b)


def exponential(metrics: Floats, goals: Floats, families: Ints) -> Floats:
    """Its exponential."""
    return np.exp(payoff(metrics, goals, families))


def revisions(rule: str, n: int, u: float) -> Floats:
    """(up, down) (2, n + 1): chances that one revision makes k of n one more, or one less."""
    k = np.arange(n + 1)
    a, b = payoffs(k, n)
    chosen = k * np.exp(a) / (k * np.exp(a) + (n - k) * np.exp(b))
    if rule != "fermi":
        return np.array([(n - k) / n * ((1 - u) * chosen + u / 2), k / n * ((1 - u) * (1 - chosen) + u / 2)])
    # It copies the other kind's strategy, or one of its own kind's (with probability 1/2) and then draws the other one
    up = k * (1 - u / 2) / (1 + np.exp(-(a - b))) + (n - k - 1) / 2 * u / 2
    down = (n - k) * (1 - u / 2) / (1 + np.exp(-(b - a))) + (k - 1) / 2 * u / 2
    return np.array([(n - k) / n * up / (n - 1), k / n * down / (n - 1)])


def players(rule: str, families: int, n: int, u: float, seed: int) -> Superorganism:
    """Families of n, half of each playing A."""
    selection = {"rule": rule, "fitness": payoff if rule == "fermi" else exponential}
    half = ["direct", "bottlecap"] * (n // 2 * families)
    units = {"goal": [0.0, 1.0], "selection": selection, "strategies": half, "strategy_mutation": u}
    layers = obedient("order", 1), obedient("firm", families), obedient("employee", families * n, **units)
    return world_of(*layers, features=2, intent=[1.0, 0.0], updating="asynchronous", seed=seed)


def measure(replicates: int, seed: int) -> Iterator[Finding]:
    """Every step of a chain that goes on, and which convention has won where none is drawn anew."""
    n, u = 6, 0.2
    for rule in ("moran", "wright_fisher", "fermi"):
        world = players(rule, 1, n, u, seed)
        world.run_for(replicates)
        k = np.rint(world.measures["employee.direct_share"].to_numpy() * n).astype(int)
        steps = np.diff(k)
        up, down = revisions(rule, n, u)
        for number in (0, 2, 4, 6):
            here = steps[k[:-1] == number]
            for step, chance in ((1, up[number]), (-1, down[number])):
                if chance > 0 and len(here) >= _VISITS:
                    yield share(f"{rule}, {number} play A: one {'more' if step > 0 else 'less'}", chance, here == step)
    yield from _conventions(replicates // 30, seed)


def _conventions(families: int, seed: int) -> Iterator[Finding]:
    n, ticks = 4, 10 * families
    for rule in ("moran", "wright_fisher", "fermi"):
        world = players(rule, families, n, 0.0, seed)
        world.run_for(ticks)
        # A tick reaches each of the families with probability 1/families
        chain = birth_death(*(revisions(rule, n, 0.0) / families))
        direct = world.layers[2].strategies == world.strategy_names.index("direct")
        found, expected = direct.reshape(families, n).sum(axis=1), after(chain, ticks, n // 2)
        for number, convention in ((n, "A"), (0, "B")):
            yield share(f"{rule}: convention {convention} has won", expected[number], found == number)
