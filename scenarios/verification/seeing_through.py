"""Closed form 6. The reading of w's feature takes γ times an appearance as well. Who works for the reading, e = unit(Sᵀc),
has metric √(1+γ²) and value 1/√(1+γ²); the naive 1 and 1. Under Wright-Fisher their number in a family is a Markov chain
with binomial steps.
"""

from collections.abc import Iterator

import numpy as np

from superorganisms.model.world import Superorganism
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.evidence.finding import Finding, all_exact, exact, mean, share
from superorganisms.scenarios.evidence.small_worlds import binomial, efficiency, obedient, world_of

GROUP = "theory"
ORDER = 6
CLAIM = (
    "Working for the reading and not for the thing earns √(1+γ²), is worth 1/√(1+γ²), and spreads: metrics rise, value falls."
)
SOURCES = (
    Source("manheim-2018", "Adversarial Goodhart."),
    Source("baker-1992", "Effort goes where the measure is, not where the value is."),
)
REPLICATES, QUICK = 12_000, 4000  # families
AXES = ("γ, weight of appearance in the reading", "metric, and value")
_SIZE, _GAMMA, _S = 10, 1.5, 0.4


def appearances(
    gamma: float, share: float, *, families: int = 4, rule: str = "none", seed: int = 1, costs: bool = False
) -> Superorganism:
    """Families of ten, of whom so many see through."""
    sensor = [[1.0, gamma, 0.0], [0.0, 0.0, 0.0], [0.0, 0.0, 1.0]]
    units = {"sensor": sensor, "sees_through": share, "selection": rule}
    layers = obedient("order", 1), obedient("firm", families), obedient("employee", families * _SIZE, **units)
    return world_of(*layers, features=3, intent=[1.0, 0, 0], effort_rule="cost" if costs else "budget", seed=seed)


def _curve() -> Iterator[Finding]:
    for gamma in (0.0, 0.5, 1.5, 4.0):
        length = np.sqrt(1 + gamma**2)
        world = appearances(gamma, 1.0)
        world.step()
        metric, value = world.row()["employee.metric"], efficiency(world)
        yield exact(f"γ = {gamma}: metric", length, metric).placed(gamma, "metric of who sees through")
        yield exact(f"γ = {gamma}: value", 1 / length, value).placed(gamma, "value of who sees through")
    for gamma in (0.5, 1.5):
        world = appearances(gamma, 1.0, costs=True)
        world.step()
        yield exact(f"γ = {gamma}: value where effort costs", 1 - gamma**2, efficiency(world))
    world = appearances(1.5, 0.0)
    world.step()
    yield exact("the naive: metric and value", 2.0, world.row()["employee.metric"] + efficiency(world))


def measure(replicates: int, seed: int) -> Iterator[Finding]:
    """The curve, and eight ticks in which they spread."""
    yield from _curve()
    length, count = np.sqrt(1 + _GAMMA**2), np.arange(_SIZE + 1)
    favour = count * np.exp(_S * (length - 1))
    step, state = binomial(_SIZE, favour / (favour + _SIZE - count)), binomial(_SIZE, 0.3)
    world = appearances(_GAMMA, 0.3, families=replicates, rule=f"wright_fisher(s={_S})", seed=seed)
    told, seen = [], []
    for tick in range(1, 9):
        now = world.layers[2].sees_through.mean()
        world.step()
        told.append((1 + now * (length - 1), 1 - now * (1 - 1 / length)))
        seen.append((world.row()["employee.metric"], efficiency(world)))
        state = state @ step
        if tick in (1, 8):
            found = world.layers[2].sees_through.reshape(replicates, _SIZE)
            yield mean(f"share of them after {tick}", float(state @ count) / _SIZE, found.mean(axis=1))
            yield share(f"families all theirs after {tick}", float(state[_SIZE]), found.all(axis=1))
    yield all_exact("metric and value in each tick", told, seen)
