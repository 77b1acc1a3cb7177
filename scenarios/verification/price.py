"""Closed form 8. The Price equation is an identity: selection and transmission add up to what happened, whatever happened.

Sober & Wilson's two groups of n: altruists have X - c + b (A-1)/(n-1) offspring, the selfish X + b A/(n-1), A the altruists
of the group. They decline in both groups and rise in the whole.
"""

from collections.abc import Iterator

import numpy as np

from superorganisms import laws
from superorganisms.arrays import Floats
from superorganisms.model.parameters import LayerParameters, Parameters
from superorganisms.model.world import Superorganism
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.evidence.finding import Finding, exact

GROUP = "theory"
ORDER = 8
CLAIM = (
    "Selection between and within groups and transmission add up to the change of the mean, to 1e-12, whatever the settings."
)
SOURCES = (
    Source("price-1970", "The equation."),
    Source("sober-1998", "Two groups of altruists (box 1.1): declining in each, growing in the whole."),
)
_TINY = 1e-12
_STEPS = ("selection_between", "selection_within", "mutation", "pool", "surrogation", "imitation")


def offspring(altruists: int, n: int, x: float, b: float, c: float) -> tuple[Floats, Floats]:
    """Trait (1: altruist) and expected offspring of a group of n."""
    trait = np.repeat([1.0, 0.0], [altruists, n - altruists])
    return trait, np.where(trait == 1.0, x - c + b * (altruists - 1) / (n - 1), x + b * altruists / (n - 1))


def _two_groups() -> Iterator[Finding]:
    groups = [offspring(altruists, 100, 10.0, 5.0, 1.0) for altruists in (20, 80)]
    trait, children = (np.concatenate(one) for one in zip(*groups, strict=True))
    account = laws.price(trait, trait, np.arange(200), [0, 100, 200], weights=children)
    yield exact("altruists after", 0.5 + 3 / 100 - 104 / 7425, float(0.5 + account.change), tolerance=_TINY)
    yield exact("altruists: between groups", 3 / 100, float(account.between[0]), tolerance=_TINY)
    yield exact("altruists: within groups", -104 / 7425, float(account.within), tolerance=_TINY)


def _restless(rule: str) -> Superorganism:
    """A world in which all that can move a goal does."""
    busy = {"selection": rule, "mutation": 0.1, "surrogation": 0.1, "imitation": 0.2, "noise": 0.5, "migration": 0.2}
    layers = (
        LayerParameters(name="order", surrogation=0.05),
        LayerParameters(name="firm", size=6, **busy | {"succession": "lineage", "period": 3}),
        LayerParameters(name="employee", size=[3, 5, 2, 7, 4, 9], **busy),
    )
    return Superorganism(Parameters(layers=layers, features=3), rng=5)


def imbalance(world: Superorganism, ticks: int) -> float:
    """The most by which the terms of a tick, a layer and a feature miss the change of the mean goal there."""
    means = [np.stack([layer.goals.mean(axis=0) for layer in world.layers])]
    for _ in range(ticks):
        world.step()
        means.append(np.stack([layer.goals.mean(axis=0) for layer in world.layers]))
    told = world.account("drift").reset_index()[list(_STEPS)].sum(axis=1).to_numpy()  # by tick, layer and feature
    return float(np.abs(np.diff(means, axis=0) - told.reshape(ticks, *means[0].shape)).max())


def measure() -> Iterator[Finding]:
    """The example, and the worst imbalance of restless worlds over thirty ticks under five rules."""
    yield from _two_groups()
    for rule in ("truncation(0.3)", "moran(s=2)", "wright_fisher(s=1)", "fermi(s=3)", "best_of(n=3, candidates='pool')"):
        yield exact(f"imbalance, {rule.partition('(')[0]}", 0.0, imbalance(_restless(rule), 30), tolerance=_TINY)
