"""Closed form 3. Each letter is the last one's projection onto fewer features: with d_l the features that layer l drops,
what is left of |w|² is Π cos²θ_l, θ_l the angle between one letter and the next.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.evidence.finding import Finding, exact
from superorganisms.scenarios.evidence.small_worlds import efficiency, obedient, world_of

GROUP = "theory"
ORDER = 3
CLAIM = "Layers that each pass on fewer features keep Π cos²θ of the intent where effort costs, Π cos θ where directions count."
SOURCES = (Source("baker-2002", "Distortion as an angle, here once a layer."),)
AXES = ("layers that drop a feature", "efficiency")
_INTENT = np.array([4.0, 3.0, 2.0, 1.0, 1.0])


def kept(rule: str, features: Sequence[int]) -> float:
    """η where the designer's letter keeps features[0] features, and each layer's what the instruments below it read."""
    masks = [[1.0] * keep + [0.0] * (5 - keep) for keep in features]
    layers = [obedient("order", 1)]
    layers += [obedient(f"layer{n}", 2 * n + 1, sensor=mask) for n, mask in enumerate(masks[1:], 1)]
    settings: dict[str, Any] = {"effort_rule": rule, "goal_geometry": "free", "designer_encoding": masks[0]}
    return efficiency(world_of(*layers, features=5, intent=_INTENT.tolist(), ticks=1, **settings))


def measure() -> Iterator[Finding]:
    """One, two and three layers that drop something, under both rules."""
    for number, features in enumerate(([4, 4], [4, 3], [4, 3, 2], [3, 3, 1]), start=1):
        letters = [np.where(np.arange(5) < keep, _INTENT, 0.0) for keep in (5, *features)]
        cosines = [a @ b / np.linalg.norm(a) / np.linalg.norm(b) for a, b in pairwise(letters)]
        for rule, power in (("cost", 2), ("budget", 1)):
            expected = float(np.prod(cosines)) ** power
            found = exact(f"keeping {', '.join(map(str, features))}: {rule}", expected, kept(rule, features))
            yield found.placed(number, rule) if number < 4 else found
