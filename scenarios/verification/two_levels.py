"""Closed form 13. Everyone meets the n - 1 others of the family in a prisoner's dilemma (benefit b, cost c). A cooperator
always has c + b/(n-1) less than a defector of the same family, a family of cooperators b - c more than one of defectors:
with fitness exp(payoff) both levels are Moran's process with a constant ratio, and ρ is the product of two fixation
probabilities. So ρ_C > ρ_D iff (b - c)(m - 1) > (c + b/(n-1))(n - 1), which is b/c > 1 + n/(m - 2).
"""

from collections.abc import Iterator

import numpy as np

from superorganisms.arrays import Bools, Floats, Ints
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.evidence.finding import Finding, exact, share
from superorganisms.scenarios.evidence.small_worlds import free_world, obedient, selfish
from superorganisms.scenarios.verification.moran_fixation import fixation

GROUP = "theory"
ORDER = 13
CLAIM = "With rare selection of whole families cooperators are favoured over defectors iff b/c > 1 + n/(m - 2)."
SOURCES = (Source("traulsen-2006", "Fixation under two levels of selection, and its border."),)
REPLICATES, QUICK = 1500, 200  # groups
_M, _N = 4, 3


def rho(m: int, n: int, benefit: float, cost: float, *, cooperator: bool) -> float:
    """Fixation probability of one cooperator among defectors, or the reverse, when families reproduce rarely."""
    sign = 1 if cooperator else -1
    within = fixation(n, float(np.exp(-sign * (cost + benefit / (n - 1)))))
    return within * fixation(m, float(np.exp(sign * (benefit - cost))))


def border(m: int, n: int, cost: float) -> float:
    """b/c at which one cooperator and one defector do equally well, by halving."""
    low, high = 1.0, 1.0 + 4 * n
    for _ in range(100):
        ratio = (low + high) / 2
        gain = rho(m, n, ratio * cost, cost, cooperator=True) / rho(m, n, ratio * cost, cost, cooperator=False)
        low, high = (low, ratio) if gain > 1 else (ratio, high)
    return low


def fixed(groups: int, benefit: float, cost: float, seed: int, *, cooperator: bool) -> Bools:
    """In which groups of 4 families of 3 the first mutant's kind is all there is. First families get uniform, then compete."""

    def people(metrics: Floats, goals: Floats, families: Ints) -> Floats:
        cooperates = goals[:, 0]
        friends = np.repeat(cooperates.reshape(-1, _N).sum(axis=1), _N)
        return np.exp(benefit * (friends - cooperates) / (_N - 1) - cost * cooperates)

    def wholes(metrics: Floats, goals: Floats, families: Ints) -> Floats:
        return np.exp((benefit - cost) * metrics)  # a family's metric is its share of cooperators

    others = [0.0, 1.0] if cooperator else [1.0, 0.0]
    goals = np.tile([others[::-1]] + [others] * (_M * _N - 1), (groups, 1))
    firms = {"selection": {"rule": "moran", "fitness": wholes}, "succession": "lineage", "period": 10**6}
    units = {"selection": {"rule": "moran", "fitness": people}, "goal": goals}
    layers = obedient("order", 1), obedient("government", groups), obedient("firm", groups * _M, **firms)
    world = free_world(*layers, selfish("employee", groups * _M * _N, **units), seed=seed)
    world.run_for(40)  # a family of 3 is mixed still with probability below (7/9)^40 = 4e-5
    world.intervene("firm.period", 1)
    world.run_for(100)
    first = world.layers[3].goals[:, 0].reshape(groups, -1)
    return np.asarray((first == float(cooperator)).all(axis=1))


def measure(replicates: int, seed: int) -> Iterator[Finding]:
    """The border of the two processes, and fixation in worlds on both sides of 2.5."""
    for m, n in ((4, 3), (5, 2), (3, 4), (10, 10)):
        yield exact(f"border, {m} families of {n}", 1 + n / (m - 2), border(m, n, 0.01))
    for ratio, cost in ((1.2, 0.6), (8.0, 0.2)):
        for cooperator in (True, False):
            who = "cooperator" if cooperator else "defector"
            expected = rho(_M, _N, ratio * cost, cost, cooperator=cooperator)
            yield share(
                f"one {who}, b/c = {ratio}, c = {cost}",
                expected,
                fixed(replicates, ratio * cost, cost, seed, cooperator=cooperator),
            )
