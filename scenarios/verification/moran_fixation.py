"""Closed form 7. A mutant line's number goes up and down with chances whose ratio is r at every number, so it takes all with
probability (1 - 1/r)/(1 - r^-N), r = exp(s Δm) (Moran 1958).
"""

import math
from collections.abc import Callable, Iterator

import numpy as np

from superorganisms import laws
from superorganisms.arrays import Bools, Ints
from superorganisms.scenarios.bibliography import Source
from superorganisms.scenarios.evidence.finding import Finding, share
from superorganisms.scenarios.evidence.small_worlds import uniform_lots

GROUP = "theory"
ORDER = 7
CLAIM = "In a Moran process one mutant of relative fitness r takes over a family of N with probability (1-1/r)/(1-r^-N)."
SOURCES = (Source("moran-1958", "The process and its fixation probability."),)
REPLICATES, QUICK = 12_000, 2500  # families
AXES = ("relative fitness r", "probability of fixation")


def fixation(n: int, r: float) -> float:
    """(1-1/r)/(1-r^-n), and its limit 1/n at r = 1."""
    return 1 / n if r == 1 else (1 - 1 / r) / (1 - r**-n)


def until_one_line_is_left(n: int, families: int, ancestors: Callable[[Bools, Ints], Ints]) -> Bools:
    """In which of the families of n one mutant's line took all; `ancestors` is asked for those where it isn't decided."""
    mutant = np.zeros((families, n), dtype=bool)
    mutant[:, 0] = True
    while len(running := np.flatnonzero(mutant.sum(axis=1) % n)):
        rows = mutant[running].ravel()
        mutant[running] = rows[ancestors(rows, np.arange(len(running) + 1) * n)].reshape(-1, n)
    return np.asarray(mutant[:, 0])


def measure(replicates: int, seed: int) -> Iterator[Finding]:
    """Families of 10 and of 6, by the law alone; fitness exp(s m)."""
    lots = uniform_lots(seed)
    for n, r, s in ((10, 0.8, 1.0), (10, 1.0, 1.0), (10, 1.1, 0.5), (10, 2.0, 1.0), (6, 1.5, 2.0)):

        def once(mutant: Bools, families: Ints, advantage: float = math.log(r) / s, strength: float = s) -> Ints:
            return laws.moran(mutant * advantage, families, lots((len(mutant), 2)), s=strength)

        won = until_one_line_is_left(n, replicates, once)
        yield share(f"N = {n}, r = {r}", fixation(n, r), won).placed(r, f"N = {n}")
