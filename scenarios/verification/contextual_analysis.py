"""Where everyone's fitness is 1 + z and nobody's group matters, Price's term between groups isn't 0: groups differ in z. The
regression on own z and the group's mean says so: 1 and 0. Where fitness is 1 + the group's mean it says 0 and 1; and where only
success within the group counts, Price sees nothing between groups, and the regression 1 and -1.
"""

from collections.abc import Iterator

import numpy as np

from superorganisms import laws
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.evidence.finding import Finding, exact

GROUP = "literature"
CLAIM = "Price's term between groups is no evidence that groups matter; the regression on self and group tells them apart."
SOURCES = (
    Source("heisler-1987", "Contextual analysis of levels of selection."),
    Source("okasha-2006", "By-products at the level of groups, and what each method makes of them."),
)


def measure() -> Iterator[Finding]:
    """Forty groups of unequal size, three ways to be fit."""
    rng = np.random.default_rng(12)
    sizes = rng.integers(2, 9, size=40)
    families, group = np.concatenate([[0], np.cumsum(sizes)]), np.repeat(np.arange(40), sizes)
    z = rng.random(families[-1]) + rng.random(40)[group] / 2
    of_group = (np.bincount(group, z) / sizes)[group]
    for name, fitness, own, of_family in (
        ("1 + z", 1 + z, 1.0, 0.0),
        ("1 + group's mean", 1 + of_group, 0.0, 1.0),
        ("2 + z - group's mean", 2 + z - of_group, 1.0, -1.0),
    ):
        found = laws.contextual(z, fitness, families)
        yield exact(f"{name}: by oneself", own / fitness.mean(), found.individual)
        yield exact(f"{name}: by the group", of_family / fitness.mean(), found.group)
        between = float(laws.price(z, z, np.arange(len(z)), families, weights=fitness).between[0])
        slope = 0.0 if own == -of_family else 1.0  # by which a group's mean fitness rises with its mean trait
        yield exact(f"{name}: Price between groups", slope * float(of_group.var()) / fitness.mean(), between)
