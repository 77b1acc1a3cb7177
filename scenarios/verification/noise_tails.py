"""Errors of metrics are what their names say: as many beyond ±1 and ±4 as the distributions have there, in closed form for
normal, Laplace of scale 1, and Student's t of 1, 2 and 3 degrees of freedom.
"""

import math
from collections.abc import Callable, Iterator

import numpy as np

from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.evidence.finding import Finding, share
from superorganisms.scenarios.evidence.small_worlds import obedient, world_of

GROUP = "literature"
CLAIM = "Errors of metrics have the tails of their names: normal, Laplace, Student's t."
SOURCES = (Source("bailey-1994", "Student's t from uniform numbers by a polar method."),)
REPLICATES, QUICK = 60_000, 15_000  # metrics
TAILS: dict[str, Callable[[float], float]] = {
    "normal": lambda x: math.erfc(x / math.sqrt(2)) / 2,
    "laplace": lambda x: math.exp(-x) / 2,
    "student_t(df=1)": lambda x: 0.5 - math.atan(x) / math.pi,
    "student_t(df=2)": lambda x: 0.5 - x / math.sqrt(2 + x * x) / 2,
    "student_t": lambda x: 0.5 - (math.atan(x / math.sqrt(3)) + x / math.sqrt(3) / (1 + x * x / 3)) / math.pi,
}
"""Noise kind -> P(error > x), x >= 0."""


def measure(replicates: int, seed: int) -> Iterator[Finding]:
    """The middle, the shoulders and the tails, right and left."""
    for kind, tail in TAILS.items():
        layers = obedient("order", 1), obedient("employee", replicates, noise=0.5, noise_kind=kind)
        world = world_of(*layers, features=2, seed=seed, ticks=1)
        errors = (np.array(world.layers[1].metrics) - 1.0) / 0.5
        for beyond in (0.3, 1.0, 4.0):
            yield share(f"{kind} > {beyond:g}", tail(beyond), errors > beyond)
        yield share(f"{kind} < -1", tail(1.0), errors < -1.0)
