"""Closed form 11. x standard normal, y = a x + ε, z = c y + d x + η, unit noises: given y, x has variance 1/(1+a²) and
reaches z with slope d, so I(x; z | y) = ½ log(1 + d²/(1+a²)), whatever c. Without the leak d nothing passes but through y.
"""

import math
from collections.abc import Iterator

import numpy as np

from superorganisms import laws
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.evidence.finding import Finding, exact

GROUP = "theory"
ORDER = 11
CLAIM = "What leaks past a blanket y with strength d is ½ log(1 + d²/(1+a²)) nats, and nothing where nothing leaks."
SOURCES = (Source("cover-2006", "Mutual information of Gaussian variables (chapter 8)."),)
AXES = ("strength of the leak", "nats")


def covariance(a: float, c: float, d: float) -> np.ndarray:
    """Of (x, y, z)."""
    loads = np.array([[1.0, 0.0, 0.0], [a, 1.0, 0.0], [c * a + d, c, 1.0]])  # on the noises of x, y and z
    return np.asarray(loads @ loads.T)


def measure() -> Iterator[Finding]:
    """Leaks from none to strong, for two ways of listening to the source, and whatever passes through the blanket."""
    for a in (1.0, 2.0):
        for d in (0.0, 0.5, 1.5):
            expected = math.log(1 + d**2 / (1 + a**2)) / 2
            for c in (0.0, 0.7):
                found = exact(
                    f"a = {a:g}, d = {d:g}, c = {c:g}", expected, laws.gaussian_cmi(covariance(a, c, d), [0], [2], [1])
                )
                yield found.placed(d, f"a = {a:g}") if c else found
