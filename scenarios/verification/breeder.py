"""Closed form 9. Response of the mean metric = h² times the selection differential. With `truncation(1, p)` all descend
from the best p: differential i sd(m), i the mean of the best p n of n standard normal numbers. With `truncation(p)` the p
worst leave and copies of the p best come: 2p i sd(m). Infinite families: i = 1.3998 at a fifth; of ten 1.2701 (Burrows
1972).
"""

from collections.abc import Iterator

import numpy as np

from superorganisms.arrays import Floats
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.evidence.finding import Finding, mean
from superorganisms.scenarios.evidence.small_worlds import free_world, normal_order_means, obedient, selfish

GROUP = "theory"
ORDER = 9
CLAIM = "The mean metric responds to truncation by h² times the differential, in families of any size."
SOURCES = (
    Source("lush-1937", "Response = heritability × differential."),
    Source("burrows-1972", "Selection differentials of finite families."),
)
REPLICATES, QUICK = 3000, 600  # families of 10; a tenth as many of 100
AXES = ("heritability", "response of the mean metric")
_RULES = {"truncation(turnover=1, parents=0.2)": 1.0, "truncation(turnover=0.2)": 0.4}


def response(rule: str, families: int, size: int, noise: float, seed: int) -> Floats:
    """Change of each family's mean goal in one tick, goals being standard normal."""
    goals = np.random.default_rng(seed).normal(size=(families * size, 2))
    people = selfish("employee", families * size, goal=goals, selection=rule, noise=noise)
    world = free_world(obedient("order", 1), obedient("firm", families), people, seed=seed, ticks=1)
    return np.asarray((world.layers[2].goals - goals)[:, 0].reshape(families, size).mean(axis=1))


def measure(replicates: int, seed: int) -> Iterator[Finding]:
    """All replaced or a fifth, families of 10 and 100, heritability from a fifth to 1."""
    for size, families in ((10, replicates), (100, replicates // 10)):
        intensity = normal_order_means(size)[-size // 5 :].mean()
        for rule, replaced in _RULES.items():
            for heritability in (1.0, 0.5, 0.2) if size == 10 else (0.5,):
                sd = heritability**-0.5
                expected = heritability * replaced * intensity * sd
                found = response(rule, families, size, float(np.sqrt(sd**2 - 1)), seed)
                label = f"{'all' if replaced == 1 else 'a fifth'} of {size}"
                yield mean(f"{label} replaced, h² = {heritability}", expected, found).placed(heritability, label)
